/** Draws a list: title, headings on every page, a row for each item, what is added up, who signs. */
import { PAPER_POINTS, type FormSheet, type PaperSize } from '../../excel/formSheet.ts'
import { looked, type TableColumn } from './columns.ts'
import { pageSetup, SheetBuilder, sheetName, type Box, type BoxRow, type Look } from './sheetBuilder.ts'

export interface TableTemplate {
  readonly title: string
  /** Name of the list, with what `#each` is told beside it: `people together=household_number`. */
  readonly each: string
  readonly columns: readonly TableColumn[]
  /** A row above the rows of each value, with what they add up to, one text a column; the later groups stand within the earlier ones. */
  readonly groups?: readonly { readonly by: string; readonly texts: readonly string[] }[]
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
  /** Who puts a stamp and the day, one under the other at the right: notices. */
  readonly stamps?: readonly string[]
  readonly upright?: boolean
  readonly paper?: PaperSize
  readonly size?: number
  readonly rowHeight?: number
}

/** Widths of columns are whole pixels. */
const PIXEL = 0.75
const SIDE = 17
const USUAL_SIZE = 7.5
/** Columns are pressed together to this part of their width before larger paper is taken. */
const NARROWEST = 0.85
/** Room that is left so that rounding to the digits of a column's width never makes the page too wide. */
const SPARE = 8
const SIGNATURES = ['填报人：', '审核人：', '填报日期：　　　年　　月　　日']
const UNDER = ['填报单位：{{office}}', '{{year}}年度', '打印日期：{{printed_on}}'] as const

/** The template of a list. Columns fill the width of the paper; A3 is taken where A4 is too narrow. */
export function tableTemplate(asked: TableTemplate): FormSheet {
  const table = { ...asked, columns: asked.columns.map((column) => looked(column, asked.size ?? USUAL_SIZE)) }
  const natural = table.columns.reduce((sum, { width }) => sum + width, 0)
  const upright = table.upright === true
  const paper = table.paper ?? (natural * NARROWEST <= roomOn('A4', upright) ? 'A4' : 'A3')
  const stretch = roomOn(paper, upright) / natural
  const size = table.size ?? (stretch < NARROWEST ? 6 : USUAL_SIZE)
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
  foot(builder, table, size, plain)
  return builder.sheet(sheetName(table.title), pageSetup(!upright, { side: SIDE, top: 28, bottom: 32 }, '&C&9第 &P 页　共 &N 页', paper), { first: 0, last: 2 })
}

function roomOn(paper: PaperSize, upright: boolean): number {
  const { width, height } = PAPER_POINTS[paper]
  return (upright ? width : height) - 2 * SIDE - SPARE
}

/** What is added up stands as the figures above it do. */
const summed = (columns: readonly TableColumn[], index: number): Look => ({
  shrink: true,
  font: '黑体',
  ...(columns[index]?.look?.align === 'right' ? { align: 'right' } : {}),
})

function body(builder: SheetBuilder, { columns, each, rowHeight, groups = [] }: TableTemplate): void {
  const last = columns.length - 1
  groups.forEach(({ by, texts }, depth) => {
    const begins = `{{#group ${depth === 0 ? each : 'items'} by=${by}}}`
    builder.boxes(
      20,
      texts.map((text, index): Box => ({ text: `${index === 0 ? begins : ''}${text}`, to: builder.edge(index + 1), look: summed(columns, index) })),
    )
  })
  const begins = `{{#each ${groups.length === 0 ? each : 'items'}}}`
  const ends = `{{/each}}${'{{/group}}'.repeat(groups.length)}`
  builder.boxes(
    rowHeight ?? 22.5,
    columns.map(
      ({ text, look }, index): Box => ({
        text: `${index === 0 ? begins : ''}${text}${index === last ? ends : ''}`,
        to: builder.edge(index + 1),
        ...(look === undefined ? {} : { look }),
      }),
    ),
  )
}

/** What closes the table, kept together: what is added up, the lines below, who signs. */
function foot(builder: SheetBuilder, table: TableTemplate, size: number, plain: Look): void {
  const { width } = builder
  const { total, totals, below = [] } = table
  const rows: BoxRow[] = [
    ...(total === undefined
      ? []
      : [{ height: 18, boxes: [{ text: total, to: width, look: { align: 'left', size: Math.max(8, size - 1), wrap: false, font: '黑体' } as const }] }]),
    ...(totals === undefined
      ? []
      : [{ height: 20, boxes: totals.map((text, index): Box => ({ text, to: builder.edge(index + 1), look: summed(table.columns, index) })) }]),
    ...below.map((text): BoxRow => ({ height: 20, boxes: [{ text, to: width, look: { ...plain, align: 'left', wrap: true, size: 10 } }] })),
    ...signing(width, table, plain),
  ]
  builder.keptTogether(rows)
}

function signing(width: number, { columns, stamps = [], signatures = stamps.length > 0 ? [] : SIGNATURES }: TableTemplate, plain: Look): BoxRow[] {
  const stamped = stamps.map((text): BoxRow => ({ height: 30, boxes: [{ text, to: width, look: { ...plain, align: 'right', size: 12 } }] }))
  if (signatures.length === 0) return stamped
  // Few columns cannot be cut into as many boxes.
  if (columns.length < 2 * signatures.length)
    return [...stamped, { height: 24, boxes: [{ text: signatures.join('　　'), to: width, look: { ...plain, align: 'left' } }] }]
  const boxes = signatures.map(
    (text, index): Box => ({
      text,
      to: (width * (index + 1)) / signatures.length,
      // A day to be written in ends the line; a name needs the room behind its word.
      look: { ...plain, align: index > 0 && index === signatures.length - 1 && text.endsWith('日') ? 'right' : 'left' },
    }),
  )
  return [...stamped, { height: 24, boxes }]
}

function under(width: number, { columns, under: texts = UNDER }: TableTemplate, plain: Look): Box[] {
  const [left, middle, right] = texts
  const look = { ...plain, wrap: true }
  if (columns.length < 6) return [{ text: texts.join('　　'), to: width, look: { ...look, align: 'center' } }]
  return [
    { text: left, to: width * 0.36, look: { ...look, align: 'left' } },
    { text: middle, to: width * 0.72, look: { ...look, align: 'center' } },
    { text: right, to: width, look: { ...look, align: 'right' } },
  ]
}
