/** Writes filled forms as a workbook, one worksheet after the other, without holding more than one. */
import type ExcelJS from 'exceljs'
import { once, type EventEmitter } from 'node:events'
import type { Writable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { discard, partialPath, replaceFile, toFileError } from '../files/atomic.ts'
import { createOutput } from '../files/temporary.ts'
import { cellName, type CellStyle, type FormSheet, type PageSetup, type PaperSize } from './formSheet.ts'
import { PictureWriter } from './formPictures.ts'
import { writeStyle } from './formStyle.ts'
import { columnDigits, DEFAULT_FONT } from './formUnits.ts'
import { exceljs, loadExceljs } from './libraries.ts'

const PAPER_CODES: Readonly<Record<PaperSize, number>> = { A3: 8, A4: 9, A5: 11, B5: 13 }
const POINTS_PER_INCH = 72
/** A page break reaches to the last column a worksheet can have. */
const LAST_COLUMN = 16_384
const LONGEST_SHEET_NAME = 31
/** Rows between two turns for others. */
const ROWS_AT_ONCE = 100
/** Finished sheets that may wait for the packer. */
const MOST_WAITING = 8

/**
 * Writes the sheets to an `.xlsx` at `path`, atomically. Sheet names are made valid and different from each other.
 * The sheets are taken one by one; when the iterable throws (cancelled, say), nothing is left behind.
 * Resolves to the number of sheets.
 */
export async function writeFormWorkbook(path: string, sheets: Iterable<FormSheet> | AsyncIterable<FormSheet>): Promise<number> {
  await loadExceljs()
  const partial = partialPath(path)
  const stream = createOutput(partial)
  const failed = new Promise<never>((_, reject) => {
    stream.once('error', reject)
  })
  failed.catch(() => {})
  try {
    const count = await Promise.race([writeAll(stream, sheets), failed])
    await replaceFile(partial, path)
    return count
  } catch (error) {
    await discard(stream, partial)
    throw toFileError(error, path)
  }
}

async function writeAll(stream: Writable, sheets: Iterable<FormSheet> | AsyncIterable<FormSheet>): Promise<number> {
  const closed = once(stream, 'close')
  closed.catch(() => {})
  const workbook = new (exceljs().stream.xlsx.WorkbookWriter)({ stream, useStyles: true, useSharedStrings: true })
  const names = new Set<string>()
  const styles = new Map<CellStyle, Partial<ExcelJS.Style>>()
  const { zip } = internals(workbook)
  const pictures = new PictureWriter(workbook)
  let count = 0
  let entries = 0
  let packed = 0
  zip.on('entry', () => {
    packed += 1
  })
  for await (const sheet of sheets) {
    entries += 1 + (await writeSheet(workbook, sheet, sheetName(sheet.name, names), styles, pictures))
    count += 1
    // Finished sheets must not pile up in memory before the packer gets to them.
    while (entries - packed > MOST_WAITING) await once(zip, 'entry')
  }
  setDefaultFont(workbook)
  await workbook.commit()
  await closed
  return count
}

/** What exceljs has and does not declare: the packer, which tells of each file packed, and the fonts as XML, the default one first. */
function internals(workbook: ExcelJS.stream.xlsx.WorkbookWriter): { zip: EventEmitter; styles: { model: { fonts: string[] } } } {
  return workbook as unknown as ReturnType<typeof internals>
}

/**
 * Column widths are counted in digits of the default font, which exceljs fixes to Calibri.
 * Throws when an exceljs to come does not.
 */
function setDefaultFont(workbook: ExcelJS.stream.xlsx.WorkbookWriter): void {
  const { fonts } = internals(workbook).styles.model
  if (fonts.length > 0 && fonts[0]?.includes('"Calibri"') !== true) throw new TypeError('exceljs keeps its default font elsewhere')
  fonts[0] = `<font><sz val="${DEFAULT_FONT.size}"/><name val="${DEFAULT_FONT.name}"/><family val="${DEFAULT_FONT.family}"/></font>`
}

/** Writes one sheet, row by row, so that others have their turn in one of a thousand; gives the number of files that its pictures make beside it. */
async function writeSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  sheet: FormSheet,
  name: string,
  styles: Map<CellStyle, Partial<ExcelJS.Style>>,
  pictures: PictureWriter,
): Promise<number> {
  const target = workbook.addWorksheet(name, {
    pageSetup: pageSetup(sheet),
    headerFooter: headerFooter(sheet.page),
    views: [{ showGridLines: false }],
  })
  target.columns = sheet.columns.map((width) => ({ width: columnDigits(width) }))
  for (const { top, left, bottom, right } of sheet.merges) target.mergeCells(top + 1, left + 1, bottom + 1, right + 1)
  const breaks = new Set(sheet.breaks)
  for (const [rowIndex, row] of sheet.rows.entries()) {
    const targetRow = target.getRow(rowIndex + 1)
    targetRow.height = row.height
    row.cells.forEach((cell, columnIndex) => {
      if (cell === undefined) return
      const targetCell = targetRow.getCell(columnIndex + 1)
      if (cell.value !== null && cell.value !== '') targetCell.value = cell.value
      targetCell.style = cachedStyle(cell.style, styles)
    })
    if (breaks.has(rowIndex)) targetRow.addPageBreak(0, LAST_COLUMN)
    targetRow.commit()
    if (rowIndex % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe()
  }
  const files = pictures.add(target, sheet)
  target.commit()
  return files
}

function cachedStyle(style: CellStyle, styles: Map<CellStyle, Partial<ExcelJS.Style>>): Partial<ExcelJS.Style> {
  const known = styles.get(style)
  if (known !== undefined) return known
  const written = writeStyle(style)
  styles.set(style, written)
  return written
}

function headerFooter({ header, footer, first }: PageSetup): Partial<ExcelJS.HeaderFooter> {
  const own = first === undefined ? {} : { differentFirst: true, firstHeader: first.header, firstFooter: first.footer }
  return { oddHeader: header, oddFooter: footer, ...own }
}

function pageSetup(sheet: FormSheet): Partial<ExcelJS.PageSetup> {
  const { page, titleRows } = sheet
  return {
    paperSize: PAPER_CODES[page.paper] as ExcelJS.PaperSize,
    orientation: page.landscape ? 'landscape' : 'portrait',
    scale: Math.round(page.scale * 100),
    fitToPage: false,
    // Each worksheet is a paper of its own and counts its pages from 1.
    firstPageNumber: 1,
    margins: inches(page.margins),
    ...(titleRows === undefined ? {} : { printTitlesRow: `${titleRows.first + 1}:${titleRows.last + 1}` }),
    ...(sheet.rows.length === 0 ? {} : { printArea: `A$1:${cellName(sheet.rows.length - 1, sheet.columns.length - 1).replace(/\d+$/u, '$$$&')}` }),
  }
}

function inches(margins: PageSetup['margins']): ExcelJS.Margins {
  const inch = (points: number): number => Math.round((points / POINTS_PER_INCH) * 10_000) / 10_000
  return {
    left: inch(margins.left),
    right: inch(margins.right),
    top: inch(margins.top),
    bottom: inch(margins.bottom),
    header: inch(margins.header),
    footer: inch(margins.footer),
  }
}

/** A name that workbooks accept: at most 31 characters, none of \ / ? * [ ] : ', not yet taken. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted.replace(/[\\/?*[\]:'\u0000-\u001F]/gu, ' ').trim()
  const base = [...(plain === '' ? '表' : plain)].slice(0, LONGEST_SHEET_NAME - 6).join('')
  let name = base
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${base}(${number})`
  taken.add(name.toLowerCase())
  return name
}
