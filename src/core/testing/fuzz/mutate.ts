/** Changes to sound input that keep so much of its structure that a reader goes deep into it before it notices. */
import type { Random } from './random.ts'

/** Numbers at which sizes, offsets and counts turn over. */
const EXTREMES = [0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff] as const
const MOST_CHANGES = 5
const MOST_REPEATS = 2000
const MOST_CHARACTERS = 200_000

/** Changes a few places of bytes: bits, numbers, pieces removed, doubled, put elsewhere, repeated. */
export function mutateBytes(random: Random, bytes: Uint8Array): Buffer {
  let result = Buffer.from(bytes)
  for (let change = random.below(MOST_CHANGES); change >= 0; change -= 1) result = changeBytes(random, result)
  return result
}

function changeBytes(random: Random, bytes: Buffer): Buffer<ArrayBuffer> {
  const result = Buffer.from(bytes)
  const at = random.below(result.length)
  const length = Math.min(result.length - at, 1 + random.below(random.oneIn(4) ? result.length : 16))
  switch (random.below(8)) {
    case 0:
      if (result.length > 0) result.writeUInt8((result[at] ?? 0) ^ (1 << random.below(8)), at)
      return result
    case 1:
      if (at + 4 <= result.length) result.writeUInt32LE(random.pick(EXTREMES), at)
      return result
    case 2:
      if (at + 4 <= result.length) result.writeUInt32BE(random.pick(EXTREMES), at)
      return result
    case 3:
      if (at + 2 <= result.length) result.writeUInt16LE(random.pick(EXTREMES) & 0xffff, at)
      return result
    case 4:
      return Buffer.concat([result.subarray(0, at), result.subarray(at + length)])
    case 5:
      return Buffer.concat([result.subarray(0, at + length), result.subarray(at)])
    case 6:
      return Buffer.concat([result.subarray(0, at), Buffer.from(Array.from({ length }, () => random.below(256))), result.subarray(at)])
    default:
      return result.subarray(0, at)
  }
}

/** How a text falls into pieces that mean something to its reader, and what else could stand there. */
export interface Grammar {
  /** Finds the pieces; must be global, and match everything. */
  readonly pieces: RegExp
  readonly words: readonly [string, ...string[]]
}

export const XML: Grammar = {
  pieces: /<[^>]*>|[^<"]+|"/g,
  words: [
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?xml version="1.0"?>',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '&amp;',
    '&#0;',
    '&#x110000;',
    '&b;',
    '&',
    '"',
    "'",
    '=',
    '\u0000',
    '\ufeff',
    '\ud800',
    '<row r="1048577">',
    '<c r="XFD1" t="s"><v>99999</v></c>',
    '<c r="ZZZZ1"/>',
    '<c t="inlineStr"><is><t>a</t><rPh><t>b</t></rPh></is></c>',
    '<is>',
    '<t>',
    '<si>',
    '<rPh>',
    '<f>',
    '<v>1e999</v>',
    '<mergeCell ref="A1:XFD1048576"/>',
    '<col min="1" max="99999999" width="9"/>',
    '<sheet name="a" id="r1"/>',
    '_x0000_',
    '_xFFFF_',
    '[$-804]yyyy',
    '[a[a[a',
  ],
}

export const LINES: Grammar = {
  pieces: /[^\n,;\t"]+|["\n,;\t]/g,
  words: ['"', '""', ',', '\t', '\n', '\r\n', '\r', ';', '|', '="1"', "'=1", 'sep=;\n', '\u0000', '\ufeff', '\ufffd', '9'.repeat(400), '张'],
}

export const MARKUP: Grammar = {
  pieces: /<[^>]*>|[^<"]+|"/g,
  words: [
    ...XML.words,
    '<table>',
    '<tr>',
    '<td colspan="99999">',
    '</table>',
    '<Row ss:Index="9999999">',
    '<Cell ss:Index="99999">',
    '<Cell ss:MergeAcross="99999">',
    '<table:table-row table:number-rows-repeated="99999">',
    '<table:table-cell table:number-columns-repeated="99999"/>',
  ],
}

/** Changes a few pieces of a text: removed, doubled, moved, repeated many times, replaced by other words, cut in the middle. */
export function mutateText(random: Random, text: string, { pieces, words }: Grammar): string {
  const parts = text.match(pieces) ?? []
  for (let change = random.below(MOST_CHANGES); change >= 0; change -= 1) changePieces(random, parts, words)
  const result = parts.join('')
  return random.oneIn(12) ? result.slice(0, random.below(result.length)) : result
}

function changePieces(random: Random, parts: string[], words: readonly [string, ...string[]]): void {
  const at = random.below(parts.length)
  const part = parts[at] ?? ''
  switch (random.below(8)) {
    case 0:
      parts.splice(at, 1 + random.below(random.oneIn(4) ? parts.length : 3))
      return
    case 1:
      parts.splice(at, 0, part)
      return
    case 2:
      parts.splice(random.below(parts.length), 0, part)
      return
    case 3:
      parts[at] = repeated(random, part)
      return
    case 4:
      parts.splice(at, 0, random.pick(words))
      return
    case 5:
      parts.splice(at, 1, random.pick(words))
      return
    case 6:
      parts.splice(at, 0, repeated(random, random.pick(words)))
      return
    default:
      parts[at] = changeInside(random, part, words)
  }
}

/** A piece many times over, within bounds: what is tried is the reader, not the memory of the test. */
function repeated(random: Random, part: string): string {
  return part.repeat(1 + random.below(Math.min(MOST_REPEATS, MOST_CHARACTERS / (part.length + 1))))
}

/** A figure becomes another, or a word gets into the middle. */
function changeInside(random: Random, part: string, words: readonly [string, ...string[]]): string {
  if (/\d/.test(part) && !random.oneIn(3)) return part.replace(/\d+/, () => String(random.oneIn(2) ? random.pick(EXTREMES) : -random.below(1000)))
  const at = random.below(part.length + 1)
  return part.slice(0, at) + random.pick(words) + part.slice(at)
}

const ODD_VALUES = [
  null,
  true,
  '',
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  'constructor',
  '__proto__',
  '../../outside',
  'C:\\outside',
  'data/../../outside.csv',
  '\u0000',
  '\u202e',
  'a'.repeat(100_000),
  '2026-13-45T99:99:99Z',
] as const

/** Changes a few values anywhere in a JSON value: replaced, removed, doubled, nested, renamed. */
export function mutateJson(random: Random, value: unknown): unknown {
  let result = structuredClone(value)
  for (let change = random.below(3); change >= 0; change -= 1) result = changeJson(random, result)
  return result
}

function changeJson(random: Random, value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0 && !random.oneIn(4)) {
    const items: unknown[] = value
    const at = random.below(items.length)
    if (random.oneIn(5)) return [...items, ...Array.from({ length: 1 + random.below(50) }, () => items[at])]
    if (random.oneIn(6)) return items.toSpliced(at, 1)
    return items.with(at, changeJson(random, items[at]))
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0 && !random.oneIn(6)) {
    const entries = Object.entries(value)
    const at = random.below(entries.length)
    const [key, inside] = entries[at] ?? ['a', null]
    if (random.oneIn(8)) return Object.fromEntries(entries.toSpliced(at, 1))
    if (random.oneIn(10)) return Object.fromEntries([...entries, [random.pick(['__proto__', 'constructor', 'toString', '', 'a']), inside]])
    return Object.fromEntries(entries.with(at, [key, changeJson(random, inside)]))
  }
  if (typeof value === 'number' && !random.oneIn(3)) return random.oneIn(2) ? random.pick(EXTREMES) : value + random.below(5) - 2
  if (typeof value === 'string' && !random.oneIn(3)) return mutateBytes(random, Buffer.from(value)).toString(random.oneIn(2) ? 'latin1' : 'utf8')
  return random.oneIn(10) ? nested(value, 1 + random.below(1000)) : random.pick(ODD_VALUES)
}

function nested(value: unknown, depth: number): unknown {
  let result = value
  for (let level = 0; level < depth; level += 1) result = [result]
  return result
}
