/** 监测对象信息 as the national system exports it: by heading, one row a person, the income a second time behind the removal. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SqlRow } from '../../store/index.ts'
import { userOf } from '../../testing/office.ts'
import { exportTo } from '../exports/exportTo.ts'
import { importBench, type ImportBench, type RowIn } from '../imports/testing/importing.ts'

let bench: ImportBench
let households: readonly { readonly id: string; readonly no: string; readonly village: string }[]
const directory = mkdtempSync(join(tmpdir(), 'bangfu-monitored-'))
beforeAll(async () => {
  bench = await importBench({ households: 30 })
  households = bench.office.store.read.all('SELECT id, household_no AS no, village FROM household WHERE household_no IS NOT NULL ORDER BY id LIMIT 3')
  await bench.office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
    for (const { id } of households) transaction.update('household', id, { exit_status: '1' })
    transaction.insert('unlisted_household', {
      village: households[0]?.village ?? '',
      head_name: '马边缘',
      household_no: '6211259900001',
      stated_population: 2,
    })
  })
})
afterAll(async () => {
  await bench.end()
  rmSync(directory, { recursive: true, force: true })
})

const HEADINGS =
  '县, 乡, 村, 户编号, 户类型, 监测对象类别, 姓名, 与户主关系, 户联系电话, 工资性收入, 生产经营性收入, 转移性收入, 人均纯收入（元）, 合规自付支出, 致贫/返贫风险1, 致贫/返贫风险2, 整户无劳动能力兜底保障户, 就业帮扶, 教育帮扶, 综合保障, 风险是否已消除, 识别监测时间, 消除监测时间, 风险消除方式, 是否义务教育阶段适龄儿童少年失学辍学, 是否住房损毁, 工资性收入, 财产性收入, 转移性收入, 家庭人均纯收入, 合规自付支出'.split(
    ', ',
  )
const place = (village: string): string[] => {
  const path = bench.office.divisions.pathOf(village).map(({ name }) => name)
  return path.slice(-3)
}
const removed = (index: number, name: string, relation: string, more: Record<string, RowIn[number]> = {}): RowIn => {
  const { no = '', village = '' } = households[index] ?? {}
  return rowOf(
    [
      ...place(village),
      no,
      '脱贫户',
      '脱贫不稳定户',
      name,
      relation,
      '13900000000',
      12000,
      3000,
      2000,
      4000,
      3500,
      '因病',
      '因务工就业不稳',
      '否',
      '劳务输出，技能培训',
      '',
      '低保',
      '是',
      '202301',
      '202308',
      '帮扶消除',
      '否',
      '否',
      22000,
      100,
      2500,
      8000,
      0,
    ],
    more,
  )
}
const rowOf = (cells: RowIn, more: Record<string, RowIn[number]>): RowIn => cells.map((cell, index) => more[HEADINGS[index] ?? ''] ?? cell)
const rows = (sql: string, ...parameters: string[]): SqlRow[] => bench.office.store.read.all<SqlRow>(sql, ...parameters)
const of = (register: string, subject: string): SqlRow[] =>
  rows(`SELECT p.* FROM ${register} p JOIN monitored_household m ON m.id = p.monitored_household_id WHERE m.subject = ? ORDER BY p.id`, subject)

describe('监测对象信息', () => {
  it('按表头认列：同名的收入先是识别时、后是风险消除后；一人一行的并成一户，措施各成一条', async () => {
    const edge = (name: string): RowIn =>
      rowOf(removed(1, name, '户主'), {
        户编号: '6211259900001',
        户类型: '边缘易致贫户',
        监测对象类别: '边缘易致贫户',
        风险是否已消除: '否',
        就业帮扶: '',
        综合保障: '',
      }).map((cell, index) => (index > 20 && index !== 21 ? null : cell))
    const path = await bench.workbook([
      ['监测对象信息'],
      ['导出日期：2023-12-18'],
      HEADINGS,
      removed(0, '户主', '户主'),
      removed(0, '配偶', '配偶'),
      edge('马边缘'),
      edge('马小'),
    ])
    const result = await bench.import('monitored_household', path)
    expect(result.rejected === 0 ? [] : result.problems).toEqual([])
    expect(result).toMatchObject({ rows: 4, new: 2, same: 2, rejected: 0 })
    const first = `household:${households[0]?.id ?? ''}`
    expect(rows('SELECT * FROM monitored_household WHERE subject = ?', first)).toMatchObject([
      {
        kind: '100A03001',
        stage: 'removed',
        identified_standing: '2023-01',
        removed_standing: '2023-08',
        risks: 'x1,x7',
        removal_way: 'x1',
        phone: '13900000000',
      },
    ])
    expect(of('monitored_fact', first)).toMatchObject([
      {
        stage: '1',
        round: 1,
        wage_income: 1_200_000,
        business_income: 300_000,
        transfer_income: 200_000,
        income_per_person: 400_000,
        own_payment: 350_000,
        dropout: null,
      },
      {
        stage: '2',
        round: 1,
        wage_income: 2_200_000,
        property_income: 10_000,
        transfer_income: 250_000,
        income_per_person: 800_000,
        own_payment: 0,
        dropout: 0,
        house_unsafe: 0,
      },
    ])
    expect(of('monitored_aid', first).map(({ kind, content }) => [kind, content])).toEqual([
      ['x2', '劳务输出'],
      ['x2', '技能培训'],
      ['x10', '低保'],
    ])
    const [unlisted] = rows("SELECT * FROM monitored_household WHERE subject LIKE 'unlisted_household:%'")
    expect(unlisted).toMatchObject({ kind: '100A03002', household_type: 'x2', stage: 'included', identified_standing: '2023-01' })
    expect(await bench.import('monitored_household', path)).toMatchObject({ rows: 4, new: 0, changed: 0, same: 4, changeSet: null })
  })

  it('改一格只改那一处；同一户两行说得不一样的不收', async () => {
    const changed = await bench.workbook([HEADINGS, removed(0, '户主', '户主', { 就业帮扶: '劳务输出', 家庭人均纯收入: 9000 })])
    expect(await bench.import('monitored_household', changed)).toMatchObject({ rows: 1, changed: 1, rejected: 0 })
    const first = `household:${households[0]?.id ?? ''}`
    expect(of('monitored_fact', first).map((fact) => fact['income_per_person'])).toEqual([400_000, 900_000])
    expect(of('monitored_aid', first)).toHaveLength(3)
    const torn = await bench.workbook([HEADINGS, removed(1, '户主', '户主'), removed(1, '配偶', '配偶', { 监测对象类别: '突发严重困难户' })])
    expect(await bench.import('monitored_household', torn)).toMatchObject({ rows: 2, rejected: 2 })
  })

  it('脱贫人口名单的监测各列也认得；没有填监测类型的人不算', async () => {
    const { no = '', village = '' } = households[2] ?? {}
    const path = await bench.workbook([
      ['县', '乡', '行政村', '户编号', '姓名', '户类型', '易返贫致贫户(监测对象)类型', '风险是否已消除', '风险识别时间', '风险消除时间'],
      [...place(village), no, '户主', '脱贫户', '突发严重困难户', '否', '2021-05', null],
      [...place(village), households[1]?.no ?? '', '别人', '脱贫户', null, null, null, null],
    ])
    const result = await bench.import('monitored_household', path)
    expect(result.rejected === 0 ? [] : result.problems).toEqual([])
    expect(result).toMatchObject({ rows: 2, new: 1, same: 1 })
  })

  it('导出的再导入一条不变', async () => {
    const path = join(directory, 'monitored.xlsx')
    const { rows: exported } = await exportTo(bench.office, userOf('administrator'), { register: 'monitored_household' }, path)
    expect(exported).toBe(3)
    const result = await bench.import('monitored_household', path)
    expect(result.rejected === 0 ? [] : result.problems).toEqual([])
    expect(result).toMatchObject({ rows: 3, same: 3, changeSet: null })
  })

  it('导出的表里改一格，导入只改那一处', async () => {
    const path = join(directory, 'changed.xlsx')
    await exportTo(bench.office, userOf('administrator'), { register: 'monitored_household', unmasked: true }, path)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    const sheet = workbook.worksheets[0]
    const row = [4, 5, 6].find((at) => sheet?.getRow(at).values.toString().includes('帮扶消除')) ?? 0
    const headings = sheet?.getRow(3).values as string[]
    const income = sheet?.getRow(row).getCell(headings.indexOf('风险消除后家庭人均纯收入'))
    expect(Number(income?.value)).toBe(9000)
    if (income !== undefined) income.value = 9500
    await workbook.xlsx.writeFile(path)
    // The year that the screen works on says nothing of it, though the kinds are of a later one.
    const result = await bench.import('monitored_household', path, { year: 2015 })
    expect(result).toMatchObject({ rows: 3, changed: 1, same: 2, rejected: 0 })
    expect(of('monitored_fact', `household:${households[0]?.id ?? ''}`).map((fact) => fact['income_per_person'])).toEqual([400_000, 950_000])
  })

  it('监测对象类别填错的一行指出来，不当作没有纳入的人放过', async () => {
    const path = await bench.workbook([HEADINGS, removed(0, '户主', '户主', { 监测对象类别: '不知道哪一类' })])
    const result = await bench.import('monitored_household', path)
    expect(result).toMatchObject({ rows: 1, same: 0, rejected: 1 })
    expect(result.problems.map(({ message }) => message).join()).toContain('监测对象类别')
  })
})
