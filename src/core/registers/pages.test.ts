/** Pages of lists as screens ask for them: the same as read at once, whatever takes long; deep ones as the first; nothing read for those who have gone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sort, Where } from '../shapes.ts'
import type { ReadDatabase, Store } from '../store/index.ts'
import { testOffice, userOf, type TestOffice } from '../testing/office.ts'
import { questionOf as listQuestion } from './listQuestion.ts'
import { Pages, type ListQuestion } from './pages.ts'

let office: TestOffice
const administrator = userOf('administrator')
const clerk = userOf('clerk')
const actor = { id: 'a', name: '王主任' }

beforeAll(async () => {
  office = await testOffice({ households: 160 })
}, 120_000)
afterAll(() => office.end())

interface Asked {
  readonly register: string
  readonly text?: string
  readonly where?: Where
  readonly sort?: Sort
}

function questionOf(asked: Asked, user = administrator): ListQuestion {
  return listQuestion(office.records.asking(user), asked)
}

/** How the library reads the first page of a list. */
function planOf({ near: { sql, parameters } }: ListQuestion): string[] {
  return office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql} LIMIT 100`, ...parameters).map(({ detail }) => detail)
}

/** Pages whose core has no patience: everything that goes through many rows is asked aside. Keeps what the core reads itself, and what is read aside. */
function impatient(alone = 0, readsNothing = false, walked = Number.POSITIVE_INFINITY) {
  const read: string[] = []
  const aside: string[] = []
  const { store } = office
  const database: ReadDatabase = {
    all: (sql, ...parameters) => {
      read.push(sql)
      return store.read.all(sql, ...parameters)
    },
    get: (sql, ...parameters) => {
      read.push(sql)
      return store.read.get(sql, ...parameters)
    },
    each: (sql, ...parameters) => store.read.each(sql, ...parameters),
  }
  const watchedAside = new Proxy(store.aside, {
    get: (target, key) => {
      if (key === 'numbers') return (...asked: Parameters<typeof target.numbers>) => (aside.push(asked[0]), target.numbers(...asked))
      return Reflect.get(target, key, target)
    },
  })
  const watched = new Proxy(store, {
    get: (target, key) => {
      if (key === 'read') return database
      if (key === 'aside') return watchedAside
      if (key === 'readWithin' && readsNothing) return () => null
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }) as Store
  return { pages: new Pages(watched, { page: -1, count: -1, alone, walked }), read, aside }
}

const QUESTIONS: readonly Asked[] = [
  { register: 'person' },
  { register: 'person', text: 'z' },
  { register: 'person', text: '王' },
  { register: 'person', text: '6' },
  { register: 'person', sort: [{ field: 'name' }] },
  { register: 'person', sort: [{ field: 'sex', descending: true }], where: { ethnicity: '01' } },
  { register: 'household', text: 'w', sort: [{ field: 'population', descending: true }] },
  { register: 'household_year', text: 'l', where: { year: { gte: 2014 } } },
  { register: 'person_year', sort: [{ field: 'year' }] },
  { register: 'person', sort: [{ field: 'phone', descending: true }, { field: 'politics' }] },
]

describe('列表的各页', () => {
  it('看画面的人得到的，与当场读完的一样：每一页、总数、各人看得到的', async () => {
    for (const user of [administrator, clerk])
      for (const asked of QUESTIONS) {
        const whole = office.records.query(user, { ...asked, limit: 5000 })
        const ids = whole.rows.map(({ id }) => id)
        const label = `${user.login} ${JSON.stringify(asked)}`
        expect(whole.total, label).toBe(ids.length)
        expect(await office.records.countAll(user, asked), label).toBe(ids.length)
        for (const offset of [0, 7, Math.max(0, ids.length - 10), ids.length + 5]) {
          const page = await office.records.page(user, { ...asked, limit: 20, offset })
          expect({ ids: page.rows.map(({ id }) => id), total: page.total, more: page.more }, `${label} ${offset}`).toEqual({
            ids: ids.slice(offset, offset + 20),
            total: ids.length,
            more: false,
          })
        }
      }
  }, 120_000)

  it('费时的到旁边去读：当场只按行号取这一页；以后再深的页也一样，不再从头数', async () => {
    for (const asked of QUESTIONS) {
      const question = questionOf(asked)
      const { pages, read } = impatient()
      const ids = office.records.query(administrator, { ...asked, limit: 5000 }).rows.map(({ id }) => id)
      if (ids.length < 300) continue
      await pages.page(question, { limit: 20, offset: ids.length - 40, soon: false })
      read.length = 0
      const deep = await pages.page(question, { limit: 20, offset: ids.length - 15, soon: true })
      expect(
        deep.rows.map(({ id }) => id),
        JSON.stringify(asked),
      ).toEqual(ids.slice(-15))
      expect(deep).toMatchObject({ total: ids.length, more: false })
      // What an index gives is passed again, looking at no record (`listQuestion.test.ts`).
      expect(read).toHaveLength(question.isWalked ? 2 : 1)
      expect(read.at(-1)).toContain('t.rowid = j.value')
    }
  }, 120_000)

  it('很长的列表，打开时就在旁边把次序排好；以后哪一页都不用从头走，也不等它', async () => {
    for (const asked of [{ register: 'person' }, { register: 'person', sort: [{ field: 'name', descending: true }] }] satisfies Asked[]) {
      const question = questionOf(asked)
      expect(question.isWalked).toBe(true)
      const ids = office.records.query(administrator, { ...asked, limit: 5000 }).rows.map(({ id }) => id)
      const { pages, read, aside } = impatient(0, false, 100)
      await pages.page(question, { limit: 20, offset: 0, soon: true })
      expect(aside.filter((sql) => !sql.endsWith('LIMIT ? OFFSET ?'))).toHaveLength(1)
      // Asked of the same thread: answered when the order is there.
      await office.store.aside.rows('SELECT 1', [], { lane: 'ahead' })
      read.length = 0
      aside.length = 0
      const deep = await pages.page(question, { limit: 20, offset: ids.length - 15, soon: true })
      expect(deep.rows.map(({ id }) => id)).toEqual(ids.slice(-15))
      expect(read).toHaveLength(1)
      expect(aside).toEqual([])
    }
  }, 120_000)

  it('没有索引的次序，前面的一页单独去读，不先把全部排好；再往下的排好了留着', async () => {
    const question = questionOf({ register: 'person', sort: [{ field: 'phone', descending: true }] })
    const { pages, aside } = impatient(20)
    const ids = office.records.query(administrator, { register: 'person', sort: [{ field: 'phone', descending: true }], limit: 5000 }).rows.map(({ id }) => id)
    const first = await pages.page(question, { limit: 10, offset: 0, soon: true })
    expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, 10))
    expect(first).toMatchObject({ total: ids.length, more: false })
    const further = await pages.page(question, { limit: 10, offset: 100, soon: true })
    expect(further.rows.map(({ id }) => id)).toEqual(ids.slice(100, 110))
    expect(aside.map((sql) => sql.endsWith('LIMIT ? OFFSET ?'))).toEqual([true, false])
  }, 120_000)

  it('很多人都有的首字母，前面的一页也单独到旁边去读；要数多少，不在当场数', async () => {
    for (const register of ['person', 'household', 'person_year']) {
      const question = questionOf({ register, text: 'z' })
      expect(question, register).toMatchObject({ isMany: true, isEager: true })
      const { pages, aside, read } = impatient(1000, true)
      const { rows, total } = office.records.query(administrator, { register, text: 'z', limit: 5000 })
      const page = await pages.page(question, { limit: 10, offset: 0, soon: true })
      expect(page.rows.map(({ id }) => id)).toEqual(rows.slice(0, 10).map(({ id }) => id))
      expect(page).toMatchObject({ total: 10, more: true })
      // Of people those of the first places are known by the terms of search alone.
      expect(aside.map((sql) => sql.endsWith('LIMIT ? OFFSET ?'))).toEqual(register === 'person' ? [] : [true])
      expect(read.filter((sql) => sql.includes('count(*)'))).toEqual([])
      expect(await pages.count(question)).toBe(total)
    }
  }, 120_000)

  it('知道要逐户去问家里人的，大的台账不先在当场试；看过一页的，旁边的线程已经等着', async () => {
    const { store } = office
    const question = questionOf({ register: 'household', text: '6' })
    expect(question).toMatchObject({ isEager: true })
    const asked: string[] = []
    const here: ('core' | 'aside')[] = []
    const watched = new Proxy(store, {
      get: (target, key) => {
        if (key === 'readWithin') return (...within: Parameters<Store['readWithin']>) => (here.push('core'), target.readWithin(...within))
        if (key === 'aside')
          return new Proxy(target.aside, {
            get: (aside, name) => {
              if (name === 'numbers') return (...question_: Parameters<typeof aside.numbers>) => (here.push('aside'), aside.numbers(...question_))
              if (name === 'ready') return (lane: string) => asked.push(lane)
              return Reflect.get(aside, name, aside)
            },
          })
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    }) as Store
    const large = new Pages(watched, { page: 60_000, large: 10 })
    await large.page({ ...question, isLong: true, isMany: true }, { limit: 10, offset: 0, soon: true })
    expect([here, asked]).toEqual([['aside'], ['lists']])
    here.length = 0
    await new Pages(watched, { page: 60_000 }).page({ ...question, isLong: true, isMany: true }, { limit: 10, offset: 0, soon: true })
    expect([here, asked]).toEqual([['core'], ['lists']])
    await large.page(question, { limit: 10, offset: 0, soon: false })
    expect(asked).toEqual(['lists'])
  }, 120_000)

  it('总数费时的先说至少有多少，再在旁边数', async () => {
    const { store } = office
    const pages = new Pages(store, { page: 60_000, count: -1, alone: 0 })
    const question = questionOf({ register: 'person', where: { ethnicity: '01' } })
    const total = office.records.count(administrator, { register: 'person', where: { ethnicity: '01' } })
    expect(total).toBeGreaterThan(300)
    expect(await pages.page(question, { limit: 20, offset: 0, soon: true })).toMatchObject({ total: 20, more: true })
    expect(await pages.count(question)).toBe(total)
    expect(await pages.page(question, { limit: 20, offset: 0, soon: true })).toMatchObject({ total, more: false })
    // Whoever does not say that it may be told later is told at once.
    const another = questionOf({ register: 'person', where: { sex: '1' } })
    expect(await pages.page(another, { limit: 20, offset: 0, soon: false })).toMatchObject({
      total: office.records.count(administrator, { register: 'person', where: { sex: '1' } }),
      more: false,
    })
  }, 120_000)

  it('改了数据，留着的次序就不用了', async () => {
    const question = questionOf({ register: 'person', sort: [{ field: 'name' }] })
    const { pages } = impatient()
    const before = await pages.page(question, { limit: 5, offset: 0, soon: false })
    const first = String(before.rows[0]?.['id'])
    await office.store.change(actor, { kind: 'edit', title: '改名' }, (transaction) => transaction.update('person', first, { name: '龥末' }))
    const after = await pages.page(question, { limit: 5, offset: 0, soon: false })
    expect(after.rows.map(({ id }) => id)).not.toContain(first)
    const last = await pages.page(question, { limit: 1, offset: after.total - 1, soon: false })
    expect(last.rows[0]?.['id']).toBe(first)
  }, 120_000)

  it('没有人再等的不去读；还有人等的照样读完', async () => {
    const { pages, read } = impatient()
    const question = questionOf({ register: 'person', sort: [{ field: 'phone' }], where: { sex: { in: ['1', '2'] } } })
    await expect(pages.page(question, { limit: 20, offset: 0, soon: true, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(read).toEqual([])
    const [leaving, staying] = [new AbortController(), new AbortController()]
    const left = pages.page(question, { limit: 20, offset: 0, soon: true, signal: leaving.signal })
    const stayed = pages.page(question, { limit: 20, offset: 20, soon: true, signal: staying.signal })
    left.catch(() => undefined)
    await new Promise((resolve) => setImmediate(resolve))
    leaving.abort()
    await expect(left).rejects.toMatchObject({ code: 'CANCELLED' })
    expect((await stayed).rows.length).toBe(20)
  }, 120_000)
})

describe('同一个问题', () => {
  it('改口又改回来的，不拿正在停下的那一次', async () => {
    const { pages } = impatient()
    const question = questionOf({ register: 'person', sort: [{ field: 'phone', descending: true }], where: { sex: { in: ['1', '2'] } } })
    const first = new AbortController()
    const left = pages.page(question, { limit: 20, offset: 0, soon: true, signal: first.signal })
    left.catch(() => undefined)
    // The order is being gathered; what gathers it can answer in a later turn of the loop alone.
    for (let step = 0; step < 20; step += 1) await Promise.resolve()
    first.abort()
    const again = await pages.page(question, { limit: 20, offset: 0, soon: true, signal: new AbortController().signal })
    expect(again.rows.length).toBe(20)
    await expect(left).rejects.toMatchObject({ code: 'CANCELLED' })
  }, 120_000)

  it('改动前开始读的，改动后再问的不跟着等：得到的是改动后的', async () => {
    const { pages } = impatient()
    const question = questionOf({ register: 'person', sort: [{ field: 'phone' }, { field: 'name' }], where: { sex: { in: ['1', '2'] } } })
    const before = pages.page(question, { limit: 5, offset: 0, soon: false })
    await new Promise((resolve) => setImmediate(resolve))
    const [one] = office.store.read.all<{ id: string }>('SELECT id FROM person WHERE deleted = 0 AND phone IS NULL ORDER BY name, rowid LIMIT 1')
    await office.store.change(actor, { kind: 'edit', title: '填电话' }, (transaction) => transaction.update('person', one?.id ?? '', { phone: '19999999999' }))
    const after = await pages.page(question, { limit: 5, offset: 0, soon: false })
    expect(after.rows.map(({ id }) => id)).not.toContain(one?.id)
    expect((await before).total).toBe(after.total)
  }, 120_000)
})

describe('很多人都有的姓和首字母', () => {
  it('只读前面的几行，不先列出所有的人；有这个名字的人只列一次，各行拿去对', () => {
    for (const register of ['person', 'household'])
      for (const text of ['z', 'w', '王', '李']) {
        const terms = office.store.read.get<{ n: number }>(
          'SELECT count(*) AS n FROM search_term WHERE register = ? AND term >= ? AND term < ?',
          'person',
          text,
          `${text}\u{10ffff}`,
        )
        const question = questionOf({ register, text })
        expect(question.condition.sql).toContain('search_term')
        expect(question.near.sql.includes('ifnull(t.deleted, NULL) = 0'), `${text} ${terms?.n}`).toBe((terms?.n ?? 0) > 200)
        if ((terms?.n ?? 0) <= 200) continue
        const plan = planOf(question)
        expect(plan[0]).toContain(`SCAN t USING INDEX ${register}_listed`)
        expect(plan.filter((detail) => detail.includes('TEMP B-TREE') || detail.startsWith('CORRELATED LIST'))).toEqual([])
        expect(plan.filter((detail) => /^SCAN (?!t USING)/.test(detail))).toEqual([])
      }
  })

  it('人的列表按名字查，前面的几页只看前面几个村里的人，与全部排好了的一样', async () => {
    const named = office.store.read.get<{ n: number }>("SELECT count(*) AS n FROM search_term WHERE register = 'person' AND term >= 'z' AND term < '{'")?.n ?? 0
    for (const user of [administrator, clerk])
      for (const text of ['z', 'w', '王', 'zh'])
        for (const offset of [0, 7]) {
          const question = questionOf({ register: 'person', text }, user)
          const { pages, read } = impatient(1000)
          const page = await pages.page(question, { limit: 20, offset, soon: true })
          const ids = office.records.query(user, { register: 'person', text, limit: 5000 }).rows.map(({ id }) => id)
          expect(
            page.rows.map(({ id }) => id),
            `${user.login} ${text} ${offset}`,
          ).toEqual(ids.slice(offset, offset + 20))
          if (user !== administrator) continue
          expect(read.filter((sql) => sql.includes('t.id IN (SELECT value FROM json_each(?))'))).toHaveLength(1)
          expect(read.filter((sql) => !sql.includes('count(*)') && (sql.includes('fits_name') || sql.includes('(SELECT record FROM search_term')))).toEqual([])
        }
    const found = questionOf({ register: 'person', text: 'z' }).foremost?.(office.store.read, 20)
    const listed = (JSON.parse(String(found?.parameters.find((one) => String(one).startsWith('[')))) as unknown[]).length
    expect(listed).toBeLessThanOrEqual(60)
    expect(listed).toBeLessThan(named)
    // Another order, another register, a number: nothing is known of those who come first.
    for (const asked of [
      { register: 'person', text: 'z', sort: [{ field: 'name' }] },
      { register: 'household', text: 'z' },
      { register: 'person', text: '6' },
    ])
      expect(questionOf(asked).foremost, JSON.stringify(asked)).toBeUndefined()
  }, 120_000)
})
