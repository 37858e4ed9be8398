/** What the connections of an office keep of its pages: by their settings, since what they take stays with the process. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { givenUpForRoom } from '../makeRoom.ts'
import { Database } from './database.ts'
import { Store } from './store.ts'
import { KEY } from './testing/opened.ts'
import { putEmptyDatabase } from './testing/template.ts'

/** KiB that reading and writing may keep together, of the 400 MB that the whole process may take. */
const MOST_KEPT = 32 * 1024

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bangfu-pages-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(directory, { recursive: true, force: true })
})

it('打开小的数据时从头到尾检查一遍，不把读过的页都留下；之后两个连接一共也只留这么多', async () => {
  await putEmptyDatabase(directory, KEY)
  const connections = new Set<Database>()
  const whileChecking: unknown[] = []
  const all = Database.prototype.all
  vi.spyOn(Database.prototype, 'all').mockImplementation(function (this: Database, sql, ...parameters) {
    connections.add(this)
    if (sql.includes('quick_check')) whileChecking.push(this.pragma('cache_size'))
    return all.call(this, sql, ...parameters) as never
  })
  vi.spyOn(Database.prototype, 'get').mockImplementation(function (this: Database, sql, ...parameters) {
    connections.add(this)
    return all.call(this, sql, ...parameters)[0] as never
  })
  const store = await Store.open({ directory, key: KEY, derivations: [] })
  try {
    expect(whileChecking.at(-1)).toBe(-8192)
    const kept = [...connections].filter(({ isOpen }) => isOpen).map((connection) => -Number(connection.pragma('cache_size')))
    expect(kept).toHaveLength(2)
    expect(kept.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(MOST_KEPT)
  } finally {
    await store.close()
  }
})

it('别的线程要写时，两个连接留着的页和没有人问的线程都让出来；正在逐行读的照样读完', async () => {
  await putEmptyDatabase(directory, KEY)
  const store = await Store.open({ directory, key: KEY, derivations: [] })
  try {
    const forgot: unknown[] = []
    const asked = vi.fn<() => void>()
    givenUpForRoom(asked)
    const pragma = Database.prototype.pragma
    vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (this: Database, text) {
      if (text === 'shrink_memory') forgot.push(this)
      return pragma.call(this, text)
    })
    await store.aside.rows('SELECT 1', [], { lane: 'tables' })
    const rows = store.read.each<{ name: string }>('SELECT name FROM sqlite_schema')
    const first = rows.next()
    await store.lend(async () => ({ changed: null, registers: [], ended: Promise.resolve() }))
    expect(new Set(forgot).size).toBe(2)
    expect(asked).toHaveBeenCalledOnce()
    expect([first, ...rows]).toHaveLength(store.read.all('SELECT name FROM sqlite_schema').length)
    while (store.aside.threads > 0) await new Promise((resolve) => void setImmediate(resolve))
    // Whoever asks again is answered by a new one.
    expect(await store.aside.rows('SELECT 2 AS n', [], { lane: 'tables' })).toEqual([{ n: 2 }])
    expect(store.aside.threads).toBe(1)
  } finally {
    await store.close()
  }
})
