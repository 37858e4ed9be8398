/** The made-up family through rights, sheets, problem workbook, findings and menu, by the contract. */
import { createRouterClient } from '@orpc/server'
import ExcelJS from 'exceljs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { screenOf } from '../../catalogue/derive/screen.ts'
import { done, ticketOf } from '../../features/exchange/testing/apps.ts'
import type { ImportResult } from '../../features/imports/contract.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords, type TestApp, type TestPair } from './office.ts'

const PASSWORD = '测试专用密码2027'
let pair: TestPair
let here: TestApp
let records: GuardRecords
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
})
afterAll(() => pair.end())

/** Somebody of a role at the office, logged in by themselves. */
async function loggedIn(login: string, role: 'entry' | 'reader', divisions: string[]): Promise<TestApp['client']> {
  await here.client.users.create({ login, displayName: login, role, divisions, password: PASSWORD })
  const client = createRouterClient(here.app.router, { context: { session: login } }) as unknown as TestApp['client']
  await client.session.login({ login, password: PASSWORD })
  await client.session.changePassword({ current: PASSWORD, next: `${PASSWORD}新` })
  return client
}

describe('权限', () => {
  it('别的村的录入员看不到、改不了、也找不到；只读的人看得到但改不了，证件号码遮住', async () => {
    const stranger = await loggedIn('邻村', 'entry', ['621125100205'])
    expect((await stranger.records.query({ register: 'gadget' })).rows).toEqual([])
    expect((await stranger.records.query({ register: 'gadget', text: '抽水' })).total).toBe(0)
    await expect(stranger.records.get({ register: 'gadget', id: records.gadget })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(stranger.records.save({ register: 'gadget', id: records.gadget, values: { pieces: 9 } })).rejects.toThrow()
    await expect(stranger.records.save({ register: 'gadget', values: { gadget_no: 'X', name: '外来', household_id: records.household } })).rejects.toThrow()
    const reader = await loggedIn('只读', 'reader', [])
    const [row] = (await reader.records.query({ register: 'gadget', where: { id: records.gadget } })).rows
    expect(row).toMatchObject({ gadget_no: 'Q-001', village: HERE })
    expect(String(row?.['seller_number'])).toContain('*')
    await expect(reader.records.query({ register: 'gadget', where: { seller_number: { startsWith: '6200' } } })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(reader.records.save({ register: 'gadget', id: records.gadget, values: { pieces: 9 } })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

const run = async (path: string, register = 'gadget'): Promise<ImportResult> => {
  const { result } = await done(here, here.client.imports.run({ register, ticket: ticketOf(here, path, '表.xlsx'), options: {}, problemFile: true }))
  return result as unknown as ImportResult
}
const exported = async (register = 'gadget'): Promise<string> => (await done(here, here.client.exports.start({ register, unmasked: true }))).path ?? ''

describe('表格', () => {
  it('导出再导入一条不变：两个保管、修理的人不混，备用于谁也认得', async () => {
    await save(here, 'gadget_part', { gadget_id: records.gadget, part_no: '1', count: 2, cost: 1250 })
    await save(here, 'gadget_year', { gadget_id: records.gadget, year: 2015, hours: 20 })
    for (const register of ['gadget', 'gadget_part', 'gadget_year']) {
      const result = await run(await exported(register), register)
      expect([register, result.problems, result.rejected, result.changeSet]).toEqual([register, [], 0, null])
      expect(result.same).toBe(result.rows)
    }
  })

  it('有错的行写进问题表，按行、列和原因说明', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('器件').addRows([
      ['户编号', '器件编号', '器件名称', '保管人姓名', '件数'],
      ['1001', 'Q-001', '抽水机', '查无此人', 2],
      ['1001', 'Q-002', '备用抽水机', '赵修理', '很多'],
      ['9999', 'Q-003', '无主', null, 1],
    ])
    const path = join(pair.folder, '有错.xlsx')
    await workbook.xlsx.writeFile(path)
    const result = await run(path)
    expect(result).toMatchObject({ rows: 3, rejected: 3, changeSet: null })
    expect(result.problems.map(({ row, column, code }) => `${row}${column} ${code}`)).toEqual(
      expect.arrayContaining(['2D reference_unknown', '3E number_format', '4A reference_unknown']),
    )
    expect(result.problems.find(({ row }) => row === 2)?.message).toContain('查无此人')
    const file = here.app.host.files.resolve(result.problemFile?.ticket ?? '', here.app.host.holderOf({ session: 's' }))
    expect(file.name).toContain('.xlsx')
  })
})

describe('核查和菜单', () => {
  it('违反规则的器件开出一条问题，改好以后就没有了', async () => {
    const findings = async () => {
      await here.client.checks.summary({ by: 'rule', filter: { rule: 'G-2' }, settled: true })
      return (await here.client.checks.list({ filter: { rule: 'G-2' } })).rows
    }
    expect(await findings()).toEqual([])
    await save(here, 'gadget', { working: false }, records.gadget)
    expect(await findings()).toMatchObject([{ register: 'gadget', record: records.gadget, field: 'working', division: HERE }])
    await save(here, 'gadget', { working: true }, records.gadget)
    expect(await findings()).toEqual([])
  })

  it('菜单、标题、量词、查找提示都出自目录', () => {
    expect(screenOf('gadget')).toMatchObject({ place: '水电路房', title: '器件', counter: '件', search: '器件名称、编号' })
    expect(screenOf('gadget_part')?.place ?? null).toBeNull()
  })
})
