/**
 * The fonts that forms are measured and printed with, shipped in `resources/fonts`, so that every PC prints alike.
 *
 * 宋体, 仿宋 and 楷体 are printed in Noto Serif SC (all 27,000 characters of GB 18030 level one and the rare characters of
 * the national list of standard characters), 黑体 and its kin in Noto Sans SC, tick boxes in Noto Sans Symbols 2.
 */
import type { Font } from 'fontkit'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliDecompress, brotliDecompressSync } from 'node:zlib'
import { givenUpForRoom } from '../makeRoom.ts'
import type { CellFont } from '../excel/formSheet.ts'
import type { WantedCharacter } from './embeddedFont.ts'
import { fontkit } from './libraries.ts'

const unpack = promisify(brotliDecompress)

export type FaceName = 'serif' | 'sans' | 'symbols'

const FILES: Readonly<Record<FaceName, string>> = {
  serif: 'NotoSerifSC-Regular.ttf.br',
  sans: 'NotoSansSC-Medium.ttf.br',
  symbols: 'NotoSansSymbols2-Boxes.ttf.br',
}

const SANS_NAMES = /黑|等线|圆|Arial|Calibri|Helvetica|Sans|Tahoma|Verdana/iu
const SERIF_CHAIN: readonly FaceName[] = ['serif', 'sans', 'symbols']
const SANS_CHAIN: readonly FaceName[] = ['sans', 'serif', 'symbols']
/** Joins, direction marks and variation selectors take no room and are not printed. */
const UNPRINTED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/gu

interface Glyph {
  readonly face: FaceName
  /** Advance in parts of the font size. */
  readonly advance: number
}

/** Text in one face. */
export interface TextRun {
  readonly face: FaceName
  readonly text: string
  /** Width in points. */
  readonly width: number
}

/** An unpacked font file, and what reads it once it was asked for. */
interface KeptFont {
  readonly file: Buffer
  font: Font | null
}

/** How long fonts are kept after they were used last, in milliseconds: 17 MB, of which what is done next has no use. */
const KEPT_FOR = 30_000

/** Font files by path, unpacked once while pages are made. */
export class KeptFonts {
  readonly #fonts = new Map<string, KeptFont>()
  #usedAt = 0
  #clock: NodeJS.Timeout | undefined

  /** The font at a path; unpacked now where it is not. */
  at(path: string): KeptFont {
    this.noteUse()
    let one = this.#fonts.get(path)
    if (one === undefined) this.#fonts.set(path, (one = { file: brotliDecompressSync(readFileSync(path)), font: null }))
    return one
  }

  /** Unpacks a font beside the main thread, where it is not. */
  async unpack(path: string): Promise<void> {
    this.noteUse()
    if (this.#fonts.has(path)) return
    const file = await unpack(await readFile(path))
    // Whoever could not wait has unpacked it meanwhile, and holds that one: two would be 14 MB more.
    if (!this.#fonts.has(path)) this.#fonts.set(path, { file, font: null })
  }

  /** They are kept on: something is being measured. */
  noteUse(): void {
    this.#usedAt = performance.now()
    if (this.#clock === undefined) this.#clock = setTimeout(() => this.#forgetUnused(), KEPT_FOR).unref()
  }

  /** Those that are being used are unpacked once more for the next page. */
  forget(): void {
    this.#fonts.clear()
  }

  #forgetUnused(): void {
    const left = this.#usedAt + KEPT_FOR - performance.now()
    this.#clock = left > 0 ? setTimeout(() => this.#forgetUnused(), left).unref() : undefined
    if (left <= 0) this.forget()
  }
}

/** Those of all forms. */
const shared = new KeptFonts()
givenUpForRoom(() => shared.forget())

/** Unpacks the two large fonts beside the main thread, so that no page need wait for it; at once where they are unpacked. */
export async function unpackFonts(resourcesDirectory: string, kept: KeptFonts = shared): Promise<void> {
  for (const face of ['serif', 'sans'] as const) await kept.unpack(join(resourcesDirectory, 'fonts', FILES[face]))
}

/** Measures text and says which font file prints which character. Font files are read when first needed. */
export class FormFonts {
  readonly #directory: string
  readonly #kept: KeptFonts
  readonly #glyphs = { serif: new Map<number, Glyph>(), sans: new Map<number, Glyph>() }
  readonly #missing = new Set<string>()

  /** `resourcesDirectory` is the folder that holds `fonts`. */
  constructor(resourcesDirectory: string, kept: KeptFonts = shared) {
    this.#directory = join(resourcesDirectory, 'fonts')
    this.#kept = kept
  }

  /** The font file of a face, as TrueType. */
  file(face: FaceName): Buffer {
    return this.#at(face).file
  }

  #at(face: FaceName): KeptFont {
    return this.#kept.at(join(this.#directory, FILES[face]))
  }

  /** Characters asked for that no shipped font has; they are printed as an empty box. */
  get missing(): readonly string[] {
    return [...this.#missing]
  }

  /** Width of one line of text in points. */
  measure(text: string, font: CellFont): number {
    this.#kept.noteUse()
    let width = 0
    for (const character of text) width += this.#glyph(character, font.name).advance
    return width * font.size
  }

  /** Splits one line of text where the face changes. */
  runs(text: string, font: CellFont): TextRun[] {
    const runs: { face: FaceName; text: string; width: number }[] = []
    for (const character of text) {
      const { face, advance } = this.#glyph(character, font.name)
      const last = runs.at(-1)
      if (last?.face === face) {
        last.text += character
        last.width += advance * font.size
      } else runs.push({ face, text: character, width: advance * font.size })
    }
    return runs
  }

  /** The outlines of one line of text as SVG paths: each to be moved to `x` and made `scale` times as large, upside down. */
  outlines(text: string, font: CellFont): { path: string; x: number; scale: number }[] {
    let x = 0
    return [...text].map((character) => {
      const { face, advance } = this.#glyph(character, font.name)
      const file = this.#font(face)
      const outline = { path: file.glyphForCodePoint(character.codePointAt(0) ?? 0).path.toSVG(), x, scale: font.size / file.unitsPerEm }
      x += advance * font.size
      return outline
    })
  }

  /** Those of some characters that a face has, with the numbers of their glyphs. */
  glyphsOf(face: FaceName, characters: Iterable<string>): WantedCharacter[] {
    const font = this.#font(face)
    return [...characters].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0
      return font.hasGlyphForCodePoint(code) ? [{ code, glyph: font.glyphForCodePoint(code).id }] : []
    })
  }

  #glyph(character: string, fontName: string): Glyph {
    const code = character.codePointAt(0) ?? 0
    const sans = SANS_NAMES.test(fontName)
    const cache = sans ? this.#glyphs.sans : this.#glyphs.serif
    const known = cache.get(code)
    if (known !== undefined) return known
    const glyph = this.#find(code, sans ? SANS_CHAIN : SERIF_CHAIN)
    cache.set(code, glyph)
    return glyph
  }

  #find(code: number, chain: readonly FaceName[]): Glyph {
    for (const face of chain) {
      const font = this.#font(face)
      if (font.hasGlyphForCodePoint(code)) return { face, advance: font.glyphForCodePoint(code).advanceWidth / font.unitsPerEm }
    }
    this.#missing.add(String.fromCodePoint(code))
    return { face: 'serif', advance: 1 }
  }

  #font(face: FaceName): Font {
    const one = this.#at(face)
    if (one.font !== null) return one.font
    const font = fontkit().create(one.file)
    if ('fonts' in font) throw new TypeError(`${FILES[face]} is a collection, not one font`)
    one.font = font
    return font
  }
}

/** Text without what takes no room; line ends as `\n`. */
export function printable(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(UNPRINTED, '')
}
