/** Last year's facts as this year's draft, with a real store. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeOffices, enterHousehold, openOffices, TOWNSHIP_ONE, userOf, VILLAGE_ONE, VILLAGE_TWO, type DeskSite } from '../exchange/testing/offices.ts'
import { carryForward } from './carryForward.ts'

let here: DeskSite
let offices: DeskSite[]
beforeAll(async () => {
  offices = await openOffices(TOWNSHIP_ONE)
  here = offices[0] as DeskSite
})
afterAll(() => closeOffices(offices))

it('生产生活条件、健康和劳力照抄，收入和签字留空；已有的和注销的户不动；再办一次什么都不多', async () => {
  const [first, second, gone] = [await enterHousehold(here, VILLAGE_ONE), await enterHousehold(here, VILLAGE_ONE), await enterHousehold(here, VILLAGE_ONE)]
  const { read } = here.office.store
  const head = read.get<{ id: string }>('SELECT person_id AS id FROM membership WHERE household_id = ?', first.household)?.id ?? ''
  await here.site.act((transaction) => {
    for (const { household } of [first, second, gone])
      transaction.insert('household_year', {
        household_id: household,
        year: 2020,
        farmland: 1250,
        wage_income: 300_000,
        living_power: true,
        head_signed_on: '2020-12-20',
      })
    transaction.insert('household_year', { household_id: second.household, year: 2021, farmland: 900 })
    transaction.insert('person_year', { person_id: head, year: 2020, health: '03', labour: '01', work_months: 6 })
    transaction.update('household', gone.household, { valid: false })
  })
  expect(await carryForward(here.office, here.user, { places: [VILLAGE_ONE], from: 2020 })).toMatchObject({ records: 1, people: 1 })
  const [household, person] = [
    read.get(
      'SELECT farmland, living_power, wage_income, head_signed_on, remark, counted_village FROM household_year WHERE household_id = ? AND year = 2021',
      first.household,
    ),
    read.get('SELECT health, labour, work_months FROM person_year WHERE person_id = ? AND year = 2021', head),
  ]
  expect(household).toEqual({
    farmland: 1250,
    living_power: 1,
    wage_income: null,
    head_signed_on: null,
    remark: '沿用 2020 年，待核实',
    counted_village: VILLAGE_ONE,
  })
  expect(person).toEqual({ health: '03', labour: '01', work_months: null })
  expect(await carryForward(here.office, here.user, { places: [VILLAGE_ONE], from: 2020 })).toMatchObject({ records: 0, people: 0 })
  await expect(carryForward(here.office, userOf('entry', VILLAGE_TWO), { places: [VILLAGE_ONE], from: 2020 })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
