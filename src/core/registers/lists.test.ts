/** What lists offer beside the fields of their register: facts of a year, what is gathered, values of columns, ready views, batches over a year. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { factsOf, gatheredOf, reckonedKey, reckonedOf, yearlyOf } from '../catalogue/derive/listing.ts'
import { fieldOf, findField, registerNames, registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { readyViews } from '../features/records/readyViews.ts'
import type { Row, Where } from '../shapes.ts'
import { testOffice, TODAY, userOf, type TestOffice } from '../testing/office.ts'
import { orderOf } from './find.ts'

const YEAR = 2015
let office: TestOffice
const administrator = userOf('administrator')
const clerk = userOf('clerk')
const reader = userOf('reader')

beforeAll(async () => {
  office = await testOffice({ households: 120 })
})
afterAll(() => office.end())

const INCOME = 'household_year.net_income_per_person'
const HELPERS = 'gathered.helpers'
const listed = (request: object, user = administrator): Row[] =>
  office.records.query(user, { register: 'household', year: YEAR, more: [INCOME, 'household_year.dangerous_house', HELPERS], limit: 500, ...request }).rows
const inYear = (where: Where, year = YEAR): Where => ({ yearly: { year, where } })
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error.code
  }
  return ''
}
const truth = (): Map<string, number | null> =>
  new Map(
    office.store.read
      .all<{ id: string; income: number | null }>(
        `SELECT h.id, y.net_income_per_person AS income FROM household h LEFT JOIN household_year y ON y.household_id = h.id AND y.year = ${YEAR} AND y.deleted = 0 WHERE h.deleted = 0`,
      )
      .map(({ id, income }) => [id, income]),
  )

describe('what the catalogue declares', () => {
  it('names fields, references and registers that exist, and no field twice', () => {
    for (const name of registerNames) {
      const { screen } = registerOf(name)
      for (const key of screen?.yearly ?? []) expect(findField(yearlyOf(name)?.name ?? '', key), `${name} ${key}`).toBeDefined()
      for (const { key, register, by, shows } of gatheredOf(name)) {
        expect(findField(name, key), key).toBeUndefined()
        expect(fieldOf(register, by).register).toBe(name)
        expect(fieldOf(register, shows).sensitive).toBeUndefined()
      }
      const columns = [
        ...registerOf(name).fields.map(({ key }) => key),
        ...factsOf(name).map(({ key }) => key),
        ...gatheredOf(name).map(({ key }) => `gathered.${key}`),
        ...reckonedOf(name).map(reckonedKey),
      ]
      for (const key of screen?.listed ?? []) expect(columns).toContain(key)
      expect(new Set(columns).size).toBe(columns.length)
    }
  })

  it('every ready view can be asked for, and says what it counts', () => {
    for (const register of registerNames)
      for (const { where, key } of readyViews(office, administrator, { register, year: YEAR }, TODAY))
        expect(office.records.query(administrator, { register, where, limit: 0 }).total, key).toBeGreaterThanOrEqual(0)
    const line = readyViews(office, administrator, { register: 'household', year: YEAR }, TODAY).find(({ key }) => key === 'below_line')
    const expected = [...truth().values()].filter((income) => income !== null && income < 285_500).length
    expect(office.records.query(administrator, { register: 'household', where: line?.where, limit: 0 }).total).toBe(expected)
    expect(expected).toBeGreaterThan(0)
    // Without a line nothing is below it.
    expect(readyViews(office, administrator, { register: 'household', year: 2030 }, TODAY).map(({ key }) => key)).not.toContain('below_line')
  })
})

describe('facts of a year', () => {
  it('stand in the rows of that year, with the record they are of', () => {
    const incomes = truth()
    for (const row of listed({})) expect(row[INCOME]).toBe(incomes.get(String(row['id'])))
    const [first] = listed({})
    expect(first?.['household_year.id']).toEqual(expect.any(String))
    for (const row of listed({ year: 1999 })) expect([row[INCOME], row['household_year.id']]).toEqual([null, null])
  })

  it('filters agree with the rows; no record of the year is an empty one', () => {
    const all = listed({})
    const below = (where: Where): number => listed({ where }).length
    expect(below(inYear({ net_income_per_person: { lt: 285_500 } }))).toBe(all.filter((row) => typeof row[INCOME] === 'number' && row[INCOME] < 285_500).length)
    expect(below(inYear({ net_income_per_person: { empty: true } }))).toBe(all.filter((row) => row[INCOME] === null).length)
    expect(below(inYear({ dangerous_house: true }))).toBe(all.filter((row) => row['household_year.dangerous_house'] === true).length)
    expect(below({ not: inYear({ dangerous_house: true }) })).toBe(all.filter((row) => row['household_year.dangerous_house'] !== true).length)
    expect(below(inYear({ net_income_per_person: { empty: true } }, 1999))).toBe(all.length)
    for (const bad of [{ yearly: { year: '2015', where: {} } }, { yearly: { year: 2015 } }, inYear({ nothing: 1 })])
      expect(codeOf(() => listed({ where: bad }))).toBe('VALIDATION')
    expect(codeOf(() => office.records.query(administrator, { register: 'pairing', where: inYear({}) }))).toBe('VALIDATION')
  })

  it('give an order, those without one first', () => {
    const incomes = listed({ sort: [{ field: INCOME, year: YEAR }] }).map((row) => row[INCOME])
    expect(incomes).toEqual(incomes.toSorted((one, other) => Number(one ?? -1) - Number(other ?? -1)))
    expect(codeOf(() => listed({ sort: [{ field: INCOME }] }))).toBe('VALIDATION')
  })

  it('what is sensitive is neither shown, compared, ordered by nor counted', () => {
    const health = 'person_year.health'
    const rows = office.records.query(reader, { register: 'person', year: YEAR, more: [health, 'person_year.education'], limit: 500 }).rows
    expect(new Set(rows.map((row) => row[health]))).toEqual(new Set([null]))
    expect(rows.some((row) => row['person_year.education'] !== null)).toBe(true)
    expect(office.records.query(administrator, { register: 'person', year: YEAR, more: [health], limit: 500 }).rows.some((row) => row[health] !== null)).toBe(
      true,
    )
    expect(codeOf(() => office.records.query(reader, { register: 'person', where: inYear({ health: '01' }) }))).toBe('FORBIDDEN')
    expect(codeOf(() => office.records.query(reader, { register: 'person', sort: [{ field: health, year: YEAR }] }))).toBe('FORBIDDEN')
    expect(codeOf(() => office.records.values(reader, { register: 'person', column: health, year: YEAR }))).toBe('FORBIDDEN')
    expect(codeOf(() => office.records.values(reader, { register: 'person', column: 'id_number' }))).toBe('FORBIDDEN')
  })

  it('are found by the index of record and year, in the list, its order and its filter', () => {
    const plan = (sql: string, ...parameters: readonly unknown[]): string =>
      office.store.read
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...(parameters as string[]))
        .map(({ detail }) => detail)
        .join('\n')
    for (const user of [administrator, clerk]) {
      const condition = office.records.conditionOf(user, { register: 'household', where: inYear({ net_income_per_person: { lt: 1 } }) })
      const order = orderOf(office.records.asking(user), registerOf('household'), [{ field: INCOME, year: YEAR }])
      const told = plan(`SELECT t.id FROM household t WHERE ${condition.sql} ORDER BY ${order.sql}`, ...condition.parameters, ...order.parameters)
      expect(told.match(/SEARCH \w+ USING (?:COVERING )?INDEX household_year_household_id_year/g)).toHaveLength(2)
      expect(told).not.toMatch(/SCAN (t_|y)\b/)
    }
  })
})

describe('what is gathered', () => {
  it('names those in force, to whoever may read them', () => {
    const rows = listed({})
    const named = rows.filter((row) => row[HELPERS] !== null)
    expect(named.length).toBeGreaterThan(0)
    const where: Where = { exists: { register: 'pairing', by: 'household_id', where: { end_date: { empty: true } } } }
    expect(listed({ where }).every((row) => row[HELPERS] !== null)).toBe(true)
    expect(office.records.query(administrator, { register: 'household', where, limit: 0 }).total).toBe(named.length)
  })
})

describe('values of a column', () => {
  const values = (request: object, user = administrator): ReturnType<TestOffice['records']['values']> =>
    office.records.values(user, { register: 'household', year: YEAR, ...request } as never)

  it('count as the list does, under the filter and for whoever asks', () => {
    for (const user of [administrator, clerk])
      for (const column of ['exit_status', 'village', 'group_id', 'population', INCOME, 'household_year.dangerous_house']) {
        const { values: told, blank, more } = values({ column }, user)
        const total = office.records.query(user, { register: 'household', limit: 0 }).total
        expect(more).toBe(0)
        expect(
          told.reduce((sum, { count }) => sum + count, blank),
          column,
        ).toBe(total)
      }
    const [village] = values({ column: 'village' }, clerk).values
    expect(village?.title).toContain('武阳镇')
    expect(office.records.query(clerk, { register: 'household', where: { village: village?.value ?? '' }, limit: 0 }).total).toBe(village?.count)
    expect(values({ column: 'village', holding: '武阳镇' }).values.every(({ title }) => title.includes('武阳镇'))).toBe(true)
  })

  it('of what is gathered counts households, and those without', () => {
    const { values: told, blank } = values({ column: HELPERS })
    const rows = listed({})
    expect(blank).toBe(rows.filter((row) => row[HELPERS] === null).length)
    const [first] = told
    const where: Where = {
      exists: { register: 'pairing', by: 'household_id', where: { and: [{ end_date: { empty: true } }, { helper_id: { in: [first?.value ?? ''] } }] } },
    }
    expect(office.records.query(administrator, { register: 'household', where, limit: 0 }).total).toBe(first?.count)
  })
})

describe('a batch over a year', () => {
  it('changes the records of the year and adds those that are missing, in one change set', async () => {
    const ids = listed({ limit: 3 }).map((row) => String(row['id']))
    const without = 2020
    const done = await office.records.batch(administrator, {
      register: 'household',
      ids,
      values: { other_mark: '成批' },
      yearly: { year: YEAR, values: { house_area: 7000 } },
      reason: '入户核实',
    })
    expect(done.changed).toBe(3)
    const after = office.records.query(administrator, {
      register: 'household',
      where: { id: { in: ids } },
      year: YEAR,
      more: ['household_year.house_area'],
    }).rows
    expect(after.map((row) => [row['other_mark'], row['household_year.house_area']])).toEqual(ids.map(() => ['成批', 7000]))
    const added = await office.records.batch(administrator, {
      register: 'household',
      ids,
      values: {},
      yearly: { year: without, values: { house_area: 8000 } },
      reason: '补录',
    })
    expect(added).toMatchObject({ changed: 3, same: 0 })
    const again = await office.records.batch(administrator, {
      register: 'household',
      ids,
      values: {},
      yearly: { year: without, values: { house_area: 8000 } },
      reason: '补录',
    })
    expect(again).toMatchObject({ changed: 0, same: 3, changeSet: null })
  })

  it('says nothing of whose record it is, and asks the right', async () => {
    const [row] = listed({ limit: 1 })
    const request = { register: 'household', ids: [String(row?.['id'])], values: {}, reason: '测试' }
    await expect(office.records.batch(administrator, { ...request, yearly: { year: YEAR, values: { year: 2001 } } })).rejects.toMatchObject({
      code: 'VALIDATION',
    })
    await expect(office.records.batch(reader, { ...request, yearly: { year: YEAR, values: { house_area: 1 } } })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

it('what is doubted is what the findings say', () => {
  const total = office.records.query(administrator, { register: 'household', where: { doubted: true }, limit: 0 }).total
  const found = office.store.read.get<{ n: number }>(
    `SELECT count(DISTINCT f.about) AS n FROM finding f JOIN household h ON h.id = f.about WHERE f.subject = 'household' AND f.level IN ('block', 'doubt') AND h.deleted = 0`,
  )
  expect(total).toBe(found?.n)
  expect(office.records.query(administrator, { register: 'household', where: { doubted: false }, limit: 0 }).total).toBe(120 - total)
  expect(codeOf(() => office.records.query(administrator, { register: 'household', where: { doubted: 'yes' } }))).toBe('VALIDATION')
})
