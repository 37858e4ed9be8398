import { Checkbox, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { useRefresh } from '../records/useRefresh.ts'

export interface ParameterSubject {
  readonly declared: { readonly key: string; readonly label: string; readonly unit: string }
  readonly year: number
  /** The row in force, perhaps of an earlier year; null where there is none. */
  readonly row: Row | null
}

/** One parameter of one year. A value in force from an earlier year is left to that year, and a new row is made. */
export function ParameterDialog({ subject, onClose }: { readonly subject: ParameterSubject; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog onClose={onClose} title={`${subject.declared.label}（${subject.year} 年）`} size={480}>
      <ParameterForm subject={subject} onClose={onClose} />
    </Dialog>
  )
}

function ParameterForm({ subject, onClose }: { readonly subject: ParameterSubject; readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const { declared, year, row } = subject
  const own = row !== null && Number(row['year']) === year ? row : null
  const [value, setValue] = useState(String(row?.['value'] ?? ''))
  const stood = own === null ? '' : String(own['basis'] ?? '')
  const [basis, setBasis] = useState(plainSource(stood))
  const [verified, setVerified] = useState(own !== null && own['unverified'] !== true)
  const [reason, setReason] = useState('')
  const saving = useCommand(client.records.save, { inline: true })
  const wrong = value.trim() !== '' && !/^-?\d+(?:\.\d+)?$/.test(value.trim())
  const ready = value.trim() !== '' && !wrong && reason.trim() !== ''
  const save = async (): Promise<void> => {
    if (!ready) return
    // Untouched, it keeps its marks.
    const source = basis === plainSource(stood) ? stood : basis.trim()
    const values = { value: value.trim(), basis: source === '' ? null : source, unverified: !verified }
    const saved = await saving.run(
      own === null
        ? { register: 'parameter', values: { year, key: declared.key, label: declared.label, unit: declared.unit, ...values }, reason: reason.trim() }
        : { register: 'parameter', id: String(own['id']), revision: Number(own['revision']), values, reason: reason.trim() },
    )
    if (saved === null) return
    refresh('parameter')
    notifyDone('参数已保存', `${declared.label} ${value.trim()} ${declared.unit}`)
    onClose()
  }
  return (
    <DialogForm label="保存参数" ready={ready} running={saving.running} error={saving.error} onDo={save} onCancel={onClose}>
      {row !== null && own === null && (
        <Text size="sm" c="gray.7">
          现在用的是 {String(row['year'])} 年的 {String(row['value'])} {declared.unit}；保存后从 {year} 年起用新值，往年不变。
        </Text>
      )}
      <TextInput
        label={`值（${declared.unit}）`}
        required
        inputMode="decimal"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        error={wrong ? '请填数字，例如 2800 或 0.6' : null}
        data-autofocus
      />
      <TextInput label="依据文件" value={basis} onChange={(event) => setBasis(event.currentTarget.value)} />
      <Checkbox label="已对照正式文件核实" checked={verified} onChange={(event) => setVerified(event.currentTarget.checked)} />
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
