/** People who marry or move into another township: let go here, taken in there, counted once at every step, their past years where they were. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestsOf } from '../../exchange/digest.ts'
import { undo } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import { nationalDivisions, syntheticPerson } from '../../testing/builders.ts'
import type { PersonTransfer, TakingIn } from './contract.ts'
import {
  carry,
  carryAll,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TODAY,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  userOf,
  VILLAGE_ONE,
  VILLAGE_TWO,
  type DeskSite,
} from '../exchange/testing/offices.ts'
import { detail } from '../household/handlers.ts'
import { settleTransfer, transferOut } from './households.ts'
import { listPersonTransfers, personTransferOut, settlePersonTransfer } from './people.ts'

let county: DeskSite
let one: DeskSite
let two: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  ;[county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const list = async ({ office, user }: DeskSite, person: string): Promise<PersonTransfer[]> =>
  (await listPersonTransfers(office, user, nationalDivisions, { person, limit: 100, offset: 0 })).rows
const out = ({ office, user }: DeskSite, person: string, toVillage = VILLAGE_TWO as string) =>
  personTransferOut(office, user, nationalDivisions, { person, toVillage, decreaseReason: '02', reason: '婚嫁' }, TODAY)
const settle = ({ office, user }: DeskSite, id: string, to: 'in' | 'declined' | 'cancelled', into?: TakingIn, as = user) =>
  settlePersonTransfer(office, as, { id, to, into, remark: '已核实' }, TODAY)
const marriedInto = (household: string): TakingIn => ({ household, relation: '02', increaseReason: '05' })

/** Somebody who is not the head of a household, with yearly records and a photo. */
async function daughter(ofYears: readonly number[] = [2014, 2015]): Promise<{ household: string; person: string; membership: string }> {
  const { household } = await enterHousehold(one, VILLAGE_ONE)
  const { name, sex, id_number, birth_date } = syntheticPerson()
  const { result } = await one.site.act((transaction) => {
    const person = transaction.insert('person', { name, sex, birth_date, id_type: '01', id_number }, undefined, VILLAGE_ONE)
    const membership = transaction.insert('membership', { household_id: household, person_id: person, relation: '03', status: '1', start_date: '2014-01-01' })
    for (const year of ofYears) transaction.insert('person_year', { person_id: person, year, work_months: 3 })
    transaction.insert('attachment', {
      register: 'person',
      record: person,
      village: VILLAGE_ONE,
      name: '照片',
      sha256: 'b'.repeat(64),
      media_type: 'image/jpeg',
      size: 1,
    })
    return { person, membership }
  })
  return { household, ...result }
}

/** Households that count somebody today, by office. */
const homes = (person: string): (string | null)[] =>
  offices.map(
    ({ office }) => office.store.read.get<{ household_id: string | null }>('SELECT household_id FROM person WHERE id = ?', person)?.household_id ?? null,
  )
const years = ({ office }: DeskSite, person: string) =>
  office.store.read.all('SELECT year, counted_village, counted_household_id FROM person_year WHERE person_id = ? ORDER BY year', person)

/** What an office holds of a household in its table, and how much of it in its journal. */
const heldOf = ({ office }: DeskSite, household: string) => ({
  row: office.store.read.get('SELECT village, household_no, head_name, phone, bank_account, revision, deleted FROM household WHERE id = ?', household),
  entries: office.store.read.get<{ count: number }>('SELECT count(*) AS count FROM journal WHERE record = ?', household)?.count,
})

/** Up and down three times, whatever is left out at first. */
async function rounds(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    for (const office of [one, two]) await county.site.apply(await office.site.pack(county.site))
    for (const office of [one, two]) await office.site.apply(await county.site.pack(office.site))
  }
}

async function sameEverywhere(): Promise<void> {
  for (const { site, office } of offices) {
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
    if (site === county.site) continue
    expect((await digestsOf(office.store.read, site.unit)).digests).toEqual((await digestsOf(county.office.store.read, site.unit)).digests)
  }
}

describe('人员迁移', () => {
  it('还没有户可进的，自立一户做户主；迁出日期可以补填，不能在以后', async () => {
    const { household, person } = await daughter()
    await carryAll(county, one, two)
    const leaves = (on: string) =>
      personTransferOut(one.office, one.user, nationalDivisions, { person, toVillage: VILLAGE_TWO, decreaseReason: '08', reason: '分户', on }, TODAY)
    await expect(leaves('2016-05-21')).rejects.toMatchObject({ message: expect.stringContaining('还没有到') })
    const { id } = await leaves('2016-05-01')
    expect((await listPersonTransfers(one.office, one.user, nationalDivisions, { household, limit: 9, offset: 0 })).rows).toMatchObject([
      { id, outOn: '2016-05-01', mayCancel: true },
    ])
    await carryAll(county, one, two)
    await settle(two, id, 'in', { household: null, relation: '03', increaseReason: '07' })
    await carryAll(county, two, one)
    const home = homes(person)[2] ?? ''
    expect(two.office.store.read.get('SELECT village, head_person_id, population FROM household WHERE id = ?', home)).toEqual({
      village: VILLAGE_TWO,
      head_person_id: person,
      population: 1,
    })
    expect(homes(person)).toEqual([home, null, home])
    await sameEverywhere()
  })

  it('迁出、途中、迁入：只算一次，年度记录留在当年的村和户，照片跟着走，经过县里', async () => {
    const { household, person, membership } = await daughter()
    const { household: husbands } = await enterHousehold(two, VILLAGE_TWO)
    await carryAll(county, one, two)
    await expect(out(one, person, VILLAGE_ONE)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(out(two, person)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(out(county, person)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { id } = await out(one, person)
    await expect(out(one, person)).rejects.toMatchObject({ code: 'CONFLICT' })
    await carryAll(county, one, two)
    expect(await list(two, person)).toMatchObject([{ id, state: 'out', mayAccept: true, mayCancel: false, gone: false, fromName: '武阳镇柯寨村' }])
    expect(homes(person)).toEqual([household, household, household])
    await expect(settle(two, id, 'in')).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(settle(two, id, 'in', { ...marriedInto(husbands), relation: '01' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(settle(two, id, 'in', marriedInto(household))).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(settle(two, id, 'cancelled')).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(settle(two, id, 'in', marriedInto(husbands), userOf('reader'))).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { changeSet } = await settle(two, id, 'in', marriedInto(husbands), userOf('entry', VILLAGE_TWO))
    await expect(undo(two.office.store, { id: 'u', name: '王主任' }, changeSet ?? '')).rejects.toMatchObject({ code: 'CANNOT_UNDO' })
    await carryAll(county, two, one)
    await carryAll(county, two, one)
    expect(homes(person)).toEqual([husbands, null, husbands])
    for (const office of offices) {
      expect(office.office.store.read.get('SELECT end_date, decrease_reason FROM membership WHERE id = ?', membership)).toEqual({
        end_date: TODAY,
        decrease_reason: '02',
      })
      expect(office.office.store.read.all('SELECT village FROM attachment WHERE record = ?', person)).toEqual([{ village: VILLAGE_TWO }])
      expect(years(office, person)).toEqual([2014, 2015].map((year) => ({ year, counted_village: VILLAGE_ONE, counted_household_id: household })))
      expect(await list(office, person)).toMatchObject([{ state: 'in', mayAccept: false, mayCancel: false }])
    }
    await sameEverywhere()
  })

  it('当年的记录年初已录，计入迁入的村和户，三个单位一样；原来的乡镇还没听说时补录的，也一样', async () => {
    const [{ household, person }, late] = [await daughter([2014, 2015, 2016]), await daughter([])]
    const { household: husbands } = await enterHousehold(two, VILLAGE_TWO)
    await carryAll(county, one, two)
    const transfers = [await out(one, person), await out(one, late.person)]
    await carryAll(county, one, two)
    for (const { id } of transfers) await settle(two, id, 'in', marriedInto(husbands))
    await one.site.act((transaction) => {
      for (const year of [2015, 2016]) transaction.insert('person_year', { person_id: late.person, year, work_months: 6 })
    })
    await rounds()
    const there = { year: 2016, counted_village: VILLAGE_TWO, counted_household_id: husbands }
    for (const office of offices) {
      const here = [2014, 2015].map((year) => ({ year, counted_village: VILLAGE_ONE, counted_household_id: household }))
      expect(years(office, person)).toEqual([...here, there])
      expect(years(office, late.person)).toEqual([{ year: 2015, counted_village: VILLAGE_ONE, counted_household_id: late.household }, there])
    }
    await sameEverywhere()
  })

  it('两个乡镇直接交换：资料、照片和原来的成员关系都带到，迁入的回音也收', async () => {
    const { household, person, membership } = await daughter()
    const { household: husbands } = await enterHousehold(two, VILLAGE_TWO)
    await carryAll(county, one)
    const { id } = await out(one, person)
    await carry(one, two)
    expect(two.office.store.read.get('SELECT household_id FROM membership WHERE id = ?', membership)).toEqual({ household_id: household })
    expect(years(two, person)).toHaveLength(2)
    await settle(two, id, 'in', marriedInto(husbands))
    await carry(two, one)
    expect(homes(person)).toEqual([household, null, husbands])
    expect(await list(two, person)).toMatchObject([{ state: 'in', unconfirmed: true }])
    // What one of them says of the other's half the county takes of that one alone: the first rounds leave it out.
    await rounds()
    expect(homes(person)).toEqual([husbands, null, husbands])
    await sameEverywhere()
  })

  for (const [way, phone, account] of [
    ['经过县里', '13812345678', '6222020200112233445'],
    ['两个乡镇直接交换', '13812345679', '6222020200112233446'],
  ] as const) {
    it(`${way}：原来的户只带去户编号、户主姓名和村；整户也迁来的，照样收下、能改、能核对`, async () => {
      const { household, person } = await daughter()
      await one.site.act((transaction) => transaction.update('household', household, { household_no: `62${person.slice(-9)}`, phone, bank_account: account }))
      const { household: husbands } = await enterHousehold(two, VILLAGE_TWO)
      const bring = async (): Promise<void> => {
        if (way === '经过县里') await carryAll(county, one, two)
        else await carry(one, two)
        const seen = two.office.store.read.get('SELECT 1 FROM journal WHERE instr(after, ?) > 0 OR instr(after, ?) > 0', phone, account)
        expect(seen).toBeUndefined()
      }
      await carryAll(county, one, two)
      const { id } = await out(one, person)
      await bring()
      const head = one.office.store.read.get<{ head_name: string }>('SELECT head_name FROM household WHERE id = ?', household)?.head_name
      const known = { village: VILLAGE_ONE, household_no: `62${person.slice(-9)}`, head_name: head, phone: null, bank_account: null, revision: 0, deleted: 1 }
      expect(heldOf(two, household)).toEqual({ row: known, entries: 0 })
      expect(await list(two, person)).toMatchObject([{ headName: head, mayAccept: true }])
      const told = '本单位只知道它的'
      expect(() => detail(two.office, two.user, household, 2015, TODAY, undefined)).toThrow(told)
      expect(two.office.records.get(two.user, 'household', household)).toMatchObject({ revision: 0, deleted: true })
      expect(two.office.records.query(two.user, { register: 'household', where: {}, deleted: true }).rows).toEqual([])
      await settle(two, id, 'in', marriedInto(husbands))
      // Its number changes, and the next package that refers to it says so.
      await one.site.act((transaction) => transaction.update('household', household, { household_no: `63${person.slice(-9)}` }))
      if (way === '两个乡镇直接交换') await carry(two, one)
      await rounds()
      expect((await verify(two.office.store.read, two.office.store.derivations)).findings).toEqual([])
      await expect(two.site.act((transaction) => transaction.restore('household', household))).rejects.toMatchObject({
        message: expect.stringContaining(told),
      })
      const { id: whole } = await transferOut(one.office, one.user, nationalDivisions, { household, toVillage: VILLAGE_TWO, reason: '投靠' }, TODAY)
      await rounds()
      expect(heldOf(two, household)).toMatchObject({ row: { household_no: `63${person.slice(-9)}`, phone, deleted: 0 } })
      await settleTransfer(two.office, two.user, { id: whole, to: 'in' }, TODAY)
      await rounds()
      await sameEverywhere()
    })
  }

  it('迁出方取消时对方已经接收：算已迁入', async () => {
    const { person } = await daughter()
    const { household: husbands } = await enterHousehold(two, VILLAGE_TWO)
    await carryAll(county, one, two)
    const { id } = await out(one, person)
    await carryAll(county, one, two)
    await settle(two, id, 'in', marriedInto(husbands))
    await settle(one, id, 'cancelled')
    await carryAll(county, one, two)
    await carryAll(county, one, two)
    for (const office of offices) expect(await list(office, person)).toMatchObject([{ state: 'in' }])
    expect(homes(person)).toEqual([husbands, null, husbands])
    await sameEverywhere()
  })

  it('对方不接收、自己取消：还在原来的户；已不在原来的村的，只能不接收或取消', async () => {
    const { household, person, membership } = await daughter()
    await carryAll(county, one, two)
    const { id: first } = await out(one, person)
    await carryAll(county, one, two)
    await settle(two, first, 'declined')
    await carryAll(county, two, one)
    expect(homes(person)).toEqual([household, household, household])
    const { id: second } = await out(one, person)
    await settle(one, second, 'cancelled')
    const { id: third } = await out(one, person)
    await carryAll(county, one, two)
    await one.site.act((transaction) => transaction.update('membership', membership, { end_date: TODAY, decrease_reason: '01' }))
    await carryAll(county, one, two)
    expect(await list(two, person)).toMatchObject([{ id: third, gone: true, mayAccept: false, mayDecline: true }, {}, {}])
    const { household: husbands } = await enterHousehold(two, VILLAGE_TWO)
    await expect(settle(two, third, 'in', marriedInto(husbands))).rejects.toMatchObject({ code: 'CONFLICT' })
    await settle(two, third, 'declined')
    await carryAll(county, two, one)
    await sameEverywhere()
  })

  it('户主和独自一户的人不能单独迁出', async () => {
    const { household } = await daughter()
    const head = one.office.store.read.get<{ id: string }>('SELECT head_person_id AS id FROM household WHERE id = ?', household)?.id ?? ''
    await expect(out(one, head)).rejects.toMatchObject({ message: expect.stringContaining('户主') })
    const { person: alone } = await enterHousehold(one, VILLAGE_ONE)
    await expect(out(one, alone)).rejects.toMatchObject({ message: expect.stringContaining('只有他一个人') })
  })
})
