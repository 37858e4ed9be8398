/** What is packed comes back as it was, whatever the characters, and takes no strings. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PackedTexts } from './packedTexts.ts'

it('装起来的文字原样取回：中文、生僻字、空文字，跨过一块也一样', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 1, maxLength: 20 }), (some) => {
      const texts = new PackedTexts()
      // Enough for several chunks.
      const all = Array.from({ length: 60 }, (_, at) => [...some, '车'.repeat(600 * ((at % 30) + 1))]).flat()
      const places = all.map((text) => texts.add(text))
      expect(places.map((place) => texts.at(place))).toEqual(all)
    }),
    { numRuns: 20 },
  )
  expect(() => new PackedTexts().add('车'.repeat(30_000))).toThrow(RangeError)
})
