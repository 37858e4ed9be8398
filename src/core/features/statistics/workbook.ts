/** A table as a workbook. */
import { writeGrid, type Grid, type GridCell, type GridColumn } from '../../excel/writeGrid.ts'
import { localDay } from '../../rules/dates.ts'
import { levelNames } from '../../rules/levels.ts'
import { cellNumber, cellText, columnHeading, MERGED, periodOf, type Cell, type StatisticTable, type TableColumn } from '../../statistics/table.ts'

export interface WorkbookOptions {
  /** Name of the office. */
  readonly unit: string
  /** Name of the division asked for; null for all. */
  readonly within: string | null
  readonly now: Date
  readonly signal?: AbortSignal
}

/** Writes the table, replacing the file; returns the number of rows. Throws as the writers do. */
export async function writeStatistic(path: string, table: StatisticTable, options: WorkbookOptions): Promise<number> {
  return writeGrid(path, gridOf(table, options), options.signal)
}

/** `1.1_贫困人口年龄分组统计表_2015.xlsx` */
export function fileNameOf(table: StatisticTable): string {
  const when = table.year ?? table.day ?? ''
  return `${table.code}_${table.title}${when === '' ? '' : `_${when}`}.xlsx`
}

function gridOf(table: StatisticTable, { unit, within, now }: WorkbookOptions): Grid {
  const places = table.rowsAre === 'place'
  const labels = places
    ? [
        { heading: '行政编码', width: 13 },
        { heading: `${levelNames[table.by]}名`, width: 14 },
      ]
    : [{ heading: table.rowLabel, width: 18 }]
  const texts = (key: string | null, label: string): string[] => (places ? [key ?? '', label] : [label])
  const merged = [...table.rows.map(({ cells }) => cells), table.total].some((cells) => cells.some((cell) => 'hidden' in cell))
  return {
    name: table.title,
    title: `${/^\d/.test(table.code) ? `${table.code} ` : ''}${table.title}`,
    subtitle: [`单位：${within ?? unit}`, periodOf(table), `制表日期：${localDay(now)}`].join('　　'),
    labels,
    columns: table.columns.map(columnOf),
    rows: table.rows.map(({ key, label, cells }) => ({ labels: texts(key, label), cells: cellsOf(table, cells) })),
    total: { labels: texts('', '合计'), cells: cellsOf(table, table.total) },
    notes: [
      ...table.notes.map((note) => `说明：${note}。`),
      ...table.unverified.map((note) => `待核：${note}。`),
      ...(merged ? [`说明：${MERGED}。`] : []),
      `数据截至第 ${table.changeSet} 次操作，口径 ${table.definition}。`,
    ],
  }
}

function columnOf(column: TableColumn): GridColumn {
  return {
    group: column.group,
    heading: columnHeading(column),
    digits: column.kind === 'count' || column.kind === 'distinct' ? 0 : column.digits,
    width: column.kind === 'sum' ? 12 : 8.5,
  }
}

function cellsOf({ columns }: StatisticTable, cells: readonly Cell[]): GridCell[] {
  return columns.map((column, index) => cellNumber(column, cells[index]) ?? cellText(column, cells[index]))
}
