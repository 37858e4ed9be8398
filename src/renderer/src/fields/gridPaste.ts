/** Cells copied from a workbook, as an editable grid takes them: read like typed text, nothing guessed. */
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import type { Row } from '#core/shapes.ts'
import type { GridColumn } from './GridCell.tsx'
import { isBlock, isOpen } from './gridRange.ts'
import type { GridRange } from './gridRange.ts'
import { readText } from './readText.ts'

/** One pasted cell: its value, or the text that cannot be read as one and why. */
export type PastedCell = { readonly value: FieldValue; readonly title?: string | undefined } | { readonly text: string; readonly problem: string }

/** Most rows taken at once: more are a sheet, and sheets are imported. */
export const MOST_PASTED = 500

/**
 * The cells of copied text as spreadsheets write it: tabs between cells, line ends between rows, cells with either in quotes.
 * Null where it is one cell alone, which the input takes by itself.
 */
export function copiedCells(text: string): readonly (readonly string[])[] | null {
  if (!/[\t\n]/.test(text.replace(/\r?\n$/, ''))) return null
  const rows: string[][] = [[]]
  const cell = /"((?:[^"]|"")*)"(?=\t|\r?\n|$)|([^\t\r\n]*)/y
  for (let at = 0; at <= text.length; ) {
    cell.lastIndex = at
    const found = cell.exec(text)
    rows.at(-1)?.push(found?.[1]?.replaceAll('""', '"') ?? found?.[2] ?? '')
    at += found?.[0].length ?? 0
    const end = /^(\t|\r\n|\n|\r)/.exec(text.slice(at, at + 2))?.[0]
    if (end === undefined) break
    at += end.length
    if (end === '\t') continue
    if (at >= text.length) break
    rows.push([])
  }
  return rows
}

/** What a cell of text means in a column. */
export function readPasted(field: FieldDefinition, text: string, year: number): PastedCell {
  const written = text.trim()
  if (written === '') return { value: null }
  if (field.type === 'reference' || field.type === 'subject' || field.type === 'division')
    return { text: written, problem: `“${field.label}”要从列表里选，请在这一格重新选择。` }
  const read = readText(field, written, year)
  return read.ok ? { value: read.value } : { text: written, problem: read.problem.message }
}

/** One cell copied into a range stands in each of its cells; a block stands as it is, from its corner on. */
export function overRange(cells: readonly (readonly string[])[], range: GridRange): readonly (readonly string[])[] {
  const [first] = cells
  if (cells.length !== 1 || first?.length !== 1 || !isBlock(range)) return cells
  const line = Array.from({ length: range.right - range.left + 1 }, () => first[0] ?? '')
  return Array.from({ length: range.bottom - range.top + 1 }, () => line)
}

/** Cells of one pasted line by column; fixed columns are passed over, not filled. `known` gives what was copied in this program itself. */
export function pastedRow(
  line: readonly string[],
  columns: readonly GridColumn[],
  year: number,
  known: (index: number, column: GridColumn) => { readonly value: FieldValue; readonly title: string | undefined } | null,
): readonly (readonly [string, PastedCell])[] {
  return line.flatMap((text, index) => {
    const column = columns[index]
    if (column === undefined || !isOpen(column)) return []
    return [[column.key, known(index, column) ?? readPasted(column.field, text, year)] as const]
  })
}

/** The values of a pasted line that could be read, with the names behind references. */
export function valuesIn(line: readonly (readonly [string, PastedCell])[]): Row {
  return Object.fromEntries(
    line.flatMap(([key, cell]): [string, FieldValue][] => {
      if (!('value' in cell)) return []
      return [[key, cell.value], ...(cell.title === undefined ? [] : [[`${key}$title`, cell.title] as [string, FieldValue]])]
    }),
  )
}
