/** Random histories of several offices: what people do, what sticks do, and how it is brought to an end. */
import { rmSync } from 'node:fs'
import fc from 'fast-check'
import { syntheticPerson } from '../../testing/builders.ts'
import { operationsOf } from '../../store/yearLocks.ts'
import { Lineage } from '../../store/lineage.ts'
import { DELETED } from '../../store/operations.ts'
import { undoReceived } from '../../store/undoReceived.ts'
import type { FieldValue } from '../../catalogue/types.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import { linkedField } from '../../catalogue/derive/belonging.ts'
import { findField, registerOf } from '../../catalogue/index.ts'
import type { Derivation } from '../../store/index.ts'
import { fromSql, tableOf, toContractRow } from '../../store/table.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { ownerOf } from '../../store/owner.ts'
import { keepLinkedTo } from '../../store/linkCases.ts'
import { joinRecords } from '../../features/exchange/joinRecords.ts'
import { joinHousehold } from '../../features/transfers/people.ts'
import { undo } from '../../store/history.ts'
import { AppError } from '../../errors.ts'
import { digestOfAll, digestsOf } from '../digest.ts'
import { noteTakenBack, peerOf } from '../peers.ts'
import { Scope } from '../scope.ts'
import type { OpenConflict } from '../contested.ts'
import { isWithin } from '../sites.ts'
import { COUNTY, TestSite, type Message } from './network.ts'

export const TOWNSHIP_ONE = '621125100000'
export const TOWNSHIP_TWO = '621125101000'
const VILLAGES = ['621125100204', '621125100205', '621125101201', '621125101202'] as const

export type Step =
  | { readonly do: 'enter'; readonly site: number; readonly what: number; readonly number: number }
  | { readonly do: 'edit'; readonly site: number; readonly record: number; readonly field: number; readonly value: number }
  | { readonly do: 'remove' | 'restore'; readonly site: number; readonly record: number }
  | { readonly do: 'transfer' | 'accept' | 'decide' | 'settle' | 'join' | 'apart' | 'undo'; readonly site: number; readonly pick: number }
  | { readonly do: 'leave' | 'take'; readonly site: number; readonly pick: number }
  | { readonly do: 'pack'; readonly from: number; readonly to: number; readonly full: boolean }
  | { readonly do: 'send'; readonly from: number; readonly to: number }
  | { readonly do: 'deliver'; readonly message: number; readonly tryOut: boolean }
  | { readonly do: 'image'; readonly site: number }
  | { readonly do: 'back'; readonly site: number; readonly pick: number; readonly known: boolean }

export interface History {
  readonly sites: number
  readonly steps: readonly Step[]
  /** Which of two copies of its folder, an older and a newer one, a site puts back one after another at the end; null where it does not. */
  readonly ways: { readonly site: number; readonly backs: readonly { readonly newer: boolean; readonly known: boolean; readonly heard: boolean }[] } | null
}

const site = fc.nat({ max: 4 })
const pick = fc.nat({ max: 30 })
/** County and a township go back, so that it happens often enough to one of them. */
const goer = fc.nat({ max: 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('enter' as const), site, what: fc.nat({ max: 6 }), number: fc.nat({ max: 3 }) }) },
  { weight: 9, arbitrary: fc.record({ do: fc.constant('edit' as const), site, record: pick, field: fc.nat({ max: 4 }), value: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const), site, record: pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('transfer' as const, 'accept' as const, 'decide' as const, 'settle' as const, 'join' as const, 'apart' as const, 'undo' as const),
      site,
      pick,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('leave' as const, 'leave' as const, 'take' as const), site, pick }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('pack' as const), from: site, to: site, full: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('deliver' as const), message: pick, tryOut: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('image' as const), site: goer }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('back' as const), site: goer, pick, known: fc.boolean() }) },
)

/** Histories of two to five sites. */
export const histories: fc.Arbitrary<History> = fc.record({
  sites: fc.integer({ min: 2, max: 5 }),
  steps: fc.array(step, { minLength: 3, maxLength: 28 }),
  ways: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc.record({
        site: goer,
        backs: fc.array(fc.record({ newer: fc.boolean(), known: fc.boolean(), heard: fc.boolean() }), { minLength: 2, maxLength: 4 }),
      }),
    },
  ),
})

/** County, two PCs of one township, another township, a second PC of the county; clocks wrong by years. */
const UNITS: readonly (readonly [string, number])[] = [
  [COUNTY, 0],
  [TOWNSHIP_ONE, -9e10],
  [TOWNSHIP_ONE, 2e11],
  [TOWNSHIP_TWO, 5e10],
  [COUNTY, -3e11],
]

export interface Network {
  readonly sites: readonly TestSite[]
  used: number
  readonly met: WaysBack
}

/** Opens the network and makes all known to all. */
export async function openNetwork(count: number, derivations?: readonly Derivation[]): Promise<Network> {
  const sites: TestSite[] = []
  for (const [unit, offset] of UNITS.slice(0, count)) sites.push(await TestSite.open(unit, offset, derivations))
  for (const one of sites) await one.admit(sites)
  return networkOf(sites)
}

/** A network of sites that are known to each other, or will be. */
export function networkOf(sites: readonly TestSite[]): Network {
  return { sites, used: 0, met: { byBackup: 0, byFolder: 0, sameTwice: 0, olderAfterNewer: 0, newerAfterOlder: 0, takenIn: 0, peopleLeft: 0, peopleTaken: 0 } }
}

export async function closeNetwork(network: Network): Promise<void> {
  for (const one of network.sites) await one.end()
}

/** Plays a history, then lets every site receive every change; answers what is wrong, or nothing. */
export async function play(network: Network, history: History, salt: string): Promise<string[]> {
  const { sites } = network
  network.used += 1
  const marks = sites.map((one) => one.store.lastSequence)
  const underway: Underway = { messages: [], steps: 0, images: new Map(), met: network.met }
  try {
    for (const one of stepsOf(history)) await playStep(sites, underway, one, `${salt}.${(underway.steps += 1)}`)
  } finally {
    for (const { copies } of underway.images.values()) for (const copy of copies) rmSync(copy, { recursive: true, force: true })
  }
  network.met.takenIn += await settle(sites)
  return [...(await differences(sites)), ...openLedger(sites, marks)]
}

/** The steps of a history, with those in which a site puts back copies of its folder behind them. */
function* stepsOf({ steps, ways }: History): Generator<Step> {
  yield* steps
  if (ways === null) return
  const { site: by, backs } = ways
  const other = 1 - by
  const work: readonly Step[] = [
    { do: 'enter', site: by, what: 1, number: 0 },
    { do: 'edit', site: by, record: 0, field: 0, value: backs.length % 3 },
  ]
  yield* [{ do: 'image', site: by }, ...work, { do: 'image', site: by }, ...work] satisfies Step[]
  yield { do: 'send', from: by, to: other }
  for (const [index, { newer, known, heard }] of backs.entries()) {
    yield { do: 'back', site: by, pick: newer ? 1 : 0, known }
    yield { do: 'edit', site: by, record: index, field: index, value: index }
    if (heard)
      yield* [
        { do: 'send', from: by, to: other },
        { do: 'edit', site: other, record: index, field: 0, value: index },
        { do: 'send', from: other, to: by },
      ] satisfies Step[]
  }
}

/** What is under way while a history is played. */
interface Underway {
  readonly messages: { to: TestSite; message: Message }[]
  steps: number
  /** Copies of each site's data folder, oldest first, and which of them was put back last. */
  readonly images: Map<TestSite, { copies: string[]; last: number }>
  readonly met: WaysBack
}

/** How often a site went back, by the way it did, and what else has to happen often enough. */
export interface WaysBack {
  byBackup: number
  byFolder: number
  sameTwice: number
  olderAfterNewer: number
  newerAfterOlder: number
  takenIn: number
  /** People who left by a transfer of their own, and those who were taken in by one. */
  peopleLeft: number
  peopleTaken: number
}

async function playStep(sites: readonly TestSite[], underway: Underway, one: Step, salt: string): Promise<void> {
  const { messages } = underway
  const at = (index: number): TestSite => sites[index % sites.length] as TestSite
  try {
    switch (one.do) {
      case 'pack': {
        const from = at(one.from)
        const to = at(one.to)
        if (from !== to) messages.push({ to, message: await from.pack(to, one.full) })
        return
      }
      case 'send': {
        await at(one.to).apply(await at(one.from).pack(at(one.to)))
        return
      }
      case 'deliver': {
        const message = messages[messages.length === 0 ? 0 : one.message % messages.length]
        if (message !== undefined) await message.to.apply(message.message, one.tryOut)
        return
      }
      case 'undo':
        return await undoLast(at(one.site))
      case 'image': {
        const of = at(one.site)
        const { copies, last } = underway.images.get(of) ?? { copies: [], last: -1 }
        underway.images.set(of, { copies: [...copies, await of.image()], last })
        return
      }
      case 'back':
        return await goBack(at(one.site), underway, one)
      case 'join':
        await twins(sites, at(one.site), one.pick, salt)
        await act(at(one.site), one, salt)
        return
      case 'leave':
        // People leave townships and villages, not the county.
        return await letGo({ sites, met: underway.met }, sites[1 + (one.site % (sites.length - 1))] ?? at(one.site), one.pick, salt)
      case 'decide':
        if (!(await decideLinks(at(one.site), one.pick))) await act(at(one.site), one, salt)
        return
      case 'take':
        underway.met.peopleTaken += await takePerson(at(one.site))
        return
      default:
        await act(at(one.site), one, salt)
    }
  } catch (error) {
    refused(error)
  }
}

async function goBack(one: TestSite, { images, met }: Underway, { pick: index, known }: Step & { do: 'back' }): Promise<void> {
  const made = images.get(one)
  if (made === undefined) {
    images.set(one, { copies: [await one.image()], last: -1 })
    return
  }
  // The last two stand for an older and a newer one, where there are so many.
  const chosen = Math.max(0, made.copies.length - 2) + (index % Math.min(2, made.copies.length))
  met[known ? 'byBackup' : 'byFolder'] += 1
  if (made.last >= 0) met[chosen === made.last ? 'sameTwice' : chosen < made.last ? 'olderAfterNewer' : 'newerAfterOlder'] += 1
  made.last = chosen
  await one.goBack(made.copies[chosen] ?? '', known)
}

async function undoLast(one: TestSite): Promise<void> {
  const last = one.store.read.get<{ id: string; detail: string | null }>(
    `SELECT id, detail FROM change_set c WHERE kind = 'merge' AND withdrawn = 0 AND number = (SELECT max(number) FROM change_set WHERE kind = 'merge')`,
  )
  // Positions go back to nothing: whatever comes next brings it again.
  if (last === undefined) return
  const peers = one.store.read.all<{ site: string }>('SELECT site FROM peer')
  await undoReceived(one.store, { id: 'u', name: '撤' }, last.id, (bookkeep) => {
    for (const { site } of peers)
      noteTakenBack(
        (sql, ...parameters) => {
          bookkeep(sql, ...(parameters as (string | number)[]))
        },
        peerOf(one.store.read, site),
        site,
        { received: 0, number: 0, author: '' },
      )
  })
}

const EDITED: Readonly<Record<string, readonly (readonly [string, readonly FieldValue[]])[]>> = {
  household: [
    ['address', ['一社', '二社', '三社', null]],
    ['main_cause', ['01', '09', null]],
    ['relocation_difficulties', ['1', '2', '1,2', null]],
    ['remark', ['甲', '乙']],
  ],
  person: [
    ['name', ['王一', '王二', '王三']],
    ['phone', ['15000000001', '15000000002', null]],
    ['remark', ['甲', '乙', null]],
  ],
  helper: [
    ['name', ['李一', '李二']],
    ['position', ['干事', '主任', null]],
  ],
  household_year: [
    ['farmland', [100, 200, null]],
    ['house_area', [6000, 8000]],
  ],
  parameter: [['value', ['1', '2', '3']]],
}

async function act(one: TestSite, action: Step, salt: string): Promise<void> {
  const { read } = one.store
  const records = read.all<{ register: string; id: string; deleted: number }>(
    Object.keys(EDITED)
      .map((register) => `SELECT '${register}' AS register, id, deleted FROM (SELECT id, deleted FROM ${register} ORDER BY updated_at DESC, id DESC LIMIT 8)`)
      .join(' UNION ALL '),
  )
  const picked = <T>(list: readonly T[], index: number): T | undefined => list[list.length === 0 ? 0 : index % list.length]
  await one.act((transaction) => {
    switch (action.do) {
      case 'enter':
        return enter(one, transaction, action, salt)
      case 'edit': {
        const record = picked(
          records.filter((candidate) => candidate.deleted === 0),
          action.record,
        )
        const [field, values] = picked(EDITED[record?.register ?? ''] ?? [], action.field) ?? []
        if (record !== undefined && field !== undefined && values !== undefined)
          transaction.update(record.register, record.id, { [field]: picked(values, action.value) ?? null })
        return
      }
      case 'remove':
      case 'restore': {
        const record = picked(
          records.filter((candidate) => candidate.deleted === (action.do === 'remove' ? 0 : 1)),
          action.record,
        )
        if (record !== undefined) transaction[action.do](record.register, record.id)
        return
      }
      case 'decide': {
        const conflict = picked(
          transaction.all<OpenConflict>('SELECT * FROM conflict ORDER BY opened_at DESC, register, record, field LIMIT 12').filter((open) => !isLinking(open)),
          action.pick,
        )
        if (conflict === undefined) return
        const siblings = JSON.parse(conflict.siblings) as { value: string | number | null }[]
        const value = picked(siblings, action.pick)?.value ?? null
        if (conflict.field === DELETED)
          return value === 1 ? transaction.remove(conflict.register, conflict.record) : transaction.keep(conflict.register, conflict.record)
        const field = findField(conflict.register, conflict.field)
        if (field !== undefined) transaction.decide(conflict.register, conflict.record, { [conflict.field]: fromSql(field, value) })
        return
      }
      case 'settle': {
        const proposal = picked(
          transaction.all<{ sequence: number; register: string; record: string; village: string | null }>(
            `SELECT sequence, register, record, village FROM proposal WHERE state = 'open' ORDER BY sequence DESC LIMIT 12`,
          ),
          action.pick,
        )
        // The office where the record is by now answers.
        if (proposal !== undefined && placeNow(transaction, proposal)?.startsWith(one.unit.slice(0, 9)) === true)
          transaction.settle(proposal.sequence, { accepted: action.pick % 2 === 0, reason: null, by: '测' })
        return
      }
      default:
        return
    }
  })
  if (action.do === 'transfer' || action.do === 'accept') await transfer(one, action.do, action.pick)
  if (action.do === 'join' || action.do === 'apart') await duplicate(one, action.do, action.pick)
}

const isLinking = ({ register, field }: OpenConflict): boolean => linkedField(register) === field

/** The office above all says of which of several households somebody is a member. False where there is nothing of the kind to decide. */
async function decideLinks(one: TestSite, index: number): Promise<boolean> {
  if (one.unit !== COUNTY) return false
  const open = one.store.read.all<OpenConflict>('SELECT * FROM conflict ORDER BY register, record').filter(isLinking)
  const conflict = open[open.length === 0 ? 0 : index % open.length]
  if (conflict === undefined) return false
  const siblings = JSON.parse(conflict.siblings) as { value: string }[]
  await one.act(
    (transaction) => keepLinkedTo(transaction, conflict.register, conflict.record, siblings[index % siblings.length]?.value ?? '', one.unit),
    'decision',
  )
  return true
}

/** Where a record is; one that is only wished for, where it would be. */
function placeNow(
  database: ReadDatabase,
  { register, record, village }: { readonly register: string; readonly record: string; readonly village: string | null },
): string | null {
  const row = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
  return row === undefined ? village : ownerOf(database, registerOf(register), record, toContractRow(tableOf(register), row), row)
}

/** The same household and member entered at two sites, and brought to a third; not every time, so that joinings also meet older cases. */
async function twins(sites: readonly TestSite[], one: TestSite, index: number, salt: string): Promise<void> {
  if (index % 4 === 0) return
  const [first, second] = sites.length < 3 ? sites : sites.slice(1, 4).toSorted(() => (index % 2) - 0.5)
  for (const site of [first, second]) {
    if (site === undefined) continue
    await site.act((transaction) => enter(site, transaction, { do: 'enter', site: 0, what: 1 + (index % 2), number: index % 3 }, salt)).catch(refused)
    if (site !== one)
      await site
        .pack(one)
        .then((message) => one.apply(message))
        .catch(refused)
  }
}

/** What the program refuses with a sentence is no part of the history. */
export function refused(error: unknown): void {
  if (!(error instanceof AppError)) throw error
}

/** Joins the two records of a case, keeps them apart, or takes the last joining back. */
async function duplicate(one: TestSite, what: 'join' | 'apart', index: number): Promise<void> {
  const { read } = one.store
  const last = read.get<{ id: string }>(`SELECT id FROM change_set WHERE kind = 'duplicate' ORDER BY number DESC LIMIT 1`)
  if (what === 'join' && index % 4 === 3 && last !== undefined) {
    await undo(one.store, { id: 'u', name: '撤' }, last.id)
    return
  }
  const cases = read.all<{ register: string; one: string; other: string }>(
    'SELECT register, one, other FROM duplicate_case ORDER BY opened_at DESC, register, one, other LIMIT 6',
  )
  const found = cases[cases.length === 0 ? 0 : index % cases.length]
  if (found === undefined) return
  await one.act(
    (transaction) => {
      if (what === 'apart')
        transaction.insert('distinction', { register: found.register, one: found.one, other: found.other, reason: '不同', decided_on: '2016-01-01' })
      else joinRecords(transaction, found.register, ...(index % 2 === 0 ? ([found.one, found.other] as const) : ([found.other, found.one] as const)), {})
      if (transaction.proposed > 0) throw new AppError('FORBIDDEN', '', '')
    },
    what === 'apart' ? 'edit' : 'duplicate',
  )
}

function enter(one: TestSite, transaction: Parameters<Parameters<TestSite['act']>[0]>[0], action: Step & { do: 'enter' }, salt: string): void {
  // Now and then somebody enters a household of another office, which is a proposal.
  const mine = action.number === 3 ? VILLAGES : VILLAGES.filter((village) => isWithin(village, one.unit))
  const village = mine[action.number % mine.length] ?? VILLAGES[0]
  switch (action.what) {
    case 0:
      transaction.insert('helper', { name: `帮${action.number}`, id_number: null })
      return
    // The same number entered at two sites.
    case 1:
      transaction.insert('household', {
        village,
        household_no: `H${salt.split('.')[0]}${action.number}`,
        identification_standard: '1',
        exit_status: '0',
        valid: true,
      })
      return
    case 2: {
      const household = transaction.insert('household', { village, identification_standard: '1', exit_status: '0', valid: true })
      const { name, sex, id_number, birth_date } = personOf(salt, action.number)
      const taken = transaction.get('SELECT 1 FROM person WHERE id_number = ? AND deleted = 0', id_number) !== undefined
      const person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number: taken ? null : id_number }, undefined, village)
      transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1', start_date: '2014-01-01' })
      return
    }
    case 3: {
      const household = transaction.get<{ id: string }>('SELECT id FROM household WHERE deleted = 0 ORDER BY id DESC LIMIT 1 OFFSET ?', action.number)
      if (
        household !== undefined &&
        transaction.get('SELECT 1 FROM household_year WHERE household_id = ? AND year = 2016 AND deleted = 0', household.id) === undefined
      ) {
        transaction.insert('household_year', { household_id: household.id, year: 2016, farmland: 100 * (action.number + 1) })
      }
      return
    }
    // What is reported is of the unit itself, or of one of its villages; it is frozen, and nobody edits it.
    case 6:
      transaction.insert('report_run', {
        place: action.number % 2 === 0 ? one.unit.padEnd(12, '0') : village,
        code: `T${action.number}`,
        title: '测',
        level: 'village',
        year: 2015,
        counted_on: '2016-01-05',
        definition: 'abc',
        change_set: action.number,
        figures: JSON.stringify([[salt]]),
      })
      return
    default: {
      const year = 2000 + (Number(salt.split('.')[0]) % 90)
      const key = `k${action.number}`
      if (transaction.get('SELECT 1 FROM parameter WHERE year = ? AND key = ? AND deleted = 0', year, key) === undefined)
        transaction.insert('parameter', { year, key, label: '测', value: one.unit.slice(6, 9) })
    }
  }
}

const people = new Map<string, ReturnType<typeof syntheticPerson>>()

/** One of the few people whom all sites of a history speak of. */
function personOf(salt: string, number: number): ReturnType<typeof syntheticPerson> {
  const key = `${salt.split('.')[0]}.${number}`
  // Every number is given out once: birthdays wander, so that they last for a long run.
  const known = people.get(key) ?? syntheticPerson({ birthDate: new Date(Date.UTC(1930, 0, 1 + (people.size % 28_000))).toISOString().slice(0, 10) })
  people.set(key, known)
  return known
}

/** Somebody leaves for a village of another office; now and then that hears of it at once, and takes them in. */
async function letGo({ sites, met }: Pick<Network, 'sites' | 'met'>, one: TestSite, index: number, salt: string): Promise<void> {
  const prefix = divisionPrefix(one.unit)
  const others = sites.filter((site) => site.unit !== one.unit && site.unit !== COUNTY && VILLAGES.some((village) => isWithin(village, site.unit)))
  const to = others[others.length === 0 ? 0 : index % others.length]
  if (to === undefined) return
  const places = VILLAGES.filter((village) => isWithin(village, to.unit) && !isWithin(village, one.unit))
  let left = 0
  await one.act((transaction) => {
    // Somebody has to be there to leave.
    if (index % 2 === 0) enter(one, transaction, { do: 'enter', site: 0, what: 2, number: index % 3 }, salt)
    const member = transaction.get<{ person_id: string; village: string }>(
      `SELECT person_id, village FROM membership WHERE deleted = 0 AND end_date IS NULL AND village LIKE ? ORDER BY updated_at DESC, id DESC LIMIT 1`,
      `${prefix}%`,
    )
    const place = places[index % places.length]
    if (member === undefined || place === undefined || member.village === place) return
    if (transaction.get(`SELECT 1 FROM person_transfer WHERE person_id = ? AND state = 'out'`, member.person_id) !== undefined) return
    const way = { from_village: member.village, to_village: place, state: 'out', decrease_reason: '02', out_on: '2016-05-01' }
    transaction.insert('person_transfer', { person_id: member.person_id, ...way })
    left += 1
  }, 'transfer')
  met.peopleLeft += left
  const way = index % 5
  if (way === 0) return
  const stops = way < 3 ? [sites[0] ?? to, to] : [to]
  let from = one
  for (const stop of stops) {
    await stop.apply(await from.pack(stop))
    from = stop
  }
  if (way !== 2) met.peopleTaken += await takePerson(to)
}

/** Takes in whoever comes to a village of the office; how many. */
async function takePerson(one: TestSite): Promise<number> {
  let taken = 0
  await one.act((transaction) => {
    const coming = transaction.get<{ id: string; person_id: string; from_village: string; to_village: string; decrease_reason: string }>(
      `SELECT * FROM person_transfer WHERE state = 'out' AND deleted = 0 AND to_village LIKE ? ORDER BY id DESC LIMIT 1`,
      `${divisionPrefix(one.unit)}%`,
    )
    if (coming === undefined) return
    const former = transaction.get<{ id: string }>(
      'SELECT id FROM membership WHERE person_id = ? AND village = ? AND deleted = 0 AND end_date IS NULL',
      coming.person_id,
      coming.from_village,
    )
    if (former === undefined) return
    const household =
      transaction.get<{ id: string }>('SELECT id FROM household WHERE village = ? AND deleted = 0 ORDER BY id DESC LIMIT 1', coming.to_village)?.id ??
      transaction.insert('household', { village: coming.to_village, identification_standard: '1', exit_status: '0', valid: true })
    transaction.update('person_transfer', coming.id, { state: 'in', settled_on: '2016-06-01' })
    joinHousehold(transaction, coming, { former: former.id, household, relation: '10', increaseReason: '05' }, '2016-06-01')
    taken += 1
  }, 'transfer')
  return taken
}

async function transfer(one: TestSite, what: 'transfer' | 'accept', index: number): Promise<void> {
  const prefix = divisionPrefix(one.unit)
  await one.act((transaction) => {
    if (what === 'transfer') {
      const household = transaction.get<{ id: string; village: string }>(
        'SELECT id, village FROM household WHERE deleted = 0 AND village LIKE ? ORDER BY updated_at DESC, id LIMIT 1 OFFSET ?',
        `${prefix}%`,
        index % 3,
      )
      if (household === undefined || transaction.get(`SELECT 1 FROM transfer WHERE household_id = ? AND state = 'out'`, household.id) !== undefined) return
      transaction.insert('transfer', {
        household_id: household.id,
        from_village: household.village,
        to_village: VILLAGES[index % VILLAGES.length] ?? VILLAGES[0],
        state: 'out',
        out_on: '2016-05-01',
      })
      return
    }
    const coming = transaction.get<{ id: string; household_id: string; to_village: string }>(
      `SELECT id, household_id, to_village FROM transfer WHERE state = 'out' AND deleted = 0 AND to_village LIKE ? ORDER BY id DESC LIMIT 1`,
      `${prefix}%`,
    )
    if (coming === undefined || transaction.get('SELECT 1 FROM household WHERE id = ? AND deleted = 0', coming.household_id) === undefined) return
    transaction.update('transfer', coming.id, { state: 'in', settled_on: '2016-06-01' })
    transaction.update('household', coming.household_id, { village: coming.to_village })
  }, 'transfer')
}

/** Every site gets every change: up, down, and between neighbours, until nothing is new; what was made there before it went back is taken in. Answers how much that was. */
export async function settle(sites: readonly TestSite[]): Promise<number> {
  let takenIn = 0
  const county = sites[0] as TestSite
  let waiting: string[] = []
  for (let round = 0; round < 12; round += 1) {
    let news = 0
    waiting = []
    for (const other of sites.slice(1))
      for (const [from, to] of [
        [other, county],
        [county, other],
      ] as const)
        news += await send(from, to, waiting)
    for (const [one, other] of [
      [1, 2],
      [2, 1],
      [1, 3],
      [3, 1],
    ] as const) {
      const from = sites[one]
      const to = sites[other]
      if (from !== undefined && to !== undefined && round > 0) news += await send(from, to, waiting)
    }
    for (const one of sites) {
      const taken = await one.takeInAside()
      takenIn += taken
      news += taken
    }
    if (news === 0) return takenIn
  }
  throw new Error(`the sites do not come to rest: ${waiting.join('; ')}`)
}

async function send(from: TestSite, to: TestSite, waiting: string[]): Promise<number> {
  const { outcomes, changeSet, position } = await to.apply(await from.pack(to))
  // What was entered elsewhere is taken of nobody but who entered it or who is above: it waits for them, and is told of.
  const rejected = outcomes.find((outcome) => outcome.outcome === 'rejected')
  if (rejected !== undefined) waiting.push(`${from.unit} to ${to.unit}: ${rejected.register} ${rejected.record} ${rejected.reason}`)
  // An edit may change nothing that is seen and still be news: a decision for the value that stood. Behind a gap more is to come.
  return changeSet === null && rejected === undefined && position.kind !== 'gap' ? 0 : 1
}

async function differences(sites: readonly TestSite[]): Promise<string[]> {
  const county = sites[0] as TestSite
  const found: string[] = []
  for (const other of sites.slice(1)) {
    const ours = (await digestsOf(other.store.read, other.unit)).digests
    const theirs = (await digestsOf(county.store.read, other.unit)).digests
    if (digestOfAll(ours) !== digestOfAll(theirs)) found.push(`${other.unit} holds other data than the county: ${whatDiffers(county, other)}`)
    const [theirConflicts, ourConflicts] = [conflictsOf(other, other.unit, county), conflictsOf(county, other.unit, county)]
    if (theirConflicts !== ourConflicts) found.push(`${other.unit} knows other conflicts than the county: ${theirConflicts} / ${ourConflicts}`)
  }
  return found
}

/** The first record that two sites hold differently, with its operations at both. */
function whatDiffers(one: TestSite, other: TestSite): string {
  for (const register of Object.keys(EDITED).concat('membership', 'transfer', 'person_transfer', 'report_run')) {
    const columns = tableOf(register)
      .entered.map((field) => field.key)
      .join(', ')
    const rows = (site: TestSite): Map<string, string> =>
      new Map(
        site.store.read.all<{ id: string; deleted: number }>(`SELECT id, deleted, ${columns} FROM ${register}`).map((row) => [row.id, JSON.stringify(row)]),
      )
    const ours = rows(one)
    for (const [id, row] of rows(other)) {
      if (ours.get(id) === row) continue
      const told = (site: TestSite): string =>
        operationsOf(site.store.read, register, id, site.unit)
          .map(
            (operation) =>
              `${operation.author.slice(0, 4)}/${operation.number}${operation.proposal ? '?' : ''} ${operation.action} ${JSON.stringify(operation.after)} seen ${JSON.stringify(operation.context())}`,
          )
          .join('; ')
      return `${register} ${row} / ${ours.get(id) ?? 'none'} ::: ${told(other)} ::: ${told(one)}`
    }
  }
  return 'nothing found'
}

/** Conflicts within a unit, in an order of their own; of which household somebody is only whoever knows all of them can ask. What concerns the unit the county says: somebody whom crossed joinings took elsewhere is left behind. */
function conflictsOf(one: TestSite, unit: string, county: TestSite): string {
  const { read } = county.store
  const scope = new Scope(read, unit, county.unit)
  return one.store.read
    .all<{ register: string; record: string; field: string; siblings: string }>(
      'SELECT register, record, field, siblings FROM conflict ORDER BY register, record, field',
    )
    .filter(
      ({ register, record, field }) =>
        linkedField(register) !== field &&
        register !== 'transfer' &&
        register !== 'person_transfer' &&
        scope.concerns(register, read.get(`SELECT * FROM ${register} WHERE id = ?`, record) ?? {}),
    )
    .map(
      (row) =>
        `${row.register} ${row.record} ${row.field} ${(JSON.parse(row.siblings) as { author: string; number: number }[])
          .map(({ author, number }) => `${author}/${number}`)
          .toSorted()
          .join(' ')}`,
    )
    .join('\n')
}

/** Edits that are neither the current value, nor overtaken in the history, nor in a conflict: there must be none anywhere. */
function openLedger(sites: readonly TestSite[], marks: readonly number[]): string[] {
  const found: string[] = []
  for (const [index, one] of sites.entries()) {
    const { read } = one.store
    const records = read.all<{ register: string; record: string }>(
      `SELECT DISTINCT register, record FROM journal WHERE sequence > ? AND register <> 'user'`,
      marks[index] ?? 0,
    )
    for (const { register, record } of records) {
      const all = operationsOf(read, register, record, one.unit)
      const lineage = new Lineage(all)
      const operations = all.filter((operation) => !operation.proposal)
      const row = read.get<Record<string, string | number | null>>(`SELECT * FROM ${register} WHERE id = ?`, record)
      if (row === undefined) continue
      for (const field of tableOf(register).entered) {
        const writers = operations.filter((operation) => operation.after !== null && field.key in operation.after)
        for (const writer of writers) {
          const overtaken = writers.some(
            (other) => other !== writer && (lineage.covers(other, writer) || (writer.seed && !other.seed) || (writer.seed && other.seed)),
          )
          const current = (row[field.key] ?? null) === (writer.after?.[field.key] ?? null)
          const waiting =
            read.get('SELECT 1 FROM conflict WHERE register = ? AND record = ? AND field = ?', register, record, field.key) !== undefined ||
            row['deleted'] === 1
          // What is said at the same time as something that counts before it, and what belongs to it, is part of the history.
          if (!overtaken && !current && !waiting && field.merge !== 'foremost' && field.follows === undefined)
            found.push(`${registerOf(register).name} ${record} ${field.key}: an edit of ${writer.author} is nowhere`)
        }
      }
    }
  }
  return found
}
