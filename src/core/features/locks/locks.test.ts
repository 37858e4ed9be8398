/** Locking a year from the screens: who may, what is refused, and how what came too late is decided. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { carry, openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const VILLAGE = '621125100204'
let pair: TestPair
let county: TestApp
let township: TestApp
let year: string
beforeAll(async () => {
  pair = await openPair()
  ;({ county, township } = pair)
  const household = await save(township, 'household', {
    village: VILLAGE,
    identification_standard: '1',
    exit_status: '0',
    valid: true,
    household_no: '1001',
    first_identified_on: '2014-05-06',
  })
  year = await save(township, 'household_year', { household_id: household, year: 2015, farmland: 100 })
  await carry(township, county)
})
afterAll(() => pair.end())

const save = async (office: TestApp, register: string, values: Record<string, string | number | boolean>, id?: string): Promise<string> =>
  (await office.client.records.save({ register, values, ...(id === undefined ? {} : { id }), reason: '测试' })).id
const farmland = (office: TestApp): unknown =>
  office.app.host.office().store.read.get<{ farmland: number }>('SELECT farmland FROM household_year WHERE id = ?', year)?.farmland
const request = { year: 2015, villages: [VILLAGE], level: 'county' as const, locked: true }

describe('年度锁定', () => {
  it('乡镇办不了县级的锁；不能绕过这里直接改锁', async () => {
    await expect(township.client.locks.set(request)).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('县级') })
    await expect(save(county, 'year_lock', { division: VILLAGE, year: 2015, level: 'county', state: 'locked' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await township.client.locks.list()).levels).toEqual(['village', 'township'])
  })

  it('县里锁定以后，没见到锁定的改动作为建议等县里答复；采纳要写原因', async () => {
    expect(await county.client.locks.set(request)).toMatchObject({ changed: 1 })
    expect(await county.client.locks.set(request)).toMatchObject({ changed: 0, changeSet: null })
    await save(township, 'household_year', { farmland: 200 }, year)
    await carry(township, county)
    expect(farmland(county)).toBe(100)
    const { rows } = await county.client.exchange.proposals({ state: 'open', limit: 10, offset: 0 })
    expect(rows).toMatchObject([{ register: 'household_year', action: 'update', mine: false }])
    await carry(county, township)
    expect(farmland(township)).toBe(100)
    await expect(save(township, 'household_year', { farmland: 300 }, year)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('已由县级锁定'),
    })
    await county.client.exchange.settleProposals({ ids: [rows[0]?.id ?? 0], accept: true, reason: '属实' })
    expect(farmland(county)).toBe(200)
    await carry(county, township)
    expect(farmland(township)).toBe(200)
    for (const office of [county, township]) {
      const { rows: open } = await office.client.exchange.proposals({ state: 'open', limit: 10, offset: 0 })
      expect(open).toEqual([])
      const { store } = office.app.host.office()
      expect((await verify(store.read, store.derivations)).findings).toEqual([])
    }
  })

  it('解锁要写理由；解锁以后乡镇又能改，改了算数', async () => {
    await expect(county.client.locks.set({ ...request, locked: false })).rejects.toMatchObject({ code: 'VALIDATION' })
    await county.client.locks.set({ ...request, locked: false, reason: '复查' })
    await carry(county, township)
    await save(township, 'household_year', { farmland: 400 }, year)
    await carry(township, county)
    expect([farmland(county), farmland(township)]).toEqual([400, 400])
    const { locks } = await township.client.locks.list()
    expect(locks).toMatchObject([{ level: 'county', locked: false, reason: '复查' }])
  })
})

describe('六签字', () => {
  const lock = () => township.client.locks.set({ ...request, level: 'township' })
  const parties = ['head', 'group', 'leader', 'team', 'cadre', 'township']

  it('缺一方的签字，乡镇锁不了，说明哪一户缺谁；县里不要求的一方不算缺；齐了就能锁', async () => {
    await expect(lock()).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringMatching(/1 条户年度记录签字不齐.*（缺户主、社（组）长、.*乡镇负责人）/u),
    })
    const signed = Object.fromEntries(parties.slice(0, 5).map((party) => [`${party}_signed_on`, '2015-12-20']))
    await save(township, 'household_year', { ...signed, head_signed_by: '张户主' }, year)
    await expect(lock()).rejects.toMatchObject({ message: expect.stringContaining('（缺乡镇负责人）') })
    await save(township, 'household_year', { township_signed_on: '2015-12-21' }, year)
    expect(await lock()).toMatchObject({ changed: 1 })
    expect(await township.client.locks.set({ ...request, level: 'township', locked: false, reason: '补签' })).toMatchObject({ changed: 1 })
  })
})
