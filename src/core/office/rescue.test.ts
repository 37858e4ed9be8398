/** One flipped bit, one page gone: every edit is in the rescued data, or its village is named. */
import fc from 'fast-check'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { undoUnfinishedSwap } from '../features/backups/index.ts'
import { carry, done, openPair, take, type TestApp } from '../features/exchange/testing/apps.ts'
import { verify } from '../store/verify.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { Database, DATABASE_FILE } from '../store/index.ts'
import { lawRuns, lawSamples } from '../testing/lawRuns.ts'
import { rescueOffice } from './rescue.ts'
import {
  ADMIN,
  changed,
  flipBit,
  lookAt,
  officeToDamage,
  pagesOf,
  rescued,
  rescuing,
  silentlyLost,
  victimOf,
  zeroPages,
  type DamagedOffice,
} from './testing/damagedOffice.ts'
import { clientOf, RESOURCES } from './testing/offices.ts'

const PAGE = 4096
const CHILD = fileURLToPath(new URL('./testing/rescueChild.ts', import.meta.url))

let office: DamagedOffice
let directory: string
const file = (): string => join(directory, DATABASE_FILE)

beforeAll(async () => {
  office = await officeToDamage()
})
afterAll(() => office.end())
beforeEach(() => {
  directory = victimOf(office)
})

/** A fresh copy in the place of the last. */
function again(from?: string): void {
  rmSync(directory, { recursive: true, force: true })
  directory = victimOf(office, from)
}

const leaves = (name: string): number[] =>
  pagesOf(office, name)
    .filter(({ kind }) => kind === 'leaf')
    .map(({ number }) => number)
const outside = (statement: string): void => {
  const database = new Database({ path: file(), key: office.key })
  database.execute(statement)
  database.close()
}

describe('law: damage of one place', () => {
  it('one flipped bit anywhere costs nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(office.pages * PAGE * 8 - 1), async (bit) => {
        again()
        flipBit(file(), bit)
        const { report, now, findings } = await rescued(office, directory)
        expect({ findings, changed: changed(office, now), lost: report.lost, villages: report.villages }).toEqual({
          findings: [],
          changed: [],
          lost: false,
          villages: [],
        })
      }),
      lawRuns(2),
    )
  })

  it('a page gone costs no edit silently', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: office.pages }), async (page) => {
        again()
        zeroPages(file(), page)
        const { report, now, findings } = await rescued(office, directory)
        expect({ findings, silent: silentlyLost(office, now, report) }).toEqual({ findings: [], silent: [] })
        // Whatever one page held, another place tells it too: but for the list of tables itself.
        if (!report.others) expect(changed(office, now)).toEqual([])
      }),
      lawRuns(3),
    )
  })

  it('several pages gone cost no edit silently', async () => {
    const page = fc.integer({ min: 2, max: office.pages })
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 2, maxLength: 12 }), async (pages) => {
        again()
        zeroPages(file(), ...pages)
        const { report, now, findings } = await rescued(office, directory)
        expect({ findings, silent: silentlyLost(office, now, report) }).toEqual({ findings: [], silent: [] })
      }),
      lawRuns(2),
    )
  })

  it('a bit of the log flipped after a power cut costs nothing', async () => {
    const log = join(office.withLog, `${DATABASE_FILE}-wal`)
    await fc.assert(
      fc.asyncProperty(fc.nat(statSync(log).size * 8 - 1), async (bit) => {
        again(office.withLog)
        flipBit(`${file()}-wal`, bit)
        const { now, findings } = await rescued(office, directory).catch(async (error: unknown) => {
          // A bit behind the last commit is none of the data.
          expect(error).toMatchObject({ code: 'VALIDATION' })
          return lookAt(office, directory)
        })
        expect({ findings, changed: changed(office, now) }).toEqual({ findings: [], changed: [] })
      }),
      lawRuns(2),
    )
  })
})

describe('a rescue', () => {
  it('names the villages of records whose entries and rows are both gone', async () => {
    zeroPages(file(), ...leaves('journal').slice(-4), ...leaves('household'))
    const { report, now, findings } = await rescued(office, directory)
    expect(findings).toEqual([])
    expect(changed(office, now).length).toBeGreaterThan(0)
    expect(silentlyLost(office, now, report)).toEqual([])
    expect(report.lost).toBe(true)
    expect(report.villages.flatMap(({ records }) => records.map(({ label }) => label))).toContain('户')
    expect(report.villages.every(({ code, name }) => code === null || name.endsWith('村') || name.length > 2)).toBe(true)
  })

  it('takes rows of the tables where entries are gone, and loses no value', async () => {
    zeroPages(
      file(),
      ...pagesOf(office, 'journal')
        .filter(({ kind }) => kind !== 'leaf')
        .map(({ number }) => number),
      ...leaves('journal').slice(-2),
    )
    const { report, now, findings } = await rescued(office, directory)
    expect({ findings, changed: changed(office, now) }).toEqual({ findings: [], changed: [] })
    expect(report.lines.join('')).toContain('取自损坏文件的数据表')
  })

  it('needs no backup where the file tells it all', async () => {
    rmSync(join(directory, 'backups'), { recursive: true, force: true })
    zeroPages(file(), ...leaves('household'), ...leaves('person'))
    const { report, now, findings } = await rescued(office, directory)
    expect({ findings, changed: changed(office, now), lost: report.lost }).toEqual({ findings: [], changed: [], lost: false })
    expect(report.lines.join('')).toContain('没有可用的备份')
  })

  it('goes on from the log where the file beside it is damaged, and without the log from what the file holds', async () => {
    again(office.withLog)
    zeroPages(`${file()}-wal`, 1, 2)
    const some = await rescued(office, directory)
    expect({ findings: some.findings, silent: silentlyLost(office, some.now, some.report) }).toEqual({ findings: [], silent: [] })
    again(office.withLog)
    zeroPages(`${file()}-wal`, 6)
    const middle = await rescued(office, directory)
    expect({ findings: middle.findings, silent: silentlyLost(office, middle.now, middle.report) }).toEqual({ findings: [], silent: [] })
    again(office.withLog)
    flipBit(file(), ((leaves('division')[0] ?? 1) - 1) * PAGE * 8 + 77)
    const { report, now, findings } = await rescued(office, directory)
    expect({ findings, changed: changed(office, now), lost: report.lost }).toEqual({ findings: [], changed: [], lost: false })
  })

  it('finds the end of a journal that does not say where it ends', async () => {
    outside(`DELETE FROM meta WHERE key = 'journal_head'`)
    zeroPages(file(), leaves('person')[0] ?? 0)
    const { now, findings } = await rescued(office, directory)
    expect({ findings, changed: changed(office, now) }).toEqual({ findings: [], changed: [] })
  })

  it('takes the newest backup that is whole and of this office', async () => {
    const backups = join(directory, 'backups')
    const [name = ''] = readdirSync(backups)
    flipBit(join(backups, name), statSync(join(backups, name)).size * 4)
    zeroPages(file(), ...leaves('household'))
    const { report, now, findings } = await rescued(office, directory)
    expect({ findings, changed: changed(office, now) }).toEqual({ findings: [], changed: [] })
    expect(report.lines.join('')).toContain('没有可用的备份')
  })

  it('keeps the damaged file as it was, and the report in the data', async () => {
    zeroPages(file(), ...leaves('household'))
    const bytes = readFileSync(file())
    const { report } = await rescued(office, directory)
    expect(readFileSync(join(directory, report.kept)).equals(bytes)).toBe(true)
    expect(readdirSync(directory).filter((name) => name.startsWith('restore-') || name.startsWith('.'))).toEqual([])
  })

  it('is for administrators of today, and where the users cannot be read for the recovery code', async () => {
    flipBit(file(), 40 * PAGE * 8)
    await expect(rescueOffice(rescuing(directory), { login: 'admin', password: '不是这个密码啊' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    again()
    zeroPages(file(), ...leaves('user'))
    await expect(rescueOffice(rescuing(directory), ADMIN)).rejects.toMatchObject({ code: 'FORBIDDEN', action: expect.stringContaining('恢复码') as unknown })
    const { report, now, findings } = await rescued(office, directory)
    expect({ findings, changed: changed(office, now) }).toEqual({ findings: [], changed: [] })
    expect(report.lines.join('')).toContain('用户表读不出来')
  })

  it('is refused where nothing is damaged', async () => {
    const bytes = readFileSync(file())
    await expect(rescueOffice(rescuing(directory), ADMIN)).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('没有损坏') as unknown,
    })
    expect(readFileSync(file()).equals(bytes)).toBe(true)
  })

  it('that is cancelled or fails at any step leaves all as it was', async () => {
    const steps: string[] = []
    zeroPages(file(), ...leaves('household'))
    await rescued(office, directory, {
      onStep: (step) => {
        steps.push(step)
      },
    })
    expect(steps).toEqual(expect.arrayContaining(['mend', 'copy', 'keyring', 'mark', 'old bangfu.db', 'new bangfu.db', 'commit', 'tidy']))
    for (const failing of lawSamples(['copy', 'keyring', 'old bangfu.db', 'new bangfu.db', 'commit'], 3)) {
      again()
      zeroPages(file(), ...leaves('household'))
      const bytes = readFileSync(file())
      await expect(
        rescued(office, directory, {
          onStep: (step) => {
            if (step === failing) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
          },
        }),
        failing,
      ).rejects.toThrow('full')
      expect([failing, readFileSync(file()).equals(bytes), existsSync(join(directory, 'restore-new'))]).toEqual([failing, true, false])
    }
    const abort = new AbortController()
    const bytes = readFileSync(file())
    await expect(
      rescued(office, directory, {
        signal: abort.signal,
        onStep: (step) => {
          if (step === 'copy') abort.abort()
        },
      }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readFileSync(file()).equals(bytes)).toBe(true)
  })

  it('that is killed at any step leaves the damaged data or the rescued', { timeout: 120_000 }, async () => {
    const run = (dieAt: number | string | null) => {
      again()
      zeroPages(file(), ...leaves('household'))
      return spawnSync(process.execPath, [CHILD, JSON.stringify({ directory, resources: RESOURCES, dieAt })], { encoding: 'utf8' })
    }
    const whole = run(null)
    expect(whole.stderr).toBe('')
    const total = Number(whole.stdout)
    expect(total).toBeGreaterThan(100)
    for (const dieAt of lawSamples([Math.floor(total / 3), 'old bangfu.db', 'commit', 'tidy'], 2)) {
      expect(run(dieAt).signal, String(dieAt)).toBe('SIGKILL')
      await undoUnfinishedSwap(directory)
      expect(readdirSync(directory).filter((name) => name.startsWith('restore-') || name.startsWith('.verify'))).toEqual([])
      if (dieAt === 'tidy') expect(changed(office, (await lookAt(office, directory)).now)).toEqual([])
      else {
        const { now, findings } = await rescued(office, directory)
        expect({ dieAt, findings, changed: changed(office, now) }).toEqual({ dieAt, findings: [], changed: [] })
      }
    }
  })
})

describe('an office that was rescued', () => {
  it('is offered the rescue at login, opens, tells the report, and goes on', async () => {
    zeroPages(file(), ...leaves('household'))
    const app = await createApp({
      dataDirectory: directory,
      resourcesDirectory: RESOURCES,
      temporaryDirectory: `${directory}-temporary`,
      keyring: cheapKeyring,
    })
    try {
      const client = clientOf(app)
      await expect(client.session.login(ADMIN)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
      const report = await client.rescue.run(ADMIN)
      expect(report.lost).toBe(false)
      await client.session.login(ADMIN)
      expect(await client.rescue.reports()).toEqual([report])
      expect((await client.records.query({ register: 'household', limit: 1 })).total).toBeGreaterThan(10)
      await client.records.save({ register: 'organization', values: { name: '抢救以后的单位' } })
      await expect(client.rescue.run(ADMIN)).rejects.toMatchObject({ code: 'VALIDATION' })
      await client.session.login(ADMIN)
    } finally {
      await app.close()
    }
  })

  it('is not opened over a log that SQLite would cut short', async () => {
    again(office.withLog)
    zeroPages(`${file()}-wal`, 1)
    const app = await createApp({
      dataDirectory: directory,
      resourcesDirectory: RESOURCES,
      temporaryDirectory: `${directory}-temporary`,
      keyring: cheapKeyring,
    })
    try {
      const client = clientOf(app)
      await expect(client.session.login(ADMIN)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', action: expect.stringContaining('抢救数据') as unknown })
      await client.rescue.run(ADMIN)
      await client.session.login(ADMIN)
    } finally {
      await app.close()
    }
  })

  it('exchanges on: what was sent and received before comes to the same at both', { timeout: 120_000 }, async () => {
    const pair = await openPair()
    let { township } = pair
    try {
      const { county } = pair
      const village = township.app.host.office().store.read.get<{ code: string }>(`SELECT code FROM division WHERE level = 'village' LIMIT 1`)?.code ?? ''
      const add = (at: TestApp, name: string): Promise<unknown> => at.client.records.save({ register: 'household', values: { village, local_no: name } })
      await add(township, '之前')
      await carry(township, county)
      await carry(county, township)
      await done(township, township.client.backups.create({}))
      await add(township, '之后')
      await carry(township, county)
      await add(township, '没有送出')
      const key = Buffer.from(township.app.host.dataKey())
      await township.app.close()
      const path = join(township.directory, DATABASE_FILE)
      const database = new Database({ path, key, readonly: true })
      const [page] = database.all<{ number: number }>(
        `SELECT pageno AS number FROM dbstat WHERE name = 'journal' AND pagetype = 'leaf' ORDER BY path DESC LIMIT 1`,
      )
      database.close()
      zeroPages(path, page?.number ?? 0)
      const app = await createApp({
        dataDirectory: township.directory,
        resourcesDirectory: RESOURCES,
        temporaryDirectory: `${township.directory}-temporary`,
        keyring: cheapKeyring,
      })
      township = { ...township, app, client: clientOf(app) }
      await township.client.rescue.run(ADMIN)
      await township.client.session.login(ADMIN)
      // The first word of the rescued office tells the county from where on it needs things again; the receipt of it does not fit yet.
      await take(county, (await done(township, township.client.exchange.pack({ to: county.unit }))).path ?? '')
      await carry(county, township)
      await carry(township, county)
      const households = (at: TestApp): unknown =>
        at.app.host.office().store.read.all('SELECT local_no, village FROM household WHERE deleted = 0 ORDER BY local_no')
      expect(households(township)).toEqual(['之前', '之后', '没有送出'].toSorted().map((name) => ({ local_no: name, village })))
      expect(households(county)).toEqual(households(township))
      expect(county.app.host.office().store.read.all('SELECT field FROM conflict')).toEqual([])
      for (const {
        app: { host },
      } of [county, township])
        expect((await verify(host.office().store.read, host.office().store.derivations)).findings).toEqual([])
    } finally {
      await township.app.close()
      await pair.end()
    }
  })
})
