import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapText } from './wrap.ts'

/** Chinese characters are 2 wide, all others 1. */
const measure = (text: string): number => [...text].reduce((sum, character) => sum + (/[\u3000-\u9fff\uff00-\uffef]/u.test(character) ? 2 : 1), 0)

describe('wrapText', () => {
  it('breaks between any two Chinese characters, not inside numbers and words', () => {
    expect(wrapText('是否参加大病医疗保险', 8, measure)).toEqual(['是否参加', '大病医疗', '保险'])
    expect(wrapText('武阳镇武阳路1688号', 15, measure)).toEqual(['武阳镇武阳路', '1688号'])
    expect(wrapText('GB 18030 码', 8, measure)).toEqual(['GB 18030', '码'])
  })

  it('keeps marks where they belong', () => {
    expect(wrapText('乡（镇）外', 6, measure)).toEqual(['乡', '（镇）', '外'])
    expect(wrapText('一二三，四', 6, measure)).toEqual(['一二', '三，四'])
    expect(wrapText('□是 ☑否', 5, measure)).toEqual(['□是', '☑否'])
  })

  it('breaks what is wider than a line anywhere, and keeps the lines the text has', () => {
    expect(wrapText('621125197001000016', 7, measure)).toEqual(['6211251', '9700100', '0016'])
    expect(wrapText('一\n\n二', 9, measure)).toEqual(['一', '', '二'])
    expect(wrapText('', 9, measure)).toEqual([''])
  })

  it('loses nothing but blanks and makes no line too wide', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'一二三（）。“”1a %□☑ '), maxLength: 60 }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        const lines = wrapText(text, width, measure)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})
