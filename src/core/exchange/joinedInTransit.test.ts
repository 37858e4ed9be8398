/** Somebody whom the office above joins to another record while they are on their way: whoever takes them in meanwhile is not refused. */
import { expect, it } from 'vitest'
import { joinRecords } from '../features/exchange/joinRecords.ts'
import { joinHousehold } from '../features/transfers/people.ts'
import { syntheticPerson } from '../testing/builders.ts'
import { digestsOf } from './digest.ts'
import { closeNetwork, networkOf, settle, TOWNSHIP_ONE, TOWNSHIP_TWO } from './testing/histories.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const
const TODAY = '2016-05-20'

it('the membership that ends is known to be theirs under either record', async () => {
  const [county, one, two] = [await TestSite.open(COUNTY), await TestSite.open(TOWNSHIP_ONE), await TestSite.open(TOWNSHIP_TWO)]
  const sites = [county, one, two]
  for (const site of sites) await site.admit(sites)
  const { name, sex, id_number, birth_date } = syntheticPerson()
  const values = { name, sex, birth_date, id_type: '01', id_number }
  const { result: left } = await one.act((transaction) => {
    const household = transaction.insert('household', { village: VILLAGE_ONE })
    const person = transaction.insert('person', values, undefined, VILLAGE_ONE)
    const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '03', status: '1', start_date: '2014-01-01' })
    return { person, membership }
  })
  const { result: home } = await two.act((transaction) => transaction.insert('household', { village: VILLAGE_TWO }))
  const { result: same } = await county.act((transaction) => transaction.insert('person', values))
  const way = { from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', decrease_reason: '02', out_on: TODAY }
  const { result: move } = await one.act((transaction) => transaction.insert('person_transfer', { person_id: left.person, ...way }), 'transfer')
  await settle(sites)
  await county.act((transaction) => joinRecords(transaction, 'person', same, left.person, {}), 'duplicate')
  await two.act((transaction) => {
    transaction.update('person_transfer', move, { state: 'in', settled_on: TODAY })
    const into = { former: left.membership, household: home, relation: '02', increaseReason: '05' }
    joinHousehold(transaction, { person_id: left.person, to_village: VILLAGE_TWO, decrease_reason: '02' }, into, TODAY)
  }, 'transfer')
  await settle(sites)
  for (const site of [one, two]) expect((await digestsOf(site.store.read, site.unit)).digests).toEqual((await digestsOf(county.store.read, site.unit)).digests)
  expect(county.store.read.get('SELECT person_id, end_date FROM membership WHERE id = ?', left.membership)).toEqual({ person_id: same, end_date: TODAY })
  await closeNetwork(networkOf(sites))
})
