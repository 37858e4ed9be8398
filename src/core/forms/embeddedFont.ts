/**
 * Cuts a TrueType font down to some characters, for pages that carry their fonts with them. Done here and not by a library: the one there is works in a
 * memory of its own, into which each font is copied as a whole and which never grows smaller, 100 MB once the serif face has been through it.
 */

import { CHARACTERS, ENTRY, HEADER, PLACE, type TrueTypeFile } from './trueType.ts'

/** Tables that hold for all characters, and are taken as they are where the font has them. */
const TAKEN_WHOLE = ['OS/2', 'cvt ', 'fpgm', 'gasp', 'name', 'prep'] as const
/** Length of `post` without the names of glyphs, which the version says. */
const POST = { length: 32, withoutNames: 0x0003_0000 } as const
/** Where what is said of all glyphs stands and is changed. */
const CHANGED = { headChecksum: 8, headLongOffsets: PLACE.headLongOffsets, hheaMetrics: PLACE.hheaMetrics, maxpGlyphs: 4 } as const
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
export function embeddedFont(font: TrueTypeFile, characters: readonly WantedCharacter[]): Buffer {
  const table = (name: string): Buffer => font.table(name)
  const sorted = characters.toSorted((one, other) => one.code - other.code)
  // The first glyph stands for what a font does not have.
  const numbers = [...new Set([0, ...sorted.map(({ glyph }) => glyph)])]
  const { outlines, starts } = outlinesOf(font, numbers)
  const newNumbers = new Map(numbers.map((glyph, number) => [glyph, number]))
  const parts: [string, Buffer][] = [
    ...TAKEN_WHOLE.flatMap((name): [string, Buffer][] => (font.has(name) ? [[name, table(name)]] : [])),
    ['cmap', characterMap(sorted.map(({ code, glyph }) => [code, newNumbers.get(glyph) ?? 0]))],
    ['glyf', outlines],
    ['head', changed(table('head'), (head) => head.writeInt16BE(1, CHANGED.headLongOffsets))],
    ['hhea', changed(table('hhea'), (hhea) => hhea.writeUInt16BE(numbers.length, CHANGED.hheaMetrics))],
    ['hmtx', widths(font, numbers)],
    ['loca', starts],
    ['maxp', changed(table('maxp'), (maxp) => maxp.writeUInt16BE(numbers.length, CHANGED.maxpGlyphs))],
    ['post', changed(table('post').subarray(0, POST.length), (post) => post.writeUInt32BE(POST.withoutNames))],
  ]
  return putTogether(parts)
}

/** The outlines of some glyphs, each filled up to whole words, and where each begins. */
function outlinesOf(font: TrueTypeFile, glyphs: readonly number[]): { readonly outlines: Buffer; readonly starts: Buffer } {
  const starts = Buffer.alloc((glyphs.length + 1) * 4)
  let place = 0
  const outlines = font.outlinesOf(glyphs).map((exact, at) => {
    const outline = padded(exact)
    if (outline.length > 0 && outline.readInt16BE(0) < 0) throw new RangeError(`glyph ${glyphs[at]} is composed of others`)
    place += outline.length
    starts.writeUInt32BE(place, (at + 1) * 4)
    return outline
  })
  return { outlines: Buffer.concat(outlines), starts }
}

function padded(part: Buffer): Buffer {
  return Buffer.concat([part, Buffer.alloc((4 - (part.length % 4)) % 4)])
}

/** Width and left margin of each glyph. */
function widths(font: TrueTypeFile, glyphs: readonly number[]): Buffer {
  const written = Buffer.alloc(glyphs.length * 4)
  for (const [at, glyph] of glyphs.entries()) {
    const { advance, margin } = font.metrics(glyph)
    written.writeUInt16BE(advance, at * 4)
    written.writeInt16BE(margin, at * 4 + 2)
  }
  return written
}

/** Which character is which glyph, ascending: one list for all planes of Unicode, a line for all characters that follow one another as their glyphs do. */
export function characterMap(map: readonly (readonly [code: number, glyph: number])[]): Buffer {
  const runs: { readonly first: number; last: number; readonly glyph: number }[] = []
  for (const [code, glyph] of map) {
    const run = runs.at(-1)
    if (run !== undefined && code === run.last + 1 && glyph === run.glyph + code - run.first) run.last = code
    else runs.push({ first: code, last: code, glyph })
  }
  const { contents, format, head, line } = CHARACTERS
  const table = Buffer.alloc(contents + head + runs.length * line)
  // One part, for Windows (3) in full Unicode (10), right behind the contents.
  for (const [at, value] of [0, 1, 3, 10].entries()) table.writeUInt16BE(value, at * 2)
  table.writeUInt32BE(contents, 8)
  table.writeUInt16BE(format, contents)
  table.writeUInt32BE(head + runs.length * line, contents + 4)
  table.writeUInt32BE(runs.length, contents + 12)
  for (const [at, { first, last, glyph }] of runs.entries())
    for (const [column, value] of [first, last, glyph].entries()) table.writeUInt32BE(value, contents + head + at * line + column * 4)
  return table
}

function changed(table: Buffer, change: (copy: Buffer) => unknown): Buffer {
  const copy = Buffer.from(table)
  change(copy)
  return copy
}

/** The file of these tables, with the sums over each and over all. */
export function putTogether(unsorted: readonly [string, Buffer][]): Buffer {
  const tables = unsorted.toSorted(([one], [other]) => (one < other ? -1 : 1))
  const contents = Buffer.alloc(HEADER + tables.length * ENTRY)
  const power = Math.floor(Math.log2(tables.length))
  contents.writeUInt32BE(0x0001_0000)
  for (const [at, value] of [tables.length, ENTRY * 2 ** power, power, ENTRY * (tables.length - 2 ** power)].entries())
    contents.writeUInt16BE(value, 4 + at * 2)
  const parts: Buffer[] = [contents]
  let [place, head] = [contents.length, 0]
  for (const [index, [name, table]] of tables.entries()) {
    // The sum over the whole font is no part of itself.
    const whole = padded(name === 'head' ? changed(table, (copy) => copy.writeUInt32BE(0, CHANGED.headChecksum)) : table)
    const at = HEADER + index * ENTRY
    contents.write(name, at, 'latin1')
    for (const [column, value] of [sumOf(whole), place, table.length].entries()) contents.writeUInt32BE(value, at + 4 + column * 4)
    if (name === 'head') head = place
    parts.push(whole)
    place += whole.length
  }
  const file = Buffer.concat(parts)
  file.writeUInt32BE((WHOLE_SUM - sumOf(file)) >>> 0, head + CHANGED.headChecksum)
  return file
}

function sumOf(words: Buffer): number {
  let sum = 0
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0
  return sum
}
