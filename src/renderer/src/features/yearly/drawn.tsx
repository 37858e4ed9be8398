import type { ReactNode } from 'react'
import { cellNumber } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { Figure } from '../../components/figure.tsx'

/** The number of a column in a row (no row: the total); null where it is not known. */
export function numberIn(table: StatisticTable, key: string, row: TableRow | null = null): number | null {
  const at = table.columns.findIndex((column) => column.key === key)
  const column = table.columns[at]
  return column === undefined ? null : cellNumber(column, (row === null ? table.total : row.cells)[at])
}

/** Where a column stands in a table, to open its list. */
export const columnIn = (table: StatisticTable, key: string): number => table.columns.findIndex((column) => column.key === key)

/** The numbers of a picture in words, for those who do not see it. */
export function Figures({
  of,
}: {
  readonly of: readonly { readonly name: string; readonly table: StatisticTable; readonly column: string; readonly row: TableRow | null }[]
}): ReactNode {
  return (
    <ul>
      {of.map(({ name, table, column, row }) => (
        <li key={`${name} ${column}`}>
          {name} <Figure table={table} of={column} row={row} />
        </li>
      ))}
    </ul>
  )
}
