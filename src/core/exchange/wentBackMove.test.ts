/** An office that took somebody in or let them go, told the other one alone, and went back to before it did: nobody is stuck over what is left of it. */
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { joinHousehold } from '../features/transfers/people.ts'
import { syntheticPerson } from '../testing/builders.ts'
import { digestsOf } from './digest.ts'
import { closeNetwork, networkOf, settle, TOWNSHIP_ONE, TOWNSHIP_TWO } from './testing/histories.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const
const TODAY = '2016-05-20'

it('what the neighbour holds of the taking in comes back to whoever did it, and from there to the county', async () => {
  const [county, one, two] = [await TestSite.open(COUNTY), await TestSite.open(TOWNSHIP_ONE), await TestSite.open(TOWNSHIP_TWO)]
  const sites = [county, one, two]
  for (const site of sites) await site.admit(sites)
  const { result: left } = await one.act((transaction) => {
    const household = transaction.insert('household', { village: VILLAGE_ONE })
    const { name, sex, id_number, birth_date } = syntheticPerson()
    const person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number }, undefined, VILLAGE_ONE)
    const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '03', status: '1', start_date: '2014-01-01' })
    return { person, membership }
  })
  const home = (await two.act((transaction) => transaction.insert('household', { village: VILLAGE_TWO }))).result
  await settle(sites)
  const way = { from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', decrease_reason: '02', out_on: TODAY }
  const { result: move } = await one.act((transaction) => transaction.insert('person_transfer', { person_id: left.person, ...way }), 'transfer')
  await two.apply(await one.pack(two))
  const before = await two.image()
  await two.act((transaction) => {
    transaction.update('person_transfer', move, { state: 'in', settled_on: TODAY })
    const into = { former: left.membership, household: home, relation: '02', increaseReason: '05' }
    joinHousehold(transaction, { person_id: left.person, to_village: VILLAGE_TWO, decrease_reason: '02' }, into, TODAY)
  }, 'transfer')
  await one.apply(await two.pack(one))
  await two.goBack(before, true)
  rmSync(before, { recursive: true, force: true })
  await settle(sites)
  for (const site of [one, two]) expect((await digestsOf(site.store.read, site.unit)).digests).toEqual((await digestsOf(county.store.read, site.unit)).digests)
  expect(county.store.read.get('SELECT state FROM person_transfer WHERE id = ?', move)).toEqual({ state: 'in' })
  await closeNetwork(networkOf(sites))
})

const HALVES = { person: 'person_transfer', household: 'transfer' } as const

/** Who let them go has lost the transfer alone, or all that it handed over; the neighbour has taken them in, or not yet. */
const LOST = [
  ['person', 'transfer', true],
  ['person', 'transfer', false],
  ['person', 'everything', true],
  ['person', 'everything', false],
  ['household', 'transfer', true],
  ['household', 'everything', true],
  ['household', 'everything', false],
] as const

it.each(LOST)(
  'a %s handed to the neighbour alone, and its giver went back to before it (%s lost, taken in: %s): nobody is stuck',
  async (what, lost, taken) => {
    const [county, one, two] = [await TestSite.open(COUNTY), await TestSite.open(TOWNSHIP_ONE), await TestSite.open(TOWNSHIP_TWO)]
    const sites = [county, one, two]
    for (const site of sites) await site.admit(sites)
    const home = (await two.act((transaction) => transaction.insert('household', { village: VILLAGE_TWO }))).result
    await settle(sites)
    const empty = await one.image()
    const { result: left } = await one.act((transaction) => {
      const household = transaction.insert('household', { village: VILLAGE_ONE })
      const { name, sex, id_number, birth_date } = syntheticPerson()
      const person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number }, undefined, VILLAGE_ONE)
      const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '03', status: '1', start_date: '2014-01-01' })
      return { household, person, membership }
    })
    if (lost === 'transfer') await settle(sites)
    const before = await one.image()
    const way = { from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', out_on: TODAY }
    const moves = what === 'person' ? { person_id: left.person, decrease_reason: '02' } : { household_id: left.household }
    const { result: move } = await one.act((transaction) => transaction.insert(HALVES[what], { ...moves, ...way }), 'transfer')
    await two.apply(await one.pack(two))
    if (taken)
      await two.act((transaction) => {
        transaction.update(HALVES[what], move, { state: 'in', settled_on: TODAY })
        const into = { former: left.membership, household: home, relation: '02', increaseReason: '05' }
        if (what === 'person') joinHousehold(transaction, { person_id: left.person, to_village: VILLAGE_TWO, decrease_reason: '02' }, into, TODAY)
        else transaction.update('household', left.household, { village: VILLAGE_TWO })
      }, 'transfer')
    await one.goBack(lost === 'transfer' ? before : empty, false)
    for (const copy of [empty, before]) rmSync(copy, { recursive: true, force: true })
    await settle(sites)
    for (const site of [one, two])
      expect((await digestsOf(site.store.read, site.unit)).digests).toEqual((await digestsOf(county.store.read, site.unit)).digests)
    expect(county.store.read.get(`SELECT state FROM ${HALVES[what]} WHERE id = ?`, move)).toEqual({ state: taken ? 'in' : 'out' })
    await closeNetwork(networkOf(sites))
  },
)
