/** What a clerk's template says of its rows: conditions, filter, order, groups with subtotals, heads, covers and pages. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { worksheetsOf, type FormSheet } from '../excel/formSheet.ts'
import { formDecimal } from './exact.ts'
import { fillForm } from './fill.ts'
import { pageRows } from './layout.ts'
import { parseTemplate } from './template.ts'
import { fonts } from './testing/fonts.ts'
import { sheetOf, valuesOf, type SheetOptions } from './testing/sheet.ts'
import type { FormScope } from './types.ts'

function fill(texts: readonly (readonly string[])[], scope: FormScope, options: SheetOptions = {}): FormSheet {
  const { template, problems } = parseTemplate(sheetOf(texts, options))
  expect(problems).toEqual([])
  return fillForm(template, scope, fonts, '张福来')
}

/** First column of each page. */
function pagesOf(sheet: FormSheet): string[][] {
  return pageRows(sheet).map((rows) => rows.map((row) => String(sheet.rows[row]?.cells[0]?.value ?? '')))
}

const person = (name: string, village: string, fen: number): FormScope => ({ name, village, income: formDecimal(fen, 2) })
const PEOPLE = [person('乙', '铁沟村', 10), person('甲', '铁沟村', 20), person('丙', '阳坡村', 30), person('丁', '铁沟村', 5)]

describe('conditions', () => {
  it('choose rows', () => {
    const texts = [
      ['{{#if year >= 2018}}新', '表'],
      ['{{#else}}旧', '表{{/if}}'],
    ]
    expect(valuesOf(fill(texts, { year: 2018 }))).toEqual([['新', '表']])
    expect(valuesOf(fill(texts, { year: 2016 }))).toEqual([['旧', '表']])
  })

  it('choose a part of the text of a cell, in each other too', () => {
    const text = '{{name}}{{#if sex = "女"}}女士{{#else}}{{#if age < 18}}小朋友{{#else}}先生{{/if}}{{/if}}'
    const cell = (scope: FormScope): unknown => valuesOf(fill([[text, 'x']], scope))[0]?.[0]
    expect(cell({ name: '张', sex: '女', age: 3 })).toBe('张女士')
    expect(cell({ name: '张', sex: '男', age: 3 })).toBe('张小朋友')
    expect(cell({ name: '张', sex: '男', age: 30 })).toBe('张先生')
  })

  it('leave out the whole row where nothing else stands in it', () => {
    const texts = [
      ['头', ''],
      ['{{#if remark}}备注：{{remark}}{{/if}}', ''],
      ['尾', ''],
    ]
    expect(valuesOf(fill(texts, { remark: '无房' })).map(([first]) => first)).toEqual(['头', '备注：无房', '尾'])
    expect(valuesOf(fill(texts, { remark: '' })).map(([first]) => first)).toEqual(['头', '尾'])
  })

  it('know codes, labels, days, what is missing, and yes from no', () => {
    const yesNo = (code: string): FormScope[string] => ({
      text: code === '1' ? '是' : '否',
      chosen: [code],
      options: [
        { code: '1', label: '是' },
        { code: '0', label: '否' },
      ],
    })
    const cause = {
      text: '因病，缺资金',
      chosen: ['01', '09'],
      options: [
        { code: '01', label: '因病' },
        { code: '09', label: '缺资金' },
      ],
    }
    const scope: FormScope = { cause, poor: yesNo('1'), rich: yesNo('0'), day: '2016-03-05', none: '', amount: formDecimal(300_000, 2), zero: 0 }
    const holds = (condition: string): boolean => valuesOf(fill([[`{{#if ${condition}}}Y{{#else}}N{{/if}}`, 'x']], scope))[0]?.[0] === 'Y'
    for (const condition of [
      'cause = "01"',
      'cause = 09',
      'cause = "缺资金"',
      'poor',
      'not rich',
      'day >= "2016-01-01"',
      'none = ""',
      'amount = 3000',
      'amount / 3 >= 1000 and amount ≤ 3000',
      'not zero',
      '（cause != “02”）',
    ])
      expect(holds(condition), condition).toBe(true)
    for (const condition of ['rich', 'none', 'none < 5', 'cause = 1', 'day < "2016-01-01" or zero', 'amount < 3000', 'nothing > 0'])
      expect(holds(condition), condition).toBe(false)
  })
})

describe('lists', () => {
  it('are filtered and sorted, what has no value last', () => {
    const list = [...PEOPLE, { name: '戊', village: '铁沟村' }]
    const rows = valuesOf(
      fill(
        [
          ['{{#each people where=(village = "铁沟村") sort=-income}}{{name}}', '{{@number}}{{/each}}'],
          ['{{people|where:village = "铁沟村"|count}}', '{{people|where:village="铁沟村"|sum:income}}'],
        ],
        { people: list },
      ),
    )
    expect(rows).toEqual([
      ['甲', 1],
      ['乙', 2],
      ['丁', 3],
      ['戊', 4],
      [4, 0.35],
    ])
  })

  it('by filter and order are the list itself, each item once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ age: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }), sex: fc.constantFrom('男', '女') }), { maxLength: 30 }),
        (items) => {
          const list = items.map((item, index) => ({ ...item, id: index }))
          const sheet = fill(
            [['{{#each list where=(sex = "女") sort=age}}{{id}}{{/each}}'], ['{{#each list where=(not sex = "女") sort=-age}}{{id}}{{/each}}'], ['完']],
            { list },
          )
          const ids = valuesOf(sheet)
            .map(([id]) => id)
            .slice(0, -1)
          const expected = (sex: string, sign: number): number[] =>
            list
              .filter((item) => item.sex === sex)
              .toSorted((one, other) => Number(one.age === null) - Number(other.age === null) || sign * ((one.age ?? 0) - (other.age ?? 0)))
              .map(({ id }) => id)
          expect(ids).toEqual([...expected('女', 1), ...expected('男', -1)])
        },
      ),
    )
  })
})

const GROUPED = [
  ['{{#group people by=village sort=village}}{{group}}', '{{items|count}}'],
  ['{{#each items}}{{name}}', '{{income}}{{/each}}'],
  ['小计', '{{items|sum:income}}{{/group}}'],
  ['合计', '{{people|sum:income}}'],
]

describe('groups', () => {
  it('have a heading, their rows and a subtotal', () => {
    expect(valuesOf(fill(GROUPED, { people: PEOPLE }))).toEqual([
      ['铁沟村', 3],
      ['乙', 0.1],
      ['甲', 0.2],
      ['丁', 0.05],
      ['小计', 0.35],
      ['阳坡村', 1],
      ['丙', 0.3],
      ['小计', 0.3],
      ['合计', 0.65],
    ])
  })

  it('hold every item once, subtotals and page totals adding up to the whole', () => {
    const texts = [...GROUPED.slice(0, 3), ['{{#page}}本页', '{{page|sum:income}}{{/page}}'], ...GROUPED.slice(3)]
    fc.assert(
      fc.property(
        fc.array(fc.record({ village: fc.constantFrom('甲村', '乙村', '丙村', ''), income: fc.integer({ min: -10_000, max: 99_999 }) }), {
          minLength: 1,
          maxLength: 150,
        }),
        (list) => {
          const people = list.map(({ village, income }, index) => person(`人${index}`, village, income))
          const rows = valuesOf(fill(texts, { people }))
          const fen = (label: string): number =>
            rows.filter(([first]) => first === label).reduce((all, [, second]) => all + Math.round(Number(second) * 100), 0)
          const total = list.reduce((all, { income }) => all + income, 0)
          expect([fen('小计'), fen('本页'), fen('合计')]).toEqual([total, total, total])
          expect(
            rows
              .map(([first]) => String(first))
              .filter((first) => first.startsWith('人'))
              .toSorted(),
          ).toEqual(list.map((_, index) => `人${index}`).toSorted())
        },
      ),
      { numRuns: 30 },
    )
  })

  it('keep their subtotal with a row of theirs', () => {
    for (const count of [35, 36, 37, 38]) {
      const people = Array.from({ length: count }, (_, index) => person(`人${index}`, '铁沟村', 1))
      for (const page of pagesOf(fill(GROUPED.slice(0, 3), { people }))) expect(page).not.toEqual(['小计'])
    }
  })

  it('stand in groups', () => {
    const rows = valuesOf(
      fill(
        [
          ['{{#group people by=village}}{{group}}', ''],
          ['{{#group items by=(income > 0.1) sort=-income}}{{group}}', '{{items|count}}{{/group}}{{/group}}'],
        ],
        { people: PEOPLE },
      ),
    )
    expect(rows).toEqual([
      ['铁沟村', null],
      ['是', 1],
      ['否', 2],
      ['阳坡村', null],
      ['是', 1],
    ])
  })
})

describe('heads', () => {
  const texts = [
    ['{{#head}}姓名{{#if @continued}}（续）{{/if}}', '第{{@page}}页 共{{@pages}}页{{/head}}'],
    ['{{#each people}}{{name}}', '{{income}}{{/each}}'],
    ['合计', '{{people|sum:income}}'],
  ]

  it('come again above the rows of each page on which the block goes on, with the number of the page', () => {
    const sheet = fill(texts, { people: Array.from({ length: 100 }, (_, index) => person(`人${index}`, '村', 1)) })
    const pages = pagesOf(sheet)
    expect(pages.map(([first]) => first)).toEqual(['姓名', '姓名（续）', '姓名（续）'])
    expect(pageRows(sheet).map(([row = 0]) => sheet.rows[row]?.cells[1]?.value)).toEqual(['第1页 共3页', '第2页 共3页', '第3页 共3页'])
    expect(pages.every((page) => page.length <= 39)).toBe(true)
    expect(pages.flat().filter((text) => text.startsWith('人'))).toHaveLength(100)
  })

  it('never stand alone at the foot of a page, and not at all over nothing', () => {
    for (const before of [36, 37, 38]) {
      const lines = Array.from({ length: before }, (_, index) => [`行${index}`, ''])
      const pages = pagesOf(fill([...lines, ...texts], { people: PEOPLE }))
      expect(pages.flatMap((page) => page.slice(-1))).not.toContain('姓名')
    }
    expect(pagesOf(fill(texts, { people: [] }))).toEqual([['合计']])
  })

  it('and merged cells beside them lose no row, whatever the rows need', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'张三李四 '), maxLength: 50 }), { minLength: 1, maxLength: 120 }), (names) => {
        const list = names.map((name, index) => ({ name, id: index }))
        const sheet = fill(
          [
            ['{{#head}}编号', '姓名{{/head}}'],
            ['{{#each list}}{{id}}', '{{name}}{{/each}}'],
            ['{{#page}}{{page|count}}人', '{{/page}}'],
          ],
          { list },
          { columns: [60, 60] },
        )
        expect(
          pagesOf(sheet)
            .flat()
            .filter((text) => /^\d+$/u.test(text))
            .map(Number),
        ).toEqual(list.map(({ id }) => id))
        // The breaks written into the workbook are all there are: no page is fuller than the paper.
        expect(pageRows(sheet)).toHaveLength(sheet.breaks.length + 1)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a cover', () => {
  it('has a page of its own, before the rows that the others repeat', () => {
    const texts = [
      ['{{#cover}}{{title}}', ''],
      ['{{#if remark}}{{remark}}', '{{/if}}{{/cover}}'],
      ['姓名', '收入'],
      ['{{#each people}}{{name}}', '{{income}}{{/each}}'],
    ]
    const people = Array.from({ length: 60 }, (_, index) => person(`人${index}`, '村', 1))
    const sheet = fill(
      texts,
      { title: '花名册', people, remark: '' },
      { titleRows: { first: 2, last: 2 }, page: { footer: '&C&P', first: { header: '', footer: '&C{{title}}' } } },
    )
    expect(pagesOf(sheet).map((page) => page.slice(0, 2))).toEqual([['花名册'], ['姓名', '人0'], ['姓名', '人38']])
    expect(sheet.titleRows).toEqual({ first: 1, last: 1 })
    expect(sheet.page.first).toEqual({ header: '', footer: '&C花名册' })
  })
})

describe('money', () => {
  it('is exact in cells, in text and in what is worked out', () => {
    const scope: FormScope = { total: formDecimal(100_005, 3), paid: formDecimal(10, 2), people: PEOPLE, persons: 3, wide: formDecimal(123_456_789_012, 2) }
    const cells = (text: string): unknown => valuesOf(fill([[text, 'x']], scope))[0]?.[0]
    expect(cells('{{total - paid}}')).toBe(99.905)
    expect(cells('{{total|format:#,##0.00}} 元')).toBe('100.01 元')
    expect(cells('{{(total - paid) / persons|format:0.00}} 元')).toBe('33.30 元')
    expect(cells('{{(people|sum:income) / (people|count)}}')).toBe(0.1625)
    expect(cells('{{paid / persons}}')).toBe(0.03)
    expect(cells('{{paid / 0|or:—}}')).toBe('—')
    expect(cells('{{total|format:大写}}')).toBe('壹佰元零壹分')
    expect(cells('{{people|sum:income * 2}}')).toBe(1.3)
    expect(cells('{{nothing + paid}}')).toBe(0.1)
    const formatted = fill([['{{total|format:#,##0.00}}', '{{wide}}']], scope).rows[0]?.cells
    expect([formatted?.[0]?.value, formatted?.[0]?.style.numberFormat]).toEqual([100.005, '#,##0.00'])
    expect([formatted?.[1]?.value, formatted?.[1]?.style.numberFormat]).toEqual([1_234_567_890.12, '0.00'])
  })
})

describe('columns across', () => {
  const years = [
    { year: 2014, income: formDecimal(100, 2) },
    { year: 2015, income: formDecimal(250, 2) },
    { year: 2016, income: null },
  ]

  it('come once for each item, with their widths and merged cells; what covers them grows', () => {
    const sheet = fill(
      [
        ['项目', '各年', '备注'],
        ['年', '{{#across years}}{{year}}', ''],
        ['收入', '{{income}}{{/across}}', '{{office}}'],
      ],
      { years, office: '镇' },
      { columns: [50, 30, 40] },
    )
    expect(valuesOf(sheet)).toEqual([
      ['项目', '各年', null, null, '备注'],
      ['年', 2014, 2015, 2016, null],
      ['收入', 1, 2.5, null, '镇'],
    ])
    expect(sheet.columns).toEqual([50, 30, 30, 30, 40])
    expect(sheet.merges).toEqual([{ top: 0, left: 1, bottom: 0, right: 3 }])
  })

  it('hold the items of each row, as many as the longest row or the paper wants, numbered in the heading', () => {
    const houses = [
      {
        name: '甲',
        people: [
          { who: '一', age: 1 },
          { who: '二', age: 2 },
        ],
      },
      { name: '乙', people: [{ who: '三', age: 3 }] },
    ]
    const texts = [
      ['户', '{{#across people min=3 sort=-age}}成员{{@number}}', '年龄', '计'],
      ['{{#each houses}}{{name}}', '{{who}}', '{{age}}{{/across}}', '{{people|count}}{{/each}}'],
    ]
    expect(valuesOf(fill(texts, { houses }))).toEqual([
      ['户', '成员1', '年龄', '成员2', '年龄', '成员3', '年龄', '计'],
      ['甲', '二', 2, '一', 1, null, null, 2],
      ['乙', '三', 3, null, null, null, null, 1],
    ])
  })

  it('are refused where they cut merged cells, come twice or do not end', () => {
    const problems = (texts: readonly (readonly string[])[], options: SheetOptions = {}): string[] =>
      parseTemplate(sheetOf(texts, options)).problems.map(({ cell, message }) => cell + message)
    expect(problems([['{{#across years}}x{{/across}}', '']], { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] })).toEqual([])
    expect(
      problems(
        [
          ['a', ''],
          ['', '{{#across years}}x{{/across}}'],
        ],
        { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] },
      ),
    ).toEqual([])
    expect(
      problems(
        [
          ['a', '', ''],
          ['', '{{#across years}}x', '{{/across}}'],
        ],
        { merges: [{ top: 0, left: 0, bottom: 0, right: 1 }] },
      )[0],
    ).toContain('只占合并单元格的一部分')
    expect(problems([['{{#across years}}x', '{{#across years}}x{{/across}}']])[0]).toContain('一张工作表里只能有一处')
    expect(problems([['{{#across years}}x']])).toEqual(['A1的“{{#across}}”没有结束，缺少“{{/across}}”'])
    expect(
      problems([
        ['', '{{#across years}}x'],
        ['{{/across}}', ''],
      ])[0],
    ).toContain('右边或下边')
    expect(problems([['{{#across years break}}x{{/across}}']])[0]).toContain('里不认识“break”，可用的有 where=条件、sort=名称、min=列数')
  })
})

describe('several worksheets', () => {
  const sheets = (condition: string): FormSheet => ({
    ...sheetOf([['{{name}}', '{{#each people}}{{name}}{{/each}}']]),
    further: [{ ...sheetOf([[`{{#sheet ${condition}}}{{name}}`], ['第{{@page}}页 共{{@pages}}页']]), name: '附表' }],
  })

  it('are printed behind the first, each with pages and a name of its own', () => {
    const { template, problems } = parseTemplate(sheets(''))
    expect(problems).toEqual([])
    const [first, second, ...others] = worksheetsOf(fillForm(template, { name: '甲', people: PEOPLE }, fonts, '张福来'))
    expect([first?.name, second?.name, others]).toEqual(['张福来', '张福来 附表', []])
    expect(second && valuesOf(second)).toEqual([['甲'], ['第1页 共1页']])
  })

  it('depend on their condition, and what is wrong in them is told with their name', () => {
    const filled = (year: number): number =>
      worksheetsOf(fillForm(parseTemplate(sheets('year >= 2018')).template, { year, name: '甲', people: [] }, fonts, '张')).length
    expect([filled(2017), filled(2018)]).toEqual([1, 2])
    expect(parseTemplate(sheets('>= 3')).problems).toMatchObject([{ sheet: '附表', cell: 'A1' }])
  })
})
