/**
 * Makes the font files of `resources/fonts` from the original TrueType files. Needed only when the fonts are renewed:
 *
 *     node build/scripts/buildFonts.ts <NotoSerifSC-Regular.ttf> <NotoSansSC-Medium.ttf> <NotoSansSymbols2.woff2>
 *
 * The files in the repository come from the npm packages @expo-google-fonts/noto-serif-sc 0.4.3 (400Regular),
 * @expo-google-fonts/noto-sans-sc 0.4.3 (500Medium) and @fontsource/noto-sans-symbols-2 5.3.0 (symbols, 400), all SIL OFL 1.1.
 * The serif face is kept whole, because names of people use rare characters; the sans face, meant for headings,
 * is cut to GB 2312; of the symbols only tick boxes and ticks are kept. The tables for joining, kerning and vertical
 * text are left out, and all tables of characters but one: forms are printed as they are measured, character by character.
 * They lie unpacked, since a page on screen takes a few hundred pieces of them, and to unpack all took longer than the rest of it; installers pack them.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'
import subsetFont from 'subset-font'
import { characterMap, putTogether } from '../../src/core/forms/embeddedFont.ts'

const DIRECTORY = fileURLToPath(new URL('../../resources/fonts', import.meta.url))
const SYMBOLS = '☐☑☒✓✔✗✘'

/** The characters of GB 2312, and printable ASCII. */
function gb2312(): string {
  const decoder = new TextDecoder('gb18030')
  const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index))
  const rows = Array.from({ length: 0xf7 - 0xa0 }, (_, row) =>
    Array.from({ length: 94 }, (_, cell) => decoder.decode(Uint8Array.of(0xa1 + row, 0xa1 + cell))).join(''),
  )
  return ascii + rows.join('')
}

const SHAPING_TABLES: ReadonlySet<string> = new Set(['GSUB', 'GPOS', 'GDEF', 'BASE', 'kern', 'vhea', 'vmtx', 'VORG', 'DSIG'])
const HEADER = 12
const ENTRY = 16

/** The TrueType file without its shaping tables, and with the one table of characters that is read at run time. */
function asShipped(original: Buffer): Buffer {
  const font = fontkit.create(original)
  if ('fonts' in font) throw new TypeError('a collection, not one font')
  const codes = font.characterSet.filter((code) => font.hasGlyphForCodePoint(code)).toSorted((one, other) => one - other)
  const characters = characterMap(codes.map((code) => [code, font.glyphForCodePoint(code).id]))
  const parts: [string, Buffer][] = []
  for (let at = HEADER; at < HEADER + original.readUInt16BE(4) * ENTRY; at += ENTRY) {
    const [name, start] = [original.toString('latin1', at, at + 4), original.readUInt32BE(at + 8)]
    if (!SHAPING_TABLES.has(name))
      parts.push([name, name === 'cmap' ? characters : Buffer.from(original.subarray(start, start + original.readUInt32BE(at + 12)))])
  }
  return putTogether(parts)
}

async function save(name: string, original: Buffer): Promise<void> {
  const font = asShipped(original)
  await writeFile(join(DIRECTORY, name), font)
  console.log(`${name}: ${original.length} → ${font.length}`)
}

const [serif, sans, symbols] = process.argv.slice(2)
if (serif === undefined || sans === undefined || symbols === undefined) throw new Error('Give the serif, sans and symbol font files.')
await save('NotoSerifSC-Regular.ttf', await readFile(serif))
await save('NotoSansSC-Medium.ttf', await subsetFont(await readFile(sans), gb2312(), { targetFormat: 'sfnt' }))
await save('NotoSansSymbols2-Boxes.ttf', await subsetFont(await readFile(symbols), SYMBOLS, { targetFormat: 'sfnt' }))
