/**
 * Programs that die while they make or merge a package, and packages that must not be merged: what an office holds is as before or
 * fully merged, the next start works, and nothing is left lying about.
 */
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, createDemo, type App } from '../../app.ts'
import type { contract } from '../../contract.ts'
import { openPackage, writePackage } from '../../exchange/package/index.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { verify } from '../../store/verify.ts'
import { cheapKeyring } from '../../testing/keyring.ts'
import { isLongRun, lawSamples } from '../../testing/lawRuns.ts'
import { keysOf } from './identity.ts'
import type { KilledTask, StepKind } from './testing/killedChild.ts'

const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url))
const CHILD = fileURLToPath(new URL('testing/killedChild.ts', import.meta.url))
const PASSWORD = '断电测试专用口令'
/** Rows of one transaction are alike: so many of them are enough. */
const ROWS_TRIED = 20
const TOWNSHIP = '621125105000'

interface Opened {
  readonly app: App
  readonly client: ContractRouterClient<typeof contract>
  readonly read: ReadDatabase
}
interface Held {
  readonly digest: string
  readonly sequence: number
  readonly changeSets: number
  readonly received: string
  readonly peers: string
}

let folder: string
let baseline: string
let townshipSite: string
let before: Held
let after: Held
let mergeSteps: number

const at = (...names: string[]): string => join(folder, ...names)

/** Opens the office of a folder, does the work, and closes it again. */
async function within<T>(name: string, work: (office: Opened) => Promise<T>): Promise<T> {
  const app = await createApp({ dataDirectory: at(name), resourcesDirectory: RESOURCES, temporaryDirectory: at(name, 'temporary'), keyring: cheapKeyring })
  try {
    await app.host.login({ session: 's' }, 'admin', PASSWORD)
    const client = createRouterClient(app.router, { context: { session: 's' } }) as unknown as Opened['client']
    return await work({ app, client, read: app.host.office().store.read })
  } finally {
    await app.close()
  }
}

async function finish({ app }: Opened, started: { readonly job: string }): Promise<Record<string, unknown>> {
  const job = await app.host.jobs.finished(started.job)
  if (job.error !== null) throw Object.assign(new Error(job.error.message), { code: job.error.code })
  return job.result as Record<string, unknown>
}

const ticketOf = ({ app }: Opened, path: string): string =>
  app.host.files.accept(path, 'a.bfx', app.host.holderOf({ session: 's' }), { temporary: false }).ticket
const placeOf = async (office: Opened, path: string): Promise<string> => (await office.client.exchange.folder({ ticket: ticketOf(office, path) })).id

async function take(office: Opened, path: string, stick = at('stick')): Promise<Record<string, unknown>> {
  const opened = await finish(office, await office.client.exchange.open({ ticket: ticketOf(office, path) }))
  return finish(office, await office.client.exchange.apply({ package: String(opened['package']), place: await placeOf(office, stick) }))
}

async function pack(office: Opened, to: string, stick: string): Promise<string> {
  return join(stick, String((await finish(office, await office.client.exchange.pack({ to, full: true, place: await placeOf(office, stick) })))['file']))
}

/** What an office holds, and what it knows of packages received. */
async function heldBy({ client, read }: Opened): Promise<Held> {
  const text = (sql: string): string => JSON.stringify(read.all(sql))
  const count = (table: string, column: string): number => read.get<{ count: number }>(`SELECT coalesce(max(${column}), 0) AS count FROM ${table}`)?.count ?? 0
  return {
    digest: (await client.exchange.digest()).all,
    sequence: count('journal', 'sequence'),
    changeSets: count('change_set', 'number'),
    received: text(`SELECT id, state, kind, number, first, last, change_set IS NULL AS unchanged FROM package WHERE direction = 'in' ORDER BY id`),
    peers: text('SELECT * FROM peer ORDER BY site'),
  }
}

/** Every row of every table but the list of jobs, as one fingerprint. */
function fingerprint(read: ReadDatabase): string {
  const hash = createHash('sha256')
  for (const { name } of read.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'job' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  )) {
    hash.update(`${name}\n`)
    for (const row of read.each(`SELECT * FROM ${name}`)) hash.update(`${JSON.stringify(row)}\n`)
  }
  return hash.digest('hex')
}

/** Runs the child on a fresh copy of an office, with a stick of its own; answers with what it printed. */
function run(of: 'county' | 'township', what: Pick<KilledTask, 'to' | 'file'>, dieAt: number | null): StepKind[] {
  const task = prepare(of, what, dieAt)
  const child = spawnSync(process.execPath, [CHILD, JSON.stringify(task)], { encoding: 'utf8' })
  expect([child.signal, child.stderr]).toEqual([dieAt === null ? null : 'SIGKILL', ''])
  return dieAt === null ? (JSON.parse(child.stdout.split('\n')[1] ?? '[]') as StepKind[]) : []
}

function prepare(of: 'county' | 'township', what: Pick<KilledTask, 'to' | 'file'>, dieAt: number | null): KilledTask {
  for (const name of ['victim', 'victim-stick']) rmSync(at(name), { recursive: true, force: true })
  cpSync(at(of), at('victim'), { recursive: true })
  mkdirSync(at('victim-stick'))
  copyFileSync(baseline, at('victim-stick', 'old.bfx'))
  return { directory: at('victim'), resources: RESOURCES, login: 'admin', password: PASSWORD, stick: at('victim-stick'), ...what, dieAt }
}

/** Steps to die at, in order: every write to a file and every end of a transaction, some rows in between, and the last ones of all. */
function moments(kinds: readonly StepKind[]): number[] {
  const rows = kinds.flatMap((kind, index) => (kind === 'row' ? [index + 1] : []))
  const others = kinds.flatMap((kind, index) => (kind === 'row' ? [] : [index + 1]))
  const some = Array.from({ length: Math.min(ROWS_TRIED, rows.length) }, (_, pick) => rows[Math.floor((pick * rows.length) / ROWS_TRIED)] ?? 1)
  return [...new Set([...others, ...some, kinds.length - 1, kinds.length])].toSorted((one, other) => one - other)
}

/** The files on the stick of the victim; unfinished ones begin with a dot. */
const onStick = (): string[] => readdirSync(at('victim-stick')).toSorted()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-kill-'))
  mkdirSync(at('stick'))
  const app = await createApp({
    dataDirectory: at('county'),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: at('county', 'temporary'),
    keyring: cheapKeyring,
  })
  await createDemo(app, { session: 's', login: 'admin', password: PASSWORD, households: 40, seed: 3 })
  await app.close()
  const own = await createApp({
    dataDirectory: at('township'),
    resourcesDirectory: RESOURCES,
    temporaryDirectory: at('township', 'temporary'),
    keyring: cheapKeyring,
  })
  await own.host.setUp({ session: 's' }, { unit: TOWNSHIP, login: 'admin', displayName: '管理员', password: PASSWORD, year: 2015 })
  await own.close()
  const admission = await within('township', async (township) => {
    const request = await township.client.exchange.request({ label: '一号机' })
    const path = at('request.json')
    copyFileSync(township.app.host.files.resolve(request.ticket, township.app.host.holderOf({ session: 's' })).path, path)
    return within('county', async (county) => {
      const made = await county.client.exchange.admit({ ticket: ticketOf(county, path) })
      copyFileSync(county.app.host.files.resolve(made.ticket, county.app.host.holderOf({ session: 's' })).path, at('admission.bfx'))
      return at('admission.bfx')
    })
  })
  await within('township', async (township) => {
    await take(township, admission)
    townshipSite = (await township.client.exchange.overview()).site.id
    before = await heldBy(township)
  })
  baseline = await within('county', (county) => pack(county, TOWNSHIP, at('stick')))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a program that dies', () => {
  it('while it merges a package leaves everything as before or merged, starts again and merges', async () => {
    const kinds = run('township', { to: null, file: baseline }, null)
    mergeSteps = kinds.length
    after = await within('victim', heldBy)
    expect(after.sequence).toBeGreaterThan(before.sequence)
    expect(onStick()).toHaveLength(2)
    const seen = { before: 0, after: 0 }
    for (const dieAt of lawSamples(moments(kinds), 4)) {
      run('township', { to: null, file: baseline }, dieAt)
      await within('victim', async (victim) => {
        const held = await heldBy(victim)
        const found = held.sequence === before.sequence ? ('before' as const) : ('after' as const)
        seen[found] += 1
        expect(held, `step ${dieAt} of ${kinds.length}`).toEqual(found === 'before' ? before : after)
        await take(victim, baseline, at('victim-stick'))
        expect(await heldBy(victim)).toEqual(after)
        expect((await verify(victim.read, victim.app.host.office().store.derivations)).findings).toEqual([])
      })
      expect(onStick().filter((name) => name.startsWith('.') || !name.endsWith('.bfx'))).toEqual([])
      expect(readdirSync(at('victim')).filter((name) => name.includes('.partial'))).toEqual([])
    }
    expect(seen.before).toBeGreaterThan(0)
    if (isLongRun()) expect(seen.after).toBeGreaterThan(1)
  })

  it('while it makes a package leaves the old file and whole new ones alone, starts again and packs', async () => {
    const kinds = run('county', { to: townshipSite, file: null }, null)
    expect(onStick()).toHaveLength(2)
    const county = await within('county', heldBy)
    for (const dieAt of lawSamples(moments(kinds), 3)) {
      run('county', { to: townshipSite, file: null }, dieAt)
      expect(readFileSync(at('victim-stick', 'old.bfx')).equals(readFileSync(baseline))).toBe(true)
      await within('victim', async (victim) => {
        expect(await heldBy(victim), `step ${dieAt} of ${kinds.length}`).toEqual(county)
        await pack(victim, townshipSite, at('victim-stick'))
      })
      const names = onStick()
      expect(names.filter((name) => !name.endsWith('.bfx') || name.startsWith('.'))).toEqual([])
      await within('township', async (township) => {
        for (const name of names)
          expect(await township.client.exchange.inspect({ ticket: ticketOf(township, at('victim-stick', name)) })).toMatchObject({
            readable: true,
            kind: 'baseline',
          })
        const numbers = await Promise.all(
          names.map(async (name) => (await township.client.exchange.inspect({ ticket: ticketOf(township, at('victim-stick', name)) })).number),
        )
        expect(new Set(numbers).size).toBe(numbers.length)
      })
    }
  })

  it('at any moment told from outside, too', async () => {
    for (const share of lawSamples([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95], 1)) {
      const tellAt = 1 + Math.floor(share * (mergeSteps - 1))
      const task = { ...prepare('township', { to: null, file: baseline }, null), tellAt }
      const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] })
      const ended = new Promise((resolve) => {
        child.once('exit', resolve)
      })
      let said = ''
      await new Promise<void>((resolve) => {
        child.stdout.on('data', (text: Buffer) => {
          said += text.toString()
          if (said.includes('there')) resolve()
        })
      })
      child.kill('SIGKILL')
      await ended
      await within('victim', async (victim) => {
        const held = await heldBy(victim)
        expect(held, `about step ${tellAt} of ${mergeSteps}`).toEqual(held.sequence === before.sequence ? before : after)
        await take(victim, baseline, at('victim-stick'))
        expect(await heldBy(victim)).toEqual(after)
      })
    }
  })
})

describe('a stick that is gone', () => {
  it('is told, with nothing changed', async () => {
    cpSync(at('county'), at('gone'), { recursive: true })
    await within('gone', async (county) => {
      const gone = at('gone-stick')
      mkdirSync(gone)
      const place = await placeOf(county, gone)
      rmSync(gone, { recursive: true })
      const held = await heldBy(county)
      await expect(county.client.exchange.pack({ to: TOWNSHIP, full: true, place }).then((started) => finish(county, started))).rejects.toMatchObject({
        code: 'FILE_NOT_FOUND',
      })
      expect(await heldBy(county)).toEqual(held)
      expect(existsSync(gone)).toBe(false)
    })
  })

  it('after a merge costs the receipt only: what was merged stands, and the receipt can be made again', async () => {
    cpSync(at('township'), at('unlucky'), { recursive: true })
    await within('unlucky', async (township) => {
      const gone = at('gone-stick')
      mkdirSync(gone)
      const opened = await finish(township, await township.client.exchange.open({ ticket: ticketOf(township, baseline) }))
      const place = await placeOf(township, gone)
      rmSync(gone, { recursive: true })
      expect(await finish(township, await township.client.exchange.apply({ package: String(opened['package']), place }))).toMatchObject({
        receipt: null,
        receiptProblem: expect.stringContaining('U 盘') as unknown,
        changeSet: expect.any(String) as unknown,
      })
      expect(await heldBy(township)).toEqual(after)
      const [row] = (await township.client.exchange.packages({ direction: 'in' })).rows
      expect(await township.client.exchange.receipt({ package: row?.id ?? '' })).toMatchObject({ name: expect.stringMatching(/回执_第\d+号\.bfx$/) as unknown })
    })
  })
})

describe('a package that must not be merged', () => {
  /** Whether a package is refused with this code and not one row is different afterwards. */
  const refused = async (office: Opened, path: string, code: RegExp): Promise<boolean> => {
    const print = fingerprint(office.read)
    await expect(
      office.client.exchange.open({ ticket: ticketOf(office, path) }).then((started) => finish(office, started)),
      path,
    ).rejects.toMatchObject({ code: expect.stringMatching(code) as unknown })
    return fingerprint(office.read) === print
  }

  it('damaged, foreign or of a later format: refused, and not one row is different', async () => {
    const bytes = readFileSync(baseline)
    await within('township', async (township) => {
      for (let place = 30; place < bytes.length; place += Math.ceil(bytes.length / 40)) {
        writeFileSync(
          at('damaged.bfx'),
          bytes.map((byte, index) => (index === place ? byte ^ (1 << (place % 8)) : byte)),
        )
        expect(await refused(township, at('damaged.bfx'), /^(PACKAGE_DAMAGED|PACKAGE_FOREIGN|FILE_FORMAT|PACKAGE_UNSAFE|PACKAGE_NEWER)$/)).toBe(true)
      }
      for (const length of [0, 1, 100, 5000, bytes.length - 1]) {
        writeFileSync(at('damaged.bfx'), bytes.subarray(0, length))
        expect(await refused(township, at('damaged.bfx'), /^(PACKAGE_DAMAGED|FILE_FORMAT|FILE_EMPTY)$/)).toBe(true)
      }
      const { sealing } = (await keysOf(township.app.host.office().store)).current
      const reader = await openPackage(baseline, { temporaryDirectory: at('opened'), identities: [sealing.identity] })
      const { exchange } = reader.manifest
      await reader.close()
      await within('county', async (county) => {
        const { signing } = (await keysOf(county.app.host.office().store)).current
        const write = async (name: string, change: Record<string, unknown>): Promise<string> =>
          (
            await writePackage({
              directory: folder,
              name,
              to: { recipients: [sealing.recipient] },
              signing,
              exchange: () => ({ ...exchange, ...change }),
              parts: [{ path: 'data/changes.ndjson', name: 'changes', mediaType: 'application/x-ndjson', content: [] }],
            })
          ).file
        expect(await refused(township, await write('later.bfx', { schema: 9999 }), /^PACKAGE_NEWER$/)).toBe(true)
        expect(await refused(township, await write('odd.bfx', { range: null }), /^FILE_FORMAT$/)).toBe(true)
        expect(await refused(township, await write('elsewhere.bfx', { receivers: [{ site: 'somebody else', unit: TOWNSHIP }] }), /^FORBIDDEN$/)).toBe(true)
        expect(
          await refused(township, await write('stranger.bfx', { sender: { ...(exchange['sender'] as object), site: 'nobody knows' } }), /^FORBIDDEN$/),
        ).toBe(true)
        expect(await refused(county, baseline, /^(PACKAGE_FOREIGN|FORBIDDEN)$/)).toBe(true)
      })
    })
  })

  it('seen before: merged again it changes nothing that the office holds', async () => {
    await within('unlucky', async (township) => {
      const held = await heldBy(township)
      expect(await take(township, baseline)).toMatchObject({ changeSet: null, counts: { new: 0, changed: 0, rejected: 0 } })
      expect(await heldBy(township)).toEqual(held)
    })
  })

  it('of a site that was withdrawn: refused', async () => {
    const up = await within('unlucky', (township) => pack(township, '621125000000', at('stick')))
    cpSync(at('county'), at('strict'), { recursive: true })
    await within('strict', async (county) => {
      await county.client.exchange.withdraw({ site: townshipSite, reason: '电脑丢失' })
      expect(await refused(county, up, /^FORBIDDEN$/)).toBe(true)
    })
  })
})
