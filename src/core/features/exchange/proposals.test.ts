import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import type { HouseholdDraft } from '../household/contract.ts'
import { saveHousehold, type SavedHousehold } from '../household/save.ts'
import type { Proposal } from './contract.ts'
import { listProposals, settleProposals } from './proposals.ts'
import {
  carry,
  carryAll,
  closeOffices,
  COUNTY,
  enterHousehold,
  openOffices,
  TOWNSHIP_ONE,
  TOWNSHIP_TWO,
  userOf,
  VILLAGE_ONE,
  type DeskSite,
} from './testing/offices.ts'

let county: DeskSite
let one: DeskSite
let two: DeskSite
let offices: DeskSite[]

beforeAll(async () => {
  offices = await openOffices(COUNTY, TOWNSHIP_ONE, TOWNSHIP_TWO)
  ;[county, one, two] = offices as [DeskSite, DeskSite, DeskSite]
})
afterAll(() => closeOffices(offices))

const list = ({ office, user }: DeskSite, request: { state?: Proposal['state']; mine?: boolean } = {}): Proposal[] =>
  listProposals(office, user, { state: 'open', limit: 500, offset: 0, ...request }).rows
const ids = (rows: readonly Proposal[]): number[] => rows.map(({ id }) => id)
const count = ({ office }: DeskSite, register: string): number => office.store.read.get<{ n: number }>(`SELECT count(*) AS n FROM ${register}`)?.n ?? 0
const save = ({ office, user }: DeskSite, draft: HouseholdDraft): Promise<SavedHousehold> => saveHousehold(office, user, draft)

function draft(name: string, relation = '01'): HouseholdDraft {
  const { id_number } = syntheticPerson({ birthDate: '1970-01-02' })
  return {
    year: 2015,
    reason: '县里走访发现',
    household: { village: VILLAGE_ONE, attribute: '01', exit_status: '0', main_cause: '09', identification_standard: '1' },
    householdYear: { wage_income: 1_000_000 },
    members: [
      {
        person: { name, id_number, ethnicity: '01' },
        membership: { relation, status: '1' },
        personYear: { health: '01', labour: '01', student_status: '01', education: '03' },
      },
    ],
  }
}

describe('在别的单位的村里录入', () => {
  let saved: SavedHousehold

  it('新户不进本机台账，整户成为建议，并告诉用户', async () => {
    saved = await save(county, draft('郑小川'))
    expect(saved).toMatchObject({ proposed: true, revision: 0 })
    expect(saved.changeSet).not.toBeNull()
    for (const register of ['household', 'household_year', 'person', 'membership', 'person_year'])
      expect([register, count(county, register)]).toEqual([register, 0])
    const mine = list(county, { mine: true })
    expect(mine.map(({ register, action, placeName }) => [register, action, placeName]).toSorted()).toEqual(
      ['household', 'household_year', 'membership', 'person', 'person_year'].map((register) => [register, 'insert', '武阳镇柯寨村']),
    )
    expect(new Set(mine.map(({ title }) => title))).toEqual(new Set(['郑小川']))
    expect(list(county, { mine: false })).toEqual([])
    expect((await verify(county.office.store.read, county.office.store.derivations)).findings).toEqual([])
  })

  it('草稿照样核对：有错的不提出', async () => {
    const { household, ...rest } = draft('没有户主', '02')
    await expect(
      save(county, { ...rest, household, members: [...rest.members, ...draft('户主', '01').members, ...draft('户主二', '01').members] }),
    ).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(list(county)).toHaveLength(5)
  })

  it('对方收到后采纳：同一编号的记录进台账，提出的一方得知', async () => {
    await carryAll(county, one, two)
    const incoming = list(one, { mine: false })
    expect(incoming).toHaveLength(5)
    expect(incoming[0]).toMatchObject({ by: '王主任', unitName: COUNTY, reason: '县里走访发现', mine: false })
    const person = incoming.find(({ register }) => register === 'person')
    expect(person?.changes).toContainEqual({ field: 'name', now: null, proposed: '郑小川' })
    const membership = incoming.find(({ register }) => register === 'membership')
    await expect(settleProposals(one.office, one.user, { ids: [membership?.id ?? 0], accept: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      action: expect.stringContaining('一起采纳') as unknown,
    })
    await expect(settleProposals(county.office, county.user, { ids: ids(list(county)), accept: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(settleProposals(one.office, userOf('reader'), { ids: ids(incoming), accept: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { settled, changeSet } = await settleProposals(one.office, one.user, { ids: ids(incoming), accept: true, reason: '属实' })
    expect(settled).toBe(5)
    expect(one.office.store.read.get('SELECT title, reason FROM change_set WHERE id = ?', changeSet)).toEqual({
      title: '采纳建议 5 条',
      reason: `属实；${COUNTY}建议：县里走访发现`,
    })
    expect(one.office.store.read.get('SELECT id, head_name, population FROM household')).toEqual({ id: saved.id, head_name: '郑小川', population: 1 })
    expect((await verify(one.office.store.read, one.office.store.derivations)).findings).toEqual([])
    await carryAll(county, one, two)
    expect(list(county)).toEqual([])
    expect(list(county, { state: 'accepted', mine: true })[0]).toMatchObject({ note: '属实' })
    expect(county.office.store.read.get('SELECT head_name FROM household WHERE id = ?', saved.id)).toEqual({ head_name: '郑小川' })
    expect(await one.site.digest()).toBe(await county.site.digest(TOWNSHIP_ONE))
    await expect(settleProposals(one.office, one.user, { ids: ids(incoming), accept: true })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  it('给已有的户加人、改单条记录，也是建议；不采纳写明理由', async () => {
    const card = county.office.records.get(county.user, 'household', saved.id)
    const more = draft('郑小溪', '03')
    const before = count(county, 'person')
    expect(
      await save(county, { ...more, household: { id: saved.id, revision: card['revision'] ?? null, address: '一社' }, householdYear: null }),
    ).toMatchObject({ id: saved.id, proposed: true })
    expect(
      await county.office.records.save(county.user, { register: 'household_year', values: { household_id: saved.id, year: 2014, farmland: 300 } }),
    ).toMatchObject({ proposed: true, revision: 0 })
    expect(await county.office.records.save(county.user, { register: 'helper', values: { name: '李一' } })).toMatchObject({ proposed: false, revision: 1 })
    expect(count(county, 'person')).toBe(before)
    await carry(county, one)
    const incoming = list(one)
    expect(incoming.map(({ register, action }) => `${register} ${action}`).toSorted()).toEqual([
      'household update',
      'household_year insert',
      'membership insert',
      'person insert',
      'person_year insert',
    ])
    expect(incoming.find(({ action }) => action === 'update')).toMatchObject({
      opens: { register: 'household', id: saved.id },
      changes: [{ field: 'address', now: null, proposed: '一社' }],
    })
    await settleProposals(one.office, one.user, { ids: ids(incoming), accept: false, reason: '不属实' })
    await carryAll(county, one, two)
    expect(list(county, { state: 'declined', mine: true })).toHaveLength(5)
    expect(list(county, { state: 'declined' })[0]).toMatchObject({ note: '不属实' })
    expect(count(one, 'person')).toBe(1)
  })

  it('不再适用的建议说明原因，什么也不做；提出的一方可以撤回', async () => {
    const { household } = await enterHousehold(one, VILLAGE_ONE)
    await carryAll(county, one, two)
    await county.office.records.save(county.user, { register: 'household', id: household, values: { address: '二社' } })
    const withdrawn = await county.office.records.save(county.user, { register: 'household', id: saved.id, values: { address: '三社' } })
    await carry(county, one)
    const incoming = list(one)
    expect(incoming).toHaveLength(2)
    await one.site.act((transaction) => {
      transaction.remove('household', household)
    })
    await expect(settleProposals(one.office, one.user, { ids: ids(incoming), accept: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('已不适用') as unknown,
    })
    expect(one.office.store.read.get('SELECT address FROM household WHERE id = ?', saved.id)).toEqual({ address: null })
    expect(list(one)).toHaveLength(2)
    await undo(county.office.store, { id: 'u', name: '王主任' }, withdrawn.changeSet ?? '')
    await carry(county, one)
    expect(list(one).map(({ record }) => record)).toEqual([household])
  })
})
