/** Reads the mark of a block that repeats: `each people where=… sort=… min=8`, `group people by=…`. */
import type { AcrossBlock, EachBlock, PlacedMark, SortKey, TemplateNode } from './blocks.ts'
import { parseExpression, PlaceholderError } from './expression.ts'

const OPTIONS = {
  each: 'where=条件、sort=名称、min=行数、together=名称、break',
  group: 'by=名称、where=条件、sort=名称、break',
  across: 'where=条件、sort=名称、min=列数',
} as const
const MOST_MINIMUM_DIGITS = 3

type Kind = keyof typeof OPTIONS
type Options = Pick<EachBlock, 'where' | 'by' | 'together'> & { list: readonly string[]; sort: readonly SortKey[]; minimum: number; breaks: boolean }
type Writable<Shape> = { -readonly [Key in keyof Shape]: Shape[Key] }

/** The block of rows of a mark. Throws PlaceholderError in plain words. */
export function listBlock(mark: PlacedMark, body: readonly TemplateNode[], rows: { readonly first: number; readonly last: number }): EachBlock {
  return { kind: 'each', ...readOptions(mark), body, footer: [], ...rows, cell: mark.cell }
}

/** The block of columns between two marks. Throws PlaceholderError in plain words. */
export function acrossBlock(mark: PlacedMark, rows: AcrossBlock['rows'], columns: AcrossBlock['columns']): AcrossBlock {
  const { list, where, sort, minimum } = readOptions(mark)
  return { list, sort, minimum, rows, columns, cell: mark.cell, ...(where === undefined ? {} : { where }) }
}

function readOptions(mark: PlacedMark): Options {
  const kind: Kind = mark.name === 'group' || mark.name === 'across' ? mark.name : 'each'
  const whole = `{{#${kind}}}`
  const [list = '', ...words] = wordsOf(mark.rest)
  if (list === '') throw new PlaceholderError(`的“${whole}”没有写要重复什么，例如“{{#${kind} members${kind === 'group' ? ' by=名称' : ''}}}”`)
  const options: Writable<Options> = { list: list.split('.'), sort: [], minimum: 0, breaks: false }
  for (const word of words) if (!readOption(word, kind, options)) throw new PlaceholderError(`的“${whole}”里不认识“${word}”，可用的有 ${OPTIONS[kind]}`)
  if (kind === 'group' && options.by === undefined) throw new PlaceholderError(`的“${whole}”没有写按什么分组，例如“by=名称”`)
  return options
}

function readOption(word: string, kind: Kind, options: Writable<Options>): boolean {
  const equals = word.indexOf('=')
  const [name, value] = equals < 0 ? [word, ''] : [word.slice(0, equals), word.slice(equals + 1)]
  if (name === 'break' && equals < 0 && kind !== 'across') options.breaks = true
  else if (value === '') return false
  else if (name === 'where') options.where = parseExpression(value, word)
  else if (name === 'sort') options.sort = value.split(',').map((key) => sortKey(key, word))
  else if (name === 'by' && kind === 'group') options.by = parseExpression(value, word)
  else if (name === 'min' && kind !== 'group' && /^\d+$/u.test(value) && value.length <= MOST_MINIMUM_DIGITS) options.minimum = Number(value)
  else if (name === 'together' && kind === 'each') options.together = value.split('.')
  else return false
  return true
}

/** `-household.population` begins with the greatest. */
function sortKey(text: string, whole: string): SortKey {
  const descending = text.startsWith('-')
  return { of: parseExpression(descending ? text.slice(1) : text, whole), descending }
}

/** Words between blanks; brackets and quotation marks hold theirs together. */
function wordsOf(text: string): string[] {
  const words: string[] = []
  let word = ''
  let depth = 0
  let quoted = false
  for (const character of text) {
    if ('"“”'.includes(character)) quoted = character === '"' ? !quoted : character === '“'
    if (!quoted && '(（'.includes(character)) depth += 1
    if (!quoted && ')）'.includes(character)) depth -= 1
    if (/\s/u.test(character) && !quoted && depth <= 0) {
      if (word !== '') words.push(word)
      word = ''
    } else word += character
  }
  return word === '' ? words : [...words, word]
}
