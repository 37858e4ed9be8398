/** Repeats the rows of a template for its data: the rows of the form in order, before they are spread over pages. */
import { evaluate, lookUp, lookUpList, type Frame } from './expression.ts'
import type { EachBlock, FormTemplate, TemplateNode, TemplateRow } from './template.ts'
import type { FormScope } from './types.ts'

/** One repetition of a repeated block, or of a page footer. */
export interface Iteration {
  readonly block: { readonly first: number; readonly last: number }
}

/** The foot of each page of a repeated block. */
export interface Footer {
  readonly rows: readonly TemplateRow[]
  readonly frame: Frame
}

export interface FilledRow {
  /** Row of the template it is made from. */
  readonly index: number
  readonly values: readonly (string | number | null)[]
  /** Repetitions it stands in, the outermost first. */
  readonly iterations: readonly Iteration[]
  /** Rows in succession with the same value stay on one page; undefined: the row stands for itself. */
  readonly together?: object
  readonly breakBefore: boolean
  /** Foot of the pages this row stands on, and the item that counts in it. */
  readonly footer?: Footer
  readonly item?: FormScope
  /** After this row the block with the footer is over. */
  readonly ends?: Footer
}

interface Context {
  readonly frame: Frame
  readonly iterations: readonly Iteration[]
  readonly together?: object
  readonly footer?: Footer
  readonly item?: FormScope
}

/** The rows of a form filled from `scope`. */
export function expand(template: FormTemplate, scope: FormScope): FilledRow[] {
  return expandNodes(template.body, { frame: { scope }, iterations: [] })
}

function expandNodes(nodes: readonly TemplateNode[], context: Context): FilledRow[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'row') return [fillRow(node, context)]
    if (node.kind === 'keep') return expandNodes(node.body, { ...context, together: context.together ?? {} })
    return expandEach(node, context)
  })
}

/** Fills one row of the template. */
export function fillRow(row: TemplateRow, context: Context): FilledRow {
  return {
    index: row.index,
    values: row.cells.map((pieces) => (pieces === null || pieces.length === 0 ? null : evaluate(pieces, context.frame))),
    iterations: context.iterations,
    breakBefore: false,
    ...(context.together === undefined ? {} : { together: context.together }),
    ...(context.footer === undefined ? {} : { footer: context.footer }),
  }
}

function expandEach(block: EachBlock, context: Context): FilledRow[] {
  const items = lookUpList(block.list, context.frame)
  const footer = block.footer.length === 0 ? undefined : { rows: block.footer, frame: context.frame }
  const count = Math.max(items.length, block.minimum)
  const rows: FilledRow[] = []
  let group: { value: unknown; token: object } | undefined
  for (let index = 0; index < count; index += 1) {
    const item = items[index]
    const frame: Frame = item === undefined ? blank(block, context.frame) : { scope: { ...item, '@number': index + 1 }, outer: context.frame }
    const value = block.together === undefined ? undefined : lookUp(block.together, frame)
    if (block.together !== undefined && (group === undefined || group.value !== value)) group = { value, token: {} }
    const together = context.together ?? group?.token
    const own = expandNodes(block.body, {
      frame,
      iterations: [...context.iterations, { block }],
      ...(together === undefined ? {} : { together }),
      ...(footer === undefined ? (context.footer === undefined ? {} : { footer: context.footer }) : { footer }),
    })
    rows.push(
      ...own.map((row, position) => ({
        ...row,
        ...(position === 0 && item !== undefined && footer !== undefined ? { item } : {}),
        ...(position === 0 && index > 0 && block.breaks ? { breakBefore: true } : {}),
      })),
    )
  }
  const last = rows.at(-1)
  if (footer !== undefined && last !== undefined) rows[rows.length - 1] = { ...last, ends: footer }
  return rows
}

/** For rows beyond the last item: every placeholder is empty, except what stands outside the list. */
function blank(block: EachBlock, outer: Frame): Frame {
  return { scope: blankScope(block.body), outer }
}

/** Hides outer names that the items would have hidden, so that blank rows do not show what belongs to something else. */
function blankScope(nodes: readonly TemplateNode[]): FormScope {
  const scope: Record<string, undefined> = {}
  for (const node of nodes) {
    if (node.kind !== 'row') continue
    for (const piece of node.cells.flatMap((pieces) => pieces ?? [])) {
      if (typeof piece !== 'string' && piece.path[0] !== undefined) scope[piece.path[0]] = undefined
    }
  }
  return scope
}
