/** A restore that fails, is cancelled or dies: today's data with today's keyring, or all of the backup under them; and nothing is left lying about. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { AppError } from '../errors.ts'
import { RESTORE_WORDS } from '../features/backups/contract.ts'
import { done, ticketOf, type TestApp } from '../features/exchange/testing/apps.ts'
import { FileFaults, filesCanBeLimited, withFilesUpTo } from '../files/testing/faults.ts'
import { verify } from '../store/verify.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { isLongRun, lawSamples } from '../testing/lawRuns.ts'
import { caughtAtWrites, clearIn, leftIn, listing, PAGE } from './testing/broken.ts'
import { clientOf, RESOURCES } from './testing/offices.ts'
import { restoreIn, type Breaking, type RestoringIn } from './testing/replacing.ts'
import type { KilledTask } from './testing/replacingChild.ts'

const ADMIN = { login: 'admin', password: '测试专用密码2026' }
const CHILD = fileURLToPath(new URL('./testing/replacingChild.ts', import.meta.url))
/** Names on file in the backup, in today's data and in the backup of another office; none of them must be read in clear. */
const EARLIER = '备份那时的单位'
const LATER = '备份以后的单位'
const FOREIGN = '另一台电脑的单位'
/** A program that died while it asked for the password makes the next one wait: milliseconds that are more than enough. */
const HOUR = 3_600_000
/** So many writes a restore makes at least. */
const FEWEST_WRITES = 15

/** A backup of this office, and one of another office, whose content is encrypted anew. */
const kinds = ['own', 'foreign'] as const
type Kind = (typeof kinds)[number]

let folder: string
let photo: string
const at = (...names: string[]): string => join(folder, ...names)

async function open(name: string): Promise<TestApp> {
  const app = await createApp({
    dataDirectory: at(name),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: at(`${name}-temporary`),
    keyring: { ...cheapKeyring, now: () => Date.now() + HOUR },
  })
  return { app, client: clientOf(app), directory: at(name), unit: '621125000000' }
}

/** An office with one organization and one photo, and a backup of both. */
async function made(name: string, organization: string): Promise<TestApp> {
  const office = await open(name)
  await office.app.host.setUp({ session: 's' }, { unit: '621125', displayName: '管理员', ...ADMIN })
  await office.client.records.save({ register: 'organization', values: { name: organization } })
  const content = Buffer.from(`${organization}的照片`)
  photo = createHash('sha256').update(content).digest('hex')
  await office.app.host.office().attachments.write(photo, [content])
  const { result } = await done(office, office.client.backups.create({ attachments: true }))
  copyFileSync(join(office.directory, 'backups', String(result['name'])), at(`${name}.bfbak`))
  rmSync(office.app.host.office().attachments.pathOf(photo))
  return office
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-broken-restore-'))
  await (await made('foreign', FOREIGN)).app.close()
  const own = await made('own', EARLIER)
  await own.client.records.save({ register: 'organization', values: { name: LATER } })
  await own.app.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A fresh copy of the office. */
function victim(): string {
  for (const name of ['victim', 'victim-temporary']) rmSync(at(name), { recursive: true, force: true })
  cpSync(at('own'), at('victim'), { recursive: true })
  return at('victim')
}

const given = (kind: Kind): RestoringIn['given'] =>
  kind === 'own' ? ADMIN : { ...ADMIN, backupLogin: ADMIN.login, backupPassword: ADMIN.password, words: RESTORE_WORDS }
const task = (kind: Kind, directory: string): RestoringIn => ({ kind: 'restore', directory, file: at(`${kind}.bfbak`), given: given(kind) })
const restore = (kind: Kind, directory: string, breaking: Breaking = {}) => restoreIn(task(kind, directory), breaking)

/** Whole, as it was before or as in the backup; readable for nobody without a key. */
async function soundAfter(kind: Kind, name = 'victim'): Promise<'old' | 'new'> {
  for (const text of [EARLIER, LATER, FOREIGN]) expect(clearIn(at(name), text)).toEqual([])
  const office = await open(name)
  await office.app.host.login({ session: 's' }, ADMIN.login, ADMIN.password)
  const { store } = office.app.host.office()
  expect((await verify(store.read, store.derivations)).findings).toEqual([])
  const names = store.read.all<{ name: string }>('SELECT name FROM organization ORDER BY name').map((row) => row.name)
  await office.app.close()
  expect(leftIn(at(name))).toEqual([])
  if (names.includes(LATER)) return 'old'
  expect(names).toEqual([kind === 'own' ? EARLIER : FOREIGN])
  return 'new'
}

describe('a restore', () => {
  it.each(kinds)('of a backup (%s) tells its steps, and cancelled at any of them leaves not one byte otherwise', async (kind) => {
    const told: [string, number][] = []
    await restore(kind, victim(), {
      onProgress: (step, share) => {
        told.push([step, share])
      },
    })
    expect(await soundAfter(kind)).toBe('new')
    expect(told.map(([, share]) => share)).toEqual(told.map(([, share]) => share).toSorted((one, other) => one - other))
    const steps = [...new Set(told.map(([step]) => step))].filter((step) => step !== '换上备份里的数据' && step !== '恢复完成')
    expect(steps).toEqual(
      expect.arrayContaining([
        '取出备份里的数据',
        '检查备份里的数据',
        ...(kind === 'foreign' ? ['换成现在的密钥'] : []),
        '检查数据库文件',
        '核对日志',
        '核对台账',
        '取出备份里的照片',
        '把现有数据另存为备份',
      ]),
    )
    const directory = victim()
    const before = listing(directory)
    // Each step from its first word, and from its last.
    const moments = steps.flatMap((step) => [told.findIndex(([one]) => one === step), told.findLastIndex(([one]) => one === step)])
    for (const moment of lawSamples(moments, 2)) {
      const abort = new AbortController()
      let seen = 0
      const named = `${moment} ${told[moment]?.join(' ') ?? ''}`
      await expect(
        restore(kind, directory, {
          signal: abort.signal,
          onProgress: () => {
            if (seen++ === moment) abort.abort(new AppError('CANCELLED', '', ''))
          },
        }),
        named,
      ).rejects.toMatchObject({ code: 'CANCELLED' })
      expect([named, listing(directory)]).toEqual([named, before])
    }
  })

  it('is followed and cancelled at the login screen from the window that began it alone; those at work elsewhere go on', async () => {
    const directory = victim()
    const office = await open('victim')
    const atWork = clientOf(office.app, 'at work')
    await office.app.host.login({ session: 'at work' }, ADMIN.login, ADMIN.password)
    const before = listing(directory)
    const restoring = office.client.backups.restore({ ticket: ticketOf(office, at('own.bfbak'), 'own.bfbak'), ...ADMIN })
    await expect.poll(async () => (await office.client.session.opening()).step).not.toBeNull()
    expect(await office.client.session.opening()).toMatchObject({ cancellable: true })
    expect(await atWork.session.opening()).toMatchObject({ cancellable: false })
    expect(await atWork.session.cancelOpening()).toEqual({ cancelled: false })
    await expect(office.client.session.login(ADMIN)).rejects.toMatchObject({ code: 'BUSY' })
    await expect(atWork.backups.restore({ name: 'x', ...ADMIN })).rejects.toMatchObject({ code: expect.stringMatching(/^(BUSY|NOT_FOUND)$/) as unknown })
    expect(await office.client.session.cancelOpening()).toEqual({ cancelled: true })
    await expect(restoring).rejects.toMatchObject({ code: 'CANCELLED', message: expect.stringContaining('没有') as unknown })
    expect((await atWork.session.status()).state).toBe('ready')
    expect((await atWork.users.list()).map(({ login }) => login)).toEqual(['admin'])
    await office.app.close()
    expect(listing(directory)).toEqual(before)
    expect(await soundAfter('own')).toBe('old')
  })
})

describe('a restore that comes to nothing', () => {
  it('since the disk is full, at any file operation, leaves all as it was or is done', async () => {
    const faults = await FileFaults.watch()
    try {
      const directory = victim()
      const before = listing(directory)
      const cases: [Kind, number][] = []
      for (const kind of kinds) {
        await faults.during(null, () => restore(kind, victim()))
        cases.push(...Array.from({ length: faults.seen }, (_, number): [Kind, number] => [kind, number]))
      }
      expect(cases.length).toBeGreaterThan(20)
      victim()
      for (const [kind, failing] of lawSamples(cases, 3)) {
        const became = await faults
          .during(failing, () => restore(kind, directory))
          .then(
            () => 'new',
            (error: unknown) => error,
          )
        if (became === 'new') {
          expect([kind, failing, await soundAfter(kind)]).toEqual([kind, failing, 'new'])
          victim()
        } else {
          expect(became, `${kind}, operation ${failing}`).toMatchObject({ code: 'DISK_FULL' })
          expect([kind, failing, listing(directory)]).toEqual([kind, failing, before])
        }
      }
    } finally {
      faults.end()
    }
  })

  it.runIf(filesCanBeLimited)('since a page cannot be written, whichever, leaves all as it was', async () => {
    const directory = victim()
    const before = listing(directory)
    const pages = Math.ceil(statSync(join(directory, 'bangfu.db')).size / PAGE)
    const cases = kinds.flatMap((kind) => Array.from({ length: pages }, (_, page): [Kind, number] => [kind, page]))
    for (const [kind, page] of lawSamples(cases, 4)) {
      const problem = await withFilesUpTo(page * PAGE, () => restore(kind, directory)).then(
        () => null,
        (error: unknown) => error,
      )
      expect(problem, `${kind}, page ${page} of ${pages}`).toMatchObject({ code: expect.stringMatching(/^(DISK_FULL|FILE_LOCKED)$/) as unknown })
      expect([kind, page, listing(directory)]).toEqual([kind, page, before])
    }
  })

  it('since the power fails, at any write: all as it was, or all of the backup', async () => {
    for (const kind of isLongRun() ? kinds : lawSamples(kinds, 1)) {
      const directory = victim()
      const caught = await caughtAtWrites(directory, () => restore(kind, directory))
      expect(caught.length).toBeGreaterThan(FEWEST_WRITES)
      const became: string[] = []
      for (const copy of lawSamples(caught, 3))
        became.push(
          await soundAfter(kind, basename(copy)).catch((error: unknown) => {
            throw new Error(`${kind}, ${copy} of ${caught.length}`, { cause: error })
          }),
        )
      expect(became.join(' ')).toMatch(/^(old ?)+(new ?)*$/)
      expect(await soundAfter(kind)).toBe('new')
    }
  })

  it('since the program is killed, at any step (in the test run at two of them)', async () => {
    const run = (kind: Kind, dieAt: number | string | null) =>
      spawnSync(process.execPath, [CHILD, JSON.stringify({ work: task(kind, victim()), dieAt } satisfies KilledTask)], { encoding: 'utf8' })
    const steps = [
      '取出备份里的数据',
      '检查备份里的数据',
      '检查数据库文件',
      '取出备份里的照片',
      '把现有数据另存为备份',
      'mark',
      'old bangfu.db',
      'old keyring.json',
      'new bangfu.db',
      'new keyring.json',
      'commit',
      'tidy',
    ]
    const cases = kinds.flatMap((kind): [Kind, string | number][] => [
      ...steps.map((step): [Kind, string] => [kind, step]),
      ...Array.from({ length: isLongRun() ? Number(run(kind, null).stdout) : FEWEST_WRITES }, (_, number): [Kind, number] => [kind, number + 1]),
    ])
    for (const [kind, dieAt] of lawSamples(cases, 2)) {
      expect(run(kind, dieAt).signal, `${kind} ${dieAt}`).toBe('SIGKILL')
      const now = await soundAfter(kind)
      if (typeof dieAt === 'string') expect([dieAt, now]).toEqual([dieAt, dieAt === 'tidy' ? 'new' : 'old'])
    }
  })
})
