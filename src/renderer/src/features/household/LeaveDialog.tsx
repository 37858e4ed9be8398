import { Alert, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { Field } from '../../fields/Field.tsx'
import type { DraftMember, Leaving } from './draft.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { todayText } from './useFindings.ts'

const reasonField = { ...fieldOf('membership', 'decrease_reason'), required: true }
const dateField = { ...fieldOf('membership', 'end_date'), label: '减少日期', required: true }

/** Who leaves the household, why and when; nothing is erased, the membership ends. */
export function LeaveDialog({
  members,
  chosen,
  onClose,
  onLeave,
}: {
  readonly members: readonly DraftMember[]
  readonly chosen: string
  readonly onClose: () => void
  readonly onLeave: (key: string, leaving: Leaving) => void
}): ReactNode {
  const [key, setKey] = useState(members.some((member) => member.key === chosen) ? chosen : (members.at(-1)?.key ?? ''))
  const [reason, setReason] = useState<FieldValue>(null)
  const [date, setDate] = useState<FieldValue>(todayText())
  const [problem, setProblem] = useState<string | null>(null)
  const isHead = members.find((member) => member.key === key)?.membership['relation'] === '01'
  const ready = key !== '' && typeof reason === 'string' && typeof date === 'string' && problem === null
  const leave = (): void => {
    if (ready && typeof reason === 'string' && typeof date === 'string') onLeave(key, { reason, date })
  }
  return (
    <Dialog onClose={onClose} title="成员减少" size={420}>
      <DialogForm label="确定减少" ready={ready} onDo={leave} onCancel={onClose}>
        <NativeSelect
          label="减少的成员"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          data={members.map((member) => ({ value: member.key, label: String(member.person['name'] ?? '（未填姓名）') }))}
          data-autofocus
        />
        <Field field={reasonField} value={reason} onChange={setReason} labelPosition="above" />
        <Field field={dateField} value={date} onChange={setDate} onProblem={setProblem} labelPosition="above" />
        {isHead && <Alert color="amber">这是户主。确定后请用“更换户主”在其余成员里选定新户主。</Alert>}
      </DialogForm>
    </Dialog>
  )
}
