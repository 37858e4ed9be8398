import { Checkbox } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { FormerEdit } from '#core/features/exchange/contract.ts'
import { dateTimeText } from '../../../components/time.ts'
import { RecordLink } from '../../../router/RecordLink.tsx'
import { ChangeList } from '../shared/ChangeList.tsx'
import classes from '../shared/exchange.module.css'
import { registerLabel } from '../shared/words.ts'

const actions: Readonly<Record<FormerEdit['action'], string>> = { insert: '新增了这条记录', update: '', remove: '删除了这条记录', restore: '恢复了这条记录' }

/** One record: what stands now and what was made here before, by whom, and who brought it back. */
export function FormerRow({
  row,
  textOf,
  chosen,
  onChoose,
}: {
  readonly row: FormerEdit
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
          changes={row.changes.map(({ field, now, former }) => ({ field, before: now, after: former }))}
          textOf={textOf}
        />
      </td>
      <td>
        {row.by}
        <div className={classes['note']}>{dateTimeText(row.at)}</div>
      </td>
      <td>
        {row.from}
        <div className={classes['note']}>{dateTimeText(row.cameAt)} 收到</div>
      </td>
    </tr>
  )
}
