import { NativeSelect, SegmentedControl, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { screenOf } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { Field } from '../../fields/Field.tsx'
import { useFieldSources } from '../../fields/sources.tsx'
import type { PaperForm } from './paperForms.ts'

/** For whom a form is made: one record, all of a place, or nobody yet. */
export interface PaperScope {
  readonly kind: 'record' | 'place' | 'blank'
  readonly record: { readonly id: string; readonly title: string } | null
  readonly place: string | null
}

const RECORD: FieldDefinition = { key: 'record', label: '记录', type: 'reference', section: '' }
const PLACE: FieldDefinition = { key: 'place', label: '地方', type: 'division', section: '' }

/** What is asked of one form: a record of its register by name or number, or a place. */
export function ScopeChoices({
  form,
  scope,
  onChange,
  fixed,
}: {
  readonly form: PaperForm
  readonly scope: PaperScope
  readonly onChange: (scope: PaperScope) => void
  /** The record that the screen was opened for. */
  readonly fixed: PaperScope['record']
}): ReactNode {
  const { divisions } = useFieldSources()
  const ofRecord = form.kind === 'record'
  const counter = screenOf(form.register ?? '')?.counter ?? '条'
  const { label } = form.register === null ? { label: '' } : registerOf(form.register)
  const place = (
    <Field
      field={form.perPlace ? { ...PLACE, label: '村或乡镇' } : PLACE}
      labelPosition="above"
      value={scope.place}
      valueTitle={divisions.find(({ code }) => code === scope.place)?.name}
      onChange={(value) => onChange({ ...scope, place: typeof value === 'string' ? value : null })}
    />
  )
  if (!ofRecord) return place
  return (
    <>
      {fixed === null && (
        <div>
          <Text size="sm" fw={500} mb={2}>
            范围
          </Text>
          <SegmentedControl
            fullWidth
            aria-label="范围"
            value={scope.kind}
            onChange={(value) => onChange({ ...scope, kind: value === 'place' || value === 'blank' ? value : 'record' })}
            data={[
              { value: 'record', label: `一${counter}` },
              { value: 'place', label: '整村或乡镇' },
              { value: 'blank', label: '空白表' },
            ]}
          />
        </div>
      )}
      {fixed !== null || scope.kind === 'record' ? (
        <Field
          field={{ ...RECORD, label, register: form.register ?? '' }}
          labelPosition="above"
          readOnly={fixed !== null}
          value={(fixed ?? scope.record)?.id ?? null}
          valueTitle={(fixed ?? scope.record)?.title}
          onChange={(value, title) => onChange({ ...scope, record: typeof value === 'string' ? { id: value, title: title ?? '' } : null })}
        />
      ) : (
        place
      )}
    </>
  )
}

/** The forms to choose from, those of one subject together. */
export function FormSelect({
  forms,
  value,
  onChange,
}: {
  readonly forms: readonly PaperForm[]
  readonly value: string
  readonly onChange: (code: string) => void
}): ReactNode {
  const groups = new Map<string, { value: string; label: string }[]>()
  for (const form of forms) {
    const group = form.kind === 'statistic' ? '统计表' : form.kind === 'questionnaire' ? '问卷' : (screenOf(form.register ?? '')?.title ?? '')
    const items = groups.get(group) ?? []
    groups.set(group, items)
    items.push({ value: form.code, label: form.title })
  }
  return (
    <NativeSelect
      label="表单"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[...groups].map(([group, items]) => ({ group, items }))}
    />
  )
}
