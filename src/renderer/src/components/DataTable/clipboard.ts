import type { DataColumn, Row } from './types.ts'

/** Text that a spreadsheet takes as one cell: no tabs and no line ends inside. */
function cell(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ')
}

/** Rows as tab-separated text with a heading line, for pasting into WPS or Excel. */
export function toTabSeparated(columns: readonly DataColumn[], rows: readonly Row[]): string {
  const headings = columns.map((column) => cell(column.unit === undefined ? column.label : `${column.label}（${column.unit}）`))
  const lines = rows.map((row) => columns.map((column) => cell(column.text(row))).join('\t'))
  return [headings.join('\t'), ...lines].join('\r\n')
}

/** Puts text on the clipboard; falls back to the copy command where the asynchronous clipboard is not allowed. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByCommand(text)
  }
}

function copyByCommand(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
