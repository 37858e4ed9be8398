/** Somebody who left for another office, whose record there the office above joined to another one: where they left from it is told of, and nobody waits. */
import { expect, it } from 'vitest'
import { joinRecords } from '../features/exchange/joinRecords.ts'
import { joinHousehold } from '../features/transfers/people.ts'
import { syntheticPerson } from '../testing/builders.ts'
import { closeNetwork, networkOf, settle, TOWNSHIP_ONE, TOWNSHIP_TWO } from './testing/histories.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const
const TODAY = '2016-05-20'
const PLACES = new Map([
  [TOWNSHIP_ONE, VILLAGE_ONE],
  [TOWNSHIP_TWO, VILLAGE_TWO],
])

/** Somebody goes from one township to the other; all they hear of each other comes by the county. */
async function move(
  county: TestSite,
  { from, to, person, ...into }: { from: TestSite; to: TestSite; person: string; former: string; household: string },
): Promise<{ transfer: string; membership: string }> {
  const [left, reached] = [PLACES.get(from.unit) ?? '', PLACES.get(to.unit) ?? '']
  const values = { person_id: person, from_village: left, to_village: reached, state: 'out', decrease_reason: '02', out_on: TODAY }
  const { result: transfer } = await from.act((transaction) => transaction.insert('person_transfer', values), 'transfer')
  await bring(from, county, to)
  const { result: membership } = await to.act((transaction) => {
    transaction.update('person_transfer', transfer, { state: 'in', settled_on: TODAY })
    joinHousehold(transaction, { person_id: person, to_village: reached, decrease_reason: '02' }, { ...into, relation: '10', increaseReason: '05' }, TODAY)
    return transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ? AND household_id = ?', person, into.household)?.id ?? ''
  }, 'transfer')
  await bring(to, county, from)
  return { transfer, membership }
}

/** A package from each to the next. */
async function bring(...way: readonly TestSite[]): Promise<void> {
  for (const [index, to] of way.entries()) {
    const from = way[index - 1]
    if (from !== undefined) await to.apply(await from.pack(to))
  }
}

interface Case {
  /** What tells that the first township had them. */
  readonly by: string
  /** Whether the second township entered them, who came to the first one and went back. */
  readonly returned: boolean
}
const CASES: readonly Case[] = [
  { by: 'the record itself, which it entered', returned: false },
  { by: 'a former membership alone', returned: true },
]

it.each(CASES)('who let somebody go hears what the county made of the record, and of what is done to it later: known by $by', async ({ returned }) => {
  const [county, one, two] = [await TestSite.open(COUNTY), await TestSite.open(TOWNSHIP_ONE), await TestSite.open(TOWNSHIP_TWO)]
  const sites = [county, one, two]
  for (const site of sites) await site.admit(sites)
  const { name, sex, birth_date } = syntheticPerson()
  const enter = async (site: TestSite): Promise<{ person: string; membership: string; household: string }> => {
    const village = PLACES.get(site.unit) ?? ''
    const { result } = await site.act((transaction) => {
      const household = transaction.insert('household', { village })
      const person = transaction.insert('person', { name, sex, birth_date }, undefined, village)
      const link = { household_id: household, person_id: person, relation: '03', status: '1', start_date: '2014-01-01' }
      return { person, household, membership: transaction.insert('membership', link) }
    })
    return result
  }
  const [left, same] = [await enter(returned ? two : one), await enter(two)]
  const { result: lodging } = await one.act((transaction) => transaction.insert('household', { village: VILLAGE_ONE }))
  const there = returned ? await move(county, { from: two, to: one, person: left.person, former: left.membership, household: lodging }) : left
  const back = await move(county, { from: one, to: two, person: left.person, former: there.membership, household: same.household })
  // Everything so far is acknowledged.
  await bring(one, county, two, county, one, county)
  await county.act((transaction) => joinRecords(transaction, 'person', same.person, left.person, {}), 'duplicate')
  // Edited by somebody who had not heard of it.
  await two.act((transaction) => transaction.update('person', left.person, { remark: '甲' }))
  await bring(county, two)
  await two.act((transaction) => transaction.update('person_transfer', back.transfer, { remark: '乙' }), 'transfer')
  // The neighbour says nothing that would be refused of it, whoever hears first.
  const { outcomes } = await one.apply(await two.pack(one))
  expect(outcomes.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
  await settle(sites)
  const contested = (site: TestSite): unknown => site.store.read.all('SELECT field FROM conflict WHERE record = ?', left.person)
  for (const site of sites) expect(contested(site)).toEqual([{ field: '$deleted' }])
  await county.act((transaction) => transaction.remove('person', left.person), 'decision')
  await settle(sites)
  for (const site of sites) expect(site.store.read.get('SELECT deleted FROM person WHERE id = ?', left.person)).toEqual({ deleted: 1 })
  for (const site of sites) expect(contested(site)).toEqual([])
  await closeNetwork(networkOf(sites))
})
