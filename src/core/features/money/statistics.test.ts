/** Rates of money with numerator and denominator: the worked examples of readings.md 22, 25, 26. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countStatistic } from '../../statistics/count.ts'
import { cellText } from '../../statistics/table.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../../testing/office.ts'
import { countingFor } from '../statistics/counting.ts'
import { statisticOf } from '../statistics/registry.ts'

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

it('readings 22：项目分配 55、质保金 5 没有拨：支出率 45÷55，扣除质保金是 45÷50', () => {
  expect(shown('project_spending')).toMatchObject({
    received: '55',
    paid: '45',
    spending_rate: '81.82',
    held: '5',
    spendable: '50',
    spendable_rate: '90.00',
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
