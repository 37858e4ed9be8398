/**
 * What a document number (证件号码) tells by itself: kind, birth date, sex, disability, and which part of it cannot be right.
 *
 * Sources: GB 11643 for the check digit; forms.md §1.6 (AAB004), §12 (20 digits = 18 + category + level, 22 = reissued,
 * 999999 = no identity card) and §13.1 rules 1–3. Written here rather than taken from `stdnum` because the clerk must be told
 * *which* digits are wrong; the tests use `stdnum` as an independent judge.
 */
import { daysInMonth } from './dates.ts'

/**
 * Shape of the number, told by its length alone; `problems` tells whether the content holds.
 * `special` is the stand-in for people without a card (first six digits 999999), `fifteen` the number used before 1999.
 */
type IdentityKind = 'citizen18' | 'disability20' | 'disability22' | 'special' | 'fifteen' | 'invalid'

/** Why a number cannot be right. `fifteen` is not wrong in itself, but must be upgraded by a person. */
export type IdentityProblemCode =
  | 'empty'
  | 'scientific'
  | 'characters'
  | 'length'
  | 'fifteen'
  | 'year'
  | 'month'
  | 'day'
  | 'future'
  | 'checksum'
  | 'category'
  | 'level'

interface IdentityProblem {
  readonly code: IdentityProblemCode
  /** Plain Chinese: what is wrong and what to do. Never holds the whole number. */
  readonly message: string
  /** First and last wrong digit, counted from 1. */
  readonly digits?: readonly [number, number]
}

export interface Identity {
  readonly kind: IdentityKind
  /** The number as it should be stored: half-width, no blanks, capital X. */
  readonly text: string
  /** The 18 digits by which people are matched across the county (§13.1-4); `null` for other shapes. */
  readonly first18: string | null
  /** `YYYY-MM-DD`, `null` when the digits are no date. */
  readonly birthDate: string | null
  /** Code of the sex list (1 男, 2 女); `null` when the number does not tell. */
  readonly sex: '1' | '2' | null
  /** Codes of 残疾类别 and 残疾等级, from digits 19 and 20. */
  readonly disabilityCategory: string | null
  readonly disabilityLevel: string | null
  /** For 15 digits: the 18-digit number it would become. Offered to the user, never applied by itself. */
  readonly upgrade: string | null
  readonly problems: readonly IdentityProblem[]
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'
const EARLIEST_YEAR = 1900
/** Letters that may stand at a place (from 0): the check character, and the B that marks a reissued disability card. */
const MARKS: Readonly<Record<number, string>> = { 17: 'X', 20: 'B' }
const DISABILITY_CATEGORIES = '1234567'
const DISABILITY_LEVELS = '1234'

/** By far the most numbers: nothing is to be brought into another spelling, and no place holds what it must not. */
const WRITTEN_RIGHT = /^\d{17}[\dX]$/

/** Half-width, capital X, without any blanks: the spelling in which document numbers are stored and compared. */
export function normalizeIdentity(text: string): string {
  if (WRITTEN_RIGHT.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200F\uFEFF]/g, '')
    .toUpperCase()
}

/** The 18th character that GB 11643 demands for the first 17 digits; `null` unless there are 17 digits. */
export function checkCharacter(first17: string): string | null {
  if (!/^\d{17}$/.test(first17)) return null
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17.charAt(index)), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

/** Code of 证件类型 that fits the shape (01 居民身份证, 09 残疾人证); `null` when the number does not tell. */
export function documentTypeOf(identity: Identity): '01' | '09' | null {
  if (identity.kind === 'citizen18') return '01'
  return identity.kind === 'disability20' || identity.kind === 'disability22' ? '09' : null
}

/**
 * Reads a document number as typed or as found in a sheet. Never throws.
 *
 * @param text  the number, in any spelling
 * @param today `YYYY-MM-DD`; birth dates after it are a problem. Without it only years before 1900 are.
 */
export function readIdentity(text: string, today?: string): Identity {
  const number = normalizeIdentity(text)
  const shapeProblem = problemOfShape(number)
  if (shapeProblem) return { ...blank(number), problems: [shapeProblem] }
  if (number.length === 15) return readFifteen(number, today)

  const birth = readBirth(number.slice(6, 14), 7, today)
  const facts = {
    ...blank(number),
    first18: number.slice(0, 18),
    birthDate: birth.date,
    sex: sexOf(number.charAt(16)),
  }
  if (number.startsWith('999999') && number.length === 18) {
    // The stand-in number has no check digit of its own, and its other digits follow no published rule.
    return { ...facts, kind: 'special' }
  }
  const problems = [...birth.problems, ...problemOfChecksum(number)]
  if (number.length === 18) return { ...facts, kind: 'citizen18', problems }
  return {
    ...facts,
    kind: number.length === 20 ? 'disability20' : 'disability22',
    disabilityCategory: digitIn(DISABILITY_CATEGORIES, number.charAt(18)),
    disabilityLevel: digitIn(DISABILITY_LEVELS, number.charAt(19)),
    problems: [...problems, ...problemsOfDisability(number)],
  }
}

function blank(number: string): Identity {
  return {
    kind: 'invalid',
    text: number,
    first18: null,
    birthDate: null,
    sex: null,
    disabilityCategory: null,
    disabilityLevel: null,
    upgrade: null,
    problems: [],
  }
}

function problemOfShape(number: string): IdentityProblem | null {
  if (WRITTEN_RIGHT.test(number)) return null
  if (number === '') return { code: 'empty', message: '证件号码是空的，请填写身份证号或残疾人证号。' }
  if (/^\d(\.\d+)?E\+?\d+$/.test(number)) {
    return { code: 'scientific', message: '证件号码被 Excel 变成了科学记数（如 6.2E+17），后几位已经丢失，无法还原；请把该列设为“文本”后重新填写。' }
  }
  const wrong = [...number].findIndex((character, index) => !/\d/.test(character) && MARKS[index] !== character)
  if (wrong >= 0) {
    return {
      code: 'characters',
      digits: [wrong + 1, wrong + 1],
      message: `证件号码第 ${wrong + 1} 位是“${[...number][wrong]}”，只能是数字（第 18 位可以是 X），请改正。`,
    }
  }
  if (![15, 18, 20, 22].includes(number.length)) {
    return { code: 'length', message: `证件号码有 ${number.length} 位；身份证应为 18 位，残疾人证应为 20 位（补发的 22 位），请核对有没有漏录或多录。` }
  }
  return null
}

function readFifteen(number: string, today: string | undefined): Identity {
  const birth = readBirth(`19${number.slice(6, 12)}`, 5, today)
  const first17 = `${number.slice(0, 6)}19${number.slice(6)}`
  const upgrade = birth.problems.length === 0 ? `${first17}${checkCharacter(first17)}` : null
  const advice = upgrade === null ? '请按证件改为 18 位号码。' : `升级后应为 ${upgrade}，请与证件核对无误后采用。`
  return {
    ...blank(number),
    kind: 'fifteen',
    birthDate: birth.date,
    sex: sexOf(number.charAt(14)),
    upgrade,
    problems: [{ code: 'fifteen', message: `证件号码是 15 位旧号，须改为 18 位；${advice}` }, ...birth.problems],
  }
}

/** @param offset number of the digit (from 1) at which the eight digits of the year begin; for 15 digits the “19” is not there */
function readBirth(digits: string, offset: number, today: string | undefined): { date: string | null; problems: IdentityProblem[] } {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  const part = (code: IdentityProblemCode, from: number, to: number, what: string): { date: null; problems: IdentityProblem[] } => {
    const [first, last] = [offset + from, offset + to]
    return { date: null, problems: [{ code, digits: [first, last], message: `证件号码第 ${first}–${last} 位${what}，请对照证件改正。` }] }
  }
  if (year < EARLIEST_YEAR) return part('year', 0, 3, `“${digits.slice(0, 4)}”作为出生年份太早（应在 ${EARLIEST_YEAR} 年以后）`)
  if (month < 1 || month > 12) return part('month', 4, 5, `“${digits.slice(4, 6)}”不是月份（应为 01–12）`)
  if (day < 1 || day > daysInMonth(year, month)) return part('day', 6, 7, `“${digits.slice(6, 8)}”不对，${year} 年 ${month} 月没有这一天`)
  const date = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  if (today === undefined || date <= today) return { date, problems: [] }
  return year > Number(today.slice(0, 4))
    ? part('year', 0, 3, `“${digits.slice(0, 4)}”作为出生年份还没有到`)
    : part('future', 4, 7, `“${digits.slice(4, 8)}”作为出生月日还没有到`)
}

function problemOfChecksum(number: string): IdentityProblem[] {
  const expected = checkCharacter(number.slice(0, 17))
  const found = number.charAt(17)
  if (expected === null || expected === found) return []
  return [
    {
      code: 'checksum',
      digits: [18, 18],
      message: `证件号码的校验码不对：按前 17 位算，第 18 位应为 ${expected}，现在是 ${found}，说明至少有一位录错；请对照证件逐位核对，不要只改末位。`,
    },
  ]
}

function problemsOfDisability(number: string): IdentityProblem[] {
  const problems: IdentityProblem[] = []
  if (digitIn(DISABILITY_CATEGORIES, number.charAt(18)) === null) {
    problems.push({ code: 'category', digits: [19, 19], message: `残疾人证第 19 位“${number.charAt(18)}”不是残疾类别（应为 1–7），请对照证件改正。` })
  }
  if (digitIn(DISABILITY_LEVELS, number.charAt(19)) === null) {
    problems.push({ code: 'level', digits: [20, 20], message: `残疾人证第 20 位“${number.charAt(19)}”不是残疾等级（应为 1–4），请对照证件改正。` })
  }
  return problems
}

function sexOf(digit: string): '1' | '2' {
  return Number(digit) % 2 === 1 ? '1' : '2'
}

function digitIn(allowed: string, digit: string): string | null {
  return allowed.includes(digit) ? digit : null
}
