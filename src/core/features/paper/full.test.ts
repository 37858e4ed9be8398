/** Every paper that the program ships, as full as an office may make it: many rows, long names and remarks, large sums, rows with nothing in them. */
import { beforeAll, describe, expect, it } from 'vitest'
import { findField, isRegisterName, registerOf } from '../../catalogue/index.ts'
import type { FieldDefinition } from '../../catalogue/types.ts'
import { cellName, type FormCell, type FormSheet } from '../../excel/formSheet.ts'
import type { EachBlock, TemplateNode } from '../../forms/blocks.ts'
import { SPARE_HEIGHT } from '../../forms/fill.ts'
import { cellLines, mergeIndex, printableArea, span, textWidth } from '../../forms/geometry.ts'
import { pageRows } from '../../forms/layout.ts'
import { loadForm, type LoadedForm } from '../../forms/loadForm.ts'
import { cellText, READABLE, READABLE_FIGURES } from '../../forms/measureRow.ts'
import { fillCopy } from '../../forms/print.ts'
import { forms } from '../../forms/registry.ts'
import { fonts, RESOURCES } from '../../forms/testing/fonts.ts'
import { fullScope } from '../../forms/testing/full.ts'
import { columnsOf } from '../../statistics/columns.ts'
import { statisticOf } from '../statistics/service.ts'
import { vocabularyFor } from './vocabularyFor.ts'

const YEAR = 2015
const ROWS = 64
/** Rosters with the columns of a national export, on one sheet as that is: their type is as small as it has to be. */
const SMALL: ReadonlySet<string> = new Set(['household_card', 'household_roster', 'exited_roster', 'household_list', 'exited_people', 'people_export'])
/** What codes of programs look like where a value was forgotten. */
const NO_VALUE = /undefined|\bnull\b|NaN|\[object|\{\{|\}\}/u
const FIGURES: readonly FieldDefinition['type'][] = ['integer', 'money', 'area', 'decimal', 'rate']
/** What a number says nothing without; what is counted is named by the heading. */
const MEASURES = ['元', '万元', '亩', '公里', '米', '㎡', '千伏安', '%']

interface Full {
  readonly form: LoadedForm
  readonly sheet: FormSheet
}
const full = new Map<string, Full>()
const at = (code: string): Full => full.get(code) as Full

beforeAll(async () => {
  for (const definition of forms) {
    const vocabulary = vocabularyFor(definition.from)
    const counted = definition.from.kind === 'statistic'
    const scope = fullScope(vocabulary, { rows: ROWS, year: YEAR, counted })
    const form = await loadForm(definition, YEAR, { resourcesDirectory: RESOURCES }, { vocabulary })
    const occasion = { year: YEAR, office: '漳县扶贫开发办公室', printed_on: '2016年3月5日', data_day: '2015年12月31日', document_no: '' }
    full.set(definition.code, { form, sheet: fillCopy(form, { scope, name: definition.title }, occasion, fonts) })
  }
}, 120_000)

/** Each cell that shows text, with the room that it has. */
function* cellsOf(
  sheet: FormSheet,
): Generator<{ readonly cell: FormCell; readonly name: string; readonly text: string; readonly width: number; readonly height: number }> {
  const { covered, starts } = mergeIndex(sheet)
  const heights = sheet.rows.map(({ height }) => height)
  for (const [row, { cells }] of sheet.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      if (cell === undefined || cell.value === null || cell.value === '' || covered.has(`${row}:${column}`)) continue
      const range = starts.get(`${row}:${column}`) ?? { right: column, bottom: row }
      const [width, height] = [span(sheet.columns, column, range.right), span(heights, row, range.bottom)]
      yield { cell, name: cellName(row, column), text: cellText(cell), width, height }
    }
  }
}

/** The size in which a cell is set, once it is shrunk. */
function sizeOf({ style }: FormCell, text: string, width: number): number {
  const { shrink, wrap, stacked } = style.alignment
  const wanted = shrink && !wrap && !stacked ? fonts.measure(text, style.font) : 0
  return wanted > textWidth(width, style) ? (style.font.size * textWidth(width, style)) / wanted : style.font.size
}

describe.each(forms.map(({ code, title }) => [code, title] as const))('%s %s', (code) => {
  it('is read by anybody, and nothing of it is cut or left without a value', () => {
    const { sheet } = at(code)
    const wrong: string[] = []
    for (const { cell, name, text, width, height } of cellsOf(sheet)) {
      const size = sizeOf(cell, text, width)
      const least = (/^[\d,.*A-Z:/-]+$/u.test(text) ? READABLE_FIGURES : READABLE) - 0.05
      if (size * sheet.page.scale < Math.min(least, SMALL.has(code) ? 0 : least)) wrong.push(`${name} ${size.toFixed(1)} pt: ${text}`)
      const style = { ...cell.style, font: { ...cell.style.font, size } }
      const lines = cellLines(text, width, style, fonts)
      if (lines.length * size > height + 0.5) wrong.push(`${name} is cut: ${text}`)
      if (!style.alignment.stacked && lines.some((line) => fonts.measure(line, style.font) > textWidth(width, style) + 0.5))
        wrong.push(`${name} runs over: ${text}`)
      if (NO_VALUE.test(text)) wrong.push(`${name} says ${text}`)
    }
    expect(wrong.slice(0, 5)).toEqual([])
  })

  it('says on each page what its columns are, with their unit, figures under each other', () => {
    const { template } = at(code).form
    const { sheet } = template
    const { from } = at(code).form.definition
    const figures = new Map(from.kind === 'statistic' ? columnsOf(statisticOf(from.code)).map((column) => [column.key, column]) : [])
    // The card of a household has rows for as many people as live in one.
    if (code === 'household_card') return
    const wrong: string[] = []
    for (const { block, top } of listsOf(template.body)) {
      const heading = sheet.rows[top - 1]?.cells ?? []
      const begins = sheet.rows[block.first]?.cells.find((cell) => typeof cell?.value === 'string')?.value
      if (
        block.first !== block.last ||
        !String(begins).startsWith('{{#') ||
        heading.filter((cell) => typeof cell?.value === 'string' && !cell.value.includes('{{@')).length < 2
      )
        continue
      const again = block.head !== undefined || (sheet.titleRows !== undefined && top - 1 <= sheet.titleRows.last)
      if (!again) wrong.push(`${block.cell}: headings stand on the first page alone`)
      for (const [column, cell] of (sheet.rows[block.first]?.cells ?? []).entries()) {
        const figure = figures.get(/\{\{([a-z_\d]+)\}\}/u.exec(String(cell?.value ?? ''))?.[1] ?? '')
        if (figure !== undefined && cell?.style.alignment.horizontal !== 'right') wrong.push(`${cellName(block.first, column)}: not at the right`)
        if (figure !== undefined && figure.kind === 'ratio' && figure.digits > 0 && cell?.style.numberFormat === 'General')
          wrong.push(`${cellName(block.first, column)}: digits`)
        const field = fieldOf(String(cell?.value ?? ''))
        if (field === undefined || cell === undefined || !FIGURES.includes(field.type)) continue
        const said = String(heading[column]?.value ?? '')
        const unit = field.unit ?? (field.type === 'money' ? '元' : undefined)
        if (unit !== undefined && MEASURES.includes(unit) && !SMALL.has(code) && !said.includes(unit))
          wrong.push(`${cellName(block.first, column)} ${said}: no ${unit}`)
        if (cell.style.alignment.horizontal !== 'right') wrong.push(`${cellName(block.first, column)} ${said}: not at the right`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('closes with what is kept together below a row of it', () => {
    const { template } = at(code).form
    const last = template.body.findLastIndex(({ kind }) => kind === 'each')
    const list = template.body[last]
    const behind = template.body.slice(last + 1).filter(({ kind }) => kind === 'row')
    // What stands behind a list with feet of pages stays with its last row as it is.
    if (list?.kind === 'each' && list.footer.length === 0 && !SMALL.has(code))
      expect(behind.length, 'rows behind the last list that may stand alone on a page').toBe(0)
    const [page] = pageRows(at(code).sheet).slice(-1)
    const titles = at(code).sheet.titleRows?.last ?? -1
    expect(page?.filter((row) => row > titles).length).toBeGreaterThan(0)
  })

  it('leaves room on each page for office programs that set it higher', () => {
    const { sheet } = at(code)
    const titles = sheet.titleRows?.last ?? -1
    const room = printableArea(sheet.page).height
    for (const page of pageRows(sheet).filter((rows) => rows.filter((row) => row > titles).length > 1))
      expect(page.reduce((sum, row) => sum + (sheet.rows[row]?.height ?? 0), 0)).toBeLessThanOrEqual(room - SPARE_HEIGHT)
  })

  it('adds up to what stands above', () => {
    const { sheet, form } = at(code)
    if (form.template.body.some((node) => node.kind === 'each' && node.by !== undefined)) return
    const total = sheet.rows.findIndex(({ cells }) => cells.some((cell) => cell?.value === '合计'))
    if (total < 0 || form.definition.from.kind === 'statistic') return
    const first = (sheet.titleRows?.last ?? 0) + 1
    for (const [column, cell] of (sheet.rows[total]?.cells ?? []).entries()) {
      if (typeof cell?.value !== 'number' || cell.style.numberFormat !== '#,##0.00') continue
      const cents = sheet.rows.slice(first, total).reduce((sum, { cells }) => sum + Math.round(Number(cells[column]?.value ?? 0) * 100), 0)
      expect(Math.round(cell.value * 100), cellName(total, column)).toBe(cents)
    }
  })
})

/** The lists of a template, those within blocks too, with the first row of the groups that they stand in. */
function listsOf(nodes: readonly TemplateNode[], within?: number): { readonly block: EachBlock; readonly top: number }[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'each')
      return [{ block: node, top: within ?? node.first }, ...listsOf(node.body, node.by === undefined ? undefined : (within ?? node.first))]
    if (node.kind === 'if') return listsOf([...node.body, ...node.otherwise])
    return node.kind === 'keep' || node.kind === 'cover' ? listsOf(node.body) : []
  })
}

/** The field that a cell shows and nothing else. */
function fieldOf(text: string): FieldDefinition | undefined {
  const [, register = '', key = ''] = /^(?:\{\{#[^}]*\}\})*\{\{([a-z_]+)\.([a-z_]+)(?:\|format:[^}]*)?\}\}(?:\{\{\/[a-z]+\}\})*$/u.exec(text) ?? []
  return isRegisterName(register) ? findField(registerOf(register), key) : undefined
}
