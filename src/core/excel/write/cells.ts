/** Cells as the XML of a sheet. Text is always written as text, so that nothing a person typed becomes a formula, a number or a date. */

/** A value to be written; dates as `YYYY-MM-DD` in columns of kind `date`. */
export type CellValue = string | number | boolean | null

/** Longest text a cell may hold in any spreadsheet program. */
const LONGEST_TEXT = 32_767
const CUT_MARK = '……（内容过长，以下省略）'

/** Characters that XML 1.0 cannot hold, and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
// oxlint-disable-next-line no-control-regex
const SPECIAL = /[&<>\r\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_/

/** Text as the content of an element. */
function encodeText(text: string): string {
  const whole = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT - CUT_MARK.length) + CUT_MARK : text
  if (!SPECIAL.test(whole)) return whole
  return (
    whole
      .replace(FORBIDDEN, '')
      // What looks like an escape of workbooks must be escaped itself.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/\r\n?/g, '\n')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  )
}

/** A text cell. `reference` is A5, `style` the number of a style of the workbook. */
export function textXml(reference: string, style: number, text: string): string {
  const keep = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${keep}>${encodeText(text)}</t></is></c>`
}

/** A number cell. Throws RangeError for what is no finite number. */
export function numberXml(reference: string, style: number, value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number in ${reference}`)
  return `<c r="${reference}" s="${style}"><v>${value}</v></c>`
}

/** A cell that shows nothing but its style (borders). */
export function emptyXml(reference: string, style: number): string {
  return `<c r="${reference}" s="${style}"/>`
}

const DAY_MILLISECONDS = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)
/** 1 March 1900: before it spreadsheet programs disagree about days. */
const FIRST_SAFE_DAY = 61
const FIRST_YEAR = 1900
const FEBRUARY = 2
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Number of days by which workbooks store a date; undefined for what is no calendar date from March 1900 on. Counted, since an export asks for each date of each row,
 * and a date of the library's own told as text again took a twentieth of it.
 */
export function dateSerial(iso: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined
  const [year, month, day] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8))]
  if (year < FIRST_YEAR || day < 1 || day > daysOf(year, month)) return undefined
  const serial = (Date.UTC(year, month - 1, day) - EPOCH) / DAY_MILLISECONDS
  return serial >= FIRST_SAFE_DAY ? serial : undefined
}

/** Days of a month counted from 1; 0 where there is no such month. */
function daysOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return (MONTH_LENGTHS[month - 1] ?? 0) + (isLeap && month === FEBRUARY ? 1 : 0)
}
