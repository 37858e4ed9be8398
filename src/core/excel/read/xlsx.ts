/** Reads `.xlsx` and `.xlsm` as a stream: memory depends on the texts of the workbook, not on the number of its rows. Macros are never looked at. */
import { deserialize, serialize } from 'node:v8'
import type { ZipEntry, ZipFile } from '../../files/zip.ts'
import { damaged, extentProblem, tooLarge } from './failures.ts'
import { MAXIMUM_HELD_BYTES, MAXIMUM_SHEET_BYTES } from './limits.ts'
import { SheetParser, type SheetContext } from './sheetParser.ts'
import type { SheetSurvey, Source } from './source.ts'
import type { WireRow } from './wire.ts'
import {
  readPart,
  RelationList,
  StyleList,
  TextList,
  textPieces,
  WorkbookList,
  type OpenPackage,
  type Relations,
  type SheetReference,
} from './workbookParts.ts'

interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly entry: ZipEntry
}

/** A sheet looked through once, with its rows where there is room to keep them. */
interface LookedThrough {
  readonly survey: SheetSurvey
  readonly held: HeldRows | undefined
}

/**
 * Opens the package `zip` whose workbook is at `workbookPath` inside it; `file` is the name for messages.
 * `report` is told the share of the work done, 0 to 1.
 */
export async function openXlsx(zip: ZipFile, workbookPath: string, file: string, report: (share: number) => void): Promise<Source> {
  const opened: OpenPackage = { zip, file }
  const { sheets, relations, date1904 } = await readWorkbook(opened, workbookPath)
  const parts = sheetParts(opened, sheets, relations)
  const styles = new StyleList()
  await readPart(opened, relations.byType('styles'), styles)
  const texts = new TextList()
  await readPart(opened, relations.byType('sharedStrings'), texts)
  const context: SheetContext = { file, texts: texts.texts, shapes: styles.shapes(), date1904 }
  const found: LookedThrough[] = []
  let room = MAXIMUM_HELD_BYTES
  for (const [index, part] of parts.entries()) {
    const looked = await lookThrough(zip, part, context, room, (share) => {
      report((index + share) / parts.length)
    })
    room -= looked.held?.bytes ?? 0
    found.push(looked)
  }
  return {
    kind: 'xlsx',
    sheets: found.map(({ survey }) => survey),
    rows: (sheet) => found[sheet]?.held?.rows() ?? readRows(zip, parts[sheet], context),
    close: async () => {
      found.length = 0
    },
  }
}

/** The relations of the part at `path`, which stand beside it. */
export async function readRelations(zip: ZipFile, path: string, file: string): Promise<Relations> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const list = new RelationList(folder)
  await readPart({ zip, file }, `${folder}_rels/${path.slice(folder.length)}.rels`, list)
  return list
}

async function readWorkbook(opened: OpenPackage, path: string): Promise<{ sheets: readonly SheetReference[]; relations: Relations; date1904: boolean }> {
  const list = new WorkbookList((what) => tooLarge(opened.file, what))
  if (!(await readPart(opened, path, list))) throw damaged(opened.file)
  return { sheets: list.sheets, date1904: list.date1904, relations: await readRelations(opened.zip, path, opened.file) }
}

function sheetParts({ zip, file }: OpenPackage, sheets: readonly SheetReference[], relations: Relations): SheetPart[] {
  const parts: SheetPart[] = []
  const seen = new Set<ZipEntry>()
  for (const { relation: id, name, hidden } of sheets) {
    const relation = relations.byId(id)
    // Chart sheets and dialogs hold no rows.
    if (relation?.type !== 'worksheet') continue
    const entry = zip.entry(relation.path)
    // Each sheet is a part of its own: a list that names one part many times would make much of little.
    if (entry === undefined || seen.has(entry)) throw damaged(file)
    seen.add(entry)
    parts.push({ name, hidden, entry })
  }
  return parts
}

/** Rows packed in bytes: as objects they would take five times as much, and hold on to the XML they were cut from. */
class HeldRows {
  readonly #portions: Buffer[] = []
  bytes = 0

  add(rows: readonly WireRow[]): void {
    const portion = serialize(rows)
    this.#portions.push(portion)
    this.bytes += portion.length
  }

  async *rows(): AsyncGenerator<WireRow[]> {
    for (const portion of this.#portions) yield deserialize(portion) as WireRow[]
  }
}

/** Reads a sheet to its end, since merged ranges and the extent are only known there; keeps the rows if they take no more than `room` bytes. */
async function lookThrough(zip: ZipFile, part: SheetPart, context: SheetContext, room: number, report: (share: number) => void): Promise<LookedThrough> {
  if (part.entry.size > MAXIMUM_SHEET_BYTES) return { survey: tooLargeSheet(part), held: undefined }
  const parser = new SheetParser(context)
  let held: HeldRows | undefined = new HeldRows()
  let done = 0
  for await (const piece of textPieces(zip, part.entry, MAXIMUM_SHEET_BYTES)) {
    const rows = parser.push(piece)
    if (rows.length > 0) held?.add(rows)
    if (held !== undefined && held.bytes > room) held = undefined
    done += piece.length
    report(Math.min(1, done / part.entry.size))
  }
  const extent = parser.finish()
  const refused = extentProblem(part.name, extent.rowCount, extent.columnCount)
  const survey = { name: part.name, hidden: part.hidden, ...extent, ...(refused === undefined ? {} : { refused }) }
  return { survey, held: refused === undefined ? held : undefined }
}

function tooLargeSheet({ name, hidden, entry }: SheetPart): SheetSurvey {
  return {
    name,
    hidden,
    rowCount: 0,
    columnCount: 0,
    filledRows: 0,
    merges: new Int32Array(),
    hiddenColumns: [],
    widths: [],
    refused: `工作表“${name}”展开后有 ${Math.ceil(entry.size / 1024 / 1024)} MB`,
  }
}

async function* readRows(zip: ZipFile, part: SheetPart | undefined, context: SheetContext): AsyncGenerator<WireRow[]> {
  if (part === undefined) return
  const parser = new SheetParser(context)
  for await (const piece of textPieces(zip, part.entry, MAXIMUM_SHEET_BYTES)) {
    const rows = parser.push(piece)
    if (rows.length > 0) yield rows
  }
  parser.finish()
}
