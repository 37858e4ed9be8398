/** 分户, 并户 and 整户销户: each asks who goes, when and why, says what it does to the numbers, and is one operation. */
import { Checkbox, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Member } from '#core/features/household/contract.ts'
import { useClient } from '../../../bridge/client.tsx'
import { notifyDone } from '../../../bridge/notify.tsx'
import { useCommand } from '../../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../../components/Dialog.tsx'
import { Field } from '../../../fields/Field.tsx'
import { useGo } from '../../../router/navigation.ts'
import { useRefreshAll } from '../../exchange/shared/useRefreshAll.ts'
import { AboutFields, readyAbout, useAbout } from './AboutFields.tsx'

const relation = fieldOf('membership', 'relation')
const into = { ...fieldOf('household_event', 'other_household_id'), label: '并入哪一户', required: true }
const HEAD = '01'

interface WholeProps {
  readonly household: string
  readonly headName: string
  readonly members: readonly Member[]
  readonly onClose: () => void
}

const nameOf = ({ person }: Member): string => (typeof person['name'] === 'string' ? person['name'] : '（未填姓名）')
const idOf = ({ membership }: Member): string => String(membership['id'])

/** Some of the people found a household of their own. */
export function SplitDialog({ household, headName, members, onClose }: WholeProps): ReactNode {
  const client = useClient().balance
  const go = useGo()
  const refresh = useRefreshAll()
  const [about, setAbout] = useAbout()
  const [going, setGoing] = useState<Readonly<Record<string, FieldValue>>>({})
  const [localNo, setLocalNo] = useState('')
  const splitting = useCommand(client.split, { inline: true })
  const candidates = members.filter(({ membership }) => membership['relation'] !== HEAD)
  const chosen = candidates.filter((member) => idOf(member) in going)
  const relations = chosen.map((member) => going[idOf(member)])
  const asked = readyAbout(about)
  const ready = asked !== null && chosen.length > 0 && relations.every((one) => typeof one === 'string') && relations.filter((one) => one === HEAD).length === 1
  const choose = (member: Member, is: boolean): void =>
    setGoing((now) => {
      const { [idOf(member)]: _, ...rest } = now
      return is ? { ...rest, [idOf(member)]: Object.values(rest).includes(HEAD) ? null : HEAD } : rest
    })
  const split = async (): Promise<void> => {
    if (!ready || asked === null) return
    const done = await splitting.run({
      household,
      ...asked,
      members: chosen.map((member) => ({ membership: idOf(member), relation: String(going[idOf(member)]) })),
      ...(localNo.trim() === '' ? {} : { localNo }),
    })
    if (done === null) return
    notifyDone('已分户', `${headName}户分出 ${chosen.length} 人`)
    refresh()
    onClose()
    go(recordPath('household', done.household))
  }
  return (
    <Dialog title={`分户：${headName}户`} size={560} onClose={onClose}>
      <DialogForm
        label={chosen.length === 0 ? '分户' : `分出 ${chosen.length} 人`}
        ready={ready}
        running={splitting.running}
        error={splitting.error}
        onDo={split}
        onCancel={onClose}
      >
        <Text size="sm">选出分出去的人，另立一户：户数加一，人数不变，人编号不变。办完打开新户；在“更改记录”里可以整个撤销。</Text>
        {candidates.map((member) => (
          <div key={idOf(member)} style={{ display: 'grid', gridTemplateColumns: '12rem 1fr', alignItems: 'center', gap: '0.5rem', minHeight: '2.25rem' }}>
            <Checkbox label={nameOf(member)} checked={idOf(member) in going} onChange={(event) => choose(member, event.currentTarget.checked)} />
            {idOf(member) in going && (
              <Field
                field={{ ...relation, label: `${nameOf(member)}与新户主的关系` }}
                value={going[idOf(member)] ?? null}
                onChange={(value) => setGoing((now) => ({ ...now, [idOf(member)]: value }))}
              />
            )}
          </div>
        ))}
        <TextInput label="新户的本地户号" maxLength={40} value={localNo} onChange={(event) => setLocalNo(event.currentTarget.value)} />
        <AboutFields about={about} onChange={setAbout} />
      </DialogForm>
    </Dialog>
  )
}

/** All of the people go into another household of the village. */
export function MergeDialog({ household, headName, members, village, onClose }: WholeProps & { readonly village: string | null }): ReactNode {
  const client = useClient().balance
  const go = useGo()
  const refresh = useRefreshAll()
  const [about, setAbout] = useAbout()
  const [other, setOther] = useState<FieldValue>(null)
  const [title, setTitle] = useState<string | undefined>(undefined)
  const [relations, setRelations] = useState<Readonly<Record<string, FieldValue>>>({})
  const merging = useCommand(client.merge, { inline: true })
  const asked = readyAbout(about)
  const ready = asked !== null && typeof other === 'string' && other !== household && members.every((member) => typeof relations[idOf(member)] === 'string')
  const merge = async (): Promise<void> => {
    if (!ready || asked === null || typeof other !== 'string') return
    const done = await merging.run({
      household,
      ...asked,
      into: other,
      members: members.map((member) => ({ membership: idOf(member), relation: String(relations[idOf(member)]) })),
    })
    if (done === null) return
    notifyDone('已并户', `${headName}户并入${title ?? ''}户`)
    refresh()
    onClose()
    go(recordPath('household', done.household))
  }
  return (
    <Dialog title={`并户：${headName}户`} size={560} onClose={onClose}>
      <DialogForm label="并户" ready={ready} running={merging.running} error={merging.error} onDo={merge} onCancel={onClose}>
        <Text size="sm">全户并入同村的另一户：户数减一，人数不变；本户注销，记录保留，结对到当天结束。</Text>
        <Field
          field={into}
          value={other}
          valueTitle={title}
          {...(village === null ? {} : { where: { village, valid: { ne: false } } })}
          onChange={(value, named) => {
            setOther(value)
            setTitle(named)
          }}
          labelPosition="above"
        />
        {members.map((member) => (
          <Field
            key={idOf(member)}
            field={{ ...relation, label: `${nameOf(member)}与并入户的户主的关系` }}
            value={relations[idOf(member)] ?? null}
            onChange={(value) => setRelations((now) => ({ ...now, [idOf(member)]: value }))}
            labelPosition="above"
          />
        ))}
        <AboutFields about={about} onChange={setAbout} />
      </DialogForm>
    </Dialog>
  )
}

/** Nobody of the household is left here. */
export function CloseDialog({ household, headName, members, onClose }: WholeProps): ReactNode {
  const client = useClient().balance
  const refresh = useRefreshAll()
  const [about, setAbout] = useAbout()
  const closing = useCommand(client.close, { inline: true })
  const asked = readyAbout(about)
  const close = async (): Promise<void> => {
    if (asked === null || (await closing.run({ household, ...asked })) === null) return
    notifyDone('已整户销户', `${headName}户 ${members.length} 人`)
    refresh()
    onClose()
  }
  return (
    <Dialog title={`整户销户：${headName}户`} size={560} onClose={onClose}>
      <DialogForm label="整户销户" ready={asked !== null} running={closing.running} error={closing.error} onDo={close} onCancel={onClose}>
        <Text size="sm">
          全户死亡、迁出县外等，本户注销，记录保留，编号不再用。平衡表里减 1 户 {members.length}{' '}
          人，只计在“整户销户”，不再计自然减少。并到别的户的，请办“并入另一户”。
        </Text>
        <AboutFields about={about} onChange={setAbout} />
      </DialogForm>
    </Dialog>
  )
}
