/** Repeats the rows of a template for its data: the rows of the form in order, before they are spread over pages. */
import type { AcrossBlock, EachBlock, FormTemplate, HeadBlock, TemplateNode, TemplateRow } from './blocks.ts'
import { fillCell, groupedBy, holds, itemsWhere, lookUp, lookUpList, sortedBy, type Filled, type Frame } from './evaluate.ts'
import { pathsOf } from './expression.ts'
import { expressionsOf, type Piece } from './pieces.ts'
import type { FormScope } from './types.ts'

/** One repetition of a repeated block, of a page footer or of a head. */
interface Iteration {
  readonly block: { readonly first: number; readonly last: number }
}

/** The foot of each page of a repeated block. */
export interface Footer {
  readonly rows: readonly TemplateRow[]
  readonly frame: Frame
  readonly across: AcrossBlock | undefined
}

/** Rows that come again on each page on which their block goes on. */
export interface Head {
  readonly block: HeadBlock
  readonly frame: Frame
  readonly across: AcrossBlock | undefined
}

/** What is known of a page once all are known. */
interface PageFacts {
  readonly page: number
  readonly pages: number
}

export interface FilledRow {
  /** Row of the template it is made from. */
  readonly index: number
  readonly values: readonly Filled[]
  /** Columns that are repeated to the right: for how many items, and their values in so many copies. */
  readonly spread?: Spread
  /** Repetitions it stands in, the outermost first. */
  readonly iterations: readonly Iteration[]
  /** Rows in succession with the same value stay on one page; undefined: the row stands for itself. */
  readonly together?: object
  readonly breakBefore: boolean
  /** The row stays on the page of the row before it (a subtotal), of the row behind it (a head). */
  readonly withPrevious?: boolean
  readonly withNext?: boolean
  /** What comes again above it where it is the first of a page, the outermost first. */
  readonly heads: readonly Head[]
  /** Foot of the pages this row stands on, and the items that count in it. */
  readonly footer?: Footer
  readonly items?: readonly FormScope[]
  /** After this row the block with the footer is over. */
  readonly ends?: Footer
  /** The values once the page is known, where the row asks for it. */
  readonly refill?: (facts: PageFacts) => Pick<FilledRow, 'values' | 'spread'>
}

interface Spread {
  readonly items: number
  /** For each copy the values of the columns of the block. */
  readonly fill: (copies: number) => readonly (readonly Filled[])[]
}

interface Context {
  readonly frame: Frame
  readonly across: AcrossBlock | undefined
  readonly iterations: readonly Iteration[]
  readonly heads: readonly Head[]
  readonly together?: object
  readonly footer?: Footer
  /** The items of a group whose pages have a foot: each counts where its own rows stand. */
  readonly counted?: readonly FormScope[]
}

/** Before pages are known, two figures stand for their numbers, so that there is room for them. */
const PAGES_TO_COME: PageFacts = { page: 88, pages: 88 }
const PAGE_NAMES: ReadonlySet<string> = new Set(['@page', '@pages', '@seam'])

/** 骑缝页码: the number of the page and of the one that is laid behind it, so that a leaf taken out of a bound paper is missed. */
function seamOf({ page, pages }: PageFacts): string {
  return page < pages ? `${page}／${page + 1}（共${pages}页）` : `${page}／完（共${pages}页）`
}

/** The rows of a form filled from `scope`. */
export function expand(template: FormTemplate, scope: FormScope): FilledRow[] {
  return expandNodes(template.body, { frame: { scope }, across: template.across, iterations: [], heads: [] })
}

function expandNodes(nodes: readonly TemplateNode[], context: Context): FilledRow[] {
  const rows: FilledRow[] = []
  let afterCover = false
  for (const [position, node] of nodes.entries()) {
    const [first, ...others] = expandNode(node, context)
    if (first === undefined) continue
    // What closes a paper, its total and who signs, never stands alone on a page.
    const closes = node.kind === 'keep' && position === nodes.length - 1 && rows.length > 0
    rows.push({ ...first, ...(afterCover ? { breakBefore: true } : {}), ...(closes ? { withPrevious: true } : {}) }, ...others)
    afterCover = node.kind === 'cover'
  }
  return rows
}

function expandNode(node: TemplateNode, context: Context): FilledRow[] {
  switch (node.kind) {
    case 'row':
      return [fillRow(node, context)]
    case 'keep':
      return expandNodes(node.body, { ...context, together: context.together ?? {} })
    case 'cover':
      return expandNodes(node.body, context)
    case 'if':
      return expandNodes(holds(node.condition, context.frame) ? node.body : node.otherwise, context)
    case 'head':
      return []
    case 'each':
      return expandEach(node, context)
  }
}

/** Fills one row of the template. */
function fillRow(row: TemplateRow, context: Context): FilledRow {
  const fill = (facts: PageFacts): Pick<FilledRow, 'values' | 'spread'> => fillCells(row, context, facts)
  return {
    index: row.index,
    ...fill(PAGES_TO_COME),
    iterations: context.iterations,
    heads: context.heads,
    breakBefore: false,
    ...(context.together === undefined ? {} : { together: context.together }),
    ...(context.footer === undefined ? {} : { footer: context.footer }),
    ...(asksForPage(row) ? { refill: fill } : {}),
  }
}

function fillCells(row: TemplateRow, context: Context, facts: PageFacts): Pick<FilledRow, 'values' | 'spread'> {
  const page: FormScope = { '@page': facts.page, '@pages': facts.pages, '@seam': seamOf(facts) }
  const cells = (pieces: readonly (readonly Piece[] | null)[], frame: Frame): readonly Filled[] =>
    pieces.map((each) => (each === null || each.length === 0 ? null : fillCell(each, { scope: page, outer: frame })))
  const { across } = context
  const values = cells(row.cells, context.frame)
  if (across === undefined || row.index < across.rows.first || row.index > across.rows.last) return { values }
  const repeated = row.cells.slice(across.columns.first, across.columns.last + 1)
  const list = lookUp(across.list, context.frame)
  const items = Array.isArray(list) ? chosenItems(across, list, context.frame) : []
  const scopeOf = (copy: number): FormScope => {
    const item = items[copy]
    if (item !== undefined) return { ...item, '@number': copy + 1 }
    // A heading knows no items, only the number of its column.
    return list === undefined ? { '@number': copy + 1 } : blankCells(repeated)
  }
  const fill = (copies: number): readonly (readonly Filled[])[] =>
    Array.from({ length: copies }, (_, copy) => cells(repeated, { scope: scopeOf(copy), outer: context.frame }))
  return { values, spread: { items: items.length, fill } }
}

const asking = new WeakMap<TemplateRow, boolean>()

/** Whether a row of the template holds the number of its page. */
function asksForPage(row: TemplateRow): boolean {
  const known = asking.get(row)
  if (known !== undefined) return known
  const asks = row.cells.some((pieces) => expressionsOf(pieces ?? []).some((expression) => pathsOf(expression).some(([name = '']) => PAGE_NAMES.has(name))))
  asking.set(row, asks)
  return asks
}

/** The rows of a head, or of the foot of a page, as one repetition of their own. */
export function fillRows(rows: readonly TemplateRow[], frame: Frame, across: AcrossBlock | undefined): FilledRow[] {
  const iteration = { block: { first: rows[0]?.index ?? 0, last: rows.at(-1)?.index ?? 0 } }
  return rows.map((row) => fillRow(row, { frame, across, iterations: [iteration], heads: [] }))
}

/** One repetition: the names it is filled from, and the items that it counts for. */
interface Repetition {
  readonly frame: Frame
  readonly items: readonly FormScope[]
}

function expandEach(block: EachBlock, context: Context): FilledRow[] {
  const list = lookUpList(block.list, context.frame)
  const repetitions = repetitionsOf(block, list, context.frame)
  const own = block.footer.length === 0 ? undefined : { rows: block.footer, frame: context.frame, across: context.across }
  const footer = own ?? context.footer
  const rows: FilledRow[] = []
  let group: { value: unknown; token: object } | undefined
  for (const [index, { frame, items }] of repetitions.entries()) {
    const value = block.together === undefined ? undefined : lookUp(block.together, frame)
    if (block.together !== undefined && (group === undefined || group.value !== value)) group = { value, token: {} }
    const together = context.together ?? group?.token
    const inner: Context = {
      frame,
      across: context.across,
      iterations: [...context.iterations, { block }],
      heads: block.head === undefined ? context.heads : [...context.heads, { block: block.head, frame: context.frame, across: context.across }],
      ...(together === undefined ? {} : { together }),
      ...(footer === undefined ? {} : { footer }),
      ...(own !== undefined && block.by !== undefined
        ? { counted: items }
        : own === undefined && context.counted !== undefined
          ? { counted: context.counted }
          : {}),
    }
    const made = block.by === undefined ? expandNodes(block.body, inner) : expandGroup(block.body, inner)
    const counts = own !== undefined ? made.every((row) => row.items === undefined) : context.counted !== undefined && list === context.counted
    rows.push(
      ...made.map((row, position) => ({
        ...row,
        ...(position === 0 && counts && items.length > 0 ? { items } : {}),
        ...(position === 0 && index > 0 && block.breaks ? { breakBefore: true } : {}),
      })),
    )
  }
  const last = rows.at(-1)
  if (own !== undefined && last !== undefined) rows[rows.length - 1] = { ...last, ends: own }
  return [...headRows(block, context, rows[0]), ...rows]
}

/** The head where its block begins, on the page of the first row; without any row of the block there is none. */
function headRows({ head }: EachBlock, context: Context, first: FilledRow | undefined): FilledRow[] {
  if (head === undefined || first === undefined) return []
  const iteration = { block: head }
  return head.rows.map((row) => ({ ...fillRow(row, { ...context, iterations: [...context.iterations, iteration] }), withNext: true }))
}

/** What stands before the first block of a group, its heading, stays with the row behind it; what stands behind the last one, its subtotal, with the row before it. */
function expandGroup(nodes: readonly TemplateNode[], context: Context): FilledRow[] {
  const firstBlock = nodes.findIndex((node) => node.kind === 'each')
  const lastBlock = nodes.findLastIndex((node) => node.kind === 'each')
  const heading = expandNodes(nodes.slice(0, Math.max(0, firstBlock)), context)
  const blocks = expandNodes(nodes.slice(Math.max(0, firstBlock), lastBlock + 1), context)
  const behind = expandNodes(nodes.slice(lastBlock + 1), context)
  return [
    ...heading.map((row) => (blocks.length > 0 ? { ...row, withNext: true } : row)),
    ...blocks,
    ...behind.map((row) => (lastBlock >= 0 && heading.length + blocks.length > 0 ? { ...row, withPrevious: true } : row)),
  ]
}

/** The items of a list that a block asks for, in its order. */
function chosenItems(block: Pick<EachBlock, 'where' | 'sort'>, list: readonly FormScope[], frame: Frame): readonly FormScope[] {
  return sortedBy(block.where === undefined ? list : itemsWhere(list, block.where, frame), block.sort, frame)
}

function repetitionsOf(block: EachBlock, list: readonly FormScope[], outer: Frame): Repetition[] {
  const items = chosenItems(block, list, outer)
  if (block.by !== undefined) {
    return groupedBy(items, block.by, outer).map(({ value, items: members }, index) => ({
      frame: { scope: { group: value, items: members, '@number': index + 1 }, outer },
      items: members,
    }))
  }
  const count = Math.max(items.length, block.minimum)
  return Array.from({ length: count }, (_, index) => {
    const item = items[index]
    return item === undefined
      ? { frame: { scope: blankScope(block.body), outer }, items: [] }
      : { frame: { scope: { ...item, '@number': index + 1 }, outer }, items: [item] }
  })
}

/**
 * For rows beyond the last item: every placeholder is empty. Hides outer names that the items would have hidden, so that blank rows do
 * not show what belongs to something else.
 */
function blankScope(nodes: readonly TemplateNode[]): FormScope {
  const scope: Record<string, undefined> = {}
  for (const node of nodes) {
    if (node.kind === 'row') Object.assign(scope, blankCells(node.cells))
    else if (node.kind !== 'head') {
      Object.assign(scope, blankScope(node.kind === 'if' ? [...node.body, ...node.otherwise] : node.body))
      if (node.kind === 'if') for (const [name] of pathsOf(node.condition)) if (name !== undefined) scope[name] = undefined
      if (node.kind === 'each' && node.list[0] !== undefined) scope[node.list[0]] = undefined
    }
  }
  return scope
}

function blankCells(cells: readonly (readonly Piece[] | null)[]): Record<string, undefined> {
  const names = cells.flatMap((pieces) => expressionsOf(pieces ?? [])).flatMap((expression) => pathsOf(expression).map(([name = '']) => name))
  return Object.fromEntries(names.filter((name) => !PAGE_NAMES.has(name)).map((name) => [name, undefined]))
}
