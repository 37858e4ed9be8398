/** Lists searched by numbers: whether few have a number or everybody, those are found who have it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import { ListSearch, searchCondition } from './search.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'

let office: TestOffice
const administrator = userOf('administrator')
const clerk = userOf('clerk')

beforeAll(async () => {
  office = await testOffice({ households: 120 })
})
afterAll(() => office.end())

interface Numbered {
  readonly id: string
  readonly household: string | null
  readonly village: string | null
  readonly has: readonly string[]
  readonly begins: readonly string[]
}

/** What a person or household is found by, read off the tables one by one. */
function numbered(register: 'person' | 'household', fragments: readonly string[], beginnings: readonly string[]): Numbered[] {
  return office.store.read
    .all<Record<string, string | null>>(
      `SELECT *, ${register === 'household' ? 'id' : 'household_id'} AS at_household, village AS at_village FROM ${register} WHERE deleted = 0`,
    )
    .map((row) => {
      const values = (keys: readonly string[]): string[] => keys.flatMap((key) => (typeof row[key] === 'string' ? [row[key]] : []))
      return {
        id: String(row['id']),
        household: row['at_household'] ?? null,
        village: row['at_village'] ?? null,
        has: values(fragments),
        begins: values(beginnings),
      }
    })
}

const found = (register: string, text: string, user = administrator): string[] =>
  office.records
    .query(user, { register, text, limit: 5000 })
    .rows.map((row) => String(row['id']))
    .toSorted()

describe('按号码查列表', () => {
  it('号码片段不管有几个人有，查到的人和户正是有它的，录入员的只在他的乡镇里', () => {
    const people = numbered('person', ['id_number', 'phone'], ['person_no', 'disability_card_no'])
    const households = numbered('household', ['phone'], ['household_no', 'local_no'])
    const hits = (some: readonly Numbered[], text: string): Numbered[] =>
      some.filter(({ has, begins }) => has.some((one) => one.includes(text)) || begins.some((one) => one.startsWith(text)))
    const whole = people[0]?.has.find((number) => number.length === 18) ?? ''
    const texts = Array.from({ length: 18 }, (_, at) => whole.slice(0, at + 1)).concat(['19', whole.slice(6, 10), whole.slice(8, 17), '0', '13'])
    const commonTexts = texts.filter((text) => hits(people, text).length > 200)
    expect(commonTexts.length).toBeGreaterThan(5)
    expect(commonTexts.length).toBeLessThan(texts.length)
    for (const text of texts) {
      // A person is found by the number of the household, too, and a household by those of its members.
      const ofPeople = hits(people, text)
      const ofHouseholds = new Set(hits(households, text).map(({ id }) => id))
      const foundHouseholds = new Set([...ofHouseholds, ...ofPeople.map(({ household }) => household)])
      const foundPeople = people.filter((person) => ofPeople.includes(person) || (person.household !== null && ofHouseholds.has(person.household)))
      expect(found('household', text), text).toEqual(
        households
          .filter(({ id }) => foundHouseholds.has(id))
          .map(({ id }) => id)
          .toSorted(),
      )
      expect(found('person', text), text).toEqual(foundPeople.map(({ id }) => id).toSorted())
      expect(found('person', text, clerk), text).toEqual(
        foundPeople
          .filter(({ village }) => village?.startsWith('621125100') === true)
          .map(({ id }) => id)
          .toSorted(),
      )
    }
  })

  it('大家都有的片段不逐个列出它们的编号', () => {
    const asking = office.records.asking(administrator)
    const common = searchCondition(asking, registerOf('household'), '6')
    const rare = searchCondition(asking, registerOf('household'), String(numbered('person', ['id_number'], [])[0]?.has[0]))
    const listed = (common?.parameters ?? []).filter((one) => String(one).startsWith('[')).map((one) => (JSON.parse(String(one)) as unknown[]).length)
    expect(Math.max(0, ...listed)).toBeLessThanOrEqual(200)
    expect(common?.sql).toContain('EXISTS')
    expect(rare?.sql).toContain('json_each')
  })

  it('逐条去问的，一条只问一条，不先把别的台账从头看一遍', () => {
    const asking = office.records.asking(administrator)
    for (const register of registerNames)
      for (const condition of [searchCondition(asking, registerOf(register), '6'), new ListSearch(asking, registerOf(register), 'z').condition(true)]) {
        if (condition === null || !condition.sql.includes('EXISTS')) continue
        const plan = office.store.read.all<{ detail: string }>(
          `EXPLAIN QUERY PLAN SELECT t.rowid FROM ${register} t WHERE ${condition.sql}`,
          ...condition.parameters,
        )
        expect(
          plan.map(({ detail }) => detail).filter((detail) => detail.startsWith('BLOOM FILTER ON') || /^SCAN [nm]\b/.test(detail)),
          register,
        ).toEqual([])
      }
  })

  it('写着哪一种台账的哪一条的，照它写的样子找，用得上索引', () => {
    const asking = office.records.asking(administrator)
    const [person] = numbered('person', ['id_number'], [])
    const naming = registerNames.map(registerOf).filter(({ fields }) => fields.some((field) => field.registers?.includes('household') === true))
    expect(naming.length).toBeGreaterThan(5)
    for (const register of naming) {
      const found = searchCondition(asking, register, String(person?.has[0]))?.sql ?? ''
      expect(found, register.name).toContain("SELECT 'household:' || ")
      expect(found, register.name).not.toContain('CASE')
    }
  })

  it('谁也没有的姓名和号码，一条记录也不用问', () => {
    const asking = office.records.asking(administrator)
    for (const text of ['兀', 'qvq', '999999999']) expect(searchCondition(asking, registerOf('household_payment'), text)).toEqual({ sql: '0', parameters: [] })
  })
})
