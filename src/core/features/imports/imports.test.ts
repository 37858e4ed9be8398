import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undo } from '#core/store/history.ts'
import { family, importBench, rosterRows, TITLES, type ImportBench } from './testing/importing.ts'
import { ROSTER_HEADINGS } from './testing/rosterHeadings.ts'

let bench: ImportBench

beforeAll(async () => {
  bench = await importBench()
})
afterAll(async () => {
  await bench.end()
})

describe('一人一行的花名册', () => {
  it('一次建好户、人、成员关系和年度记录；再导一次什么都不变；撤销后全部收回', async () => {
    const one = family()
    const two = family()
    const path = await bench.workbook([...TITLES, ROSTER_HEADINGS, ...rosterRows('1001', one), ...rosterRows('1002', two)])
    const first = await bench.import('household', path)
    expect(first.problems).toEqual([])
    expect(first).toMatchObject({ rows: 6, new: 6, changed: 0, same: 0, rejected: 0 })
    expect(first.registers).toMatchObject({
      household: { new: 2 },
      person: { new: 6 },
      membership: { new: 6 },
      household_year: { new: 2 },
      person_year: { new: 6 },
      village_group: { new: 1 },
    })
    expect(first.changeSet).not.toBeNull()
    const household = bench.office.store.read.get('SELECT * FROM household WHERE household_no = ?', '1001')
    expect(household).toMatchObject({ village: '621125100204', head_name: one[0]?.name, population: 3, main_cause: '09', phone: '13912345678' })
    expect(bench.office.store.read.get('SELECT * FROM household_year WHERE household_id = ?', String(household?.['id']))).toMatchObject({
      year: 2015,
      stated_income_per_person: 230_000,
      net_income_per_person: 230_000,
      dangerous_house: 0,
    })
    expect(bench.office.store.read.get('SELECT * FROM person WHERE id_number = ?', one[1]?.idNumber ?? '')).toMatchObject({
      sex: '2',
      birth_date: '1977-08-02',
      id_type: '01',
    })

    const again = await bench.import('person', path)
    expect(again).toMatchObject({ rows: 6, new: 0, changed: 0, same: 6, rejected: 0, changeSet: null, problems: [] })

    await undo(bench.office.store, { id: 'u', name: '管理员' }, first.changeSet ?? '')
    for (const register of ['household', 'person', 'membership', 'household_year', 'person_year', 'village_group']) expect(bench.count(register)).toBe(0)
  })
})
