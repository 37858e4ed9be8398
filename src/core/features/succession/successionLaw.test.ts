/**
 * Random histories of a county and its townships in the middle of which villages go into others: every figure of the years before is what it
 * was at every site, all sites hold the same in the end, and nobody lives in a village that is gone.
 */
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { divisionPrefix } from '../../access/permissions.ts'
import { isNumeric } from '../../catalogue/derive/columns.ts'
import { placeSql } from '../../catalogue/derive/kept.ts'
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { digestOfAll, digestsOf } from '../../exchange/digest.ts'
import { closeNetwork, openNetwork, refused, settle, type Network } from '../../exchange/testing/histories.ts'
import type { Message, TestSite } from '../../exchange/testing/network.ts'
import type { SqlRow, Transaction } from '../../store/index.ts'
import { undo } from '../../store/history.ts'
import { SUCCESSION_KIND } from '../../store/changeKinds.ts'
import { successionsOf } from '../../store/succession.ts'
import { verify } from '../../store/verify.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { isLongRun, lawRuns } from '../../testing/lawRuns.ts'
import { alongWith, bringAlong } from './along.ts'
import { bringLeftBehind, leftBehind } from './followUp.ts'

const YEARS = [2013, 2014, 2015]
const ON = '2016-07-01'
const LIMIT_MS = 14_400_000
const kinds = ['change', 'undo', 'enter', 'edit', 'move', 'out', 'in', 'late year'] as const

type Step =
  | { readonly do: (typeof kinds)[number]; readonly site: number; readonly pick: number }
  | { readonly do: 'send'; readonly from: number; readonly to: number }
  | { readonly do: 'again'; readonly message: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...kinds), site: fc.nat({ max: 2 }), pick: fc.nat({ max: 40 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), from: fc.nat({ max: 2 }), to: fc.nat({ max: 2 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), message: fc.nat({ max: 20 }) }) },
)

let networks: Network[] = []
let round = 0
const met = new Map<string, number>()
afterAll(async () => {
  for (const network of networks) await closeNetwork(network)
})

/** Villages of one history: nobody else ever uses them. The last one of each township begins empty. */
const villagesOf = (township: number): readonly string[] =>
  [0, 1, 2, 3].map((index) => `62112510${township}${String(200 + round * 4 + index).padStart(3, '0')}`)

let births = 0
function enter(transaction: Transaction, village: string, years: readonly number[]): void {
  births += 1
  const household = transaction.insert('household', { village, identification_standard: '1', exit_status: '0', valid: true })
  const { name, sex, id_number, birth_date } = syntheticPerson({ birthDate: new Date(Date.UTC(1935, 0, 1 + (births % 25_000))).toISOString().slice(0, 10) })
  const person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number }, undefined, village)
  transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
  for (const year of years) {
    transaction.insert('household_year', { household_id: household, year, farmland: 100 + births })
    transaction.insert('person_year', { person_id: person, year, work_months: births % 12 })
  }
}

/** Every figure of the years before the changes, by register, village and year. */
function figures(site: TestSite): Map<string, string> {
  const found = new Map<string, string>()
  const prefix = divisionPrefix(site.unit)
  for (const register of registerNames.map(registerOf)) {
    const place = placeSql(register)
    if (register.yearly === undefined || place === null) continue
    const sums = register.fields.filter((field) => isNumeric(field) && field.type !== 'year' && !['population', 'net_income_per_person'].includes(field.key))
    const rows = site.store.read.all<SqlRow>(
      `SELECT ${place} AS place, t.year AS year, count(*) AS records, ${sums.map(({ key }) => `sum(t.${key}) AS ${key}`).join(', ')} FROM ${register.name} t
       WHERE t.deleted = 0 AND t.year IN (${YEARS.join(', ')}) AND substr(${place}, 1, ?) = ? GROUP BY 1, 2`,
      prefix.length,
      prefix,
    )
    for (const { place: village, year, ...sum } of rows) found.set(`${register.name} ${String(village)} ${String(year)}`, JSON.stringify(sum))
  }
  return found
}

const picked = <T>(list: readonly T[], index: number): T | undefined => list[list.length === 0 ? 0 : index % list.length]

/** As the program does after each package. */
async function take(to: TestSite, message: Message): Promise<void> {
  await to.apply(message)
  await follow(to)
}

async function follow(site: TestSite): Promise<number> {
  if (leftBehind(site.store.read, site.unit).length === 0) return 0
  const { result } = await site.store.changeInSteps(
    { id: 'u', name: '经办' },
    { kind: SUCCESSION_KIND, title: '归入现村', reason: '测试' },
    (transaction, next) => bringLeftBehind(transaction, site.unit, '2016-12-01', next),
  )
  met.set('followed', (met.get('followed') ?? 0) + result)
  return result
}

const made: string[] = []

/** The county lets a village go into another one, which may be new, or of the other township. */
async function change(county: TestSite, pick: number): Promise<void> {
  const gone = new Set(successionsOf(county.store.read).map(({ from }) => from))
  const living = [...villagesOf(0), ...villagesOf(1)].filter((village) => !gone.has(village))
  const [from, to] = [picked(living, pick), picked(living, pick + 1 + (pick % 5))]
  if (from === undefined || to === undefined || from === to) return
  const { changeSet } = await county.store.changeInSteps(
    { id: 'u', name: '县' },
    { kind: SUCCESSION_KIND, title: '并村', reason: '文件' },
    async (transaction, next) => {
      const id = transaction.insert('village_change', {
        former_village: from,
        former_name: '甲村',
        village: to,
        name: '乙村',
        kind: 'merged',
        effective_on: ON,
        document_no: '一号',
        reason: '并村',
      })
      const succession = { id, from, to, on: ON }
      await bringAlong(transaction, succession, alongWith(transaction, succession), { formerName: '甲村', today: '2016-12-01', step: next })
    },
  )
  if (changeSet !== null) made.push(changeSet)
}

function act(site: TestSite, transaction: Transaction, what: string, pick: number): void {
  const prefix = divisionPrefix(site.unit)
  const villages = [...villagesOf(0), ...villagesOf(1)]
  const own = villages.filter((village) => village.startsWith(prefix))
  const households = transaction.all<{ id: string; village: string }>(
    `SELECT id, village FROM household WHERE deleted = 0 AND village IN (SELECT value FROM json_each(?)) ORDER BY id`,
    JSON.stringify(own),
  )
  const household = picked(households, pick)
  const village = picked(own, pick)
  switch (what) {
    case 'enter':
      if (village !== undefined) enter(transaction, village, [])
      return
    case 'edit':
      if (household !== undefined) transaction.update('household', household.id, { address: `${pick} 号` })
      return
    case 'move':
      if (household !== undefined && village !== undefined) transaction.update('household', household.id, { village })
      return
    case 'late year':
      if (household !== undefined && transaction.get('SELECT 1 FROM household_year WHERE household_id = ? AND year = 2016', household.id) === undefined)
        transaction.insert('household_year', { household_id: household.id, year: 2016, farmland: pick })
      return
    case 'out': {
      const to = picked(
        villages.filter((code) => code !== household?.village),
        pick,
      )
      if (
        household === undefined ||
        to === undefined ||
        transaction.get(`SELECT 1 FROM transfer WHERE household_id = ? AND state = 'out' AND deleted = 0`, household.id) !== undefined
      )
        return
      transaction.insert('transfer', { household_id: household.id, from_village: household.village, to_village: to, state: 'out', out_on: '2016-11-01' })
      return
    }
    default: {
      const row = transaction.get<{ id: string; household_id: string; from_village: string; to_village: string }>(
        `SELECT t.* FROM transfer t JOIN household h ON h.id = t.household_id AND h.village = t.from_village WHERE t.state = 'out' AND t.deleted = 0 AND t.to_village LIKE ? ORDER BY t.id LIMIT 1`,
        `${prefix}%`,
      )
      if (row === undefined) return
      transaction.update('transfer', row.id, { state: 'in', settled_on: '2016-11-02' })
      transaction.update('household', row.household_id, { village: row.to_village, group_id: null })
    }
  }
}

async function play(sites: readonly TestSite[], messages: { to: TestSite; message: Message }[], one: Step): Promise<void> {
  const at = (index: number): TestSite => sites[index % sites.length] as TestSite
  const county = at(0)
  try {
    if (one.do === 'send') {
      const [from, to] = [at(one.from), at(one.to)]
      if (from === to) return
      const message = await from.pack(to)
      messages.push({ to, message })
      await take(to, message)
    } else if (one.do === 'again') {
      const late = picked(messages, one.message)
      if (late !== undefined) await take(late.to, late.message)
    } else if (one.do === 'change') await change(county, one.pick)
    else if (one.do === 'undo') {
      const last = made.pop()
      if (last !== undefined) await undo(county.store, { id: 'u', name: '县' }, last)
    } else
      await at(1 + (one.site % 2)).act(
        (transaction) => act(at(1 + (one.site % 2)), transaction, one.do, one.pick),
        one.do === 'out' || one.do === 'in' ? 'transfer' : 'edit',
      )
    met.set(one.do, (met.get(one.do) ?? 0) + 1)
  } catch (error) {
    refused(error)
  }
}

async function wrong(network: Network, steps: readonly Step[]): Promise<string[]> {
  const { sites } = network
  made.length = 0
  for (const [index, site] of sites.slice(1).entries())
    await site.act((transaction) => {
      for (const village of villagesOf(index).slice(0, 3)) for (const years of [YEARS, YEARS.slice(1)]) enter(transaction, village, years)
    })
  await settle(sites)
  const before = sites.map(figures)
  const messages: { to: TestSite; message: Message }[] = []
  for (const one of steps) await play(sites, messages, one)
  for (let brought = -1; brought !== 0; ) {
    await settle(sites)
    brought = 0
    for (const site of sites) brought += await follow(site)
  }
  const found: string[] = []
  for (const [index, site] of sites.entries()) {
    const [then, now] = [before[index] ?? new Map<string, string>(), figures(site)]
    for (const key of new Set([...then.keys(), ...now.keys()]))
      if (then.get(key) !== now.get(key)) found.push(`${site.unit}: ${key}: ${then.get(key)} → ${now.get(key)}`)
    const [ours, theirs] = [(await digestsOf(site.store.read, site.unit)).digests, (await digestsOf((sites[0] as TestSite).store.read, site.unit)).digests]
    if (digestOfAll(ours) !== digestOfAll(theirs)) found.push(`${site.unit} holds other data than the county`)
    for (const { from } of successionsOf(site.store.read))
      if (from.startsWith(divisionPrefix(site.unit)) && site.store.read.get('SELECT 1 FROM household WHERE village = ? AND deleted = 0', from) !== undefined)
        found.push(`${site.unit}: somebody lives in ${from}, which is gone`)
    if (round % 5 === 4) for (const { message } of (await verify(site.store.read, site.store.derivations)).findings) found.push(message)
  }
  return found
}

it(
  '任意的并村、划转、撤销和各单位不知情的录入之后，以前年度按村的数字在每个站点都没有变，各站点一致，撤掉的村里没有户',
  async () => {
    const network = await openNetwork(3)
    networks = [network]
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 16 }), async (steps) => {
        expect(await wrong(network, steps)).toEqual([])
        round += 1
      }),
      { ...lawRuns(6), endOnFailure: true },
    )
    // By chance a few histories meet one kind or another not at all; in the long run none is missing.
    const missing = ['change', 'undo', 'enter', 'send', 'followed'].filter((kind) => (met.get(kind) ?? 0) === 0)
    expect(missing.length, missing.join(' ')).toBeLessThanOrEqual(isLongRun() ? 0 : 2)
  },
  LIMIT_MS,
)
