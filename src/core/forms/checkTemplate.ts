/** Proves that every name in a template means something that the form is filled from, and that it is used as what it is. */
import { cellName } from '../excel/formSheet.ts'
import type { AcrossBlock, EachBlock, FormTemplate, TemplateNode, TemplateProblem, TemplateRow } from './blocks.ts'
import { itemExpressions, type Expression, type Filter } from './expression.ts'
import { parseText, type Piece } from './pieces.ts'
import { headersOf } from './template.ts'
import type { Vocabulary, VocabularyEntry } from './types.ts'

/** Names in force at a place of the template, the innermost first. */
type Names = readonly Vocabulary[]
type Kind = VocabularyEntry['kind']

const TAKE_LISTS: ReadonlySet<Filter['name']> = new Set(['count', 'sum', 'where', 'first', 'bar', 'pie', 'network'])
const MOST_SUGGESTIONS = 3
const FURTHEST_SUGGESTION = 3
/** `@number`: number of the item in the innermost repeated block. */
const NUMBER: Vocabulary = { '@number': { kind: 'value', label: '序号' } }
/** What is known where text is printed, and not yet where it is decided which rows there are. */
const PAGES: Vocabulary = {
  '@page': { kind: 'value', label: '第几页' },
  '@pages': { kind: 'value', label: '共几页' },
  '@seam': { kind: 'value', label: '骑缝页码' },
}
const CONTINUED: Vocabulary = { '@continued': { kind: 'value', label: '接上页' } }

/** What is wrong with the names in a template, by cell. */
export function checkTemplate(template: FormTemplate, vocabulary: Vocabulary): TemplateProblem[] {
  return [template, ...(template.further ?? [])].flatMap((each) => checkSheet(each, vocabulary))
}

function checkSheet(template: FormTemplate, vocabulary: Vocabulary): TemplateProblem[] {
  const check = new TemplateCheck(template)
  check.condition(vocabulary)
  check.nodes(template.body, [vocabulary])
  check.across()
  for (const { name, text } of headersOf(template.sheet)) check.pieces(parseText(text), [vocabulary], name)
  return check.problems
}

class TemplateCheck {
  readonly problems: TemplateProblem[] = []
  readonly #template: FormTemplate
  /** Names where the list of the repeated columns was looked for in vain, until it is found in some row. */
  #acrossMissing: Names | undefined
  #acrossFound = false

  constructor(template: FormTemplate) {
    this.#template = template
  }

  condition(vocabulary: Vocabulary): void {
    const { condition } = this.#template
    if (condition !== undefined) this.#note('“{{#sheet}}”', problemOf(condition, [vocabulary], '{{#sheet}}'))
  }

  nodes(nodes: readonly TemplateNode[], names: Names): void {
    for (const node of nodes) {
      switch (node.kind) {
        case 'row':
          this.#row(node, names)
          break
        case 'keep':
        case 'cover':
          this.nodes(node.body, names)
          break
        case 'if':
          this.#note(node.cell, problemOf(node.condition, names, '{{#if}}'))
          this.nodes([...node.body, ...node.otherwise], names)
          break
        case 'each':
          this.#each(node, names)
          break
        case 'head':
      }
    }
  }

  pieces(pieces: readonly Piece[], names: Names, cell: string): void {
    for (const piece of pieces) {
      if (typeof piece === 'string') continue
      if (piece.kind === 'placeholder') this.#note(cell, problemOf(piece.expression, names, piece.text))
      else {
        this.#note(cell, problemOf(piece.condition, names, piece.text))
        this.pieces([...piece.printed, ...piece.otherwise], names, cell)
      }
    }
  }

  #note(cell: string, message: string | undefined): void {
    if (message !== undefined) this.problems.push({ sheet: this.#template.sheet.name, cell, message })
  }

  #row(row: TemplateRow, names: Names): void {
    const { titleRows } = this.#template.sheet
    const everyPage = titleRows !== undefined && titleRows.first <= row.index && row.index <= titleRows.last
    const known = everyPage ? names : [PAGES, ...names]
    const { across } = this.#template
    const inside = across !== undefined && across.rows.first <= row.index && row.index <= across.rows.last
    const item = inside ? this.#itemAcross(across, known) : known
    row.cells.forEach((pieces, column) => {
      const repeated = inside && across.columns.first <= column && column <= across.columns.last
      this.pieces(pieces ?? [], repeated ? item : known, cellName(row.index, column))
    })
  }

  /** The names in the repeated columns of a row; a row in which the list is not known is a heading and knows the number alone. */
  #itemAcross(across: AcrossBlock, names: Names): Names {
    const list = find(across.list, names)
    if (list?.kind !== 'list') {
      this.#acrossMissing = names
      return [NUMBER, ...names]
    }
    const item = [list.entries, ...names]
    if (!this.#acrossFound)
      for (const expression of [across.where, ...across.sort.map(({ of }) => of)])
        if (expression !== undefined) this.#note(across.cell, problemOf(expression, item, '{{#across}}'))
    this.#acrossFound = true
    return [{ ...NUMBER, ...list.entries }, ...names]
  }

  across(): void {
    const { across } = this.#template
    if (across === undefined || this.#acrossFound || this.#acrossMissing === undefined) return
    this.#note(across.cell, `的“{{#across ${across.list.join('.')}}}”要重复的内容不存在${suggest(across.list, this.#acrossMissing, 'list')}`)
  }

  #each(block: EachBlock, names: Names): void {
    const list = find(block.list, names)
    if (list?.kind !== 'list') {
      const mark = block.by === undefined ? 'each' : 'group'
      this.#note(block.cell, `的“{{#${mark} ${block.list.join('.')}}}”要重复的内容不存在${suggest(block.list, names, 'list')}`)
      return
    }
    const item = [list.entries, ...names]
    for (const expression of [block.where, block.by, ...block.sort.map(({ of }) => of)]) {
      if (expression !== undefined) this.#note(block.cell, problemOf(expression, item, '{{#each}}'))
    }
    const own: Vocabulary = block.by === undefined ? list.entries : { group: { kind: 'value', label: '分组' }, items: list }
    const inner = [{ ...NUMBER, ...own }, ...names]
    if (block.together !== undefined && find(block.together, inner)?.kind !== 'value') {
      this.#note(block.cell, `的“together=${block.together.join('.')}”不存在${suggest(block.together, inner, 'value')}`)
    }
    for (const row of block.head?.rows ?? []) this.#row(row, [CONTINUED, ...names])
    this.nodes(block.body, inner)
    const page: Vocabulary = { page: { kind: 'list', label: '本页各行', entries: list.entries } }
    for (const row of block.footer) this.#row(row, [page, ...names])
  }
}

/** What is wrong with an expression that is to be a single value, or a condition. */
function problemOf(expression: Expression, names: Names, whole: string): string | undefined {
  return wrongKind(expression, 'value', names, whole)
}

function wrongKind(expression: Expression, kind: Kind, names: Names, whole: string): string | undefined {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return undefined
    case 'not':
    case 'negative':
      return problemOf(expression.of, names, whole)
    case 'binary':
      return problemOf(expression.left, names, whole) ?? problemOf(expression.right, names, whole)
    case 'filtered':
      return wrongFilters(expression.of, expression.filters, names, whole)
    case 'path':
      return wrongPath(expression.path, kind, names, whole)
  }
}

function wrongPath(path: readonly string[], kind: Kind, names: Names, whole: string): string | undefined {
  const found = find(path, names)
  if (found?.kind === kind) return undefined
  if (kind === 'list') return `的占位符“${whole}”要数的内容不存在${suggest(path, names, 'list')}`
  if (found !== undefined && found.kind !== 'value') {
    const example = Object.keys(found.entries)[0] ?? ''
    if (found.kind === 'list') return `的占位符“${whole}”是一张清单，要写怎样用它，例如“{{${path.join('.')}|count}}”`
    return `的占位符“${whole}”是一组内容，要写到具体一项，例如“{{${path.join('.')}.${example}}}”`
  }
  if (Object.hasOwn(PAGES, path[0] ?? ''))
    return `的“${whole}”里，@page、@pages、@seam 只能写在一般单元格的文字里，不能写在打印标题行和按条件打印的行上；页眉页脚里用 &P、&N`
  const name = path.join('.')
  return `的占位符“${whole}”${whole === `{{${name}}}` ? '' : `里的“${name}”`}不存在${suggest(path, names, 'value')}`
}

/** Filters from left to right: those over a list need one, and leave a list (`where`) or a value. */
function wrongFilters(of: Expression, filters: readonly Filter[], names: Names, whole: string): string | undefined {
  const overList = filters[0] !== undefined && takesList(filters[0])
  const wrong = wrongKind(of, overList ? 'list' : 'value', names, whole)
  if (wrong !== undefined || !overList) return wrong
  const list = of.kind === 'path' ? find(of.path, names) : undefined
  if (list?.kind !== 'list') return `的占位符“${whole}”要数的内容要直接写名称`
  for (const [index, filter] of filters.entries()) {
    if (!takesList(filter))
      return index > 0 && filters[index - 1]?.name === 'where' ? `的占位符“${whole}”里“|where:”后面要写 |count、|sum:、|first:、|bar: 或 |pie:` : undefined
    for (const expression of itemExpressions(filter)) {
      const inside = problemOf(expression, [list.entries, ...names], whole)
      if (inside !== undefined) return filter.name === 'sum' && expression.kind === 'path' ? wrongSum(expression.path, list.entries, whole) : inside
    }
    if (filter.name === 'network' && filter.also !== null) return wrongAlso(filter.also, [list.entries, ...names], whole)
    if (filter.name !== 'where') return undefined
  }
  return `的占位符“${whole}”里“|where:”后面要写 |count、|sum:、|first:、|bar: 或 |pie:`
}

/** The list of further places, and what names each. */
function wrongAlso({ list: path, of }: NonNullable<Extract<Filter, { name: 'network' }>['also']>, names: Names, whole: string): string | undefined {
  const list = find(path, names)
  if (list?.kind !== 'list') return `的占位符“${whole}”里“each”后面要写一张清单${suggest(path, names, 'list')}`
  return problemOf(of, [list.entries, ...names], whole)
}

function wrongSum(path: readonly string[], entries: Vocabulary, whole: string): string {
  return `的占位符“${whole}”要加的“${path.join('.')}”不存在${suggest(path, [entries], 'value')}`
}

function takesList({ name }: Filter): boolean {
  return TAKE_LISTS.has(name)
}

function find(path: readonly string[], names: Names): VocabularyEntry | undefined {
  const [first = '', ...rest] = path
  let entry = names.find((each) => Object.hasOwn(each, first))?.[first]
  for (const key of rest) {
    if (entry?.kind !== 'record' || !Object.hasOwn(entry.entries, key)) return undefined
    entry = entry.entries[key]
  }
  return entry
}

/** `，是不是“household.address（家庭住址）”？` for names that are near, or whose label was written. */
function suggest(path: readonly string[], names: Names, kind: VocabularyEntry['kind']): string {
  const wanted = path.join('.')
  const near = names
    .flatMap((each) => [...entriesOf(each, kind, '')])
    .map(({ name, label }) => ({ name, label, distance: label === path.at(-1) ? 0 : distanceBetween(wanted, name) }))
    .filter(({ distance }) => distance <= FURTHEST_SUGGESTION)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, MOST_SUGGESTIONS)
  return near.length === 0 ? '' : `，是不是${near.map(({ name, label }) => `“${name}”（${label}）`).join('或')}？`
}

function* entriesOf(vocabulary: Vocabulary, kind: VocabularyEntry['kind'], prefix: string): Generator<{ name: string; label: string }> {
  for (const [key, entry] of Object.entries(vocabulary)) {
    const name = `${prefix}${key}`
    if (entry.kind === kind) yield { name, label: entry.label }
    if (entry.kind === 'record') yield* entriesOf(entry.entries, kind, `${name}.`)
  }
}

/** Levenshtein distance. */
function distanceBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const change = (previous[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1)
      current.push(Math.min(change, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[other.length] ?? 0
}
