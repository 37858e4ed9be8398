/** The ways in which a list is asked say the same, and look at no more records than they must. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { AskingUser } from '../access/asker.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import type { Selection } from './find.ts'
import { questionOf } from './listQuestion.ts'
import type { ListQuestion } from './pages.ts'
import { ListSearch } from './search.ts'
import type { Condition } from './where.ts'

let office: TestOffice
const administrator = userOf('administrator')
const clerk = userOf('clerk')
const sorted = registerNames.filter((name) => registerOf(name).sorted !== undefined)

beforeAll(async () => {
  office = await testOffice({ households: 160 })
}, 120_000)
afterAll(() => office.end())

const ask = (selection: Selection, user: AskingUser = administrator): ListQuestion => questionOf(office.records.asking(user), selection)
const numbers = ({ sql, parameters }: Condition): number[] => office.store.read.all<{ row: number }>(sql, ...parameters).map(({ row }) => row)
const planOf = ({ sql, parameters }: Condition): string =>
  office.store.read
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
    .map(({ detail }) => detail)
    .join('\n')

/** What every way must find, by the condition alone. */
function asked({ register, condition, order }: ListQuestion): number[] {
  return numbers({
    sql: `SELECT t.rowid AS row FROM ${register} t WHERE ${condition.sql} ORDER BY ${order.sql}`,
    parameters: [...condition.parameters, ...order.parameters],
  })
}

/** Which of the ways finds something else, or in another order. */
function different(question: ListQuestion): string[] {
  const rows = asked(question)
  const { sql, parameters } = question.counted
  const counted = office.store.read.get<{ n: number }>(`SELECT count(*) AS n FROM ${question.register} t WHERE ${sql}`, ...parameters)?.n
  return [
    ...(String(numbers(question.near)) === String(rows) ? [] : ['near']),
    ...(String(numbers(question.whole)) === String(rows) ? [] : ['whole']),
    ...(counted === rows.length ? [] : ['counted']),
  ]
}

/** Whether a statement reads a column of the records themselves, beyond what stands in an index. */
function looksAtRecords(register: string, { sql, parameters }: Condition): boolean {
  const root = office.store.read.get<{ rootpage: number }>(`SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?`, register)?.rootpage
  const steps = office.store.read.all<{ opcode: string; p1: number; p2: number }>(`EXPLAIN ${sql}`, ...parameters)
  const cursors = new Set(steps.filter(({ opcode, p2 }) => opcode === 'OpenRead' && p2 === root).map(({ p1 }) => p1))
  return steps.some(({ opcode, p1 }) => opcode === 'Column' && cursors.has(p1))
}

describe('同一个问题的几种问法', () => {
  it('按名字和号码查每个台账，各人得到的都一样', () => {
    const [person] = office.store.read.all<{ name: string; id_number: string }>(
      'SELECT name, id_number FROM person WHERE deleted = 0 AND id_number IS NOT NULL LIMIT 1',
    )
    const [village] = office.store.read.all<{ name: string }>(`SELECT name FROM division WHERE deleted = 0 AND name LIKE '%村%' LIMIT 1`)
    const texts = ['z', 'wl', '王', '兀', person?.name, person?.id_number, person?.id_number.slice(0, 3), person?.id_number.slice(8), village?.name.slice(0, 2)]
    for (const user of [administrator, clerk])
      for (const register of registerNames)
        for (const text of texts) expect(different(ask({ register, text }, user)), `${user.login} ${register} ${text}`).toEqual([])
  }, 120_000)

  it('空的台账不去查谁有这个名字，不许问的照样不许问', () => {
    const empty = registerNames.filter((name) => office.store.living(name) === 0)
    expect(empty.length).toBeGreaterThan(10)
    const told = [vi.spyOn(office.store.read, 'all'), vi.spyOn(office.store.read, 'get')]
    for (const register of empty) expect(different(ask({ register, text: 'z' })), register).toEqual([])
    const asked = told.flatMap(({ mock }) => mock.calls.map(([sql]) => sql))
    vi.restoreAllMocks()
    expect(asked.filter((sql) => sql.includes('search_term'))).toEqual([])
    expect(() => ask({ register: empty[0] ?? '', text: 'z', where: { nothing_known: 1 } })).toThrow()
  })

  it('按有索引的字段筛选，各人得到的都一样，排着别的次序也一样', () => {
    for (const register of sorted)
      for (const key of registerOf(register).sorted ?? []) {
        const values = office.store.read.all<{ value: string | number }>(
          `SELECT DISTINCT ${key} AS value FROM ${register} WHERE ${key} IS NOT NULL AND deleted = 0 LIMIT 3`,
        )
        for (const { value } of values)
          for (const where of [
            { [key]: value },
            { [key]: { gte: value } },
            { [key]: { in: values.map((one) => one.value) } },
            { [key]: { ne: value } },
            { [key]: { contains: String(value).slice(-2) } },
            { [key]: { has: String(value) } },
            { [key]: { empty: true } },
            { [key]: null },
          ])
            for (const user of [administrator, clerk])
              for (const sort of [undefined, [{ field: key, descending: true }], [{ field: 'id' }]])
                expect(different(ask({ register, where, sort }, user)), `${user.login} ${register} ${JSON.stringify({ where, sort })}`).toEqual([])
      }
  }, 120_000)
})

describe('看多少条记录', () => {
  it('有索引的次序，翻到哪一页都不看记录本身；按次序里的字段筛选的也不看', () => {
    for (const register of sorted) {
      const [first] = registerOf(register).sort
      const orders: Selection[] = [undefined, ...(registerOf(register).sorted ?? []).map((field) => [{ field }])].map((sort) => ({ register, sort }))
      for (const selection of [...orders, { register, where: { [first?.field ?? '']: '621125100204' } }]) {
        const { near, whole } = ask(selection)
        expect(looksAtRecords(register, near), JSON.stringify(selection)).toBe(false)
        expect(looksAtRecords(register, whole), JSON.stringify(selection)).toBe(false)
        if (selection.where === undefined) expect(planOf(near), JSON.stringify(selection)).not.toContain('TEMP B-TREE')
      }
    }
  })

  it('按名字查的行号都由索引列出，不逐条去看；许多人都有的，对着次序挑，也不看记录', () => {
    const notByIndex = new Set<string>()
    for (const register of registerNames) {
      for (const text of ['z', '王', 'wl']) {
        const found = new ListSearch(office.records.asking(administrator), registerOf(register), text).rows()
        if (found === null) notByIndex.add(register)
        else expect(planOf(found.rows), `${register} ${text}`).not.toMatch(/SCAN x\b/)
      }
      if (!sorted.includes(register) || notByIndex.has(register)) continue
      const { whole } = ask({ register, text: 'z' })
      if (!whole.sql.includes('+t.rowid IN')) continue
      const walked = { sql: whole.sql.replace(/\+t\.rowid IN \(SELECT x[^]*\) ORDER BY/u, '+t.rowid IN (0)) ORDER BY'), parameters: [] }
      expect(looksAtRecords(register, walked), register).toBe(false)
    }
    // Of these a place is named that has no index; they are small, or their records are not looked for by places.
    expect([...notByIndex].filter((register) => registerOf(register).sorted !== undefined)).toEqual(['payment_event'])
  })

  it('引用别的记录的字段和区划，各人筛选得到的都一样；几乎每条都符合的不去查索引，顺着次序读到满一页为止；区划不这样', () => {
    let common = 0
    for (const register of sorted) {
      const { sorted: keys = [], owner = 'id', fields } = registerOf(register)
      for (const { key, type } of fields.filter(
        (field) => field.type === 'reference' || field.type === 'subject' || field.key === owner || keys.includes(field.key),
      )) {
        const value = office.store.read.get<{ value: string }>(
          `SELECT ${key} AS value FROM ${register} WHERE ${key} IS NOT NULL AND deleted = 0 GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`,
        )?.value
        const some = type === 'division' ? ['621125000000', '621125100000'] : value === undefined ? [] : [value]
        for (const where of [{ [key]: { empty: true } }, ...some.map((one) => ({ [key]: one }))])
          for (const user of [administrator, clerk]) {
            const question = ask({ register, where }, user)
            expect(different(question), `${user.login} ${register} ${JSON.stringify(where)}`).toEqual([])
            if (user !== administrator || !question.near.sql.includes(`coalesce(t.${key}, NULL)`)) continue
            common += 1
            expect(type).not.toBe('division')
            expect(planOf(question.near), `${register} ${JSON.stringify(where)}`).toBe(`SCAN t USING INDEX ${register}_listed`)
          }
      }
    }
    expect(common).toBeGreaterThan(2)
  }, 120_000)

  it('按内容找的，把索引从头读到尾，不看没有它的记录', () => {
    for (const register of sorted)
      for (const key of registerOf(register).sorted ?? []) {
        const { whole } = ask({ register, where: { [key]: { contains: '万万' } } })
        expect(planOf(whole), `${register} ${key}`).toMatch(new RegExp(`SCAN x USING (COVERING )?INDEX ${register}_${key}_sorted`))
        expect(planOf(whole), `${register} ${key}`).not.toMatch(/SCAN t\b/)
      }
  })

  it('少数记录才有的值，先由索引列出来再排，不逐条去问', () => {
    for (const register of sorted)
      for (const key of registerOf(register).sorted ?? []) {
        const rare = office.store.read.get<{ value: string | number }>(
          `SELECT ${key} AS value FROM ${register} WHERE ${key} IS NOT NULL AND deleted = 0 GROUP BY 1 HAVING count(*) < 100 LIMIT 1`,
        )
        if (rare === undefined) continue
        const { near, whole, counted } = ask({ register, where: { [key]: rare.value } })
        for (const { sql } of [near, whole, counted]) expect(sql, `${register} ${key}`).toContain('t.rowid IN (SELECT x.rowid')
        expect(planOf(near), `${register} ${key}`).toMatch(new RegExp(`SEARCH x USING (COVERING )?INDEX ${register}_`))
        expect(planOf(near), `${register} ${key}`).not.toMatch(/SCAN t\b/)
      }
  })
})
