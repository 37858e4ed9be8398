/** Proves that every placeholder of a template names something that the form is filled from. */
import { cellName } from '../excel/formSheet.ts'
import type { Placeholder } from './expression.ts'
import type { EachBlock, FormTemplate, TemplateNode, TemplateProblem, TemplateRow } from './template.ts'
import type { Vocabulary, VocabularyEntry } from './types.ts'

/** Names in force at a place of the template, the innermost first. */
type Names = readonly Vocabulary[]

const MOST_SUGGESTIONS = 3
const FURTHEST_SUGGESTION = 3
/** `@number`: number of the item in the innermost repeated block. */
const NUMBER: Vocabulary = { '@number': { kind: 'value', label: '序号' } }

/** What is wrong with the placeholders of a template, by cell. */
export function checkTemplate(template: FormTemplate, vocabulary: Vocabulary): TemplateProblem[] {
  const problems: TemplateProblem[] = []
  visit(template.body, [vocabulary], problems)
  return problems
}

function visit(nodes: readonly TemplateNode[], names: Names, problems: TemplateProblem[]): void {
  for (const node of nodes) {
    if (node.kind === 'row') checkRow(node, names, problems)
    else if (node.kind === 'keep') visit(node.body, names, problems)
    else visitEach(node, names, problems)
  }
}

function visitEach(block: EachBlock, names: Names, problems: TemplateProblem[]): void {
  const list = find(block.list, names)
  if (list?.kind !== 'list') {
    problems.push({ cell: block.cell, message: `的“{{#each ${block.list.join('.')}}}”要重复的内容不存在${suggest(block.list, names, 'list')}` })
    return
  }
  const inner = [{ ...NUMBER, ...list.entries }, ...names]
  if (block.together !== undefined && find(block.together, inner)?.kind !== 'value') {
    problems.push({ cell: block.cell, message: `的“together=${block.together.join('.')}”不存在${suggest(block.together, inner, 'value')}` })
  }
  visit(block.body, inner, problems)
  const page: Vocabulary = { page: { kind: 'list', label: '本页各行', entries: list.entries } }
  for (const row of block.footer) checkRow(row, [page, ...names], problems)
}

function checkRow(row: TemplateRow, names: Names, problems: TemplateProblem[]): void {
  row.cells.forEach((pieces, column) => {
    for (const piece of pieces ?? []) {
      if (typeof piece === 'string') continue
      const message = problemOf(piece, names)
      if (message !== undefined) problems.push({ cell: cellName(row.index, column), message })
    }
  })
}

function problemOf(placeholder: Placeholder, names: Names): string | undefined {
  const found = find(placeholder.path, names)
  const [first] = placeholder.filters
  if (first?.name === 'count' || first?.name === 'sum') {
    if (found?.kind !== 'list') return `的占位符“${placeholder.text}”要数的内容不存在${suggest(placeholder.path, names, 'list')}`
    if (first.name === 'sum' && find(first.argument.split('.'), [found.entries])?.kind !== 'value') {
      return `的占位符“${placeholder.text}”要加的“${first.argument}”不存在${suggest(first.argument.split('.'), [found.entries], 'value')}`
    }
    return undefined
  }
  if (found?.kind === 'value') return undefined
  if (found !== undefined)
    return `的占位符“${placeholder.text}”是一组内容，要写到具体一项，例如“{{${placeholder.path.join('.')}.${Object.keys(found.entries)[0] ?? ''}}}”`
  return `的占位符“${placeholder.text}”不存在${suggest(placeholder.path, names, 'value')}`
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
