/** Random histories of a county, a township and a village that lock, unlock and edit years without knowing of each other: all end alike. */
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '../errors.ts'
import { levelOfUnit } from '../rules/levels.ts'
import { lockId } from '../store/yearLocks.ts'
import { verify } from '../store/verify.ts'
import { lawRuns } from '../testing/lawRuns.ts'
import { COUNTY, TestSite, type Message } from './testing/network.ts'
import { TOWNSHIP_ONE } from './testing/histories.ts'

const VILLAGE = '621125100204'
type Step =
  | { readonly do: 'enter' | 'lock' | 'unlock'; readonly site: number; readonly year: number }
  | { readonly do: 'edit' | 'remove' | 'restore'; readonly site: number; readonly record: number; readonly value: number }
  | { readonly do: 'pack' | 'send'; readonly from: number; readonly to: number }
  | { readonly do: 'deliver'; readonly message: number }
  | { readonly do: 'lose'; readonly from: number; readonly year: number; readonly lock: boolean }

const site = fc.nat({ max: 2 })
const year = fc.integer({ min: 2014, max: 2015 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('enter' as const, 'lock' as const, 'unlock' as const), site, year }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const), site, record: fc.nat({ max: 5 }), value: fc.nat({ max: 3 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), site, record: fc.nat({ max: 5 }), value: fc.nat({ max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('pack' as const, 'send' as const), from: site, to: site }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const), message: fc.nat({ max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), from: fc.integer({ min: 1, max: 2 }), year, lock: fc.boolean() }) },
)

let sites: TestSite[]
let round = 0
const met = { locked: 0, late: 0, unlocked: 0, lost: 0, kept: 0 }
/** By year what counted at the county when it locked it, as long as the county does nothing to it: it stays so, whatever comes in. */
const kept = new Map<number, string>()
const lockedBelow = new Set<number>()
beforeAll(async () => {
  sites = []
  for (const unit of [COUNTY, TOWNSHIP_ONE, VILLAGE]) sites.push(await TestSite.open(unit))
  for (const one of sites) await one.admit(sites)
})
afterAll(async () => {
  for (const one of sites) await one.end()
})

const at = (index: number): TestSite => sites[index % sites.length] as TestSite
const change = (one: TestSite, kind: string, work: Parameters<TestSite['act']>[0]): Promise<unknown> =>
  one.store.change({ id: 'u', name: '经办' }, { kind, title: '测试', reason: '测试' }, work)

/** Each history has years of its own, and goes on where the one before it ended. */
const yearOf = (wanted: number): number => 2000 + ((round * 2 + (wanted % 2)) % 90)

async function setLock(one: TestSite, wanted: number, state: 'locked' | 'open'): Promise<void> {
  const level = levelOfUnit(one.unit)
  const id = lockId(VILLAGE, yearOf(wanted), level)
  await change(one, 'lock', (transaction) => {
    if (transaction.get('SELECT 1 FROM year_lock WHERE id = ?', id) !== undefined) transaction.update('year_lock', id, { state })
    else if (state === 'locked') transaction.insert('year_lock', { division: VILLAGE, year: yearOf(wanted), level, state }, id)
    if (state === 'locked') transaction.keepYear(VILLAGE, yearOf(wanted))
  })
  met[state === 'locked' ? 'locked' : 'unlocked'] += 1
  // What somebody below the county locks may take away what the county did not know to be late.
  if (one.unit !== COUNTY) lockedBelow.add(yearOf(wanted))
  else if (state === 'locked') kept.set(yearOf(wanted), countingOf(one, yearOf(wanted)))
  else kept.delete(yearOf(wanted))
}

const countingOf = ({ store: { read } }: TestSite, wanted: number): string =>
  JSON.stringify(read.all('SELECT id, farmland FROM household_year WHERE year = ? AND deleted = 0 ORDER BY id', wanted))

/**
 * The county receives what somebody enters and says so, and its folder is put back to before it did, behind the program's back. What they enter
 * next comes behind a gap; perhaps the county locks the year then.
 */
async function lose({ from: index, year: wanted, lock }: Step & { do: 'lose' }): Promise<void> {
  const [county, from] = [at(0), at(index)]
  const before = await county.image()
  await enter(from, wanted)
  await county.apply(await from.pack(county))
  await from.apply(await county.pack(from))
  await county.goBack(before, false)
  rmSync(before, { recursive: true, force: true })
  await enter(from, wanted)
  await county.apply(await from.pack(county))
  met.lost += 1
  if (lock) await setLock(county, wanted, 'locked')
}

const enter = (one: TestSite, wanted: number): Promise<unknown> =>
  change(one, 'edit', (transaction) => {
    const household = transaction.insert('household', { village: VILLAGE, identification_standard: '1', exit_status: '0', valid: true })
    transaction.insert('household_year', { household_id: household, year: yearOf(wanted), farmland: 100 })
  })

async function act(one: TestSite, action: Step & { record: number; value: number }): Promise<void> {
  const rows = one.store.read.all<{ id: string }>(
    `SELECT id FROM household_year WHERE deleted = ? AND year IN (?, ?) ORDER BY id`,
    action.do === 'restore' ? 1 : 0,
    yearOf(0),
    yearOf(1),
  )
  const row = rows[rows.length === 0 ? 0 : action.record % rows.length]
  if (row === undefined) return
  if (one.unit === COUNTY) for (const wanted of [0, 1]) kept.delete(yearOf(wanted))
  await change(one, 'edit', (transaction) => {
    if (action.do === 'edit') transaction.update('household_year', row.id, { farmland: action.value * 100 })
    else transaction[action.do === 'remove' ? 'remove' : 'restore']('household_year', row.id)
  })
}

async function play(messages: { to: TestSite; message: Message }[], one: Step): Promise<void> {
  switch (one.do) {
    case 'lose':
      return lose(one)
    case 'enter':
      if (at(one.site).unit === COUNTY) kept.delete(yearOf(one.year))
      await enter(at(one.site), one.year)
      return
    case 'lock':
    case 'unlock':
      return setLock(at(one.site), one.year, one.do === 'lock' ? 'locked' : 'open')
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
      return act(at(one.site), one)
  }
}

const STATE = `SELECT id, deleted, farmland, year, counted_village FROM household_year ORDER BY id`
const WAITING = `SELECT p.register, p.record, p.state, coalesce(j.author, c.site) AS author, coalesce(j.number, j.sequence) AS number FROM proposal p
  JOIN journal j ON j.sequence = p.sequence JOIN change_set c ON c.number = j.change_set ORDER BY 2, 4, 5`

describe('the law of locked years', () => {
  it('what counts of a year, and what waits for it, is the same at every site once all have heard of all; of a locked one it is what was there', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 30 }), async (steps) => {
        round += 1
        kept.clear()
        lockedBelow.clear()
        const messages: { to: TestSite; message: Message }[] = []
        for (const one of steps) {
          await play(messages, one).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error
          })
        }
        for (let times = 0; times < 3; times += 1) {
          for (const from of sites) for (const to of sites) if (from !== to) await to.apply(await from.pack(to))
        }
        const states = sites.map((one) => JSON.stringify(one.store.read.all(STATE)))
        expect(new Set(states).size).toBe(1)
        const waiting = sites.map((one) => JSON.stringify(one.store.read.all(WAITING)))
        expect(new Set(waiting).size).toBe(1)
        for (const wanted of lockedBelow) kept.delete(wanted)
        for (const [wanted, counting] of kept) expect(countingOf(at(0), wanted), `${wanted} as it was locked`).toBe(counting)
        met.kept += kept.size
        met.late = JSON.parse(waiting[0] ?? '[]').length as number
      }),
      lawRuns(25),
    )
    for (const one of sites) expect((await verify(one.store.read, one.store.derivations)).findings).toEqual([])
    expect(Object.entries(met).filter(([, count]) => count === 0)).toEqual([])
  })
})
