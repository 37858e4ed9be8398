/** Making the problems that users see: where in the sheet, what stood there, what to do. */
import type { ImportProblem } from './contract.ts'
import type { Layout, LayoutColumn } from './layout.ts'
import type { ImportProblemCode } from './model.ts'

const LONGEST_VALUE = 100

/** A problem of one cell, or with `column` null of the row as a whole. */
export function problemAt(
  layout: Layout,
  row: number,
  column: LayoutColumn | null,
  code: ImportProblemCode,
  message: string,
  value = '',
  severity: ImportProblem['severity'] = 'error',
): ImportProblem {
  const shown = value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value
  return { sheet: layout.sheet, row, column: column === null ? '' : column.letter, value: shown, code, message, severity }
}

/** Whether any of the problems keeps the row out. */
export function hasError(problems: readonly ImportProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}
