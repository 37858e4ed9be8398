/** Money from a source to a household at two offices: let go, booked, claimed by 4:5:1, paid, sent, failed and sent again, given back, carried over. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notConserved } from '../../money/standing.ts'
import { dueItems } from '../../due/due.ts'
import { makeSteps, openAt, undoStep, type StepRequest } from '../../procedures/make.ts'
import type { Row } from '../../shapes.ts'
import { verify } from '../../store/verify.ts'
import { carry, closeOffices, COUNTY, enterHousehold, openOffices, TODAY, TOWNSHIP_ONE, VILLAGE_ONE, type DeskSite } from '../exchange/testing/offices.ts'
import { conditionSources } from '../procedures/conditions.ts'
import { stepEffects } from '../procedures/effects.ts'
import { allocate, book, carryOver, giveBack } from './acts.ts'
import { builtInFundKinds } from './kinds.ts'
import { openEntries } from './transit.ts'

let offices: DeskSite[]
let county: DeskSite
let township: DeskSite
let household: string
let kind: string
beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE)
  ;[county, township] = offices as [DeskSite, DeskSite]
  household = (await enterHousehold(township, VILLAGE_ONE)).household
  await carry(township, county)
  kind = await save(county, 'fund_kind', builtInFundKinds[0] ?? {})
})
afterAll(() => closeOffices(offices))

const save = async ({ office, user }: DeskSite, register: string, values: Row, id?: string): Promise<string> =>
  (await office.records.save(user, { register, ...(id === undefined ? {} : { id }), values, reason: '已核对' })).id
const row = ({ office }: DeskSite, register: string, id: string): Record<string, unknown> =>
  office.store.read.get(`SELECT * FROM ${register} WHERE id = ?`, id) ?? {}
const ports = ({ office }: DeskSite) => ({
  store: office.store,
  records: office.records,
  unit: office.unit,
  parameters: () => office.parameters(),
  effects: stepEffects,
  conditions: conditionSources,
})
const step = (at: DeskSite, id: string, key: string, on: string, more: Partial<StepRequest> = {}) =>
  makeSteps(ports(at), at.user, { register: 'payment_claim', ids: [id], step: key, on, remark: null, signatures: [], act: null, ...more }, TODAY)
const done = async (...asked: Parameters<typeof step>) => expect((await step(...asked)).refused).toEqual([])
const lacking = async (...asked: Parameters<typeof step>) =>
  (await step(...asked)).refused.flatMap(({ missing }) => missing.map(({ message }) => message)).join()

async function source(quota: number, arrived: number, year = 2015): Promise<string> {
  const id = await save(county, 'fund_source', { name: `专项${count}`, document_no: `甘财农〔${year}〕${(count += 1)}号`, year, kind_id: kind, place: COUNTY })
  await save(county, 'fund_quota', { source_id: id, kind: '1', amount: quota, issued_on: `${year}-03-01` })
  if (arrived > 0) await save(county, 'fund_arrival', { source_id: id, amount: arrived, arrived_on: `${year}-03-20` })
  return id
}
let count = 1

const project = (more: Row = {}, at: DeskSite = county) =>
  save(at, 'project', { name: `工程${(count += 1)}`, place: TOWNSHIP_ONE, year: 2015, category: '04', fiscal_grant: 50_000_000, ...more })
const claim = (at: DeskSite, id: string, batch: string, amount: number) =>
  save(at, 'payment_claim', { project_id: id, year: 2015, batch, amount, applied_on: '2015-05-01', payee: '建筑公司', evidence: '合同' })

describe('在一个单位', () => {
  let alone: DeskSite
  beforeAll(async () => {
    ;[alone] = (await openOffices(COUNTY)) as [DeskSite]
    offices.push(alone)
    const own = county
    county = alone
    kind = await save(alone, 'fund_kind', builtInFundKinds[0] ?? {})
    household = (await enterHousehold(alone, VILLAGE_ONE)).household
    void own
  })
  afterAll(async () => {
    ;[county] = offices as [DeskSite]
    household = (await enterHousehold(township, VILLAGE_ONE)).household
    await carry(township, county)
    kind = county.office.store.read.get<{ id: string }>('SELECT id FROM fund_kind')?.id ?? ''
  })

  it('4:5:1：报账按余额分摊到两笔分配；没有到账的不批，超过分配的不能申请；撤销拨付写相反的行，再拨一次还是一样', async () => {
    const id = await project()
    const sources = [await source(30_000_000, 30_000_000), await source(20_000_000, 1_000)] as const
    const given = { project: id, end: 'project', place: TOWNSHIP_ONE, year: 2015, on: '2015-04-01' } as const
    const first = await allocate(alone.office, alone.user, { ...given, source: sources[0], amount: 30_000_000 })
    const second = await allocate(alone.office, alone.user, { ...given, source: sources[1], amount: 20_000_000 })
    expect([first.booked, second.booked]).toEqual([true, true])
    await expect(allocate(alone.office, alone.user, { ...given, source: sources[0], amount: 1 })).rejects.toThrow(
      '已分配是 300000.01 元，最多 300000 元（指标）',
    )
    const one = await claim(alone, id, '1', 20_000_000)
    expect(row(alone, 'payment_claim', one)).toMatchObject({ scheme_amount: 20_000_000, place: TOWNSHIP_ONE })
    await done(alone, one, 'apply', '2015-05-01')
    await done(alone, one, 'review', '2015-05-02')
    expect(await lacking(alone, one, 'approve', '2015-05-03')).toContain('到账 10 元，已拨付 0 元，这一单还要 80000 元')
    await save(alone, 'fund_arrival', { source_id: sources[1], amount: 19_999_000, arrived_on: '2015-05-04' })
    await done(alone, one, 'approve', '2015-05-05')
    await done(alone, one, 'pay', '2015-05-06')
    const lastStep = (id: string) =>
      alone.office.store.read.get<{ id: string }>(`SELECT id FROM procedure_step WHERE subject = ? AND step = 'pay'`, `payment_claim:${id}`)?.id ?? ''
    const lines = () => alone.office.store.read.all('SELECT amount, paid_on, place FROM claim_line WHERE claim_id = ? ORDER BY amount DESC', one)
    expect(lines()).toEqual([
      { amount: 12_000_000, paid_on: '2015-05-06', place: TOWNSHIP_ONE },
      { amount: 8_000_000, paid_on: '2015-05-06', place: TOWNSHIP_ONE },
    ])
    expect(row(alone, 'project', id)).toMatchObject({
      allocated: 50_000_000,
      received: 50_000_000,
      claimed: 20_000_000,
      paid: 20_000_000,
      retention: 5_000_000,
    })
    await undoStep(ports(alone), alone.user, { register: 'payment_claim', record: one, step: lastStep(one), reason: '付错', on: TODAY })
    expect(row(alone, 'payment_claim', one)).toMatchObject({ paid: 0, stage: 'approved' })
    await done(alone, one, 'pay', '2015-05-07')
    expect(lines().map(({ amount }) => amount)).toEqual([12_000_000, 12_000_000, 8_000_000, 8_000_000, -8_000_000, -12_000_000])
    expect(row(alone, 'payment_claim', one)).toMatchObject({ paid: 20_000_000, stage: 'paid', paid_on: '2015-05-07' })
    const two = await claim(alone, id, '2', 30_000_001)
    expect(await lacking(alone, two, 'apply', '2015-06-01')).toContain('还可以报账 300000 元，这一单要 300000.01 元')
    expect(notConserved(alone.office.store.read)).toEqual([])
    expect((await verify(alone.office.store.read, alone.office.store.derivations)).findings).toEqual([])
  })

  it('到户发放是报账单的行：拨付以前不能发；发了、银行退回、改账号重发、签收，状态和实发都对；合计不超过报账', async () => {
    const id = await project({ household_part: 1_000_000 })
    const from = await source(2_000_000, 2_000_000)
    await allocate(alone.office, alone.user, {
      source: from,
      project: id,
      village: VILLAGE_ONE,
      end: 'household',
      place: TOWNSHIP_ONE,
      year: 2015,
      amount: 2_000_000,
      on: '2015-04-01',
    })
    const one = await claim(alone, id, '1', 1_000_000)
    const values = {
      claim_id: one,
      household: `household:${household}`,
      village: VILLAGE_ONE,
      year: 2015,
      aid_kind: '05',
      amount: 600_000,
      account_name: '户主',
      account_no: '6217000000000000001',
    }
    const payment = await save(alone, 'household_payment', values)
    const send = (more: Row) => save(alone, 'payment_event', { payment_id: payment, kind: 'paid', amount: 600_000, happened_on: '2015-06-01', ...more })
    await expect(send({})).rejects.toThrow('实际发到户是 6000 元，最多 0 元（已拨付）')
    for (const [key, on] of [
      ['apply', '2015-05-01'],
      ['review', '2015-05-02'],
      ['approve', '2015-05-03'],
      ['pay', '2015-05-04'],
    ] as const)
      await done(alone, one, key, on)
    expect(row(alone, 'household_payment', payment)).toMatchObject({ state: 'waiting', paid: 0 })
    await send({})
    expect(row(alone, 'household_payment', payment)).toMatchObject({ state: 'sent', paid: 600_000, paid_on: '2015-06-01', signed: 0, place: TOWNSHIP_ONE })
    await send({ kind: 'failed', happened_on: '2015-06-03', reason: '户名不符' })
    expect(row(alone, 'household_payment', payment)).toMatchObject({ state: 'failed', paid: 0, paid_on: null })
    await save(alone, 'household_payment', { account_no: '6217000000000000002' }, payment)
    await send({ happened_on: '2015-06-08', signed: true })
    expect(row(alone, 'household_payment', payment)).toMatchObject({ state: 'resent', paid: 600_000, paid_on: '2015-06-08', signed: 1 })
    await expect(save(alone, 'household_payment', { ...values, item: '饲料', amount: 400_001 })).rejects.toThrow(
      '到户发放名单是 10000.01 元，最多 10000 元（报账金额）',
    )
    expect(row(alone, 'payment_claim', one)).toMatchObject({ household_amount: 600_000, household_paid: 600_000, unsent: 0 })
    await expect(save(alone, 'project', { household_part: 599_999 }, id)).rejects.toThrow('已发到户是 6000 元，最多 5999.99 元（其中到户部分）')
  })

  it('退回补正以后，申请和审核的日期空着，重办以后是重办的日期', async () => {
    const id = await project()
    const from = await source(1_000_000, 1_000_000)
    await allocate(alone.office, alone.user, {
      source: from,
      project: id,
      end: 'project',
      place: TOWNSHIP_ONE,
      year: 2015,
      amount: 1_000_000,
      on: '2015-04-01',
    })
    const one = await claim(alone, id, '1', 1_000_000)
    const days = () => {
      const { submitted_on: submitted, approved_on: approved, paid_on: paid } = row(alone, 'payment_claim', one) ?? {}
      return [submitted, approved, paid]
    }
    for (const [key, on] of [
      ['apply', '2015-05-01'],
      ['review', '2015-05-02'],
      ['approve', '2015-05-03'],
    ] as const)
      await done(alone, one, key, on)
    expect(days()).toEqual(['2015-05-01', '2015-05-03', null])
    await done(alone, one, 'send_back', '2015-05-04', { remark: '缺发票' })
    expect(days()).toEqual([null, null, null])
    await done(alone, one, 'apply', '2015-05-06')
    expect(days()).toEqual(['2015-05-06', null, null])
    expect((await verify(alone.office.store.read, alone.office.store.derivations)).findings).toEqual([])
  })

  it('质保金：第三批到期是县验收以后 365 天；拨了的不再到期', async () => {
    const id = await project()
    const three = await claim(alone, id, '3', 5_000_000)
    expect(row(alone, 'payment_claim', three)).toMatchObject({ scheme_amount: 5_000_000, retention_due: null })
    expect(row(alone, 'project', id)).toMatchObject({ retention: 5_000_000, retention_state: 'held', retention_held: 5_000_000, retention_due: null })
    await openAt(ports(alone), alone.user, { register: 'project', ids: [id], state: 'township_accepted', on: '2015-09-20', basis: '承接' })
    await save(alone, 'project_acceptance', { project_id: id, kind: '2', accepted_on: '2015-09-30', accepted_by: '验收组', qualified: true })
    const at = (register: string, key: string, on: string) =>
      makeSteps(ports(alone), alone.user, { register, ids: [id], step: key, on, remark: null, signatures: [], act: null }, TODAY)
    expect((await at('project', 'accept_county', '2015-09-30')).refused).toEqual([])
    expect(row(alone, 'payment_claim', three)).toMatchObject({ retention_due: '2016-09-29' })
    expect(row(alone, 'project', id)).toMatchObject({ accepted_on: '2015-09-30', retention_due: '2016-09-29' })
    const due = () => dueItems(alone.office, alone.user, { until: '2016-12-31' }, 500, TODAY).items.filter((one) => one.id === id || one.id === three)
    expect(due().map(({ what, on }) => [what, on])).toEqual([
      ['质保金到期', '2016-09-29'],
      ['质保金到期', '2016-09-29'],
    ])
    await allocate(alone.office, alone.user, {
      source: await source(5_000_000, 5_000_000),
      project: id,
      end: 'project',
      place: TOWNSHIP_ONE,
      year: 2015,
      amount: 5_000_000,
      on: '2015-04-01',
    })
    for (const key of ['apply', 'review', 'approve', 'pay']) await done(alone, three, key, '2016-05-01')
    expect(row(alone, 'project', id)).toMatchObject({ retention_state: 'paid', retention_held: 0 })
    expect(due()).toEqual([])
  })

  it('报账完：还有报账单没有拨付的不能办，撤回以后可以', async () => {
    const id = await project({ fiscal_grant: null })
    await openAt(ports(alone), alone.user, { register: 'project', ids: [id], state: 'audited', on: '2016-05-01', basis: '审计' })
    const one = await claim(alone, id, '9', 100)
    const refused = async () => {
      const request = { register: 'project', ids: [id], step: 'reimburse', on: '2016-05-02', remark: null, signatures: [], act: null }
      return (await makeSteps(ports(alone), alone.user, request, TODAY)).refused.flatMap(({ missing }) => missing.map(({ message }) => message)).join()
    }
    expect(await refused()).toContain('还有 1 张报账单没有拨付')
    await done(alone, one, 'call_off', '2016-05-02', { remark: '不报了' })
    expect(await refused()).toBe('')
    expect(row(alone, 'project', id)).toMatchObject({ stage: 'reimbursed' })
  })

  it('结余结转：旧的一年转出、新的一年转入，到账的一起转，合计不变；再办一次没有可转的', async () => {
    const left = () => alone.office.store.read.get('SELECT sum(quota) AS quota, sum(arrived) AS arrived, sum(balance) AS balance FROM fund_source')
    const from = await source(1_000_000, 700_000, 2014)
    await allocate(alone.office, alone.user, {
      source: from,
      end: 'village',
      village: VILLAGE_ONE,
      place: TOWNSHIP_ONE,
      year: 2014,
      amount: 400_000,
      on: '2014-04-01',
    })
    const before = left()
    expect(await carryOver(alone.office, alone.user, { year: 2014, on: '2014-12-31' })).toMatchObject({ sources: 1, amount: 600_000 })
    expect(row(alone, 'fund_source', from)).toMatchObject({ quota: 400_000, arrived: 400_000, balance: 0 })
    const { name = '' } = row(alone, 'fund_source', from) as { name?: string }
    expect(alone.office.store.read.get(`SELECT quota, arrived, balance FROM fund_source WHERE year = 2015 AND name = ?`, name)).toEqual({
      quota: 600_000,
      arrived: 300_000,
      balance: 600_000,
    })
    expect(left()).toEqual(before)
    expect(await carryOver(alone.office, alone.user, { year: 2014, on: '2014-12-31' })).toMatchObject({ changeSet: null, sources: 0 })
  })
})

describe('县和乡镇，两级之间用 U 盘', () => {
  it('拨出以后在途，只有乡镇能入账；乡镇退回的在途，只有县里能入账；两边的账随时都平', async () => {
    const id = await project({}, township)
    await carry(township, county)
    const from = await source(30_000_000, 30_000_000)
    const level = () => [county, township].flatMap(({ office }) => notConserved(office.store.read))
    const { id: allocation, booked } = await allocate(county.office, county.user, {
      source: from,
      project: id,
      end: 'project',
      place: TOWNSHIP_ONE,
      year: 2015,
      amount: 10_000_000,
      on: '2015-04-01',
    })
    expect(booked).toBe(false)
    expect(row(county, 'fund_allocation', allocation)).toMatchObject({ in_transit: 10_000_000, balance: 0 })
    const [open] = openEntries(county.office.store.read)
    await expect(book(county.office, county.user, { ids: [open?.id ?? ''], on: '2015-04-02' })).rejects.toThrow('由收款单位自己入账')
    await carry(county, township)
    expect(level()).toEqual([])
    await book(township.office, township.user, { ids: [open?.id ?? ''], on: '2015-04-05' })
    await expect(book(township.office, township.user, { ids: [open?.id ?? ''], on: '2015-04-05' })).rejects.toThrow('已经入账')
    expect(row(township, 'fund_allocation', allocation)).toMatchObject({ in_transit: 0, balance: 10_000_000 })
    await giveBack(township.office, township.user, { allocation, amount: 4_000_000, on: '2015-05-01', reason: '项目缩小' })
    expect(row(township, 'fund_allocation', allocation)).toMatchObject({ refund_in_transit: 4_000_000, balance: 6_000_000 })
    await carry(township, county)
    expect(level()).toEqual([])
    expect(row(county, 'fund_source', from)).toMatchObject({ allocated: 10_000_000, balance: 20_000_000 })
    const [back] = openEntries(county.office.store.read)
    await book(county.office, county.user, { ids: [back?.id ?? ''], on: '2015-05-10' })
    expect(row(county, 'fund_source', from)).toMatchObject({ allocated: 6_000_000, balance: 24_000_000 })
    await carry(county, township)
    expect(row(township, 'fund_allocation', allocation)).toMatchObject({ refund_in_transit: 0, allocated: 6_000_000, balance: 6_000_000 })
    expect(level()).toEqual([])
    expect(openEntries(county.office.store.read)).toEqual([])
    // The county does not debit what the township keeps: what it enters there is a wish.
    const wished = await giveBack(county.office, county.user, { allocation, amount: 1_000_000, on: '2015-06-01', reason: '收回' }).catch(
      (error: unknown) => error,
    )
    expect(wished).toBeTruthy()
    expect(row(county, 'fund_allocation', allocation)).toMatchObject({ returned: 4_000_000 })
  })
})
