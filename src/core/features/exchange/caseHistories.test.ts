/**
 * Every way a handing over, a return and a proposal can go at several offices at once, packages lost, doubled and late: nothing is rejected
 * for good, every conflict is decided by somebody who sees it, all end alike, and no transfer says otherwise than its household.
 */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { divisionPrefix } from '../../access/permissions.ts'
import { AppError } from '../../errors.ts'
import type { Message } from '../../exchange/testing/network.ts'
import { lawRuns } from '../../testing/lawRuns.ts'
import { nationalDivisions } from '../../testing/builders.ts'
import { listConflicts, resolveConflicts } from './conflicts.ts'
import { listProposals, settleProposals } from './proposals.ts'
import { answerReturn, closeReturn, returnHousehold } from '../reviews/returns.ts'
import {
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from './testing/offices.ts'
import { listTransfers, settleTransfer, transferOut } from '../transfers/households.ts'

const LIMIT_MS = 14_400_000
const RUNS = 40
/** Histories that one set of offices serves. */
const SHARED = 20
const VILLAGES = [VILLAGE_ONE, VILLAGE_TWO, '621125102201'] as const

type Step =
  | { readonly do: 'out'; readonly site: number; readonly to: number }
  | { readonly do: 'in' | 'cancelled' | 'declined'; readonly site: number; readonly pick: number }
  | { readonly do: 'edit' | 'return' | 'answer' | 'close' | 'accept' | 'decline'; readonly site: number; readonly pick: number }
  | { readonly do: 'pack'; readonly site: number; readonly to: number; readonly full: boolean }
  | { readonly do: 'deliver'; readonly pick: number }
  | { readonly do: 'carry'; readonly site: number; readonly to: number }

const site = fc.nat({ max: 3 })
const pick = fc.nat({ max: 12 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('out' as const), site, to: fc.nat({ max: 2 }) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('in' as const, 'in' as const, 'cancelled' as const, 'declined' as const), site, pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('edit' as const, 'return' as const, 'answer' as const, 'close' as const, 'accept' as const, 'decline' as const),
      site,
      pick,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pack' as const), site, to: site, full: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const), pick }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('carry' as const), site, to: site }) },
)

const HANDED: readonly Step[] = [
  { do: 'out', site: 1, to: 1 },
  { do: 'carry', site: 1, to: 0 },
  { do: 'carry', site: 0, to: 2 },
]
/** Ways to begin that chance would rarely find: taken in by two, taken in while it is called off, edited by the old office and the new one. */
const BEGINNINGS: readonly (readonly Step[])[] = [
  [],
  [
    ...HANDED,
    { do: 'cancelled', site: 1, pick: 0 },
    { do: 'out', site: 1, to: 2 },
    { do: 'carry', site: 1, to: 0 },
    { do: 'carry', site: 0, to: 3 },
    { do: 'in', site: 3, pick: 0 },
    { do: 'in', site: 3, pick: 1 },
    { do: 'in', site: 2, pick: 0 },
  ],
  [...HANDED, { do: 'in', site: 2, pick: 0 }, { do: 'cancelled', site: 1, pick: 0 }],
  [...HANDED, { do: 'in', site: 2, pick: 0 }, { do: 'edit', site: 2, pick: 0 }, { do: 'edit', site: 1, pick: 1 }],
]

/** What the histories met. */
const met = { contested: 0, ordinary: 0, takenAndCancelled: 0, rejectedOnTheWay: 0, settled: 0 }

interface World {
  readonly offices: readonly DeskSite[]
  used: number
}
let world: World | null = null

async function fresh(): Promise<World> {
  if (world !== null && world.used < SHARED) return world
  if (world !== null) await closeOffices(world.offices)
  return (world = { offices: await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO, '621125102000'), used: 0 })
}

async function send(from: DeskSite, to: DeskSite): Promise<{ news: boolean; rejected: string[] }> {
  const { outcomes, changeSet } = await to.site.apply(await from.site.pack(to.site))
  return {
    news: changeSet !== null,
    rejected: outcomes.filter(({ outcome }) => outcome === 'rejected').map(({ register, reason }) => `${register}: ${reason ?? ''}`),
  }
}

/** Up and down until nothing is new; what was rejected in the last round. */
async function carryAll([county, ...townships]: readonly DeskSite[]): Promise<string[]> {
  for (let round = 0; round < 10; round += 1) {
    const results = []
    for (const township of townships) results.push(await send(township, county as DeskSite))
    for (const township of townships) results.push(await send(county as DeskSite, township))
    if (results.every(({ news }) => !news)) return results.flatMap(({ rejected }) => rejected)
  }
  return ['the offices do not come to rest']
}

async function play({ offices }: World, household: string, one: Step, messages: { to: DeskSite; message: Message }[]): Promise<void> {
  const at = (index: number): DeskSite => offices[index % offices.length] as DeskSite
  const { office, user } = at('site' in one ? one.site : 0)
  const { read } = office.store
  const picked = <T>(rows: readonly T[], index: number): T | undefined => rows[rows.length === 0 ? 0 : index % rows.length]
  switch (one.do) {
    case 'out':
      await transferOut(office, user, nationalDivisions, { household, toVillage: VILLAGES[one.to] ?? VILLAGE_ONE, reason: '搬迁' }, TODAY)
      return
    case 'in':
    case 'cancelled':
    case 'declined': {
      const transfer = picked(read.all<{ id: string }>(`SELECT id FROM transfer WHERE household_id = ? AND state = 'out' ORDER BY id`, household), one.pick)
      if (transfer !== undefined) await settleTransfer(office, user, { id: transfer.id, to: one.do, remark: one.do }, TODAY)
      return
    }
    case 'edit':
      await office.records.save(user, { register: 'household', id: household, values: { address: `${(one.pick % 3) + 1}社` }, reason: '核实' })
      return
    case 'return':
      await returnHousehold(office, user, { household, remark: '请核对' }, TODAY)
      return
    case 'answer':
    case 'close': {
      const row = read.get<{ id: string }>('SELECT id FROM review_return WHERE household_id = ? ORDER BY id DESC', household)
      if (row !== undefined)
        await (one.do === 'close' ? closeReturn(office, user, row.id) : answerReturn(office, user, { id: row.id, answer: `已改${one.pick}` }, TODAY))
      return
    }
    case 'accept':
    case 'decline': {
      const proposal = picked(
        listProposals(office, user, { state: 'open', limit: 20, offset: 0 }).rows.filter(({ record }) => record === household),
        one.pick,
      )
      if (proposal !== undefined) await settleProposals(office, user, { ids: [proposal.id], accept: one.do === 'accept', reason: '看过' })
      return
    }
    case 'pack':
      if (at(one.site) !== at(one.to)) messages.push({ to: at(one.to), message: await at(one.site).site.pack(at(one.to).site, one.full) })
      return
    case 'deliver': {
      const late = picked(messages, one.pick)
      if (late !== undefined) await late.to.site.apply(late.message)
      return
    }
    case 'carry':
      if (at(one.site) !== at(one.to) && (await send(at(one.site), at(one.to))).rejected.length > 0) met.rejectedOnTheWay += 1
  }
}

/** Decides everything that is open, each by somebody who sees it and may; what nobody may is wrong. */
async function decideAll(offices: readonly DeskSite[], index: number): Promise<string[]> {
  for (let round = 0; round < 6; round += 1) {
    // Of what has moved away an office is not told how it was decided, and shows nothing of it.
    const open = offices.flatMap(({ office, user }) =>
      office.store.read
        .all<{ register: string; record: string; field: string }>(
          'SELECT register, record, field FROM conflict WHERE village IS NULL OR instr(village, ?) = 1',
          divisionPrefix(office.unit.code),
        )
        .map((row) => ({
          ...row,
          seen: listConflicts(office, user, { limit: 500, offset: 0 }).rows.some(({ record, field }) => record === row.record && field === row.field),
        })),
    )
    if (open.length === 0) return []
    let decided = 0
    for (const { office, user } of offices) {
      for (const conflict of listConflicts(office, user, { limit: 500, offset: 0 }).rows.filter(({ mayDecide }) => mayDecide)) {
        const sibling = conflict.siblings[index % conflict.siblings.length]
        if (sibling === undefined) continue
        const { author, number, stamp } = sibling
        met[conflict.contested === null ? 'ordinary' : 'contested'] += 1
        await resolveConflicts(
          office,
          user,
          [{ register: conflict.register, record: conflict.record, field: conflict.field, take: { author, number, stamp } }],
          '裁定',
          TODAY,
        )
        decided += 1
      }
    }
    const rejected = await carryAll(offices)
    if (rejected.length > 0) return rejected
    if (decided === 0) return open.map(({ register, field, seen }) => `nobody may decide ${register} ${field} (${seen ? 'seen' : 'not seen'})`)
  }
  return ['conflicts do not end']
}

interface TransferRow {
  readonly id: string
  readonly state: string
  readonly from_village: string
  readonly to_village: string
  readonly settled_by: string | null
  readonly remark: string | null
}

/** Whether transfers say the same everywhere, and nothing else than where their household is. */
async function contradictions(offices: readonly DeskSite[], household: string): Promise<string[]> {
  const [county] = offices as [DeskSite]
  const rowsOf = ({ office }: DeskSite): TransferRow[] =>
    office.store.read.all<TransferRow>(
      'SELECT id, state, from_village, to_village, settled_by, remark FROM transfer WHERE household_id = ? ORDER BY id',
      household,
    )
  const villageOf = ({ office }: DeskSite): string | undefined =>
    office.store.read.get<{ village: string }>('SELECT village FROM household WHERE id = ?', household)?.village
  const [rows, village] = [rowsOf(county), villageOf(county)]
  const found: string[] = []
  const taken = rows.filter(({ state }) => state === 'in')
  for (const one of taken)
    if (one.to_village !== village && !taken.some((other) => other !== one && other.from_village === one.to_village))
      found.push(`taken in at ${one.to_village}, but it is in ${village ?? ''}`)
  if (taken.length === 0 && village !== VILLAGE_ONE) found.push(`in ${village ?? ''} without a transfer`)
  for (const other of offices.slice(1)) {
    const theirs = new Map(rowsOf(other).map((row) => [row.id, JSON.stringify(row)]))
    for (const row of rows.filter(({ from_village: from, to_village: to }) => [from, to].some((code) => code.startsWith(divisionPrefix(other.site.unit))))) {
      if (theirs.get(row.id) !== JSON.stringify(row)) found.push(`${other.site.unit} has ${theirs.get(row.id) ?? 'nothing'} for ${JSON.stringify(row)}`)
    }
    if (village?.startsWith(divisionPrefix(other.site.unit)) === true && villageOf(other) !== village)
      found.push(`${other.site.unit} does not know that it is there`)
    if (villageOf(other)?.startsWith(divisionPrefix(other.site.unit)) === true && villageOf(other) !== village) found.push(`${other.site.unit} still holds it`)
    if ((await other.site.digest()) !== (await county.site.digest(other.site.unit))) found.push(`${other.site.unit} ends otherwise`)
  }
  return found
}

/** Transfers that still wait are ended by whoever may. */
async function endOpen(offices: readonly DeskSite[], household: string): Promise<string[]> {
  for (let round = 0; round < 4; round += 1) {
    for (const { office, user } of offices) {
      const { rows } = await listTransfers(office, user, nationalDivisions, { household, limit: 100, offset: 0 })
      for (const row of rows.filter(({ mayCancel, mayDecline }) => mayCancel || mayDecline)) {
        met.settled += 1
        await settleTransfer(office, user, { id: row.id, to: row.mayCancel ? 'cancelled' : 'declined', remark: '了结' }, TODAY)
      }
    }
    const rejected = await carryAll(offices)
    if (rejected.length > 0) return rejected
    const lists = await Promise.all(offices.map(({ office, user }) => listTransfers(office, user, nationalDivisions, { household, limit: 100, offset: 0 })))
    const left = lists.flatMap(({ rows }) => rows.filter(({ state }) => state === 'out'))
    if (left.length === 0) return []
  }
  return ['a transfer under way is nobody’s to end']
}

function ignoringRefusals(error: unknown): void {
  if (!(error instanceof AppError) || error.code === 'INTERNAL') throw error
}

describe('handing over, returning and proposing at several offices at once', () => {
  afterAll(async () => {
    if (world !== null) await closeOffices(world.offices)
  })

  it(
    'ends alike everywhere, with nothing rejected and nothing that nobody can decide',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...BEGINNINGS), fc.array(step, { maxLength: 24 }), fc.nat({ max: 1 }), async (beginning, later, index) => {
          const steps = [...beginning, ...later]
          const here = await fresh()
          here.used += 1
          const { offices } = here
          try {
            const { household } = await enterHousehold(offices[1] as DeskSite, VILLAGE_ONE)
            expect(await carryAll(offices)).toEqual([])
            const messages: { to: DeskSite; message: Message }[] = []
            for (const one of steps) await play(here, household, one, messages).catch(ignoringRefusals)
            expect(await carryAll(offices)).toEqual([])
            const said = (offices[0] as DeskSite).office.store.read.all<{ states: number }>(
              `SELECT count(DISTINCT coalesce(json_extract(authored, '$.after.state'), json_extract(after, '$.state'))) AS states FROM journal WHERE register = 'transfer' AND record IN (SELECT id FROM transfer WHERE household_id = ?) GROUP BY record`,
              household,
            )
            if (said.some(({ states }) => states > 2)) met.takenAndCancelled += 1
            expect(await decideAll(offices, index)).toEqual([])
            expect(await contradictions(offices, household)).toEqual([])
            expect(await endOpen(offices, household)).toEqual([])
            expect(await decideAll(offices, index)).toEqual([])
            expect(await contradictions(offices, household)).toEqual([])
          } catch (error) {
            here.used = SHARED
            throw error
          }
        }),
        { ...lawRuns(RUNS), endOnFailure: false },
      )
      for (const [what, times] of Object.entries(met)) if (what !== 'rejectedOnTheWay') expect(times, what).toBeGreaterThan(0)
    },
    LIMIT_MS,
  )
})
