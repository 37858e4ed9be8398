/**
 * How a number or a day is written: `0`, `0.00`, `#,##0.00`, `000`, `0.0%`; `yyyy年m月d日`, `yyyy-mm-dd`; `大写` for amounts and days.
 * Numbers are exact and rounded half away from zero.
 */
import { exactUnits, fixedText, roundedUnits, times, type Exact } from './exact.ts'

export type PaperFormat = NumberFormat | { readonly kind: 'day'; readonly text: string } | { readonly kind: 'capitals' }

export interface NumberFormat {
  readonly kind: 'number'
  /** In the notation of workbooks. */
  readonly text: string
  readonly grouped: boolean
  /** Digits before the point at least. */
  readonly whole: number
  readonly digits: number
  readonly percent: boolean
}

/** For messages: what may be written behind `|format:`. */
export const FORMATS_ALLOWED = '0、0.00、#,##0、#,##0.00、0.0%、yyyy-mm-dd、yyyy年m月d日、大写'

const NUMBER = /^(#,##)?(0+)(?:\.(0+))?(%)?$/u
const DAY_PARTS = /yyyy|mm|dd|m|d/gu
const HUNDRED = exactUnits(100n, 0)
const FIGURES = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟'] as const
const GROUPS = ['', '万', '亿', '兆'] as const
const DAY_FIGURES = '〇一二三四五六七八九'

/** The format of that notation; undefined for anything else. */
export function readFormat(text: string): PaperFormat | undefined {
  if (text === '大写') return { kind: 'capitals' }
  const number = readNumberFormat(text)
  if (number !== undefined) return number
  return /yyyy|m|d/u.test(text) && !/[a-z]/iu.test(text.replace(DAY_PARTS, '')) ? { kind: 'day', text } : undefined
}

/** A format of numbers in the notation of workbooks, as far as it is one of ours. */
export function readNumberFormat(text: string): NumberFormat | undefined {
  const parts = NUMBER.exec(text)
  if (parts === null) return undefined
  const [, grouped, whole = '', digits = '', percent] = parts
  return { kind: 'number', text, grouped: grouped !== undefined, whole: whole.length, digits: digits.length, percent: percent !== undefined }
}

/** The number as text: `1,234.50`. */
export function formatNumber(value: Exact, { grouped, whole, digits, percent }: NumberFormat): string {
  const text = fixedText(percent ? times(value, HUNDRED) : value, digits)
  const [sign, plain] = text.startsWith('-') ? ['-', text.slice(1)] : ['', text]
  const [integer = '', fraction] = plain.split('.')
  const padded = integer.padStart(whole, '0')
  const written = grouped ? padded.replace(/\B(?=(\d{3})+$)/gu, ',') : padded
  return `${sign}${written}${fraction === undefined ? '' : `.${fraction}`}${percent ? '%' : ''}`
}

/** A day, a month or a year in a format; what is not known of it is left out. undefined for what is no day. */
export function formatDay(value: string, format: string): string | undefined {
  const parts = /^(\d{4})(?:[-年](\d{1,2})(?:[-月](\d{1,2})|月)?|年)?日?$/u.exec(value)
  if (parts === null) return undefined
  const [, year = '', month, day] = parts
  const known: Readonly<Record<string, string | undefined>> = {
    yyyy: year,
    mm: month?.padStart(2, '0'),
    m: month === undefined ? undefined : String(Number(month)),
    dd: day?.padStart(2, '0'),
    d: day === undefined ? undefined : String(Number(day)),
  }
  return format
    .replace(/(yyyy|mm|dd|m|d)([^ymd]*)/gu, (_, part: string, behind: string) => (known[part] === undefined ? '' : `${known[part]}${behind}`))
    .replace(/[-/.]$/u, '')
}

/** 人民币大写: `壹万捌仟陆佰元伍角整`, to the 分. */
export function amountInCapitals(value: Exact): string {
  const units = roundedUnits(value, 2)
  const fen = units < 0n ? -units : units
  const [yuan, jiao, rest] = [fen / 100n, Number((fen / 10n) % 10n), Number(fen % 10n)]
  const whole = yuan === 0n ? '' : `${wholeInCapitals(yuan.toString())}元`
  const gap = whole !== '' && jiao === 0 && rest !== 0 ? '零' : ''
  const small = `${gap}${jiao === 0 ? '' : `${FIGURES[jiao] ?? ''}角`}${rest === 0 ? '' : `${FIGURES[rest] ?? ''}分`}`
  return `${units < 0n ? '负' : ''}${whole === '' && small === '' ? '零元' : `${whole}${small}`}${rest === 0 ? '整' : ''}`
}

function wholeInCapitals(digits: string): string {
  let text = ''
  let gap = false
  const length = digits.length
  let said = false
  for (let index = 0; index < length; index += 1) {
    const figure = Number(digits[index])
    const place = length - 1 - index
    if (figure === 0) gap = text !== ''
    else {
      text += `${gap ? '零' : ''}${FIGURES[figure] ?? ''}${PLACES[place % 4] ?? ''}`
      gap = false
      said = true
    }
    if (place % 4 !== 0) continue
    if (said) text += GROUPS[place / 4] ?? ''
    said = false
  }
  return text
}

/** A day as papers spell it out: `二〇一六年三月五日`; undefined for what is no day. */
export function dayInCapitals(value: string): string | undefined {
  return formatDay(value, 'yyyy年m月d日')?.replace(
    /(\d+)(.)/gu,
    (_, number: string, unit: string) => `${unit === '年' ? eachFigure(number) : counted(Number(number))}${unit}`,
  )
}

function eachFigure(number: string): string {
  return [...number].map((figure) => DAY_FIGURES[Number(figure)] ?? '').join('')
}

/** Whole numbers below a hundred: `十二`, `三十`. */
function counted(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? (DAY_FIGURES[tens] ?? '') : ''}${tens > 0 ? '十' : ''}${ones === 0 && tens > 0 ? '' : (DAY_FIGURES[ones] ?? '')}`
}
