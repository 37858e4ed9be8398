/** Draws a list: title, headings on every page, a row for each item, what is added up, who signs. */
import { PAPER_POINTS, type FormSheet, type PaperSize } from '../../excel/formSheet.ts'
import type { TableColumn } from './columns.ts'
import { pageSetup, SheetBuilder, sheetName, type Box, type Look } from './sheetBuilder.ts'

export interface TableTemplate {
  readonly title: string
  /** Name of the list, with what `#each` is told beside it: `people together=household_number`. */
  readonly each: string
  readonly columns: readonly TableColumn[]
  /** Texts left, in the middle and right under the title. */
  readonly under?: readonly [string, string, string]
  /** Lines below the table, kept together. */
  readonly total?: string
  /** The same as a row of the table: one text a column. */
  readonly totals?: readonly string[]
  readonly below?: readonly string[]
  /** Foot of each page. */
  readonly pageTotal?: string
  readonly signatures?: readonly string[]
  readonly upright?: boolean
  readonly paper?: PaperSize
  readonly size?: number
  readonly rowHeight?: number
}

/** Widths of columns are whole pixels. */
const PIXEL = 0.75
const SIDE = 17
/** Columns are pressed together to this part of their width before larger paper is taken. */
const NARROWEST = 0.85
/** Room that is left so that rounding to the digits of a column's width never makes the page too wide. */
const SPARE = 8
const UNDER = ['填报单位：{{office}}', '{{year}}年度', '打印日期：{{printed_on}}'] as const

/** The template of a list. Columns fill the width of the paper; A3 is taken where A4 is too narrow. */
export function tableTemplate(table: TableTemplate): FormSheet {
  const natural = table.columns.reduce((sum, { width }) => sum + width, 0)
  const upright = table.upright === true
  const paper = table.paper ?? (natural * NARROWEST <= roomOn('A4', upright) ? 'A4' : 'A3')
  const stretch = roomOn(paper, upright) / natural
  const size = table.size ?? (stretch < NARROWEST ? 6 : 7.5)
  const widths = table.columns.map(({ width }) => Math.floor((width * stretch) / PIXEL) * PIXEL)
  const builder = new SheetBuilder(widths, { font: '宋体', size, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' })
  const plain: Look = { border: false, wrap: false, size: 9 }
  builder.boxes(27, [{ text: table.title, to: builder.width, look: { font: '黑体', size: 16, border: false, wrap: false } }])
  builder.boxes(16.5, under(builder.width, table, plain))
  builder.row(
    36,
    table.columns.map(({ heading }) => heading),
    { font: '黑体', size },
  )
  body(builder, table)
  if (table.pageTotal !== undefined)
    builder.boxes(18, [{ text: `{{#page}}${table.pageTotal}{{/page}}`, to: builder.width, look: { align: 'left', size: 8, wrap: false } }])
  if (table.total !== undefined) builder.boxes(18, [{ text: table.total, to: builder.width, look: { align: 'left', size: 8, wrap: false, font: '黑体' } }])
  if (table.totals !== undefined) builder.row(20, table.totals, { shrink: true, font: '黑体' })
  foot(builder, table, plain)
  return builder.sheet(sheetName(table.title), pageSetup(!upright, { side: SIDE, top: 28, bottom: 32 }, '&C&9第 &P 页　共 &N 页', paper), { first: 0, last: 2 })
}

function roomOn(paper: PaperSize, upright: boolean): number {
  const { width, height } = PAPER_POINTS[paper]
  return (upright ? width : height) - 2 * SIDE - SPARE
}

function body(builder: SheetBuilder, { columns, each, rowHeight }: TableTemplate): void {
  const last = columns.length - 1
  builder.boxes(
    rowHeight ?? 22.5,
    columns.map(
      ({ text, look }, index): Box => ({
        text: `${index === 0 ? `{{#each ${each}}}` : ''}${text}${index === last ? '{{/each}}' : ''}`,
        to: builder.edge(index + 1),
        ...(look === undefined ? {} : { look }),
      }),
    ),
  )
}

function foot(
  builder: SheetBuilder,
  { columns, below = [], signatures = ['填报人：', '审核人：', '填报日期：　　　年　　月　　日'] }: TableTemplate,
  plain: Look,
): void {
  const lines = [...below]
  lines.forEach((line, index) => {
    const mark = index === 0 ? '{{#keep}}' : ''
    builder.boxes(20, [
      {
        text: `${mark}${line}${index === lines.length - 1 && signatures.length === 0 ? '{{/keep}}' : ''}`,
        to: builder.width,
        look: { ...plain, align: 'left', wrap: true, size: 10 },
      },
    ])
  })
  if (signatures.length === 0) return
  const marked = signatures.map(
    (text, index) => `${index === 0 && lines.length === 0 ? '{{#keep}}' : ''}${text}${index === signatures.length - 1 ? '{{/keep}}' : ''}`,
  )
  // Few columns cannot be cut into as many boxes.
  if (columns.length < 2 * signatures.length) builder.boxes(24, [{ text: marked.join('　　'), to: builder.width, look: { ...plain, align: 'left' } }])
  else
    builder.boxes(
      24,
      marked.map(
        (text, index): Box => ({
          text,
          to: (builder.width * (index + 1)) / marked.length,
          look: { ...plain, align: index > 0 && index === marked.length - 1 ? 'right' : 'left' },
        }),
      ),
    )
}

function under(width: number, { columns, under: texts = UNDER }: TableTemplate, look: Look): Box[] {
  const [left, middle, right] = texts
  if (columns.length < 6) return [{ text: texts.join('　　'), to: width, look: { ...look, align: 'center' } }]
  return [
    { text: left, to: width * 0.4, look: { ...look, align: 'left' } },
    { text: middle, to: width * 0.6, look: { ...look, align: 'center' } },
    { text: right, to: width, look: { ...look, align: 'right' } },
  ]
}
