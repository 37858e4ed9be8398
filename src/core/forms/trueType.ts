/**
 * A TrueType file, read where it lies: what is said of all characters (270 KB of the largest face) once, the outline of a character when it is asked for.
 * Pages on screen need the widths and outlines of a few hundred characters, and no library that reads the whole file for them.
 */
import { closeSync, openSync, readSync } from 'node:fs'

/** What a TrueType file begins with, and an entry of its table of contents. */
export const [HEADER, ENTRY] = [12, 16] as const
const OUTLINES = 'glyf'
/** Where what is said of all glyphs stands. */
export const PLACE = { headUnits: 18, headLongOffsets: 50, hheaMetrics: 34 } as const

/** The table of characters of a shipped font: a single part, with a line for each run of code points whose glyphs follow one another, too (format 12). */
export const CHARACTERS = { contents: 12, format: 12, head: 16, line: 12 } as const

export class TrueTypeFile {
  readonly #path: string
  readonly #tables = new Map<string, Buffer>()
  readonly #read = new Map<number, Buffer>()
  /** Where the outlines begin in the file. */
  readonly #outlines: number
  /** Parts of the font size in which lengths are told. */
  readonly unitsPerEm: number

  /** Throws where there is no such file, and RangeError where it is not as the shipped fonts are. */
  constructor(path: string) {
    this.#path = path
    this.#outlines = reading(path, (read) => {
      const head = read(0, HEADER)
      const contents = read(HEADER, head.readUInt16BE(4) * ENTRY)
      let outlines = 0
      for (let at = 0; at < contents.length; at += ENTRY) {
        const [name, start] = [contents.toString('latin1', at, at + 4), contents.readUInt32BE(at + 8)]
        if (name === OUTLINES) outlines = start
        else this.#tables.set(name, read(start, contents.readUInt32BE(at + 12)))
      }
      return outlines
    })
    if (this.table('cmap').readUInt16BE(CHARACTERS.contents) !== CHARACTERS.format)
      throw new RangeError('the table of characters is not the one that the build writes')
    this.unitsPerEm = this.table('head').readUInt16BE(PLACE.headUnits)
  }

  /** A table other than that of the outlines. Throws RangeError where the font has none of that name. */
  table(name: string): Buffer {
    const found = this.#tables.get(name)
    if (found === undefined) throw new RangeError(`the font has no table ${name}`)
    return found
  }

  has(name: string): boolean {
    return this.#tables.has(name)
  }

  /** The glyph of a code point; undefined where the font has none. */
  glyph(code: number): number | undefined {
    const [map, lines] = [this.table('cmap'), CHARACTERS.contents + CHARACTERS.head]
    const at = (line: number): number => lines + line * CHARACTERS.line
    let [low, high] = [0, map.readUInt32BE(lines - 4)]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (map.readUInt32BE(at(middle) + 4) < code) low = middle + 1
      else high = middle
    }
    if (at(low) >= map.length || code < map.readUInt32BE(at(low))) return undefined
    return map.readUInt32BE(at(low) + 8) + code - map.readUInt32BE(at(low))
  }

  /** Width of a glyph and the left margin of its outline, in {@link unitsPerEm}. */
  metrics(glyph: number): { readonly advance: number; readonly margin: number } {
    const [widths, measured] = [this.table('hmtx'), this.table('hhea').readUInt16BE(PLACE.hheaMetrics)]
    // From the last that has a width of its own on all are as wide.
    const margin = glyph < measured ? glyph * 4 + 2 : measured * 4 + (glyph - measured) * 2
    return { advance: widths.readUInt16BE(Math.min(glyph, measured - 1) * 4), margin: widths.readInt16BE(margin) }
  }

  /** The outlines of some glyphs, in their order; empty for a blank. Those read once are kept: pages are made of the same characters. */
  outlinesOf(glyphs: readonly number[]): Buffer[] {
    const wanted = glyphs.filter((glyph) => !this.#read.has(glyph))
    const offsetOf = this.#offsets()
    if (wanted.length > 0)
      reading(this.#path, (read) => {
        for (const glyph of wanted) this.#read.set(glyph, read(this.#outlines + offsetOf(glyph), offsetOf(glyph + 1) - offsetOf(glyph)))
      })
    return glyphs.map((glyph) => this.#read.get(glyph) ?? Buffer.alloc(0))
  }

  /** Where the outline of a glyph begins; the next one's is where it ends. */
  #offsets(): (glyph: number) => number {
    const loca = this.table('loca')
    const long = this.table('head').readInt16BE(PLACE.headLongOffsets) !== 0
    return long ? (glyph) => loca.readUInt32BE(glyph * 4) : (glyph) => loca.readUInt16BE(glyph * 2) * 2
  }
}

/** Reads parts of a file by where they begin and their length. */
function reading<T>(path: string, work: (read: (start: number, length: number) => Buffer) => T): T {
  const file = openSync(path, 'r')
  try {
    return work((start, length) => {
      const part = Buffer.alloc(length)
      if (length > 0 && readSync(file, part, 0, length, start) !== length) throw new RangeError('the font ends too early')
      return part
    })
  } finally {
    closeSync(file)
  }
}
