/** Numbers held in memory: they find what the data finds, in its order, whatever was saved since they were read, and nothing is gone through for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numberAt, packNumbers, placesHolding } from '../store/packedNumbers.ts'
import type { ReadDatabase } from '../store/index.ts'
import { numberIndex } from '../store/schema.ts'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import type { Asking } from './asking.ts'
import { HeldNumbers } from './heldNumbers.ts'
import { questionOf } from './listQuestion.ts'
import { nearest } from './quick.ts'
import type { Condition } from './where.ts'

let office: TestOffice
let numbers: HeldNumbers
const administrator = userOf('administrator')
const clerk = userOf('clerk')
const reader = userOf('reader')
const COLUMNS = [
  ['person', 'id_number'],
  ['person', 'phone'],
  ['household', 'phone'],
] as const

beforeAll(async () => {
  office = await testOffice({ households: 160 })
  numbers = new HeldNumbers(office.store, 0)
  await numbers.hold()
}, 120_000)
afterAll(() => office.end())

function inData(register: string, key: string, fragment: string): number[] {
  const index = numberIndex(register, fieldOf(registerOf(register), key))
  return office.store.read
    .all<{ row: number }>(
      `SELECT rowid AS row FROM ${register} INDEXED BY ${index} WHERE deleted = 0 AND ${key} IS NOT NULL AND instr(${key}, ?) > 0 ORDER BY ${key}, rowid`,
      fragment,
    )
    .map(({ row }) => row)
}

const held = (register: string, key: string, fragment: string, most = 10_000): readonly number[] | null =>
  numbers.rows(register, fieldOf(registerOf(register), key), fragment, most)

function expectSame(): void {
  const [row] = office.store.read.all<{ id_number: string }>('SELECT id_number FROM person WHERE id_number IS NOT NULL AND deleted = 0 LIMIT 1 OFFSET 40')
  const number = row?.id_number ?? ''
  for (const [register, key] of COLUMNS)
    for (const fragment of ['6', '19', '0', 'X', '138', '5555', number, number.slice(7, 11), number.slice(14), number.slice(3, 16), '999999999'])
      expect(held(register, key, fragment), `${register} ${key} ${fragment}`).toEqual(inData(register, key, fragment))
}

/** Who asks, with numbers at hand or without, and what is gone through meanwhile. */
function asking(user: typeof administrator, isHeld: boolean): { readonly asking: Asking; readonly within: string[] } {
  const { database, ...rest } = office.records.asking(user)
  const within: string[] = []
  const watched: ReadDatabase = {
    all: (sql, ...parameters) => (sql.includes('instr(n.') && within.push(sql), database.all(sql, ...parameters)),
    get: (sql, ...parameters) => database.get(sql, ...parameters),
    each: (sql, ...parameters) => database.each(sql, ...parameters),
  }
  return { asking: { ...rest, database: watched, numbers: isHeld ? numbers : undefined }, within }
}

describe('号码留在内存里', () => {
  it('一段号码在哪些行里，按号码的次序，一条只算一次', () => {
    const texts = Array.from({ length: 5000 }, (_, at) => `${(at * 7919) % 100_003}${at % 5 === 0 ? '' : 'X'}${at % 7}`)
    const packed = packNumbers(texts.map((number, row) => ({ number, row: row + 10 })))
    expect([packed.rows.length, packed.starts.length, packed.bytes.buffer.byteLength]).toEqual([5000, 5001, packed.bytes.length])
    for (const fragment of ['1', '77', '123', 'X3', '00', '5X', '99999999']) {
      const places = [...placesHolding(packed, fragment)]
      expect(places, fragment).toEqual(texts.flatMap((text, at) => (text.includes(fragment) ? [at] : [])))
      expect(places.map((place) => numberAt(packed, place))).toEqual(places.map((place) => texts[place]))
    }
    expect([...placesHolding(packNumbers([]), '1')]).toEqual([])
  })

  it('与从数据里找的一样；改号码、删除、恢复、新增以后也一样，不用重新读', async () => {
    expectSame()
    const [one, two, three] = office.store.read
      .all<{ id: string }>('SELECT id FROM person WHERE deleted = 0 AND id_number IS NOT NULL ORDER BY id LIMIT 3')
      .map(({ id }) => id)
    const asked: string[] = []
    const { packed } = office.store.aside
    office.store.aside.packed = (...question) => (asked.push(question[0]), packed.apply(office.store.aside, question))
    try {
      const actor = { id: 'a', name: '王主任' }
      await office.store.change(actor, { kind: 'edit', title: '改' }, (transaction) => {
        transaction.update('person', one ?? '', { phone: '13855550001', id_number: '621125199905555019' })
        transaction.update('person', two ?? '', { phone: null, name: '改名' })
      })
      expectSame()
      await office.store.change(actor, { kind: 'edit', title: '改' }, (transaction) => {
        transaction.remove('person', three ?? '')
        transaction.insert('person', { name: '新来', id_number: '621125199905555027', phone: '13855550002' })
      })
      expectSame()
      expect(held('person', 'phone', '5555', 1)).toEqual(inData('person', 'phone', '5555').slice(0, 1))
      await office.store.change(actor, { kind: 'edit', title: '改' }, (transaction) => transaction.restore('person', three ?? ''))
      expectSame()
    } finally {
      office.store.aside.packed = packed
    }
    expect(asked).toEqual([])
  })

  it('列表和快速查找得到的，与不留号码时一样，各人也一样；不再把号码从头看到尾', () => {
    const number = String(
      office.store.read.get<{ id_number: string }>('SELECT id_number FROM person WHERE id_number IS NOT NULL AND deleted = 0 LIMIT 1')?.id_number,
    )
    for (const user of [administrator, clerk, reader])
      for (const register of ['person', 'household', 'household_year', 'helper'])
        for (const text of ['6', '19', number.slice(7, 11), number.slice(10), number, number.slice(2, 14), '5555', '138', '9999999']) {
          const label = `${user.login} ${register} ${text}`
          const [with_, without] = [asking(user, true), asking(user, false)]
          const listed = [with_, without].map((one) => {
            const question = questionOf(one.asking, { register, text })
            return [question.near, question.whole].map(({ sql, parameters }) =>
              office.store.read.all<{ row: number }>(sql, ...parameters).map(({ row }) => row),
            )
          })
          expect(listed[0], label).toEqual(listed[1])
          const found = [with_, without].map((one) => nearest(one.asking, { register, text }, 6)?.map(({ id }) => id))
          expect(found[0], label).toEqual(found[1])
          expect(
            with_.within.filter((sql) => /FROM (person|household) n/.test(sql)),
            label,
          ).toEqual([])
        }
  })

  it('人的列表顺着次序拿行号去对，不看号码；户的列表逐户问家里人在不在有这个号的人里面，不看他们的号码', () => {
    const { asking: who } = asking(administrator, true)
    const planOf = ({ sql, parameters }: Condition): string =>
      office.store.read
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql} LIMIT 100`, ...parameters)
        .map(({ detail }) => detail)
        .join('\n')
    for (const register of ['person', 'household']) {
      const question = questionOf(who, { register, text: '19' })
      expect(question).toMatchObject({ isEager: true })
      expect(question.near.sql, register).not.toContain('instr(')
      expect(planOf(question.near), register).toContain(`SCAN t USING INDEX ${register}_listed`)
      expect(planOf(question.near), register).not.toMatch(/TEMP B-TREE|CORRELATED LIST/)
    }
    expect(planOf(questionOf(who, { register: 'household', text: '19' }).near)).toContain('USING COVERING INDEX membership_household_id_counted')
  })

  it('别处成批写过的，重新读；读完以前照旧从数据里找', async () => {
    office.store.tell(['person'])
    expect(held('person', 'phone', '138')).toBeNull()
    expect(held('household', 'phone', '138')).not.toBeNull()
    await numbers.hold()
    expectSame()
  })
})
