import { Alert, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { localDay } from '#core/rules/dates.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { Field } from '../../fields/Field.tsx'
import { useRefreshAll } from '../exchange/shared/useRefreshAll.ts'
import { DestinationInput } from './DestinationInput.tsx'
import type { Destination } from './DestinationInput.tsx'
import { ReasonInput } from './dialogParts.tsx'
import { LEAVING, MARRIED } from './leaving.ts'

const outOn = fieldOf('person_transfer', 'out_on')

interface Leaver {
  readonly id: string
  readonly name: string
  readonly isHead: boolean
}

interface PersonTransferDialogProps {
  /** Those one may choose from. */
  readonly people: readonly Leaver[]
  readonly onClose: () => void
}

/** 人员迁出: who, to which village of the county, how, when and why. */
export function PersonTransferDialog(props: PersonTransferDialogProps): ReactNode {
  return (
    <Dialog onClose={props.onClose} title="人员迁出到别的村" size={460}>
      <PersonTransferForm {...props} />
    </Dialog>
  )
}

function PersonTransferForm({ people, onClose }: PersonTransferDialogProps): ReactNode {
  const client = useClient().exchange
  const refresh = useRefreshAll()
  const [person, setPerson] = useState((people.find(({ isHead }) => !isHead) ?? people[0])?.id ?? '')
  const [village, setVillage] = useState<Destination | null>(null)
  const [decreaseReason, setDecreaseReason] = useState<string>(MARRIED)
  const [today] = useState(() => localDay(new Date()))
  const [on, setOn] = useState<FieldValue>(today)
  const [problem, setProblem] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const starting = useCommand(client.personTransferOut, { inline: true })
  const leaver = people.find(({ id }) => id === person)
  const ready = village !== null && leaver !== undefined && !leaver.isHead && problem === null && typeof on === 'string' && reason.trim() !== ''
  const start = async (): Promise<void> => {
    if (!ready || village === null || typeof on !== 'string') return
    // What day it is the office says: the screen may be in another zone.
    const day = on === today ? {} : { on }
    if ((await starting.run({ person, toVillage: village.code, decreaseReason, ...day, reason: reason.trim() })) === null) return
    notifyDone('已办迁出，等对方接收', `${leaver?.name ?? ''} → ${village.name}`)
    refresh()
    onClose()
  }
  return (
    <DialogForm label="办理迁出" ready={ready} running={starting.running} error={starting.error} onDo={start} onCancel={onClose}>
      <Text size="sm">本人的资料、历年记录和照片一起迁过去。对方接收以前，人仍算在这一户；接收以后，以往年度仍算在这一户。</Text>
      {people.length > 1 && (
        <NativeSelect
          label="迁出的人"
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={people.map(({ id, name, isHead }) => ({ value: id, label: isHead ? `${name}（户主）` : name }))}
          data-autofocus
        />
      )}
      {leaver?.isHead === true && <Alert color="amber">户主不能单独迁出。请先“更换户主”并保存；整户都迁的，请在“更多”里办“迁出到别的村”。</Alert>}
      <DestinationInput onPick={setVillage} autoFocus={people.length === 1} />
      <NativeSelect label="迁出的情形" value={decreaseReason} onChange={(event) => setDecreaseReason(event.currentTarget.value)} data={LEAVING} />
      <Field field={outOn} value={on} onChange={setOn} onProblem={setProblem} labelPosition="above" />
      <ReasonInput value={reason} onChange={setReason} />
    </DialogForm>
  )
}
