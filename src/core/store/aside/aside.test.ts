/** Reads beside the writer: what they answer, that they are called off in the middle, and that nothing is asked for those who have gone. */
import { hash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testOffice, type TestOffice } from '../../testing/office.ts'
import { WANTED, type ReadDatabase } from '../database.ts'

let office: TestOffice

beforeAll(async () => {
  office = await testOffice({ households: 20 })
}, 120_000)
afterAll(() => office.end())

const lists = { lane: 'lists' } as const
/** Goes on for ever, and asks now and then whether it is still wanted. */
const ENDLESS = `WITH RECURSIVE t (rowid) AS (SELECT 1 UNION ALL SELECT rowid + 1 FROM t) SELECT count(*) AS n FROM t WHERE ${WANTED}`

describe('在旁边的线程里读', () => {
  it('读到的与在主线程里读到的一样', async () => {
    const { read, aside } = office.store
    const sql = 'SELECT id, village, population FROM household WHERE deleted = ? ORDER BY id'
    expect(await aside.rows(sql, [0], lists)).toEqual(read.all(sql, 0))
    expect([...(await aside.numbers('SELECT rowid FROM person ORDER BY id', [], lists))]).toEqual(
      read.all<{ rowid: number }>('SELECT rowid FROM person ORDER BY id').map(({ rowid }) => rowid),
    )
  }, 120_000)

  it('没有人再等的，读到一半也停下；排着队的不再去读；后面的照样得到答复', async () => {
    const { aside } = office.store
    const [running, queued] = [new AbortController(), new AbortController()]
    const endless = aside.rows(ENDLESS, [], { ...lists, signal: running.signal })
    const never = aside.rows(ENDLESS, [], { ...lists, signal: queued.signal })
    const after = aside.rows('SELECT 7 AS n', [], lists)
    queued.abort()
    await expect(never).rejects.toMatchObject({ code: 'CANCELLED' })
    running.abort()
    await expect(endless).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await after).toEqual([{ n: 7 }])
    await expect(aside.rows(ENDLESS, [], { ...lists, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
  }, 120_000)

  it('读的是一个时刻的数据：中间有改动就从头再读', async () => {
    const { store } = office
    let beginnings = 0
    const [one, two] = await store.aside.reading((database) => {
      const first = database.get<{ n: number }>('SELECT count(*) AS n FROM helper')?.n
      if (first !== undefined) beginnings += 1
      // Somebody saves while the first answer is there and the second is not.
      if (beginnings === 1) store.aside.changed()
      return [first, database.get<{ n: number }>('SELECT count(*) AS n FROM helper WHERE deleted = 0')?.n]
    }, lists)
    expect(one).toBe(two)
    expect(beginnings).toBeGreaterThan(2)
  }, 120_000)

  it('两份一起读的，各在一个线程里读，是同一个时刻的数据；一份出错就都算出错', async () => {
    const { store } = office
    const others = store.aside.threads
    const count = (database: ReadDatabase): number | undefined => database.get<{ n: number }>('SELECT count(*) AS n FROM helper')?.n
    let beginnings = 0
    const both = await store.aside.readingBoth(
      { lane: 'lists', work: (database) => [count(database), (beginnings += 1)] },
      {
        lane: 'ahead',
        work: (database) => {
          const counted = count(database)
          // Somebody saves while one is counted and the other may be.
          if (counted !== undefined && beginnings <= 2) store.aside.changed()
          return counted
        },
      },
    )
    expect(both[0][0]).toBe(both[1])
    expect(beginnings).toBeGreaterThan(2)
    expect(store.aside.threads).toBe(others + 1)
    const failing = { lane: 'ahead', work: (database: ReadDatabase) => database.all('SELECT nothing FROM nowhere') } as const
    await expect(store.aside.readingBoth({ lane: 'lists', work: count }, failing)).rejects.toMatchObject({ code: 'INTERNAL' })
  }, 120_000)

  it('一项任务要的编号一次拿全；答完没有人接着问，线程就结束，不占着内存', async () => {
    const { read, aside } = office.store
    const others = aside.threads
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const sql = 'SELECT id FROM person ORDER BY id'
    expect(await aside.ids(sql, [], { lane: 'jobs' })).toEqual(read.all<{ id: string }>(sql).map(({ id }) => id))
    expect(await aside.ids('SELECT id FROM person WHERE id = ?', ['nobody'], { lane: 'jobs' })).toEqual([])
    expect(aside.threads).toBe(others + 1)
    vi.advanceTimersByTime(1000)
    vi.useRealTimers()
    while (aside.threads > others) await new Promise((resolve) => void setImmediate(resolve))
  }, 120_000)

  it('叫它先起来的线程等着问；没有人问，过一会儿也结束', async () => {
    const { aside } = office.store
    aside.rest()
    while (aside.threads > 0) await new Promise((resolve) => void setImmediate(resolve))
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    aside.ready('lists')
    aside.ready('lists')
    expect(aside.threads).toBe(1)
    expect(await aside.rows('SELECT 1 AS n', [], lists)).toEqual([{ n: 1 }])
    expect(aside.threads).toBe(1)
    vi.advanceTimersByTime(30_000)
    vi.useRealTimers()
    while (aside.threads > 0) await new Promise((resolve) => void setImmediate(resolve))
  }, 120_000)

  it('每一段文字的校验和，与逐条算的一样', async () => {
    const sql = `SELECT column1 AS of, column2 AS text FROM (VALUES ('甲', '一'), ('甲', '二'), ('乙', '三'), ('甲', ''))`
    const sum = (...texts: readonly string[]): string => hash('sha256', texts.map((text) => `${text}\n`).join(''))
    expect(await office.store.aside.fingerprints(sql, { lane: 'jobs' })).toEqual([
      { of: '甲', rows: 2, sha256: sum('一', '二') },
      { of: '乙', rows: 1, sha256: sum('三') },
      { of: '甲', rows: 1, sha256: sum('') },
    ])
    expect(await office.store.aside.fingerprints('SELECT id, name FROM person WHERE 0', { lane: 'jobs' })).toEqual([])
  }, 120_000)

  it('问数字和问同样数字的文字是两回事', async () => {
    const kinds = await office.store.aside.reading(
      (database) => [1, '1', null, 'null'].map((value) => database.get<{ kind: string }>('SELECT typeof(?) AS kind', value)?.kind),
      lists,
    )
    expect(kinds).toEqual(['real', 'text', 'null', 'text'])
  }, 120_000)

  it('出错的照样说是什么错，线程还在', async () => {
    await expect(office.store.aside.rows('SELECT nothing FROM nowhere', [], lists)).rejects.toMatchObject({ code: 'INTERNAL' })
    expect(await office.store.aside.rows('SELECT 1 AS n', [], lists)).toEqual([{ n: 1 }])
  }, 120_000)

  it('关闭数据时正在读的停下，线程都已结束', async () => {
    const closing = await testOffice()
    const endless = closing.store.aside.rows(ENDLESS, [], { lane: 'tables' })
    const refused = expect(endless).rejects.toMatchObject({ code: 'CANCELLED' })
    await closing.end()
    await refused
    await expect(closing.store.aside.rows('SELECT 1', [], lists)).rejects.toMatchObject({ code: 'LOCKED' })
  }, 120_000)
})
