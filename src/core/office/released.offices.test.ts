/** Offices of every released version open with this one, lose nothing, take in what lies on their stick, and go on exchanging. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digestsOf } from '../exchange/digest.ts'
import type { Header } from '../exchange/header.ts'
import { openPackage } from '../exchange/package/index.ts'
import { readFormerHeader } from '../exchange/testing/header010.ts'
import { verifyBackup } from '../features/backups/index.ts'
import { done, take, ticketOf, type TestApp } from '../features/exchange/testing/apps.ts'
import { identitiesOf } from '../features/exchange/identity.ts'
import { createApp } from '../app.ts'
import { unlock } from '../keyring/index.ts'
import { SCHEMA_VERSION, UNCHECKED_MARK } from '../store/migrate.ts'
import { verify } from '../store/verify.ts'
import {
  clientOf,
  contentsOf,
  lostRows,
  openAt,
  releasedVersions,
  RESOURCES,
  unpackOffices,
  type Contents,
  type ReleasedOffices,
  type Side,
} from './testing/offices.ts'
import { cheapKeyring } from '../testing/keyring.ts'

const storeOf = (office: TestApp) => office.app.host.office().store
const problemsOf = async (office: TestApp): Promise<unknown> => (await verify(storeOf(office).read, storeOf(office).derivations)).findings
const digestOf = async (office: TestApp, unit: string): Promise<unknown> => (await digestsOf(storeOf(office).read, unit)).digests
const TOWNSHIP = '621125100000'

/** The header of a package, as its receiver reads it. */
async function headerOf(receiver: TestApp, path: string): Promise<Header> {
  const reader = await openPackage(path, { temporaryDirectory: receiver.directory, identities: await identitiesOf(storeOf(receiver)) })
  await reader.close()
  return reader.manifest.exchange as unknown as Header
}

describe.each(releasedVersions)('offices of version %s', (version) => {
  let released: ReleasedOffices
  let county: TestApp
  let township: TestApp
  const before = new Map<Side, Contents>()
  const keys = new Map<Side, Buffer>()
  const now = (side: Side): Contents => contentsOf(at(side), keys.get(side) as Buffer)
  const at = (side: Side): string => join(released.folder, side)
  const sides = (): [Side, TestApp][] => [
    ['county', county],
    ['township', township],
  ]

  beforeAll(async () => {
    released = unpackOffices(version)
    for (const side of ['county', 'township'] as const) {
      const key = await unlock(at(side), released.login, released.password, cheapKeyring)
      keys.set(side, key)
      before.set(side, contentsOf(at(side), key))
    }
    county = await openAt(at('county'), released.login, released.password)
    township = await openAt(at('township'), released.login, released.password)
  }, 300_000)
  afterAll(async () => {
    await county.app.close()
    await township.app.close()
    released.end()
  })

  it('are backed up, verified, brought to the schema of today, and sound', async () => {
    for (const [side, office] of sides()) {
      expect(before.get(side)?.version).toBe(released.schema.schema)
      expect(storeOf(office).read.get('PRAGMA user_version')).toEqual({ user_version: SCHEMA_VERSION })
      const made = (await office.client.backups.list()).find(({ reason }) => reason === 'before-migration')
      if (released.schema.schema < SCHEMA_VERSION) {
        expect(made).toMatchObject({ verified: true })
        const environment = { dataDirectory: `${at(side)}-check`, databaseFile: 'bangfu.db', schemaVersion: SCHEMA_VERSION }
        await expect(verifyBackup(environment, { file: join(at(side), 'backups', made?.name ?? ''), access: { user: released } })).resolves.toMatchObject({
          unit: office.unit,
          schemaVersion: released.schema.schema,
          reason: 'before-migration',
        })
        // The check after the upgrade runs as a task of the one who logged in.
        const [job] = (await office.client.jobs.list()).filter(({ title }) => title === '升级后核对数据')
        expect(await office.app.host.jobs.finished(job?.id ?? '')).toMatchObject({ state: 'done', result: { ok: true } })
        expect(storeOf(office).meta(UNCHECKED_MARK)).toBeNull()
      } else expect(made).toBeUndefined()
      expect(await problemsOf(office)).toEqual([])
    }
  })

  it('lose no record and no entry of the journal', async () => {
    for (const side of ['county', 'township'] as const) {
      const then = before.get(side)
      expect(then?.tables.get('household')?.length).toBeGreaterThan(5)
      expect(lostRows(then as Contents, now(side))).toEqual([])
    }
  })

  it('write nothing but receipts for a site last heard as older, and those as it can read them', async () => {
    if (released.schema.schema >= SCHEMA_VERSION) return
    for (const [side, office] of sides()) {
      const [first] = await office.client.exchange.recipients()
      expect(first?.outdated.length).toBeGreaterThan(0)
      await expect(office.client.exchange.packPreview({ to: side === 'county' ? TOWNSHIP : '621125000000' })).rejects.toMatchObject({ code: 'PEER_OUTDATED' })
      const packed = await office.app.host.jobs.finished((await office.client.exchange.pack({ to: side === 'county' ? TOWNSHIP : '621125000000' })).job)
      expect(packed.error).toMatchObject({ code: 'PEER_OUTDATED', action: expect.stringContaining('请先升级该单位') as unknown })
    }
    // A person's word ends the waiting, for the site it is about alone.
    const others = (await county.client.exchange.recipients()).filter(({ unit }) => unit !== TOWNSHIP)
    for (const { to } of others) await county.client.exchange.upgraded({ to })
    const now = await county.client.exchange.recipients()
    expect(now.filter(({ outdated }) => outdated.length > 0).map(({ unit }) => unit)).toEqual([TOWNSHIP])
    for (const { to } of others) await expect(county.client.exchange.packPreview({ to })).resolves.toMatchObject({ recipient: { to } })
    await expect(county.client.exchange.upgraded({ to: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('take in the packages of the other side, and then hold the same', async () => {
    const receipts = new Map<Side, string>()
    for (const [side, office] of sides()) {
      for (const path of released.takes(side)) {
        const { result, path: receipt } = await take(office, path)
        expect(result).toMatchObject({ counts: { rejected: 0 }, receiptProblem: null })
        const kept = join(released.folder, `${side}-receipt.bfx`)
        copyFileSync(receipt ?? '', kept)
        receipts.set(side, kept)
      }
    }
    expect(await digestOf(county, TOWNSHIP)).toEqual(await digestOf(township, TOWNSHIP))
    for (const [side, receiver] of [
      ['county', township],
      ['township', county],
    ] as const) {
      const header = await headerOf(receiver, receipts.get(side) ?? '')
      if (released.schema.schema < SCHEMA_VERSION) expect(header).toMatchObject({ kind: 'receipt', schema: released.schema.schema, speaks: SCHEMA_VERSION })
      if (released.schema.schema === 20) expect(readFormerHeader(header)).toMatchObject({ kind: 'receipt' })
      expect(header.receipts.at(-1)).toMatchObject({ counts: { rejected: 0 } })
      await take(receiver, receipts.get(side) ?? '')
      expect((await receiver.client.exchange.recipients()).find(({ to }) => to === header.sender.site)?.outdated).toEqual([])
    }
    for (const [, office] of sides()) expect(await problemsOf(office)).toEqual([])
  })

  it('go on exchanging with each other and with a fresh office of today, which an older program could not read', async () => {
    const fresh = await freshOffice(join(released.folder, 'fresh'), TOWNSHIP)
    try {
      const request = await fresh.client.exchange.request({ label: '新机' })
      const admission = await county.client.exchange.admit({
        ticket: ticketOf(county, fresh.app.host.files.resolve(request.ticket, fresh.app.host.holderOf({ session: 's' })).path),
      })
      await take(fresh, county.app.host.files.resolve(admission.ticket, county.app.host.holderOf({ session: 's' })).path)
      const site = storeOf(fresh).site
      const baseline = (await done(county, county.client.exchange.pack({ to: site }))).path ?? ''
      expect(() => readFormerHeader(JSON.parse(JSON.stringify({ format: 1, schema: SCHEMA_VERSION })))).toThrow()
      const header = await headerOf(fresh, baseline)
      expect(header.schema).toBe(SCHEMA_VERSION)
      if (SCHEMA_VERSION > 20) expect(() => readFormerHeader(header)).toThrow('更新版本的程序')
      await take(county, (await take(fresh, baseline)).path ?? '')
      expect(await digestOf(fresh, TOWNSHIP)).toEqual(await digestOf(county, TOWNSHIP))

      await changePhone(fresh, '15000000011')
      await take(county, (await done(fresh, fresh.client.exchange.pack({ to: '621125000000' }))).path ?? '')
      const down = (await done(county, county.client.exchange.pack({ to: TOWNSHIP }))).path ?? ''
      for (const office of [township, fresh]) await take(office, down)
      await changePhone(township, '15000000012')
      await take(county, (await done(township, township.client.exchange.pack({ to: '621125000000' }))).path ?? '')
      await take(fresh, (await done(county, county.client.exchange.pack({ to: TOWNSHIP }))).path ?? '')
      for (const office of [township, fresh]) expect(await digestOf(office, TOWNSHIP)).toEqual(await digestOf(county, TOWNSHIP))
      for (const office of [county, township, fresh]) expect(await problemsOf(office)).toEqual([])
    } finally {
      await fresh.app.close()
    }
  })

  it('restore a backup of their own version, brought up to date before it takes the place of the data', async () => {
    await county.client.backups.restore({ ticket: ticketOf(county, released.backup, 'county.bfbak'), login: released.login, password: released.password })
    await county.client.session.login({ login: released.login, password: released.password })
    expect(storeOf(county).read.get('PRAGMA user_version')).toEqual({ user_version: SCHEMA_VERSION })
    expect(await problemsOf(county)).toEqual([])
    expect(lostRows(before.get('county') as Contents, now('county'))).toEqual([])
  })
})

async function changePhone(office: TestApp, phone: string): Promise<void> {
  const row = storeOf(office).read.get<{ id: string; revision: number }>(
    `SELECT id, revision FROM household WHERE deleted = 0 AND village LIKE '${TOWNSHIP.slice(0, 9)}%' ORDER BY id LIMIT 1`,
  )
  await office.client.records.save({ register: 'household', id: row?.id ?? '', revision: row?.revision ?? 0, values: { phone } })
}

async function freshOffice(directory: string, unit: string): Promise<TestApp> {
  const app = await createApp({
    dataDirectory: directory,
    resourcesDirectory: RESOURCES,
    temporaryDirectory: `${directory}-temporary`,
    keyring: { cost: { N: 1024, r: 8, p: 1 } },
  })
  await app.host.setUp({ session: 's' }, { unit: unit.slice(0, 9), login: 'admin', displayName: '管理员', password: '测试专用密码2026' })
  return { app, client: clientOf(app), directory, unit }
}
