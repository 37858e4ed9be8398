/**
 * The fonts that forms are measured and printed with, shipped in `resources/fonts`, so that every PC prints alike.
 *
 * 宋体, 仿宋 and 楷体 are printed in Noto Serif SC (all 27,000 characters of GB 18030 level one and the rare characters of
 * the national list of standard characters), 黑体 and its kin in Noto Sans SC, tick boxes in Noto Sans Symbols 2.
 */
import type { Font } from 'fontkit'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { givenUpForRoom } from '../makeRoom.ts'
import type { CellFont } from '../excel/formSheet.ts'
import type { WantedCharacter } from './embeddedFont.ts'
import { fontkit } from './libraries.ts'
import { TrueTypeFile } from './trueType.ts'

export type FaceName = 'serif' | 'sans' | 'symbols'

const FILES: Readonly<Record<FaceName, string>> = {
  serif: 'NotoSerifSC-Regular.ttf',
  sans: 'NotoSansSC-Medium.ttf',
  symbols: 'NotoSansSymbols2-Boxes.ttf',
}

const SANS_NAMES = /黑|等线|圆|Arial|Calibri|Helvetica|Sans|Tahoma|Verdana/iu
/** The faces that are asked for a character, one after the other. */
type Chain = readonly FaceName[]
const SERIF_CHAIN: Chain = ['serif', 'sans', 'symbols']
const SANS_CHAIN: Chain = ['sans', 'serif', 'symbols']
const chains = new Map<string, Chain>()

/** That of a font by its name; a form has few, and each of its letters asks. */
function chainOf(fontName: string): Chain {
  let chain = chains.get(fontName)
  if (chain === undefined) chains.set(fontName, (chain = SANS_NAMES.test(fontName) ? SANS_CHAIN : SERIF_CHAIN))
  return chain
}

/** Joins, direction marks and variation selectors take no room and are not printed. */
const UNPRINTED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060\uFE00-\uFE0F\uFEFF\u{E0100}-\u{E01EF}]/gu
/** The same and the ends of lines that are changed: most texts have none of them. */
const ANY_UNPRINTED = new RegExp(`\\r|${UNPRINTED.source}`, 'u')

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

/** What is in memory of a font file: what measures and cuts it; all of it, once a PDF or a picture has asked for it, and what reads it then. */
interface KeptFont {
  readonly parts: TrueTypeFile
  file: Buffer | null
  font: Font | null
}

/**
 * How long fonts are kept at least after they were used last, and at most twice as long, in milliseconds: 17 MB where they are in memory whole, of which what
 * is done next has no use.
 */
const KEPT_FOR = 30_000

/** Font files by path, each read once while pages are made. */
export class KeptFonts {
  readonly #fonts = new Map<string, KeptFont>()
  #used = false
  #clock: NodeJS.Timeout | undefined

  /** The font at a path; of the file only what stands there of all characters. */
  at(path: string): KeptFont {
    this.noteUse()
    let one = this.#fonts.get(path)
    if (one === undefined) this.#fonts.set(path, (one = { parts: new TrueTypeFile(path), file: null, font: null }))
    return one
  }

  /** The whole file at a path. */
  fileAt(path: string): Buffer {
    const one = this.at(path)
    return (one.file ??= readFileSync(path))
  }

  /** They are kept on: something is being measured. */
  noteUse(): void {
    this.#used = true
    this.#clock ??= setInterval(() => this.#forgetUnused(), KEPT_FOR).unref()
  }

  /** Those that are being used are read once more for the next page. */
  forget(): void {
    this.#fonts.clear()
  }

  #forgetUnused(): void {
    if (this.#used) {
      this.#used = false
      return
    }
    clearInterval(this.#clock)
    this.#clock = undefined
    this.forget()
  }
}

/** Those of all forms. */
const shared = new KeptFonts()
givenUpForRoom(() => shared.forget())

/** Measures text and says which font file prints which character. Font files are read when first needed. */
export class FormFonts {
  readonly #directory: string
  readonly #kept: KeptFonts
  /** Glyphs by code point, as each order of faces has them. */
  readonly #glyphs: ReadonlyMap<Chain, Map<number, Glyph>> = new Map([
    [SERIF_CHAIN, new Map()],
    [SANS_CHAIN, new Map()],
  ])
  readonly #missing = new Set<string>()

  /** `resourcesDirectory` is the folder that holds `fonts`. */
  constructor(resourcesDirectory: string, kept: KeptFonts = shared) {
    this.#directory = join(resourcesDirectory, 'fonts')
    this.#kept = kept
  }

  /** The font file of a face, as TrueType. */
  file(face: FaceName): Buffer {
    return this.#kept.fileAt(this.#path(face))
  }

  /** The same, read where it lies. */
  parts(face: FaceName): TrueTypeFile {
    return this.#kept.at(this.#path(face)).parts
  }

  #path(face: FaceName): string {
    return join(this.#directory, FILES[face])
  }

  /** Characters asked for that no shipped font has; they are printed as an empty box. */
  get missing(): readonly string[] {
    return [...this.#missing]
  }

  /** Width of one line of text in points. */
  measure(text: string, font: CellFont): number {
    this.#kept.noteUse()
    const chain = chainOf(font.name)
    let width = 0
    for (const character of text) width += this.#glyph(character, chain).advance
    return width * font.size
  }

  /** Splits one line of text where the face changes. */
  runs(text: string, font: CellFont): TextRun[] {
    const runs: { face: FaceName; text: string; width: number }[] = []
    const chain = chainOf(font.name)
    for (const character of text) {
      const { face, advance } = this.#glyph(character, chain)
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
      const { face, advance } = this.#glyph(character, chainOf(font.name))
      const file = this.#font(face)
      const outline = { path: file.glyphForCodePoint(character.codePointAt(0) ?? 0).path.toSVG(), x, scale: font.size / file.unitsPerEm }
      x += advance * font.size
      return outline
    })
  }

  /** Those of some characters that a face has, with the numbers of their glyphs. */
  glyphsOf(face: FaceName, characters: Iterable<string>): WantedCharacter[] {
    const parts = this.parts(face)
    return [...characters].flatMap((character) => {
      const code = character.codePointAt(0) ?? 0
      const glyph = parts.glyph(code)
      return glyph === undefined ? [] : [{ code, glyph }]
    })
  }

  #glyph(character: string, chain: Chain): Glyph {
    const code = character.codePointAt(0) ?? 0
    const cache = this.#glyphs.get(chain)
    const known = cache?.get(code)
    if (known !== undefined) return known
    const glyph = this.#find(code, chain)
    cache?.set(code, glyph)
    return glyph
  }

  #find(code: number, chain: Chain): Glyph {
    for (const face of chain) {
      const parts = this.parts(face)
      const glyph = parts.glyph(code)
      if (glyph !== undefined) return { face, advance: parts.metrics(glyph).advance / parts.unitsPerEm }
    }
    this.#missing.add(String.fromCodePoint(code))
    return { face: 'serif', advance: 1 }
  }

  /** What draws outlines of a face. */
  #font(face: FaceName): Font {
    const one = this.#kept.at(this.#path(face))
    if (one.font !== null) return one.font
    const font = fontkit().create(this.file(face))
    if ('fonts' in font) throw new TypeError(`${FILES[face]} is a collection, not one font`)
    one.font = font
    return font
  }
}

/** Text without what takes no room; line ends as `\n`. */
export function printable(text: string): string {
  if (!ANY_UNPRINTED.test(text)) return text
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(UNPRINTED, '')
}
