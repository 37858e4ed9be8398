/** What records are called on screen: never by their id. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'

/** A village of the test office. */
const VILLAGE = '621125100204'

let office: TestOffice
const clerk = userOf('clerk')

beforeAll(async () => {
  office = await testOffice({ households: 3 })
})
afterAll(() => office.end())

it('没有户主的户按户编号称呼，编号也没有的说没有；别的台账引用它时一样', async () => {
  const save = async (register: string, values: object): Promise<string> => (await office.records.save(clerk, { register, values: values as never })).id
  const numbered = await save('household', { household_no: '6211259999001', village: VILLAGE })
  const bare = await save('household', { village: VILLAGE })
  expect(office.records.titleOf('household', numbered)).toBe('6211259999001')
  expect(office.records.titleOf('household', bare)).toBe('没有户主姓名的户')
  for (const [household, title] of [
    [numbered, '6211259999001'],
    [bare, '没有户主姓名的户'],
  ] as const) {
    const year = await save('household_year', { household_id: household, year: 2015 })
    const [row] = office.records.query(clerk, { register: 'household_year', where: { id: year }, limit: 1 }).rows
    expect(row?.['household_id$title']).toBe(title)
  }
})
