import { Button, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { Member } from '#core/features/household/contract.ts'
import { ColumnChooser } from '../../components/DataTable/ColumnChooser.tsx'
import { useTableLayout } from '../../components/DataTable/useTableLayout.ts'
import { useAnnounce } from '../../components/LiveMessage.tsx'
import { displayValue } from '../../fields/display.ts'
import { EditableGrid } from '../../fields/EditableGrid.tsx'
import { Field } from '../../fields/Field.tsx'
import type { FieldMessages } from '../../fields/types.ts'
import {
  gridRow,
  isLeaving,
  isOnFile,
  newMember,
  splitKey,
  staying,
  withCell,
  withInserted,
  withLeaving,
  withMember,
  withPasted,
  withReturned,
} from './draft.ts'
import type { Draft, DraftMember } from './draft.ts'
import classes from './household.module.css'
import { gridColumns, memberColumns } from './memberColumns.ts'
import { HeadDialog } from './HeadDialog.tsx'
import { LeaveDialog } from './LeaveDialog.tsx'
import { MemberMove } from './exchange/MemberMove.tsx'
import type { MembersSteps } from './useCardEditing.ts'
import { todayText } from './useFindings.ts'

const decreaseReason = fieldOf('membership', 'decrease_reason')
const increaseReason = fieldOf('membership', 'increase_reason')
const startDate = fieldOf('membership', 'start_date')
const relation = fieldOf('membership', 'relation')

export interface MembersTabProps {
  readonly draft: Draft
  readonly base: Draft
  readonly former: readonly Member[]
  /** Changes, and taking them back before they are saved. */
  readonly steps: MembersSteps
  readonly onProblem: (path: string, problem: string | null) => void
  readonly messages: Readonly<Record<string, FieldMessages>>
  readonly readOnly: boolean
}

/** The members as a grid in the order of the paper form; joining, leaving and a new head beside it. */
export function MembersTab(props: MembersTabProps): ReactNode {
  const { draft, base, steps } = props
  const onChange = steps.change
  const layout = useTableLayout('household.members', memberColumns)
  const { visible, widthOf } = layout
  const columns = useMemo(() => gridColumns(visible, widthOf), [visible, widthOf])
  const members = staying(draft)
  const rows = useMemo(() => members.map(gridRow), [members])
  const [leaving, setLeaving] = useState<string | null>(null)
  const [changingHead, setChangingHead] = useState(false)
  const onFile = base.household['id'] !== undefined
  const joined = members.filter((member) => onFile && !isOnFile(member))
  const messages = useMemo(
    () => Object.fromEntries(Object.entries(props.messages).flatMap(([path, found]) => (path.startsWith('members.') ? [[path.slice(8), found]] : []))),
    [props.messages],
  )

  const announce = useAnnounce()
  /** Who joins a household on file joins today. */
  const added = (): DraftMember => newMember(onFile ? { start_date: todayText() } : {})
  const insert = (after: number): void =>
    onChange((now) => withInserted(now, after, !onFile && staying(now).length === 0 ? newMember({ relation: '01' }) : added()))
  const remove = (key: string): void => {
    const member = draft.members.find((candidate) => candidate.key === key)
    if (member === undefined) return
    if (isOnFile(member)) setLeaving(key)
    else onChange((now) => withLeaving(now, key, { reason: '', date: '' }))
  }
  return (
    <div>
      <EditableGrid
        label="家庭成员"
        columns={columns}
        rows={rows}
        rowKey={(row, index) => String(row['key'] ?? index)}
        idPrefix="card-members"
        readOnly={props.readOnly}
        messages={messages}
        insertLabel="增加一人"
        onCellChange={(row, key, value, title) => {
          const at = members[row]
          if (at !== undefined) onChange((now) => withMember(now, at.key, (member) => withCell(member, key, value, title)), `${at.key} ${key}`)
        }}
        onCellsChange={(changes) =>
          onChange((now) =>
            changes.reduce((draftNow, { row, key, value, title }) => {
              const at = members[row]
              return at === undefined ? draftNow : withMember(draftNow, at.key, (member) => withCell(member, key, value, title))
            }, now),
          )
        }
        onPaste={(from, values) => {
          const pasted = withPasted(draft, from, values, added)
          onChange(() => pasted.draft)
          announce(`已贴入 ${values.length} 行`)
          return pasted.keys
        }}
        onUndo={steps.undo}
        onRedo={steps.redo}
        onProblem={(row, key, problem) => props.onProblem(`members.${row}.${splitKey(key).join('.')}`, problem)}
        onInsertRow={insert}
        onRemoveRow={(row) => {
          const at = members[row]
          if (at !== undefined) remove(at.key)
        }}
        foot={
          <>
            {!props.readOnly && onFile && (
              <Button
                variant="subtle"
                size="compact-sm"
                disabled={members.length === 0}
                onClick={() => setLeaving(members.at(-1)?.key ?? null)}
                title="光标在成员行上按 Ctrl+Delete"
              >
                成员减少…
              </Button>
            )}
            {!props.readOnly && onFile && <MemberMove members={members.filter(isOnFile)} />}
            {!props.readOnly && (
              <Button variant="subtle" size="compact-sm" disabled={members.length < 2} onClick={() => setChangingHead(true)}>
                更换户主…
              </Button>
            )}
            <ColumnChooser columns={memberColumns} layout={layout} />
          </>
        }
      />
      {joined.length > 0 && <Joined members={joined} onChange={onChange} readOnly={props.readOnly} />}
      <Gone {...props} />
      {leaving !== null && (
        <LeaveDialog
          members={members.filter(isOnFile)}
          chosen={leaving}
          onClose={() => setLeaving(null)}
          onLeave={(key, how) => {
            setLeaving(null)
            onChange((now) => withLeaving(now, key, how))
          }}
        />
      )}
      {changingHead && (
        <HeadDialog
          members={members}
          onClose={() => setChangingHead(false)}
          onApply={(relations, headChange) => {
            setChangingHead(false)
            onChange((now) => ({
              ...relations.reduce((draftNow, [key, value]) => withMember(draftNow, key, (member) => withCell(member, 'membership.relation', value)), now),
              headChange,
            }))
          }}
        />
      )}
    </div>
  )
}

function nameOf(member: Member): string {
  return typeof member.person['name'] === 'string' ? member.person['name'] : '（未填姓名）'
}

/** Why and since when the new members belong to the household. */
function Joined({
  members,
  onChange,
  readOnly,
}: {
  readonly members: readonly DraftMember[]
  readonly onChange: MembersSteps['change']
  readonly readOnly: boolean
}): ReactNode {
  return (
    <section className={classes['panel']} aria-label="本次新增的成员">
      <h2>本次新增的成员</h2>
      {members.map((member) => (
        <div key={member.key} className={classes['newLine']}>
          <Text size="md">{nameOf(member)}</Text>
          {[increaseReason, startDate].map((field) => (
            <Field
              key={field.key}
              field={field}
              value={member.membership[field.key]}
              labelPosition="above"
              readOnly={readOnly}
              onChange={(value) => onChange((now) => withMember(now, member.key, (line) => withCell(line, `membership.${field.key}`, value)))}
            />
          ))}
        </div>
      ))}
    </section>
  )
}

/** Those who leave with this draft (which can be taken back) and those who left before. */
function Gone({ draft, base, former, steps: { change: onChange }, readOnly }: MembersTabProps): ReactNode {
  const leaving = draft.members.filter(isLeaving)
  if (leaving.length + former.length === 0) return null
  return (
    <section className={classes['panel']} aria-label="已减少的成员">
      <h2>已减少的成员</h2>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">与户主关系</th>
            <th scope="col">减少原因</th>
            <th scope="col">减少日期</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {[...leaving, ...former].map((member) => {
            const key = 'key' in member && typeof member.key === 'string' ? member.key : null
            return (
              <tr key={String(member.membership['id'])} data-past={key === null || undefined}>
                <td>{nameOf(member)}</td>
                <td>{displayValue(relation, member.membership['relation'])}</td>
                <td>{displayValue(decreaseReason, member.membership['decrease_reason'])}</td>
                <td>{String(member.membership['end_date'] ?? '')}</td>
                <td>
                  {key !== null && !readOnly && (
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      onClick={() => onChange((now) => withReturned(now, key, base.members.find((candidate) => candidate.key === key)?.membership ?? {}))}
                    >
                      撤回（还没有保存）
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
