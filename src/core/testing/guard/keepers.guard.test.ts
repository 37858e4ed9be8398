/** Fields that somebody else keeps than who keeps the record: random edits at three levels end alike, and each value is its keeper's. */
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../../errors.ts'
import { COUNTY, TestSite, type Message } from '../../exchange/testing/network.ts'
import { TOWNSHIP_ONE } from '../../exchange/testing/histories.ts'
import { carry, done, ticketOf } from '../../features/exchange/testing/apps.ts'
import type { ImportResult } from '../../features/imports/contract.ts'
import { verify } from '../../store/verify.ts'
import { lawRuns } from '../lawRuns.ts'
import { enterFamily, HERE, openPair, save, type GuardRecords, type TestPair } from './office.ts'

const FIELDS = ['found', 'checked', 'fixed'] as const
type Step =
  | { readonly do: 'enter' | 'edit'; readonly site: number; readonly record: number; readonly fields: readonly boolean[]; readonly value: number }
  | { readonly do: 'pack' | 'send'; readonly from: number; readonly to: number }
  | { readonly do: 'deliver'; readonly message: number }

const site = fc.nat({ max: 2 })
const fields = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('enter' as const), site, record: fc.nat({ max: 5 }), fields, value: fc.nat({ max: 9 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('edit' as const), site, record: fc.nat({ max: 5 }), fields, value: fc.nat({ max: 9 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('pack' as const, 'send' as const), from: site, to: site }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('deliver' as const), message: fc.nat({ max: 9 }) }) },
)

/** Each history begins with what the village found and sent up, so that there is something to edit. */
const BEGUN: readonly Step[] = [
  { do: 'enter', site: 2, record: 0, fields: [true, false, false], value: 1 },
  { do: 'send', from: 2, to: 1 },
  { do: 'send', from: 1, to: 0 },
]

describe('字段各有各的负责人', () => {
  let sites: TestSite[]
  let gadget = ''
  let round = 0
  /** By record and field, what each keeper entered, the last one at the end. */
  const said = new Map<string, (string | null)[]>()
  const met = { entered: 0, kept: 0, proposed: 0 }
  beforeAll(async () => {
    sites = []
    for (const unit of [COUNTY, TOWNSHIP_ONE, HERE]) sites.push(await TestSite.open(unit))
    for (const one of sites) await one.admit(sites)
    await at(2).act((transaction) => {
      const household = transaction.insert('household', { village: HERE, identification_standard: '1', exit_status: '0', valid: true })
      gadget = transaction.insert('gadget', { gadget_no: 'Q-1', name: '抽水机', household_id: household })
    })
    await settle()
  })
  afterAll(async () => {
    for (const one of sites) await one.end()
  })

  const at = (index: number): TestSite => sites[index % sites.length] as TestSite
  const settle = async (): Promise<void> => {
    for (let times = 0; times < 3; times += 1) for (const from of sites) for (const to of sites) if (from !== to) await to.apply(await from.pack(to))
  }
  const keeps = (one: number, field: (typeof FIELDS)[number]): boolean => (field === 'found' ? one === 2 : field === 'checked' ? one <= 1 : one === 0)

  async function edit(one: Step & { fields: readonly boolean[] }, values: Record<string, string>): Promise<void> {
    if (one.do !== 'enter' && one.do !== 'edit') return
    const own = at(one.site)
    const rows = own.store.read.all<{ id: string } & Record<string, string | null>>(
      `SELECT * FROM gadget_survey WHERE survey_no LIKE '${round}-%' AND deleted = 0 ORDER BY id`,
    )
    const row = rows[rows.length === 0 ? 0 : one.record % rows.length]
    if (one.do === 'edit' && row === undefined) return
    const before = row
    const { result } = await own.store.change({ id: 'u', name: '经办' }, { kind: 'edit', title: '测试', reason: '测试' }, (transaction) => {
      const id =
        one.do === 'enter'
          ? transaction.insert('gadget_survey', { gadget_id: gadget, survey_no: `${round}-${one.site}-${met.entered}`, ...values })
          : (row?.id ?? '')
      if (one.do === 'edit') transaction.update('gadget_survey', id, values)
      return { id, proposed: transaction.proposed }
    })
    met.proposed += result.proposed
    if (one.do === 'enter') met.entered += 1
    // A record that is only wished for says nothing yet.
    if (own.store.read.get('SELECT 1 FROM gadget_survey WHERE id = ?', result.id) === undefined) return
    for (const field of FIELDS) {
      if (values[field] === undefined || !keeps(one.site % 3, field) || (one.do === 'edit' && values[field] === before?.[field])) continue
      const key = `${result.id} ${field}`
      said.set(key, [...(said.get(key) ?? []), values[field]])
      met.kept += 1
    }
  }

  async function play(messages: { to: TestSite; message: Message }[], one: Step): Promise<void> {
    switch (one.do) {
      case 'pack':
        if (at(one.from) !== at(one.to)) messages.push({ to: at(one.to), message: await at(one.from).pack(at(one.to)) })
        return
      case 'send':
        if (at(one.from) !== at(one.to)) await at(one.to).apply(await at(one.from).pack(at(one.to)))
        return
      case 'deliver': {
        const found = messages[messages.length === 0 ? 0 : one.message % messages.length]
        if (found !== undefined) await found.to.apply(found.message)
        return
      }
      default:
        return edit(one, Object.fromEntries(FIELDS.flatMap((field, index) => (one.fields[index] === true ? [[field, `${one.value}`]] : []))))
    }
  }

  it('谁先谁后都一样：三级最后相同，每个字段的值都是它的负责人填的', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
        round += 1
        const messages: { to: TestSite; message: Message }[] = []
        for (const one of [...BEGUN, ...steps]) {
          await play(messages, one).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error
          })
        }
        await settle()
        const states = sites.map((one) =>
          one.store.read.all<Record<string, string | null>>(
            `SELECT id, found, checked, fixed FROM gadget_survey WHERE survey_no LIKE '${round}-%' ORDER BY id`,
          ),
        )
        expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(1)
        for (const row of states[0] ?? []) {
          for (const field of FIELDS) {
            const values = said.get(`${row['id']} ${field}`)
            // Two offices keep what the township checks: one of theirs stands. Of the others there is one keeper, and the last word counts.
            if (field === 'checked') expect([null, ...(values ?? [])]).toContain(row[field])
            else expect(row[field]).toBe(values?.at(-1) ?? null)
          }
        }
      }),
      lawRuns(25),
    )
    for (const one of sites) expect((await verify(one.store.read, one.store.derivations)).findings).toEqual([])
    expect(Object.entries(met).filter(([, count]) => count === 0)).toEqual([])
  })
})

describe('不由本单位填写的字段', () => {
  let pair: TestPair
  let records: GuardRecords
  let survey: string
  beforeAll(async () => {
    pair = await openPair()
    records = await enterFamily(pair.township)
    survey = await save(pair.township, 'gadget_survey', { gadget_id: records.gadget, survey_no: 'P-1', found: '完好', fixed: '一级' })
    await carry(pair.township, pair.county)
  })
  afterAll(() => pair.end())
  const get = async (office: 'county' | 'township') => pair[office].client.records.get({ register: 'gadget_survey', id: survey })

  it('乡镇填的认定是给县里的建议，记录本身照常收下；县里采纳后生效', async () => {
    expect(await get('township')).toMatchObject({ found: '完好', fixed: null })
    expect(await get('county')).toMatchObject({ found: '完好', fixed: null })
    const { rows } = await pair.county.client.exchange.proposals({ state: 'open', limit: 10, offset: 0 })
    expect(rows).toMatchObject([{ register: 'gadget_survey', action: 'update', changes: [{ field: 'fixed', now: null, proposed: '一级' }] }])
    await expect(
      pair.township.client.exchange.settleProposals({
        ids: (await pair.township.client.exchange.proposals({ state: 'open', limit: 10, offset: 0 })).rows.map(({ id }) => id),
        accept: true,
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await pair.county.client.exchange.settleProposals({ ids: rows.map(({ id }) => id), accept: true })
    await carry(pair.county, pair.township)
    expect(await get('township')).toMatchObject({ found: '完好', fixed: '一级' })
  })

  it('一次改两种字段：自己的生效，别人的成建议；县里改乡镇的也一样', async () => {
    await save(pair.township, 'gadget_survey', { found: '待修', fixed: '二级' }, survey)
    expect(await get('township')).toMatchObject({ found: '待修', fixed: '一级' })
    await save(pair.county, 'gadget_survey', { found: '报废', fixed: '三级' }, survey)
    expect(await get('county')).toMatchObject({ found: '完好', fixed: '三级' })
    await carry(pair.township, pair.county)
    await carry(pair.county, pair.township)
    for (const office of ['county', 'township'] as const) expect(await get(office)).toMatchObject({ found: '待修', fixed: '三级' })
    const { entries } = await pair.county.client.records.history({ register: 'gadget_survey', id: survey, field: 'fixed' })
    expect(entries.map(({ after }) => after)).toContain('三级')
  })

  it('表里的这一格不导入，说清楚由谁填，其余照常', async () => {
    const path = join(pair.folder, '普查.xlsx')
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('普查').addRows([
      ['普查编号', '器件编号', '村里查得', '县里认定'],
      ['P-1', 'Q-001', '修好', '四级'],
      ['P-2', 'Q-002', '完好', '一级'],
    ])
    await workbook.xlsx.writeFile(path)
    const { result } = await done(
      pair.township,
      pair.township.client.imports.run({ register: 'gadget_survey', ticket: ticketOf(pair.township, path, '普查.xlsx'), options: {}, problemFile: false }),
    )
    const { warnings, rejected } = result as unknown as ImportResult
    expect([rejected, warnings.map(({ row, column }) => `${row}${column}`)]).toEqual([0, ['2D', '3D']])
    expect(warnings[0]?.message).toContain('由县级填写')
    expect(await get('township')).toMatchObject({ found: '修好', fixed: '三级' })
  })
})
