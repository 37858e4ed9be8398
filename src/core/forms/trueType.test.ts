/** What is read of the shipped fonts is what a library reads of them; of the file only what is asked for. */
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fontkit } from './libraries.ts'
import { RESOURCES } from './testing/fonts.ts'
import { TrueTypeFile } from './trueType.ts'

const FILES = ['NotoSerifSC-Regular.ttf', 'NotoSansSC-Medium.ttf', 'NotoSansSymbols2-Boxes.ttf'] as const
const pathOf = (file: string): string => join(RESOURCES, 'fonts', file)

describe.each(FILES)('%s', (file) => {
  const whole = fontkit().create(readFileSync(pathOf(file)))
  if ('fonts' in whole) throw new TypeError('a collection')
  const parts = new TrueTypeFile(pathOf(file))

  it('has the characters of the whole font, each as wide', () => {
    expect(parts.unitsPerEm).toBe(whole.unitsPerEm)
    const wrong: number[] = []
    for (let code = 0; code < 0x3_2000; code += 1) {
      const glyph = parts.glyph(code)
      const expected = whole.hasGlyphForCodePoint(code) ? whole.glyphForCodePoint(code) : undefined
      if (glyph !== expected?.id || (glyph !== undefined && parts.metrics(glyph).advance !== expected?.advanceWidth)) wrong.push(code)
    }
    expect(wrong).toEqual([])
  })
})

it('holds what is said of all characters, and none of the outlines, which are most of the file', () => {
  const parts = new TrueTypeFile(pathOf(FILES[0]))
  const held = ['OS/2', 'cmap', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'post'].reduce((sum, name) => sum + parts.table(name).length, 0)
  expect(held).toBeLessThan(statSync(pathOf(FILES[0])).size / 40)
  expect(() => parts.table('glyf')).toThrow(RangeError)
  const [outline] = parts.outlinesOf([parts.glyph('户'.codePointAt(0) ?? 0) ?? 0])
  expect(outline?.length).toBeGreaterThan(50)
})

it('reads an outline once', () => {
  const parts = new TrueTypeFile(pathOf(FILES[0]))
  const glyphs = [...'户主户'].map((character) => parts.glyph(character.codePointAt(0) ?? 0) ?? 0)
  const [first, , third] = parts.outlinesOf(glyphs)
  expect(third).toBe(first)
  expect(parts.outlinesOf(glyphs.slice(1))[1]).toBe(first)
})

it('says so where the file ends too early', () => {
  const path = join(tmpdir(), `cut-${process.pid}.ttf`)
  writeFileSync(path, readFileSync(pathOf(FILES[2])))
  truncateSync(path, 1000)
  expect(() => new TrueTypeFile(path)).toThrow(RangeError)
})
