import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
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

  it('no other commit brings the log in as long as the thread is at it, and ordinary ones do so again afterwards', async () => {
    const writer = new Database({ path: join(opened.directory, DATABASE_FILE), key: KEY })
    const log = new WriteAheadLog(writer, join(opened.directory, DATABASE_FILE), KEY)
    const { promise, resolve } = Promise.withResolvers<void>()
    const frames = (): unknown => writer.pragma('wal_autocheckpoint')
    const runs: string[] = []
    log.bringIn(() => {
      runs.push('first')
      return promise
    })
    expect(frames()).toBe(0)
    writer.execute('BEGIN IMMEDIATE')
    log.commit(5000)
    resolve()
    await promise
    // What was written meanwhile is brought in as well before anything is as before.
    await expect.poll(frames).toBe(1000)
    await log.settled()
    expect(runs).toEqual(['first'])
    writer.close()
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
