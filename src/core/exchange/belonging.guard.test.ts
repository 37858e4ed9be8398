/** Whatever belongs to a household goes with it to another township, though no file of the program names its register. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { moveIn } from '../features/transfers/households.ts'
import { verify } from '../store/verify.ts'
import { digestsOf } from './digest.ts'
import { COUNTY, TestSite } from './testing/network.ts'

const [VILLAGE_ONE, VILLAGE_TWO] = ['621125100204', '621125101201'] as const
const REGISTERS = ['gadget', 'gadget_part', 'gadget_year'] as const

let county: TestSite
let one: TestSite
let two: TestSite

beforeAll(async () => {
  county = await TestSite.open(COUNTY)
  one = await TestSite.open('621125100000')
  two = await TestSite.open('621125101000')
  for (const site of [county, one, two]) await site.admit([county, one, two])
})
afterAll(async () => {
  for (const site of [county, one, two]) await site.end()
})

/** A household with a gadget that has parts, a yearly record and a photo. */
async function enter(number: string): Promise<{ household: string; gadget: string }> {
  const { result } = await one.act((transaction) => {
    const household = transaction.insert('household', { village: VILLAGE_ONE, identification_standard: '1', exit_status: '0', valid: true })
    const keeper = transaction.insert('helper', { name: '李保管' })
    const gadget = transaction.insert('gadget', { gadget_no: number, name: '抽水机', household_id: household, keeper_id: keeper })
    transaction.insert('gadget_part', { gadget_id: gadget, part_no: '1', count: 2 })
    transaction.insert('gadget_year', { gadget_id: gadget, year: 2015, hours: 120 })
    transaction.insert('attachment', {
      register: 'gadget',
      record: gadget,
      village: VILLAGE_ONE,
      name: '照片',
      sha256: 'c'.repeat(64),
      media_type: 'image/jpeg',
      size: 1,
    })
    return { household, gadget }
  })
  return result
}

async function send(from: TestSite, to: TestSite): Promise<void> {
  const { outcomes } = await to.apply(await from.pack(to))
  expect(outcomes.filter(({ outcome }) => outcome === 'rejected')).toEqual([])
}

const out = async (household: string): Promise<string> => {
  const values = { household_id: household, from_village: VILLAGE_ONE, to_village: VILLAGE_TWO, state: 'out', out_on: '2016-05-01' }
  return (await one.act((transaction) => transaction.insert('transfer', values), 'transfer')).result
}
const take = async (household: string, transfer: string): Promise<void> => {
  await two.act((transaction) => {
    transaction.update('transfer', transfer, { state: 'in', settled_on: '2016-06-01' })
    moveIn(transaction, { household_id: household, to_village: VILLAGE_TWO })
  }, 'transfer')
}
const placesOf = (site: TestSite, gadget: string): Record<string, unknown[]> =>
  Object.fromEntries(
    REGISTERS.map((register) => [
      register,
      site.store.read.all(`SELECT village FROM ${register} WHERE ${register === 'gadget' ? 'id' : 'gadget_id'} = ? AND deleted = 0`, gadget),
    ]),
  )
const moved = Object.fromEntries(REGISTERS.map((register) => [register, [{ village: VILLAGE_TWO }]]))

async function sameEverywhere(): Promise<void> {
  for (const site of [county, one, two]) expect((await verify(site.store.read, site.store.derivations)).findings).toEqual([])
  for (const site of [one, two]) expect((await digestsOf(site.store.read, site.unit)).digests).toEqual((await digestsOf(county.store.read, site.unit)).digests)
}

describe('一户迁到别的乡镇', () => {
  it('它的台账、台账的明细和年度记录都跟着走：县、迁出方、迁入方一样', async () => {
    const { household, gadget } = await enter('Q-1')
    const transfer = await out(household)
    await send(one, county)
    await send(county, two)
    expect(two.store.read.all('SELECT id FROM gadget_part WHERE gadget_id = ?', gadget)).toHaveLength(1)
    await take(household, transfer)
    await send(two, county)
    await send(county, one)
    for (const site of [county, one, two]) expect(placesOf(site, gadget)).toEqual(moved)
    for (const site of [county, one, two])
      expect(site.store.read.all('SELECT village FROM attachment WHERE record = ?', gadget)).toEqual([{ village: VILLAGE_TWO }])
    expect(county.store.read.all('SELECT counted_village FROM gadget_year WHERE gadget_id = ?', gadget)).toEqual([{ counted_village: VILLAGE_ONE }])
    await two.act((transaction) => transaction.update('gadget', gadget, { remark: '已修' }))
    await send(two, county)
    await sameEverywhere()
  })

  it('两个乡镇直接交换也一样', async () => {
    const { household, gadget } = await enter('Q-2')
    await send(one, county)
    const transfer = await out(household)
    await send(one, two)
    await take(household, transfer)
    await send(two, one)
    for (const site of [one, two]) expect(placesOf(site, gadget)).toEqual(moved)
  })
})
