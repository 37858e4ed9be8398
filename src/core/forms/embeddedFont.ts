/**
 * Cuts a TrueType font down to some characters, for pages that carry their fonts with them. Done here and not by a library: the one there is works in a
 * memory of its own, into which each font is copied as a whole and which never grows smaller, 100 MB once the serif face has been through it.
 */

/** What a TrueType file begins with, and an entry of its table of contents. */
const [HEADER, ENTRY] = [12, 16] as const
/** Tables that hold for all characters, and are taken as they are where the font has them. */
const TAKEN_WHOLE = ['OS/2', 'cvt ', 'fpgm', 'gasp', 'name', 'prep'] as const
/** Length of `post` without the names of glyphs, which the version says. */
const POST = { length: 32, withoutNames: 0x0003_0000 } as const
/** Where what is said of all glyphs stands. */
const PLACE = { headChecksum: 8, headLongOffsets: 50, hheaMetrics: 34, maxpGlyphs: 4 } as const
/** What the sum over a whole font is taken from. */
const WHOLE_SUM = 0xb1b0_afba
/** One character of a font: its code point, and the number of its glyph there. */
export interface WantedCharacter {
  readonly code: number
  readonly glyph: number
}

/**
 * A TrueType file that has the characters alone, drawn as in `font`. What it lacks a renderer draws from another font. Throws RangeError for a glyph that is
 * composed of others; the shipped fonts have none.
 */
export function embeddedFont(font: Buffer, characters: readonly WantedCharacter[]): Buffer {
  const tables = tablesOf(font)
  const table = (name: string): Buffer => {
    const found = tables.get(name)
    if (found === undefined) throw new RangeError(`the font has no table ${name}`)
    return found
  }
  const offsets = glyphOffsets(table('loca'), table('head'))
  const sorted = characters.toSorted((one, other) => one.code - other.code)
  // The first glyph stands for what a font does not have.
  const numbers = [...new Set([0, ...sorted.map(({ glyph }) => glyph)])]
  const { outlines, starts } = outlinesOf(table('glyf'), offsets, numbers)
  const newNumbers = new Map(numbers.map((glyph, number) => [glyph, number]))
  const parts: [string, Buffer][] = [
    ...TAKEN_WHOLE.flatMap((name): [string, Buffer][] => (tables.has(name) ? [[name, table(name)]] : [])),
    ['cmap', characterMap(sorted.map(({ code, glyph }) => [code, newNumbers.get(glyph) ?? 0]))],
    ['glyf', outlines],
    [
      'head',
      changed(
        table('head'),
        (head) => head.writeUInt32BE(0, PLACE.headChecksum),
        (head) => head.writeInt16BE(1, PLACE.headLongOffsets),
      ),
    ],
    ['hhea', changed(table('hhea'), (hhea) => hhea.writeUInt16BE(numbers.length, PLACE.hheaMetrics))],
    ['hmtx', widths(table('hmtx'), table('hhea').readUInt16BE(PLACE.hheaMetrics), numbers)],
    ['loca', starts],
    ['maxp', changed(table('maxp'), (maxp) => maxp.writeUInt16BE(numbers.length, PLACE.maxpGlyphs))],
    ['post', changed(table('post').subarray(0, POST.length), (post) => post.writeUInt32BE(POST.withoutNames))],
  ]
  return putTogether(parts)
}

function tablesOf(font: Buffer): ReadonlyMap<string, Buffer> {
  const tables = new Map<string, Buffer>()
  for (let at = HEADER; at < HEADER + font.readUInt16BE(4) * ENTRY; at += ENTRY) {
    const start = font.readUInt32BE(at + 8)
    tables.set(font.toString('latin1', at, at + 4), font.subarray(start, start + font.readUInt32BE(at + 12)))
  }
  return tables
}

/** Where the outline of a glyph begins; the next one's is where it ends. */
function glyphOffsets(loca: Buffer, head: Buffer): (glyph: number) => number {
  return head.readInt16BE(PLACE.headLongOffsets) === 0 ? (glyph) => loca.readUInt16BE(glyph * 2) * 2 : (glyph) => loca.readUInt32BE(glyph * 4)
}

/** The outlines of some glyphs, each filled up to whole words, and where each begins. */
function outlinesOf(glyf: Buffer, offsetOf: (glyph: number) => number, glyphs: readonly number[]): { readonly outlines: Buffer; readonly starts: Buffer } {
  const outlines: Buffer[] = []
  const starts = Buffer.alloc((glyphs.length + 1) * 4)
  let place = 0
  for (const [at, glyph] of glyphs.entries()) {
    const outline = padded(glyf.subarray(offsetOf(glyph), offsetOf(glyph + 1)))
    if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new RangeError(`glyph ${glyph} is composed of others`)
    outlines.push(outline)
    place += outline.length
    starts.writeUInt32BE(place, (at + 1) * 4)
  }
  return { outlines: Buffer.concat(outlines), starts }
}

function padded(part: Buffer): Buffer {
  return Buffer.concat([part, Buffer.alloc((4 - (part.length % 4)) % 4)])
}

/** Width and left margin of each glyph; from the last that has a width of its own on all are as wide. */
function widths(hmtx: Buffer, measured: number, glyphs: readonly number[]): Buffer {
  const written = Buffer.alloc(glyphs.length * 4)
  for (const [at, glyph] of glyphs.entries()) {
    hmtx.copy(written, at * 4, Math.min(glyph, measured - 1) * 4, Math.min(glyph, measured - 1) * 4 + 2)
    const margin = glyph < measured ? glyph * 4 + 2 : measured * 4 + (glyph - measured) * 2
    hmtx.copy(written, at * 4 + 2, margin, margin + 2)
  }
  return written
}

/** Which character is which glyph: one list for all planes of Unicode, a line for each (format 12). */
function characterMap(map: readonly (readonly [code: number, glyph: number])[]): Buffer {
  const [contents, head, line] = [12, 16, 12]
  const table = Buffer.alloc(contents + head + map.length * line)
  // One part, for Windows (3) in full Unicode (10), right behind the contents.
  for (const [at, value] of [0, 1, 3, 10].entries()) table.writeUInt16BE(value, at * 2)
  table.writeUInt32BE(contents, 8)
  table.writeUInt16BE(12, contents)
  table.writeUInt32BE(head + map.length * line, contents + 4)
  table.writeUInt32BE(map.length, contents + 12)
  for (const [at, [code, glyph]] of map.entries())
    for (const [column, value] of [code, code, glyph].entries()) table.writeUInt32BE(value, contents + head + at * line + column * 4)
  return table
}

function changed(table: Buffer, ...changes: readonly ((copy: Buffer) => unknown)[]): Buffer {
  const copy = Buffer.from(table)
  for (const change of changes) change(copy)
  return copy
}

/** The file of these tables, with the sums over each and over all. */
function putTogether(unsorted: readonly [string, Buffer][]): Buffer {
  const tables = unsorted.toSorted(([one], [other]) => (one < other ? -1 : 1))
  const contents = Buffer.alloc(HEADER + tables.length * ENTRY)
  const power = Math.floor(Math.log2(tables.length))
  contents.writeUInt32BE(0x0001_0000)
  for (const [at, value] of [tables.length, ENTRY * 2 ** power, power, ENTRY * (tables.length - 2 ** power)].entries())
    contents.writeUInt16BE(value, 4 + at * 2)
  const parts: Buffer[] = [contents]
  let [place, head] = [contents.length, 0]
  for (const [index, [name, table]] of tables.entries()) {
    const whole = padded(table)
    const at = HEADER + index * ENTRY
    contents.write(name, at, 'latin1')
    for (const [column, value] of [sumOf(whole), place, table.length].entries()) contents.writeUInt32BE(value, at + 4 + column * 4)
    if (name === 'head') head = place
    parts.push(whole)
    place += whole.length
  }
  const file = Buffer.concat(parts)
  file.writeUInt32BE((WHOLE_SUM - sumOf(file)) >>> 0, head + PLACE.headChecksum)
  return file
}

function sumOf(words: Buffer): number {
  let sum = 0
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0
  return sum
}
