/**
 * What a number looks like under its format, as far as that says more or other than the number itself: letters (`0.00"万元"`), digits that
 * stand in the format and not in the cell, percent, thousands left out, rounding, signs of yes and no. Source: ECMA-376 part 1, 18.8.31.
 */
import { readDecimal, shift, toUnits } from '../../catalogue/derive/decimal.ts'
import { digits } from './wire.ts'

type Token =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digit'; readonly text: string }
  | { readonly kind: 'point' | 'comma' | 'percent' | 'general' | 'text' }

interface Section {
  readonly condition: ((value: number) => boolean) | undefined
  readonly tokens: readonly Token[]
  /** Powers of ten by which the number is shown larger (percent) or smaller (thousands left out). */
  readonly places: number
}

/** A number format that may show something else than the number. */
export interface ShownFormat {
  readonly sections: readonly Section[]
}

/** Exponents, fractions, Chinese numerals: what they show is only another writing of the number. */
const WRITINGS = /\[DBNum\d\]|E[+-]|[#?0]\s*\/\s*[#?\d]/i
const CONDITION = /^(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)$/
const SIGNIFICANT_DIGITS = 15

/** Understands a format that shows numbers; undefined where it never shows anything but the number. */
export function shownFormat(code: string): ShownFormat | undefined {
  if (WRITINGS.test(code.replace(/"[^"]*"/g, ''))) return undefined
  const sections = splitSections(code).map(readSection)
  return sections.every(isGeneral) ? undefined : { sections }
}

function isGeneral({ tokens, condition }: Section): boolean {
  return condition === undefined && tokens.every(({ kind }) => kind === 'general' || kind === 'text') && tokens.length > 0
}

/** What the office program shows for a number, without separators of thousands; undefined where that is the number itself. */
export function shownNumber({ sections }: ShownFormat, value: number): string | undefined {
  const section = sectionFor(sections, value)
  if (section === undefined) return undefined
  const text = render(section, value, signIsShown(sections, section, value))
  if (text === undefined) return undefined
  const plain = readDecimal(text.replace(/[¥￥$\s]/g, ''))
  const exact = readDecimal(exactText(value))
  const same = plain !== null && exact !== null && equal(plain, exact) && !/^-?0\d/.test(text)
  return same ? undefined : text
}

/** What stands before and after a text that this format shows; undefined where that is nothing. */
export function shownAroundText({ sections }: ShownFormat): { readonly before: string; readonly after: string } | undefined {
  const tokens = sections.findLast((section) => section.tokens.some(({ kind }) => kind === 'text'))?.tokens ?? []
  const at = tokens.findIndex(({ kind }) => kind === 'text')
  const [before, after] = [tokens.slice(0, Math.max(0, at)), tokens.slice(at + 1)].map(literals)
  return (before ?? '').trim() === '' && (after ?? '').trim() === '' ? undefined : { before: before ?? '', after: after ?? '' }
}

function literals(tokens: readonly Token[]): string {
  return tokens.map((token) => (token.kind === 'literal' ? token.text : '')).join('')
}

/** The number at the 15 significant digits that office programs show and keep. */
function exactText(value: number): string {
  return digits(Number(value.toPrecision(SIGNIFICANT_DIGITS)))
}

function equal(one: { digits: bigint; scale: number }, other: { digits: bigint; scale: number }): boolean {
  const scale = Math.max(one.scale, other.scale)
  return one.digits * 10n ** BigInt(scale - one.scale) === other.digits * 10n ** BigInt(scale - other.scale)
}

function splitSections(code: string): string[] {
  const sections = ['']
  for (const [part] of code.matchAll(/"[^"]*"?|\\.|!.|_.|\*.|\[[^\]]*\]|[\s\S]/g)) {
    if (part === ';') sections.push('')
    else sections[sections.length - 1] += part
  }
  return sections
}

function readSection(code: string): Section {
  const tokens: Token[] = []
  let condition: Section['condition']
  for (const [part] of code.matchAll(/"[^"]*"?|\\.|!.|_.|\*.|\[[^\]]*\]|General|G\/通用格式|[\s\S]/gi)) {
    if (part.startsWith('[')) {
      condition ??= conditionOf(part.slice(1, -1))
      const currency = /^\$([^-\]]*)/.exec(part.slice(1, -1))?.[1]
      if (currency !== undefined && currency !== '') tokens.push({ kind: 'literal', text: currency })
    } else tokens.push(...tokenOf(part))
  }
  return { condition, ...withScale(tokens) }
}

function tokenOf(part: string): Token[] {
  const [first = ''] = part
  if (first === '"') return [{ kind: 'literal', text: part.replace(/^"|"$/g, '') }]
  if (part.length === 2 && (first === '\\' || first === '!')) return [{ kind: 'literal', text: part.slice(1) }]
  if (part.length === 2 && (first === '_' || first === '*')) return []
  if (part.length > 1) return [{ kind: 'general' }]
  if ('0#?'.includes(first)) return [{ kind: 'digit', text: first }]
  const kind = ({ '.': 'point', ',': 'comma', '%': 'percent', '@': 'text' } as const)[first]
  return [kind === undefined ? { kind: 'literal', text: first } : { kind }]
}

function conditionOf(text: string): Section['condition'] {
  const [, operator = '', bound = ''] = CONDITION.exec(text) ?? []
  const limit = Number(bound)
  switch (operator) {
    case '<':
      return (value) => value < limit
    case '<=':
      return (value) => value <= limit
    case '>':
      return (value) => value > limit
    case '>=':
      return (value) => value >= limit
    case '=':
      return (value) => value === limit
    case '<>':
      return (value) => value !== limit
    default:
      return undefined
  }
}

/** A comma behind the last digit leaves out thousands; any other only groups them. */
function withScale(tokens: readonly Token[]): Pick<Section, 'tokens' | 'places'> {
  const last = tokens.findLastIndex(({ kind }) => kind === 'digit')
  let thousands = 0
  for (let at = last + 1; last >= 0 && tokens[at]?.kind === 'comma'; at += 1) thousands += 1
  const percents = tokens.filter(({ kind }) => kind === 'percent').length
  return { tokens: tokens.filter(({ kind }) => kind !== 'comma'), places: percents * 2 - thousands * 3 }
}

function sectionFor(sections: readonly Section[], value: number): Section | undefined {
  const numbers = sections.slice(0, 3)
  if (numbers.some(({ condition }) => condition !== undefined)) return numbers.find(({ condition }) => condition?.(value) ?? true)
  if (value < 0) return numbers[1] ?? numbers[0]
  return value === 0 ? (numbers[2] ?? numbers[0]) : numbers[0]
}

function signIsShown(sections: readonly Section[], section: Section, value: number): boolean {
  return value < 0 && (section.condition !== undefined || sections[0] === section)
}

function render({ tokens, places }: Section, value: number, signed: boolean): string | undefined {
  const decimal = readDecimal(exactText(Math.abs(value)))
  if (decimal === null) return undefined
  const point = tokens.findIndex(({ kind }) => kind === 'point')
  const whole = point < 0 ? tokens : tokens.slice(0, point)
  const fraction = point < 0 ? [] : tokens.slice(point + 1)
  const decimals = fraction.filter(({ kind }) => kind === 'digit').length
  const units = toUnits(shift(decimal, places), decimals)
  if (units === null) return undefined
  const text = String(units.value).padStart(decimals + 1, '0')
  const number = exactText(Math.abs(value))
  const shown = `${renderWhole(whole, text.slice(0, text.length - decimals), number)}${renderFraction(fraction, text.slice(text.length - decimals), point >= 0)}`
  return signed && shown !== '' ? `-${shown}` : shown
}

/** Places are filled from the right; what is left over stands at the first of them. */
function renderWhole(tokens: readonly Token[], number: string, general: string): string {
  let rest = number.replace(/^0+/, '')
  let places = tokens.filter(({ kind }) => kind === 'digit').length
  let shown = ''
  for (const token of tokens.toReversed()) {
    if (token.kind === 'literal') shown = token.text + shown
    else if (token.kind === 'percent') shown = `%${shown}`
    else if (token.kind === 'general') shown = general + shown
    else if (token.kind === 'digit') {
      places -= 1
      const taken = places === 0 ? rest : rest.slice(-1)
      rest = rest.slice(0, rest.length - taken.length)
      shown = (taken === '' && token.text === '0' ? '0' : taken) + shown
    }
  }
  return shown
}

function renderFraction(tokens: readonly Token[], number: string, hasPoint: boolean): string {
  let at = 0
  let shown = ''
  for (const token of tokens) {
    if (token.kind === 'literal') shown += token.text
    else if (token.kind === 'percent') shown += '%'
    else if (token.kind === 'digit') {
      const rest = number.slice(at)
      if (token.text === '0' || /[1-9]/.test(rest)) shown += number[at] ?? ''
      at += 1
    }
  }
  return hasPoint ? `.${shown}` : shown
}
