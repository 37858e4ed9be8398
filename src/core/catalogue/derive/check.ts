/** The limits of one field, for a value that is already of the field's kind. Shared by sheets, forms and commands. */
import { isIsoDate } from '#core/rules/dates.ts'
import { normalizeIdentity, readIdentity } from '#core/rules/identity.ts'
import type { IdentityProblemCode } from '#core/rules/identity.ts'
import { isPartialDate } from '#core/rules/partialDate.ts'
import { isPeriod, type PeriodLength } from '#core/rules/period.ts'
import { plainText } from '#core/rules/money.ts'
import { codeListOf } from '../index.ts'
import type { FieldDefinition, FieldValue } from '../types.ts'
import { itemOf, sortCodes } from './codes.ts'
import type { Problem, ProblemCode } from './problem.ts'
import { cleanName, cleanText, compact } from './text.ts'

/** Digits after the point in which a number field is stored; `null` for fields that are no numbers. */
export function scaleOf(field: FieldDefinition): number | null {
  switch (field.type) {
    case 'money':
    case 'area':
      return 2
    case 'decimal':
    case 'rate':
      return field.scale ?? 0
    case 'integer':
    case 'year':
      return 0
    default:
      return null
  }
}

/** A number field's value as text for sentences: in its unit, without idle zeros. */
export function plainNumber(field: FieldDefinition, value: number): string {
  return plainText(value, scaleOf(field) ?? 0)
}

/**
 * The value as it is kept: ends trimmed, empty text as `null`, document numbers half-width with capital X, phones and accounts
 * without blanks, codes in list order. Values of the wrong kind are left for {@link checkValue} to refuse.
 */
export function normaliseValue(field: FieldDefinition, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const text = normaliseText(field, value)
  return text === '' ? null : text
}

function normaliseText(field: FieldDefinition, value: string): string {
  switch (field.type) {
    case 'text':
      return field.search === 'name' ? cleanName(value) : cleanText(value)
    case 'longText':
      return cleanText(value)
    case 'idNumber':
      return normalizeIdentity(value)
    case 'phone':
      return normalisePhone(value)
    case 'bankAccount':
      return compact(value).replace(/-/g, '')
    case 'codes':
      return normaliseCodes(field, value)
    default:
      return compact(value)
  }
}

function normaliseCodes(field: FieldDefinition, value: string): string {
  return sortCodes(
    codeListOf(field.codeList ?? ''),
    value
      .split(',')
      .map((code) => code.trim())
      .filter((code) => code !== ''),
  ).join(',')
}

/** Half-width, without blanks; 86 in front of a mobile number and hyphens inside one are dropped. */
function normalisePhone(text: string): string {
  const plain = compact(text).replace(/[－–—−]/g, '-')
  const mobile = /^(?:\+?86-?)?(1[3-9]\d)-?(\d{4})-?(\d{4})$/.exec(plain)
  return mobile ? `${mobile[1]}${mobile[2]}${mobile[3]}` : plain
}

/** What is wrong with a value that is of the right kind; `null` when nothing is. Emptiness is not judged here. */
export function checkValue(field: FieldDefinition, value: FieldValue): Problem | null {
  if (value === null || typeof value === 'boolean') return null
  if (typeof value === 'number') return checkRange(field, value)
  return checkLength(field, value) ?? checkText(field, value)
}

function problem(code: ProblemCode, message: string): Problem {
  return { code, message }
}

function checkRange(field: FieldDefinition, value: number): Problem | null {
  const { minimum, maximum, unit = '', label } = field
  if (!Number.isSafeInteger(value)) return problem('number_format', `“${label}”的数字太大或不完整，请核对。`)
  const show = (bound: number): string => `${plainNumber(field, bound)}${field.type === 'year' ? '年' : unit}`
  if (minimum !== undefined && value < minimum) {
    return problem('range', minimum === 0 ? `“${label}”不能是负数，请核对。` : `“${label}”不能小于 ${show(minimum)}，请核对。`)
  }
  return maximum !== undefined && value > maximum ? problem('range', `“${label}”不能大于 ${show(maximum)}，请核对。`) : null
}

function checkLength(field: FieldDefinition, value: string): Problem | null {
  const { maximumLength, label } = field
  // A character has at least one unit: most values need not be counted.
  if (maximumLength === undefined || value.length <= maximumLength) return null
  const { length } = [...value]
  if (length <= maximumLength) return null
  return problem('length', `“${label}”有 ${length} 个字，最多 ${maximumLength} 个，请缩短。`)
}

function checkText(field: FieldDefinition, value: string): Problem | null {
  switch (field.type) {
    case 'idNumber':
      return checkIdNumber(field, value)
    case 'phone':
      return checkPhone(field, value)
    case 'bankAccount':
      return checkBankAccount(field, value)
    case 'date':
      return isIsoDate(value) ? null : problem('date_format', `“${field.label}”应写成 1980-05-01 这样的日期。`)
    case 'month':
      return isIsoDate(`${value}-01`) ? null : problem('date_format', `“${field.label}”应写成 2014-10 这样的年月。`)
    case 'partialDate':
      return isPartialDate(value)
        ? null
        : problem('date_format', `“${field.label}”应写成 2014-06-01 这样的日期，不知道哪一天的写到年月（2014-06）或年（2014）。`)
    case 'period':
      return isPeriod(value, field.period ?? 'month')
        ? null
        : problem('date_format', `“${field.label}”应写成“${PERIOD_EXAMPLES[field.period ?? 'month']}”这样。`)
    case 'subject':
      return /^[a-z][a-z0-9_]*:./.test(value) ? null : problem('format', `“${field.label}”要先选是哪一种台账，再选记录。`)
    case 'code':
      return checkCodes(field, [value])
    case 'codes':
      return checkCodes(field, value.split(','))
    case 'division':
      return /^\d{12}$/.test(value) ? null : problem('division_unknown', `“${field.label}”没有找到对应的区划，请从区划表中选择。`)
    default:
      return null
  }
}

/** How each length of a period may be written, for sentences. */
export const PERIOD_EXAMPLES: Readonly<Record<PeriodLength, string>> = {
  tenDays: '2015年6月中旬',
  month: '2015年6月',
  quarter: '2015年第2季度',
  year: '2015年',
}

const IDENTITY_CODES: Readonly<Partial<Record<IdentityProblemCode, ProblemCode>>> = {
  scientific: 'id_scientific',
  length: 'id_length',
  fifteen: 'id_length',
  checksum: 'id_checksum',
}

function checkIdNumber(field: FieldDefinition, value: string): Problem | null {
  const found = readIdentity(value).problems[0]
  if (!found) return null
  return problem(IDENTITY_CODES[found.code] ?? 'format', `“${field.label}”：${found.message}`)
}

function checkPhone(field: FieldDefinition, value: string): Problem | null {
  if (/^\+?\d[\d-]{4,18}\d$/.test(value)) return null
  if (/^[\d-]+([,;、，；/]|转)[\d-]+/.test(value)) return problem('format', `“${field.label}”一格只能填一个号码，其余的请写到备注。`)
  return problem('format', `“${field.label}”应是手机号码（11 位）或带区号的座机号码，请核对。`)
}

function checkBankAccount(field: FieldDefinition, value: string): Problem | null {
  return /^\d{6,30}$/.test(value) ? null : problem('format', `“${field.label}”只能是 6 到 30 位数字，请对照存折或银行卡核对。`)
}

function checkCodes(field: FieldDefinition, codes: readonly string[]): Problem | null {
  const list = codeListOf(field.codeList ?? '')
  const unknown = codes.find((code) => itemOf(list, code) === undefined)
  if (unknown !== undefined) return problem('code_unknown', `“${field.label}”没有“${unknown}”这一项，请从下拉项中选择。`)
  const { maximumItems } = field
  if (maximumItems !== undefined && codes.length > maximumItems)
    return problem('length', `“${field.label}”最多选 ${maximumItems} 项，现在有 ${codes.length} 项。`)
  return null
}
