/** How income is reckoned follows the parameters of the year and place; a locked year keeps what held when it was locked, at every office. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../../store/verify.ts'
import { carry, openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const VILLAGE = '621125100204'
const TOWNSHIP = '621125100000'
let pair: TestPair
let county: TestApp
let township: TestApp
let household: string

beforeAll(async () => {
  pair = await openPair()
  ;({ county, township } = pair)
  household = await save(township, 'household', {
    village: VILLAGE,
    identification_standard: '1',
    exit_status: '0',
    valid: true,
    household_no: '1001',
    first_identified_on: '2014-05-06',
  })
  for (const year of [2015, 2016])
    await save(township, 'household_year', {
      household_id: household,
      year,
      stated_population: 5,
      wage_income: 1_800_000,
      business_income: 960_000,
      property_income: 40_000,
      other_transfer_income: 190_000,
      business_expense: 390_000,
      reimbursement: 50_000,
      sharing_people: 4,
    })
  await carry(township, county)
})
afterAll(() => pair.end())

type Values = Record<string, string | number | boolean>
const save = async (office: TestApp, register: string, values: Values): Promise<string> =>
  (await office.client.records.save({ register, values, reason: '测试' })).id
const reckoned = (office: TestApp, year: number): unknown =>
  office.app.host
    .office()
    .store.read.get(
      'SELECT net_income_per_person AS income, income_people AS people, income_model AS model FROM household_year WHERE household_id = ? AND year = ?',
      household,
      year,
    )
const setAt = (key: string, division?: string): Promise<string> =>
  save(county, 'parameter', { key, label: key, value: '1', valid_from: '2015-01-01', ...(division === undefined ? {} : { division }) })

describe('收入口径', () => {
  it('没有改参数的是登记口径：26000 ÷ 5 = 5200 元', () => {
    for (const office of [county, township]) expect(reckoned(office, 2015)).toEqual({ income: 520_000, people: 5, model: '1' })
  })

  it('县里给一个乡镇设了计入报销，那里的收入在两边都重算；不在那里的地方不变', async () => {
    await setAt('income_reimbursement_counts', '621125105000')
    expect(reckoned(county, 2015)).toEqual({ income: 520_000, people: 5, model: '1' })
    await setAt('income_reimbursement_counts', TOWNSHIP)
    expect(reckoned(county, 2015)).toEqual({ income: 530_000, people: 5, model: '1,3' })
    await carry(county, township)
    expect(reckoned(township, 2015)).toEqual({ income: 530_000, people: 5, model: '1,3' })
  })

  it('锁定的年度按锁定时的口径，以后改参数只动没有锁定的年度；解锁以后才跟着变', async () => {
    const lock = { year: 2015, villages: [VILLAGE], level: 'county' as const }
    expect(await county.client.locks.set({ ...lock, locked: true, reason: '测试' })).toMatchObject({ changed: 1 })
    await setAt('income_by_sharing')
    await carry(county, township)
    for (const office of [county, township]) {
      expect(reckoned(office, 2015)).toEqual({ income: 530_000, people: 5, model: '1,3' })
      expect(reckoned(office, 2016)).toEqual({ income: 662_500, people: 4, model: '1,3,5' })
    }
    await county.client.locks.set({ ...lock, locked: false, reason: '复查口径' })
    await carry(county, township)
    for (const office of [county, township]) {
      expect(reckoned(office, 2015)).toEqual({ income: 662_500, people: 4, model: '1,3,5' })
      const { store } = office.app.host.office()
      expect((await verify(store.read, store.derivations)).findings).toEqual([])
    }
  })
})
