/**
 * Three levels played: a county, a township, a PC in one of its villages, another township. Two of them work alone first and are admitted in
 * the middle of the history; the last one is a forger with a genuine key, besides what its clerks do honestly.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { registerOf } from '../catalogue/index.ts'
import { belongsTo, type RecordName } from '../store/belonging.ts'
import type { ReadDatabase } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { beyondChance, lawRuns } from '../testing/lawRuns.ts'
import { forge, type Forged } from './testing/forger.ts'
import { closeNetwork, histories, networkOf, play, TOWNSHIP_ONE, TOWNSHIP_TWO, type History } from './testing/histories.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const LIMIT_MS = 14_400_000
const RUNS = 8
const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const

interface Whole {
  readonly before: History
  readonly between: History
  readonly after: History
  readonly attacks: readonly number[]
}
const whole: fc.Arbitrary<Whole> = fc.record({
  before: histories,
  between: histories,
  after: histories,
  attacks: fc.array(fc.nat({ max: 999 }), { minLength: 4, maxLength: 8 }),
})

const met = { attacks: 0, lateEntries: 0, peopleLeft: 0, peopleTaken: 0 }

it(
  'passes on both ways, admits in mid-history, and refuses and names every forged entry',
  async () => {
    let salt = 70_000
    await fc.assert(
      fc.asyncProperty(whole, async (history) => {
        salt += 10
        expect(await wrong(history, salt)).toEqual([])
      }),
      { ...lawRuns(RUNS), endOnFailure: true },
    )
    expect(met.attacks).toBeGreaterThan(RUNS)
    const { numRuns } = lawRuns(RUNS)
    expect(met.peopleLeft).toBeGreaterThanOrEqual(beyondChance(30, numRuns))
    expect(met.peopleTaken).toBeGreaterThanOrEqual(beyondChance(20, numRuns))
    expect(met.lateEntries).toBeGreaterThan(RUNS)
  },
  LIMIT_MS,
)

async function wrong(history: Whole, salt: number): Promise<string[]> {
  const [county, township, village, other] = [
    await TestSite.open(COUNTY),
    await TestSite.open(TOWNSHIP_ONE, 2e11),
    await TestSite.open(VILLAGE_ONE, -9e10),
    await TestSite.open(TOWNSHIP_TWO, 5e10),
  ]
  const network = networkOf([county, township, village, other])
  try {
    for (const site of [county, township]) await site.admit([county, township])
    const found = await play(networkOf([county, township]), history.before, String(salt))
    await workAlone(village, VILLAGE_ONE)
    await admitted(county, village)
    found.push(...(await play(networkOf([county, township, village]), history.between, String(salt + 1))))
    await workAlone(other, VILLAGE_TWO)
    await admitted(county, other)
    for (const site of [township, village]) await site.apply(await county.pack(site))
    for (const [index, attack] of history.attacks.entries()) found.push(...(await attacked(other, [county, township, village][index % 3] as TestSite, attack)))
    found.push(...(await play(network, history.after, String(salt + 2))))
    // Only in the last part there are offices that people go from one to the other of.
    met.peopleLeft += network.met.peopleLeft
    met.peopleTaken += network.met.peopleTaken
    for (const site of network.sites) for (const { message } of (await verify(site.store.read, site.store.derivations)).findings) found.push(message)
    return found
  } finally {
    await closeNetwork(network)
  }
}

/** An office that takes part in nothing yet fills its own villages. */
async function workAlone(site: TestSite, village: string): Promise<void> {
  await site.act((transaction) => {
    const household = transaction.insert('household', { village, identification_standard: '1', exit_status: '0', valid: true })
    transaction.insert('household_year', { household_id: household, year: 2015, farmland: 300 })
    const person = transaction.insert('person', { name: '王一', sex: '1' }, undefined, village)
    transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1', start_date: '2014-01-01' })
    transaction.insert('helper', { name: '帮一' })
    transaction.update('household', household, { address: '一社' })
    met.lateEntries += 6
  })
}

/** The county puts a site on file, and the site takes its word. */
async function admitted(county: TestSite, site: TestSite): Promise<void> {
  await county.act((transaction) =>
    transaction.insert(
      'site',
      {
        unit: site.unit,
        unit_name: site.unit,
        label: site.id.slice(0, 6),
        signing_key: site.id,
        sealing_key: site.id,
        state: 'admitted',
        admitted_on: '2026-06-01',
      },
      site.id,
    ),
  )
  county.takeCharge()
  await site.admit([county, site])
  await site.apply(await county.pack(site, true))
}

/** Whether a record belongs to something in a division: somebody whom the county joined to a member of a household there is theirs, too. */
function concerns(database: ReadDatabase, record: RecordName, division: string): boolean {
  return belongsTo(database, record).some(
    ({ register, id }) =>
      registerOf(register).owner !== undefined && database.get(`SELECT 1 FROM ${register} WHERE id = ? AND village LIKE ?`, id, `${division}%`) !== undefined,
  )
}

/** One forged package about something that is none of the forger's: nothing of it is kept, and every entry is named. */
async function attacked(forger: TestSite, to: TestSite, pick: number): Promise<string[]> {
  const { read } = to.store
  const own = forger.unit.slice(0, 9)
  const records = (['household', 'household_year', 'membership', 'parameter', 'site', 'person'] as const)
    .flatMap((register) => {
      const owned = ['household', 'household_year', 'membership', 'person'].includes(register)
      return read
        .all<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0 ${owned ? `AND village NOT LIKE '${own}%'` : ''} ORDER BY id LIMIT 4`)
        .map(({ id }) => ({ register, id }))
    })
    .filter(
      ({ register, id }) =>
        read.get(`SELECT 1 FROM journal WHERE register = ? AND record = ? AND coalesce(owner, '') LIKE ?`, register, id, `${own}%`) === undefined &&
        !concerns(read, { register, id }, own),
    )
  const target = records[pick % Math.max(1, records.length)]
  if (target === undefined) return []
  met.attacks += 1
  const { register, id: record } = target
  const authors = read.all<{ id: string; unit: string }>(`SELECT id, unit FROM site ORDER BY id`)
  const name = pick % 3 === 0 ? { id: forger.id, unit: forger.unit } : (authors[pick % authors.length] ?? { id: 'nobody', unit: COUNTY })
  const after: Readonly<Record<string, Forged['after']>> = {
    household: pick % 2 === 0 ? { village: VILLAGE_TWO } : { address: '假的' },
    household_year: { farmland: 1 },
    membership: { relation: '99' },
    parameter: { value: '9' },
    site: { state: 'withdrawn' },
    person: { name: '假的' },
  }
  const entry: Forged = {
    register,
    record,
    action: 'update',
    author: name.id,
    unit: pick % 5 === 0 ? COUNTY : name.unit,
    kind: ['edit', 'transfer', 'duplicate', 'set-up', 'demo', 'undo'][pick % 6] ?? 'edit',
    owner: VILLAGE_TWO,
    context: pick % 4 === 0 ? {} : Object.fromEntries(authors.map(({ id }) => [id, 800_000])),
    after: after[register] ?? {},
  }
  const count = (): unknown => read.get('SELECT count(*) AS count FROM journal WHERE record = ?', record)
  const before = count()
  const { outcomes } = await to.apply(await forge(forger, to, [entry]))
  const named = outcomes.length === 1 && outcomes[0]?.outcome === 'rejected' && (outcomes[0].reason ?? '') !== ''
  return named && JSON.stringify(before) === JSON.stringify(count()) ? [] : [`forged ${JSON.stringify(entry)} at ${to.unit}: ${JSON.stringify(outcomes)}`]
}
