/** Reads `.xlsx` and `.xlsm` as a stream: memory depends on the texts of the workbook, not on the number of its rows. Macros are never looked at. */
import { StringDecoder } from 'node:string_decoder'
import type { ZipEntry, ZipFile } from '../../files/zip.ts'
import { damaged, extentProblem, tooLarge } from './failures.ts'
import { MAXIMUM_PART_BYTES, MAXIMUM_SHEET_BYTES, MAXIMUM_SHEETS } from './limits.ts'
import { numberShape, type NumberShape } from './numberFormats.ts'
import { SheetScanner, type SheetContext } from './sheetScanner.ts'
import { SheetSurveyor } from './sheetSurveyor.ts'
import type { SheetSurvey, Source } from './source.ts'
import type { WireRow } from './wire.ts'
import { attribute, isTrue, richText, section, tags } from './xml.ts'

interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly entry: ZipEntry
}

interface WorkbookPart {
  readonly sheets: readonly SheetPart[]
  readonly date1904: boolean
  readonly styles: ZipEntry | undefined
  readonly texts: ZipEntry | undefined
}

/**
 * Opens the package `zip` whose workbook is at `workbookPath` inside it; `file` is the name for messages.
 * `report` is told the share of the work done, 0 to 1.
 */
export async function openXlsx(zip: ZipFile, workbookPath: string, file: string, report: (share: number) => void): Promise<Source> {
  const workbook = await readWorkbookPart(zip, workbookPath, file)
  const shapes = workbook.styles === undefined ? [] : parseShapes(await readText(zip, workbook.styles))
  const texts = workbook.texts === undefined ? [] : await readTexts(zip, workbook.texts)
  const context: SheetContext = { file, texts, shapes, date1904: workbook.date1904 }
  const sheets: SheetSurvey[] = []
  for (const [index, part] of workbook.sheets.entries()) {
    sheets.push(await survey(zip, part, file, (share) => { report((index + share) / workbook.sheets.length) }))
  }
  return {
    kind: 'xlsx',
    sheets,
    rows: (sheet) => readRows(zip, workbook.sheets[sheet], context),
    close: async () => { /* The file belongs to the caller. */ },
  }
}

async function readWorkbookPart(zip: ZipFile, path: string, file: string): Promise<WorkbookPart> {
  const xml = await readPart(zip, path)
  if (xml === undefined) throw damaged(file)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const relations = parseRelations(await readPart(zip, `${folder}_rels/${path.slice(folder.length)}.rels`) ?? '', folder)
  const sheets: SheetPart[] = []
  for (const tag of tags(section(xml, 'sheets') ?? '', 'sheet')) {
    const relation = relations.get(attribute(tag, 'id') ?? '')
    // Chart sheets and dialogs hold no rows.
    if (relation === undefined || relation.type !== 'worksheet') continue
    const entry = zip.entry(relation.path)
    if (entry === undefined) throw damaged(file)
    sheets.push({ name: attribute(tag, 'name') ?? '', hidden: (attribute(tag, 'state') ?? 'visible') !== 'visible', entry })
  }
  if (sheets.length > MAXIMUM_SHEETS) throw tooLarge(file, `有 ${sheets.length} 个工作表，最多能读 ${MAXIMUM_SHEETS} 个`)
  const byType = (type: string) => [...relations.values()].find((relation) => relation.type === type)
  const entryOf = (type: string) => zip.entry(byType(type)?.path ?? '')
  const [properties = ''] = tags(xml, 'workbookPr')
  return { sheets, date1904: isTrue(attribute(properties, 'date1904')), styles: entryOf('styles'), texts: entryOf('sharedStrings') }
}

interface Relation {
  readonly type: string
  readonly path: string
}

/** Relations by id; `type` is the last word of the type's address, `path` is from the root of the package. */
export function parseRelations(xml: string, folder: string): Map<string, Relation> {
  const relations = new Map<string, Relation>()
  for (const tag of tags(xml, 'Relationship')) {
    const target = attribute(tag, 'Target') ?? ''
    const type = attribute(tag, 'Type') ?? ''
    if (isExternal(tag)) continue
    relations.set(attribute(tag, 'Id') ?? '', { type: type.slice(type.lastIndexOf('/') + 1), path: resolvePath(folder, target) })
  }
  return relations
}

/** Links to other files are never followed. */
function isExternal(tag: string): boolean {
  return attribute(tag, 'TargetMode') === 'External'
}

function resolvePath(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function readPart(zip: ZipFile, path: string): Promise<string | undefined> {
  const entry = zip.entry(path)
  return entry === undefined ? undefined : readText(zip, entry)
}

async function readText(zip: ZipFile, entry: ZipEntry): Promise<string> {
  return (await zip.read(entry, MAXIMUM_PART_BYTES)).toString('utf8')
}

function parseShapes(styles: string): NumberShape[] {
  const codes = new Map<number, string>()
  for (const tag of tags(styles, 'numFmt')) codes.set(Number(attribute(tag, 'numFmtId')), attribute(tag, 'formatCode') ?? '')
  const shapes: NumberShape[] = []
  for (const tag of tags(section(styles, 'cellXfs') ?? '', 'xf')) {
    const id = Number(attribute(tag, 'numFmtId') ?? 0)
    shapes.push(numberShape(id, codes.get(id)))
  }
  return shapes
}

/** The shared texts in order. */
async function readTexts(zip: ZipFile, entry: ZipEntry): Promise<string[]> {
  const texts: string[] = []
  const decoder = new StringDecoder('utf8')
  let rest = ''
  const take = (text: string): void => {
    let at = 0
    const item = /<(?:\w+:)?si(?:\s[^>]*[^/])?>([\s\S]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\s*\/>/g
    for (const found of text.matchAll(item)) {
      const inside = found[1] ?? ''
      const plain = inside.startsWith('<t>') && inside.endsWith('</t>') && !inside.includes('&') && !inside.includes('_x') && inside.indexOf('<', 3) === inside.length - 4
      texts.push(plain ? inside.slice(3, -4) : richText(inside))
      at = found.index + found[0].length
    }
    rest = text.slice(at)
  }
  for await (const piece of zip.stream(entry, MAXIMUM_PART_BYTES)) take(rest + decoder.write(piece))
  return texts
}

async function survey(zip: ZipFile, part: SheetPart, file: string, report: (share: number) => void): Promise<SheetSurvey> {
  const empty = { name: part.name, hidden: part.hidden, rowCount: 0, columnCount: 0, filledRows: 0, merges: new Int32Array(), hiddenColumns: [], widths: [] }
  if (part.entry.size > MAXIMUM_SHEET_BYTES) return { ...empty, refused: `工作表“${part.name}”展开后有 ${Math.ceil(part.entry.size / 1024 / 1024)} MB` }
  const surveyor = new SheetSurveyor(file)
  let done = 0
  for await (const piece of zip.stream(part.entry, MAXIMUM_SHEET_BYTES)) {
    surveyor.push(piece.toString('latin1'))
    done += piece.length
    report(done / part.entry.size)
  }
  const result = surveyor.finish()
  const refused = extentProblem(part.name, result.rowCount, result.columnCount)
  return { name: part.name, hidden: part.hidden, ...result, ...(refused === undefined ? {} : { refused }) }
}

async function* readRows(zip: ZipFile, part: SheetPart | undefined, context: SheetContext): AsyncGenerator<WireRow[]> {
  if (part === undefined) return
  const scanner = new SheetScanner(context)
  const decoder = new StringDecoder('utf8')
  for await (const piece of zip.stream(part.entry, MAXIMUM_SHEET_BYTES)) {
    const rows = scanner.push(decoder.write(piece))
    if (rows.length > 0) yield rows
  }
}
