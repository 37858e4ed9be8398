import { describe, expect, it } from 'vitest'
import { findHeadings } from '#core/excel/headings.ts'
import type { SheetRow } from '#core/excel/readWorkbook.ts'
import { unitOfHeading, unitsAbove } from './headingParts.ts'
import { nationalLayouts, notKept, notKeptBecause } from './nationalLayouts.ts'
import { knownHeadings, nationalLayoutOf, recognise } from './recognise.ts'
import { yearOf, yearSources } from './readSheets.ts'
import { profileOf } from './targets.ts'

function textRow(number: number, texts: readonly string[]): SheetRow {
  return { number, hidden: false, cells: texts.map((text) => (text === '' ? { kind: 'empty', text } : { kind: 'text', text })) }
}

function recognised(headings: readonly string[], register = 'household'): ReturnType<typeof recognise> & { layout: string | undefined; row: number } {
  const profile = profileOf(register)
  const rows = [
    textRow(1, ['漳县贫困人口信息']),
    textRow(2, ['导出日期：2023-12-18']),
    textRow(3, headings),
    textRow(
      4,
      headings.map((_, index) => String(index)),
    ),
  ]
  const found = findHeadings(rows, [], knownHeadings(profile, undefined))
  if (found === undefined) throw new Error('no headings')
  return { ...recognise(profile, 'Sheet1', found, undefined), layout: nationalLayoutOf(found), row: found.lastRow }
}

describe('国家版式的表头', () => {
  it.each(nationalLayouts.map((layout) => [layout.name, layout] as const))('%s：两行标题下第 3 行，每一列都认得', (_name, layout) => {
    const { headings, problems, layout: name, row } = recognised(layout.headings, layout.register)
    expect(row).toBe(3)
    expect(name).toBe(layout.name)
    const unknown = headings
      .filter(({ target, column }) => target === null && !notKept.includes(column.heading) && notKeptBecause[column.heading] === undefined)
      .map(({ column }) => column.heading)
    expect(unknown).toEqual([])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('§2.5 的户联系电话归户，成员联系电话归人', () => {
    const targets = Object.fromEntries(recognised(nationalLayouts[0]?.headings ?? []).headings.map(({ column, target }) => [column.heading, target]))
    expect(targets).toMatchObject({
      户联系电话: 'household.phone',
      成员联系电话: 'person.phone',
      村: 'household.village',
      乡: 'division.township',
      人口编号: 'person.person_no',
      年度: 'household_year.year',
      与户主关系: 'membership.relation',
      户主姓名: 'household.head_name',
      '公益性岗位(月数)': 'person_year.public_job_months',
      '务工时间（月）': 'person_year.work_months',
    })
  })

  it('§6.1 的列各归其位', () => {
    const targets = Object.fromEntries(recognised(nationalLayouts[1]?.headings ?? []).headings.map(({ column, target }) => [column.heading, target]))
    expect(targets).toMatchObject({
      行政县: 'division.county',
      自然村: 'household.group_id',
      人数: 'household.population',
      脱贫属性: 'household.exit_status',
      人均纯收入: 'household_year.net_income_per_person',
      联系电话: 'household.phone',
      参加大病医疗: 'person_year.critical_illness_insurance',
      饮水困难: 'household_year.water_difficult',
    })
  })

  it('不认识的列说明没有导入，并提示相近的', () => {
    const { problems } = recognised(['行政村', '户编号', '姓名', '证件号码', '与户主关系', '健康状态', '邻居意见'])
    expect(problems.map(({ code, value, severity }) => [code, value, severity])).toEqual([
      ['heading_unknown', '健康状态', 'warning'],
      ['heading_unknown', '邻居意见', 'warning'],
    ])
    expect(problems[0]?.message).toContain('健康状况')
  })
})

describe('表的年度', () => {
  const found = (title: string): Parameters<typeof yearSources>[1] => {
    const headings = findHeadings([textRow(1, [title]), textRow(2, ['姓名', '证件号码'])], [], knownHeadings(profileOf('person'), undefined))
    if (headings === undefined) throw new Error('no headings')
    return headings
  }
  it.each<[string, string, number | undefined, { value: number; certain: boolean }]>([
    ['漳县2016年贫困户花名册', '表.xlsx', undefined, { value: 2016, certain: true }],
    ['漳县贫困户花名册', '（基础信息）户信息_20231218.xlsx', undefined, { value: 2023, certain: true }],
    ['填报日期：2017年3月5日', '2016年度花名册.xlsx', undefined, { value: 2016, certain: true }],
    ['漳县2016年贫困户花名册', '表.xlsx', 2014, { value: 2014, certain: true }],
    ['漳县贫困户花名册', '联系 15020161234.xlsx', undefined, { value: 2015, certain: false }],
    ['漳县二〇一四年度贫困户花名册', '表.xlsx', undefined, { value: 2014, certain: true }],
    ['二0一四年贫困户花名册', '表.xlsx', undefined, { value: 2014, certain: true }],
    ['14年贫困户花名册', '表.xlsx', undefined, { value: 2014, certain: true }],
    ['2014-2015年贫困户花名册', '表.xlsx', undefined, { value: 2015, certain: false }],
    ['贫困户花名册（2014.12）', '表.xlsx', undefined, { value: 2014, certain: true }],
    ['导出日期：2023-12-18', '表.xlsx', undefined, { value: 2015, certain: false }],
  ])('“%s”，文件 %s', (title, file, year, expected) => {
    expect(yearOf(year === undefined ? {} : { year }, yearSources('Sheet1', found(title), file), 2015)).toEqual(expected)
  })

  it.each(['2014年', '2014', '2014年底'])('工作表名 %s', (name) => {
    expect(yearOf({}, yearSources(name, found('贫困户花名册'), '表.xlsx'), 2015)).toEqual({ value: 2014, certain: true })
  })
})

describe('表头和标题里的单位', () => {
  it.each<[string, string[]]>([
    ['金额单位：万元、面积单位：公顷', ['万元', '公顷']],
    ['（单位：万元）', ['万元']],
    ['贫困户收入台账（万元）', ['万元']],
    ['制表时间：2015年3月     单位：万元；亩', ['万元', '亩']],
    ['单位：元 亩 ㎡', ['元', '亩', 'M2']],
    ['计量单位:元/亩', ['元', '亩']],
    ['说明：1.本表金额以万元为单位，面积以公顷为单位。2.年底前上报。', ['万元', '公顷']],
    ['（以万元计）', ['万元']],
    ['填报单位：万元村', []],
    ['帮扶单位：元', []],
    ['漳县贫困户花名册（试行）', []],
    ['联系单位：个旧市', []],
  ])('%s', (text, expected) => {
    expect(unitsAbove([text])).toEqual(expected)
  })

  it.each<[string, string | undefined]>([
    ['收入情况单位:万元/工资性收入', '万元'],
    ['收入（万元）/工资性收入（元）', '元'],
    ['工资性收入/万元', '万元'],
    ['工资性收入，单位：万元', '万元'],
    ['补助资金（元/年）', '元/年'],
    ['收入情况/工资性收入', undefined],
  ])('%s', (heading, expected) => {
    expect(unitOfHeading(heading)).toBe(expected)
  })
})
