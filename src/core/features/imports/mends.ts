/** Cells that are read as something else than stands in the sheet: what was mended on screen or by a file of decisions. */
import type { RawCell } from '#core/catalogue/derive/cell.ts'
import { AppError } from '#core/errors.ts'
import type { SheetRow } from '#core/excel/readWorkbook.ts'
import type { ImportMend, Mended } from './contract.ts'
import type { Layout, LayoutColumn } from './layout.ts'

const EMPTY: RawCell = { kind: 'empty', text: '' }

/** A cell as the sheet shows it. */
export function shownText(cell: RawCell | undefined): string {
  return cell === undefined ? '' : (cell.shown ?? cell.text)
}

/** The mends of one sheet. */
export class Mends {
  /** Those that met their row, in the order of the sheet. */
  readonly applied: Mended[] = []
  readonly #layout: Layout
  readonly #byRow = new Map<number, { readonly column: LayoutColumn; readonly value: string }[]>()

  /** With `strict` a column that the sheet does not have or that is not imported throws VALIDATION; else what is not imported needs no mending. */
  constructor(layout: Layout, mends: readonly ImportMend[], strict: boolean) {
    this.#layout = layout
    for (const mend of mends) {
      if (mend.sheet !== undefined && mend.sheet !== layout.sheet) continue
      const column = columnOf(layout, mend)
      if (column === undefined && strict) throw unknownColumn(layout, mend)
      if (column === undefined) continue
      const ofRow = this.#byRow.get(mend.row)?.filter((other) => other.column !== column) ?? []
      this.#byRow.set(mend.row, [...ofRow, { column, value: mend.value }])
    }
  }

  /** The row with its cells mended. */
  mended(row: SheetRow): SheetRow {
    const mends = this.#byRow.get(row.number)
    if (mends === undefined) return row
    const cells = [...row.cells]
    for (const { column, value } of mends) {
      const index = column.column - 1
      this.applied.push({
        sheet: this.#layout.sheet,
        row: row.number,
        column: column.letter,
        heading: column.heading,
        target: column.target.target,
        before: shownText(cells[index]),
        after: value,
      })
      while (cells.length < index) cells.push(EMPTY)
      cells[index] = value.trim() === '' ? EMPTY : { kind: 'text', text: value }
    }
    return { ...row, cells }
  }

  /** Throws VALIDATION where a mend met no row: what was mended would be lost. */
  requireApplied(): void {
    for (const row of this.#byRow.keys()) {
      if (this.applied.some((mend) => mend.row === row)) continue
      throw new AppError('VALIDATION', `工作表“${this.#layout.sheet}”第 ${row} 行没有数据，那一行的改正无处可写。`, '请核对行号，或去掉这一条改正。')
    }
  }
}

function columnOf(layout: Layout, { column }: ImportMend): LayoutColumn | undefined {
  const found = layout.read.find((one) => one.column.letter === column) ?? layout.read.find((one) => one.column.heading === column)
  return found?.column
}

function unknownColumn(layout: Layout, { row, column }: ImportMend): AppError {
  return new AppError(
    'VALIDATION',
    `第 ${row} 行要改的“${column}”不是工作表“${layout.sheet}”里导入的列。`,
    `请写列号或表头：${layout.read.map((one) => `${one.column.letter}（${one.column.heading}）`).join('、')}。`,
  )
}

/** What is said anew replaces what was said of the same cell; null takes it back. */
export function withMends(known: readonly ImportMend[], more: readonly (Omit<ImportMend, 'value'> & { readonly value: string | null })[]): ImportMend[] {
  const keyOf = ({ sheet, row, column }: { readonly sheet?: string | undefined; readonly row: number; readonly column: string }): string =>
    JSON.stringify([sheet ?? '', row, column])
  const mends = new Map(known.map((mend) => [keyOf(mend), mend]))
  for (const { value, ...mend } of more) {
    mends.delete(keyOf(mend))
    if (value !== null) mends.set(keyOf(mend), { ...mend, value })
  }
  return [...mends.values()]
}
