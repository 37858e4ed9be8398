/** Fonts that pages carry with them: every character is drawn and as wide as in the whole font, and nothing else is in it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileURLToPath } from 'node:url'
import { embeddedFont } from './embeddedFont.ts'
import { FormFonts, type FaceName } from './fonts.ts'
import { fontkit } from './libraries.ts'

const fonts = new FormFonts(fileURLToPath(new URL('../../../resources', import.meta.url)))
const FACES: readonly FaceName[] = ['serif', 'sans', 'symbols']

function open(file: Buffer) {
  const font = fontkit().create(file)
  if ('fonts' in font) throw new TypeError('a collection')
  return font
}

describe.each(FACES)('embedded font of %s', (face) => {
  const whole = open(fonts.file(face))
  // The end of a table of characters is told as one of them.
  const codes = whole.characterSet.filter((code) => whole.hasGlyphForCodePoint(code))

  it('draws every character as the whole one does, and has no other', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 40 }), (some) => {
        const characters = some.map((code) => String.fromCodePoint(code))
        const small = open(embeddedFont(fonts.parts(face), fonts.glyphsOf(face, characters)))
        expect(small.characterSet.toSorted((one, other) => one - other)).toEqual(some.toSorted((one, other) => one - other))
        for (const code of some) {
          const [glyph, original] = [small.glyphForCodePoint(code), whole.glyphForCodePoint(code)]
          expect(glyph.advanceWidth).toBe(original.advanceWidth)
          expect(glyph.path.toSVG()).toBe(original.path.toSVG())
        }
        expect([small.unitsPerEm, small.ascent, small.descent]).toEqual([whole.unitsPerEm, whole.ascent, whole.descent])
      }),
      { numRuns: 40 },
    )
  })

  it('can be cut to any character there is', () => {
    const all = embeddedFont(
      fonts.parts(face),
      fonts.glyphsOf(
        face,
        codes.map((code) => String.fromCodePoint(code)),
      ),
    )
    expect(open(all).characterSet).toHaveLength(codes.length)
  })

  it('adds up to what a font does', () => {
    const file = embeddedFont(fonts.parts(face), fonts.glyphsOf(face, [String.fromCodePoint(codes[0] ?? 0)]))
    let sum = 0
    for (let at = 0; at < file.length; at += 4) sum = (sum + file.readUInt32BE(at)) >>> 0
    expect(sum).toBe(0xb1b0_afba)
  })
})

it('leaves out what a face does not have', () => {
  expect(fonts.glyphsOf('symbols', ['☑', '户'])).toHaveLength(1)
})
