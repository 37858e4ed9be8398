/** Fills a template: from a scope of values to the worksheet that is saved, shown and printed. */
import type { CellRange, FormCell, FormSheet, PageSetup } from '../excel/formSheet.ts'
import type { FormTemplate } from './blocks.ts'
import { fillCell, holds, type Frame } from './evaluate.ts'
import { copiesOf, widenFilled, widenSheet } from './across.ts'
import { expand, fillRows, type FilledRow, type Footer, type Head } from './expand.ts'
import type { FormFonts } from './fonts.ts'
import { paperOf, printableArea, span } from './geometry.ts'
import { RowMeasure, type MeasuredRow } from './measureRow.ts'
import { paginate, type PlacedRow } from './paginate.ts'
import { parseText } from './pieces.ts'
import type { FormScope } from './types.ts'
import { portions } from '../store/portions.ts'
import { atOnce } from '../store/stepping.ts'

/**
 * Pages end a little before the paper does, so that no office program with slightly other lengths breaks them earlier: where 宋体 is missing, the line of the
 * page number is set higher, and takes up to 6 points from the page.
 */
export const SPARE_HEIGHT = 7
/** Office programs print no smaller than a tenth. */
const SMALLEST_SCALE = 0.1
/** Part of the printable width that stays free for the same reason. */
const SPARE_WIDTH = 0.008

/** Rows measured between two turns for others: those of a village fill forty pages. */
const ROWS_AT_ONCE = 100

/**
 * The filled worksheet, with those behind it. `name` becomes the name of the worksheet.
 * Pages are broken here, and the breaks stand in the worksheet, so that preview, PDF and office programs agree.
 */
export function fillForm(template: FormTemplate, scope: FormScope, fonts: FormFonts, name: string): FormSheet {
  return atOnce(fillFormInSteps(template, scope, fonts, name))
}

/** The same with pauses, in which others may have their turn. */
export function* fillFormInSteps(template: FormTemplate, scope: FormScope, fonts: FormFonts, name: string): Generator<void, FormSheet> {
  const first = yield* fillSheet(template, scope, fonts, name)
  const further: FormSheet[] = []
  for (const each of template.further ?? []) {
    if (each.condition === undefined || holds(each.condition, { scope })) further.push(yield* fillSheet(each, scope, fonts, `${name} ${each.sheet.name}`))
  }
  return further.length === 0 ? first : { ...first, further }
}

function* fillSheet(template: FormTemplate, scope: FormScope, fonts: FormFonts, name: string): Generator<void, FormSheet> {
  const { across } = template
  const filled = expand(template, scope)
  yield
  const copies = copiesOf(across, filled)
  const sheet = widenSheet(template.sheet, across, copies)
  const page = { ...sheet.page, scale: fittingScale(sheet) }
  const measure = new RowMeasure(sheet, fonts, page.scale)
  const measured = (row: FilledRow): MeasuredRow => measure.measure(widenFilled(row, across, copies))
  const rows = growMerged(yield* inPortions(filled, measured), sheet.merges, measure)
  const placed = paginate(rows, {
    pageHeight: printableArea(page).height - SPARE_HEIGHT,
    titleHeight: titleHeightOf(sheet, rows),
    lastTitle: sheet.titleRows?.last ?? -1,
    head: remembered(({ block, frame, across: own }: Head) => fillRows(block.rows, { scope: { '@continued': 1 }, outer: frame }, own).map(measured)),
    foot: (footer, items) => footRows(footer, items).map(measured),
    footHeight: remembered((footer: Footer) => footRows(footer, []).reduce((sum, row) => sum + measured(row).height, 0)),
  })
  yield
  const pages = 1 + placed.slice(0, -1).filter(({ breakAfter }) => breakAfter).length
  const code = (text: string): string => fillCodes(text, { scope }, pages)
  const first = page.first === undefined ? {} : { first: { header: code(page.first.header), footer: code(page.first.footer) } }
  return assemble(sheet, { ...page, header: code(page.header), footer: code(page.footer), ...first }, withPages(placed, pages, measured), name)
}

function* inPortions(rows: readonly FilledRow[], measured: (row: FilledRow) => MeasuredRow): Generator<void, MeasuredRow[]> {
  const all: MeasuredRow[] = []
  for (const portion of portions(rows, ROWS_AT_ONCE)) {
    all.push(...portion.map(measured))
    yield
  }
  return all
}

/** Height of the rows that every page repeats. */
function titleHeightOf(sheet: FormSheet, rows: readonly MeasuredRow[]): number {
  const titles = titleRowsOf(sheet, rows)
  const heights = rows.map((row) => row.height)
  return titles === undefined ? 0 : span(heights, titles.first, titles.last)
}

/** The rows that hold the number of their page, filled anew now that it is known. They keep their height: room was left for two figures. */
function withPages(placed: readonly PlacedRow[], pages: number, measured: (row: FilledRow) => MeasuredRow): PlacedRow[] {
  let page = 1
  return placed.map(({ row, breakAfter }) => {
    const again = row.refill?.({ page, pages })
    if (breakAfter) page += 1
    return { row: again === undefined ? row : { ...row, cells: measured({ ...row, ...again }).cells }, breakAfter }
  })
}

/** The template's scale, or less where the columns would not fit between the margins. */
function fittingScale(sheet: FormSheet): number {
  const width = span(sheet.columns, 0, sheet.columns.length - 1)
  const room = (paperOf(sheet.page).width - sheet.page.margins.left - sheet.page.margins.right) * (1 - SPARE_WIDTH)
  return Math.min(sheet.page.scale, Math.max(SMALLEST_SCALE, Math.floor((100 * room) / Math.max(1, width)) / 100))
}

/**
 * Headers and footers may hold placeholders; `&` in values is doubled, as the notation of workbooks wants it.
 * The number of pages is written out, because office programs would count the pages of all worksheets.
 */
function fillCodes(text: string, frame: Frame, pages: number): string {
  return text
    .replace(/&&|&N/gu, (code) => (code === '&N' ? String(pages) : code))
    .replace(/\{\{[^{}]*\}\}/gu, (placeholder) => {
      // A blank beside the placeholder makes text of a number.
      const found = fillCell([' ', ...parseText(placeholder)], frame)
      return typeof found === 'string' ? found.trim().replaceAll('&', '&&') : ''
    })
}

function footRows(footer: Footer, items: readonly FormScope[]): FilledRow[] {
  return fillRows(footer.rows, { scope: { page: items }, outer: footer.frame }, footer.across)
}

function remembered<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const values = new Map<Key, Value>()
  return (key) => {
    const known = values.get(key)
    if (known !== undefined) return known
    const value = compute(key)
    values.set(key, value)
    return value
  }
}

/** Positions of rows that form one merged range of the template. */
interface Group {
  readonly first: number
  last: number
}

/** Where a range of the template comes to lie: once for each repetition of the block it stands in, longer where rows inside it repeat. */
function groupsOf(rows: readonly MeasuredRow[], range: CellRange, endsAt: (position: number) => boolean): Group[] {
  const groups: Group[] = []
  let owner: object | undefined
  rows.forEach((row, position) => {
    if (row.index < range.top || row.index > range.bottom) return
    const holder = row.iterations.findLast(({ block }) => block.first <= range.top && range.bottom <= block.last)
    const current = groups.at(-1)
    if (current !== undefined && current.last === position - 1 && owner === holder && !endsAt(current.last)) current.last = position
    else groups.push({ first: position, last: position })
    owner = holder
  })
  return groups
}

/** Makes the last row of a vertically merged cell higher where its text needs it. */
function growMerged(rows: readonly MeasuredRow[], merges: readonly CellRange[], measure: RowMeasure): MeasuredRow[] {
  const grown = [...rows]
  for (const range of merges.filter((each) => each.top < each.bottom)) {
    for (const { first, last } of groupsOf(grown, range, () => false)) {
      const top = grown[first]
      const bottom = grown[last]
      if (top === undefined || bottom === undefined) continue
      const lacking =
        measure.mergedHeight(top, range) -
        span(
          grown.map((row) => row.height),
          first,
          last,
        )
      if (lacking > 0) grown[last] = { ...bottom, height: bottom.height + Math.ceil(lacking) }
    }
  }
  return grown
}

function assemble(sheet: FormSheet, page: PageSetup, placed: readonly PlacedRow[], name: string): FormSheet {
  const cells = placed.map(({ row }) => [...row.cells])
  const merges: CellRange[] = []
  const rows = placed.map(({ row }) => row)
  const titleRows = titleRowsOf(sheet, rows)
  for (const range of sheet.merges) {
    let value: FormCell['value'] = null
    for (const { first, last } of groupsOf(rows, range, (position) => placed[position]?.breakAfter === true)) {
      // What goes on behind a page break shows its text again.
      if (rows[first]?.index === range.top) value = rows[first].cells[range.left]?.value ?? null
      setMerged(cells, { top: first, left: range.left, bottom: last, right: range.right }, value)
      if (first < last || range.left < range.right) merges.push({ top: first, left: range.left, bottom: last, right: range.right })
    }
  }
  return {
    name,
    columns: sheet.columns,
    merges,
    page,
    rows: placed.map(({ row }, position) => ({ height: row.height, cells: cells[position] ?? [] })),
    ...(titleRows === undefined ? {} : { titleRows }),
    breaks: placed.flatMap(({ breakAfter }, position) => (breakAfter && position < placed.length - 1 ? [position] : [])),
  }
}

/** Where the repeated rows came to lie: rows before them may repeat, or be left out. */
function titleRowsOf(sheet: FormSheet, rows: readonly MeasuredRow[]): FormSheet['titleRows'] {
  const { titleRows } = sheet
  const first = titleRows === undefined ? -1 : rows.findIndex(({ index }) => index === titleRows.first)
  return titleRows === undefined || first < 0 ? undefined : { first, last: first + titleRows.last - titleRows.first }
}

/** The first cell of a merged range holds its value, the others none. */
function setMerged(cells: (FormCell | undefined)[][], range: CellRange, value: FormCell['value']): void {
  for (let row = range.top; row <= range.bottom; row += 1) {
    for (let column = range.left; column <= range.right; column += 1) {
      const cell = cells[row]?.[column]
      const target = cells[row]
      if (cell !== undefined && target !== undefined) target[column] = { ...cell, value: row === range.top && column === range.left ? value : null }
    }
  }
}
