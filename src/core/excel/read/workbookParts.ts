/** The parts of a workbook beside its sheets: list of sheets, relations, shared texts, number formats. Each is a handler of {@link XmlReader}. */
import { StringDecoder } from 'node:string_decoder'
import type { ZipEntry, ZipFile } from '../../files/zip.ts'
import { damaged, tooLarge } from './failures.ts'
import { MAXIMUM_PART_BYTES, MAXIMUM_SHEETS } from './limits.ts'
import { numberShape, type NumberShape } from './numberFormats.ts'
import { TextCollector } from './textCollector.ts'
import { attribute, isTrue, XmlReader, type Attributes, type XmlHandler } from './xml.ts'

export interface OpenPackage {
  readonly zip: ZipFile
  /** Name for messages. */
  readonly file: string
}

/** Reads a part of the package, if it is there, and tells the handler. Returns whether it is there. */
export async function readPart({ zip, file }: OpenPackage, path: string | undefined, handler: XmlHandler): Promise<boolean> {
  const entry = path === undefined ? undefined : zip.entry(path)
  if (entry === undefined) return false
  const reader = new XmlReader(handler, { damaged: (cause) => damaged(file, cause), tooLarge: (what) => tooLarge(file, what) })
  for await (const piece of textPieces(zip, entry, MAXIMUM_PART_BYTES)) reader.push(piece)
  reader.finish()
  return true
}

/** The text of a part, piece by piece. Throws when it unpacks to more than `limit` bytes. */
export async function* textPieces(zip: ZipFile, entry: ZipEntry, limit: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  for await (const piece of zip.stream(entry, limit)) yield decoder.write(piece)
  yield decoder.end()
}

/** A handler that looks at start tags only; `parent` is the name of the section, which stands at depth 2. */
abstract class SectionHandler implements XmlHandler {
  #section = ''

  open(name: string, attributes: Attributes, depth: number): void {
    if (depth === 2) this.#section = name
    if (depth === 2 || depth === 3) this.met(name, attributes, depth === 3 ? this.#section : '')
  }

  text(): void {
    /* Nothing is said by text. */
  }

  close(): void {
    /* Start tags say it all. */
  }

  /** A tag of depth 2 (`section` empty) or of depth 3 in that section. */
  protected abstract met(name: string, attributes: Attributes, section: string): void
}

export interface SheetReference {
  readonly name: string
  readonly hidden: boolean
  /** Id of the relation that leads to its part. */
  readonly relation: string
}

/** Of `workbook.xml`: the sheets, and where days are counted from. */
export class WorkbookList extends SectionHandler {
  readonly sheets: SheetReference[] = []
  date1904 = false
  readonly #tooLarge: (what: string) => Error

  constructor(tooMany: (what: string) => Error) {
    super()
    this.#tooLarge = tooMany
  }

  protected met(name: string, attributes: Attributes, section: string): void {
    if (section === '' && name === 'workbookPr') this.date1904 = isTrue(attributes['date1904'])
    if (section !== 'sheets' || name !== 'sheet') return
    if (this.sheets.length >= MAXIMUM_SHEETS) throw this.#tooLarge(`工作表超过 ${MAXIMUM_SHEETS} 个`)
    const hidden = (attributes['state'] ?? 'visible') !== 'visible'
    this.sheets.push({ name: attributes['name'] ?? '', hidden, relation: attribute(attributes, 'id') ?? '' })
  }
}

export interface Relation {
  /** The last word of the type's address. */
  readonly type: string
  /** From the root of the package. */
  readonly path: string
}

export interface Relations {
  byId(id: string): Relation | undefined
  /** Path of the first part of this type. */
  byType(type: string): string | undefined
}

/** Of a `.rels` part. Links to other files are never followed. */
export class RelationList extends SectionHandler implements Relations {
  readonly #folder: string
  readonly #byId = new Map<string, Relation>()
  readonly #byType = new Map<string, string>()

  /** Paths are told from `folder`, which ends in a slash or is empty. */
  constructor(folder: string) {
    super()
    this.#folder = folder
  }

  byId(id: string): Relation | undefined {
    return this.#byId.get(id)
  }

  byType(type: string): string | undefined {
    return this.#byType.get(type)
  }

  protected met(name: string, attributes: Attributes, section: string): void {
    if (section !== '' || name !== 'Relationship' || attributes['TargetMode'] === 'External') return
    const address = attributes['Type'] ?? ''
    const type = address.slice(address.lastIndexOf('/') + 1)
    const path = resolvePath(this.#folder, attributes['Target'] ?? '')
    this.#byId.set(attributes['Id'] ?? '', { type, path })
    if (!this.#byType.has(type)) this.#byType.set(type, path)
  }
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

/** Of `styles.xml`: how numbers are to be understood, by number of the cell style. */
export class StyleList extends SectionHandler {
  readonly #codes = new Map<number, string>()
  readonly #formats: number[] = []

  /** Styles may stand before the formats they use. */
  shapes(): NumberShape[] {
    const known = new Map<number, NumberShape>()
    return this.#formats.map((id) => {
      const shape = known.get(id) ?? numberShape(id, this.#codes.get(id))
      known.set(id, shape)
      return shape
    })
  }

  protected met(name: string, attributes: Attributes, section: string): void {
    if (section === 'numFmts' && name === 'numFmt') this.#codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
    else if (section === 'cellXfs' && name === 'xf') this.#formats.push(Number(attributes['numFmtId'] ?? 0))
  }
}

/** Of `styles.xml`: name and size of the first font, which measures columns; undefined where it is not said. */
export class DefaultFont implements XmlHandler {
  name: string | undefined
  size: number | undefined
  #inFonts = false
  #fonts = 0

  open(name: string, attributes: Attributes, depth: number): void {
    if (depth === 2) this.#inFonts = name === 'fonts'
    if (!this.#inFonts || depth < 3) return
    if (depth === 3) this.#fonts += 1
    else if (this.#fonts === 1 && depth === 4) this.#property(name, attributes['val'])
  }

  text(): void {
    /* Start tags say it all. */
  }

  close(): void {
    /* Start tags say it all. */
  }

  #property(name: string, value: string | undefined): void {
    if (name === 'name') this.name = value
    else if (name === 'sz' && Number(value) > 0) this.size = Number(value)
  }
}

/** Of `sharedStrings.xml`: the shared texts in order. */
export class TextList implements XmlHandler {
  readonly texts: string[] = []
  readonly #collector = new TextCollector()

  open(name: string, _attributes: Attributes, depth: number): void {
    if (depth === 2) this.#collector.start()
    else if (depth > 2) this.#collector.open(name)
  }

  text(text: string): void {
    this.#collector.text(text)
  }

  close(name: string, depth: number): void {
    if (depth > 2) this.#collector.close(name)
    else if (depth === 2 && name === 'si') this.texts.push(this.#collector.result)
  }
}
