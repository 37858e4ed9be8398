/** Text tables for terminals, in which a Chinese character is two columns wide. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u

/** Columns that a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

function padded(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return right ? blanks + text : text + blanks
}

/** No cell is shown wider; the rest is cut with `…`. */
const WIDEST = 40

function cut(text: string): string {
  const line = text.replace(/\s*[\r\n]+\s*/g, ' ')
  if (displayWidth(line) <= WIDEST) return line
  let kept = ''
  for (const character of line) {
    if (displayWidth(kept + character) > WIDEST - 1) break
    kept += character
  }
  return `${kept}…`
}

export interface TextColumn<R> {
  readonly label: string
  /** Right-aligned. */
  readonly number?: boolean
  of(row: R): string
}

/** Aligned lines: headings, a rule, one line a row. */
export function textTable<R>(columns: readonly TextColumn<R>[], rows: readonly R[]): string {
  const cells = rows.map((row) => columns.map((column) => cut(column.of(row))))
  const widths = columns.map((column, index) => Math.max(displayWidth(column.label), ...cells.map((line) => displayWidth(line[index] ?? ''))))
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widths[index] ?? 0, columns[index]?.number === true))
      .join('  ')
      .trimEnd()
  return [line(columns.map((column) => column.label)), widths.map((width) => '-'.repeat(width)).join('  '), ...cells.map(line)].join('\n')
}
