/**
 * From a cell of a sheet to a value of a field. Nothing is guessed: what cannot be read for certain is refused with a
 * sentence that says what to do. Whether an empty cell is allowed is for the caller to judge.
 */
import { periodOf, readPeriodText } from '#core/rules/period.ts'
import { codeListOf } from '../index.ts'
import type { FieldDefinition } from '../types.ts'
import { readBoolean } from './booleans.ts'
import type { RawCell } from './cell.ts'
import { checkValue, normaliseValue, PERIOD_EXAMPLES, scaleOf } from './check.ts'
import { matchCode, pickableItems, labelOf, sortCodes, suggestLabels } from './codes.ts'
import { readDateNumber, readDateText } from './dates.ts'
import type { DateReading } from './dates.ts'
import { readDecimal, shift, toUnits } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import { parsed, refused } from './problem.ts'
import type { Parsed } from './problem.ts'
import { cleanText, compact, toHalfWidth } from './text.ts'
import { convertUnit, splitUnit } from './units.ts'

export interface ParseContext {
  /** Year of the facts in the sheet: decides which items of a code list may be used. */
  readonly year?: number
  /** Unit that the heading of the column gives its numbers; numbers with a unit of their own go by that. */
  readonly unit?: string
}

const PLACEHOLDERS = new Set(['-', '--', '---', '—', '——', '―', '/', '//', '\\', '*', '无', '暂无', '空', '未填', 'N/A', 'NULL', '不详'])
/** What is written where a number is still to come; for remarks it is text like any other. */
const TO_COME = new Set(
  '待定,待补,待补充,待补录,待录入,待核实,待核,待查,待办,待编,待编号,待填,未录入,未编,未编号,未知,未定,未办,未办理,未提供,未登记,未采集,未上传,不清楚,不明,不知道,没有,暂缺,暂未录入,暂未编号,暂不清楚,缺,空号,空缺,空白,无编号,无号码,无户编号,无身份证,无证件,无电话,无银行卡,无账号,忘记,丢失,?,??,???,…,……,NONE,NIL,NA,#N/A,0.0,XX,XXX,XXXX'.split(
    ',',
  ),
)
/** Digits beyond which a number in an Excel cell is no longer exact. */
const EXACT_DIGITS = 15
const SCIENTIFIC = /^\d+(\.\d+)?E\+?\d+$/i

/**
 * Reads one cell as a value of one field.
 *
 * Text of `division`, `reference` and `subject` fields comes back trimmed but unresolved unless it already is a 12-digit code: which
 * record is meant is known only to the register engine. Formula errors, unreadable dates and numbers, unknown labels and
 * values beyond the limits of the field are refused.
 */
export function parseCell(field: FieldDefinition, cell: RawCell, context: ParseContext = {}): Parsed {
  if (cell.kind === 'error') {
    return refused('formula_error', `“${field.label}”的公式出错（${cell.text || '#VALUE!'}），请在原表中改正公式或直接填写数值。`)
  }
  if (cell.kind === 'empty' || cleanText(cell.text) === '') return parsed(null)
  const result = cell.shown === undefined || cell.number === undefined ? read(field, cell, context) : readShown(field, cell, cell.shown, cell.number, context)
  if (!result.ok || result.value === null) return result
  if (field.type === 'division' || field.type === 'reference' || field.type === 'subject') return result
  const problem = checkValue(field, result.value)
  return problem ? { ok: false, problem } : result
}

function read(field: FieldDefinition, cell: RawCell, context: ParseContext): Parsed {
  switch (field.type) {
    case 'boolean':
      return readBooleanCell(field, cell)
    case 'code':
      return readCode(field, cell.text, context)
    case 'codes':
      return readCodes(field, cell.text, context)
  }
  if (cell.kind === 'text' && (isPlaceholder(cell.text) || (field.type !== 'longText' && TO_COME.has(compact(cell.text).toUpperCase())))) return parsed(null)
  switch (field.type) {
    case 'text':
    case 'longText':
    case 'idNumber':
    case 'phone':
    case 'bankAccount':
      return readText(field, cell)
    case 'date':
    case 'month':
      return readDate(field, cell)
    case 'partialDate':
      return readPartialDate(field, cell)
    case 'period':
      return readPeriod(field, cell)
    case 'year':
      return readYear(field, cell)
    case 'integer':
    case 'money':
    case 'area':
    case 'decimal':
    case 'rate':
      return readNumber(field, cell, context)
    case 'division':
      return parsed(/^\d{12}$/.test(compact(cell.text)) ? compact(cell.text) : cleanText(cell.text))
    case 'reference':
    case 'subject':
      return parsed(cleanText(cell.text))
    case 'numbered':
      return parsed(compact(cell.text).toUpperCase())
  }
}

const NUMERIC: ReadonlySet<FieldDefinition['type']> = new Set(['integer', 'money', 'area', 'decimal', 'rate'])

/**
 * A number that its format shows as something else. Letters, and digits that stand in the format, are part of what people see in the
 * cell: they are read as if they were written there. Rounding only hides digits: the number in the cell holds, and that is said.
 */
function readShown(field: FieldDefinition, cell: RawCell, shown: string, number: number, context: ParseContext): Parsed {
  if (NUMERIC.has(field.type)) return readShownNumber(field, cell, shown, number, context)
  const plain = readDecimal(compact(shown))
  const rounded = plain !== null && isNear(plain, plain, decimalOf(number))
  const { shown: _shown, ...bare } = cell
  if (!rounded) return longerThanExact(cell) ? read(field, bare, context) : read(field, { kind: shown.trim() === '' ? 'empty' : 'text', text: shown }, context)
  return noted(read(field, bare, context), shown, number)
}

/** Of what the number may mean – itself, or so many of the unit shown – the one that the sheet shows, up to its rounding. */
function readShownNumber(field: FieldDefinition, cell: RawCell, shown: string, number: number, context: ParseContext): Parsed {
  const { shown: _shown, ...bare } = cell
  const stored = decimalOf(number)
  const { number: shownDigits, unit } = splitUnit(compact(shown))
  if (shownDigits === '' && unit === '' && number === 0) return noted(read(field, bare, context), '空白', number)
  const digits = readDecimal(shownDigits)
  const seen = digits === null ? null : convertUnit(digits, unit || (context.unit ?? ''), field.unit)
  if (digits === null || seen === null)
    return unit === '' || digits === null ? conflict(field, shown, number) : readNumber(field, { kind: 'text', text: shown }, context)
  const meant = [
    { written: stored, unit: context.unit ?? '' },
    { written: stored, unit },
    // 5% stands in the cell as 0.05.
    ...(unit === '%' ? [{ written: shift(stored, 2), unit }] : []),
  ]
    .map(({ written, unit: of }) => convertUnit(written, of, field.unit))
    .find((value) => value !== null && isNear(seen, digits, value))
  if (meant === undefined || meant === null) return conflict(field, shown, number)
  const result = scaledTo(field, meant, cell, true)
  return compareDecimals(meant, seen) === 0 ? result : noted(result, shown, number)
}

function conflict(field: FieldDefinition, shown: string, number: number): Parsed {
  return refused(
    'number_format',
    `“${field.label}”的单元格显示“${shorten(shown)}”，里面存的却是 ${exactText(number)}，无法判断以哪个为准；请把单元格格式改为“常规”，填上实际的数。`,
  )
}

function noted(result: Parsed, shown: string, number: number): Parsed {
  return result.ok ? parsed(result.value, `显示“${shorten(shown)}”，里面存的是 ${exactText(number)}，按存的数导入`) : result
}

function decimalOf(number: number): Decimal {
  return readDecimal(exactText(number)) ?? { digits: 0n, scale: 0 }
}

/** Whether a value lies within the last digit of what is shown, which `seen` is in the unit of the field. */
function isNear(seen: Decimal, shown: Decimal, value: Decimal): boolean {
  // What one unit of the last digit shown is worth: seen ÷ shown × 10^-scale, compared without dividing.
  const [a, b] = aligned(seen, value)
  const difference = a > b ? a - b : b - a
  const magnitude = shown.digits < 0n ? -shown.digits : shown.digits
  const seenMagnitude = a < 0n ? -a : a
  return magnitude === 0n ? difference === 0n || value.digits === 0n || decimalIsSmall(value, shown.scale) : difference * magnitude * 2n <= seenMagnitude
}

/** Whether a number that is shown as zero is less than one unit of the last digit shown. */
function decimalIsSmall(value: Decimal, scale: number): boolean {
  return toUnits(value, scale)?.value === 0
}

function aligned(one: Decimal, other: Decimal): readonly [bigint, bigint] {
  const scale = Math.max(one.scale, other.scale)
  return [one.digits * 10n ** BigInt(scale - one.scale), other.digits * 10n ** BigInt(scale - other.scale)]
}

function compareDecimals(one: Decimal, other: Decimal): number {
  const [a, b] = aligned(one, other)
  return a === b ? 0 : a < b ? -1 : 1
}

function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.has(compact(text).toUpperCase()) || PLACEHOLDERS.has(cleanText(text))
}

function readText(field: FieldDefinition, cell: RawCell): Parsed {
  if (field.sensitive !== undefined && isMasked(cell.text)) return parsed(null, MASKED)
  if (cell.kind === 'number' && longerThanExact(cell)) {
    return refused('id_scientific', `“${field.label}”是超过 ${EXACT_DIGITS} 位的数字，Excel 已把后几位变成 0，无法还原；请把该列设为“文本”后重新填写。`)
  }
  const plain = compact(cell.text)
  const digitsOnly = field.type !== 'text' && field.type !== 'longText'
  if ((digitsOnly || field.search === 'number') && SCIENTIFIC.test(plain)) {
    return refused('id_scientific', `“${field.label}”被 Excel 变成了科学记数（如 6.2E+17），后几位已经丢失，无法还原；请把该列设为“文本”后重新填写。`)
  }
  // No number of anybody or anything is nought: it stands where the number is still to come.
  if ((digitsOnly || field.search === 'number') && /^['’‘`]*[0-]+(?:\.0+)?$/.test(plain)) return parsed(null, `“${shorten(cell.text)}”不是号码，按没有填写处理`)
  if (field.type === 'text' && field.search === 'number' && plain !== '' && !HAS_DIGIT.test(plain))
    return parsed(null, `“${shorten(cell.text)}”不是号码，按没有填写处理`)
  const text = field.search === 'number' || digitsOnly ? plain.replace(/^['’‘`]+/, '') : cell.text
  const value = normaliseValue(field, text)
  // Two names may stand in one cell below each other; one may as well only be broken.
  const isBroken = field.search === 'name' && field.type === 'text' && /\S\s*[\r\n]+\s*\S/.test(cell.text)
  return parsed(typeof value === 'string' ? value : null, ...(isBroken ? [`一格里分了几行，按“${shorten(String(value))}”导入`] : []))
}

/** What has neither a digit nor a letter is a remark, no number (新增, 见附表, #). */
const HAS_DIGIT = /[\dA-Za-z〇一二三四五六七八九十百千甲乙丙丁戊己庚辛壬癸]/

function longerThanExact(cell: RawCell): boolean {
  return Math.abs(cell.number ?? 0) >= 10 ** EXACT_DIGITS
}

function readBooleanCell(field: FieldDefinition, cell: RawCell): Parsed {
  const value = readBoolean(cell.text)
  if (value !== null) return parsed(value)
  if (isPlaceholder(cell.text)) return parsed(null)
  return refused('format', `“${field.label}”只能填“是”或“否”（有、无、√、1、0 也可以），现在是“${shorten(cell.text)}”。`, ['是', '否'])
}

const MASKED = '打了星号，按没有填写处理'

/** What our own papers and lists show to those who need not see all. */
function isMasked(text: string): boolean {
  return /^[\dXx]*\*{3,}[\dXx]*$/.test(compact(text))
}

/** Lists of up to so many items are told whole. */
const SHORT_LIST = 8

function readCode(field: FieldDefinition, written: string, context: ParseContext): Parsed {
  const list = codeListOf(field.codeList ?? '')
  const text = withoutMark(written.replace(/[\s;；,，、。.]+$/, ''), (spelled) => matchCode(list, spelled, context.year).kind === 'item')
  const match = matchCode(list, text, context.year)
  if (match.kind === 'item') return parsed(match.item.code)
  if (field.sensitive !== undefined && isMasked(text)) return parsed(null, MASKED)
  if (isPlaceholder(text)) return parsed(null)
  const shown = shorten(text)
  if (match.kind === 'ambiguous') {
    const labels = match.items.map((item) => labelOf(item, context.year))
    return refused('code_unknown', `“${field.label}”的“${shown}”可以指${labels.map((label) => `“${label}”`).join('或')}，请写清楚。`, labels)
  }
  const suggestions = suggestLabels(list, text, context.year)
  const all = pickableItems(list, context.year).map((item) => labelOf(item, context.year))
  const choices = `可以填：${all.slice(0, 12).join('、')}。`
  const near = suggestions.length > 0 ? `是不是“${suggestions.join('”“')}”？` : ''
  const advice = near === '' || all.length <= SHORT_LIST ? `${near}${choices}` : near
  const reason = match.kind === 'retired' ? `“${shown}”不是 ${context.year} 年的填法` : `没有“${shown}”这一项`
  return refused('code_unknown', `“${field.label}”${reason}，${advice}`, suggestions)
}

/** ①因病, 1、因病, a.因病, 户主之子: the mark or the word in front says nothing more. */
const MARKED = /^(?:[①-⑳]|[(（]?[\dA-Za-z]{1,2}[)）.、．:：]|(?:系|是)?户主[的之]?)\s*(.+)$/

function withoutMark(text: string, isKnown: (text: string) => boolean): string {
  const bare = MARKED.exec(text.trim())?.[1]
  return bare === undefined || isKnown(text) || !isKnown(bare) ? text : bare
}

function readCodes(field: FieldDefinition, text: string, context: ParseContext): Parsed {
  const list = codeListOf(field.codeList ?? '')
  const parts = toHalfWidth(text)
    .split(/[、,;/|+\s]+/)
    .filter((part) => part !== '')
  // Some labels hold a separator themselves, so the whole is tried first.
  if (parts.length === 1) return readCode(field, parts[0] ?? text, context)
  if (parts.length < 2 || matchCode(list, text, context.year).kind === 'item') return readCode(field, text, context)
  const codes: string[] = []
  for (const part of parts) {
    const one = readCode(field, part, context)
    if (!one.ok) return one
    if (typeof one.value === 'string') codes.push(one.value)
  }
  return parsed(codes.length > 0 ? sortCodes(list, codes).join(',') : null)
}

function readDate(field: FieldDefinition, cell: RawCell): Parsed {
  const reading = readingOf(cell)
  const monthOnly = field.type === 'month'
  const shown = shorten(cell.text)
  switch (reading.kind) {
    case 'day':
      return parsed(monthOnly ? reading.date.slice(0, 7) : reading.date)
    case 'month':
      if (monthOnly) return parsed(reading.month)
      return refused('date_format', `“${field.label}”只有年月（${shown}），请补上日，例如 ${reading.month}-01；不知道哪一天的，按证件上的日期填写。`)
    case 'year':
      return refused('date_format', `“${field.label}”只有年份（${shown}），请补上${monthOnly ? '月份' : '月和日'}。`)
    case 'impossible':
      return refused('date_format', `“${field.label}”的“${shown}”不是实际存在的日期，请核对。`)
    case 'unreadable':
      return refused('date_format', `“${field.label}”的“${shown}”看不出是哪一天，请写成 ${monthOnly ? '2014-10' : '1980-05-01'} 这样。`)
  }
}

/** As exactly as the cell says it, and no more: a month stays a month. */
function readPartialDate(field: FieldDefinition, cell: RawCell): Parsed {
  const reading = readingOf(cell)
  switch (reading.kind) {
    case 'day':
      return parsed(reading.date)
    case 'month':
      return parsed(reading.month)
    case 'year':
      return parsed(String(reading.year))
    case 'impossible':
      return refused('date_format', `“${field.label}”的“${shorten(cell.text)}”不是实际存在的日期，请核对。`)
    case 'unreadable':
      return refused('date_format', `“${field.label}”的“${shorten(cell.text)}”看不出是哪一天，请写成 2014-06-01、2014-06 或 2014 这样。`)
  }
}

/** A period as it is written, or the one in which the day, month or year of the cell lies, where that says which. */
function readPeriod(field: FieldDefinition, cell: RawCell): Parsed {
  const { period = 'month' } = field
  const written = cell.kind === 'text' ? readPeriodText(compact(cell.text)) : null
  if (written !== null) return parsed(written)
  const reading = readingOf(cell)
  if (reading.kind === 'day') return parsed(periodOf(reading.date, period))
  if (reading.kind === 'month' && period !== 'tenDays') return parsed(periodOf(`${reading.month}-01`, period))
  if (reading.kind === 'year' && period === 'year') return parsed(String(reading.year))
  return refused('date_format', `“${field.label}”的“${shorten(cell.text)}”看不出是哪一期，请写成“${PERIOD_EXAMPLES[period]}”这样。`)
}

function readingOf(cell: RawCell): DateReading {
  if (cell.kind === 'date') return readDateText(cell.date ?? cell.text)
  return cell.kind === 'number' && cell.number !== undefined ? readDateNumber(cell.number) : readDateText(cell.text)
}

/** A year; of a month or a day the year is taken. */
function readYear(field: FieldDefinition, cell: RawCell): Parsed {
  const plain = compact(cell.text)
  const bare = /^(\d{4})(?:\.0+)?(?:年|年度|年底|年末|年初)?$/.exec(plain)
  if (bare !== null && cell.kind !== 'date') return parsed(Number(bare[1]))
  const year = yearIn(cell, plain)
  return year === null ? refused('number_format', `“${field.label}”应是四位年份，例如 2016，现在是“${shorten(cell.text)}”。`) : parsed(year)
}

function yearIn(cell: RawCell, plain: string): number | null {
  // A number of five digits is a day in days: nobody sees a year in it.
  if (cell.kind === 'number' && !/^(?:\d{6}|\d{8}|\d{4}\.\d{1,2})$/.test(plain)) return null
  if (/^\d{5}$/.test(plain)) return null
  const reading = cell.kind === 'date' ? readDateText(cell.date ?? cell.text) : readDateText(plain)
  switch (reading.kind) {
    case 'day':
      return Number(reading.date.slice(0, 4))
    case 'month':
      return Number(reading.month.slice(0, 4))
    case 'year':
      return reading.year
    default:
      return null
  }
}

function readNumber(field: FieldDefinition, cell: RawCell, context: ParseContext): Parsed {
  const shown = shorten(cell.text)
  if (cell.kind === 'date') return refused('number_format', `“${field.label}”是数字，单元格里却是日期（${shown}），请把单元格格式改为“常规”后核对。`)
  const written = splitUnit(cell.kind === 'number' && cell.number !== undefined ? exactText(cell.number) : compact(cell.text))
  const decimal = readDecimal(written.number)
  if (decimal === null) return refused('number_format', `“${field.label}”应是数字，现在是“${shown}”，请核对。`)
  const converted = convertUnit(decimal, written.unit || (context.unit ?? ''), field.unit)
  if (converted === null) return refused('number_format', `“${field.label}”的单位应是“${field.unit ?? '无'}”，“${shown}”无法换算，请改写。`)
  return scaledTo(field, converted, cell, cell.kind === 'number')
}

/** The number in stored units; `computed` forgives the traces of binary arithmetic. */
function scaledTo(field: FieldDefinition, converted: Decimal, cell: RawCell, computed: boolean): Parsed {
  const shown = shorten(cell.text)
  const scale = scaleOf(field) ?? 0
  const units = toUnits(converted, scale)
  if (units === null) return refused('number_format', `“${field.label}”的数字太大（${shown}），请核对。`)
  if (units.exact || (computed && units.noise)) return parsed(units.value)
  return refused(
    'number_format',
    scale === 0
      ? `“${field.label}”应是整数，现在是“${shown}”，请核对。`
      : `“${field.label}”最多 ${scale} 位小数，现在是“${shown}”；请在原表中四舍五入后再填，程序不会自行改动。`,
  )
}

/** The number at the 15 significant digits that Excel shows and keeps; what lies beyond is the trace of binary arithmetic. */
function exactText(number: number): string {
  return String(Number(number.toPrecision(EXACT_DIGITS)))
}

/** Enough of a cell to recognise it by, never a whole long number. */
function shorten(text: string): string {
  const plain = cleanText(text).replace(/\s+/g, ' ')
  return [...plain].length > 30 ? `${[...plain].slice(0, 30).join('')}…` : plain
}
