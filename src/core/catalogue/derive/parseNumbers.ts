/** From a cell of a sheet to a number in the unit of a field, exactly. */
import type { FieldDefinition } from '../types.ts'
import type { RawCell } from './cell.ts'
import { scaleOf } from './check.ts'
import { readDecimal, shift, toUnits } from './decimal.ts'
import type { Decimal } from './decimal.ts'
import { shorten, type ParseContext } from './parseWords.ts'
import { parsed, refused } from './problem.ts'
import type { Parsed } from './problem.ts'
import { compact } from './text.ts'
import { convertUnit, splitUnit } from './units.ts'

/** Digits beyond which a number in an Excel cell is no longer exact. */
export const EXACT_DIGITS = 15

/** Of what the number may mean – itself, or so many of the unit shown – the one that the sheet shows, up to its rounding. */
export function readShownNumber(field: FieldDefinition, cell: RawCell, shown: string, number: number, context: ParseContext): Parsed {
  const { shown: _shown, ...bare } = cell
  const stored = decimalOf(number)
  const { number: shownDigits, unit } = splitUnit(compact(shown))
  if (shownDigits === '' && unit === '' && number === 0) return noted(readNumber(field, bare, context), '空白', number)
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

/** What was read, with what the sheet shows of it. */
export function noted(result: Parsed, shown: string, number: number): Parsed {
  return result.ok ? parsed(result.value, `显示“${shorten(shown)}”，里面存的是 ${exactText(number)}，按存的数导入`) : result
}

export function decimalOf(number: number): Decimal {
  return readDecimal(exactText(number)) ?? { digits: 0n, scale: 0 }
}

/** Whether a value lies within the last digit of what is shown, which `seen` is in the unit of the field. */
export function isNear(seen: Decimal, shown: Decimal, value: Decimal): boolean {
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

export function readNumber(field: FieldDefinition, cell: RawCell, context: ParseContext): Parsed {
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
