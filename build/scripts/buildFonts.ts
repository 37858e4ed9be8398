/**
 * Makes the font files of `resources/fonts` from the original TrueType files. Needed only when the fonts are renewed:
 *
 *     node build/scripts/buildFonts.ts <NotoSerifSC-Regular.ttf> <NotoSansSC-Medium.ttf> <NotoSansSymbols2.woff2>
 *
 * The files in the repository come from the npm packages @expo-google-fonts/noto-serif-sc 0.4.3 (400Regular),
 * @expo-google-fonts/noto-sans-sc 0.4.3 (500Medium) and @fontsource/noto-sans-symbols-2 5.3.0 (symbols, 400), all SIL OFL 1.1.
 * The serif face is kept whole, because names of people use rare characters; the sans face, meant for headings,
 * is cut to GB 2312; of the symbols only tick boxes and ticks are kept. The tables for joining, kerning and vertical
 * text are left out: forms are printed as they are measured, character by character.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import subsetFont from 'subset-font'

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

/** The TrueType file without its shaping tables. */
function withoutShaping(font: Buffer): Buffer {
  const entries = Array.from({ length: font.readUInt16BE(4) }, (_, index) => font.subarray(HEADER + index * ENTRY, HEADER + (index + 1) * ENTRY)).filter(
    (entry) => !SHAPING_TABLES.has(entry.toString('latin1', 0, 4)),
  )
  const power = Math.floor(Math.log2(entries.length))
  const directory = Buffer.alloc(HEADER + entries.length * ENTRY)
  font.copy(directory, 0, 0, 4)
  directory.writeUInt16BE(entries.length, 4)
  directory.writeUInt16BE(ENTRY * 2 ** power, 6)
  directory.writeUInt16BE(power, 8)
  directory.writeUInt16BE(ENTRY * (entries.length - 2 ** power), 10)
  const parts: Buffer[] = [directory]
  let place = directory.length
  entries.forEach((entry, index) => {
    const length = entry.readUInt32BE(12)
    const table = Buffer.alloc(Math.ceil(length / 4) * 4)
    font.copy(table, 0, entry.readUInt32BE(8), entry.readUInt32BE(8) + length)
    entry.copy(directory, HEADER + index * ENTRY)
    directory.writeUInt32BE(place, HEADER + index * ENTRY + 8)
    parts.push(table)
    place += table.length
  })
  return Buffer.concat(parts)
}

async function save(name: string, original: Buffer): Promise<void> {
  const font = withoutShaping(original)
  const packed = brotliCompressSync(font, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: font.length },
  })
  await writeFile(join(DIRECTORY, name), packed)
  console.log(`${name}: ${font.length} → ${packed.length}`)
}

const [serif, sans, symbols] = process.argv.slice(2)
if (serif === undefined || sans === undefined || symbols === undefined) throw new Error('Give the serif, sans and symbol font files.')
await save('NotoSerifSC-Regular.ttf.br', await readFile(serif))
await save('NotoSansSC-Medium.ttf.br', await subsetFont(await readFile(sans), gb2312(), { targetFormat: 'sfnt' }))
await save('NotoSansSymbols2-Boxes.ttf.br', await subsetFont(await readFile(symbols), SYMBOLS, { targetFormat: 'sfnt' }))
