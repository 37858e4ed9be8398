/** Somebody of another office who came in without their household, because something refers to them: they are not this office's. */
import { expect, it } from 'vitest'
import { heardOf } from './testing/heardOf.ts'
import { closeNetwork, networkOf, settle, TOWNSHIP_ONE, TOWNSHIP_TWO } from './testing/histories.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const

it('whoever removes or edits somebody who was taken for one of theirs only asks for it', async () => {
  const [county, one, two] = [await TestSite.open(COUNTY), await TestSite.open(TOWNSHIP_ONE), await TestSite.open(TOWNSHIP_TWO)]
  const sites = [county, one, two]
  for (const site of sites) await site.admit(sites)
  const { theirs } = await heardOf([county, one, two], [VILLAGE_ONE, VILLAGE_TWO])
  expect(two.store.read.all('SELECT deleted, village FROM person WHERE id = ?', theirs)).toEqual([{ deleted: 0, village: null }])

  await two.act((transaction) => {
    transaction.update('person', theirs, { phone: '15000000001' })
  })
  await two.act((transaction) => {
    transaction.remove('person', theirs)
  })
  await settle(sites)
  for (const site of sites) expect(site.store.read.all('SELECT deleted, phone FROM person WHERE id = ?', theirs)).toEqual([{ deleted: 0, phone: null }])
  expect(one.store.read.all(`SELECT state FROM proposal WHERE record = ?`, theirs)).toEqual([{ state: 'open' }, { state: 'open' }])
  await closeNetwork(networkOf(sites))
})
