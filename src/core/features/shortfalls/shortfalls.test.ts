/** What is lacking by which standard: the worked examples of mechanisms.md M05 and readings.md 28. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openAt } from '../../procedures/make.ts'
import { TODAY, testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { findShortfalls } from './find.ts'
import { builtInPrices, builtInStandards } from './standards.ts'

const VILLAGE = '621125100204'
const TOWNSHIP = '621125100000'
const admin = userOf('administrator')

let office: TestOffice
let standards: Map<string, string>
beforeAll(async () => {
  office = await testOffice()
  const { result } = await office.store.change({ id: 'set-up', name: '设立' }, { kind: 'set-up', title: '标准' }, (transaction) => {
    for (const row of builtInPrices) transaction.insert('unit_price', { ...row })
    return new Map(builtInStandards.map((row) => [String(row['code']), transaction.insert('shortfall_standard', { ...row })]))
  })
  standards = result
})
afterAll(() => office.end())

const save = async (register: string, values: Readonly<Record<string, string | number | boolean | null>>): Promise<string> =>
  (await office.records.save(admin, { register, values, reason: '测试' })).id
const get = (register: string, id: string) => office.records.get(admin, register, id)
const gaps = (subject: string) =>
  office.store.read.all<{ code: string; current: number; required: number; difference: number; unit: string; stage: string; origin: string }>(
    `SELECT s.code, g.current, g.required, g.difference, g.unit, g.stage, g.origin FROM shortfall g JOIN shortfall_standard s ON s.id = g.standard_id
     WHERE g.subject = ? AND g.deleted = 0 ORDER BY s.code`,
    subject,
  )

describe('按标准查短板', () => {
  let village: string
  beforeAll(async () => {
    village = await save('village', { village: VILLAGE })
    await save('village_year', {
      village_id: village,
      year: 2015,
      households: 210,
      natural_villages: 6,
      unsafe_water_households: 46,
      villages_without_production_power: 0,
      paved_to_township: false,
      clinics: 1,
      collective_income: 1_999_999,
    })
  })

  it('村：差额是标准减现状；达到的、没有填的、由调查的都没有', async () => {
    const seen = await findShortfalls(office, admin, { division: TOWNSHIP, year: 2015, dryRun: true }, TODAY)
    expect(seen).toMatchObject({ added: 3, changeSet: null })
    expect(gaps(`village:${village}`)).toEqual([])
    const found = await findShortfalls(office, admin, { division: TOWNSHIP, year: 2015 }, TODAY)
    expect(found).toMatchObject({ added: 3, known: 0, elsewhere: 0, compared: 20, unusable: [] })
    // Chosen by what is lacking and where, not by a number alone.
    const told = office.records.choices(admin, { register: 'shortfall', text: '', limit: 9 }).map(({ detail }) => detail)
    expect(told).toContainEqual(expect.stringMatching(/^自来水.* · .* · 2015$/))
    expect(found.surveyed).toEqual(['梯田', '幼儿园', '主导产业'])
    expect(gaps(`village:${village}`)).toEqual([
      { code: 'V01', current: 0, required: 100, difference: 100, unit: '条', stage: 'open', origin: '1' },
      { code: 'V03', current: 16_400, required: 21_000, difference: 4_600, unit: '户', stage: 'open', origin: '1' },
      // 1.999999 万元 is not 2.
      { code: 'V14', current: 199, required: 200, difference: 1, unit: '万元', stage: 'open', origin: '1' },
    ])
  })

  it('再查一遍不重复；次年没有关闭的不再写；删除的不再回来；关闭以后次年又缺的是新的一条', async () => {
    expect(await findShortfalls(office, admin, { division: VILLAGE, year: 2015 }, TODAY)).toMatchObject({ added: 0, known: 3, changeSet: null })
    await save('village_year', { village_id: village, year: 2016, households: 210, unsafe_water_households: 40, paved_to_township: false })
    const ids = office.store.read.all<{ id: string; code: string }>(
      'SELECT g.id, s.code FROM shortfall g JOIN shortfall_standard s ON s.id = g.standard_id WHERE g.subject = ? ORDER BY s.code',
      `village:${village}`,
    )
    await openAt(office, admin, { register: 'shortfall', ids: [ids[0]?.id ?? ''], state: 'closed', on: '2015-12-20', basis: '验收' })
    expect(await findShortfalls(office, admin, { division: VILLAGE, year: 2016 }, '2016-11-20')).toMatchObject({ added: 1, known: 1 })
    await office.records.remove(admin, { register: 'shortfall', ids: [ids[1]?.id ?? ''], reason: '误录' })
    expect(await findShortfalls(office, admin, { division: VILLAGE, year: 2015 }, TODAY)).toMatchObject({ added: 0 })
  })

  it('户：收入按当年扶贫线，人按年龄段数，不知道的不算缺', async () => {
    const { result } = await office.store.change({ id: 'A', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
      const household = transaction.insert('household', { village: VILLAGE })
      transaction.insert('household_year', {
        household_id: household,
        year: 2015,
        exit_status: '0',
        stated_income_per_person: 285_499,
        dangerous_house: true,
        water_safe: true,
      })
      const people = [
        ['1970-01-01', { resident_medical: true, labour: '01' }],
        ['2004-05-05', { resident_medical: false, student_status: '01' }],
        ['2000-12-31', { student_status: '01' }],
      ] as const
      for (const [index, [birth, year]] of people.entries()) {
        const person = transaction.insert('person', { name: `人${index}`, birth_date: birth })
        transaction.insert('membership', { household_id: household, person_id: person, relation: index === 0 ? '01' : '20', start_date: '2014-01-01' })
        transaction.insert('person_year', { person_id: person, year: 2015, ...year })
      }
      return household
    })
    expect(await findShortfalls(office, admin, { division: VILLAGE, year: 2015 }, TODAY)).toMatchObject({ added: 5 })
    expect(gaps(`household:${result}`).map(({ code, current, required, unit }) => [code, current, required, unit])).toEqual([
      ['H01', 285_499, 285_500, '元'],
      ['H02', 0, 100, '处'],
      // Of 6 to 14 there is one; who turned 15 on the last day is not asked about.
      ['H05', 0, 100, '人'],
      ['H06', 200, 300, '人'],
      ['H09', 0, 100, '人'],
    ])
  })

  it('写错的标准说明哪里错，其他的照样比；受保护的字段不能作来源', async () => {
    const id = standards.get('V09') ?? ''
    await office.records.save(admin, { register: 'shortfall_standard', id, values: { source_fields: 'village_year.nothing' }, reason: '试' })
    await save('shortfall_standard', {
      code: 'X01',
      name: '健康',
      level: 'person',
      category: '06',
      unit: '人',
      valid_from: 2015,
      required: 100,
      source_fields: 'person_year.illness',
    })
    const found = await findShortfalls(office, admin, { division: VILLAGE, year: 2015 }, TODAY)
    expect(found.unusable.map(({ name }) => name)).toEqual(['文化室', '健康'])
    await expect(findShortfalls(office, userOf('reader'), { division: VILLAGE, year: 2015 }, TODAY)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('项目需求', () => {
  it('估算是规模乘单价，优先级得分按参数：46×2600=119600，89.27', async () => {
    const village = await save('village', { village: '621125100205', planned_exit_year: 2015 })
    expect(village).not.toBe('')
    const need = await save('project_need', {
      name: '自来水入户 46 户',
      village: '621125100205',
      year: 2015,
      category: '02',
      size: 4_600,
      unit: '户',
      price_id: office.store.read.get<{ id: string }>('SELECT id FROM unit_price')?.id ?? '',
      urgency: '1',
      households: 46,
      poor_households: 31,
      votes_for: 38,
      votes_present: 42,
    })
    expect(await get('project_need', need)).toMatchObject({ estimate: 11_960_000, in_plan: true, priority: 8_927 })
    await office.records.save(admin, { register: 'project_need', id: need, values: { stated_estimate: 12_000_000, year: 2016 } })
    expect(await get('project_need', need)).toMatchObject({ estimate: 12_000_000, in_plan: false, priority: 6_927 })
  })
})
