/** From a value of a field to text for screens, sheets and paper. */
import { plainText, scaledText } from '#core/rules/money.ts'
import { periodText } from '#core/rules/period.ts'
import { codeListOf } from '../index.ts'
import type { FieldDefinition, FieldValue, Sensitivity } from '../types.ts'
import { scaleOf } from './check.ts'
import { codeLabel } from './codes.ts'

export interface FormatOptions {
  /** Year of the facts: decides which of its names an item of a code list is given. */
  readonly year?: number
  /** Hide most of what is sensitive. */
  readonly masked?: boolean
  /** 千分位 commas in numbers (not in years). */
  readonly grouped?: boolean
}

/**
 * The value as text; '' for nothing. Money has two decimals (`1234.50`), areas and other decimals no idle zeros, codes become
 * labels joined by `，`, booleans 是/否. Divisions and references come back as they are: their names are on file, not here.
 */
export function formatValue(field: FieldDefinition, value: FieldValue | undefined, options: FormatOptions = {}): string {
  if (value === null || value === undefined) return ''
  const text = plain(field, value, options)
  return options.masked === true && field.sensitive !== undefined ? maskValue(field.sensitive, text) : text
}

function plain(field: FieldDefinition, value: string | number | boolean, options: FormatOptions): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return formatNumber(field, value, options)
  if (field.type === 'code') return codeLabel(codeListOf(field.codeList ?? ''), value, options.year)
  if (field.type === 'period') return periodText(value)
  if (field.type === 'codes') {
    const list = codeListOf(field.codeList ?? '')
    return value
      .split(',')
      .filter((code) => code !== '')
      .map((code) => codeLabel(list, code, options.year))
      .join('，')
  }
  return value
}

function formatNumber(field: FieldDefinition, value: number, options: FormatOptions): string {
  const scale = scaleOf(field) ?? 0
  const text = field.type === 'money' ? scaledText(value, scale) : plainText(value, scale)
  return options.grouped === true && field.type !== 'year' ? group(text) : text
}

function group(text: string): string {
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

const LONGEST_HINT = 4
/** Digits of an ID number that name the county of its first registration. */
const PLACE_DIGITS = 6

/**
 * What those see who need not see all: ID `621125************`, phone `138****1234`, bank account the last four digits, illness `***`.
 * Of an ID number nothing after the place shows: its middle is the birth date, which stands beside it, so that the end would give it away whole.
 * Numbers too short to hide anything are hidden whole.
 */
export function maskValue(sensitivity: Sensitivity, text: string): string {
  if (text === '') return ''
  switch (sensitivity) {
    case 'idNumber':
      return text.length > PLACE_DIGITS + LONGEST_HINT ? text.slice(0, PLACE_DIGITS).padEnd(text.length, '*') : '*'.repeat(text.length)
    case 'phone':
      return /^\d{11}$/.test(text) ? cover(text, 3, LONGEST_HINT) : cover(text, 0, LONGEST_HINT)
    case 'bankAccount':
      return cover(text, 0, LONGEST_HINT)
    case 'illness':
      return '***'
  }
}

function cover(text: string, head: number, tail: number): string {
  const hidden = text.length - head - tail
  return hidden < LONGEST_HINT ? '*'.repeat(text.length) : `${text.slice(0, head)}${'*'.repeat(hidden)}${text.slice(-tail)}`
}
