/** The form of a step, for one record or for many: who signs, by which meeting or notice, votes, day and remark. */
import { Group, NativeSelect, NumberInput, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ActKind } from '#core/catalogue/procedure.ts'
import { localDay } from '#core/rules/dates.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { DayField } from '../../fields/DayField.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { Refusals, type Refused } from './Refusals.tsx'

/** A step as far as its form depends on it. */
interface StepAsked {
  readonly key: string
  readonly label: string
  readonly hint: string | null
  readonly act: ActKind | null
  readonly vote: boolean
  readonly signatures: { readonly label: string; readonly atLeast: number } | null
  /** What the remark must say; null where it may be left out. */
  readonly remark: string | null
}

interface StepDialogProps {
  readonly register: string
  readonly ids: readonly string[]
  /** One, or those to choose from. */
  readonly steps: readonly StepAsked[]
  readonly onClose: () => void
  readonly onDone: () => void
}

export function StepDialog(props: StepDialogProps): ReactNode {
  const [only] = props.steps
  const title = props.steps.length === 1 && only !== undefined ? only.label : '办理一步'
  return (
    <Dialog onClose={props.onClose} title={props.ids.length === 1 ? title : `${title}（${props.ids.length} 条）`} size={560}>
      <StepForm {...props} />
    </Dialog>
  )
}

function StepForm({ register, ids, steps, onClose, onDone }: StepDialogProps): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const [key, setKey] = useState(steps[0]?.key ?? '')
  const [on, setOn] = useState(() => localDay(new Date()))
  const [remark, setRemark] = useState('')
  const [signed, setSigned] = useState('')
  const [act, setAct] = useState('')
  const [votes, setVotes] = useState<readonly (number | string)[]>(['', '', ''])
  const [refused, setRefused] = useState<readonly Refused[]>([])
  const making = useCommand(client.procedures.step, { inline: true })
  const step = steps.find((one) => one.key === key)
  const submit = async (): Promise<void> => {
    if (step === undefined || on === '') return
    const counted = votes.map((vote) => (typeof vote === 'number' ? vote : null))
    const [inFavour, against, abstained] = counted
    const answer = await making.run({
      register,
      ids: [...ids],
      step: step.key,
      on,
      ...(remark.trim() === '' ? {} : { remark: remark.trim() }),
      ...(act === '' ? {} : { act }),
      ...(signed.trim() === '' ? {} : { signatures: signed.split(/[\s,，、]+/).filter((name) => name !== '') }),
      ...(typeof inFavour === 'number' && typeof against === 'number' && typeof abstained === 'number' ? { votes: { inFavour, against, abstained } } : {}),
    })
    if (answer === null) return
    refresh('procedure_step', 'shared_act_line', register)
    if (answer.done.length > 0) notifyDone(step.label, `办了 ${answer.done.length} 条`)
    setRefused(answer.refused)
    if (answer.refused.length === 0) onDone()
  }
  return (
    <DialogForm label="办理" ready={step !== undefined && on !== ''} running={making.running} error={making.error} onDo={submit} onCancel={onClose}>
      <Refusals refused={refused} />
      {steps.length > 1 && (
        <NativeSelect
          label="步骤"
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          data={steps.map((one) => ({ value: one.key, label: one.label }))}
          data-autofocus
        />
      )}
      {step?.hint !== null && step?.hint !== undefined && <Text size="sm">{step.hint}</Text>}
      <DayField label="办理日期" initial={on} required autoFocus={steps.length === 1} onChange={setOn} />
      {step !== undefined && step.act !== null && <ActSelect kind={step.act} value={act} onChange={setAct} />}
      {step?.vote === true && (
        <Group grow>
          {['同意', '反对', '弃权'].map((label, index) => (
            <NumberInput
              key={label}
              label={label}
              min={0}
              allowDecimal={false}
              value={votes[index] ?? ''}
              onChange={(value) => setVotes((now) => now.map((vote, at) => (at === index ? value : vote)))}
            />
          ))}
        </Group>
      )}
      {step !== undefined && step.signatures !== null && (
        <TextInput
          label={`${step.signatures.label}签字（至少 ${step.signatures.atLeast} 人）`}
          description="多个姓名用顿号隔开"
          value={signed}
          onChange={(event) => setSigned(event.currentTarget.value)}
        />
      )}
      <Textarea
        label="说明"
        {...(step?.remark === null || step?.remark === undefined ? {} : { description: `写明${step.remark}`, required: true })}
        value={remark}
        onChange={(event) => setRemark(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={1000}
      />
    </DialogForm>
  )
}

/** Meetings or notices on file, the newest first. */
function ActSelect({ kind, value, onChange }: { readonly kind: ActKind; readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  const query = useQuery(
    useApi().records.query.queryOptions({ input: { register: 'shared_act', where: { kind }, sort: [{ field: 'held_on', descending: true }], limit: 200 } }),
  )
  const name = kind === 'meeting' ? '会议' : '公示'
  return (
    <NativeSelect
      label={name}
      description={`没有的先在“会议与公示”里录入；还没有列入这次${name}的，办理时列入。`}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: '请选择' },
        ...(query.data?.rows ?? []).map((row) => ({ value: String(row['id']), label: `${String(row['held_on'])} ${String(row['name'])}` })),
      ]}
    />
  )
}
