import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Proposal } from '#core/features/exchange/contract.ts'
import { dateTimeText } from '../../../components/time.ts'
import { ChangedRecord } from '../shared/ChangedRecord.tsx'
import layout from '../../../components/layout.module.css'

const actions = { insert: '新增这条记录', update: '', remove: '删除这条记录', restore: '恢复这条记录' } as const
const states: Readonly<Record<Proposal['state'], { readonly label: string; readonly color: string }>> = {
  open: { label: '待处理', color: 'amber' },
  accepted: { label: '已采纳', color: 'green' },
  declined: { label: '没有采纳', color: 'red' },
}

/** One proposal: whose record, now and proposed, by whom and why, what became of it. */
export function ProposalRow({
  row,
  textOf,
}: {
  readonly row: Proposal
  readonly textOf: (register: string, field: string, value: FieldValue) => string
}): ReactNode {
  const changes = row.changes.map(({ field, now, proposed }) => ({ field, before: now, after: proposed }))
  return (
    <>
      <ChangedRecord row={row} actions={actions} changes={changes} textOf={textOf} />
      <td>
        {row.unitName}　{row.by}
        <div className={layout['note']}>{dateTimeText(row.at)}</div>
      </td>
      <td>
        {row.reason}
        {row.state !== 'open' && (
          <div>
            <Badge color={states[row.state].color}>{states[row.state].label}</Badge>
            {row.note !== null && <span className={layout['note']}> {row.note}</span>}
          </div>
        )}
      </td>
    </>
  )
}
