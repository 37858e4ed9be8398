/** Lines are saved with their parent as one change set, asked for their rights, refused and undone as one. */
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LinesEdit } from '../../features/records/contract.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords, type TestApp, type TestPair } from './office.ts'

let pair: TestPair
let here: TestApp
let records: GuardRecords
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  records = await enterFamily(here)
})
afterAll(() => pair.end())

const parts = async (gadget = records.gadget) => (await here.client.records.query({ register: 'gadget_part', where: { gadget_id: gadget } })).rows
const saved = (lines: LinesEdit[], values: Record<string, string> = {}, id = records.gadget) =>
  here.client.records.save({ register: 'gadget', id, values, lines })
const row = (part_no: string, count: number | null = 1) => ({ values: { part_no, count } })

describe('明细与主记录一起保存', () => {
  it('新增、修改、删除是一次操作，撤销也是一次', async () => {
    const both: LinesEdit = { register: 'gadget_part', rows: [row('P1'), row('P2', 4)] }
    const tried = await saved([both], { remark: '试装' })
    await here.client.records.undo({ changeSet: tried.changeSet ?? '' })
    expect(await parts()).toEqual([])
    expect((await here.client.records.get({ register: 'gadget', id: records.gadget }))['remark']).toBe('两台一组')
    await saved([both])
    expect((await parts()).map((part) => [part['part_no'], part['count'], part['village']])).toEqual([
      ['P1', 1, HERE],
      ['P2', 4, HERE],
    ])
    const [one, two] = await parts()
    const changed = { id: String(two?.['id']), revision: Number(two?.['revision']), values: { count: 5 } }
    const second = await saved([{ register: 'gadget_part', rows: [changed, row('P1', 7)], removed: [String(one?.['id'])] }])
    expect((await parts()).map((part) => [part['part_no'], part['count']])).toEqual([
      ['P1', 7],
      ['P2', 5],
    ])
    await expect(saved([{ register: 'gadget_part', rows: [changed] }])).rejects.toMatchObject({ code: 'CONFLICT' })
    await here.client.records.undo({ changeSet: second.changeSet ?? '' })
    const left = await parts()
    expect(left.map((part) => [part['part_no'], part['count']])).toEqual([
      ['P1', 1],
      ['P2', 4],
    ])
    await saved([{ register: 'gadget_part', rows: [], removed: left.map((part) => String(part['id'])) }])
    expect(await parts()).toEqual([])
  })

  it('新的主记录连同明细一次录入', async () => {
    const added = await here.client.records.save({
      register: 'gadget',
      values: { gadget_no: 'Q-100', name: '水泵', household_id: records.household },
      lines: [{ register: 'gadget_part', rows: [row('A'), row('B', 2)] }],
    })
    expect((await parts(added.id)).map((part) => part['part_no'])).toEqual(['A', 'B'])
    const { rows } = await here.client.records.changes({ limit: 1 })
    expect(rows[0]?.id).toBe(added.changeSet)
  })

  it('有一行不对就全都不存，每一处问题都指到那一行', async () => {
    const refused = await saved([{ register: 'gadget_part', rows: [row('P1'), { values: { count: -1 } }, row('P3', 0)] }], { remark: '不该存' }).catch(
      (error: unknown) => error,
    )
    expect(refused).toMatchObject({
      code: 'VALIDATION',
      issues: [
        { path: 'lines.gadget_part.1.part_no', message: expect.stringContaining('第 2 行') },
        { path: 'lines.gadget_part.1.count' },
        { path: 'lines.gadget_part.2.count' },
      ],
    })
    expect(await parts()).toEqual([])
    expect((await here.client.records.get({ register: 'gadget', id: records.gadget }))['remark']).not.toBe('不该存')
    await expect(saved([{ register: 'gadget_part', rows: [row('P1'), row('P1')] }])).rejects.toMatchObject({
      code: 'DUPLICATE',
      issues: [{ path: 'lines.gadget_part.1.part_no' }],
    })
    expect(await parts()).toEqual([])
  })

  it('别的记录的明细、别的台账，碰不到', async () => {
    await saved([{ register: 'gadget_part', rows: [row('S1')] }], {}, records.spare)
    const [foreign] = await parts(records.spare)
    const id = String(foreign?.['id'])
    for (const lines of [
      { register: 'gadget_part', rows: [{ id, values: { count: 9 } }] },
      { register: 'gadget_part', rows: [], removed: [id] },
    ])
      await expect(saved([lines])).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(saved([{ register: 'gadget_part', rows: [{ id, values: { gadget_id: records.gadget } }] }], {}, records.spare)).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    for (const register of ['gadget_year', 'person']) await expect(saved([{ register, rows: [] }])).rejects.toMatchObject({ code: 'VALIDATION' })
    expect((await parts(records.spare)).map((part) => part['count'])).toEqual([1])
  })

  it('只能写自己村的：主记录不归您，明细也写不进；读不到的也列不出', async () => {
    const divisions = await here.client.divisions.tree({ year: 2015 })
    const elsewhere = divisions.find(({ code, level }) => level === 'village' && code !== HERE)?.code ?? ''
    const household = await save(here, 'household', {
      village: elsewhere,
      identification_standard: '1',
      exit_status: '0',
      valid: true,
      household_no: '1900',
    })
    const far = await save(here, 'gadget', { gadget_no: 'Q-900', name: '远处的', household_id: household })
    const part = await save(here, 'gadget_part', { gadget_id: far, part_no: 'F1' })
    const clerk = await clerkOf(HERE)
    await clerk.records.save({ register: 'gadget', id: records.gadget, values: {}, lines: [{ register: 'gadget_part', rows: [row('C1')] }] })
    const attempts = [
      { id: far, lines: [{ register: 'gadget_part', rows: [row('C2')] }] },
      { id: far, lines: [{ register: 'gadget_part', rows: [], removed: [part] }] },
      { id: records.gadget, lines: [{ register: 'gadget_part', rows: [{ id: part, values: { count: 9 } }] }] },
      { id: records.gadget, lines: [{ register: 'gadget_part', rows: [], removed: [part] }] },
    ]
    for (const attempt of attempts) await expect(clerk.records.save({ register: 'gadget', values: {}, ...attempt })).rejects.toThrow()
    expect((await parts(far)).map((line) => [line['part_no'], line['count']])).toEqual([['F1', null]])
    expect((await clerk.records.query({ register: 'gadget_part', where: { gadget_id: far } })).total).toBe(0)
  })
})

/** Somebody who enters records of one village. */
async function clerkOf(village: string): Promise<TestApp['client']> {
  const client = createRouterClient(here.app.router, { context: { session: 'clerk' } }) as unknown as TestApp['client']
  await here.client.users.create({ login: 'clerk', displayName: '村文书', role: 'entry', divisions: [village], password: '村里的录入口令一' })
  await client.session.login({ login: 'clerk', password: '村里的录入口令一' })
  await client.session.changePassword({ current: '村里的录入口令一', next: '村里的录入口令二' })
  return client
}
