import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { FormerEdit } from '#core/features/exchange/contract.ts'
import { dateTimeText } from '../../../components/time.ts'
import { ChangedRecord } from '../shared/ChangedRecord.tsx'
import layout from '../../../components/layout.module.css'

const actions = { insert: '新增了这条记录', update: '', remove: '删除了这条记录', restore: '恢复了这条记录' } as const

/** One record: what stands now and what was made here before, by whom, and who brought it back. */
export function FormerRow({
  row,
  textOf,
}: {
  readonly row: FormerEdit
  readonly textOf: (register: string, field: string, value: FieldValue) => string
}): ReactNode {
  const changes = row.changes.map(({ field, now, former }) => ({ field, before: now, after: former }))
  return (
    <>
      <ChangedRecord row={row} actions={actions} changes={changes} textOf={textOf} />
      <td>
        {row.by}
        <div className={layout['note']}>{dateTimeText(row.at)}</div>
      </td>
      <td>
        {row.from}
        <div className={layout['note']}>{dateTimeText(row.cameAt)} 收到</div>
      </td>
    </>
  )
}
