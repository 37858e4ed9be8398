/** What the expressions of a template come to, in the names that are in force where they stand. */
import type { Figure } from '../excel/formSheet.ts'
import type { SortKey } from './blocks.ts'
import { barChart, pieChart, type ChartItem } from './chart.ts'
import { networkFigure, type Link } from './network.ts'
import { compareExact, exactUnits, negative, over, plainText, plus, readExact, times, type Exact } from './exact.ts'
import type { Comparison, Expression, Filter, Operator } from './expression.ts'
import { amountInCapitals, dayInCapitals, formatDay, formatNumber, type NumberFormat, type PaperFormat } from './formats.ts'
import type { Piece } from './pieces.ts'
import { qrCode } from './qrCode.ts'
import type { FormChoice, FormDecimal, FormImage, FormScope, FormValue } from './types.ts'

const TICKED = '☑'
const UNTICKED = '□'

/** Where placeholders look: the innermost repeated item first, then outwards. */
export interface Frame {
  readonly scope: FormScope
  readonly outer?: Frame
}

/** A number that stands in its cell as a number; `format` where the template says how it is written. */
interface FilledNumber {
  readonly kind: 'number'
  readonly value: Exact
  readonly format?: NumberFormat
}

/** What a cell is filled with. */
export type Filled = string | FilledNumber | FormImage | Figure | null

type Value = string | boolean | null | FilledNumber | FormChoice | FormImage | Figure | FormScope | readonly FormScope[]
type Found = FormScope[string]

/** 拼音, and 第2组 before 第10组. */
const ORDER = new Intl.Collator('zh-Hans-CN', { numeric: true })
const YES = '1'
const YES_LABEL = '是'
const NO_LABEL = '否'

/** What a path names, or undefined. */
export function lookUp(path: readonly string[], frame: Frame): Found {
  const [first = ''] = path
  for (let at: Frame | undefined = frame; at !== undefined; at = at.outer) {
    if (Object.hasOwn(at.scope, first)) return walk(path, at.scope)
  }
  return undefined
}

function walk(path: readonly string[], scope: FormScope): Found {
  let found: Found = scope
  for (const key of path) {
    if (!isScope(found) || !Object.hasOwn(found, key)) return undefined
    found = found[key]
  }
  return found
}

function isChoice(value: Found | Value): value is FormChoice {
  return typeof value === 'object' && value !== null && 'chosen' in value && Array.isArray(value.chosen) && 'options' in value
}

function isDecimal(found: Found): found is FormDecimal {
  return typeof found === 'object' && found !== null && 'kind' in found && found.kind === 'decimal' && typeof found['units'] === 'number'
}

function isImage(value: Found | Value): value is FormImage {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'image' && value['bytes'] instanceof Uint8Array
}

function isFigure(value: Value): value is Figure {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'figure' && Array.isArray(value['shapes'])
}

function isNumber(value: Value): value is FilledNumber {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'number' && typeof value['value'] === 'object'
}

function isList(value: Found | Value): value is readonly FormScope[] {
  return Array.isArray(value)
}

function isScope(found: Found): found is FormScope {
  return typeof found === 'object' && found !== null && !isList(found) && !isChoice(found) && !isDecimal(found) && !isImage(found)
}

/** The list a path names; empty where there is none. */
export function lookUpList(path: readonly string[], frame: Frame): readonly FormScope[] {
  const found = lookUp(path, frame)
  return isList(found) ? found : []
}

/** The items of a list for which a condition holds. */
export function itemsWhere(items: readonly FormScope[], condition: Expression, frame: Frame): readonly FormScope[] {
  return items.filter((item) => holds(condition, { scope: item, outer: frame }))
}

/** The items in the order of the keys; those that are alike as they came, those without a value last. */
export function sortedBy(items: readonly FormScope[], keys: readonly SortKey[], frame: Frame): readonly FormScope[] {
  if (keys.length === 0) return items
  return items
    .map((item) => ({ item, values: keys.map(({ of }) => evaluate(of, { scope: item, outer: frame })) }))
    .toSorted((one, other) => {
      for (const [index, { descending }] of keys.entries()) {
        const order = compareForOrder(one.values[index] ?? null, other.values[index] ?? null, descending)
        if (order !== 0) return order
      }
      return 0
    })
    .map(({ item }) => item)
}

/** Items with the same value, in the order in which the values come. */
export function groupedBy(items: readonly FormScope[], by: Expression, frame: Frame): { readonly value: FormValue; readonly items: readonly FormScope[] }[] {
  const groups = new Map<string, { value: FormValue; items: FormScope[] }>()
  for (const item of items) {
    const inItem = { scope: item, outer: frame }
    const key = textOf(evaluate(by, inItem))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { value: by.kind === 'path' ? singleValue(lookUp(by.path, inItem)) : key, items: [item] })
    else group.items.push(item)
  }
  return [...groups.values()]
}

function singleValue(found: Found): FormValue {
  return found === undefined || isList(found) || isScope(found) ? null : found
}

/** Whether a condition holds. A value alone holds where there is one: a text, a number other than zero, a choice (是 of yes and no), an item. */
export function holds(condition: Expression, frame: Frame): boolean {
  return isTrue(evaluate(condition, frame))
}

function isTrue(value: Value): boolean {
  if (typeof value === 'boolean') return value
  if (isNumber(value)) return value.value.numerator !== 0n
  if (isChoice(value)) return isYesNo(value) ? value.chosen.includes(YES) : value.chosen.length > 0
  if (isList(value)) return value.length > 0
  return value !== null && value !== ''
}

function isYesNo({ options }: FormChoice): boolean {
  return options.length === 2 && options.every(({ label }) => label === YES_LABEL || label === NO_LABEL)
}

/** Fills the pieces of a cell. A cell that is one placeholder keeps a number as a number and a picture as a picture; an empty cell is null. */
export function fillCell(pieces: readonly Piece[], frame: Frame): Filled {
  const chosen = pieces.flatMap((piece) => branch(piece, frame))
  const [only] = chosen
  if (chosen.length === 1 && typeof only === 'object') {
    const value = evaluate(only.expression, frame)
    if (isNumber(value) || isImage(value) || isFigure(value)) return value
  }
  const text = chosen.map((piece) => (typeof piece === 'string' ? piece : textOf(evaluate(piece.expression, frame)))).join('')
  return text === '' ? null : text
}

/** The pieces that are printed: of a condition those of one branch. */
function branch(piece: Piece, frame: Frame): Exclude<Piece, { readonly kind: 'if' }>[] {
  if (typeof piece === 'string' || piece.kind === 'placeholder') return [piece]
  return (holds(piece.condition, frame) ? piece.printed : piece.otherwise).flatMap((inner) => branch(inner, frame))
}

function textOf(value: Value): string {
  if (value === null || typeof value === 'string') return value ?? ''
  if (typeof value === 'boolean') return value ? YES_LABEL : NO_LABEL
  if (isNumber(value)) return value.format === undefined ? plainText(value.value) : formatNumber(value.value, value.format)
  return isChoice(value) ? value.text : ''
}

function evaluate(expression: Expression, frame: Frame): Value {
  switch (expression.kind) {
    case 'number':
      return number(expression.value)
    case 'text':
      return expression.value
    case 'path':
      return valueOf(lookUp(expression.path, frame))
    case 'not':
      return !holds(expression.of, frame)
    case 'negative': {
      const value = evaluate(expression.of, frame)
      return isNumber(value) ? number(negative(value.value)) : null
    }
    case 'binary':
      return binary(expression.operator, expression.left, expression.right, frame)
    case 'filtered':
      return expression.filters.reduce((value, filter) => apply(filter, value, frame), evaluate(expression.of, frame))
  }
}

function number(value: Exact): FilledNumber {
  return { kind: 'number', value }
}

function valueOf(found: Found): Value {
  if (found === undefined) return null
  // A number of binary fractions is taken as it is written, by its shortest digits.
  if (typeof found === 'number') return numberOr(readExact(String(found)))
  return isDecimal(found) ? number(exactUnits(found.units, found.scale)) : found
}

function numberOr(value: Exact | undefined): FilledNumber | null {
  return value === undefined ? null : number(value)
}

function binary(operator: Operator, left: Expression, right: Expression, frame: Frame): Value {
  switch (operator) {
    case 'and':
      return holds(left, frame) && holds(right, frame)
    case 'or':
      return holds(left, frame) || holds(right, frame)
    case '+':
    case '-':
    case '*':
    case '/':
      return calculate(operator, evaluate(left, frame), evaluate(right, frame))
    default:
      return compares(operator, operand(left, frame), operand(right, frame))
  }
}

/** Of sums what is missing counts as nothing, unless all is missing; of products and quotients nothing may be missing, and no divisor be zero. */
function calculate(operator: '+' | '-' | '*' | '/', left: Value, right: Value): FilledNumber | null {
  const one = isNumber(left) ? left.value : undefined
  const other = isNumber(right) ? right.value : undefined
  if (operator === '*' || operator === '/') {
    if (one === undefined || other === undefined) return null
    return operator === '*' ? number(times(one, other)) : numberOr(over(one, other))
  }
  if (other === undefined) return numberOr(one)
  const added = operator === '-' ? negative(other) : other
  return number(one === undefined ? added : plus(one, added))
}

/** One side of a comparison; `04` is a code as well as a number. */
interface Operand {
  readonly value: Value
  readonly literal?: string
}

function operand(expression: Expression, frame: Frame): Operand {
  return { value: evaluate(expression, frame), ...(expression.kind === 'number' ? { literal: expression.text } : {}) }
}

function compares(operator: Comparison, left: Operand, right: Operand): boolean {
  if (operator === '=') return isSame(left, right)
  if (operator === '!=') return !isSame(left, right)
  const order = orderOf(left.value, right.value)
  if (order === undefined) return false
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

/** A choice is the same as a code or a label that is chosen in it. */
function isSame(left: Operand, right: Operand): boolean {
  if (isChoice(left.value) && !isChoice(right.value)) return isChosen(left.value, right)
  if (isChoice(right.value) && !isChoice(left.value)) return isChosen(right.value, left)
  const [one, other] = [numeric(left.value), numeric(right.value)]
  if (one !== undefined && other !== undefined && (isNumber(left.value) || isNumber(right.value))) return compareExact(one, other) === 0
  return textOf(left.value) === textOf(right.value)
}

function isChosen(choice: FormChoice, { value, literal }: Operand): boolean {
  const wanted = literal ?? textOf(value)
  if (wanted === '') return choice.chosen.length === 0
  return choice.chosen.some((code) => code === wanted || choice.options.find((option) => option.code === code)?.label === wanted)
}

/** Order of two numbers or two texts (days are texts in their order); undefined where one is missing. */
function orderOf(left: Value, right: Value): number | undefined {
  const [one, other] = [numeric(left), numeric(right)]
  if (one !== undefined && other !== undefined) return compareExact(one, other)
  if (typeof left !== 'string' || typeof right !== 'string' || left === '' || right === '') return undefined
  return left < right ? -1 : left > right ? 1 : 0
}

function numeric(value: Value): Exact | undefined {
  if (isNumber(value)) return value.value
  return typeof value === 'string' ? readExact(value) : undefined
}

function compareForOrder(left: Value, right: Value, descending: boolean): number {
  const [noLeft, noRight] = [textOf(left) === '', textOf(right) === '']
  if (noLeft || noRight) return Number(noLeft) - Number(noRight)
  const order = isNumber(left) && isNumber(right) ? compareExact(left.value, right.value) : isChoice(left) && isChoice(right) ? rank(left) - rank(right) : 0
  const exact = order === 0 && !(isNumber(left) && isNumber(right)) ? ORDER.compare(textOf(left), textOf(right)) : order
  return descending ? -exact : exact
}

/** Place of what is chosen in its list. */
function rank({ chosen, options }: FormChoice): number {
  return options.findIndex(({ code }) => code === chosen[0])
}

function apply(filter: Filter, value: Value, frame: Frame): Value {
  switch (filter.name) {
    case 'choices':
      return isChoice(value) ? tickBoxes(value, filter.argument) : value
    case 'tick':
      return isChoice(value) && value.chosen.includes(filter.argument) ? TICKED : UNTICKED
    case 'or':
      return !isImage(value) && !isFigure(value) && !isList(value) && textOf(value) === '' ? filter.argument : value
    case 'qr':
      return textOf(value) === '' ? null : (qrCode(textOf(value)) ?? textOf(value))
    case 'bar':
    case 'pie':
      return isList(value) ? (filter.name === 'bar' ? barChart : pieChart)(chartItems(value, filter, frame)) : null
    case 'network':
      return isList(value) ? networkFigure(links(value, filter, frame)) : null
    case 'count':
      return isList(value) ? number(exactUnits(value.length, 0)) : null
    case 'sum':
      return isList(value) ? number(sum(value, filter.of, frame)) : null
    case 'where':
      return isList(value) ? itemsWhere(value, filter.of, frame) : null
    case 'first':
      return isList(value) && value[0] !== undefined ? evaluate(filter.of, { scope: value[0], outer: frame }) : null
    case 'format':
      return formatted(value, filter.format)
  }
}

function sum(items: readonly FormScope[], of: Expression, frame: Frame): Exact {
  return items.reduce(
    (all, item) => {
      const value = evaluate(of, { scope: item, outer: frame })
      return isNumber(value) ? plus(all, value.value) : all
    },
    exactUnits(0, 0),
  )
}

/** The items that have a figure, each with its label. */
function chartItems(items: readonly FormScope[], { label, figure }: { readonly label: Expression; readonly figure: Expression }, frame: Frame): ChartItem[] {
  return items.flatMap((item) => {
    const inItem = { scope: item, outer: frame }
    const value = evaluate(figure, inItem)
    return isNumber(value) ? [{ label: textOf(evaluate(label, inItem)), value: value.value }] : []
  })
}

/** The items as ways; what stands beside one is what its notes say, one behind the other. One that leads to several places is drawn to each, with its notes once. */
function links(items: readonly FormScope[], { from, to, whole, notes, also }: Extract<Filter, { name: 'network' }>, frame: Frame): Link[] {
  return items.flatMap((item) => {
    const inItem = { scope: item, outer: frame }
    const said = (of: Expression): string => textOf(evaluate(of, inItem))
    const way = { from: said(from), whole: holds(whole, inItem) }
    const note = notes
      .map(said)
      .filter((text) => text !== '')
      .join(' ')
    const end = said(to)
    const reached = also === null ? [] : placesOf(also, inItem)
    return [{ ...way, to: end, note }, ...[...new Set(reached)].filter((place) => place !== end).map((place) => ({ ...way, to: place, note: '' }))]
  })
}

/** The places that a list of an item names. */
function placesOf({ list, of }: NonNullable<Extract<Filter, { name: 'network' }>['also']>, frame: Frame): string[] {
  const found = evaluate({ kind: 'path', path: list }, frame)
  return isList(found) ? found.map((item) => textOf(evaluate(of, { scope: item, outer: frame }))).filter((place) => place !== '') : []
}

/** The value as the format writes it; what is no number, or no day, stays as it is. */
function formatted(value: Value, format: PaperFormat): Value {
  if (format.kind === 'number') return isNumber(value) ? { ...value, format } : value
  if (format.kind === 'capitals' && isNumber(value)) return amountInCapitals(value.value)
  const text = textOf(value)
  return (format.kind === 'capitals' ? dayInCapitals(text) : formatDay(text, format.text)) ?? value
}

function tickBoxes(choice: FormChoice, argument: string): string {
  const shown = argument === '' ? [...choice.options] : argument.split(',').map((item) => option(item.trim(), choice))
  for (const code of choice.chosen) {
    if (!shown.some((item) => item.code === code)) shown.push({ code, label: choice.options.find((item) => item.code === code)?.label ?? code })
  }
  return shown.map((item) => `${choice.chosen.includes(item.code) ? TICKED : UNTICKED}${item.label}`).join(' ')
}

function option(text: string, choice: FormChoice): { code: string; label: string } {
  const equals = text.indexOf('=')
  if (equals >= 0) return { code: text.slice(0, equals).trim(), label: text.slice(equals + 1).trim() }
  return choice.options.find((item) => item.label === text) ?? choice.options.find((item) => item.code === text) ?? { code: text, label: text }
}
