/** Makes a sheet wider for columns that are repeated to the right. */
import type { CellRange, FormCell, FormRow, FormSheet } from '../excel/formSheet.ts'
import type { AcrossBlock } from './blocks.ts'
import type { FilledRow } from './expand.ts'

/** Copies of the columns that the rows of a form need: at least one, so that their look stays. */
export function copiesOf(across: AcrossBlock | undefined, rows: readonly FilledRow[]): number {
  return across === undefined ? 1 : rows.reduce((most, { spread }) => Math.max(most, spread?.items ?? 0), Math.max(1, across.minimum))
}

/** The sheet with so many copies of its repeated columns. Rows outside the block keep their text once; what covers the columns covers all copies. */
export function widenSheet(sheet: FormSheet, across: AcrossBlock | undefined, copies: number): FormSheet {
  if (across === undefined || copies === 1) return sheet
  return {
    ...sheet,
    columns: widened(sheet.columns, across, (columns) => Array.from({ length: copies }, () => columns).flat()),
    rows: sheet.rows.map((row, index) => widenRow(row, isInside(index, across), across, copies)),
    merges: [...sheet.merges.flatMap((range) => widenRange(range, across, copies)), ...grownCells(sheet, across, copies)],
  }
}

/** A row of the form in the columns of the wider sheet. */
export function widenFilled<Row extends FilledRow>(row: Row, across: AcrossBlock | undefined, copies: number): Row {
  if (across === undefined) return row
  const { spread } = row
  const values = widened(row.values, across, (own) =>
    spread === undefined ? [...own, ...Array.from({ length: own.length * (copies - 1) }, () => null)] : spread.fill(copies).flat(),
  )
  return { ...row, values }
}

function widened<Item>(list: readonly Item[], { columns: { first, last } }: AcrossBlock, repeat: (own: readonly Item[]) => readonly Item[]): readonly Item[] {
  return [...list.slice(0, first), ...repeat(list.slice(first, last + 1)), ...list.slice(last + 1)]
}

function isInside(row: number, { rows }: AcrossBlock): boolean {
  return rows.first <= row && row <= rows.last
}

function widenRow(row: FormRow, inside: boolean, across: AcrossBlock, copies: number): FormRow {
  const empty = (cell: FormCell | undefined): FormCell | undefined => (cell === undefined ? undefined : { value: null, style: cell.style })
  const cells = widened(row.cells, across, (own) => Array.from({ length: copies }, (_, copy) => (copy === 0 || inside ? own : own.map(empty))).flat())
  return { ...row, cells }
}

function widenRange(range: CellRange, across: AcrossBlock, copies: number): readonly CellRange[] {
  const { first, last } = across.columns
  const width = last - first + 1
  const shift = width * (copies - 1)
  if (range.right < first) return [range]
  if (range.left > last) return [{ ...range, left: range.left + shift, right: range.right + shift }]
  const repeats = range.top <= across.rows.last && range.bottom >= across.rows.first && range.left >= first && range.right <= last
  if (repeats) return Array.from({ length: copies }, (_, copy) => ({ ...range, left: range.left + copy * width, right: range.right + copy * width }))
  return range.left <= first && range.right >= last ? [{ ...range, right: range.right + shift }] : [range]
}

/** A cell with text over a single repeated column grows over all its copies, as a merged one would. */
function grownCells(sheet: FormSheet, across: AcrossBlock, copies: number): CellRange[] {
  const { first, last } = across.columns
  if (first !== last) return []
  return sheet.rows.flatMap((row, index) => {
    const merged = sheet.merges.some((range) => range.top <= index && index <= range.bottom && range.left <= first && first <= range.right)
    if (isInside(index, across) || merged || (row.cells[first]?.value ?? null) === null) return []
    return [{ top: index, left: first, bottom: index, right: first + copies - 1 }]
  })
}
