import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DATABASE_FILE, Store } from './store.ts'
import { Database } from './database.ts'
import { WriteAheadLog } from './writeAheadLog.ts'
import { clerk, KEY, openedStore, type OpenedStore } from './testing/opened.ts'
import { verify } from './verify.ts'

let opened: OpenedStore
beforeEach(async () => {
  opened = await openedStore()
})
afterEach(() => opened.end())

const bulk = async (count: number, name: string): Promise<void> => {
  await opened.store.change(clerk, { kind: 'import', title: '批量' }, (transaction) => {
    for (let index = 0; index < count; index += 1) transaction.insert('organization', { name: `${name}${index}` })
  })
}
const fileSize = (): number => statSync(join(opened.directory, DATABASE_FILE)).size

describe('after a bulk change', () => {
  it('the log is brought into the file by itself, and what is written meanwhile is kept', async () => {
    const before = fileSize()
    await bulk(2500, '甲')
    // No other commit helps: only the thread can have made the file longer.
    await expect.poll(fileSize).toBeGreaterThan(before + 500_000)
    await bulk(2500, '丙')
    await bulk(1, '乙')
    expect(opened.store.read.get('SELECT count(*) AS count FROM organization')).toEqual({ count: 5001 })
    expect((await verify(opened.store.read, opened.store.derivations)).findings).toEqual([])
  })

  it('many small changes are brought in behind them, by none of their commits, and the log begins anew', async () => {
    const path = join(opened.directory, DATABASE_FILE)
    const writer = new Database({ path, key: KEY })
    const log = new WriteAheadLog(writer, path, KEY)
    const logSize = (): number => statSync(`${path}-wal`).size
    const write = (): void => {
      writer.execute('BEGIN IMMEDIATE')
      writer.run('INSERT INTO meta (key, value) VALUES (?, ?)', randomUUID(), 'x'.repeat(100_000))
      log.commit(1)
    }
    const before = fileSize()
    // The event loop gets no turn, and so no thread: what is in the file by now a commit has brought there.
    while (logSize() < 20 * 1024 * 1024) write()
    expect(fileSize()).toBe(before)
    await log.settled()
    expect(fileSize()).toBeGreaterThan(before + 15 * 1024 * 1024)
    write()
    expect(logSize()).toBeLessThan(1024 * 1024)
    writer.close()
  })

  it('no other commit brings the log in as long as the thread is at it, and ordinary ones do so again afterwards', async () => {
    const writer = new Database({ path: join(opened.directory, DATABASE_FILE), key: KEY })
    const log = new WriteAheadLog(writer, join(opened.directory, DATABASE_FILE), KEY)
    const { promise, resolve } = Promise.withResolvers<void>()
    const frames = (): unknown => writer.pragma('wal_autocheckpoint')
    log.bringIn(promise)
    expect(frames()).toBe(0)
    writer.execute('BEGIN IMMEDIATE')
    log.commit(5000)
    resolve()
    await promise
    // What was written meanwhile is brought in as well before anything is as before.
    await expect.poll(frames).toBe(16_000)
    await log.settled()
    writer.close()
  })

  it('a thread that wrote beside the office leaves the log to it, and so ends at once', async () => {
    const aside = await Store.open({ directory: opened.directory, key: KEY, derivations: [], aside: true })
    await aside.change(clerk, { kind: 'import', title: '批量' }, (transaction) => void transaction.insert('organization', { name: '甲' }))
    const asked = vi.spyOn(Database.prototype, 'pragma')
    await aside.close()
    expect(asked.mock.calls.filter(([text]) => text.includes('checkpoint'))).toEqual([])
    asked.mockRestore()
    expect(opened.store.read.get('SELECT count(*) AS count FROM organization')).toEqual({ count: 1 })
  })

  it('closing waits for it, and all is there when the file is opened again', async () => {
    await bulk(2500, '甲')
    await opened.store.close()
    expect(statSync(join(opened.directory, `${DATABASE_FILE}-wal`), { throwIfNoEntry: false })?.size ?? 0).toBe(0)
    const again = await Store.open({ directory: opened.directory, key: KEY, derivations: [] })
    expect(again.living('organization')).toBe(2500)
    await again.close()
  })
})
