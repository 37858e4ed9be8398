/** What the home page shows, read off the tables it is given. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { contract } from '#core/contract.ts'
import { cellNumber, type StatisticTable, type TableRow } from '#core/statistics/table.ts'
import { useOpenCell } from '../statistics/useOpenCell.ts'

export type Summary = InferContractRouterOutputs<typeof contract>['home']['summary']

/** A figure of a table; no row is the total. Throws RangeError for a column that the table does not have. */
export function figureOf(table: StatisticTable, key: string, row: TableRow | null = null): number {
  const index = columnAt(table, key)
  const column = table.columns[index]
  return (column === undefined ? null : cellNumber(column, (row === null ? table.total : row.cells)[index])) ?? 0
}

/** Opens the records behind a figure, whichever column it is in. */
export function useOpenFigure(): (table: StatisticTable, key: string, row?: TableRow | null) => void {
  const openCell = useOpenCell()
  return (table, key, row = null) => openCell(table, row, columnAt(table, key))
}

function columnAt(table: StatisticTable, key: string): number {
  const index = table.columns.findIndex((column) => column.key === key)
  if (index < 0) throw new RangeError(`statistic ${table.code} has no column ${key}`)
  return index
}
