/** Lists sorted by the fields that have an index for it, and in their own order: read in the order of the index, however deep the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findField, registerNames, registerOf } from '../catalogue/index.ts'
import { MOST_SORTED } from '../catalogue/types.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import { conditionOf, orderOf, sortedOnly } from './find.ts'

let office: TestOffice
const administrator = userOf('administrator')
const sorted = registerNames.filter((name) => registerOf(name).sorted !== undefined)

beforeAll(async () => {
  office = await testOffice({ households: 60 })
}, 120_000)
afterAll(() => office.end())

/** The plan of one page of a list. */
function planOf(register: string, sort: { field: string; descending: boolean }[] | undefined): string[] {
  const asking = office.records.asking(administrator)
  const condition = conditionOf(asking, { register })
  const order = orderOf(asking, registerOf(register), sort, 'row')
  return office.store.read
    .all<{ detail: string }>(
      `EXPLAIN QUERY PLAN SELECT t.rowid FROM ${register} t WHERE ${condition.sql} AND ${sortedOnly(registerOf(register), { sort })} ORDER BY ${order.sql} LIMIT 100 OFFSET 1000`,
      ...condition.parameters,
      ...order.parameters,
    )
    .map(({ detail }) => detail)
}

describe('有索引的排序', () => {
  it('各台账最多八个字段，都是有的字段，没有重复', () => {
    expect(sorted.length).toBeGreaterThan(3)
    for (const name of sorted) {
      const { sorted: keys = [] } = registerOf(name)
      expect(keys.length, name).toBeLessThanOrEqual(MOST_SORTED)
      expect(new Set(keys).size, name).toBe(keys.length)
      for (const key of keys) expect(findField(name, key), `${name} ${key}`).toBeDefined()
    }
  })

  it('按它们排序的列表，正序倒序都顺着索引读，不先把全部记录排一遍', () => {
    for (const name of sorted)
      for (const key of registerOf(name).sorted ?? [])
        for (const descending of [false, true]) {
          const plan = planOf(name, [{ field: key, descending }])
          expect(plan, `${name} ${key}`).toEqual([`SCAN t USING INDEX ${name}_${key}_sorted`])
        }
  })

  it('本来的次序也顺着索引读，看不出删没删的记录一条也不用去翻', () => {
    for (const name of sorted) {
      const plan = planOf(name, undefined).join('\n')
      expect(plan, name).toBe(`SCAN t USING INDEX ${name}_listed`)
    }
  })

  it('排出来的与逐条比的一样；一样的按录入先后', () => {
    for (const name of sorted)
      for (const field of registerOf(name).sorted ?? [])
        for (const descending of [false, true]) {
          const rows = office.records.query(administrator, { register: name, sort: [{ field, descending }], limit: 5000 }).rows
          const entered = new Map(office.store.read.all<{ id: string; row: number }>(`SELECT id, rowid AS row FROM ${name}`).map(({ id, row }) => [id, row]))
          const keyed = rows.map((row) => ({ value: row[field] ?? null, row: entered.get(String(row['id'])) ?? 0 }))
          const rank = (value: unknown): string =>
            value === null ? '' : typeof value === 'number' ? `1${String(value + 1e15).padStart(20, '0')}` : `1${String(value)}`
          const compare = (one: (typeof keyed)[number], other: (typeof keyed)[number]): number =>
            Buffer.compare(Buffer.from(rank(one.value)), Buffer.from(rank(other.value))) || one.row - other.row
          const expected = keyed.toSorted(compare)
          expect(keyed, `${name} ${field} ${descending}`).toEqual(descending ? expected.toReversed() : expected)
        }
  }, 120_000)
})
