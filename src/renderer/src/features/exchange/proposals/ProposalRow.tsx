import { Badge, Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Proposal } from '#core/features/exchange/contract.ts'
import { dateTimeText } from '../../../components/time.ts'
import { RecordLink } from '../../../router/RecordLink.tsx'
import { ChangeList } from '../shared/ChangeList.tsx'
import classes from '../shared/exchange.module.css'
import { registerLabel } from '../shared/words.ts'

const actions: Readonly<Record<Proposal['action'], string>> = { insert: '新增这条记录', update: '', remove: '删除这条记录', restore: '恢复这条记录' }
const states: Readonly<Record<Proposal['state'], { readonly label: string; readonly color: string }>> = {
  open: { label: '待处理', color: 'amber' },
  accepted: { label: '已采纳', color: 'green' },
  declined: { label: '没有采纳', color: 'red' },
}

/** One proposal: whose record, now and proposed, by whom and why, what became of it. */
export function ProposalRow({
  row,
  textOf,
  chosen,
  onChoose,
}: {
  readonly row: Proposal
  readonly textOf: (register: string, field: string, value: FieldValue) => string
  readonly chosen: boolean
  readonly onChoose?: (on: boolean) => void
}): ReactNode {
  return (
    <tr>
      {onChoose !== undefined && (
        <td>
          <Checkbox size="xs" aria-label={`选择 ${row.title}`} checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
        </td>
      )}
      <td>
        {row.opens === null ? row.title : <RecordLink {...row.opens}>{row.title}</RecordLink>}
        <div className={classes['note']}>
          {registerLabel(row.register)}　{row.placeName}
        </div>
      </td>
      <td>
        {actions[row.action] !== '' && <b>{actions[row.action]}</b>}
        <ChangeList
          register={row.register}
          isNew={row.action === 'insert'}
          changes={row.changes.map(({ field, now, proposed }) => ({ field, before: now, after: proposed }))}
          textOf={textOf}
        />
      </td>
      <td>
        {row.unitName}　{row.by}
        <div className={classes['note']}>{dateTimeText(row.at)}</div>
      </td>
      <td>
        {row.reason}
        {row.state !== 'open' && (
          <div>
            <Badge color={states[row.state].color}>{states[row.state].label}</Badge>
            {row.note !== null && <span className={classes['note']}> {row.note}</span>}
          </div>
        )}
      </td>
    </tr>
  )
}
