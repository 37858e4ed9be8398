/**
 * Workbooks to be filled in and imported: a sheet 填写 with headings, drop-downs, notes and one example, a sheet 说明 that explains every
 * column, and a hidden sheet 选项 that the drop-downs draw on.
 */
import type ExcelJS from 'exceljs'
import { writeFileAtomic } from '../files/atomic.ts'
import { lettersOfColumn } from './columnLetters.ts'
import { loadExceljs } from './libraries.ts'
import { EXAMPLE_MARK } from './rowSorter.ts'
import {
  AUTHOR,
  DATE_FORMAT,
  EXAMPLE,
  FONT,
  HEADING,
  landscape,
  numberStyle,
  REQUIRED_HEADING,
  scaledFormat,
  SUBTITLE,
  TEXT,
  TITLE,
  WRAPPED,
} from './write/styles.ts'

/** What a cell of the column takes: `number` with so many digits after the point, `date` as date or text, `text` whatever is typed. */
type TemplateKind = 'text' | 'number' | 'date'

export interface TemplateColumn {
  readonly heading: string
  readonly kind: TemplateKind
  readonly required?: boolean
  /** What to enter, in a sentence or two; shown when pointing at the heading, and on the sheet 说明. */
  readonly note?: string
  /** What may be chosen; empty for free entry. */
  readonly choices?: readonly string[]
  /** Several may be entered, separated by commas: the list is offered but not enforced. */
  readonly multiple?: boolean
  /** Digits after the point of numbers. */
  readonly scale?: number
  /** Inclusive bounds of numbers as typed (元, 亩). */
  readonly minimum?: number
  readonly maximum?: number
  readonly unit?: string
  /** Text of the example row. */
  readonly example?: string
  /** In characters of half width. */
  readonly width?: number
}

export interface TemplateContent {
  /** 贫困户信息导入模板 */
  readonly title: string
  /** One sentence above the headings; said by the program if absent. */
  readonly instructions?: string
  readonly columns: readonly TemplateColumn[]
}

/** Names of the sheets; an import of a template reads the first. */
export const TEMPLATE_SHEETS = { entry: '填写', notes: '说明', choices: '选项' } as const

/** Rows with drop-downs and formats below the headings. */
const PREPARED_ROWS = 5000
const TITLE_ROW = 1
const INSTRUCTION_ROW = 2
const HEADING_ROW = 3
const EXAMPLE_ROW = 4
const INSTRUCTIONS = `红色表头为必填项；点选表头可看填写说明，详见“${TEMPLATE_SHEETS.notes}”表。第 ${EXAMPLE_ROW} 行是示例，导入时自动跳过，可以删除；请从下一行开始填写。`

/** Writes a template, replacing the file. Throws FILE_LOCKED, DISK_FULL, FILE_NOT_FOUND (no such folder), with the old file untouched. */
export async function writeTemplate(path: string, content: TemplateContent): Promise<void> {
  const { Workbook } = await loadExceljs()
  const workbook = new Workbook()
  workbook.creator = AUTHOR
  workbook.lastModifiedBy = AUTHOR
  const entry = workbook.addWorksheet(TEMPLATE_SHEETS.entry, {
    ...landscape(HEADING_ROW),
    views: [{ state: 'frozen', xSplit: 0, ySplit: HEADING_ROW, activeCell: `A${EXAMPLE_ROW + 1}` }],
  })
  addNotesSheet(workbook, content.columns)
  const ranges = addChoicesSheet(workbook, content.columns)
  addHead(entry, content)
  for (const [index, column] of content.columns.entries()) addColumn(entry, index + 1, column, ranges.get(column))
  await writeFileAtomic(path, new Uint8Array(await workbook.xlsx.writeBuffer({ useSharedStrings: true })), { mode: 0o644 })
}

function addHead(sheet: ExcelJS.Worksheet, content: TemplateContent): void {
  const width = Math.max(1, content.columns.length)
  const lines = [
    [TITLE_ROW, content.title, TITLE, 30],
    [INSTRUCTION_ROW, content.instructions ?? INSTRUCTIONS, SUBTITLE, 32],
  ] as const
  for (const [row, text, style, height] of lines) {
    sheet.getCell(row, 1).value = text
    sheet.getCell(row, 1).style = style
    if (width > 1) sheet.mergeCells(row, 1, row, Math.min(width, 12))
    sheet.getRow(row).height = height
  }
  sheet.getRow(HEADING_ROW).height = 32
}

function addColumn(sheet: ExcelJS.Worksheet, number: number, column: TemplateColumn, choices: string | undefined): void {
  const heading = sheet.getCell(HEADING_ROW, number)
  heading.value = column.heading
  heading.style = column.required === true ? REQUIRED_HEADING : HEADING
  heading.note = { texts: [{ font: { ...FONT, size: 9 }, text: explain(column) }], margins: { insetmode: 'auto' } }
  const example = sheet.getCell(EXAMPLE_ROW, number)
  const text = column.example ?? ''
  example.value = number === 1 ? EXAMPLE_MARK + text : text === '' ? null : text
  example.style = EXAMPLE
  sheet.getColumn(number).width = column.width ?? 14
  sheet.getColumn(number).style = entryStyle(column)
  const validation = validationOf(column, choices)
  if (validation !== undefined)
    addValidation(sheet, `${lettersOfColumn(number)}${EXAMPLE_ROW + 1}:${lettersOfColumn(number)}${EXAMPLE_ROW + PREPARED_ROWS}`, validation)
}

function entryStyle(column: TemplateColumn): Partial<ExcelJS.Style> {
  const style =
    column.kind === 'number'
      ? numberStyle(column.scale === undefined ? 'General' : scaledFormat(column.scale))
      : column.kind === 'date'
        ? { ...TEXT, numFmt: DATE_FORMAT }
        : TEXT
  // Borders on a whole column would be drawn down to the last row of the sheet.
  const { border: _, ...plain } = style
  return plain
}

function validationOf(column: TemplateColumn, choices: string | undefined): ExcelJS.DataValidation | undefined {
  if (choices !== undefined) {
    const strict = column.multiple !== true
    return {
      type: 'list',
      allowBlank: true,
      formulae: [choices],
      showErrorMessage: strict,
      errorStyle: 'stop',
      errorTitle: column.heading,
      error: '请从下拉列表中选择。',
    }
  }
  if (column.kind !== 'number' || column.minimum === undefined || column.maximum === undefined) return undefined
  return {
    type: column.scale === undefined || column.scale > 0 ? 'decimal' : 'whole',
    operator: 'between',
    allowBlank: true,
    formulae: [column.minimum, column.maximum],
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: column.heading,
    error: `请填写 ${column.minimum} 到 ${column.maximum} 之间的数。`,
  }
}

/** exceljs takes whole ranges, but its types know only the validation of single cells. */
function addValidation(sheet: ExcelJS.Worksheet, range: string, validation: ExcelJS.DataValidation): void {
  const { dataValidations } = sheet as unknown as { dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void } }
  dataValidations.add(range, validation)
}

/** Lists each different set of choices once, one to a column; returns the reference to it for each template column. */
function addChoicesSheet(workbook: ExcelJS.Workbook, columns: readonly TemplateColumn[]): Map<TemplateColumn, string> {
  const references = new Map<TemplateColumn, string>()
  const known = new Map<string, string>()
  const sheet = workbook.addWorksheet(TEMPLATE_SHEETS.choices, { state: 'hidden' })
  for (const column of columns) {
    const choices = column.choices ?? []
    if (choices.length === 0) continue
    const key = JSON.stringify(choices)
    let reference = known.get(key)
    if (reference === undefined) {
      const letters = lettersOfColumn(known.size + 1)
      sheet.getColumn(known.size + 1).values = [column.heading, ...choices]
      reference = `${TEMPLATE_SHEETS.choices}!$${letters}$2:$${letters}$${choices.length + 1}`
      known.set(key, reference)
    }
    references.set(column, reference)
  }
  return references
}

function addNotesSheet(workbook: ExcelJS.Workbook, columns: readonly TemplateColumn[]): void {
  const sheet = workbook.addWorksheet(TEMPLATE_SHEETS.notes, { ...landscape(1), views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [{ width: 22 }, { width: 8 }, { width: 12 }, { width: 60 }, { width: 60 }]
  const rows = [
    ['列名', '必填', '填写内容', '说明', '可选项'],
    ...columns.map((column) => [
      column.heading,
      column.required === true ? '必填' : '',
      kindText(column),
      column.note ?? '',
      (column.choices ?? []).slice(0, LISTED_CHOICES).join('、') +
        ((column.choices?.length ?? 0) > LISTED_CHOICES ? ` 等 ${column.choices?.length ?? 0} 项，见下拉列表` : ''),
    ]),
  ]
  for (const [index, values] of rows.entries()) {
    const row = sheet.addRow(values)
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.style = index === 0 ? HEADING : WRAPPED
    })
  }
}

const LISTED_CHOICES = 60

function kindText(column: TemplateColumn): string {
  if ((column.choices ?? []).length > 0) return column.multiple === true ? '多选，用逗号隔开' : '单选'
  switch (column.kind) {
    case 'date':
      return '日期'
    case 'number':
      return column.unit === undefined ? '数字' : `数字（${column.unit}）`
    case 'text':
      return '文字'
  }
}

function explain(column: TemplateColumn): string {
  const parts = [`${column.heading}（${column.required === true ? '必填，' : ''}${kindText(column)}）`]
  if (column.note !== undefined && column.note !== '') parts.push(column.note)
  if (column.minimum !== undefined && column.maximum !== undefined) parts.push(`范围：${column.minimum} 到 ${column.maximum}。`)
  if (column.example !== undefined && column.example !== '') parts.push(`例如：${column.example}`)
  return parts.join('\n')
}
