/** An upgrade that fails, fills the disk or dies leaves the office as it was, says what to do, and is done the next time. */
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listBackups } from '../features/backups/index.ts'
import { FileFaults } from '../files/testing/faults.ts'
import { derivations } from '../features/derivations.ts'
import { unlock } from '../keyring/index.ts'
import { Database, DATABASE_FILE, Store } from '../store/index.ts'
import { migrate, SCHEMA_VERSION, UNCHECKED_MARK } from '../store/migrate.ts'
import { migrations } from '../store/migrations/index.ts'
import type { Migration } from '../store/migrations/types.ts'
import { verify } from '../store/verify.ts'
import { lawSamples } from '../testing/lawRuns.ts'
import { caughtAtWrites, writesOf } from './testing/broken.ts'
import { contentsOf, lostRows, openAt, releasedVersions, unpackOffices, type Contents, type ReleasedOffices } from './testing/offices.ts'
import { upgradeIn, type Upgrading } from './testing/replacing.ts'
import type { KilledTask } from './testing/replacingChild.ts'
import { cheapKeyring } from '../testing/keyring.ts'

const CHILD = fileURLToPath(new URL('./testing/replacingChild.ts', import.meta.url))
let released: ReleasedOffices
let before: Contents
let key: Buffer
const at = (...names: string[]): string => join(released.folder, ...names)

beforeAll(async () => {
  released = unpackOffices(releasedVersions[0] ?? '')
  key = await unlock(at('county'), released.login, released.password, cheapKeyring)
  before = contentsOf(at('county'), key)
})
afterAll(() => released.end())

/** A fresh copy of the old office. */
function victim(from = 'county'): string {
  rmSync(at('victim'), { recursive: true, force: true })
  cpSync(at(from), at('victim'), { recursive: true })
  return at('victim')
}

function asBefore(directory: string): void {
  const now = contentsOf(directory, key)
  expect(now.version).toBe(before.version)
  expect(lostRows(before, now)).toEqual([])
}

const openVictim = (directory: string, onUpgrade: (step: string) => void = () => undefined): Promise<Store> =>
  Store.open({ directory, key, derivations, onUpgrade })

const task = (directory: string): Upgrading => ({ kind: 'upgrade', directory, key: key.toString('hex') })
const attempt = (directory: string): Promise<Store> => upgradeIn(task(directory))

/** A migration for which the file has to grow in several steps. */
const GROWING: Migration = {
  id: 999_990,
  name: 'growing',
  statements: ['CREATE TABLE grown (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT', 'CREATE INDEX grown_text ON grown (text)'],
  rederive: ['household'],
  data: {
    revision: 1,
    run: async (database) => {
      for (let row = 0; row < 30; row += 1) database.run('INSERT INTO grown (text) VALUES (?)', `${row} `.repeat(400))
    },
  },
}

describe('an upgrade that cannot be done', () => {
  it('for whatever reason at whatever step (at twelve in the test run), leaves the data as it was, says so, and can be tried again', async () => {
    const steps: string[] = []
    await (
      await openVictim(victim(), (step) => {
        steps.push(step)
      })
    ).close()
    expect(new Set(steps)).toEqual(new Set(['调整结构', '整理数据', '重算计算列', '整理查找', '核对引用', '写入']))
    for (const failing of lawSamples([...steps.keys()], 12)) {
      let made = 0
      await expect(
        openVictim(victim(), () => {
          if (made++ === failing) throw new Error('broken')
        }),
        `step ${failing}`,
      ).rejects.toMatchObject({
        code: 'UPGRADE_FAILED',
        message: expect.stringContaining('和升级前完全一样') as unknown,
        action: expect.stringContaining('重新登录') as unknown,
      })
      asBefore(at('victim'))
    }
    const store = await openVictim(at('victim'))
    expect(store.meta(UNCHECKED_MARK)).toBe(String(before.version))
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
    await store.close()
  })

  /** Pages of the office once it was upgraded. */
  const pagesUpgraded = async (list: readonly Migration[]): Promise<number> => {
    cpSync(at('county'), at('upgraded'), { recursive: true })
    const database = new Database({ path: join(at('upgraded'), DATABASE_FILE), key })
    try {
      await migrate(database, { list, derivations })
      return Number(database.pragma('page_count'))
    } finally {
      database.close()
    }
  }

  it('since the disk is full, at every page that is missing (at twelve in the test run)', async () => {
    const path = join(victim(), DATABASE_FILE)
    const database = new Database({ path, key })
    try {
      const old = Number(database.pragma('page_count')) - Number(database.pragma('freelist_count'))
      const list = [...migrations, GROWING]
      await expect(
        migrate(database, {
          list,
          derivations,
          onStep: (step) => {
            if (step === '写入') throw new Error('not this time')
          },
        }),
      ).rejects.toMatchObject({ code: 'UPGRADE_FAILED' })
      const entries = database.all('SELECT * FROM journal')
      const missing = Array.from({ length: (await pagesUpgraded(list)) - old }, (_, page) => old + page)
      let refused = 0
      for (const limit of [...lawSamples(missing, 12), 2 ** 30]) {
        database.pragma(`max_page_count=${limit}`)
        const problem = await migrate(database, { list, derivations }).then(
          () => null,
          (error: unknown) => error,
        )
        if (problem === null) break
        refused += 1
        expect(problem, `${limit} pages`).toMatchObject({
          code: 'DISK_FULL',
          message: expect.stringContaining('和升级前完全一样') as unknown,
          action: expect.stringContaining('清理') as unknown,
        })
        expect([database.pragma('user_version'), database.all('SELECT * FROM journal')]).toEqual([before.version, entries])
      }
      expect(refused).toBeGreaterThan(8)
      expect(database.pragma('user_version')).toBe(GROWING.id)
    } finally {
      database.close()
    }
  })

  it('since the backup before it cannot be written, at any file operation of it', async () => {
    const faults = await FileFaults.watch()
    try {
      const directory = victim()
      await (await faults.during(null, () => attempt(directory))).close()
      const operations = faults.seen
      expect(operations).toBeGreaterThan(4)
      for (const failing of lawSamples(
        Array.from({ length: operations }, (_, number) => number),
        4,
      )) {
        await expect(
          faults.during(failing, () => attempt(victim())),
          `operation ${failing}`,
        ).rejects.toMatchObject({
          code: 'DISK_FULL',
          message: expect.stringMatching(/升级数据之前的备份没有做成.*没有升级，和原来一样/) as unknown,
          action: expect.stringContaining('重新登录') as unknown,
        })
        asBefore(at('victim'))
        // Only one that is there in full may be left: its name was not known to be on the disk yet.
        expect(readdirSync(join(at('victim'), 'backups')).filter((name) => name.startsWith('.'))).toEqual([])
        expect((await listBackups(join(at('victim'), 'backups'))).filter(({ sound }) => !sound)).toEqual([])
      }
    } finally {
      faults.end()
    }
  })
})

describe('a program that dies while it upgrades', () => {
  it('within the commit, at any frame of the log: all is as before or as after', async () => {
    const directory = victim()
    const store = await openVictim(directory)
    cpSync(directory, at('caught'), { recursive: true })
    await store.close()
    const log = join(at('caught'), `${DATABASE_FILE}-wal`)
    const bytes = readFileSync(log)
    const page = bytes.readUInt32BE(8)
    const frames = Math.floor((bytes.length - 32) / (page + 24))
    expect(frames).toBeGreaterThan(5)
    const seen = new Set<number>()
    for (const frame of [
      0,
      ...lawSamples(
        Array.from({ length: frames - 1 }, (_, number) => number + 1),
        6,
      ),
      frames,
    ]) {
      for (const length of [32 + frame * (page + 24), 32 + frame * (page + 24) + 40]) {
        victim('caught')
        truncateSync(join(at('victim'), `${DATABASE_FILE}-wal`), Math.min(length, bytes.length))
        const now = contentsOf(at('victim'), key)
        seen.add(now.version)
        expect(lostRows(before, now)).toEqual([])
      }
    }
    expect([...seen].toSorted()).toEqual([before.version, SCHEMA_VERSION].toSorted())
  })

  /** Whole, of one version or the other, and opened to its end. */
  const soundAfter = async (directory: string): Promise<number> => {
    const left = contentsOf(directory, key)
    expect(lostRows(before, left)).toEqual([])
    const office = await openAt(directory, released.login, released.password)
    const { store } = office.app.host.office()
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
    await office.app.close()
    expect(readdirSync(directory).filter((name) => name.includes('.partial') || name.startsWith('.verify-'))).toEqual([])
    expect((await listBackups(join(directory, 'backups'))).filter(({ sound }) => !sound)).toEqual([])
    return left.version
  }

  it('since the power fails, at any write (killed for good at two in the test run): opens the next time, complete', async () => {
    const directory = victim()
    const upgrade = (): Promise<void> => attempt(directory).then((store) => store.close())
    const writes = await writesOf(upgrade)
    expect(writes).toBeGreaterThan(10)
    const moments = Array.from({ length: writes }, (_, index) => index + 1)
    const named = (moment: string, work: Promise<number>): Promise<number> =>
      work.catch((error: unknown) => {
        throw new Error(`${moment} of ${writes}`, { cause: error })
      })
    victim()
    const caught = await caughtAtWrites(directory, upgrade, new Set(lawSamples(moments, 2)))
    expect(caught.length).toBeGreaterThan(0)
    const versions: number[] = []
    for (const copy of [...caught, directory]) versions.push(await named(copy, soundAfter(copy)))
    expect(versions).toEqual(versions.toSorted((one, other) => one - other))
    expect(versions.at(-1)).toBe(SCHEMA_VERSION)
    for (const dieAt of lawSamples(moments, 2)) {
      const child = spawnSync(process.execPath, [CHILD, JSON.stringify({ work: task(victim()), dieAt } satisfies KilledTask)], { encoding: 'utf8' })
      expect([child.signal, child.stderr]).toEqual(['SIGKILL', ''])
      await named(`killed at ${dieAt}`, soundAfter(at('victim')))
    }
  })
})
