import { Alert, Button, Group, Input, Text, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { isHidden } from '#core/access/asker.ts'
import { factsOf } from '#core/catalogue/derive/listing.ts'
import { isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { ErrorPayload } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { Field } from '../../fields/Field.tsx'
import { findOptions, rankOf } from '../../fields/pinyin.ts'
import { SuggestInput } from '../../fields/SuggestInput.tsx'
import { useSession } from '../../session/useSession.tsx'
import { attempt } from './attempt.ts'
import { BatchPreview } from './BatchPreview.tsx'
import type { BatchField } from './BatchPreview.tsx'
import { useMayRead } from './useMayWrite.ts'
import { useRefresh } from './useRefresh.ts'

/** Fields that several records may hold alike. */
export function batchFields(register: string): readonly FieldDefinition[] {
  return registerOf(register).fields.filter((field) => isTyped(field) && field.unique !== true && field.type !== 'idNumber' && field.type !== 'bankAccount')
}

/** All that a batch may change: fields of the register, and facts of the year. */
function useBatchFields(register: string): readonly BatchField[] {
  const { user, year } = useSession()
  const mayRead = useMayRead()
  return useMemo(() => {
    const definition = registerOf(register)
    const sections = new Map(definition.sections.map(({ key, label }) => [key, label]))
    const own = batchFields(register).map((field) => ({
      key: field.key,
      label: field.label,
      section: sections.get(field.section ?? '') ?? '',
      field,
      isFact: false,
    }))
    const facts = factsOf(register)
      .filter(({ yearly, field }) => isTyped(field) && mayRead(yearly.name) && !isHidden(user, yearly, field))
      .map(({ key, label, field }) => ({ key, label, section: `${year} 年情况`, field: { ...field, label }, isFact: true }))
    return [...own, ...facts]
  }, [register, user, year, mayRead])
}

export interface BatchEditProps {
  readonly register: string
  readonly ids: readonly string[]
  readonly unit: string
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The same new values for all chosen records: which fields, which values, why. */
export function BatchEditDialog(props: BatchEditProps): ReactNode {
  return (
    <Dialog onClose={props.onClose} title={`批量修改 ${props.ids.length} ${props.unit}`} size={640}>
      <BatchForm {...props} />
    </Dialog>
  )
}

function BatchForm({ register, ids, unit, onClose, onDone }: BatchEditProps): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const [keys, setKeys] = useState<readonly string[]>([])
  const [values, setValues] = useState<Row>({})
  const [problems, setProblems] = useState<Readonly<Record<string, string | null>>>({})
  const [reason, setReason] = useState('')
  const [error, setError] = useState<ErrorPayload | null>(null)
  const [saving, setSaving] = useState(false)
  const { year } = useSession()
  const fields = useBatchFields(register)
  const chosen = keys.flatMap((key) => fields.find((field) => field.key === key) ?? [])
  const unreadable = keys.some((key) => (problems[key] ?? null) !== null)
  const emptyRequired = chosen.some(({ key, field }) => field.required === true && (values[key] ?? null) === null)
  const ready = keys.length > 0 && reason.trim() !== '' && !unreadable && !emptyRequired && !saving

  const set = (key: string, value: FieldValue, title?: string): void =>
    setValues((now) => ({ ...now, [key]: value, ...(title === undefined ? {} : { [`${key}$title`]: title }) }))
  const save = async (): Promise<void> => {
    if (!ready) return
    setSaving(true)
    const valuesOf = (isFact: boolean): Row =>
      Object.fromEntries(chosen.filter((one) => one.isFact === isFact).map(({ key, field }) => [field.key, values[key] ?? null]))
    const facts = valuesOf(true)
    const done = await attempt(
      client.records.batch({
        register,
        ids: [...ids],
        reason: reason.trim(),
        values: valuesOf(false),
        ...(Object.keys(facts).length === 0 ? {} : { yearly: { year, values: facts } }),
      }),
    )
    setSaving(false)
    if (!done.ok) {
      setError(done.error)
      return
    }
    const { changed, same, proposed } = done.value
    const notes = [
      ...(same > 0 ? [`另有 ${same} ${unit}原来就是这个值`] : []),
      ...(proposed > 0 ? [`其中 ${proposed} 处由别的单位负责，记为修改建议，对方采纳以后才改`] : []),
    ]
    notifyDone(`已修改 ${changed} ${unit}`, notes.join('；'))
    refresh(register)
    onDone()
  }
  return (
    <DialogForm label={`修改 ${ids.length} ${unit}`} ready={ready} running={saving} error={error} onDo={save} onCancel={onClose}>
      <Text size="sm" c="gray.7">
        只改下面列出的项目，其他项目不动。全部成功才写入，有一条不行就一条也不改。
      </Text>
      {chosen.map(({ key, field }) => {
        const title = values[`${key}$title`]
        return (
          <Group key={key} gap="xs" wrap="nowrap" align="flex-end">
            <div style={{ flex: 1, minWidth: 0 }}>
              <Field
                field={field}
                value={values[key]}
                valueTitle={typeof title === 'string' ? title : undefined}
                labelPosition="above"
                autoFocus={key === keys.at(-1)}
                onChange={(value, chosen) => set(key, value, chosen)}
                onProblem={(problem) => setProblems((now) => ({ ...now, [key]: problem }))}
              />
            </div>
            <Button variant="subtle" color="gray" size="compact-md" onClick={() => setKeys(keys.filter((candidate) => candidate !== key))}>
              不改这项
            </Button>
          </Group>
        )
      })}
      <FieldSearch
        label={keys.length === 0 ? '要修改的项目' : '再加一项'}
        fields={fields.filter(({ key }) => !keys.includes(key))}
        onPick={(key) => setKeys([...keys, key])}
      />
      {keys.some((key) => (values[key] ?? null) === null && (problems[key] ?? null) === null) && !emptyRequired && (
        <Alert color="amber">没有填值的项目会被清空。</Alert>
      )}
      {chosen.length > 0 && !unreadable && <BatchPreview register={register} ids={ids} unit={unit} year={year} fields={chosen} values={values} />}
      <Textarea
        label="原因（记入操作记录，必填）"
        required
        autosize
        minRows={2}
        maxRows={4}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogForm>
  )
}

/** Finds the field to change by its name or first letters. */
function FieldSearch({
  label,
  fields,
  onPick,
}: {
  readonly label: string
  readonly fields: readonly BatchField[]
  readonly onPick: (key: string) => void
}): ReactNode {
  const [query, setQuery] = useState('')
  const [times, setTimes] = useState(0)
  const options = useMemo(() => findOptions(fields, query), [fields, query])
  return (
    <Input.Wrapper label={label}>
      <SuggestInput
        key={times}
        ariaLabel={label}
        placeholder="输入名称或首字母查找"
        text=""
        options={options}
        keyOf={({ key }) => key}
        renderOption={(option) => (
          <>
            <span>{option.label}</span>
            <Text component="span" size="xs" c="gray.7" ml="auto">
              {option.section}
            </Text>
          </>
        )}
        onQuery={setQuery}
        onPick={(option) => {
          if (option === null) return
          setQuery('')
          setTimes((now) => now + 1)
          onPick(option.key)
        }}
        resolve={(text) => {
          const [best, ...others] = findOptions(fields, text)
          return best !== undefined && (others.length === 0 || rankOf(best, text) === 0) ? best : null
        }}
        onUnresolved={() => undefined}
        onRestore={() => undefined}
        emptyText="没有这个项目"
        autoFocus={times === 0}
      />
    </Input.Wrapper>
  )
}
