import type { ReactNode } from 'react'
import { plainSource } from '#core/rules/sources.ts'
import { MERGED } from '#core/statistics/table.ts'
import type { StatisticTable } from '#core/statistics/table.ts'
import classes from './statistics.module.css'

/** How it was counted, and what is not confirmed. */
export function Notes({ table }: { readonly table: StatisticTable }): ReactNode {
  const merged = [...table.rows.map(({ cells }) => cells), table.total].some((cells) => cells.some((cell) => 'hidden' in cell))
  const notes = [...table.notes, ...(merged ? [MERGED] : [])]
  return (
    <div className={classes['notes']}>
      {notes.length > 0 && <p>说明：{notes.join('；')}。</p>}
      {table.unverified.length > 0 && (
        <p>
          <strong>待核</strong>：{table.unverified.join('；')}。
        </p>
      )}
      {table.source !== null && <p>依据：{plainSource(table.source)}。</p>}
    </div>
  )
}
