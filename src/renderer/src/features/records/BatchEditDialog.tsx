import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isTyped, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { ErrorPayload } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Field } from '../../fields/Field.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { attempt } from './attempt.ts'
import { useRefresh } from './useRefresh.ts'

/** Fields that several records may hold alike. */
export function batchFields(register: string): readonly FieldDefinition[] {
  return registerOf(register).fields.filter((field) => isTyped(field) && field.unique !== true && field.type !== 'idNumber' && field.type !== 'bankAccount')
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
    <Modal opened onClose={props.onClose} title={`批量修改 ${props.ids.length} ${props.unit}`} size={520} closeButtonProps={{ 'aria-label': '关闭' }}>
      <BatchForm {...props} />
    </Modal>
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
  const fields = batchFields(register)
  const sections = registerOf(register).sections
  const unreadable = keys.some((key) => (problems[key] ?? null) !== null)
  const emptyRequired = fields.some((field) => keys.includes(field.key) && field.required === true && (values[field.key] ?? null) === null)
  const ready = keys.length > 0 && reason.trim() !== '' && !unreadable && !emptyRequired && !saving

  const set = (key: string, value: FieldValue, title?: string): void =>
    setValues((now) => ({ ...now, [key]: value, ...(title === undefined ? {} : { [`${key}$title`]: title }) }))
  const save = async (): Promise<void> => {
    if (!ready) return
    setSaving(true)
    const done = await attempt(
      client.records.batch({ register, ids: [...ids], reason: reason.trim(), values: Object.fromEntries(keys.map((key) => [key, values[key] ?? null])) }),
    )
    setSaving(false)
    if (!done.ok) {
      setError(done.error)
      return
    }
    notifyDone(`已修改 ${done.value.changed} ${unit}`, done.value.same > 0 ? `另有 ${done.value.same} ${unit}原来就是这个值` : '')
    refresh(register)
    onDone()
  }
  useShortcut('save', () => {
    void save()
  })
  return (
    <Stack gap="sm">
      <Text size="sm" c="gray.7">
        只改下面列出的项目，其他项目不动。全部成功才写入，有一条不行就一条也不改。
      </Text>
      {keys.map((key) => {
        const field = fields.find((candidate) => candidate.key === key)
        if (field === undefined) return null
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
      <NativeSelect
        label={keys.length === 0 ? '要修改的项目' : '再加一项'}
        value=""
        onChange={(event) => {
          if (event.currentTarget.value !== '') setKeys([...keys, event.currentTarget.value])
        }}
        data-autofocus
        data={[
          { value: '', label: '请选择' },
          ...sections
            .map((section) => ({
              group: section.label,
              items: fields
                .filter((field) => field.section === section.key && !keys.includes(field.key))
                .map((field) => ({ value: field.key, label: field.label })),
            }))
            .filter((group) => group.items.length > 0),
        ]}
      />
      {keys.some((key) => (values[key] ?? null) === null && (problems[key] ?? null) === null) && !emptyRequired && (
        <Alert color="amber">没有填值的项目会被清空。</Alert>
      )}
      <Textarea
        label="原因（记入操作记录，必填）"
        required
        autosize
        minRows={2}
        maxRows={4}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {error !== null && <ErrorPanel error={error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={!ready}
          loading={saving}
          onClick={() => {
            void save()
          }}
        >
          修改 {ids.length} {unit}
        </Button>
      </Group>
    </Stack>
  )
}
