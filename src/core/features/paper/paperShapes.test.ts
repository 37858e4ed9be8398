import { expect, it } from 'vitest'
import { unprintable } from './paperShapes.ts'

it('names the characters that are empty boxes on paper, so that they can be told even where no screen shows them', () => {
  expect(unprintable({ sheets: 1, pages: 1, missing: ['\u{2A6D6}'] })).toMatch(/有 1 个字打印不出来.*（U\+2A6D6）/)
  expect(unprintable({ sheets: 1, pages: 1, missing: [] })).toBeNull()
  expect(unprintable({ rows: 3 })).toBeNull()
})
