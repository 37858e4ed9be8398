/** Rights of a register by role and level: where the data is (list, search, choice, history, statistics, export, import), not in procedures. */
import { createRouterClient } from '@orpc/server'
import ExcelJS from 'exceljs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askerOf, mayAnywhere, mayReadRecord, mayWriteRecord, readingCondition, type AskingUser } from '../../access/asker.ts'
import type { Role } from '../../access/permissions.ts'
import { registerOf } from '../../catalogue/index.ts'
import { carry, done, ticketOf } from '../../features/exchange/testing/apps.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords, type TestApp, type TestPair } from './office.ts'

const PASSWORD = '测试专用密码2027'
const COUNTY = '621125000000'
const TOWNSHIP = '621125100000'
const RATING = registerOf('gadget_rating' as never)
const user = (role: Role, ...divisions: string[]): AskingUser => ({ id: 'u', displayName: '某人', role, divisions })

describe('台账的权限按角色和级别', () => {
  /** Written by hand: unit, role, divisions | read, write, remove. */
  const table: readonly (readonly [string, Role, string, string])[] = [
    [COUNTY, 'administrator', '', 'rwd'],
    [COUNTY, 'entry', '', 'rw-'],
    [COUNTY, 'review', '', 'r--'],
    [COUNTY, 'reader', '', 'r--'],
    [COUNTY, 'entry', TOWNSHIP, 'r--'],
    [COUNTY, 'reader', TOWNSHIP, 'r--'],
    [COUNTY, 'entry', HERE, '---'],
    [COUNTY, 'reader', HERE, '---'],
    [TOWNSHIP, 'administrator', '', 'r--'],
    [TOWNSHIP, 'entry', '', 'r--'],
    [TOWNSHIP, 'entry', HERE, '---'],
    [HERE, 'administrator', '', '---'],
  ]
  it.each(table)('%s %s %s：%s', (unit, role, division, expected) => {
    const asker = askerOf(user(role, ...(division === '' ? [] : [division])), unit)
    const may = [
      mayReadRecord(asker, RATING, HERE) ? 'r' : '-',
      mayWriteRecord(asker, RATING, HERE, 'insert') && mayWriteRecord(asker, RATING, HERE, 'update') ? 'w' : '-',
      mayWriteRecord(asker, RATING, HERE, 'remove') && mayWriteRecord(asker, RATING, HERE, 'restore') ? 'd' : '-',
    ]
    expect(may.join('')).toBe(expected)
    expect(mayAnywhere(asker, RATING, 'read')).toBe(expected.startsWith('r'))
    expect(readingCondition(asker, RATING, 't').sql === '0').toBe(!expected.startsWith('r'))
  })

  it('管一个乡镇和另一个村的人，只读得到乡镇的', () => {
    const mixed = askerOf(user('review', TOWNSHIP, '621125101201'), COUNTY)
    expect([HERE, '621125101201'].map((village) => mayReadRecord(mixed, RATING, village))).toEqual([true, false])
    expect(readingCondition(mixed, RATING, 't').parameters).toContain('621125100')
    expect(readingCondition(mixed, RATING, 't').parameters).not.toContain('621125101201')
  })

  it('没有写明权限的台账，一切照旧', () => {
    const clerk = askerOf(user('entry', HERE), TOWNSHIP)
    const gadget = registerOf('gadget' as never)
    expect([mayReadRecord(clerk, gadget, HERE), mayWriteRecord(clerk, gadget, HERE, 'remove'), mayReadRecord(clerk, gadget, null)]).toEqual([true, true, true])
  })
})

describe('权限在数据那里问', () => {
  let pair: TestPair
  let county: TestApp
  let records: GuardRecords
  let rating: string
  let village: TestApp['client']
  let township: TestApp['client']
  const loggedIn = async (login: string, role: Role, divisions: string[]): Promise<TestApp['client']> => {
    await county.client.users.create({ login, displayName: login, role, divisions, password: PASSWORD })
    const client = createRouterClient(county.app.router, { context: { session: login } }) as unknown as TestApp['client']
    await client.session.login({ login, password: PASSWORD })
    await client.session.changePassword({ current: PASSWORD, next: `${PASSWORD}新` })
    return client
  }
  beforeAll(async () => {
    pair = await openPair()
    county = pair.county
    records = await enterFamily(pair.township)
    await carry(pair.township, county)
    rating = await save(county, 'gadget_rating', { gadget_id: records.gadget, grade: '优等机', remark: '金丝雀' })
    village = await loggedIn('村', 'entry', [HERE])
    township = await loggedIn('镇', 'entry', [TOWNSHIP])
  })
  afterAll(() => pair.end())

  it('乡镇看得到、查得到，改不了、加不了、删不了', async () => {
    expect((await township.records.query({ register: 'gadget_rating', text: '优等' })).rows).toMatchObject([{ grade: '优等机' }])
    expect((await township.records.history({ register: 'gadget_rating', id: rating })).entries.length).toBeGreaterThan(0)
    const writes = [
      township.records.save({ register: 'gadget_rating', id: rating, values: { remark: '改' } }),
      township.records.save({ register: 'gadget_rating', values: { gadget_id: records.gadget, grade: '二' } }),
      township.records.batch({ register: 'gadget_rating', ids: [rating], values: { remark: '改' }, reason: '改' }),
      township.records.remove({ register: 'gadget_rating', ids: [rating], reason: '删' }),
    ]
    for (const one of await Promise.allSettled(writes)) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'FORBIDDEN' } })
  })

  it('村里一个字也看不到：列表、单条、查找、选择、历史、筛选、导出', async () => {
    const said = [
      await village.records.query({ register: 'gadget_rating' }),
      await village.records.choices({ register: 'gadget_rating', text: '优等' }),
      await village.records.query({ register: 'gadget', where: { exists: { register: 'gadget_rating', by: 'gadget_id', where: { grade: '优等机' } } } }),
      await village.records.history({ register: 'gadget', id: records.gadget, related: true }),
      await village.records.names({ records: [{ register: 'gadget_rating', ids: [rating] }], divisions: [] }),
      await village.records.changes({ limit: 100, offset: 0 }),
    ]
    expect(JSON.stringify(said)).not.toMatch(/优等|金丝雀/)
    expect(said[0]).toEqual({ total: 0, more: false, rows: [] })
    expect(said[2]).toMatchObject({ total: 0 })
    await expect(village.records.get({ register: 'gadget_rating', id: rating })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(village.records.history({ register: 'gadget_rating', id: rating })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(village.records.save({ register: 'gadget_rating', values: { gadget_id: records.gadget, grade: '二' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    })
  })

  it('表也导不进去，说清楚没有权限', async () => {
    const path = join(pair.folder, '评级.xlsx')
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('评级').addRows([
      ['器件编号', '级别'],
      ['Q-001', '特等'],
    ])
    await workbook.xlsx.writeFile(path)
    const holder = county.app.host.holderOf({ session: '镇' })
    const ticket = county.app.host.files.accept(path, '评级.xlsx', holder, { temporary: false }).ticket
    const { job } = await township.imports.run({ register: 'gadget_rating', ticket, options: {}, problemFile: false })
    expect((await county.app.host.jobs.finished(job)).error).toMatchObject({ code: 'FORBIDDEN' })
    const { result } = await done(
      county,
      county.client.imports.run({ register: 'gadget_rating', ticket: ticketOf(county, path, '评级.xlsx'), options: {}, problemFile: false }),
    )
    expect(result).toMatchObject({ new: 1, rejected: 0 })
  })
})
