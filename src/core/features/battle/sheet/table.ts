/** Tables of the sheet: a title, headings, as many rows as there is room for, and how many are left out. */
import type { Canvas, TextLook } from './canvas.ts'
import type { SheetTable } from './types.ts'

const TITLE: TextLook = { size: 26, bold: true, sans: true }
const HEADING: TextLook = { size: 19, bold: true }
/** At A3, the smallest paper, 6.3 points. */
const CELL: TextLook = { size: 18 }
const TITLE_HEIGHT = 13
const ROW_HEIGHT = 8.6
const PADDING = 1.5
const BASELINE = 6.4
/** Sums of heights are a hair less than their rows. */
const HAIR = 1e-6

/** How high a table with all its rows is. */
export function tableHeight({ rows }: SheetTable): number {
  return TITLE_HEIGHT + ROW_HEIGHT * (1 + Math.max(1, rows.length))
}

/** Draws a table into a box; answers how high it came out. */
export function drawTable(canvas: Canvas, table: SheetTable, x: number, y: number, width: number, height: number): number {
  const room = Math.max(1, Math.floor((height - TITLE_HEIGHT) / ROW_HEIGHT + HAIR) - 1)
  const cut = table.rows.length > room
  const rows = cut ? table.rows.slice(0, room - 1) : table.rows
  const total = table.widths.reduce((sum, one) => sum + one, 0)
  const edges = table.widths.reduce<number[]>((found, one) => [...found, (found.at(-1) ?? x) + (one / total) * width], [x])
  canvas.text(table.title, x, y + TITLE_HEIGHT - 4, TITLE)
  const top = y + TITLE_HEIGHT
  canvas.fill(x, top, width, ROW_HEIGHT, 'E8ECF1')
  drawRow(canvas, table.headings, edges, top, HEADING)
  const shown = rows.length === 0 ? [['（没有）']] : rows
  shown.forEach((row, index) => drawRow(canvas, row, edges, top + ROW_HEIGHT * (index + 1), CELL))
  const lines = 1 + shown.length + (cut ? 1 : 0)
  if (cut) canvas.text(`其余 ${table.rows.length - rows.length} ${table.counter}见花名册`, x + PADDING, top + ROW_HEIGHT * (lines - 1) + BASELINE, CELL)
  for (let line = 0; line <= lines; line += 1) canvas.line([x, top + line * ROW_HEIGHT], [x + width, top + line * ROW_HEIGHT])
  for (const edge of edges) canvas.line([edge, top], [edge, top + (lines - (cut ? 1 : 0)) * ROW_HEIGHT])
  canvas.line([x + width, top], [x + width, top + lines * ROW_HEIGHT])
  return TITLE_HEIGHT + lines * ROW_HEIGHT
}

function drawRow(canvas: Canvas, cells: readonly string[], edges: readonly number[], top: number, look: TextLook): void {
  cells.forEach((cell, index) => {
    const [left = 0, right = 0] = [edges[index], cells.length === 1 ? edges.at(-1) : edges[index + 1]]
    canvas.text(canvas.fitted(cell, look, right - left - 2 * PADDING), left + PADDING, top + BASELINE, look)
  })
}
