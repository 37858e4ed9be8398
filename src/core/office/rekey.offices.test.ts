/** A new data key: nothing that opened the data before opens it afterwards, and breaking it off leaves all as it was. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { done, type TestApp } from '../features/exchange/testing/apps.ts'
import { readKeyring, unlock, unlockByCode } from '../keyring/index.ts'
import { Database } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { openStore } from './openOffice.ts'
import { rekeyData } from './rekey.ts'
import { clientOf, RESOURCES } from './testing/offices.ts'

const ADMIN = { login: 'admin', password: '测试专用密码2026' }
const CLERK = { login: 'wang', password: '村里的录入口令一' }
const CHILD = fileURLToPath(new URL('./testing/rekeyChild.ts', import.meta.url))

let folder: string
let code: string
let key: Buffer
let by: { id: string; displayName: string; login: string }
const at = (...names: string[]): string => join(folder, ...names)

async function open(name: string): Promise<TestApp> {
  const app = await createApp({ dataDirectory: at(name), resourcesDirectory: RESOURCES, temporaryDirectory: at(`${name}-temporary`), keyring: { ...cheapKeyring, now: () => clock } })
  return { app, client: clientOf(app), directory: at(name), unit: '621125000000' }
}

/** Moved on after wrong passwords. */
let clock = Date.UTC(2026, 10, 24)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-rekey-'))
  const office = await open('office')
  code = (await office.app.host.setUp({ session: 's' }, { unit: '621125', displayName: '管理员', ...ADMIN })).recoveryCode
  await office.client.users.create({ login: CLERK.login, displayName: '王五', role: 'entry', divisions: [], password: CLERK.password })
  await office.client.records.save({ register: 'organization', values: { name: '县一中' } })
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

const rekey = (directory: string, onStep: (step: string) => void = () => undefined) => rekeyData({
  directory, key, by, password: ADMIN.password, keyring: cheapKeyring, onStep, openStore: (newKey, into) => openStore({ dataDirectory: into, now: () => new Date(), backups: null }, newKey),
})

/** Whole, under one of both keys, whichever: keyring and database belong together, nothing is left beside them. */
async function soundAfter(directory: string): Promise<'old' | 'new'> {
  const office = await open('victim')
  await office.client.session.login(ADMIN)
  const { store } = office.app.host.office()
  expect((await verify(store.read, store.derivations)).findings).toEqual([])
  expect(store.read.all('SELECT name FROM organization')).toEqual([{ name: '县一中' }])
  const now = office.app.host.dataKey().equals(key) ? 'old' : 'new'
  await office.app.close()
  expect(readdirSync(directory).filter((name) => name.startsWith('restore-') || name.endsWith('.partial'))).toEqual([])
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
    for (const name of readdirSync(directory)) if (name.startsWith('keyring') && name.endsWith('.json')) expect(readFileSync(join(directory, name)).equals(former)).toBe(false)
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
    await expect(office.client.session.renewDataKey({ password: ADMIN.password })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', message: expect.stringContaining('没有更换') as unknown })
    await office.client.session.login(ADMIN)
    expect(office.app.host.dataKey().equals(key)).toBe(true)
    await office.app.close()
  })

  it('that fails at any step, as on a full disk, leaves all as it was', async () => {
    const steps: string[] = []
    await rekey(victim(), (step) => { steps.push(step) })
    expect(steps).toEqual(expect.arrayContaining(['copy', 'users', 'verify', 'keyring', 'mark', 'old bangfu.db', 'new keyring.json', 'commit', 'tidy']))
    for (const failing of steps.filter((step) => step !== 'tidy')) {
      const directory = victim()
      await expect(rekey(directory, (step) => { if (step === failing) throw Object.assign(new Error('full'), { code: 'ENOSPC' }) }), failing).rejects.toThrow('full')
      expect([failing, await soundAfter(directory)]).toEqual([failing, 'old'])
    }
  })

  it('that is killed at any step leaves old data with the old keyring, or new data with the new one', { timeout: 300_000 }, async () => {
    const run = (dieAt: number | string | null) => spawnSync(process.execPath, [CHILD, JSON.stringify({ directory: victim(), resources: RESOURCES, key: key.toString('hex'), by, password: ADMIN.password, dieAt })], { encoding: 'utf8' })
    const whole = run(null)
    expect(whole.stderr).toBe('')
    const total = Number(whole.stdout)
    expect(total).toBeGreaterThan(10)
    expect(await soundAfter(at('victim'))).toBe('new')
    const sampled = Array.from({ length: 6 }, (_, index) => 1 + Math.floor(index * (total - 1) / 5))
    for (const dieAt of [...sampled, 'copy', 'old keyring.json', 'new bangfu.db', 'commit', 'tidy']) {
      expect(run(dieAt).signal, String(dieAt)).toBe('SIGKILL')
      const now = await soundAfter(at('victim'))
      if (typeof dieAt === 'string') expect([dieAt, now]).toEqual([dieAt, dieAt === 'tidy' ? 'new' : 'old'])
    }
  })
})
