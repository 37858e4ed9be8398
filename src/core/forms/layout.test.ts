import { describe, expect, it } from 'vitest'
import type { CellStyle, FormSheet } from '../excel/formSheet.ts'
import { layoutSheet } from './layout.ts'
import type { Page } from './page.ts'
import { fonts } from './testing/fonts.ts'
import { PLAIN, sheetOf, type SheetOptions } from './testing/sheet.ts'

function page(texts: readonly (readonly string[])[], options: SheetOptions = {}): Page {
  const [first] = layoutSheet(sheetOf(texts, options), fonts)
  if (first === undefined) throw new Error('no page')
  return first
}

function styled(alignment: Partial<CellStyle['alignment']>, font: Partial<CellStyle['font']> = {}): CellStyle {
  return { ...PLAIN, alignment: { ...PLAIN.alignment, ...alignment }, font: { ...PLAIN.font, ...font } }
}

describe('borders', () => {
  it('of neighbours become one long line', () => {
    const { lines } = page([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(lines.map(({ x1, y1, x2, y2 }) => [x1, y1, x2, y2])).toEqual([
      [30, 20, 210, 20],
      [30, 40.25, 210, 40.25],
      [30, 60.5, 210, 60.5],
      [30, 20, 30, 60.5],
      [120, 20, 120, 60.5],
      [210, 20, 210, 60.5],
    ])
  })

  it('do not run through merged cells', () => {
    const { lines } = page(
      [
        ['a', ''],
        ['c', 'd'],
      ],
      { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] },
    )
    expect(lines.filter(({ x1, x2 }) => x1 === 120 && x2 === 120).map(({ y1, y2 }) => [y1, y2])).toEqual([[40.25, 60.5]])
  })
})

describe('text', () => {
  it('stands where its alignment says', () => {
    const at = (horizontal: 'left' | 'center' | 'right'): number | undefined => page([['中文']], { style: styled({ horizontal }) }).texts[0]?.x
    expect(at('left')).toBe(32)
    expect(at('center')).toBe(30 + (90 - 20) / 2)
    expect(at('right')).toBe(120 - 2 - 20)
  })

  it('stands at the top, in the middle or at the bottom, inside its cell', () => {
    const at = (vertical: 'top' | 'middle' | 'bottom'): number => page([['中文']], { style: styled({ vertical }), height: 60 }).texts[0]?.y ?? 0
    expect(at('top')).toBeGreaterThan(20 + 8)
    expect(at('top')).toBeLessThan(at('middle'))
    expect(at('middle')).toBeLessThan(at('bottom'))
    expect(at('bottom')).toBeLessThan(80)
  })

  it('is spread over the width where it is to be distributed', () => {
    const [text] = page([['姓名']], { style: styled({ horizontal: 'distributed' }) }).texts
    expect(text?.spacing).toBeCloseTo(90 - 4 - 20)
  })

  it('is made smaller where it is to be shrunk', () => {
    const [text] = page([['621125197001000016621125197001000016']], { style: styled({ wrap: false, shrink: true }) }).texts
    expect(text?.size).toBeLessThan(6)
    expect(text?.width).toBeCloseTo(86)
  })

  it('may stand one character under the other', () => {
    const { texts } = page([['家庭成员']], { style: styled({ stacked: true }), height: 80 })
    expect(texts.map(({ text }) => text)).toEqual(['家', '庭', '成', '员'])
    expect(new Set(texts.map(({ x }) => x)).size).toBe(1)
  })

  it('takes each character from a font that has it, rare ones of names too', () => {
    const { texts } = page([['☑张𬱖䶮']])
    expect(texts.map(({ text, face }) => [text, face])).toEqual([
      ['☑', 'symbols'],
      ['张𬱖䶮', 'serif'],
    ])
    expect(page([['黑体𬱖']], { style: styled({}, { name: '黑体' }) }).texts.map(({ text, face }) => [text, face])).toEqual([
      ['黑体', 'sans'],
      ['𬱖', 'serif'],
    ])
    expect(fonts.missing.filter((character) => '☑张𬱖䶮黑体'.includes(character))).toEqual([])
  })

  it('of numbers follows their format', () => {
    const sheet = sheetOf([['x']])
    const money: FormSheet = { ...sheet, rows: [{ height: 20, cells: [{ value: 1234.5, style: { ...PLAIN, numberFormat: '#,##0.00' } }] }] }
    expect(layoutSheet(money, fonts)[0]?.texts[0]?.text).toBe('1,234.50')
  })
})

describe('pages', () => {
  it('end at the breaks of the sheet and where they are full, and are numbered', () => {
    const rows = Array.from({ length: 50 }, (_, index) => [`${index}`])
    const sheet = { ...sheetOf(rows, { page: { footer: '&L&A&C&9第 &P 页 共 &N 页' } }), breaks: [4] }
    const pages = layoutSheet(sheet, fonts)
    expect(pages.map(({ texts }) => texts.filter(({ text }) => /^\d+$/u.test(text)).length)).toEqual([5, 39, 6])
    expect(pages.map(({ texts }) => texts.at(-1)?.text)).toEqual(['第 1 页 共 3 页', '第 2 页 共 3 页', '第 3 页 共 3 页'])
    expect(pages[0]?.texts.at(-1)).toMatchObject({ size: 9 })
    expect(pages[0]?.texts.at(-2)).toMatchObject({ text: '表', x: 30, size: 10 })
  })

  it('are scaled as the sheet says', () => {
    const full = page([['a']])
    const half = page([['a']], { page: { scale: 0.5 } })
    expect(half.lines[1]).toMatchObject({ y1: 20 + ((full.lines[1]?.y1 ?? 0) - 20) / 2 })
    expect(half.texts[0]?.size).toBe(5)
  })

  it('lie on their side where the sheet does', () => {
    expect(page([['a']], { page: { landscape: true } })).toMatchObject({ width: 841.89, height: 595.28 })
  })
})
