/** Draws one record: its fields in sections, label and value in turn, and tables of what belongs to it. */
import type { FormSheet } from '../../excel/formSheet.ts'
import { looked, type TableColumn } from './columns.ts'
import { pageSetup, SheetBuilder, sheetName, type Box, type BoxRow, type Look } from './sheetBuilder.ts'

/** A label and what stands beside it. */
export interface CardItem {
  readonly label: string
  readonly text: string
  /** Takes the whole width. */
  readonly wide?: boolean
  readonly look?: Look
}

export type CardPart =
  | { readonly kind: 'items'; readonly heading: string; readonly items: readonly CardItem[] }
  | {
      readonly kind: 'table'
      readonly heading: string
      readonly each: string
      readonly columns: readonly TableColumn[]
      readonly rowHeight?: number
      readonly size?: number
    }
  /** Rows that are always the same. */
  | {
      readonly kind: 'grid'
      readonly heading: string
      readonly columns: readonly { readonly heading: string; readonly width: number }[]
      readonly rows: readonly (readonly string[])[]
    }
  /** All photos of the record, or those of a kind, two by two with day and remark; an empty pair to paste into where there are none. */
  | { readonly kind: 'photos'; readonly heading: string; readonly of?: string; readonly height: number }
  /** A line of text; `right` stands at the right of it. */
  | { readonly kind: 'text'; readonly text: string; readonly right?: string; readonly height: number; readonly look?: Look }

export interface CardTemplate {
  readonly title: string
  readonly under?: readonly [string, string]
  readonly parts: readonly CardPart[]
  readonly signatures?: readonly string[]
  /** Pairs of label and value beside each other; 2 unless given. */
  readonly pairs?: number
  readonly size?: number
  readonly rowHeight?: number
}

/** Narrow columns, so that items and tables of any cut stand under each other. */
const COLUMNS = 48
const WIDTH = 540
const ROW = 18
const SIZE = 9
/** Part of the line under the title that stands at the left. */
const UNDER_LEFT = 0.6
/** Points up to which a text may be one of those that close a paper. */
const MOST_CLOSING = 120
/** Marks of blocks of rows. */
const OTHER_MARKS = /\{\{[#/](?!if\b|else\b)/u
/** Behind the heading of what goes on from the page before. */
const GOES_ON = '{{#if @continued}}（续）{{/if}}'
/** Part of a pair that the label takes. */
const LABEL = 0.42

/** The template of one record, upright on A4. */
export function cardTemplate(card: CardTemplate): FormSheet {
  const size = card.size ?? SIZE
  const builder = new SheetBuilder(
    Array.from({ length: COLUMNS }, () => WIDTH / COLUMNS),
    { font: '宋体', size, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' },
  )
  const plain: Look = { border: false, wrap: false, size: 9 }
  const [left, right] = card.under ?? ['填报单位：{{office}}', '{{year}}年度']
  builder.boxes(28, [{ text: card.title, to: builder.width, look: { font: '黑体', size: 16, border: false, wrap: false } }])
  builder.boxes(17, [
    { text: left, to: WIDTH * UNDER_LEFT, look: { ...plain, wrap: true, align: 'left' } },
    { text: right, to: WIDTH, look: { ...plain, wrap: true, align: 'right' } },
  ])
  const { signatures = ['填报人：', '审核人：', '日期：　　　年　　月　　日'] } = card
  const closing = card.parts.length - lengthOfClosing(card.parts)
  for (const part of card.parts.slice(0, closing)) drawPart(builder, part, card)
  const rows: BoxRow[] = card.parts.slice(closing).flatMap((part) => (part.kind === 'text' ? [{ height: part.height, boxes: textBoxes(part) }] : []))
  if (signatures.length > 0) {
    const boxes = signatures.map((text, index): Box => ({ text, to: (WIDTH * (index + 1)) / signatures.length, look: { ...plain, align: 'left' } }))
    rows.push({ height: 26, boxes })
  }
  builder.keptTogether(rows)
  return builder.sheet(sheetName(card.title), pageSetup(false, { side: 20, top: 28, bottom: 32 }, '&C&9第 &P 页　共 &N 页'), { first: 0, last: 1 })
}

/** How many texts close the paper: those that say who signs and who puts a stamp, never one that is a page by itself or holds marks of its own. */
function lengthOfClosing(parts: readonly CardPart[]): number {
  const last = parts.findLastIndex((part) => part.kind !== 'text' || part.height > MOST_CLOSING || OTHER_MARKS.test(part.text))
  return last < 0 ? 0 : parts.length - 1 - last
}

function textBoxes(part: Extract<CardPart, { kind: 'text' }>): Box[] {
  const look: Look = { align: 'left', border: false, ...part.look }
  const right: Box[] = part.right === undefined ? [] : [{ text: part.right, to: WIDTH, look: { ...look, align: 'right' } }]
  return [{ text: part.text, to: part.right === undefined ? WIDTH : WIDTH * 0.68, look }, ...right]
}

function drawPart(builder: SheetBuilder, part: CardPart, card: CardTemplate): void {
  if (part.kind === 'text') {
    builder.boxes(part.height, textBoxes(part))
    return
  }
  if (part.kind === 'photos' || part.kind === 'table') {
    if (part.kind === 'photos') drawPhotos(builder, part)
    else drawTable(builder, part)
    return
  }
  // A heading never stays behind alone at the foot of a page.
  const kept = (part.kind === 'items' ? part.items : part.rows).length <= MOST_KEPT
  builder.boxes(16, [{ text: `${kept ? '{{#keep}}' : ''}${part.heading}`, to: WIDTH, look: { font: '黑体', align: 'left' } }])
  if (part.kind === 'items') drawItems(builder, part.items, card, kept)
  else drawGrid(builder, part, card, kept)
}

function drawPhotos(builder: SheetBuilder, { heading, of, height }: Extract<CardPart, { kind: 'photos' }>): void {
  const where = of === undefined ? '' : ` where=(kind = "${of}")`
  const plain: Look = { border: false, size: 9 }
  builder.boxes(20, [{ text: `{{#head}}${heading}${GOES_ON}{{/head}}`, to: WIDTH, look: { ...plain, font: '黑体', align: 'left' } }])
  builder.boxes(16, [
    { text: `{{#each photo_pairs${where} min=1}}{{#keep}}{{left_caption}}`, to: WIDTH / 2, look: { ...plain, align: 'left', shrink: true, wrap: false } },
    { text: '{{right_caption}}', to: WIDTH, look: { ...plain, align: 'left', shrink: true, wrap: false } },
  ])
  builder.boxes(height, [
    { text: '{{left}}', to: WIDTH / 2, look: { border: true } },
    { text: '{{right}}', to: WIDTH, look: { border: true } },
  ])
  builder.boxes(6, [{ text: '{{/keep}}{{/each}}', to: WIDTH, look: plain }])
}

function drawItems(builder: SheetBuilder, items: readonly CardItem[], { pairs = 2, rowHeight = ROW, size = SIZE }: CardTemplate, kept: boolean): void {
  const pair = WIDTH / pairs
  const rows = rowsOf(items, pairs)
  for (const [position, row] of rows.entries()) {
    const end = kept && position === rows.length - 1 ? '{{/keep}}' : ''
    const wide = row[0]?.wide === true
    const boxes = row.flatMap((item, index): Box[] => [
      { text: item.label, to: pair * index + pair * LABEL, look: { size: item.label.length > LONG_LABEL ? Math.max(7.5, size - 2) : Math.max(8.5, size - 1) } },
      {
        text: index === row.length - 1 ? `${item.text}${end}` : item.text,
        to: wide || index === row.length - 1 ? WIDTH : pair * (index + 1),
        look: { align: wide ? 'left' : 'center', ...item.look },
      },
    ])
    builder.boxes(rowHeight, boxes)
  }
}

function drawGrid(builder: SheetBuilder, { columns, rows }: Extract<CardPart, { kind: 'grid' }>, { rowHeight = ROW }: CardTemplate, kept: boolean): void {
  const natural = columns.reduce((sum, { width }) => sum + width, 0)
  let edge = 0
  const edges = columns.map(({ width }) => (edge += (width * WIDTH) / natural))
  const boxes = (texts: readonly string[], look: Look): Box[] => texts.map((text, index): Box => ({ text, to: edges[index] ?? WIDTH, look }))
  builder.boxes(
    rowHeight,
    boxes(
      columns.map(({ heading }) => heading),
      { size: 8.5 },
    ),
  )
  for (const [position, row] of rows.entries()) {
    const end = kept && position === rows.length - 1 ? '{{/keep}}' : ''
    const texts = row.map((text, index) => (index === row.length - 1 ? `${text}${end}` : text))
    builder.boxes(rowHeight, boxes(texts, { size: 9 }))
  }
}

const LONG_LABEL = 10
/** Sections with more items may be broken over pages. */
const MOST_KEPT = 60

/** Wide items stand alone; the others fill rows. */
function rowsOf(items: readonly CardItem[], pairs: number): CardItem[][] {
  const rows: CardItem[][] = []
  let open: CardItem[] | undefined
  for (const item of items) {
    if (item.wide === true) {
      rows.push([item])
      open = undefined
    } else if (open === undefined || open.length === pairs) rows.push((open = [item]))
    else open.push(item)
  }
  return rows
}

/** Headings come again on each page; a list without any has an empty row to be written in. */
function drawTable(builder: SheetBuilder, { heading: title, each, columns: asked, rowHeight = ROW, size = 8 }: Extract<CardPart, { kind: 'table' }>): void {
  const columns = asked.map((column) => looked(column, size))
  const natural = columns.reduce((sum, { width }) => sum + width, 0)
  let edge = 0
  const edges = columns.map(({ width }) => (edge += (width * WIDTH) / natural))
  const last = columns.length - 1
  builder.boxes(16, [{ text: `{{#head}}${title}${GOES_ON}`, to: WIDTH, look: { font: '黑体', align: 'left' } }])
  builder.boxes(
    30,
    columns.map(({ heading }, index): Box => ({ text: `${heading}${index === last ? '{{/head}}' : ''}`, to: edges[index] ?? WIDTH, look: { size: 7.5 } })),
  )
  builder.boxes(
    rowHeight,
    columns.map(
      ({ text, look }, index): Box => ({
        text: `${index === 0 ? `{{#each ${each}${/ min=/u.test(each) ? '' : ' min=1'}}}` : ''}${text}${index === last ? '{{/each}}' : ''}`,
        to: edges[index] ?? WIDTH,
        look: { size, ...look },
      }),
    ),
  )
}
