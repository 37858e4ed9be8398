/** Money at three offices that exchange in any order: whatever is let go, booked, claimed, paid, given back, reversed or undone, no 分 comes or goes, at any office, after any step. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moneyRule } from '../catalogue/derive/money.ts'
import { AppError } from '../errors.ts'
import { COUNTY, TestSite } from '../exchange/testing/network.ts'
import { TOWNSHIP_ONE } from '../exchange/testing/histories.ts'
import { openEntries } from '../features/money/transit.ts'
import { splitOver } from '../rules/claims.ts'
import { reverseEntry } from '../store/appendOnly.ts'
import { undo } from '../store/history.ts'
import type { Transaction } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { brokenMoney, notConserved } from './standing.ts'

const VILLAGE = '621125100204'
const DO = [
  'quota',
  'arrive',
  'release',
  'release',
  'book',
  'book',
  'claim',
  'claim',
  'pay',
  'bounce',
  'back',
  'reverse',
  'undo',
  'send',
  'send',
  'send',
] as const
interface Step {
  readonly do: (typeof DO)[number]
  readonly site: number
  readonly pick: number
  readonly amount: number
}
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...DO),
  site: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 30 }),
  amount: fc.oneof(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 7 })),
})
const user = { id: 'u', name: '经办' }

describe('资金在三个单位之间', () => {
  /** The county, and two PCs of a township that may both debit what the township has. */
  let sites: TestSite[]
  let household = ''
  let projects: string[] = []
  let sources: string[] = []
  let allocations: string[] = []
  const met: Record<string, number> = { refused: 0, overdrawn: 0, closed: 0, transit: 0 }
  beforeAll(async () => {
    sites = []
    for (const unit of [COUNTY, TOWNSHIP_ONE, TOWNSHIP_ONE]) sites.push(await TestSite.open(unit))
    for (const one of sites) await one.admit(sites)
    await at(1).act((t) => {
      household = t.insert('household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true })
      projects = [1, 2].map((number) => t.insert('project', { name: `工程${number}`, place: TOWNSHIP_ONE, year: 2015, category: '04' }))
    })
    await settle()
    await at(0).act((t) => {
      const kind = t.insert('fund_kind', { code: '01', name: '中央财政专项扶贫资金', level: '1', nature: '1' })
      sources = [1, 2].map((number) => t.insert('fund_source', { name: `专项${number}`, document_no: `${number}号`, year: 2015, kind_id: kind, place: COUNTY }))
      for (const source of sources) {
        t.insert('fund_quota', { source_id: source, kind: '1', amount: 3_000_000, issued_on: '2015-01-05', place: COUNTY })
        t.insert('fund_arrival', { source_id: source, amount: 9_000_000, arrived_on: '2015-01-06', place: COUNTY })
      }
      allocations = [0, 1, 2, 3].map((index) =>
        t.insert('fund_allocation', {
          source_id: sources[index % 2] ?? '',
          project_id: projects[index < 2 ? 0 : 1] ?? '',
          place: TOWNSHIP_ONE,
          village: VILLAGE,
          end: 'village',
          year: 2015,
        }),
      )
    })
    await settle()
  })
  afterAll(async () => {
    for (const one of sites) await one.end()
  })
  const at = (index: number): TestSite => sites[index % sites.length] as TestSite
  const settle = async (): Promise<void> => {
    for (let times = 0; times < 2; times += 1) for (const from of sites) for (const to of sites) if (from !== to) await to.apply(await from.pack(to))
  }
  const change = (one: TestSite, work: (transaction: Transaction) => void): Promise<unknown> =>
    one.store.change(user, { kind: 'edit', title: '测试', reason: '测试' }, work)
  const pickOf = <T>(all: readonly T[], pick: number): T => {
    const found = all[all.length === 0 ? 0 : pick % all.length]
    if (found === undefined) throw new AppError('NOT_FOUND', '没有', '没有')
    return found
  }
  const rowsOf = (one: TestSite, register: string): { id: string }[] =>
    one.store.read.all<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0 ORDER BY id`)

  /** A claim, with its lines by largest remainder, as the step that pays it writes them. */
  function claim(one: TestSite, { pick, amount }: Step): Promise<unknown> {
    const project = pickOf(projects, pick)
    const open = one.store.read.all<{ id: string; balance: number }>(
      'SELECT id, balance FROM fund_allocation WHERE project_id = ? AND balance > 0 ORDER BY id',
      project,
    )
    const lines = splitOver(
      amount,
      open.map(({ balance }) => balance),
    )
    if (lines === null) throw new AppError('CONFLICT', '不够', '不够')
    return change(one, (t) => {
      const id = t.insert('payment_claim', {
        project_id: project,
        place: TOWNSHIP_ONE,
        year: 2015,
        batch: '9',
        amount,
        applied_on: '2015-05-01',
        payee: '公司',
      })
      for (const [index, line] of lines.entries())
        if (line > 0)
          t.insert('claim_line', {
            claim_id: id,
            allocation_id: open[index]?.id ?? '',
            amount: line,
            paid_on: '2015-05-01',
            place: TOWNSHIP_ONE,
            claim_place: TOWNSHIP_ONE,
          })
      t.insert('household_payment', { claim_id: id, household: `household:${household}`, village: VILLAGE, year: 2015, aid_kind: '05', amount })
    })
  }

  async function play(one: TestSite, taken: Step): Promise<unknown> {
    const { pick, amount } = taken
    const county = at(0)
    const on = '2015-04-01'
    const allocation = pickOf(allocations, pick)
    const place = { place: TOWNSHIP_ONE, village: VILLAGE }
    switch (taken.do) {
      case 'send': {
        const to = at(taken.site + 1 + (pick % 2))
        return to === one ? undefined : to.apply(await one.pack(to))
      }
      case 'quota':
        return change(county, (t) =>
          t.insert('fund_quota', {
            source_id: pickOf(sources, pick),
            kind: pick % 3 === 0 ? '3' : '2',
            amount: pick % 3 === 0 ? -amount : amount,
            issued_on: on,
            place: COUNTY,
          }),
        )
      case 'arrive':
        return change(county, (t) => t.insert('fund_arrival', { source_id: pickOf(sources, pick), amount, arrived_on: on, place: COUNTY }))
      case 'release':
        return change(county, (t) => t.insert('fund_release', { allocation_id: allocation, amount, released_on: on, ...place }))
      case 'book': {
        const open = openEntries(one.store.read).filter(({ receiver }) => receiver === one.unit)
        const entry = pickOf(open, pick)
        return change(one, (t) => {
          const values = { allocation_id: entry.allocation, amount: entry.amount, booked_on: on, ...place }
          if (entry.register === 'fund_release') t.insert('fund_receipt', { ...values, release_id: entry.id })
          else t.insert('fund_refund', { ...values, return_id: entry.id })
        })
      }
      case 'claim':
        return claim(at(1 + (pick % 2)), taken)
      case 'back':
        return change(at(1 + (pick % 2)), (t) => t.insert('fund_return', { allocation_id: allocation, amount, returned_on: on, ...place }))
      case 'pay':
      case 'bounce': {
        const township = at(1 + (pick % 2))
        const { id } = pickOf(rowsOf(township, 'household_payment'), pick)
        const { paid, owed } = township.store.read.get<{ paid: number; owed: number }>(
          'SELECT paid, amount AS owed FROM household_payment WHERE id = ?',
          id,
        ) ?? {
          paid: 0,
          owed: 0,
        }
        // Mostly what fits, and sometimes what does not.
        const fits = taken.do === 'pay' ? owed - paid : paid
        const sent = pick % 4 === 0 || fits <= 0 ? amount : Math.min(amount, fits)
        return change(township, (t) =>
          t.insert('payment_event', {
            payment_id: id,
            kind: taken.do === 'pay' ? 'paid' : 'failed',
            amount: sent,
            happened_on: on,
            place: TOWNSHIP_ONE,
            village: VILLAGE,
          }),
        )
      }
      case 'reverse': {
        const register = pickOf(one === county ? (['fund_release', 'fund_quota'] as const) : (['claim_line', 'fund_return', 'payment_event'] as const), pick)
        return change(one, (t) => reverseEntry(t, register, pickOf(rowsOf(one, register), pick).id))
      }
      case 'undo': {
        const sets = one.store.read.all<{ id: string }>(`SELECT id FROM change_set WHERE kind IN ('edit', 'undo') ORDER BY number DESC LIMIT 5`)
        return undo(one.store, user, pickOf(sets, pick).id)
      }
    }
  }

  /** The laws at an office: what came in is all there, and whatever is over its limit stands as an open case. */
  function holds(one: TestSite): void {
    const { read } = one.store
    expect(notConserved(read)).toEqual([])
    const [sum] = read.all<{ released: number; held: number }>(
      `SELECT (SELECT coalesce(sum(amount), 0) FROM fund_release) AS released,
         (SELECT coalesce(sum(balance + in_transit + refund_in_transit + paid + refunded), 0) FROM fund_allocation) AS held`,
    )
    expect(sum?.held).toBe(sum?.released)
    if (openEntries(read).length > 0) met['transit'] = (met['transit'] ?? 0) + 1
    for (const { law, broken } of brokenMoney(read)) {
      expect(one.unit === COUNTY || moneyRule(law) !== 'M-fund_source-quota').toBe(true)
      met['overdrawn'] = (met['overdrawn'] ?? 0) + broken.length
    }
  }

  it('每一步以后每个单位的账都平；两台电脑同时支出超支的，暂停支出，到补平为止；交换完以后各单位一样', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 14, maxLength: 36 }), async (steps) => {
        for (const one of steps) {
          const site = at(one.site)
          const before = brokenMoney(site.store.read).flatMap(({ law, broken }) =>
            broken.map(({ about, sum, most }) => [moneyRule(law), about, sum - most] as const),
          )
          await play(site, one).then(
            () => {
              met[one.do] = (met[one.do] ?? 0) + 1
            },
            (error: unknown) => {
              if (!(error instanceof AppError)) throw error
              met['refused'] = (met['refused'] ?? 0) + 1
              if (before.length > 0) met['closed'] = (met['closed'] ?? 0) + 1
            },
          )
          // What is typed never brings an account over its limit, nor further over; only what arrives does.
          if (one.do !== 'send')
            for (const { law, broken } of brokenMoney(site.store.read))
              for (const { about, sum, most } of broken) {
                const known = before.find(([rule, account]) => rule === moneyRule(law) && account === about)
                if (site.unit === COUNTY || ['book', 'reverse', 'undo'].includes(one.do)) expect(sum - most).toBeLessThanOrEqual(known?.[2] ?? 0)
              }
          for (const each of sites) holds(each)
        }
        await settle()
        for (const each of sites) holds(each)
        const states = sites.map(({ store }) =>
          JSON.stringify(store.read.all('SELECT id, released, received, returned, refunded, paid, balance FROM fund_allocation ORDER BY id')),
        )
        expect(new Set(states).size).toBe(1)
      }),
      lawRuns(18),
    )
    for (const { store } of sites) expect((await verify(store.read, store.derivations)).findings).toEqual([])
    expect([...new Set(DO), 'refused', 'transit'].filter((key) => (met[key] ?? 0) === 0)).toEqual([])
  }, 240_000)

  it('两台电脑各自花光同一笔钱：合并以后超支，是一条案子；谁也不能再支出，县里再拨、入账补平以后恢复', async () => {
    const [county, one, other] = sites as [TestSite, TestSite, TestSite]
    const fresh = (
      await county.act((t) => {
        const id = t.insert('fund_allocation', { source_id: sources[0] ?? '', place: TOWNSHIP_ONE, village: VILLAGE, end: 'village', year: 2015 })
        t.insert('fund_quota', { source_id: sources[0] ?? '', kind: '2', amount: 50_000_000, issued_on: '2015-06-01', place: COUNTY })
        t.insert('fund_release', { allocation_id: id, amount: 1_000, released_on: '2015-06-01', place: TOWNSHIP_ONE, village: VILLAGE })
        return id
      })
    ).result
    await settle()
    const book = async (site: TestSite): Promise<void> => {
      for (const entry of openEntries(site.store.read).filter(({ allocation, register }) => allocation === fresh && register === 'fund_release'))
        await change(site, (t) =>
          t.insert('fund_receipt', {
            release_id: entry.id,
            allocation_id: fresh,
            amount: entry.amount,
            booked_on: '2015-06-02',
            place: TOWNSHIP_ONE,
            village: VILLAGE,
          }),
        )
    }
    await book(one)
    await settle()
    const spend = (site: TestSite, amount: number) =>
      change(site, (t) => t.insert('fund_return', { allocation_id: fresh, amount, returned_on: '2015-06-03', place: TOWNSHIP_ONE, village: VILLAGE }))
    await spend(one, 1_000)
    await spend(other, 600)
    await settle()
    for (const site of sites) {
      expect(site.store.read.get('SELECT balance FROM fund_allocation WHERE id = ?', fresh)).toEqual({ balance: -600 })
      expect(brokenMoney(site.store.read).flatMap(({ law, broken }) => broken.filter(({ about }) => about === fresh).map(() => moneyRule(law)))).toEqual([
        'M-fund_allocation-overdrawn',
      ])
      expect(notConserved(site.store.read)).toEqual([])
    }
    for (const site of [one, other]) await expect(spend(site, 1)).rejects.toThrow('账户支出暂停')
    await change(county, (t) =>
      t.insert('fund_release', { allocation_id: fresh, amount: 700, released_on: '2015-06-05', place: TOWNSHIP_ONE, village: VILLAGE }),
    )
    await settle()
    await book(other)
    await settle()
    await spend(one, 100)
    await expect(spend(one, 1)).rejects.toThrow('最多')
    await settle()
    for (const site of sites) expect(site.store.read.get('SELECT balance FROM fund_allocation WHERE id = ?', fresh)).toEqual({ balance: 0 })
  })
})
