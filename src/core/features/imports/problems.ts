/** Making the problems that users see: where in the sheet, what stood there, what to do. */
import type { ImportProblem } from './contract.ts'
import type { Layout, LayoutColumn } from './layout.ts'
import type { ImportProblemCode } from './model.ts'

/** A problem of one cell with what stands there in full, or with `column` null of the row as a whole. */
export function problemAt(
  layout: Layout,
  row: number,
  column: LayoutColumn | null,
  code: ImportProblemCode,
  message: string,
  value = '',
  severity: ImportProblem['severity'] = 'error',
): ImportProblem {
  return { sheet: layout.sheet, row, column: column === null ? '' : column.letter, value, code, message, severity }
}

/** Whether any of the problems keeps the row out. */
export function hasError(problems: readonly ImportProblem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}
