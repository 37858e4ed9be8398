/** What a form template consists of: rows, and blocks of rows that repeat, stay together or depend on a condition. */
import type { FormSheet } from '../excel/formSheet.ts'
import type { Expression } from './expression.ts'
import type { Mark, Piece } from './pieces.ts'

/** A key that lists are sorted by. */
export interface SortKey {
  readonly of: Expression
  readonly descending: boolean
}

export interface TemplateRow {
  readonly kind: 'row'
  /** Index in the rows of the sheet. */
  readonly index: number
  /** Text of each cell in pieces; null where the cell holds no text. */
  readonly cells: readonly (readonly Piece[] | null)[]
}

/** Rows of the sheet, counted from 0, both included. */
interface Rows {
  readonly first: number
  readonly last: number
}

export interface EachBlock extends Rows {
  readonly kind: 'each'
  readonly list: readonly string[]
  readonly where?: Expression
  readonly sort: readonly SortKey[]
  /** The value by which items are put into groups; then the block repeats for each group. */
  readonly by?: Expression
  readonly minimum: number
  readonly together?: readonly string[]
  readonly breaks: boolean
  readonly body: readonly TemplateNode[]
  /** Rows before the block that come again where it goes on. */
  readonly head?: HeadBlock
  /** Rows at the foot of each page of the block. */
  readonly footer: readonly TemplateRow[]
  /** Cell of the opening mark, for messages. */
  readonly cell: string
}

export interface HeadBlock extends Rows {
  readonly kind: 'head'
  readonly rows: readonly TemplateRow[]
  readonly cell: string
}

interface KeepBlock extends Rows {
  readonly kind: 'keep' | 'cover'
  readonly body: readonly TemplateNode[]
}

interface IfBlock extends Rows {
  readonly kind: 'if'
  readonly condition: Expression
  readonly body: readonly TemplateNode[]
  readonly otherwise: readonly TemplateNode[]
  readonly cell: string
}

export type TemplateNode = TemplateRow | EachBlock | HeadBlock | KeepBlock | IfBlock

/** Columns repeated to the right for every item of a list, in some rows of the sheet; rows above and below only grow wider. */
export interface AcrossBlock {
  readonly list: readonly string[]
  readonly where?: Expression
  readonly sort: readonly SortKey[]
  readonly minimum: number
  readonly rows: { readonly first: number; readonly last: number }
  readonly columns: { readonly first: number; readonly last: number }
  readonly cell: string
}

export interface FormTemplate {
  readonly sheet: FormSheet
  readonly body: readonly TemplateNode[]
  readonly across?: AcrossBlock
  /** Whether the worksheet is printed, where its mark asks. */
  readonly condition?: Expression
  readonly further?: readonly FormTemplate[]
}

export interface TemplateProblem {
  /** Name of the worksheet. */
  readonly sheet: string
  /** `C5`, or '' where the problem is of the whole sheet. */
  readonly cell: string
  readonly message: string
}

/** A mark and the cell it stands in. */
export interface PlacedMark extends Mark {
  readonly cell: string
  readonly column: number
}
