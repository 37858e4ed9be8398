/** Rows of one file that speak of the same record: neither is taken, each names the other. */
import type { DataRow } from './model.ts'
import { problemAt } from './problems.ts'

/** Rows of a sheet looked at before others get their turn. */
export const ROWS_AT_ONCE = 1000

/** Marks rows whose key occurs more than once, each naming the other; pauses now and then. */
export function* markRepeated(
  rows: readonly DataRow[],
  keyOf: (row: DataRow) => string | null,
  target: string,
  message: (other: string) => string,
): Generator<void, void> {
  const seen = new Map<string, DataRow>()
  const told = new Set<DataRow>()
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    const key = keyOf(row)
    if (key === null) continue
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, row)
      continue
    }
    if (!told.has(first)) tell(first, row, target, message)
    told.add(first)
    tell(row, first, target, message)
  }
}

function tell(row: DataRow, other: DataRow, target: string, message: (other: string) => string): void {
  const where = other.layout.sheet === row.layout.sheet ? `第 ${other.number} 行` : `工作表“${other.layout.sheet}”第 ${other.number} 行`
  const years = other.layout.year === row.layout.year ? '' : '两张工作表不是一个年度的，请选择工作表，一张一张地导入。'
  row.problems.push(
    problemAt(row.layout, row.number, row.layout.column(target), 'duplicate_in_file', `${message(where)}${years}`, row.layout.text(row, target) ?? ''),
  )
}
