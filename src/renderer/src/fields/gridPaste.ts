/** Cells copied from a workbook, as an editable grid takes them: read like typed text, nothing guessed. */
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { readText } from './readText.ts'

/** One pasted cell: its value, or the text that cannot be read as one and why. */
export type PastedCell = { readonly value: FieldValue } | { readonly text: string; readonly problem: string }

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
