/** A new data key: nothing that opened the data before opens it afterwards, and breaking it off leaves all as it was. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { AppError } from '../errors.ts'
import { done, type TestApp } from '../features/exchange/testing/apps.ts'
import { FileFaults, filesCanBeLimited, withFilesUpTo } from '../files/testing/faults.ts'
import { readKeyring, unlock, unlockByCode } from '../keyring/index.ts'
import { Database } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { isLongRun, lawSamples } from '../testing/lawRuns.ts'
import { caughtAtWrites, clearIn, leftIn, listing, PAGE } from './testing/broken.ts'
import { clientOf, RESOURCES } from './testing/offices.ts'
import { rekeyIn, type Breaking, type Rekeying } from './testing/replacing.ts'
import type { KilledTask } from './testing/replacingChild.ts'

const ADMIN = { login: 'admin', password: '测试专用密码2026' }
const CLERK = { login: 'wang', password: '村里的录入口令一' }
/** A name on file, which must never be read in clear. */
const CANARY = '县一中'
const CHILD = fileURLToPath(new URL('./testing/replacingChild.ts', import.meta.url))
/** So many it makes at least. */
const FEWEST_WRITES = 30

let folder: string
let code: string
let key: Buffer
let by: { id: string; displayName: string; login: string }
const at = (...names: string[]): string => join(folder, ...names)

async function open(name: string): Promise<TestApp> {
  const app = await createApp({
    dataDirectory: at(name),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: at(`${name}-temporary`),
    keyring: { ...cheapKeyring, now: () => clock },
  })
  return { app, client: clientOf(app), directory: at(name), unit: '621125000000' }
}

/** Moved on after wrong passwords. */
let clock = Date.UTC(2026, 10, 24)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-rekey-'))
  const office = await open('office')
  code = (await office.app.host.setUp({ session: 's' }, { unit: '621125', displayName: '管理员', ...ADMIN })).recoveryCode
  await office.client.users.create({ login: CLERK.login, displayName: '王五', role: 'entry', divisions: [], password: CLERK.password })
  await office.client.records.save({ register: 'organization', values: { name: CANARY } })
  key = Buffer.from(office.app.host.dataKey())
  by = (await office.client.users.list()).find(({ login }) => login === ADMIN.login) ?? { id: '', displayName: '', login: '' }
  await done(office, office.client.backups.create({}))
  await office.app.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A fresh copy of the office. */
function victim(): string {
  for (const name of ['victim', 'victim-temporary']) rmSync(at(name), { recursive: true, force: true })
  cpSync(at('office'), at('victim'), { recursive: true })
  return at('victim')
}

const opens = (directory: string, secret: Buffer): boolean => {
  try {
    const database = new Database({ path: join(directory, 'bangfu.db'), key: secret, readonly: true })
    database.close()
    return true
  } catch {
    return false
  }
}

const task = (directory: string): Rekeying => ({ kind: 'rekey', directory, key: key.toString('hex'), by, password: ADMIN.password })
const rekey = (directory: string, breaking: Breaking = {}) => rekeyIn(task(directory), breaking)

/** Whole, under one of both keys, whichever: keyring and database belong together, nothing is left beside them. */
async function soundAfter(name = 'victim'): Promise<'old' | 'new'> {
  expect(clearIn(at(name), CANARY)).toEqual([])
  const office = await open(name)
  await office.app.host.login({ session: 's' }, ADMIN.login, ADMIN.password)
  const { store } = office.app.host.office()
  expect((await verify(store.read, store.derivations)).findings).toEqual([])
  expect(store.read.all('SELECT name FROM organization')).toEqual([{ name: CANARY }])
  const now = office.app.host.dataKey().equals(key) ? 'old' : 'new'
  await office.app.close()
  expect(leftIn(at(name))).toEqual([])
  return now
}

describe('a new data key', () => {
  it('opens nothing for old keys, passwords, codes and copies of the keyring; photos, backups and the administrator go on', async () => {
    const directory = victim()
    const former = readFileSync(join(directory, 'keyring.json'))
    let office = await open('victim')
    await office.client.session.login(ADMIN)
    const [backup] = await office.client.backups.list()
    const content = Buffer.from('一张照片的内容')
    const sha256 = createHash('sha256').update(content).digest('hex')
    await office.app.host.office().attachments.write(sha256, [content])
    const lying = office.app.host.office().attachments.pathOf(sha256)
    const sealed = readFileSync(lying)
    const { recoveryCode, passwords } = await office.client.session.renewDataKey({ password: ADMIN.password })
    expect((await office.client.session.status()).state).toBe('ready')
    expect(passwords.map(({ login }) => login)).toEqual(['wang'])
    expect(opens(directory, key)).toBe(false)
    expect(readFileSync(lying).equals(sealed)).toBe(true)
    expect((await office.app.host.office().attachments.bytes(sha256)).equals(content)).toBe(true)
    for (const name of readdirSync(directory))
      if (name.startsWith('keyring') && name.endsWith('.json')) expect(readFileSync(join(directory, name)).equals(former)).toBe(false)
    await expect(unlock(directory, CLERK.login, CLERK.password, { ...cheapKeyring, now: () => clock })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const keyring = await readKeyring(directory)
    await expect(unlockByCode(directory, keyring, code, { ...cheapKeyring, now: () => clock })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    clock += 600_000
    expect((await unlockByCode(directory, keyring, recoveryCode, cheapKeyring)).equals(office.app.host.dataKey())).toBe(true)

    // A backup of before is opened by the former key, kept under today's, and comes under today's.
    await office.client.backups.restore({ name: backup?.name ?? '', ...ADMIN })
    await office.app.close()
    office = await open('victim')
    clock += 600_000
    await office.client.session.login({ login: 'wang', password: passwords[0]?.password ?? '' })
    expect((await office.client.session.status()).user?.mustChangePassword).toBe(true)
    await office.client.session.login(ADMIN)
    expect(opens(directory, key)).toBe(false)
    // Once more: both former keys are kept.
    await office.client.session.renewDataKey({ password: ADMIN.password })
    await office.client.backups.restore({ name: backup?.name ?? '', ...ADMIN })
    await office.client.session.login(ADMIN)
    expect((await office.app.host.office().attachments.bytes(sha256)).equals(content)).toBe(true)
    await office.app.close()
  })

  it('is for administrators with their password, and an office that is not sound keeps its key', async () => {
    const directory = victim()
    const office = await open('victim')
    await office.client.session.login(ADMIN)
    await expect(office.client.session.renewDataKey({ password: '不是这个密码啊' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect((await office.client.session.status()).state).toBe('ready')
    clock += 600_000
    const database = new Database({ path: join(directory, 'bangfu.db'), key })
    database.run(`UPDATE organization SET name = '被改动'`)
    database.close()
    await expect(office.client.session.renewDataKey({ password: ADMIN.password })).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      message: expect.stringContaining('没有更换') as unknown,
    })
    await office.client.session.login(ADMIN)
    expect(office.app.host.dataKey().equals(key)).toBe(true)
    await office.app.close()
  })

  it('tells its steps, and cancelled at any of them leaves all as it was, those who are at work among it', async () => {
    const directory = victim()
    const told: [string, number][] = []
    await rekey(victim(), { onProgress: (step, share) => told.push([step, share]) })
    expect(told.map(([, share]) => share)).toEqual(told.map(([, share]) => share).toSorted((one, other) => one - other))
    const steps = [...new Set(told.map(([step]) => step))]
    expect(steps).toEqual(expect.arrayContaining(['用新密钥抄写全部数据', '检查数据库文件', '核对日志', '核对台账', '换开锁文件', '换上新的数据']))
    for (const step of lawSamples(steps.slice(0, -1), 2)) {
      const abort = new AbortController()
      await expect(
        rekey(victim(), {
          signal: abort.signal,
          onProgress: (now) => {
            if (now === step) abort.abort(new AppError('CANCELLED', '', ''))
          },
        }),
        step,
      ).rejects.toMatchObject({ code: 'CANCELLED' })
      expect([step, await soundAfter()]).toEqual([step, 'old'])
    }
    const office = await open('victim')
    const other = clientOf(office.app, 'other')
    await office.app.host.login({ session: 's' }, ADMIN.login, ADMIN.password)
    const before = listing(directory)
    const renewing = office.client.session.renewDataKey({ password: ADMIN.password })
    await expect.poll(() => office.app.host.opening({ session: 's' }).step).not.toBeNull()
    expect(await other.session.opening()).toMatchObject({ cancellable: false })
    expect(await other.session.cancelOpening()).toEqual({ cancelled: false })
    await expect(other.session.login(ADMIN)).rejects.toMatchObject({ code: 'BUSY' })
    expect(await office.client.session.cancelOpening()).toEqual({ cancelled: true })
    await expect(renewing).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(await office.client.session.status()).toMatchObject({ state: 'ready', unit: { code: '621125000000' } })
    expect((await office.client.users.list()).map(({ login }) => login)).toContain('wang')
    expect(await office.client.session.opening()).toEqual({ step: null, share: null, cancellable: false })
    await office.app.close()
    expect(listing(directory)).toEqual(before)
    expect(await soundAfter()).toBe('old')
  })
})

describe('a new data key that comes to nothing', () => {
  it('at any step leaves all as it was', async () => {
    const steps: string[] = []
    await rekey(victim(), {
      onStep: (step) => {
        steps.push(step)
      },
    })
    expect(steps).toEqual(expect.arrayContaining(['copy', 'users', 'verify', 'keyring', 'mark', 'old bangfu.db', 'new keyring.json', 'commit', 'tidy']))
    for (const failing of lawSamples(
      steps.filter((step) => step !== 'tidy'),
      2,
    )) {
      await expect(
        rekey(victim(), {
          onStep: (step) => {
            if (step === failing) throw new Error('broken')
          },
        }),
        failing,
      ).rejects.toThrow('broken')
      expect([failing, await soundAfter()]).toEqual([failing, 'old'])
    }
  })

  it('since the disk is full, at any file operation, leaves all as it was or is done', async () => {
    const faults = await FileFaults.watch()
    try {
      await faults.during(null, () => rekey(victim()))
      const operations = faults.seen
      expect(operations).toBeGreaterThan(8)
      for (const failing of lawSamples(
        Array.from({ length: operations }, (_, number) => number),
        2,
      )) {
        const became = await faults
          .during(failing, () => rekey(victim()))
          .then(
            () => 'new',
            (error: unknown) => error,
          )
        if (became !== 'new') expect(became, `operation ${failing} of ${operations}`).toMatchObject({ code: 'DISK_FULL' })
        expect([failing, await soundAfter()]).toEqual([failing, became === 'new' ? 'new' : 'old'])
      }
    } finally {
      faults.end()
    }
  })

  it.runIf(filesCanBeLimited)('since a page cannot be written, whichever, leaves all as it was; one beyond the end of the copy does no harm', async () => {
    const directory = victim()
    const before = listing(directory)
    const pages = Math.ceil(statSync(join(directory, 'bangfu.db')).size / PAGE)
    let sound = 'old'
    for (const page of lawSamples(
      Array.from({ length: pages }, (_, number) => number),
      4,
    )) {
      const problem = await withFilesUpTo(page * PAGE, () => rekey(directory)).then(
        () => null,
        (error: unknown) => error,
      )
      // The copy is written without gaps: it may be there whole before the size of the original.
      if (problem === null) {
        sound = 'new'
        break
      }
      expect(problem, `page ${page} of ${pages}`).toMatchObject({
        code: expect.stringMatching(/^(DISK_FULL|FILE_LOCKED)$/) as unknown,
        message: expect.not.stringContaining('内部') as unknown,
      })
      expect([page, listing(directory)]).toEqual([page, before])
    }
    expect(await soundAfter()).toBe(sound)
  })

  it('since the power fails, at any write: old data with the old keyring, or new data with the new one', async () => {
    const directory = victim()
    const caught = await caughtAtWrites(directory, () => rekey(directory))
    expect(caught.length).toBeGreaterThan(FEWEST_WRITES)
    const became = new Map<string, string>()
    for (const name of lawSamples(caught, 4))
      became.set(
        name,
        await soundAfter(basename(name)).catch((error: unknown) => {
          throw new Error(`${name} of ${caught.length}`, { cause: error })
        }),
      )
    // Old ones first, new ones then, and never back.
    expect([...became.values()].join(' ')).toMatch(/^(old ?)+(new ?)*$/)
    expect(await soundAfter()).toBe('new')
  })

  it('since the program is killed, at any step (in the test run at two of them)', async () => {
    const run = (dieAt: number | string | null) =>
      spawnSync(process.execPath, [CHILD, JSON.stringify({ work: task(victim()), dieAt } satisfies KilledTask)], { encoding: 'utf8' })
    const named = ['copy', 'users', 'verify', 'keyring', 'mark', 'old bangfu.db', 'old keyring.json', 'new bangfu.db', 'new keyring.json', 'commit', 'tidy']
    const writes = isLongRun() ? Number(run(null).stdout) : FEWEST_WRITES
    for (const dieAt of lawSamples([...named, ...Array.from({ length: writes }, (_, number) => number + 1)], 2)) {
      expect(run(dieAt).signal, String(dieAt)).toBe('SIGKILL')
      const now = await soundAfter()
      if (typeof dieAt === 'string') expect([dieAt, now]).toEqual([dieAt, dieAt === 'tidy' ? 'new' : 'old'])
    }
  })
})
