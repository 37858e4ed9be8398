/**
 * The placeholder language of form templates.
 *
 * `{{household.address}}`            a value by register and catalogue key
 * `{{household.attribute|choices}}`  all items of the code list with tick boxes: ☑一般贫困户 □低保贫困户
 * `{{… |choices:01=一般贫困户,04=低保贫困户}}`  only these items, in this order, in these words; what is chosen beyond them is added
 * `{{… |tick:01}}`                   ☑ or □ for one item
 * `{{… |or:无}}`                     the text given where there is no value
 * `{{people|count}}` `{{people|sum:household.population}}`  over a list
 * `{{@number}}`                      number of the item in its list, from 1
 *
 * Rows are repeated between `{{#each members}}` and `{{/each}}`, see `template.ts`.
 */
import type { FormChoice, FormScope, FormValue } from './types.ts'

export const TICKED = '☑'
export const UNTICKED = '□'

export type FilterName = 'choices' | 'tick' | 'or' | 'count' | 'sum'
const FILTERS: ReadonlySet<string> = new Set<FilterName>(['choices', 'tick', 'or', 'count', 'sum'])

export interface Filter {
  readonly name: FilterName
  readonly argument: string
}

export interface Placeholder {
  readonly kind: 'placeholder'
  /** `household.address` as its parts. */
  readonly path: readonly string[]
  readonly filters: readonly Filter[]
  /** As written, for messages. */
  readonly text: string
}

/** Text of a cell in pieces. */
export type Piece = string | Placeholder

/** Something wrong with a template, in a sentence that begins behind the name of the cell. */
export class PlaceholderError extends Error {}

const PATH = /^@?[A-Za-z_][\w]*(\.[A-Za-z_][\w]*)*$/u

/** Splits the text of a cell into plain text and placeholders. Throws PlaceholderError in plain words. */
export function parseText(text: string): Piece[] {
  const pieces: Piece[] = []
  let rest = text
  for (;;) {
    const start = rest.indexOf('{{')
    if (start < 0) break
    const end = rest.indexOf('}}', start)
    if (end < 0) throw new PlaceholderError(`有“{{”而没有“}}”：${rest.slice(start)}`)
    if (start > 0) pieces.push(rest.slice(0, start))
    pieces.push(parsePlaceholder(rest.slice(start + 2, end).trim()))
    rest = rest.slice(end + 2)
  }
  if (rest.includes('}}')) throw new PlaceholderError(`有“}}”而没有“{{”：${rest}`)
  if (rest !== '') pieces.push(rest)
  return pieces
}

function parsePlaceholder(text: string): Placeholder {
  const [path = '', ...filters] = text.split('|').map((part) => part.trim())
  if (!PATH.test(path)) throw new PlaceholderError(`的占位符“{{${text}}}”写法不对`)
  return { kind: 'placeholder', path: path.split('.'), filters: filters.map((filter) => parseFilter(filter, text)), text: `{{${text}}}` }
}

function parseFilter(text: string, whole: string): Filter {
  const colon = text.indexOf(':')
  const name = (colon < 0 ? text : text.slice(0, colon)).trim()
  if (!isFilter(name))
    throw new PlaceholderError(`的占位符“{{${whole}}}”里没有“|${name}”这种写法，可用的有 ${[...FILTERS].map((known) => `|${known}`).join('、')}`)
  return { name, argument: colon < 0 ? '' : text.slice(colon + 1).trim() }
}

function isFilter(name: string): name is FilterName {
  return FILTERS.has(name)
}

/** Where placeholders look: the innermost repeated item first, then outwards. */
export interface Frame {
  readonly scope: FormScope
  readonly outer?: Frame
}

type Found = FormScope[string]

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

function isChoice(found: Found): found is FormChoice {
  return typeof found === 'object' && found !== null && 'chosen' in found && Array.isArray(found.chosen) && 'options' in found
}

function isScope(found: Found): found is FormScope {
  return typeof found === 'object' && found !== null && !Array.isArray(found) && !isChoice(found)
}

function isList(found: Found): found is readonly FormScope[] {
  return Array.isArray(found)
}

/** The list a path names; empty where there is none. */
export function lookUpList(path: readonly string[], frame: Frame): readonly FormScope[] {
  const found = lookUp(path, frame)
  return isList(found) ? found : []
}

/** Fills the pieces of a cell. A cell that is one placeholder keeps a number as a number; an empty cell is null. */
export function evaluate(pieces: readonly Piece[], frame: Frame): string | number | null {
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined && typeof only !== 'string') return plain(value(only, frame))
  const text = pieces.map((piece) => (typeof piece === 'string' ? piece : String(plain(value(piece, frame)) ?? ''))).join('')
  return text === '' ? null : text
}

function plain(result: FormValue): string | number | null {
  const simple = isChoice(result) ? result.text : (result as string | number | null)
  return simple === '' ? null : simple
}

function value(placeholder: Placeholder, frame: Frame): FormValue {
  let found = lookUp(placeholder.path, frame)
  for (const filter of placeholder.filters) found = apply(filter, found)
  if (isList(found) || isScope(found) || found === undefined) return null
  return found
}

function apply(filter: Filter, found: Found): Found {
  switch (filter.name) {
    case 'choices':
      return isChoice(found) ? tickBoxes(found, filter.argument) : found
    case 'tick':
      return isChoice(found) && found.chosen.includes(filter.argument) ? TICKED : UNTICKED
    case 'or':
      return found === undefined || found === null || found === '' || (isChoice(found) && found.text === '') ? filter.argument : found
    case 'count':
      return isList(found) ? found.length : null
    case 'sum':
      return isList(found) ? sum(found, filter.argument.split('.')) : null
  }
}

/** Sums are kept to 0.0001, so that a thousand amounts in 元 do not add up to …99999. */
function sum(items: readonly FormScope[], path: readonly string[]): number {
  const total = items.reduce((all, item) => {
    const found = walk(path, item)
    return typeof found === 'number' ? all + Math.round(found * 10_000) : all
  }, 0)
  return total / 10_000
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
