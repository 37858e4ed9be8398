/** Every register as the source of a form, read from a real store. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { namesOf, shapeOf } from '../../forms/shape.ts'
import type { FormDecimal, FormDefinition, FormSource } from '../../forms/types.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { copiesOf, type NumberedCopy } from './copies.ts'
import type { Reading } from './reading.ts'
import { Photos } from './photos.ts'
import { subjectsOf } from './subjects.ts'

let office: TestOffice
beforeAll(async () => {
  office = await testOffice({ households: 12 })
})
afterAll(async () => {
  await office.end()
})

const form = (from: FormSource): FormDefinition => ({ code: 'made_up', title: '样表', source: '', paper: '', from, variants: [] })
const reading = (wanted: Iterable<string>, user = userOf('administrator')): Reading => ({
  office,
  user,
  year: 2015,
  masked: true,
  today: '2016-03-05',
  tells: new Set<string>(),
  hides: () => false,
  reads: () => true,
  yearBlank: false,
  wanted: new Set(wanted),
  photos: new Photos(),
  step: async () => undefined,
})
const copies = (from: FormSource, keys: readonly string[], wanted: Iterable<string> = []): Promise<NumberedCopy[]> => {
  const asked = reading(wanted)
  return allOf(copiesOf(asked, form(from), subjectsOf(asked, form(from), { keys })))
}
async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}
const anyOf = (register: string): string | undefined =>
  office.store.read.get<{ id: string }>(`SELECT id FROM ${register} WHERE deleted = 0 AND revision > 0 ORDER BY id LIMIT 1`)?.id

describe('一条记录', () => {
  it('每个台账的记录都能打，要的名字都有，要的才读，语句都用索引', async () => {
    for (const register of registerNames) {
      const id = anyOf(register)
      if (id === undefined) continue
      const names = namesOf(shapeOf(register))
      const asked = vi.spyOn(office.store.read, 'all')
      const [copy] = await copies({ kind: 'record', register }, [id], names)
      const statements = asked.mock.calls.map(([sql, ...parameters]) => ({ sql, parameters }))
      asked.mockRestore()
      expect(copy, register).toBeDefined()
      expect(Object.keys(copy?.scope ?? {}), register).toEqual(expect.arrayContaining([register, 'division']))
      for (const { sql, parameters } of statements) {
        const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters).map(({ detail }) => detail)
        expect(
          plan.filter((line) => line.startsWith('SCAN') && !/^SCAN (?:j|json_each\S*|division)\b/.test(line)),
          `${register}: ${sql}`,
        ).toEqual([])
      }
    }
  })

  it('空白表有各项的选项，没有内容', async () => {
    const from: FormSource = { kind: 'record', register: 'organization' }
    const asked = reading([])
    const [blank] = await allOf(copiesOf(asked, form(from), subjectsOf(asked, form(from), { keys: [], blank: true })))
    const record = blank?.scope['organization'] as Record<string, unknown>
    expect(record['name']).toBe('')
    expect(record['affiliation']).toMatchObject({ chosen: [], options: expect.arrayContaining([expect.anything()]) })
  })
})

describe('一个列表', () => {
  it('按筛选、排序取一个地方的记录，年度台账取当年的', async () => {
    const village = office.store.read.get<{ code: string }>('SELECT counted_village AS code FROM household_year WHERE year = 2015 LIMIT 1')?.code ?? ''
    const from: FormSource = {
      kind: 'list',
      register: 'household_year',
      where: { exit_status: { in: ['@poor_status'] } },
      sort: [{ field: 'net_income', descending: true }],
    }
    const [copy] = await copies(from, [village], ['household'])
    const rows = copy?.scope['rows'] as readonly Record<string, Record<string, FormDecimal>>[]
    const expected = office.records.query(userOf('administrator'), {
      register: 'household_year',
      where: { year: 2015, counted_village: village, exit_status: { in: ['0', '3'] } },
      sort: [{ field: 'net_income', descending: true }],
    })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.map((row) => row['household_year']?.['net_income']?.units ?? 0)).toEqual(expected.rows.map((row) => Number(row['net_income'] ?? 0)))
    expect(rows.every((row) => row['household'] !== undefined)).toBe(true)
  })

  it('列表画面上筛选出来的，照样打', async () => {
    const from: FormSource = { kind: 'list', register: 'helper' }
    let turns = 0
    const asked = {
      ...reading([]),
      step: async () => {
        turns += 1
      },
    }
    const chosen = { sort: [{ field: 'name', descending: true }] }
    const [copy] = await allOf(copiesOf(asked, form(from), subjectsOf(asked, form(from), { keys: [], chosen })))
    const helpers = office.records.count(userOf('administrator'), { register: 'helper' })
    expect(copy?.scope['rows']).toHaveLength(helpers)
    // A village's list is read for seconds: others are asked in between.
    expect(turns).toBe(helpers)
  })
})

describe('一张统计表', () => {
  it('各行各列和合计都有', async () => {
    const [copy] = await copies({ kind: 'statistic', code: '1.0' }, ['621125'])
    const rows = copy?.scope['rows'] as readonly Record<string, number>[]
    expect(rows.length).toBeGreaterThan(0)
    expect(copy?.scope['total']).toBeDefined()
  })
})

it('别的乡镇的人看不到的，不打', () => {
  const from: FormSource = { kind: 'record', register: 'household_year' }
  const foreign = office.store.read.get<{ id: string }>("SELECT id FROM household_year WHERE village NOT LIKE '621125100%' LIMIT 1")?.id ?? ''
  const asked = reading([], userOf('clerk'))
  expect(() => subjectsOf(asked, form(from), { keys: [foreign] })).toThrow(/没有找到/)
  expect(registerOf('household_year').owner).toBe('village')
})
