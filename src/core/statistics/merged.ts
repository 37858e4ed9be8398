/** Puts the merging of small figures on a table that was counted for somebody who may not read what it counts by. */
import { AppError } from '../errors.ts'
import { LEAST, mergeSmall, type Line } from './protect.ts'
import type { Cell, StatisticTable, TableColumn } from './table.ts'
import { digitsOf, OFFICE_LEVELS } from '../rules/levels.ts'
import type { PlaceLevel } from './types.ts'

const HIDDEN: Cell = { hidden: true }

/** Name of the cell of a row (null: the total) and a column. */
const cell = (row: string | null, column: number): string => `${row ?? ''}|${column}`

/**
 * The table with small sensitive figures merged and no sensitive cell leading to its records. What is merged is decided on the figures of the
 * whole office at all levels (`whole` counts them), so that two questions never give away together what each of them hides.
 */
export function mergeTable(table: StatisticTable, sensitive: ReadonlySet<number>, whole: (by: PlaceLevel) => StatisticTable): StatisticTable {
  if (table.rowsAre === 'value' && table.within !== null)
    throw new AppError('FORBIDDEN', '这张表按您看不到的内容分组，不能只看一部分区划。', '请看全部区划的表。')
  const counted = [...sensitive].filter((index) => table.columns[index]?.ratio === null)
  const before = table.rowsAre === 'place' ? mergedEverywhere(table.columns, counted, whole) : new Set<string>()
  const hidden = mergedHere(table, counted, before)
  const isHidden = (row: string | null, index: number): boolean => {
    const ratio = table.columns[index]?.ratio
    if (ratio === null || ratio === undefined) return hidden.has(cell(row, index))
    return hidden.has(cell(row, ratio.over)) || hidden.has(cell(row, ratio.under))
  }
  const shown = (row: string | null, cells: readonly Cell[]): Cell[] => cells.map((one, index) => (sensitive.has(index) && isHidden(row, index) ? HIDDEN : one))
  return {
    ...table,
    columns: table.columns.map((column, index) => (sensitive.has(index) ? { ...column, list: null } : column)),
    rows: table.rows.map((row) => ({ ...row, cells: shown(row.key ?? 'none', row.cells) })),
    total: shown(null, table.total),
  }
}

/** Cells merged in the table itself: those merged everywhere, and what its own sums would give away. */
function mergedHere(table: StatisticTable, counted: readonly number[], before: ReadonlySet<string>): ReadonlySet<string> {
  const values = new Map<string, number>()
  const keys = [...table.rows.map(({ key }) => key ?? 'none'), null]
  for (const index of counted) {
    for (const { key, cells } of table.rows) values.set(cell(key ?? 'none', index), valueOf(cells[index]))
    values.set(cell(null, index), valueOf(table.total[index]))
  }
  const lines: Line[] = counted.map((index) => ({ parts: table.rows.map(({ key }) => cell(key ?? 'none', index)), total: cell(null, index) }))
  const already = new Set([...before].filter((name) => values.has(name)))
  return mergeSmall(values, [...lines, ...partLines(table.columns, counted, keys)], already)
}

/** Cells of villages, townships and counties to be merged on the figures of the whole office. */
function mergedEverywhere(columns: readonly TableColumn[], counted: readonly number[], whole: (by: PlaceLevel) => StatisticTable): ReadonlySet<string> {
  const values = new Map<string, number>()
  const lines: Line[] = []
  const keys: string[] = []
  const levels = OFFICE_LEVELS.map((by) => whole(by).rows.filter(({ key }) => key !== null))
  levels.forEach((rows, level) => {
    for (const { key, cells } of rows) {
      keys.push(key ?? '')
      for (const index of counted) values.set(cell(key, index), valueOf(cells[index]))
    }
    const digits = digitsOf(OFFICE_LEVELS[level] ?? 'county')
    const below = levels[level - 1] ?? []
    for (const { key } of rows) {
      const within = below.filter((row) => row.key?.slice(0, digits) === key?.slice(0, digits))
      if (within.length > 0) for (const index of counted) lines.push({ parts: within.map((row) => cell(row.key, index)), total: cell(key, index) })
    }
  })
  return mergeSmall(values, [...lines, ...partLines(columns, counted, keys)])
}

/** In each row what adds up to a figure that is shown. */
function partLines(columns: readonly TableColumn[], counted: readonly number[], keys: readonly (string | null)[]): Line[] {
  const wholes = new Set(counted.flatMap((index) => columns[index]?.part ?? []))
  return [...wholes].flatMap((whole) => {
    const parts = counted.filter((index) => columns[index]?.part === whole)
    return keys.map((key) => ({ parts: parts.map((index) => cell(key, index)), total: counted.includes(whole) ? cell(key, whole) : undefined }))
  })
}

function valueOf(of: Cell | undefined): number {
  return of !== undefined && 'value' in of ? of.value : LEAST
}
