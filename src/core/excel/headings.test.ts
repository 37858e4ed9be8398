import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RawCell } from '../catalogue/derive/cell.ts'
import { spelling } from '../catalogue/derive/text.ts'
import { findHeadings, headingsError, type FoundHeadings } from './headings.ts'
import type { MergedRange } from './merges.ts'
import type { SheetRow } from './readWorkbook.ts'
import { RowSorter } from './rowSorter.ts'

type Value = string | number | null

function cell(value: Value): RawCell {
  if (value === null || value === '') return { kind: 'empty', text: '' }
  return typeof value === 'number' ? { kind: 'number', text: String(value), number: value } : { kind: 'text', text: value }
}

/** Rows from the top; an empty array is a row without anything. */
function sheet(rows: readonly (readonly Value[])[]): SheetRow[] {
  return rows
    .map((values, index) => ({ number: index + 1, hidden: false, cells: values.map(cell) }))
    .filter((row) => row.cells.some(({ kind }) => kind !== 'empty'))
}

function range(top: number, left: number, bottom: number, right: number): MergedRange {
  return { top, left, bottom, right }
}

const KNOWN: Readonly<Record<string, string>> = {
  户编号: 'household_no',
  姓名: 'name',
  户主姓名: 'head_name',
  户主: 'head_name',
  证件号码: 'id_number',
  与户主关系: 'relation',
  人均纯收入: 'net_income',
  工资性收入: 'wages',
  生产经营性收入: 'business',
  联系电话: 'phone',
  '务工时间(月)': 'work_months',
  乡: 'township',
  村: 'village',
  '县(市、区、旗)': 'county',
  备注: 'remark',
}
const byText = new Map(Object.entries(KNOWN).map(([text, target]) => [spelling(text), target]))
const known = (text: string): string[] | undefined => {
  const target = byText.get(spelling(text))
  return target === undefined ? undefined : [target]
}
const targets = (found: FoundHeadings | undefined): (string | undefined)[] => (found?.columns ?? []).map((column) => column.targets[0])

describe('findHeadings', () => {
  it('finds headings in the first row', () => {
    const found = findHeadings(
      sheet([
        ['姓名', '证件号码'],
        ['张三', '622427198001010011'],
      ]),
      [],
      known,
    )
    expect(found).toMatchObject({ firstRow: 1, lastRow: 1, recognised: 2, duplicates: [] })
    expect(found?.columns[1]).toMatchObject({ column: 2, letter: 'B', heading: '证件号码', targets: ['id_number'], ignored: false })
  })

  it('finds headings in row 3 of the national export, below a title and a line that names places', () => {
    const rows = sheet([
      ['（基础信息）户信息'],
      ['县', '漳县', '乡', '武阳镇', '导出时间', '2023-12-18'],
      ['县(市、区、旗)', '乡', '村', '户编号', '姓名', '证件号码'],
      ['漳县', '武阳镇', '高寺村', '1', '张三', 'x'],
    ])
    expect(findHeadings(rows, [range(1, 1, 1, 6)], known)).toMatchObject({ firstRow: 3, lastRow: 3, recognised: 6 })
  })

  it('finds headings below template notes and empty rows', () => {
    const rows = sheet([
      ['标题'],
      [],
      ['填写说明：1. 姓名必须与身份证一致'],
      ['2. 证件号码为文本'],
      [],
      ['*姓名（必填）', '证件号码\n（18位）', '联系电话*'],
      ['张三', '1', '2'],
    ])
    const found = findHeadings(rows, [], known)
    expect(found).toMatchObject({ firstRow: 6, recognised: 3 })
    expect(targets(found)).toEqual(['name', 'id_number', 'phone'])
  })

  it('joins two lines of headings under merged cells and prefers the more telling wording', () => {
    const rows = sheet([
      ['花名册'],
      ['户编号', '户主', null, '收入（元）', null, '备注'],
      [null, '姓名', '证件号码', '工资性收入', '生产经营性收入', null],
      ['001', '张三', 'x', 1, 2, null],
    ])
    const merges = [range(1, 1, 1, 6), range(2, 1, 3, 1), range(2, 2, 2, 3), range(2, 4, 2, 5), range(2, 6, 3, 6)]
    const found = findHeadings(rows, merges, known)
    expect(found).toMatchObject({ firstRow: 2, lastRow: 3, recognised: 6 })
    expect(targets(found)).toEqual(['household_no', 'head_name', 'id_number', 'wages', 'business', 'remark'])
    expect(found?.columns.map(({ heading }) => heading)).toEqual([
      '户编号',
      '户主/姓名',
      '户主/证件号码',
      '收入（元）/工资性收入',
      '收入（元）/生产经营性收入',
      '备注',
    ])
  })

  it('joins two lines of headings in a file that has no merged cells', () => {
    const found = findHeadings(
      sheet([
        ['户编号', '户主', null, '备注'],
        [null, '姓名', '证件号码', null],
        ['001', '张三', 'x', null],
      ]),
      [],
      known,
    )
    expect(found).toMatchObject({ firstRow: 1, lastRow: 2 })
    expect(targets(found)).toEqual(['household_no', 'head_name', 'id_number', 'remark'])
  })

  it('does not take a row of data for a second line, even if a value is a heading', () => {
    const found = findHeadings(
      sheet([
        ['姓名', '与户主关系', '联系电话'],
        ['张三', '户主', null],
        ['李四', '配偶', null],
      ]),
      [],
      known,
    )
    expect(found).toMatchObject({ firstRow: 1, lastRow: 1 })
    expect(targets(found)).toEqual(['name', 'relation', 'phone'])
  })

  it.each([
    ['姓　名'],
    ['姓 名'],
    ['姓\n名'],
    ['*姓名'],
    ['＊姓名'],
    ['姓名：'],
    ['1.姓名'],
    ['（1）姓名'],
    ['一、姓名'],
    ['姓名（必填）'],
    ['姓名[必填]'],
    ['姓名（与身份证一致）'],
  ])('knows %j', (text) => {
    expect(targets(findHeadings(sheet([[text, '证件号码']]), [], known))).toEqual(['name', 'id_number'])
  })

  it('tries a heading with its brackets before one without', () => {
    const answers = new Map([
      ['务工时间(月)', 'months'],
      ['务工时间', 'time'],
    ])
    const found = findHeadings(sheet([['务工时间（月）', '务工时间']]), [], (text) => {
      const target = answers.get(spelling(text))
      return target === undefined ? undefined : [target]
    })
    expect(targets(found)).toEqual(['months', 'time'])
  })

  it('reports headings that stand twice, and those that are not known', () => {
    const found = findHeadings(sheet([['姓名', '身份证', '证件 号码', '证件号码', '怪列']]), [], known)
    expect(found?.duplicates).toEqual([{ heading: '证件号码', columns: [3, 4] }])
    expect(found?.columns.filter((column) => column.targets.length === 0).map(({ heading }) => heading)).toEqual(['身份证', '怪列'])
  })

  it('sets running numbers and our own problem column aside', () => {
    const found = findHeadings(sheet([['序号', '姓名', '证件号码', '问题说明']]), [], known)
    expect(found?.columns.filter((column) => column.ignored).map(({ column }) => column)).toEqual([1, 4])
  })

  it('guesses the row of headings when none is known, for mapping by hand', () => {
    const found = findHeadings(sheet([['某某表'], ['填报单位：高寺村'], ['甲项', '乙项', '丙项'], ['a', 1, 2]]), [range(1, 1, 1, 3)], known)
    expect(found).toMatchObject({ firstRow: 3, recognised: 0 })
    expect(found?.columns.map(({ heading }) => heading)).toEqual(['甲项', '乙项', '丙项'])
    expect(headingsError('表1', found)).toMatchObject({ code: 'HEADINGS', message: expect.stringContaining('“甲项”、“乙项”') })
  })

  it('does not trust a single known word among unknown ones', () => {
    expect(
      findHeadings(
        sheet([
          ['村', null, null, null],
          ['甲项', '乙项', '丙项', '丁项'],
          ['a', 'b', 1, 2],
        ]),
        [],
        (text) => (text === '乙项' ? ['x'] : undefined),
      ),
    ).toMatchObject({ firstRow: 2, recognised: 1 })
  })

  it('finds nothing in a sheet of numbers', () => {
    expect(
      findHeadings(
        sheet([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        [],
        known,
      ),
    ).toBeUndefined()
    expect(headingsError('表1', undefined).message).toContain('没有找到表头')
    expect(findHeadings([], [], known)).toBeUndefined()
  })

  it('does not look further than the first fifteen filled rows', () => {
    const rows = sheet([...Array.from({ length: 15 }, (_, index) => [index, index]), ['姓名', '证件号码']])
    expect(findHeadings(rows, [], known)).toBeUndefined()
  })

  it('finds the same headings however many title rows stand above', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[一-龥]{3,20}$/), { maxLength: 10 }), fc.integer({ min: 0, max: 3 }), (titles, gap) => {
        fc.pre(titles.every((title) => known(title) === undefined))
        const rows = sheet([...titles.map((title) => [title]), ...Array.from({ length: gap }, () => []), ['户编号', '姓名', '联系电话'], ['1', '张三', '2']])
        expect(findHeadings(rows, [], known)).toMatchObject({ firstRow: titles.length + gap + 1, recognised: 3 })
      }),
    )
  })
})

describe('RowSorter', () => {
  const headings = ['序号', '村', '姓名', '证件号码', '工资性收入', '备注']
  const kinds = (rows: readonly (readonly Value[])[], above: readonly (readonly Value[])[] = []): (string | undefined)[] => {
    const all = sheet([...above, headings, ...rows])
    const found = findHeadings(all, [], known)
    if (found === undefined) throw new Error('no headings')
    const sorter = new RowSorter(found)
    return all.filter((row) => row.number > found.lastRow).map((row) => sorter.sort(row))
  }

  it('takes rows of people for data, whatever their remarks say', () => {
    expect(
      kinds([
        [1, '高寺村', '张三', 'x', 5, '合计'],
        [2, '高寺村', '李四', null, null, '说明：已核'],
        [null, null, '王五', null, null, null],
        ['3', null, null, null, null, null],
      ]),
    ).toEqual(['data', 'data', 'data', 'data'])
  })

  it.each([['合计'], ['合 计'], ['小计：'], ['总计'], ['高寺村合计'], ['本页小计'], ['合计：35户128人']])('knows the totals row %j', (text) => {
    expect(kinds([[text, null, null, null, 500, null]])).toEqual(['total'])
  })

  it('knows totals in the second or third column of wide sheets only', () => {
    expect(
      kinds([
        [9, '合计', null, null, 500, null],
        [9, '武阳镇', '小计', null, 5, null],
      ]),
    ).toEqual(['total', 'total'])
    const narrow = sheet([
      ['姓名', '证件号码', '备注'],
      ['张三', 'x', '合计'],
    ])
    const found = findHeadings(narrow, [], known)
    if (found === undefined) throw new Error('no headings')
    expect(narrow.slice(1).map((row) => new RowSorter(found).sort(row))).toEqual(['data'])
  })

  it.each([
    [['填表人：张三', null, null, '审核人：李四', null, '2016年3月1日']],
    [['说明：本表一式三份']],
    [['注：1. 按户填写']],
    [['填报单位（盖章）：', '高寺村']],
    [['备注：']],
    [['第1页 共3页']],
    [['以下空白']],
    [['—以下无记录—']],
    [['经手人：李四', null, null, null, '审核：王五']],
    [['统计负责人：某某   填表人：某某   报出日期：2015年 月 日']],
    [['领导签字：张三', null, null, null, null, '年  月  日']],
    [['县扶贫办意见', null, '同意']],
    [['公示期：2015年3月1日至3月7日']],
    [['监督电话：12317']],
    [['以上数据属实']],
    [['- 1 -']],
    [['二〇一五年三月一日']],
    [['新寺村民委员会']],
    [['漳县扶贫开发办公室制']],
  ] as const)('knows notes at the end: %j', (row) => {
    expect(kinds([row])).toEqual(['note'])
  })

  it.each([
    [[null, '武阳镇', '一社小计', '2户', 5, null]],
    [['2户', null, null, '8人']],
    [['总户数：2户', null, '总人数：8人']],
    [[null, null, '户数合计', 2]],
  ] as const)('knows totals without the word or behind the place: %j', (row) => {
    expect(kinds([row])).toEqual(['total'])
  })

  it('knows the numbering below headings of a further page, and letters', () => {
    expect(kinds([[1, '高寺村', '张三', 'x', 5, null], headings, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'], headings, ['A', 'B', 'C', 1, 2, 3]])).toEqual([
      'data',
      'heading',
      'numbering',
      'heading',
      'numbering',
    ])
  })

  it('knows headings and titles repeated on further pages, units and numbers of columns below the headings', () => {
    expect(
      kinds(
        [['甲', 1, 2, 3, 4, 5], [1, '高寺村', '张三', 'x', 5, null], ['建档立卡花名册'], headings, [2, '高寺村', '李四', 'y', 6, null]],
        [['建档立卡花名册']],
      ),
    ).toEqual(['numbering', 'data', 'note', 'heading', 'data'])
    expect(kinds([[null, null, '人', null, '元', null]])).toEqual(['note'])
  })

  it('knows the example row of templates', () => {
    expect(
      kinds([
        ['【示例】1', '高寺村', '张三', 'x', 5, null],
        ['示例', '高寺村', '张三', 'x', 5, null],
      ]),
    ).toEqual(['example', 'example'])
  })

  it('counts every row once, blank ones among them', () => {
    const rows = sheet([headings, [], ['合计', null, null, null, 5, null], [], [], [1, '村', '张三', 'x', 5, null], ['填表人：李四']])
    const found = findHeadings(rows, [], known)
    if (found === undefined) throw new Error('no headings')
    const sorter = new RowSorter(found)
    for (const row of rows) sorter.sort(row)
    expect(sorter.counts).toEqual({ data: 1, total: 1, heading: 0, numbering: 0, note: 1, example: 0, blank: 3 })
  })
})
