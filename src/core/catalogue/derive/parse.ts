/**
 * From a cell of a sheet to a value of a field. Nothing is guessed: what cannot be read for certain is refused with a
 * sentence that says what to do. Whether an empty cell is allowed is for the caller to judge.
 */
import type { FieldDefinition } from '../types.ts'
import { readBoolean } from './booleans.ts'
import type { RawCell } from './cell.ts'
import { checkValue, normaliseValue } from './check.ts'
import { readDecimal } from './decimal.ts'
import { readCode, readCodes } from './parseCodes.ts'
import { readDate, readPartialDate, readPeriod, readYear } from './parseDates.ts'
import { decimalOf, EXACT_DIGITS, isNear, noted, readNumber, readShownNumber } from './parseNumbers.ts'
import { isMasked, isPlaceholder, isToCome, MASKED, shorten, type ParseContext } from './parseWords.ts'
import { parsed, refused } from './problem.ts'
import type { Parsed } from './problem.ts'
import { cleanText, compact } from './text.ts'

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
  if (cell.kind === 'text' && (isPlaceholder(cell.text) || (field.type !== 'longText' && isToCome(cell.text)))) return parsed(null)
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
