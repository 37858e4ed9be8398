/** Whoever reads a village that a record reaches reads the record and its parts, wherever it belongs; nobody writes by that, and nothing else is read. */
import { createRouterClient } from '@orpc/server'
import ExcelJS from 'exceljs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportTo } from '../../features/exports/exportTo.ts'
import { carry } from '../../features/exchange/testing/apps.ts'
import { countingFor } from '../../features/statistics/counting.ts'
import { countStatistic } from '../../statistics/count.ts'
import type { StatisticDefinition } from '../../statistics/types.ts'
import { userOf } from '../office.ts'
import { ELSEWHERE, HERE, openPair, save, type TestApp, type TestPair } from './office.ts'

const PASSWORD = '测试专用密码2027'
/** Stands in what the project says, and nowhere else: whoever may not read it must never meet it. */
const CANARY = '金丝雀水渠'
const REACHED = '621125100205'
const FAR = '621125100206'
const STATISTIC: StatisticDefinition = {
  code: 'guard-projects',
  title: '器件项目',
  group: '测试',
  populations: { projects: { register: 'gadget_project', time: 'today' } },
  columns: [
    { key: 'n', label: '个数', count: 'projects' },
    { key: 'sum', label: '预算', sum: 'projects', field: 'budget' },
  ],
}

type Client = TestApp['client']
let pair: TestPair
let here: TestApp
let project: string
/** Another project of the same village, which reaches nobody. */
let other: string
let near: Client
let far: Client
let clerk: Client
beforeAll(async () => {
  pair = await openPair()
  here = pair.township
  const values = { village: HERE, name: CANARY, budget: 500_000, contact_phone: '13900000009' }
  project = await save(here, 'gadget_project', { ...values, project_no: 'X-1' })
  await save(here, 'gadget_project_village', { project_id: project, reached: REACHED, share: 100 })
  other = await save(here, 'gadget_project', { ...values, name: '别的', project_no: 'X-2' })
  near = await loggedIn('惠及村', 'review', [REACHED])
  far = await loggedIn('别的村', 'review', [FAR])
  clerk = await loggedIn('惠及村录入', 'entry', [REACHED])
})
afterAll(() => pair.end())

async function loggedIn(login: string, role: 'entry' | 'review', divisions: string[]): Promise<Client> {
  await here.client.users.create({ login, displayName: login, role, divisions, password: PASSWORD })
  const client = createRouterClient(here.app.router, { context: { session: login } }) as unknown as Client
  await client.session.login({ login, password: PASSWORD })
  await client.session.changePassword({ current: PASSWORD, next: `${PASSWORD}新` })
  return client
}

/** What somebody gets to see of the project by every way of reading; refusals as their codes. */
async function seen(client: Client, login: string): Promise<Record<string, unknown>> {
  const asked = async (call: () => Promise<unknown>): Promise<unknown> => call().catch((error: unknown) => (error as { code?: string }).code ?? String(error))
  const ids = async (query: Record<string, unknown>) =>
    (await client.records.query({ register: 'gadget_project', ...query })).rows.map((row) => row['project_no'])
  const { host } = here.app
  const user = { id: login, displayName: login, role: 'review' as const, divisions: [login === '惠及村' ? REACHED : FAR] }
  return {
    list: await asked(() => ids({})),
    search: await asked(() => ids({ text: '金丝雀' })),
    number: await asked(() => ids({ text: 'X-1' })),
    record: await asked(async () => (await client.records.get({ register: 'gadget_project', id: project }))['name']),
    other: await asked(async () => (await client.records.get({ register: 'gadget_project', id: other }))['name']),
    lines: await asked(async () => (await client.records.query({ register: 'gadget_project_village' })).total),
    through: await asked(
      async () => (await client.records.query({ register: 'gadget_project_village', where: { project_id: { is: { budget: { gte: 1 } } } } })).total,
    ),
    choices: await asked(async () => (await client.records.choices({ register: 'gadget_project', text: '金丝雀' })).length),
    names: await asked(
      async () => (await client.records.names({ records: [{ register: 'gadget_project', ids: [project, other] }], divisions: [] })).records.length,
    ),
    history: await asked(async () => (await client.records.history({ register: 'gadget_project', id: project })).entries.length > 0),
    papers: await asked(async () => (await client.attachments.list({ register: 'gadget_project', record: project })).mayWrite),
    changes: await asked(async () => JSON.stringify(await client.records.changes({})).includes('器件项目')),
    statistic: countStatistic(countingFor(host.office(), user, '2016-01-01'), STATISTIC, { by: 'village', year: 2015 }).total,
  }
}

describe('项目惠及的村', () => {
  it('惠及村的人在列表、查找、记录、明细、历史、统计里看得到这个项目，看不到同村别的项目', async () => {
    const found = await seen(near, '惠及村')
    expect(found).toMatchObject({
      list: ['X-1'],
      search: ['X-1'],
      number: ['X-1'],
      record: CANARY,
      other: 'NOT_FOUND',
      lines: 1,
      through: 1,
      choices: 1,
      names: 1,
      history: true,
      papers: false,
      changes: true,
    })
    expect(JSON.stringify(found['statistic'])).toContain('500000')
  })

  it('没有惠及的村，什么也看不到', async () => {
    const found = await seen(far, '别的村')
    expect(found).toMatchObject({ list: [], search: [], number: [], record: 'NOT_FOUND', other: 'NOT_FOUND', lines: 0, through: 0, choices: 0, names: 0 })
    expect(found).toMatchObject({ history: 'NOT_FOUND', papers: 'NOT_FOUND', changes: false })
    expect(JSON.stringify(found)).not.toContain('金丝雀')
    expect(JSON.stringify(found['statistic'])).not.toContain('500000')
  })

  it('敏感栏目仍然遮住，也不能按它筛选；导出里也遮住', async () => {
    const row = await near.records.get({ register: 'gadget_project', id: project, unmasked: true })
    expect(String(row['contact_phone'])).toContain('*')
    const { entries } = await near.records.history({ register: 'gadget_project', id: project, field: 'contact_phone' })
    expect(JSON.stringify(entries)).not.toContain('13900000009')
    await expect(near.records.query({ register: 'gadget_project', where: { contact_phone: '13900000009' } })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(near.records.query({ register: 'gadget_project', sort: [{ field: 'contact_phone' }] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { host } = here.app
    const path = join(pair.folder, '导出.xlsx')
    await exportTo(host.office(), { ...userOf('reader'), role: 'review', divisions: [REACHED] }, { register: 'gadget_project', unmasked: true }, path)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(path)
    const text = JSON.stringify(workbook.worksheets.map((sheet) => sheet.getSheetValues()))
    expect([text.includes(CANARY), text.includes('别的'), text.includes('13900000009')]).toEqual([true, false, false])
  })

  it('看得到不等于能改：修改、删除、添附件、改明细都不行', async () => {
    const refused = { code: expect.stringMatching(/^(FORBIDDEN|NOT_FOUND|VALIDATION)$/) }
    await expect(clerk.records.save({ register: 'gadget_project', id: project, values: { budget: 1 } })).rejects.toMatchObject(refused)
    await expect(clerk.records.remove({ register: 'gadget_project', ids: [project], reason: '试' })).rejects.toMatchObject(refused)
    await expect(clerk.records.batch({ register: 'gadget_project', ids: [project], values: { budget: 1 }, reason: '试' })).rejects.toMatchObject(refused)
    const lines = [{ register: 'gadget_project_village', rows: [{ values: { reached: FAR } }] }]
    await expect(clerk.records.save({ register: 'gadget_project', id: project, values: {}, lines })).rejects.toMatchObject(refused)
    await expect(clerk.records.save({ register: 'gadget_project_village', values: { project_id: project, reached: FAR } })).rejects.toMatchObject(refused)
  })

  it('惠及停止以后就看不到了', async () => {
    const [line] = (await here.client.records.query({ register: 'gadget_project_village' })).rows
    const { changeSet } = await here.client.records.remove({ register: 'gadget_project_village', ids: [String(line?.['id'])], reason: '不再惠及' })
    expect((await near.records.query({ register: 'gadget_project' })).total).toBe(0)
    await here.client.records.undo({ changeSet: changeSet ?? '' })
    expect((await near.records.query({ register: 'gadget_project' })).total).toBe(1)
  })

  it('别的乡镇的项目惠及本乡镇的村：收到以后本乡镇的列表里有', async () => {
    const from = await save(pair.county, 'gadget_project', { village: ELSEWHERE, name: '外乡水库', project_no: 'X-9' })
    await save(pair.county, 'gadget_project_village', { project_id: from, reached: REACHED })
    await carry(here, pair.county)
    await carry(pair.county, here)
    const numbers = async (client: Client) => (await client.records.query({ register: 'gadget_project' })).rows.map((row) => row['project_no'])
    expect((await numbers(here.client)).toSorted()).toEqual(['X-1', 'X-2', 'X-9'])
    expect((await numbers(near)).toSorted()).toEqual(['X-1', 'X-9'])
    expect(await numbers(far)).toEqual([])
  })
})
