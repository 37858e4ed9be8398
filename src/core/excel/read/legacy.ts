/**
 * Older and rarer formats (`.xls`, WPS `.et`, `.xlsb`, `.ods`, XML of Excel 2003, HTML saved as `.xls`), read by SheetJS as a whole.
 * Only this module loads SheetJS for reading, and only when such a file comes.
 */
import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { sheetJs } from '../libraries.ts'
import { damaged, extentProblem, notAWorkbook, passwordProtected } from './failures.ts'
import { MAXIMUM_COLUMNS } from './limits.ts'
import { booleanCell, errorCell, NOT_CALCULATED, numberCell, textCell } from './cellValues.ts'
import { PLAIN, shapeOfCode, type NumberShape } from './numberFormats.ts'
import type { FileKind, SheetSurvey, Source } from './source.ts'
import type { WireCell, WireRow } from './wire.ts'

const ROWS_PER_PORTION = 250
/** Place behind the last column of any spreadsheet program (XFD). */
const LAST_COLUMN = 16_384
/** Error values by their number in `.xls` files; MS-XLS 2.5.10. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

interface ReadContext {
  readonly date1904: boolean
  readonly shapes: Map<string, NumberShape>
}

/** Reads the whole `content`: bytes, or text already decoded for HTML and XML. `file` is the name for messages. */
export async function openLegacy(content: Uint8Array | string, kind: FileKind, file: string): Promise<Source> {
  const workbook = await parse(content, file)
  const context: ReadContext = { date1904: workbook.Workbook?.WBProps?.date1904 === true, shapes: new Map() }
  const sheets = workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name]
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    return surveyOf(name, hidden, sheet, context)
  })
  return {
    kind,
    sheets,
    async *rows(index) {
      const sheet = workbook.Sheets[workbook.SheetNames[index] ?? '']
      if (sheet !== undefined) yield* portions(sheet, context)
    },
    close: async () => {
      /* Nothing is open. */
    },
  }
}

/**
 * What a compound file (the container of `.xls`, `.et`, encrypted `.xlsx`, `.doc`) holds.
 * Throws FILE_PASSWORD, or FILE_FORMAT when it is no workbook.
 */
export async function requireWorkbookInCompoundFile(content: Uint8Array, file: string): Promise<void> {
  const { CFB } = sheetJs()
  const has = (name: string): boolean => CFB.find(container, name) !== null
  let container: unknown
  try {
    container = CFB.read(content, { type: 'buffer' })
  } catch (error) {
    throw damaged(file, error)
  }
  if (has('/EncryptedPackage') || has('/EncryptionInfo')) throw passwordProtected(file)
  if (has('/Workbook') || has('/Book')) return
  throw notAWorkbook(file, has('/WordDocument') ? '它是 Word 文档' : has('/PowerPoint Document') ? '它是演示文稿' : '它的内容不是表格')
}

async function parse(content: Uint8Array | string, file: string): Promise<WorkBook> {
  try {
    return readWhole(content, true)
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (/password|encrypt/i.test(message)) throw passwordProtected(file)
    return readWithoutFormulas(content, file, error)
  }
}

/**
 * What the library cannot put into words (labels in natural language, of Excel 97) is the text of a formula, which nobody here needs: such a
 * file is read without the formulas of its names, and at last without any.
 */
function readWithoutFormulas(content: Uint8Array | string, file: string, first: unknown): WorkBook {
  const bare = typeof content === 'string' ? undefined : withoutNames(content)
  for (const withFormulas of [true, false]) {
    try {
      if (bare !== undefined) return readWhole(bare, withFormulas)
    } catch {
      // The first failure is the one to tell.
    }
  }
  throw damaged(file, first)
}

function readWhole(content: Uint8Array | string, withFormulas: boolean): WorkBook {
  return sheetJs().read(content, {
    type: typeof content === 'string' ? 'string' : 'buffer',
    dense: true,
    raw: true,
    cellDates: false,
    cellNF: true,
    cellText: false,
    cellHTML: false,
    cellFormula: withFormulas,
    cellStyles: true,
    WTF: false,
  })
}

/** Record of a defined name, and where in it the length of its formula stands; MS-XLS 2.4.150. */
const NAME_RECORD = 0x0018
const FORMULA_LENGTH_AT = 4
const RECORD_HEAD = 4

/** A compound file whose defined names have no formula; undefined where it holds no workbook of Excel 97 or later. */
function withoutNames(content: Uint8Array): Uint8Array | undefined {
  const { CFB } = sheetJs()
  try {
    const container = CFB.read(content, { type: 'buffer' })
    const stream = CFB.find(container, '/Workbook')?.content
    if (stream === undefined) return undefined
    const bytes = Uint8Array.from(stream)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at + RECORD_HEAD <= bytes.length; at += RECORD_HEAD + view.getUint16(at + 2, true)) {
      const isName = view.getUint16(at, true) === NAME_RECORD && view.getUint16(at + 2, true) > FORMULA_LENGTH_AT + 1
      if (isName) view.setUint16(at + RECORD_HEAD + FORMULA_LENGTH_AT, 0, true)
    }
    CFB.utils.cfb_del(container, '/Workbook')
    CFB.utils.cfb_add(container, '/Workbook', bytes)
    return CFB.write(container, { type: 'buffer' }) as Uint8Array
  } catch {
    return undefined
  }
}

function surveyOf(name: string, hidden: boolean, sheet: WorkSheet | undefined, context: ReadContext): SheetSurvey {
  let rowCount = 0
  let columnCount = 0
  let filledRows = 0
  for (const [index, row] of present(rowsOf(sheet))) {
    const cells = wireCells(row, context)
    if (cells.length === 0) continue
    filledRows += 1
    rowCount = index + 1
    columnCount = Math.max(columnCount, cells.length)
  }
  const refused = extentProblem(name, rowCount, columnCount)
  return {
    name,
    hidden,
    rowCount,
    columnCount,
    filledRows,
    merges: Int32Array.from((sheet?.['!merges'] ?? []).flatMap(({ s, e }) => [s.r + 1, s.c + 1, e.r + 1, e.c + 1])),
    ...columnsOf(sheet),
    ...(refused === undefined ? {} : { refused }),
  }
}

function columnsOf(sheet: WorkSheet | undefined): Pick<SheetSurvey, 'hiddenColumns' | 'widths'> {
  const hiddenColumns: number[] = []
  const widths: (readonly [number, number])[] = []
  for (const [index, column] of (sheet?.['!cols'] ?? []).slice(0, MAXIMUM_COLUMNS).entries()) {
    if (column?.hidden === true) hiddenColumns.push(index + 1)
    const width = column?.width ?? column?.wch
    if (width !== undefined && width > 0) widths.push([index + 1, width])
  }
  return { hiddenColumns, widths }
}

function* portions(sheet: WorkSheet, context: ReadContext): Generator<WireRow[]> {
  let rows: WireRow[] = []
  for (const [index, row] of present(rowsOf(sheet))) {
    const cells = wireCells(row, context)
    if (cells.length === 0) continue
    rows.push({ number: index + 1, hidden: sheet['!rows']?.[index]?.hidden === true, cells })
    if (rows.length < ROWS_PER_PORTION) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

function rowsOf(sheet: WorkSheet | undefined): readonly (readonly (CellObject | undefined)[] | undefined)[] {
  return sheet?.['!data'] ?? []
}

/** What an array holds, by its place, without the gaps: a sheet may have one row at place 100,000,000. */
function* present<T>(items: readonly T[]): Generator<readonly [number, T]> {
  for (const [place, item] of Object.entries(items)) yield [Number(place), item]
}

function wireCells(row: readonly (CellObject | undefined)[] | undefined, context: ReadContext): WireCell[] {
  const cells: WireCell[] = []
  if (row === undefined) return cells
  for (const [index, cell] of present(row)) {
    const value = cell === undefined ? null : wireCell(cell, context)
    if (value === null) continue
    // Beyond the limit the sheet is refused: only how wide it is matters then, and gaps need no filling.
    const place = Math.min(index, LAST_COLUMN)
    while (place < MAXIMUM_COLUMNS && cells.length < place) cells.push(null)
    cells[place] = value
  }
  return cells
}

function wireCell(cell: CellObject, context: ReadContext): WireCell {
  const formula = cell.f !== undefined
  switch (cell.t) {
    case 's':
      return textCell(String(cell.v ?? ''), formula, shape(cell, context))
    case 'n':
      return typeof cell.v === 'number' ? numberCell(cell.v, shape(cell, context), formula, context.date1904) : notCalculated(formula)
    case 'b':
      return booleanCell(cell.v === true, formula)
    case 'e':
      return errorCell(ERRORS[Number(cell.v)] ?? '#N/A', formula)
    default:
      return notCalculated(formula)
  }
}

function notCalculated(formula: boolean): WireCell {
  return formula ? errorCell(NOT_CALCULATED, true) : null
}

function shape(cell: CellObject, context: ReadContext): NumberShape {
  const code = typeof cell.z === 'string' ? cell.z : undefined
  if (code === undefined || code === 'General') return PLAIN
  const known = context.shapes.get(code)
  if (known !== undefined) return known
  const found = shapeOfCode(code)
  context.shapes.set(code, found)
  return found
}
