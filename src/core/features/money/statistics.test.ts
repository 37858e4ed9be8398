/** Rates of money with numerator and denominator: the worked examples of readings.md 22, 25, 26. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeSteps, openAt } from '../../procedures/make.ts'
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { amountAsOf } from '../../statistics/asOf.ts'
import { countStatistic, prepareStatistic } from '../../statistics/count.ts'
import { cellText } from '../../statistics/table.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import { stepEffects } from '../procedures/effects.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'
import { transitLines } from './handlers.ts'

const [COUNTY, TOWNSHIP, VILLAGE] = ['621125000000', '621125100000', '621125100204']
const admin = userOf('administrator')
let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ households: 20 })
  const household = office.store.read.get<{ id: string }>('SELECT id FROM household ORDER BY id LIMIT 1')?.id ?? ''
  await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
    const kind =
      transaction.get<{ id: string }>(`SELECT id FROM fund_kind WHERE code = '01'`)?.id ??
      transaction.insert('fund_kind', { code: '01', name: '中央财政专项扶贫资金', level: '1', nature: '1' })
    const project = transaction.insert('project', { name: '道路', place: TOWNSHIP, year: 2015, category: '01', fiscal_grant: 5_000 })
    const source = transaction.insert('fund_source', { name: '专项', document_no: '甘财农〔2015〕7号', year: 2015, kind_id: kind, place: COUNTY })
    transaction.insert('fund_quota', { source_id: source, kind: '1', amount: 10_000, issued_on: '2015-01-05', place: COUNTY })
    transaction.insert('fund_arrival', { source_id: source, amount: 6_000, arrived_on: '2015-02-01', place: COUNTY })
    const give = (amount: number, end: string, more: Readonly<Record<string, string>> = {}): string => {
      const at = { place: TOWNSHIP, village: end === 'project' ? null : VILLAGE }
      const allocation = transaction.insert('fund_allocation', { source_id: source, end, year: 2015, ...at, ...more })
      const release = transaction.insert('fund_release', { allocation_id: allocation, amount, released_on: '2015-03-01', ...at })
      transaction.insert('fund_receipt', { allocation_id: allocation, release_id: release, amount, booked_on: '2015-03-02', ...at })
      return allocation
    }
    give(2_700, 'project')
    const toVillage = give(5_500, 'village', { project_id: project })
    give(800, 'household')
    const claim = (amount: number, batch: string): void => {
      const id = transaction.insert('payment_claim', {
        project_id: project,
        place: TOWNSHIP,
        year: 2015,
        batch,
        amount,
        applied_on: '2015-04-01',
        payee: '公司',
      })
      transaction.insert('claim_line', { claim_id: id, allocation_id: toVillage, amount, paid_on: '2015-05-01', place: TOWNSHIP })
      if (batch === '1')
        transaction.insert('household_payment', {
          claim_id: id,
          household: `household:${household}`,
          village: VILLAGE,
          year: 2015,
          aid_kind: '05',
          amount: 700,
        })
    }
    claim(2_000, '1')
    claim(2_500, '2')
  })
})
afterAll(() => office.end())

const shown = (code: string): Record<string, string> => {
  const table = countStatistic(countingFor(office, admin, TODAY), statisticOf(code), { by: 'township', year: 2015 })
  return Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))
}

it('readings 25：指标 100、到账 60、已报账 45：到位率 60.00%，支出率 75.00%（不是 45）', () => {
  for (const code of ['R07', 'fund_kinds', 'fund_levels'])
    expect(shown(code)).toMatchObject({ quota: '100', arrived: '60', paid: '45', arrival_rate: '60.00', spending_rate: '75.00' })
})

it('readings 26：分配 90，到村 55、到户 8：到村到户率 70.00%', () => {
  for (const code of ['fund_places', 'fund_allocations'])
    expect(shown(code)).toMatchObject({ allocated: '90', to_village: '55', to_household: '8', reaching: '63', reaching_rate: '70.00' })
})

describe('到某一天为止的账', () => {
  const asOf = (code: string, day: string): Record<string, string> => {
    const table = countStatistic(countingFor(office, admin, TODAY), statisticOf(code), { by: 'township', year: 2015, asOf: day })
    return Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))
  }

  it('各列按到那天为止的记录：2 月 1 日到账，3 月 1 日拨出，2 日入账，5 月 1 日报账', () => {
    expect(
      ['2015-01-31', '2015-02-28', '2015-04-30', '2015-05-01'].map((day) => asOf('R07', day)).map((of) => [of['quota'], of['arrived'], of['paid']]),
    ).toEqual([
      ['100', '0', '0'],
      ['100', '60', '0'],
      ['100', '60', '0'],
      ['100', '60', '45'],
    ])
    expect(asOf('R07', '2015-02-28')).toMatchObject({ allocated: '0', balance: '100', arrival_rate: '60.00', spending_rate: '0.00' })
    expect(asOf('fund_places', '2015-03-01')).toMatchObject({ allocated: '90', in_transit: '90', received: '0', left: '0' })
    expect(asOf('fund_allocations', '2015-05-31')).toMatchObject({ received: '90', in_transit: '0', paid: '45', left: '45', spending_rate: '50.00' })
    expect(['2015-03-01', '2015-04-30', '2015-05-31'].map((day) => asOf('battle_report', day)).map((of) => [of['received'], of['paid'], of['paying']])).toEqual(
      [
        ['0', '0', '—'],
        ['55', '0', '0.00'],
        ['55', '45', '81.82'],
      ],
    )
  })

  it('不全由有日期的记录得出的，不能按某一天问', () => {
    expect(() => asOf('R08', '2015-05-31')).toThrow('“R08 资金到户发放情况”不能按某一天统计：“发放状态”（到户发放）、“已签收”（到户发放）没有日期。')
    expect(() => asOf('project_spending', '2015-05-31')).toThrow('“已申请报账”（项目）')
  })

  it('到最后一天为止的，就是账上的数（每个账户、每一列）', () => {
    const known = registerNames.map(registerOf).flatMap((register) =>
      [...(register.money?.totals ?? []), ...(register.money?.balances ?? [])].flatMap(({ field }) => {
        const amount = amountAsOf(register, field, 't', '9999-12-31')
        if (amount === null) return []
        const wrong = office.store.read.all(
          `SELECT t.id, ${amount.sql} AS then_, t.${field} AS now_ FROM ${register.name} t WHERE t.deleted = 0 AND ${amount.sql} <> coalesce(t.${field}, 0)`,
          ...amount.parameters,
          ...amount.parameters,
        )
        expect(wrong, `${register.name}.${field}`).toEqual([])
        return [`${register.name}.${field}`]
      }),
    )
    expect(known).toEqual(expect.arrayContaining(['fund_source.paid', 'fund_source.balance', 'project.paid', 'project.retained', 'household_payment.paid']))
    expect(known).not.toContain('project.claimed')
  })
})

it('支出率的第二列：分配 55、质保金 5 没有验收：支出率 45÷55，减去没有到期的质保金是 45÷50', () => {
  expect(shown('project_spending')).toMatchObject({
    received: '55',
    paid: '45',
    spending_rate: '81.82',
    held: '5',
    not_due: '5',
    spendable: '50',
    spendable_rate: '90.00',
  })
})

describe('readings 22：财政补助 50、已入账 50、已报账 45、质保金 5', () => {
  let accepted: string
  beforeAll(async () => {
    const place = '621125101000'
    await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
      accepted = transaction.insert('project', { name: '验收了的', place, year: 2015, category: '01', fiscal_grant: 5_000 })
      const { kind_id: kind = '' } = transaction.get<{ kind_id: string }>('SELECT kind_id FROM fund_source LIMIT 1') ?? {}
      const source = transaction.insert('fund_source', { name: '又一笔', document_no: '甘财农〔2015〕8号', year: 2015, kind_id: kind, place: COUNTY })
      transaction.insert('fund_quota', { source_id: source, kind: '1', amount: 5_000, issued_on: '2015-01-05', place: COUNTY })
      transaction.insert('fund_arrival', { source_id: source, amount: 5_000, arrived_on: '2015-02-01', place: COUNTY })
      const allocation = transaction.insert('fund_allocation', { source_id: source, end: 'project', year: 2015, place, project_id: accepted })
      const release = transaction.insert('fund_release', { allocation_id: allocation, amount: 5_000, released_on: '2015-03-01', place })
      transaction.insert('fund_receipt', { allocation_id: allocation, release_id: release, amount: 5_000, booked_on: '2015-03-02', place })
      const claim = { project_id: accepted, place, year: 2015, applied_on: '2015-04-01', payee: '公司' }
      for (const [batch, amount] of [
        ['1', 2_000],
        ['2', 2_500],
      ] as const) {
        const id = transaction.insert('payment_claim', { ...claim, batch, amount })
        transaction.insert('claim_line', { claim_id: id, allocation_id: allocation, amount, paid_on: '2015-09-01', place })
      }
    })
  })
  const on = (today: string): Record<string, string> => {
    const table = countStatistic(countingFor(office, admin, today), statisticOf('project_spending'), { by: 'township', year: 2015, within: '621125101000' })
    return Object.fromEntries(table.columns.map((column, index) => [column.key, cellText(column, table.total[index])]))
  }
  const rates = (today: string): (string | undefined)[] => {
    const { spending_rate: rate, not_due: notDue, spendable, spendable_rate: second } = on(today)
    return [rate, notDue, spendable, second]
  }

  it('没有验收的、验收以后没有到期的：45÷50 和 45÷45；到期那天起质保金不再减，两列都是 45÷50', async () => {
    expect(rates('2015-09-30')).toEqual(['90.00', '5', '45', '100.00'])
    await openAt(office, admin, { register: 'project', ids: [accepted], state: 'township_accepted', on: '2015-09-20', basis: '承接' })
    await office.records.save(admin, {
      register: 'project_acceptance',
      values: { project_id: accepted, kind: '2', accepted_on: '2015-09-30', accepted_by: '验收组', qualified: true },
      reason: '已核对',
    })
    const step = { register: 'project', ids: [accepted], step: 'accept_county', on: '2015-09-30', remark: null, signatures: [], act: null }
    expect((await makeSteps({ ...office, effects: stepEffects }, admin, step, TODAY)).refused).toEqual([])
    expect(office.store.read.get('SELECT retention_due FROM project WHERE id = ?', accepted)).toEqual({ retention_due: '2016-09-29' })
    expect(rates('2016-09-28')).toEqual(['90.00', '5', '45', '100.00'])
    expect(rates('2016-09-29')).toEqual(['90.00', '0', '50', '90.00'])
  })
})

it('R08：一户应发 7 元、没有发，发放率 0，签收率没有分母', () => {
  expect(shown('R08')).toMatchObject({
    payments: '1',
    households: '1',
    amount: '7',
    paid: '0',
    paid_rate: '0.00',
    waiting: '1',
    sent: '0',
    signed_rate: '—',
  })
})

it('在途的钱不管多少笔，问数据库的次数一样', async () => {
  const asked = (): number => {
    const spies = [vi.spyOn(office.store.read, 'all'), vi.spyOn(office.store.read, 'get')]
    transitLines(office, admin)
    const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
    for (const spy of spies) spy.mockRestore()
    return calls
  }
  const release = (...amounts: readonly number[]) =>
    office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
      const { id: source = '' } = transaction.get<{ id: string }>(`SELECT id FROM fund_source WHERE document_no = '甘财农〔2015〕7号'`) ?? {}
      for (const amount of amounts) {
        const allocation = transaction.insert('fund_allocation', { source_id: source, end: 'project', year: 2015, place: TOWNSHIP })
        transaction.insert('fund_release', { allocation_id: allocation, amount, released_on: '2015-06-01', place: TOWNSHIP })
      }
    })
  await release(100)
  const one = asked()
  await release(200, 300)
  const lines = transitLines(office, admin).map(({ amount, source, project }) => [amount, source, project] as const)
  expect(lines.toSorted(([less], [more]) => less - more)).toEqual([
    [100, '专项', null],
    [200, '专项', null],
    [300, '专项', null],
  ])
  expect(asked()).toBe(one)
})

it.each(['R08', 'payment_kinds'])('%s 从索引里数，不读发放记录', (code) => {
  for (const user of [admin, userOf('clerk'), userOf('reader')])
    for (const by of ['township', 'village'] as const)
      for (const { query } of prepareStatistic(countingFor(office, user, TODAY), statisticOf(code), { by, year: 2015 }).populations) {
        const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query.sql}`, ...query.parameters).map(({ detail }) => detail)
        const reads = plan.filter((detail) => / t\b/.test(detail))
        expect(reads.length).toBeGreaterThan(0)
        for (const read of reads) expect(read).toContain('USING COVERING INDEX household_payment_year_counted')
      }
})
