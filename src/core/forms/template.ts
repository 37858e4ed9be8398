/**
 * Reads the marks of a form template.
 *
 * Marks stand in cells before or behind other text and are not printed:
 * - `{{#each members}}` … `{{/each}}` repeats its rows for every item; both may stand in one row.
 *   `min=8` prints at least 8 (blank ones behind the last), `together=household.household_no` keeps neighbouring items with
 *   the same value on one page, `break` begins a page with every item but the first. Blocks may stand in each other.
 * - `{{#page}}` … `{{/page}}` directly behind a repeated block: printed at the foot of each page of the block,
 *   where `page` is the list of the items on that page: `{{page|count}}`, `{{page|sum:household.households}}`.
 * - `{{#keep}}` … `{{/keep}}` keeps its rows on one page.
 *
 * Rows repeated on every page are the workbook's own “print titles”.
 */
import { cellName, type FormSheet } from '../excel/formSheet.ts'
import { parseText, PlaceholderError, type Piece } from './expression.ts'

export interface TemplateRow {
  readonly kind: 'row'
  /** Index in the rows of the sheet. */
  readonly index: number
  /** Text of each cell in pieces; null where the cell holds no text. */
  readonly cells: readonly (readonly Piece[] | null)[]
}

export interface EachBlock {
  readonly kind: 'each'
  readonly list: readonly string[]
  readonly minimum: number
  readonly together?: readonly string[]
  readonly breaks: boolean
  readonly body: readonly TemplateNode[]
  /** Rows at the foot of each page of the block. */
  readonly footer: readonly TemplateRow[]
  /** First and last row of the body, for merged cells. */
  readonly first: number
  readonly last: number
  /** Cell of the opening mark, for messages. */
  readonly cell: string
}

export interface KeepBlock {
  readonly kind: 'keep'
  readonly body: readonly TemplateNode[]
  readonly first: number
  readonly last: number
}

export type TemplateNode = TemplateRow | EachBlock | KeepBlock

export interface FormTemplate {
  readonly sheet: FormSheet
  readonly body: readonly TemplateNode[]
}

export interface TemplateProblem {
  /** `C5`, or '' where the problem is of the whole sheet. */
  readonly cell: string
  readonly message: string
}

interface Mark {
  readonly opens: boolean
  readonly name: string
  readonly words: readonly string[]
  readonly cell: string
}

interface OpenBlock {
  readonly mark: Mark
  readonly first: number
  readonly body: TemplateNode[]
}

const MARK = /\{\{\s*([#/])\s*([^{}]*)\}\}/gu
const MARK_NAMES: ReadonlySet<string> = new Set(['each', 'page', 'keep'])

/** The template of a sheet, and what is wrong with its marks and placeholders (then the template is not to be filled). */
export function parseTemplate(sheet: FormSheet): { template: FormTemplate; problems: TemplateProblem[] } {
  const problems: TemplateProblem[] = []
  const root: TemplateNode[] = []
  const stack: OpenBlock[] = []
  sheet.rows.forEach((_, index) => {
    const { row, marks } = parseRow(sheet, index, problems)
    for (const mark of marks.filter((each) => each.opens)) stack.push({ mark, first: index, body: [] })
    const siblings = (): TemplateNode[] => stack.at(-1)?.body ?? root
    siblings().push(row)
    for (const mark of marks.filter((each) => !each.opens)) {
      const open = stack.pop()
      if (open === undefined || open.mark.name !== mark.name) problems.push({ cell: mark.cell, message: `的“{{/${mark.name}}}”没有对应的“{{#${mark.name}}}”` })
      else close(open, index, siblings(), problems)
    }
  })
  for (const { mark } of stack) problems.push({ cell: mark.cell, message: `的“{{#${mark.name}}}”没有结束，缺少“{{/${mark.name}}}”` })
  checkTitleRows(sheet, root, problems)
  return { template: { sheet, body: root }, problems }
}

function parseRow(sheet: FormSheet, index: number, problems: TemplateProblem[]): { row: TemplateRow; marks: Mark[] } {
  const marks: Mark[] = []
  const cells = (sheet.rows[index]?.cells ?? []).map((cell, column) => {
    if (typeof cell?.value !== 'string') return null
    const name = cellName(index, column)
    const text = cell.value.replace(MARK, (_, sign: string, content: string) => {
      const [word = '', ...words] = content.trim().split(/\s+/u)
      if (MARK_NAMES.has(word)) marks.push({ opens: sign === '#', name: word, words, cell: name })
      else problems.push({ cell: name, message: `的标记“{{${sign}${content}}}”不认识，可用的有 #each、#page、#keep` })
      return ''
    })
    try {
      return parseText(text)
    } catch (error) {
      if (!(error instanceof PlaceholderError)) throw error
      problems.push({ cell: name, message: error.message })
      return null
    }
  })
  return { row: { kind: 'row', index, cells }, marks }
}

function close(open: OpenBlock, last: number, siblings: TemplateNode[], problems: TemplateProblem[]): void {
  const { mark, first, body } = open
  if (mark.name === 'keep') siblings.push({ kind: 'keep', body, first, last })
  else if (mark.name === 'each') siblings.push(eachBlock(open, last, problems))
  else {
    const before = siblings.at(-1)
    const rows = body.filter((node) => node.kind === 'row')
    if (before?.kind !== 'each' || rows.length !== body.length)
      problems.push({ cell: mark.cell, message: '的“{{#page}}”要紧跟在“{{/each}}”后面，里面不能再有重复的行' })
    else siblings[siblings.length - 1] = { ...before, footer: rows }
  }
}

function eachBlock({ mark, first, body }: OpenBlock, last: number, problems: TemplateProblem[]): EachBlock {
  const [list = '', ...options] = mark.words
  if (list === '') problems.push({ cell: mark.cell, message: '的“{{#each}}”没有写要重复什么，例如“{{#each members}}”' })
  let minimum = 0
  let together: string[] | undefined
  let breaks = false
  for (const option of options) {
    const [name = '', value = ''] = option.split('=')
    if (name === 'min' && /^\d{1,3}$/u.test(value)) minimum = Number(value)
    else if (name === 'together' && value !== '') together = value.split('.')
    else if (option === 'break') breaks = true
    else problems.push({ cell: mark.cell, message: `的“{{#each}}”里不认识“${option}”，可用的有 min=行数、together=名称、break` })
  }
  return {
    kind: 'each',
    list: list.split('.'),
    minimum,
    ...(together === undefined ? {} : { together }),
    breaks,
    body,
    footer: [],
    first,
    last,
    cell: mark.cell,
  }
}

function checkTitleRows(sheet: FormSheet, root: readonly TemplateNode[], problems: TemplateProblem[]): void {
  const { titleRows } = sheet
  if (titleRows === undefined) return
  const plain = new Set(root.filter((node) => node.kind === 'row').map((node) => node.index))
  for (let index = titleRows.first; index <= titleRows.last; index += 1) {
    if (!plain.has(index)) problems.push({ cell: cellName(index, 0), message: '在“打印标题行”里，不能同时是重复的行' })
  }
}
