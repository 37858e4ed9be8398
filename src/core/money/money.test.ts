/** Accounts as the catalogue declares them: laws hold before every commit, and money neither comes nor goes on the way. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountsOf, moneyLawsOf, moneyProblems, moneyRule } from '../catalogue/derive/money.ts'
import { registers } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { undo } from '../store/history.ts'
import { brokenAccounts, moneyLaws, type Transaction } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { addFunds, type AddedFunds } from '../testing/funds.ts'
import { testOffice, type TestOffice } from '../testing/office.ts'
import { addProjects } from '../testing/projects.ts'
import { brokenMoney, notConserved } from './standing.ts'

const VILLAGE = '621125100204'
const TOWNSHIP = '621125100000'
const actor = { id: 'u', name: '测试' }

let office: TestOffice
let funds: AddedFunds
beforeAll(async () => {
  office = await testOffice({ households: 20 })
  const household = office.store.read.get<{ id: string }>('SELECT id FROM household ORDER BY id LIMIT 1')?.id ?? ''
  const { result } = await change((transaction) => {
    const { project } = addProjects(transaction, { village: VILLAGE, household })
    return addFunds(transaction, { project, village: VILLAGE, household })
  })
  funds = result
})
afterAll(() => office.end())

const change = <T>(work: (transaction: Transaction) => T) => office.store.change(actor, { kind: 'edit', title: '测试' }, work)
const row = (register: string, id: string): Record<string, unknown> => office.store.read.get(`SELECT * FROM ${register} WHERE id = ?`, id) ?? {}
const at = { place: TOWNSHIP, village: VILLAGE }

describe('账户', () => {
  it('每一个声明都成立；被加的账户排在前面', () => {
    const order = accountsOf(registers).map(({ register }) => register.name)
    for (const { register, money } of accountsOf(registers)) {
      expect(moneyProblems(register, registers)).toEqual([])
      for (const total of money.totals.filter(({ register: below }) => order.includes(below)))
        expect(order.indexOf(total.register)).toBeLessThan(order.indexOf(register.name))
    }
    const rules = moneyLawsOf(registers).map((law) => moneyRule(law))
    expect(new Set(rules).size).toBe(rules.length)
  })

  it('说得出声明错在哪里', () => {
    const source: RegisterDefinition = {
      ...registers.fund_source,
      money: { totals: [{ field: 'year', register: 'fund_quota', by: 'kind', amount: 'issued_on' }] },
    }
    expect(moneyProblems(source, registers)).toEqual([
      'year is no money',
      'year is entered',
      'fund_quota.kind names no fund_source',
      'fund_quota.issued_on is no money',
    ])
  })

  it('指标 10 万、到账 6 万、拨出 9 万、入账 8 万、退回 5 千、报账 2 万：每一列都对，没有钱来去不明', () => {
    expect(row('fund_source', funds.source)).toMatchObject({
      quota: 10_000_000,
      arrived: 6_000_000,
      released: 9_000_000,
      refunded: 500_000,
      allocated: 8_500_000,
      balance: 1_500_000,
      paid: 2_000_000,
      waiting: 4_000_000,
      level: '1',
    })
    expect(row('fund_allocation', funds.allocation)).toMatchObject({
      released: 9_000_000,
      received: 8_000_000,
      in_transit: 1_000_000,
      returned: 500_000,
      refunded: 500_000,
      refund_in_transit: 0,
      allocated: 8_500_000,
      paid: 2_000_000,
      balance: 5_500_000,
    })
    expect(row('payment_claim', funds.claim)).toMatchObject({ paid: 2_000_000, household_amount: 500_000, household_paid: 500_000, unsent: 0 })
    expect(row('household_payment', funds.payment)).toMatchObject({ sent: 500_000, bounced: 0, paid: 500_000, state: 'sent', paid_on: '2015-06-01', signed: 1 })
    expect(notConserved(office.store.read)).toEqual([])
    expect(brokenMoney(office.store.read)).toEqual([])
  })

  const over: readonly (readonly [string, string, (transaction: Transaction) => void])[] = [
    [
      '分配超过指标',
      '已分配是 100000.01 元，最多 100000 元（指标），多 0.01 元',
      (t) => t.insert('fund_release', { allocation_id: funds.allocation, amount: 1_500_001, released_on: '2015-06-01', ...at }),
    ],
    [
      '报账超过入账',
      '已拨付和退回是 80000.01 元，最多 80000 元（已入账）',
      (t) => t.insert('claim_line', { claim_id: funds.claim, allocation_id: funds.allocation, amount: 5_500_001, paid_on: '2015-06-01', place: TOWNSHIP }),
    ],
    [
      '退回超过余额',
      '已拨付和退回是 80000.01 元',
      (t) => t.insert('fund_return', { allocation_id: funds.allocation, amount: 5_500_001, returned_on: '2015-06-01', ...at }),
    ],
    ['名单超过报账', '到户发放名单是 20000.01 元，最多 20000 元（报账金额）', (t) => t.update('household_payment', funds.payment, { amount: 2_000_001 })],
    [
      '重复发放',
      '发给这一户是 5000.01 元，最多 5000 元（金额）',
      (t) => t.insert('payment_event', { payment_id: funds.payment, kind: 'paid', amount: 1, happened_on: '2015-06-02' }),
    ],
    [
      '追减到分配以下',
      '已分配是 85000 元，最多 84999.99 元（指标）',
      (t) => t.insert('fund_quota', { source_id: funds.source, kind: '3', amount: -1_500_001, issued_on: '2015-06-01' }),
    ],
  ]
  it.each(over)('%s一分也不行，说清楚差多少', async (_, says, work) => {
    const before = office.store.read.get('SELECT count(*) AS n FROM journal')
    const refused = await change(work).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(AppError)
    expect((refused as AppError).message).toContain(says)
    expect(office.store.read.get('SELECT count(*) AS n FROM journal')).toEqual(before)
  })

  it('正好用完的可以；没有填区划的记录取账户的；撤销写相反的一笔，账回到原来', async () => {
    const { changeSet } = await change((t) => t.insert('fund_return', { allocation_id: funds.allocation, amount: 5_500_000, returned_on: '2015-06-01' }))
    expect(row('fund_allocation', funds.allocation)).toMatchObject({ balance: 0, refund_in_transit: 5_500_000 })
    expect(office.store.read.get('SELECT place, village FROM fund_return WHERE amount = 5500000')).toEqual(at)
    expect(notConserved(office.store.read)).toEqual([])
    await undo(office.store, actor, changeSet ?? '')
    expect(row('fund_allocation', funds.allocation)).toMatchObject({ balance: 5_500_000, refund_in_transit: 0 })
    expect(notConserved(office.store.read)).toEqual([])
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })

  it('数据包带来的超支收下、成为一条核查；账户支出暂停，入账照办，补足以后恢复', async () => {
    const line = { claim_id: funds.claim, allocation_id: funds.allocation, paid_on: '2015-07-01', place: TOWNSHIP }
    await change((t) => t.update('payment_claim', funds.claim, { amount: 20_000_000 }))
    await office.store.receive(actor, { kind: 'merge', title: '收' }, async (t) => {
      t.insert('claim_line', { ...line, amount: 6_000_000 })
    })
    expect(row('fund_allocation', funds.allocation)).toMatchObject({ balance: -500_000 })
    expect(brokenMoney(office.store.read).map(({ law }) => moneyRule(law))).toContain('M-fund_allocation-overdrawn')
    expect(office.store.read.all(`SELECT rule FROM finding WHERE record = ?`, funds.allocation)).toMatchObject([{ rule: 'M-fund_allocation-overdrawn' }])
    await expect(change((t) => t.insert('claim_line', { ...line, amount: 1 }))).rejects.toThrow('多 5000.01 元')
    const release = office.store.read.get<{ id: string }>('SELECT id FROM fund_release WHERE open > 0')?.id ?? ''
    const part = { allocation_id: funds.allocation, release_id: release, booked_on: '2015-07-02' }
    await change((t) => t.insert('fund_receipt', { ...part, amount: 300_000 }))
    await expect(change((t) => t.insert('claim_line', { ...line, amount: 1 }))).rejects.toThrow('多 2000.01 元')
    await change((t) => t.insert('fund_receipt', { ...part, amount: 700_000 }))
    expect(row('fund_allocation', funds.allocation)).toMatchObject({ balance: 500_000 })
    expect(office.store.read.all(`SELECT rule FROM finding WHERE record = ? AND rule LIKE 'M-%'`, funds.allocation)).toEqual([])
    expect(notConserved(office.store.read)).toEqual([])
  })

  it('别的单位支配的账户不问：那里的记录不全在本机', () => {
    const law = moneyLaws.find((one) => moneyRule(one) === 'M-fund_source-quota')
    if (law === undefined) throw new Error('no law')
    const all = { ...law, law: { ...law.law, of: ['quota'], atMost: 'waiting' } }
    expect(brokenAccounts(office.store.read, all, '621125000000')).toHaveLength(1)
    expect(brokenAccounts(office.store.read, all, TOWNSHIP)).toEqual([])
  })
})
