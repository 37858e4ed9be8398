import { Group, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { displayValue } from '../../fields/display.ts'
import { Field } from '../../fields/Field.tsx'
import type { DraftMember } from './draft.ts'
import { proposedRelation, standing } from './heads.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { todayText } from './useFindings.ts'

const relation = fieldOf('membership', 'relation')
const changedOn = { ...fieldOf('household_event', 'on_date'), label: '变更日期' }
const changedWhy = { ...fieldOf('household_event', 'reason'), label: '变更原因' }

function nameOf(member: DraftMember): string {
  return String(member.person['name'] ?? '（未填姓名）')
}

function proposals(members: readonly DraftMember[], head: DraftMember): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(members.map((member) => [member.key, member.key === head.key ? '01' : proposedRelation(standing(head), standing(member))]))
}

/** A new head and how everybody else stands to them: what follows is filled in, the rest must be chosen. */
export function HeadDialog({
  members,
  onClose,
  onApply,
}: {
  readonly members: readonly DraftMember[]
  readonly onClose: () => void
  readonly onApply: (relations: readonly (readonly [string, FieldValue])[], when: { readonly on: string; readonly reason: string | null }) => void
}): ReactNode {
  const [on, setOn] = useState<FieldValue>(todayText())
  const [reason, setReason] = useState<FieldValue>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const candidates = members.filter((member) => member.membership['relation'] !== '01')
  const [head, setHead] = useState(candidates[0])
  const [relations, setRelations] = useState(() => (head === undefined ? {} : proposals(members, head)))
  const choose = (key: string): void => {
    const next = candidates.find((member) => member.key === key)
    setHead(next)
    if (next !== undefined) setRelations(proposals(members, next))
  }
  const others = members.filter((member) => member.key !== head?.key)
  const ready =
    head !== undefined &&
    typeof on === 'string' &&
    problem === null &&
    others.every((member) => typeof relations[member.key] === 'string' && relations[member.key] !== '01')
  const apply = (): void => {
    if (ready && typeof on === 'string') onApply(Object.entries(relations), { on, reason: typeof reason === 'string' ? reason : null })
  }
  return (
    <Dialog onClose={onClose} title="更换户主" size={520}>
      <DialogForm label="更换户主" ready={ready} onDo={apply} onCancel={onClose}>
        <NativeSelect
          label="新户主"
          value={head?.key ?? ''}
          onChange={(event) => choose(event.currentTarget.value)}
          data={candidates.map((member) => ({ value: member.key, label: nameOf(member) }))}
          data-autofocus
        />
        <Group grow align="flex-start" gap="xs">
          <Field field={changedOn} value={on} onChange={setOn} onProblem={setProblem} labelPosition="above" />
          <Field field={changedWhy} value={reason} onChange={setReason} labelPosition="above" />
        </Group>
        <Text size="sm" c="gray.7">
          其他人与新户主的关系：能推出来的已填好，空着的请选定。
        </Text>
        {others.map((member) => (
          <Field
            key={`${head?.key ?? ''} ${member.key}`}
            field={{ ...relation, label: `${nameOf(member)}（原：${displayValue(relation, member.membership['relation'])}）` }}
            value={relations[member.key] ?? null}
            labelPosition="above"
            onChange={(value) => setRelations((now) => ({ ...now, [member.key]: value }))}
          />
        ))}
      </DialogForm>
    </Dialog>
  )
}
