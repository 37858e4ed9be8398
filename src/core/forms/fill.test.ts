import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormSheet } from '../excel/formSheet.ts'
import { fillForm } from './fill.ts'
import { pageRows } from './layout.ts'
import { parseTemplate } from './template.ts'
import { fonts } from './testing/fonts.ts'
import { PLAIN, sheetOf, valuesOf, type SheetOptions } from './testing/sheet.ts'
import type { FormScope } from './types.ts'

function fill(texts: readonly (readonly string[])[], scope: FormScope, options: SheetOptions = {}): FormSheet {
  const { template, problems } = parseTemplate(sheetOf(texts, options))
  expect(problems).toEqual([])
  return fillForm(template, scope, fonts, '张福来')
}

const people = (count: number): FormScope[] =>
  Array.from({ length: count }, (_, index) => ({ name: `人${index + 1}`, income: index + 1, house: Math.floor(index / 3) }))

describe('repeated rows', () => {
  it('come once for each item, in order, numbered', () => {
    expect(
      valuesOf(
        fill(
          [
            ['姓名', '序号'],
            ['{{#each people}}{{name}}', '{{@number}}{{/each}}'],
            ['完', ''],
          ],
          { people: people(2) },
        ),
      ),
    ).toEqual([
      ['姓名', '序号'],
      ['人1', 1],
      ['人2', 2],
      ['完', null],
    ])
  })

  it('leave at least as many rows as the paper has, blank ones without what belongs to something else', () => {
    const sheet = fill([['{{#each people min=3}}{{name}}', '{{address}}{{/each}}']], { people: people(1), address: '外面的', name: '别人' })
    expect(valuesOf(sheet)).toEqual([
      ['人1', '外面的'],
      [null, null],
      [null, null],
    ])
    expect(sheet.rows[2]?.cells[0]?.style).toBe(sheet.rows[0]?.cells[0]?.style)
  })

  it('may be none, and may stand in each other', () => {
    expect(valuesOf(fill([['头'], ['{{#each people}}{{name}}{{/each}}'], ['尾']], { people: [] }))).toEqual([['头'], ['尾']])
    const houses = [
      { title: '甲', people: people(2) },
      { title: '乙', people: people(1) },
    ]
    expect(valuesOf(fill([['{{#each houses}}{{title}}'], ['{{#each people}}{{title}}{{name}}{{/each}}{{/each}}']], { houses }))).toEqual([
      ['甲'],
      ['甲人1'],
      ['甲人2'],
      ['乙'],
      ['乙人1'],
    ])
  })
})

describe('merged cells', () => {
  it('in a repeated row are merged in each repetition', () => {
    const sheet = fill([['{{#each people}}{{name}}', '', '{{income}}{{/each}}']], { people: people(2) }, { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] })
    expect(sheet.merges).toEqual([
      { top: 0, left: 0, bottom: 0, right: 1 },
      { top: 1, left: 0, bottom: 1, right: 1 },
    ])
  })

  it('beside repeated rows grow and shrink with them', () => {
    const texts = [
      ['家庭成员', '姓名'],
      ['', '{{#each people}}{{name}}{{/each}}'],
      ['', '完'],
    ]
    const merges = [{ top: 0, left: 0, bottom: 2, right: 0 }]
    expect(fill(texts, { people: people(4) }, { merges }).merges).toEqual([{ top: 0, left: 0, bottom: 5, right: 0 }])
    expect(fill(texts, { people: [] }, { merges }).merges).toEqual([{ top: 0, left: 0, bottom: 1, right: 0 }])
  })

  it('that begin in the repeated row show their text once', () => {
    const sheet = fill(
      [
        ['共同', '{{#each people}}{{name}}{{/each}}'],
        ['', '完'],
      ],
      { people: people(3) },
      { merges: [{ top: 0, left: 0, bottom: 1, right: 0 }] },
    )
    expect(sheet.merges).toEqual([{ top: 0, left: 0, bottom: 3, right: 0 }])
    expect(valuesOf(sheet).map(([first]) => first)).toEqual(['共同', null, null, null])
  })

  it('that a page break cuts are continued with their text on the next page', () => {
    const sheet = fill(
      [
        ['家庭成员', '{{#each people}}{{name}}{{/each}}'],
        ['', '完'],
      ],
      { people: people(50) },
      { merges: [{ top: 0, left: 0, bottom: 1, right: 0 }] },
    )
    expect(sheet.breaks).toEqual([38])
    expect(sheet.merges).toEqual([
      { top: 0, left: 0, bottom: 38, right: 0 },
      { top: 39, left: 0, bottom: 50, right: 0 },
    ])
    expect(valuesOf(sheet)[39]).toEqual(['家庭成员', '人40'])
  })
})

describe('no text is cut', () => {
  it('rows grow for what wraps in narrow cells', () => {
    const sheet = fill([['{{long}}', 'x']], { long: '兰州建投劳务派遣有限责任公司' }, { columns: [40, 40] })
    expect(sheet.rows[0]?.height).toBeGreaterThan(5 * 10 * 1.4)
  })

  it('the last row grows for what wraps in a cell merged over several rows', () => {
    const sheet = fill(
      [
        ['{{long}}', 'a'],
        ['', 'b'],
      ],
      { long: '很长的说明'.repeat(12) },
      { merges: [{ top: 0, left: 0, bottom: 1, right: 0 }] },
    )
    expect(sheet.rows[0]?.height).toBe(20.25)
    expect(sheet.rows[1]?.height).toBeGreaterThan(80)
  })

  it('one-line text in a frame is shrunk, and may run over into an empty unframed cell', () => {
    const line = { ...PLAIN, alignment: { ...PLAIN.alignment, wrap: false, horizontal: 'left' as const } }
    expect(fill([['{{long}}', 'x']], { long: '621125197001000016' }, { columns: [60, 60], style: line }).rows[0]?.cells[0]?.style.alignment.shrink).toBe(true)
    const open = { ...line, borders: {} }
    expect(fill([['{{long}}', '']], { long: '621125197001000016' }, { columns: [60, 60], style: open }).rows[0]?.cells[0]?.style.alignment.shrink).toBe(false)
    expect(fill([['{{long}}', '字']], { long: '621125197001000016' }, { columns: [60, 60], style: open }).rows[0]?.cells[0]?.style.alignment.shrink).toBe(true)
  })

  it('one-line text is shrunk as long as it can be read, then it goes on in further lines; numbers never do', () => {
    const line = { ...PLAIN, alignment: { ...PLAIN.alignment, wrap: false, shrink: true } }
    const set = (long: string | number, width: number) => fill([['{{long}}']], { long }, { columns: [width], style: line }).rows[0]
    const look = (long: string | number, width: number) => set(long, width)?.cells[0]?.style.alignment
    expect(look('阳坡村修桥工程', 60)).toMatchObject({ wrap: false, shrink: true })
    expect(look('阳坡村修便民桥工程', 60)).toMatchObject({ wrap: true, shrink: false })
    expect(set('阳坡村修便民桥工程'.repeat(4), 60)?.height).toBeGreaterThan(80)
    expect(look('621125197001000016', 60)).toMatchObject({ wrap: false, shrink: true })
    expect(look('621125197001000016', 40)).toMatchObject({ wrap: true, shrink: false })
    expect(look(123_456_789, 10)).toMatchObject({ wrap: false, shrink: true })
  })

  it('what would need a higher row than rows can be is set smaller', () => {
    const sheet = fill([['{{long}}']], { long: '说明'.repeat(500) }, { columns: [120] })
    expect(sheet.rows[0]?.height).toBeLessThanOrEqual(405)
    expect(sheet.rows[0]?.cells[0]?.style.font.size).toBeLessThan(8)
  })

  it('columns wider than the paper make the sheet smaller', () => {
    expect(fill([['a', 'b']], {}, { columns: [535, 535] }).page.scale).toBe(0.49)
    expect(fill([['a', 'b']], {}, { columns: [260, 260] }).page.scale).toBe(1)
  })
})

describe('pages', () => {
  const roster = [
    ['花名册', ''],
    ['{{#each people together=house}}{{name}}', '{{income}}{{/each}}'],
    ['{{#page}}本页 {{page|count}} 人', '{{page|sum:income}}{{/page}}'],
    ['合计 {{people|count}} 人', '{{people|sum:income}}'],
  ]

  it('end with their own totals, begin with the repeated rows, and keep what belongs together', () => {
    const sheet = fill(roster, { people: people(100) }, { titleRows: { first: 0, last: 0 } })
    const pages = pageRows(sheet).map((rows) => rows.map((row) => sheet.rows[row]?.cells[0]?.value))
    expect(pages.map((page) => page.length)).toEqual([38, 38, 31])
    expect(pages.map((page) => page[0])).toEqual(['花名册', '花名册', '花名册'])
    expect(pages.map((page) => page.filter((value) => String(value).startsWith('本页')))).toEqual([['本页 36 人'], ['本页 36 人'], ['本页 28 人']])
    expect(pages[2]?.at(-1)).toBe('合计 100 人')
  })

  it.each([36, 37, 72, 100])('keep the total of a list with its last item: %i people', (count) => {
    const sheet = fill(roster, { people: people(count) }, { titleRows: { first: 0, last: 0 } })
    const last =
      pageRows(sheet)
        .at(-1)
        ?.map((row) => String(sheet.rows[row]?.cells[0]?.value)) ?? []
    expect(last.at(-1)).toBe(`合计 ${count} 人`)
    expect(last.some((text) => text.startsWith('人'))).toBe(true)
    expect(last.at(-2)).toMatch(/^本页 \d+ 人$/)
  })

  it('hold every item once and add up to the whole, whatever the rows need', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.string({ unit: fc.constantFrom(...'张三李四1 '), maxLength: 60 }), house: fc.integer({ min: 0, max: 4 }) }), {
          minLength: 1,
          maxLength: 120,
        }),
        (list) => {
          const items = list.map((item, index) => ({ ...item, income: index + 1 }))
          const sheet = fill(roster, { people: items }, { titleRows: { first: 0, last: 0 }, columns: [60, 60] })
          const rows = valuesOf(sheet)
          const feet = rows.filter(([first]) => String(first).startsWith('本页'))
          const numbers = rows
            .filter(([first]) => first !== '花名册' && !String(first).startsWith('本页') && !String(first).startsWith('合计'))
            .map(([, second]) => second)
          expect(numbers).toEqual(items.map((item) => item.income))
          expect(feet.length).toBe(sheet.breaks.length + 1)
          expect(feet.reduce((sum, [, second]) => sum + Number(second), 0)).toBe(rows.at(-1)?.[1])
          // The breaks written into the workbook are all there are: no page is fuller than the paper.
          expect(pageRows(sheet)).toHaveLength(sheet.breaks.length + 1)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('begin with each item where the block says so, with the foot of the page before', () => {
    const sheet = fill([['{{#each people break}}{{name}}{{/each}}'], ['{{#page}}{{page|count}}{{/page}}']], { people: people(3) })
    expect(valuesOf(sheet)).toEqual([['人1'], [1], ['人2'], [1], ['人3'], [1]])
    expect(sheet.breaks).toEqual([1, 3])
  })

  it('keep rows together that are marked so, unless they need more than a page', () => {
    const rows = Array.from({ length: 37 }, () => ['行'])
    expect(fill([...rows, ['{{#keep}}甲'], ['乙'], ['丙{{/keep}}'], ['后']], {}).breaks).toEqual([36])
    const big = Array.from({ length: 60 }, (_, index) => [index === 0 ? '{{#keep}}头' : index === 59 ? '尾{{/keep}}' : '行'])
    expect(fill([['前'], ...big], {}).breaks).toEqual([38])
  })

  it('that close a paper have a row of it above them, also where the block before fills a whole page', () => {
    const closing = ['{{#keep}}签字：', '日期：{{/keep}}'].map((text) => [text])
    const block = (length: number): string[][] =>
      Array.from({ length }, (_, index) => [index === 0 ? '{{#keep}}头' : index === length - 1 ? '尾{{/keep}}' : '行'])
    expect(fill([...Array.from({ length: 38 }, () => ['行']), ...closing], {}).breaks).toEqual([36])
    expect(fill([...block(38), ...closing], {}).breaks).toEqual([36])
    expect(fill([...block(30), ...closing], {}).breaks).toEqual([])
  })

  it('that head a group stay with its first rows', () => {
    const template = [['{{#group people by=kind}}{{group}}'], ['{{#each items}}{{name}}{{/each}}'], ['小计{{/group}}']]
    const sheet = fill(template, { people: people(60).map((person, index) => ({ ...person, kind: index < 35 ? '甲' : '乙' })) })
    // 甲 with its 35 and its sum fill 37 of 39 rows; 乙 alone would fit, and one of its own, too.
    expect(sheet.breaks).toEqual([38])
    const tight = fill(template, { people: people(60).map((person, index) => ({ ...person, kind: index < 36 ? '甲' : '乙' })) })
    expect(tight.breaks).toEqual([37])
  })

  it('are counted in the footer, whose & are kept apart from those of values', () => {
    const sheet = fill(
      [['{{#each people}}{{name}}{{/each}}']],
      { people: people(90), office: 'A&B 镇' },
      { page: { footer: '&L{{office}}&C第 &P 页 共 &N 页 &&N' } },
    )
    expect(sheet.page.footer).toBe('&LA&&B 镇&C第 &P 页 共 3 页 &&N')
  })
})
