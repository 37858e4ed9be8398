/**
 * The language inside the braces of a form template; `docs/engines.md` holds the table of all marks with an example each.
 *
 * `{{household.address}}`                a value by register and catalogue key
 * `{{a.total - a.paid}}`                 exact arithmetic: + - * / and brackets
 * `{{value|filter:argument|filter}}`     what is done with a value or a list, from left to right
 * `{{(people|sum:income) / (people|count)|format:0.00}}`  brackets hold a whole expression, filters included
 *
 * Conditions (`{{#if …}}`, `where=…`, `|where:…`) compare with = != < <= > >=, join with and, or, not; a value alone asks whether there is one.
 */
import { readExact, type Exact } from './exact.ts'
import { FORMATS_ALLOWED, readFormat, type PaperFormat } from './formats.ts'

/** Filters whose argument is an expression over an item of the list. */
const OVER_ITEMS = ['sum', 'where', 'first'] as const
const PLAIN = ['choices', 'tick', 'or', 'count', 'qr'] as const
/** Filters that draw a list: behind them a label and a figure for each item. */
const CHARTS = ['bar', 'pie'] as const
/**
 * Draws a list of ways between places: behind it from where, to where, whether it is drawn through, and what stands beside it. `each list name` names the other
 * places that a way leads to: those of a list of the item.
 */
const NETWORK = 'network'
/** From, to and whether it is drawn through. */
const NETWORK_PARTS = 3
const ALSO = /^each\s+([\w.]+)\s+(\S.*)$/u

/** All that may stand behind `|`. */
export const FILTER_NAMES = [...PLAIN, ...OVER_ITEMS, ...CHARTS, NETWORK, 'format'] as const

type ItemFilter = (typeof OVER_ITEMS)[number]
type PlainFilter = (typeof PLAIN)[number]
type ChartFilter = (typeof CHARTS)[number]

export type Filter =
  | { readonly name: PlainFilter; readonly argument: string }
  | { readonly name: ItemFilter; readonly argument: string; readonly of: Expression }
  | { readonly name: ChartFilter; readonly argument: string; readonly label: Expression; readonly figure: Expression }
  | {
      readonly name: typeof NETWORK
      readonly argument: string
      readonly from: Expression
      readonly to: Expression
      readonly whole: Expression
      readonly notes: readonly Expression[]
      /** Further places of each way, by a list of its item. */
      readonly also: { readonly list: readonly string[]; readonly of: Expression } | null
    }
  | { readonly name: 'format'; readonly argument: string; readonly format: PaperFormat }

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Operator = Comparison | '+' | '-' | '*' | '/' | 'and' | 'or'

export type Expression =
  | { readonly kind: 'number'; readonly value: Exact; readonly text: string }
  | { readonly kind: 'text'; readonly value: string }
  /** `household.address` as its parts. */
  | { readonly kind: 'path'; readonly path: readonly string[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | { readonly kind: 'negative'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'filtered'; readonly of: Expression; readonly filters: readonly Filter[] }

/** Something wrong with a template, in a sentence that begins behind the name of the cell. */
export class PlaceholderError extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|("[^"]*"|“[^”]*”)|(@?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(!=|<=|>=|[=<>+\-*/()（）＝≠＜＞≤≥×÷|])|(\S))/uy
/** Signs as Chinese keyboards give them. */
const SAME: Readonly<Record<string, string>> = { '（': '(', '）': ')', '＝': '=', '≠': '!=', '＜': '<', '＞': '>', '≤': '<=', '≥': '>=', '×': '*', '÷': '/' }
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['=', '!=', '<', '<=', '>', '>='])
const LONGEST = 1000
const DEEPEST = 50

/** Reads an expression; `whole` is what messages quote. Throws PlaceholderError in plain words. */
export function parseExpression(text: string, whole: string): Expression {
  if (text.length > LONGEST) throw new PlaceholderError(`的“${whole.slice(0, 40)}…”太长，最多 ${LONGEST} 个字`)
  return new Parser(text, whole).whole()
}

interface Token {
  readonly kind: 'number' | 'text' | 'path' | 'sign' | 'end'
  readonly text: string
  readonly start: number
}

class Parser {
  readonly #text: string
  readonly #whole: string
  #at = 0
  #next: Token
  #depth = 0

  constructor(text: string, whole: string) {
    this.#text = text
    this.#whole = whole
    this.#next = this.#read()
  }

  whole(): Expression {
    const expression = this.#filtered()
    if (this.#next.kind !== 'end') throw this.#wrong()
    return expression
  }

  #wrong(): PlaceholderError {
    return new PlaceholderError(`的“${this.#whole}”写法不对`)
  }

  #read(): Token {
    TOKEN.lastIndex = this.#at
    const start = this.#at
    const parts = TOKEN.exec(this.#text)
    if (parts === null) return { kind: 'end', text: '', start }
    this.#at = TOKEN.lastIndex
    const [, number, quoted, path, sign] = parts
    if (number !== undefined) return { kind: 'number', text: number, start }
    if (quoted !== undefined) return { kind: 'text', text: quoted.slice(1, -1), start }
    if (path !== undefined) return { kind: ['and', 'or', 'not'].includes(path) ? 'sign' : 'path', text: path, start }
    if (sign !== undefined) return { kind: 'sign', text: SAME[sign] ?? sign, start }
    throw this.#wrong()
  }

  #take(): Token {
    const token = this.#next
    this.#next = this.#read()
    return token
  }

  #sign(...signs: readonly string[]): boolean {
    return this.#next.kind === 'sign' && signs.includes(this.#next.text)
  }

  #filtered(): Expression {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new PlaceholderError(`的“${this.#whole}”括号太多`)
    const of = this.#or()
    const filters: Filter[] = []
    while (this.#sign('|')) filters.push(this.#filter())
    this.#depth -= 1
    return filters.length === 0 ? of : { kind: 'filtered', of, filters }
  }

  /** The argument of a filter is read as written, up to the next `|` or the bracket that closes around it. */
  #filter(): Filter {
    const start = this.#at
    let [depth, end] = [0, start]
    let quoted = false
    for (; end < this.#text.length; end += 1) {
      const character = this.#text[end] ?? ''
      if ('"“”'.includes(character)) quoted = character === '"' ? !quoted : character === '“'
      if (quoted) continue
      if (character === '|' && depth === 0) break
      if (character === '(' || character === '（') depth += 1
      if (character === ')' || character === '）') {
        if (depth === 0) break
        depth -= 1
      }
    }
    this.#at = end
    this.#next = this.#read()
    return parseFilter(this.#text.slice(start, end), this.#whole)
  }

  #or(): Expression {
    return this.#joined(['or'], () => this.#joined(['and'], () => this.#not()))
  }

  #not(): Expression {
    if (!this.#sign('not')) return this.#comparison()
    this.#take()
    return { kind: 'not', of: this.#not() }
  }

  #comparison(): Expression {
    const left = this.#sum()
    if (this.#next.kind !== 'sign' || !COMPARISONS.has(this.#next.text)) return left
    const operator = this.#take().text as Comparison
    return { kind: 'binary', operator, left, right: this.#sum() }
  }

  #sum(): Expression {
    return this.#joined(['+', '-'], () => this.#joined(['*', '/'], () => this.#negative()))
  }

  #joined(operators: readonly Operator[], part: () => Expression): Expression {
    let left = part()
    while (this.#sign(...operators)) left = { kind: 'binary', operator: this.#take().text as Operator, left, right: part() }
    return left
  }

  #negative(): Expression {
    if (!this.#sign('-')) return this.#single()
    this.#take()
    return { kind: 'negative', of: this.#single() }
  }

  #single(): Expression {
    const token = this.#take()
    if (token.kind === 'number') return { kind: 'number', value: readExact(token.text) ?? missing(), text: token.text }
    if (token.kind === 'text') return { kind: 'text', value: token.text }
    if (token.kind === 'path') return { kind: 'path', path: token.text.split('.') }
    if (token.kind !== 'sign' || token.text !== '(') throw this.#wrong()
    const inside = this.#filtered()
    if (!this.#sign(')')) throw this.#wrong()
    this.#take()
    return inside
  }
}

function missing(): never {
  throw new TypeError('digits that are no number')
}

function parseFilter(text: string, whole: string): Filter {
  const colon = text.indexOf(':')
  const name = (colon < 0 ? text : text.slice(0, colon)).trim()
  const argument = colon < 0 ? '' : text.slice(colon + 1).trim()
  if (isOneOf(name, PLAIN)) return { name, argument }
  if (isOneOf(name, OVER_ITEMS)) {
    if (argument === '') throw new PlaceholderError(`的“${whole}”里“|${name}:”后面没有写内容，例如“|${name}:名称”`)
    return { name, argument, of: parseExpression(argument, whole) }
  }
  if (isOneOf(name, CHARTS)) {
    const parts = argument.split(',').map((part) => part.trim())
    const [label = '', figure = ''] = parts
    if (parts.length !== 2 || label === '' || figure === '')
      throw new PlaceholderError(`的“${whole}”里“|${name}:”后面要写名称和数值两项，例如“|${name}:name,income”`)
    return { name, argument, label: parseExpression(label, whole), figure: parseExpression(figure, whole) }
  }
  if (name === NETWORK) return { name, argument, ...networkParts(argument, whole) }
  if (name === 'format') {
    const format = readFormat(argument)
    if (format === undefined) throw new PlaceholderError(`的“${whole}”里“${argument}”不是可用的格式，可用的有 ${FORMATS_ALLOWED}`)
    return { name, argument, format }
  }
  throw new PlaceholderError(`的“${whole}”里没有“|${name}”这种写法，可用的有 ${FILTER_NAMES.map((known) => `|${known}`).join('、')}`)
}

function networkParts(argument: string, whole: string): Pick<Extract<Filter, { name: typeof NETWORK }>, 'from' | 'to' | 'whole' | 'notes' | 'also'> {
  const all = argument.split(',').map((part) => part.trim())
  const [, list, of] = all.map((part) => ALSO.exec(part)).find((found) => found !== null) ?? []
  const also = list === undefined || of === undefined ? null : { list: list.split('.'), of: parseExpression(of, whole) }
  const parts = all.filter((part) => !ALSO.test(part))
  if (parts.length < NETWORK_PARTS || parts.includes(''))
    throw new PlaceholderError(
      `的“${whole}”里“|${NETWORK}:”后面要写起点、止点、是不是画实线，再写线旁边的字，例如“|${NETWORK}:from_place,to_place,hardened,length”`,
    )
  const [from, to, through, ...notes] = parts.map((part) => parseExpression(part, whole)) as [Expression, Expression, Expression, ...Expression[]]
  return { from, to, whole: through, notes, also }
}

function isOneOf<Name extends string>(name: string, names: readonly Name[]): name is Name {
  return (names as readonly string[]).includes(name)
}

/** Names that an expression asks for, each as its parts; those of the items of its lists as well. */
export function pathsOf(expression: Expression): (readonly string[])[] {
  switch (expression.kind) {
    case 'path':
      return [expression.path]
    case 'binary':
      return [...pathsOf(expression.left), ...pathsOf(expression.right)]
    case 'not':
    case 'negative':
      return pathsOf(expression.of)
    case 'filtered':
      return [...pathsOf(expression.of), ...expression.filters.flatMap((filter) => itemExpressions(filter).flatMap(pathsOf))]
    default:
      return []
  }
}

/** What a filter asks of each item of its list. */
export function itemExpressions(filter: Filter): readonly Expression[] {
  if ('of' in filter) return [filter.of]
  if ('notes' in filter) return [filter.from, filter.to, filter.whole, ...filter.notes]
  return 'figure' in filter ? [filter.label, filter.figure] : []
}
