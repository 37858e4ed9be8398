/** A table that was counted, and what is read off it: the text of a cell and the filter that lists its records. Pure, for screens, too. */
import { NO_RATIO, plainText, ratioScaled, scaledText } from '../rules/money.ts'
import type { Where } from '../shapes.ts'
import type { PlaceLevel } from './types.ts'

/** A figure; two figures to be divided; or one that is merged with others because it is small and sensitive. */
export type Cell = { readonly value: number } | { readonly over: number; readonly under: number } | { readonly hidden: true }

/** Where the records of a column are listed. */
export interface ColumnList {
  readonly register: string
  readonly where: Where
  /** Field with the place they count in; null for registers without. */
  readonly place: string | null
  /** Records that counted elsewhere on the day asked for than they would today: id and place then. */
  readonly moved: readonly (readonly [id: string, place: string])[]
}

export interface TableColumn {
  readonly key: string
  readonly label: string
  readonly group: string | null
  readonly unit: string | null
  readonly digits: number
  readonly kind: 'count' | 'sum' | 'distinct' | 'ratio'
  readonly ratio: { readonly over: number; readonly under: number; readonly as: 'percent' | 'quotient'; readonly scale: number } | null
  readonly part: number | null
  /** Null where the asker may not see which records these are. */
  readonly list: ColumnList | null
}

export interface TableRow {
  /** Division code of 12 digits, code, key of the band; null for records that have none. */
  readonly key: string | null
  readonly label: string
  /** Filter of the row where rows are no places. */
  readonly where: Where | null
  readonly cells: readonly Cell[]
}

interface Grades {
  /** Index of the column. */
  readonly column: number
  /** The lowest first; `below` in the unit of the column. */
  readonly bands: readonly { readonly label: string; readonly meaning: string; readonly below: number }[]
  readonly otherwise: string
}

/** What a row is called: the first band that its figure lies below; null where it has none. */
export function gradeOf(
  table: Pick<StatisticTable, 'columns' | 'grades'>,
  cells: readonly Cell[],
): { readonly label: string; readonly meaning: string } | null {
  const { grades, columns } = table
  const column = grades === undefined ? undefined : columns[grades.column]
  if (grades === undefined || column === undefined) return null
  const figure = cellNumber(column, cells[grades.column])
  if (figure === null) return null
  return grades.bands.find(({ below }) => figure < below) ?? { label: grades.otherwise, meaning: '' }
}

export interface StatisticTable {
  readonly code: string
  readonly title: string
  readonly source: string | null
  readonly notes: readonly string[]
  /** What no official document confirms (待核). */
  readonly unverified: readonly string[]
  /** What the first column holds: places, or the name of a field. */
  readonly rowsAre: 'place' | 'value'
  readonly rowLabel: string
  readonly by: PlaceLevel
  /** Null for tables of what is so today. */
  readonly year: number | null
  /** The day counted, where populations know days. */
  readonly day: string | null
  /** The first day counted, where another one than that of the year was asked for. */
  readonly from: string | null
  readonly within: string | null
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly total: readonly Cell[]
  /** What rows are called by how high a column of theirs is. */
  readonly grades?: Grades | undefined
  /** Hash of the definition, so that figures of two definitions are told apart. */
  readonly definition: string
  /** Number of the last change set that was counted. */
  readonly changeSet: number
}

/** Small figures that are merged are shown as this. */
export const MERGED = '小于 5 的敏感数字已合并，不单独显示'
const MERGED_SHORT = '<5*'

/** The cell as people read it, without the unit: half-up where it is divided, 「—」 where there is nothing to divide by. */
export function cellText(column: TableColumn, cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if ('hidden' in cell) return MERGED_SHORT
  if ('value' in cell) return plainText(cell.value, column.digits)
  const rounded = dividedOf(column, cell)
  return rounded === null ? NO_RATIO : scaledText(rounded, column.digits)
}

/** What a ratio comes to, as a whole number of 10^-digits, half-up; null for nothing to divide by. */
export function dividedOf(
  { ratio, digits }: Pick<TableColumn, 'ratio' | 'digits'>,
  { over, under }: { readonly over: number; readonly under: number },
): number | null {
  const shift = digits + (ratio?.as === 'percent' ? 2 : 0) - (ratio?.scale ?? 0)
  return shift >= 0 ? ratioScaled(over, under, shift) : ratioScaled(over, under * 10 ** -shift, 0)
}

/** The figure of a cell for charts and sorting, in the unit of its column; null for none. */
export function cellNumber(column: TableColumn, cell: Cell | undefined): number | null {
  if (cell === undefined || 'hidden' in cell) return null
  const units = 'value' in cell ? cell.value : dividedOf(column, cell)
  return units === null ? null : units / 10 ** column.digits
}

export interface CellList {
  readonly register: string
  readonly where: Where
}

/** The list of exactly the records of a cell (of a ratio: those above the line); null where the asker may not see them. No row is the total. */
export function listOf(table: StatisticTable, row: TableRow | null, columnIndex: number): CellList | null {
  const column = table.columns[columnIndex]
  if (column === undefined) return null
  if (column.ratio !== null) return listOf(table, row, column.ratio.over)
  const { list } = column
  if (list === null) return null
  if (row === null) return { register: list.register, where: list.where }
  const of = table.rowsAre === 'place' ? placeWhere(list, row.key) : (row.where ?? {})
  return { register: list.register, where: { and: [list.where, of] } }
}

/** The filter of the records that count in a place (null: in none). */
export function placeWhere({ place, moved }: Pick<ColumnList, 'place' | 'moved'>, code: string | null): Where {
  if (place === null) return {}
  const now: Where = { [place]: code === null ? { empty: true } : code }
  if (moved.length === 0) return now
  const arrived = moved.filter(([, then]) => code !== null && then.startsWith(prefixOf(code))).map(([id]) => id)
  const there: Where = { and: [now, { not: { id: { in: moved.map(([id]) => id) } } }] }
  return arrived.length === 0 ? there : { or: [there, { id: { in: arrived } }] }
}

/** `621125105000` → `621125105`. */
function prefixOf(code: string): string {
  return code.endsWith('000000') ? code.slice(0, 6) : code.endsWith('000') ? code.slice(0, 9) : code
}

/** Heading of a column with its unit: `占比（%）`, `面积（亩）`; counts of people and households need none. */
export function columnHeading({ label, unit, kind }: Pick<TableColumn, 'label' | 'unit' | 'kind'>): string {
  return unit === null || kind === 'count' || kind === 'distinct' ? label : `${label}（${unit}）`
}

/** `2015 年`, `统计到 2014-06-30`, `2014-07-01 到 2015-06-30`; what is so today where the table knows neither. */
export function periodOf({ year, day, from }: Pick<StatisticTable, 'year' | 'day'> & { readonly from?: string | null }): string {
  if (from !== null && from !== undefined && day !== null) return `${from} 到 ${day}`
  if (year !== null && day !== null) return `${year} 年（统计到 ${day}）`
  if (day !== null) return `统计到 ${day}`
  return year === null ? '现在的情况' : `${year} 年`
}
