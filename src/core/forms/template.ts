/**
 * Reads the marks of a form template into blocks of rows. Marks stand in cells before or behind other text and are not printed.
 *
 * - `{{#each members}}` … `{{/each}}` repeats its rows for every item; both may stand in one row. Options: `where=`, `sort=`, `min=`, `together=`, `break`.
 * - `{{#group people by=household.village}}` … `{{/group}}` repeats its rows for every value: inside, `group` is the value and `items` the list.
 * - `{{#head}}` … `{{/head}}` directly before either: its rows come again on top of each page on which the block goes on.
 * - `{{#page}}` … `{{/page}}` directly behind either: printed at the foot of each page of the block, where `page` is the list of the items on that page.
 * - `{{#if …}}` … `{{#else}}` … `{{/if}}` prints its rows, or the others. Both marks in one cell: a part of its text.
 * - `{{#across years}}` … `{{/across}}` repeats its columns to the right for every item, in the rows from the one mark to the other.
 * - `{{#sheet}}`, `{{#sheet year >= 2018}}` at the beginning of a cell in the first row: a worksheet behind the first that is printed, too.
 * - `{{#keep}}` … `{{/keep}}` keeps its rows on one page; `{{#cover}}` … `{{/cover}}` gives them pages of their own.
 *
 * Rows repeated on every page are the workbook's own “print titles”. The whole language: `docs/engines.md`.
 */
import { cellName, worksheetsOf, type CellRange, type FormSheet } from '../excel/formSheet.ts'
import type { AcrossBlock, FormTemplate, PlacedMark, TemplateNode, TemplateProblem, TemplateRow } from './blocks.ts'
import { PlaceholderError, type Expression } from './expression.ts'
import { acrossBlock, listBlock } from './listBlock.ts'
import { conditionOf, parseText, readCell } from './pieces.ts'

interface OpenBlock {
  readonly mark: PlacedMark
  readonly first: number
  readonly body: TemplateNode[]
  /** Nodes behind `{{#else}}`. */
  otherwise?: TemplateNode[]
}

/** The template of a sheet, and what is wrong with its marks and placeholders (then the template is not to be filled). */
export function parseTemplate(sheet: FormSheet): { template: FormTemplate; problems: TemplateProblem[] } {
  const [first, ...others] = worksheetsOf(sheet).map(parseSheet)
  if (first === undefined) throw new TypeError('a template without a worksheet')
  if (others.length === 0) return first
  return { template: { ...first.template, further: others.map(({ template }) => template) }, problems: [first, ...others].flatMap(({ problems }) => problems) }
}

function parseSheet(sheet: FormSheet): { template: FormTemplate; problems: TemplateProblem[] } {
  const reader = new TemplateReader(sheet)
  const body = reader.read()
  const { across, condition } = reader
  const template = { sheet, body, ...(across === undefined ? {} : { across }), ...(condition === undefined ? {} : { condition }) }
  return { template, problems: reader.problems }
}

class TemplateReader {
  readonly problems: TemplateProblem[] = []
  across: AcrossBlock | undefined
  condition: Expression | undefined
  #acrossOpen: { readonly mark: PlacedMark; readonly row: number } | undefined
  readonly #sheet: FormSheet
  readonly #root: TemplateNode[] = []
  readonly #stack: OpenBlock[] = []

  constructor(sheet: FormSheet) {
    this.#sheet = sheet
  }

  read(): readonly TemplateNode[] {
    this.#sheet.rows.forEach((_, index) => {
      this.#row(index)
    })
    if (this.#acrossOpen !== undefined) this.#problem(this.#acrossOpen.mark.cell, '的“{{#across}}”没有结束，缺少“{{/across}}”')
    for (const { mark } of this.#stack) this.#problem(mark.cell, `的“{{#${mark.name}}}”没有结束，缺少“{{/${mark.name}}}”`)
    this.#looseHeads(this.#root)
    this.#titleRows()
    for (const { name, text } of headersOf(this.#sheet)) this.#attempt(name, () => parseText(text))
    return this.#root
  }

  #problem(cell: string, message: string): void {
    this.problems.push({ sheet: this.#sheet.name, cell, message })
  }

  #siblings(): TemplateNode[] {
    const open = this.#stack.at(-1)
    return open === undefined ? this.#root : (open.otherwise ?? open.body)
  }

  #row(index: number): void {
    const { row, marks } = this.#cells(index)
    for (const mark of marks) {
      if (mark.name === 'across') this.#columns(mark, index)
      else if (mark.name === 'sheet') this.#sheetMark(mark)
      else if (mark.sign === 'opens') this.#stack.push({ mark, first: index, body: [] })
      if (mark.sign === 'else') this.#else(mark)
    }
    const alone = this.#isPlain(index) ? undefined : onlyCondition(row)
    if (alone === undefined) this.#siblings().push(row)
    else this.#siblings().push({ kind: 'if', condition: alone, body: [row], otherwise: [], first: index, last: index, cell: cellName(index, 0) })
    for (const mark of marks) if (mark.sign === 'closes' && mark.name !== 'across' && mark.name !== 'sheet') this.#close(mark, index)
  }

  /** The mark of a worksheet behind the first stands for itself; behind it a condition. */
  #sheetMark(mark: PlacedMark): void {
    if (mark.sign === 'closes') this.#problem(mark.cell, '的“{{/sheet}}”多余：“{{#sheet}}”只写一处，不用结束')
    else if (mark.rest !== '') this.condition = this.#attempt(mark.cell, () => conditionOf(mark.rest, `{{#sheet ${mark.rest}}}`))
  }

  /** Opens or closes the columns that are repeated to the right. */
  #columns(mark: PlacedMark, row: number): void {
    const open = this.#acrossOpen
    if (mark.sign === 'opens') {
      if (open !== undefined || this.across !== undefined) this.#problem(mark.cell, '的“{{#across}}”是第二处，一张工作表里只能有一处')
      this.#acrossOpen = { mark, row }
      return
    }
    this.#acrossOpen = undefined
    if (open === undefined) this.#problem(mark.cell, '的“{{/across}}”没有对应的“{{#across}}”')
    else
      this.#attempt(open.mark.cell, () => {
        const columns = { first: open.mark.column, last: this.#lastColumn(row, mark.column) }
        if (columns.last < columns.first) throw new PlaceholderError('的“{{/across}}”要写在“{{#across}}”的右边或下边')
        if (this.#sheet.merges.some((range) => crosses(range, columns))) throw new PlaceholderError('的“{{#across}}”重复的列只占合并单元格的一部分')
        this.across = acrossBlock(open.mark, { first: open.row, last: row }, columns)
      })
  }

  /** The last column of the cell that closes the block, which may be merged. */
  #lastColumn(row: number, column: number): number {
    return this.#sheet.merges.find((range) => range.top === row && range.left === column)?.right ?? column
  }

  /** Whether a row is one that every page prints, where no row may be left out. */
  #isPlain(index: number): boolean {
    const { titleRows } = this.#sheet
    return (
      (titleRows !== undefined && titleRows.first <= index && index <= titleRows.last) ||
      this.#stack.some(({ mark }) => mark.name === 'head' || mark.name === 'page')
    )
  }

  #cells(index: number): { row: TemplateRow; marks: PlacedMark[] } {
    const marks: PlacedMark[] = []
    const cells = (this.#sheet.rows[index]?.cells ?? []).map((cell, column) => {
      if (typeof cell?.value !== 'string') return null
      const name = cellName(index, column)
      return this.#attempt(name, () => {
        const read = readCell(String(cell.value))
        marks.push(...read.marks.map((mark) => ({ ...mark, cell: name, column })))
        return read.pieces
      })
    })
    return { row: { kind: 'row', index, cells: cells.map((pieces) => pieces ?? null) }, marks }
  }

  /** What a cell says, or undefined after what is wrong with it was noted. */
  #attempt<Result>(cell: string, read: () => Result): Result | undefined {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof PlaceholderError)) throw error
      this.#problem(cell, error.message)
      return undefined
    }
  }

  #else(mark: PlacedMark): void {
    const open = this.#stack.at(-1)
    if (open?.mark.name !== 'if' || open.otherwise !== undefined) this.#problem(mark.cell, '的“{{#else}}”没有对应的“{{#if}}”')
    else open.otherwise = []
  }

  #close(mark: PlacedMark, last: number): void {
    const open = this.#stack.pop()
    if (open === undefined || open.mark.name !== mark.name) this.#problem(mark.cell, `的“{{/${mark.name}}}”没有对应的“{{#${mark.name}}}”`)
    else
      this.#attempt(open.mark.cell, () => {
        this.#closed(open, last)
      })
  }

  #closed({ mark, first, body, otherwise }: OpenBlock, last: number): void {
    const siblings = this.#siblings()
    switch (mark.name) {
      case 'keep':
      case 'cover':
        siblings.push({ kind: mark.name, body, first, last })
        break
      case 'if':
        siblings.push({ kind: 'if', condition: conditionOf(mark.rest, `{{#if ${mark.rest}}}`), body, otherwise: otherwise ?? [], first, last, cell: mark.cell })
        break
      case 'head':
        siblings.push({ kind: 'head', rows: plainRows(body, '{{#head}}'), first, last, cell: mark.cell })
        break
      case 'page':
        this.#pageFoot(mark, body, siblings)
        break
      default: {
        const block = listBlock(mark, body, { first, last })
        const before = siblings.at(-1)
        if (before?.kind === 'head') siblings.pop()
        siblings.push(before?.kind === 'head' ? { ...block, head: before } : block)
      }
    }
  }

  #pageFoot(mark: PlacedMark, body: readonly TemplateNode[], siblings: TemplateNode[]): void {
    const before = siblings.at(-1)
    if (before?.kind !== 'each') this.#problem(mark.cell, '的“{{#page}}”要紧跟在“{{/each}}”或“{{/group}}”后面')
    else siblings[siblings.length - 1] = { ...before, footer: plainRows(body, '{{#page}}') }
  }

  /** Heads that no repeated block follows. */
  #looseHeads(nodes: readonly TemplateNode[]): void {
    for (const node of nodes) {
      if (node.kind === 'head') this.#problem(node.cell, '的“{{#head}}”后面要紧跟“{{#each}}”或“{{#group}}”')
      if (node.kind !== 'row' && node.kind !== 'head') this.#looseHeads(node.kind === 'if' ? [...node.body, ...node.otherwise] : node.body)
    }
  }

  #titleRows(): void {
    const { titleRows } = this.#sheet
    if (titleRows === undefined) return
    const plain = new Set(this.#root.filter((node) => node.kind === 'row').map((node) => node.index))
    for (let index = titleRows.first; index <= titleRows.last; index += 1) {
      if (!plain.has(index)) this.#problem(cellName(index, 0), '在“打印标题行”里，不能同时是重复的行')
    }
  }
}

/** Whether a range lies partly in some columns and partly beside them, without covering them. */
function crosses(range: CellRange, { first, last }: AcrossBlock['columns']): boolean {
  const apart = range.right < first || range.left > last
  const inside = range.left >= first && range.right <= last
  const around = range.left <= first && range.right >= last
  return !apart && !inside && !around
}

/** The texts of headers and footers, which may hold placeholders, by the name that messages give them. */
export function headersOf({ page }: FormSheet): { readonly name: string; readonly text: string }[] {
  return [page, ...(page.first === undefined ? [] : [page.first])].flatMap(({ header, footer }) => [
    { name: '页眉', text: header },
    { name: '页脚', text: footer },
  ])
}

function plainRows(nodes: readonly TemplateNode[], mark: string): readonly TemplateRow[] {
  return nodes.map((node) => {
    if (node.kind !== 'row') throw new PlaceholderError(`的“${mark}”里面只能是一般的行，不能再有重复的行、#keep 或按条件打印的行`)
    return node
  })
}

/** The condition of a row that prints nothing but one text under a condition: the row itself is under it then. */
function onlyCondition(row: TemplateRow): Expression | undefined {
  const filled = row.cells.filter((pieces) => pieces !== null && pieces.length > 0)
  const pieces = filled.length === 1 ? filled[0] : undefined
  const [only] = pieces ?? []
  return pieces?.length === 1 && typeof only === 'object' && only.kind === 'if' && only.otherwise.length === 0 ? only.condition : undefined
}
