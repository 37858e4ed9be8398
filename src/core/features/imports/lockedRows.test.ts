/** Sheets with rows of a locked year: those rows are kept out, with which lock and whose, and the others go in. */
import ExcelJS from 'exceljs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { done, openPair, ticketOf, type TestApp, type TestPair } from '../exchange/testing/apps.ts'
import type { ImportResult } from './contract.ts'

const VILLAGE = '621125100204'
const OTHER = '621125100205'
let pair: TestPair
let township: TestApp
const households: string[] = []
/** No year is locked without them. */
const SIGNED = Object.fromEntries(['head', 'group', 'leader', 'team', 'cadre', 'township'].map((party) => [`${party}_signed_on`, '2015-12-20']))
const save = async (register: string, values: Record<string, string | number | boolean>): Promise<string> =>
  (await township.client.records.save({ register, values, reason: '测试' })).id
beforeAll(async () => {
  pair = await openPair()
  ;({ township } = pair)
  for (const [village, number] of [
    [VILLAGE, '1001'],
    [OTHER, '1002'],
  ] as const) {
    const household = await save('household', { village, identification_standard: '1', exit_status: '0', valid: true, household_no: number })
    await save('household_year', { household_id: household, year: 2015, farmland: 100, ...SIGNED })
    households.push(household)
  }
  await township.client.locks.set({ year: 2015, villages: [VILLAGE], level: 'township', locked: true })
})
afterAll(() => pair.end())

async function sheet(rows: readonly (readonly (string | number)[])[], name: string): Promise<string> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('年度').addRows([['户编号', '年度', '耕地面积'], ...rows])
  const path = join(pair.folder, name)
  await workbook.xlsx.writeFile(path)
  return path
}

const run = async (path: string, options: Record<string, unknown> = {}): Promise<ImportResult> => {
  const ticket = ticketOf(township, path, '年度.xlsx')
  const { result } = await done(township, township.client.imports.run({ register: 'household_year', ticket, options, problemFile: false }))
  return result as unknown as ImportResult
}
const farmland = async (): Promise<unknown> =>
  (await township.client.records.query({ register: 'household_year', sort: [{ field: 'household_id' }, { field: 'year' }] })).rows
    .map((row) => [row['household_id'] === households[0] ? 1 : 2, row['year'], row['farmland']])
    .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)))

describe('导入的表里有已锁定年度的行', () => {
  it('这些行各自列为有问题，写明哪一级、谁锁定；其余的行照常导入', async () => {
    const path = await sheet(
      [
        ['1001', 2015, 8],
        ['1001', 2016, 9],
        ['1002', 2015, 7],
      ],
      '年度.xlsx',
    )
    const result = await run(path)
    expect([result.rows, result.rejected, result.problems.map(({ row }) => row)]).toEqual([3, 1, [2]])
    expect(result.problems[0]?.message).toMatch(/2015 年的.*已由乡镇级锁定.*管理员.*锁定/)
    expect(await farmland()).toEqual([
      [1, 2015, 100],
      [1, 2016, 900],
      [2, 2015, 700],
    ])
  })

  it('锁定的级别写明原因就能更正，同一张表全部导入', async () => {
    const result = await run(await sheet([['1001', 2015, 8]], '更正.xlsx'), { reason: '复核更正' })
    expect([result.rejected, result.problems]).toEqual([0, []])
    expect(await farmland()).toContainEqual([1, 2015, 800])
    const { store } = township.app.host.office()
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
  })

  it('贫困户花名册里新的一户也一样：这一户的行都不导入，别的户照常', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('花名册').addRows([
      ['行政村', '户编号', '年度', '姓名', '与户主关系', '耕地面积'],
      ['柯寨村', '2001', 2015, '赵甲', '户主', 3],
      ['柯寨村', '2001', 2015, '赵乙', '配偶', ''],
    ])
    const path = join(pair.folder, '花名册.xlsx')
    await workbook.xlsx.writeFile(path)
    const ticket = ticketOf(township, path, '花名册.xlsx')
    const { result } = await done(
      township,
      township.client.imports.run({ register: 'household', ticket, options: { year: 2015 }, problemFile: false, dryRun: true }),
    )
    const { rejected, problems } = result as unknown as ImportResult
    expect(rejected).toBe(2)
    expect(problems.map(({ message }) => message).join()).toContain('锁定')
  })
})
