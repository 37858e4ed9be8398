/** The quick find: what is nearest first, why it was found, and how little is read for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foundQuickly } from '../catalogue/derive/screen.ts'
import { findQuickly } from '../features/records/findQuickly.ts'
import type { ReadDatabase, SqlValue } from '../store/index.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import { nearest, ROUNDS } from './quick.ts'

let office: TestOffice
const administrator = userOf('administrator')
const clerk = userOf('clerk')
const reader = userOf('reader')
let family: { readonly household: string; readonly head: string; readonly member: string; readonly number: string }

beforeAll(async () => {
  office = await testOffice({ households: 160 })
  const [row] = office.store.read.all<{ household: string; head: string; member: string; number: string }>(
    `SELECT h.id AS household, h.head_person_id AS head, p.id AS member, p.id_number AS number FROM membership m JOIN household h ON h.id = m.household_id JOIN person p ON p.id = m.person_id
     WHERE m.relation <> '01' AND p.id_number IS NOT NULL AND h.village LIKE '621125100%' ORDER BY p.id_number DESC LIMIT 1`,
  )
  if (row === undefined) throw new Error('nobody lives with anybody')
  family = row
  await office.records.save(administrator, { register: 'person', id: row.member, values: { name: '赵建国' }, reason: '测试' })
})
afterAll(() => office.end())

/** What a question read: its statements with their plans, and rows gathered. */
function counted(text: string, register: string, user = administrator) {
  const asking = office.records.asking(user)
  const read = { statements: 0, rows: 0, plans: [] as string[], onward: [] as string[] }
  const look = <R>(sql: string, parameters: SqlValue[], rows: R[]): R[] => {
    read.statements += 1
    read.rows += rows.length
    if (sql.includes(') > (?')) read.onward.push(sql)
    read.plans.push(...asking.database.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters).map(({ detail }) => detail))
    return rows
  }
  const database: ReadDatabase = {
    all: (sql, ...parameters) => look(sql, parameters, asking.database.all(sql, ...parameters)),
    get: (sql, ...parameters) => look(sql, parameters, [asking.database.get(sql, ...parameters)])[0] as never,
    each: () => {
      throw new Error('nothing is gathered')
    },
  }
  const found = nearest({ ...asking, database }, { register, text }, 6) ?? []
  return { ...read, found }
}

const find = (text: string, user = administrator) => findQuickly(office, user, { text, limit: 6 })

describe('11.6 快速查找', () => {
  it('户在人前，户主在成员前；说明为什么找到：成员、证件号码', async () => {
    const hits = await find('赵建国')
    expect(hits.map(({ register, id, reason }) => ({ register, id, reason }))).toEqual([
      { register: 'household', id: family.household, reason: { label: '成员', value: '赵建国' } },
      { register: 'person', id: family.member, reason: null },
    ])
    const byNumber = await find(family.number)
    expect(byNumber.map(({ register, id }) => [register, id])).toEqual([
      ['household', family.household],
      ['person', family.member],
    ])
    expect(byNumber[0]?.reason).toEqual({ label: '成员', value: '赵建国' })
    expect(`${byNumber[1]?.detail} ${byNumber[1]?.reason?.label} ${byNumber[1]?.reason?.value}`).toContain(family.number)
    // Whoever heads a household comes before those who only live in one.
    const relations = (await find('z')).flatMap(({ register, id }) =>
      register === 'person' ? [office.store.read.get<{ relation: string }>('SELECT relation FROM person WHERE id = ?', id)?.relation === '01'] : [],
    )
    expect(relations.length).toBe(6)
    expect(relations.toSorted((one, other) => Number(other) - Number(one))).toEqual(relations)
  })

  it('区划以前的名字也找得到，写明是曾用名', async () => {
    const division = office.store.read.get<{ id: string; code: string }>(
      `SELECT id, code FROM division WHERE level = 'village' AND valid_to IS NULL ORDER BY code LIMIT 1`,
    )
    await office.store.change({ id: 'a', name: '王主任' }, { kind: 'edit', title: '改名' }, (transaction) =>
      transaction.update('division', division?.id ?? '', { former_names: '烟墩沟村（至2012年）；赤土坡村' }),
    )
    const [hit] = await find('赤土坡')
    expect(hit).toMatchObject({ register: 'village', reason: { label: '曾用名', value: '烟墩沟村（至2012年）；赤土坡村' } })
  })

  it('找到的都在列表找得到的里面，各人只见自己看得到的', async () => {
    for (const user of [administrator, clerk, reader])
      for (const text of ['6', '62', '621125', 'z', '李', 'wangxi', family.number, family.number.slice(10)])
        for (const { register } of foundQuickly()) {
          const listed = new Set(office.records.query(user, { register, text, limit: 10_000 }).rows.map(({ id }) => id))
          const chosen = office.records.choices(user, { register, text, limit: 6 })
          expect(chosen.map(({ id }) => listed.has(id)).includes(false), `${user.login} ${register} ${text}`).toBe(false)
          expect(chosen.length, `${user.login} ${register} ${text}`).toBe(Math.min(6, listed.size))
          if (user === reader) expect(JSON.stringify(chosen)).not.toMatch(/\d{17}[\dX]/)
        }
  })

  it('证件号头几位、一个首字母、一个姓，只读索引开头的几条，不先收集所有的', () => {
    for (const register of ['person', 'household'])
      for (const text of ['6', '62', '621125', 'z', 'w', '李', '王']) {
        const { found, rows, statements, plans } = counted(text, register)
        const label = `${register} ${text}`
        expect(found.length, label).toBe(6)
        // A walk or two of the first round, the records themselves, and links between.
        expect(rows, label).toBeLessThanOrEqual(3 * (ROUNDS[0] ?? 0) + 30)
        expect(statements, label).toBeLessThanOrEqual(12)
        expect(
          plans.filter((plan) => plan.startsWith('SCAN') && !/^SCAN j\b/.test(plan)),
          label,
        ).toEqual([])
        expect(
          plans.filter((plan) => plan.includes('TEMP B-TREE')),
          label,
        ).toEqual([])
      }
  })

  it('空的台账什么也不读；只有几条记录的，顺着它们去问能由谁找到，不把符合的人一个个问遍', () => {
    for (const { register } of foundQuickly()) {
      const living = office.store.living(register)
      if (living > 200) continue
      for (const text of ['6', '62', '621125']) {
        const { onward, rows } = counted(text, register)
        // Along the numbers of others nobody goes further than the first round.
        expect(
          onward.filter((sql) => !sql.includes(` FROM ${register} `)),
          `${register} ${text}`,
        ).toEqual([])
        if (living === 0) expect(rows, register).toBeLessThanOrEqual(2)
      }
    }
  })

  it('一个完整的证件号只比这一个号，不再从中间找', () => {
    const { found, rows, plans } = counted(family.number, 'person')
    expect(found.map(({ id }) => id)).toEqual([family.member])
    expect(rows).toBeLessThanOrEqual(4)
    expect(plans.filter((plan) => plan.startsWith('SCAN') && !/^SCAN j\b/.test(plan))).toEqual([])
  })

  it('没有人再等的不去找', async () => {
    const gone = new AbortController()
    gone.abort()
    const asked: string[] = []
    const records = { choicesSoon: () => asked.push('x') } as unknown as TestOffice['records']
    await expect(findQuickly({ records, unit: office.unit }, administrator, { text: '6211', limit: 6 }, gone.signal)).rejects.toMatchObject({
      code: 'CANCELLED',
    })
    const late = new AbortController()
    const pending = findQuickly({ records, unit: office.unit }, administrator, { text: '6211', limit: 6 }, late.signal)
    late.abort()
    await expect(pending).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(asked).toEqual([])
  })

  it('号码的一段要找很久的，到旁边去找：结果一样，几种台账同样的号码只找一遍；没有人再等就停下', async () => {
    const { store } = office
    const [within, asked] = [store.readWithin, [] as string[]]
    const { rows } = store.aside
    store.aside.rows = (...question) => (asked.push(question[0]), rows.apply(store.aside, question))
    try {
      for (const text of [family.number.slice(8, 14), '062', family.number.slice(3)]) {
        const [hits, listed] = [await find(text), office.records.query(administrator, { register: 'person', text })]
        asked.length = 0
        store.readWithin = () => null
        expect(await find(text)).toEqual(hits)
        const alongPeople = asked.filter((sql) => sql.includes('FROM person n INDEXED BY') && sql.includes('instr(n.id_number') && !sql.includes(') > (?'))
        expect(alongPeople).toHaveLength(1)
        const page = await office.records.page(administrator, { register: 'person', text })
        expect({ total: page.total, rows: page.rows }).toEqual(listed)
        expect(asked.some((sql) => sql.includes('still_wanted') && sql.includes('instr(n.id_number'))).toBe(true)
        store.readWithin = within
      }
      store.readWithin = () => null
      for (const ask of [
        (signal: AbortSignal) => office.records.page(administrator, { register: 'person', text: '8765' }, signal),
        (signal: AbortSignal) => office.records.countAll(administrator, { register: 'person', text: '8765' }, signal),
        (signal: AbortSignal) => findQuickly(office, administrator, { text: '8765', limit: 6 }, signal),
      ]) {
        const gone = new AbortController()
        const pending = ask(gone.signal)
        gone.abort()
        await expect(pending).rejects.toMatchObject({ code: 'CANCELLED' })
      }
    } finally {
      store.readWithin = within
      store.aside.rows = rows
    }
  }, 120_000)
})
