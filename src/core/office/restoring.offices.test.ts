/** Who may restore what: attacks that succeeded, and the ways that must stay open. */
import { chmodSync, copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { done, ticketOf, type TestApp } from '../features/exchange/testing/apps.ts'
import { readManifest } from '../features/backups/index.ts'
import { readSmallPart } from '../features/backups/container.ts'
import { parseKeyring } from '../keyring/index.ts'
import { Database } from '../store/index.ts'
import { verify } from '../store/verify.ts'
import { cheapKeyring } from '../testing/keyring.ts'
import { clientOf, RESOURCES } from './testing/offices.ts'

const ADMIN = { login: 'admin', password: '测试专用密码2026' }
const CLERK = { login: 'wang', password: '村里的录入口令一' }

let folder: string
let office: TestApp
let code: string

async function open(name: string): Promise<TestApp> {
  const directory = join(folder, name)
  const app = await createApp({
    dataDirectory: directory,
    resourcesDirectory: RESOURCES,
    temporaryDirectory: join(folder, `${name}-temporary`),
    keyring: { ...cheapKeyring, now: () => clock },
  })
  return { app, client: clientOf(app), directory, unit: '621125000000' }
}

/** Moved on after wrong passwords. */
let clock = Date.UTC(2026, 10, 24)
const patience = (): void => {
  clock += 600_000
}

async function setUp(name: string): Promise<{ made: TestApp; recoveryCode: string }> {
  const made = await open(name)
  const { recoveryCode } = await made.app.host.setUp({ session: 's' }, { unit: '621125', displayName: '管理员', ...ADMIN })
  return { made, recoveryCode }
}

async function backup(of: TestApp, as: string): Promise<string> {
  const { result } = await done(of, of.client.backups.create({}))
  const path = join(folder, `${as}.bfbak`)
  copyFileSync(join(of.directory, 'backups', String(result['name'])), path)
  return path
}

const addOrganization = (to: TestApp, name: string): Promise<unknown> => to.client.records.save({ register: 'organization', values: { name } })
const names = (of: TestApp): string[] =>
  of.app.host
    .office()
    .store.read.all<{ name: string }>('SELECT name FROM organization WHERE deleted = 0 ORDER BY name')
    .map(({ name }) => name)
const restore = (at: TestApp, path: string, given: object): Promise<{ users: string[] }> =>
  at.client.backups.restore({ ticket: ticketOf(at, path, 'x.bfbak'), login: '', password: '', ...given })

/** Changes a user in a backup as its holder could: unpacked with a key of his own, packed again. */
async function makeAdministratorIn(at: TestApp): Promise<void> {
  const key = at.app.host.dataKey()
  const database = new Database({ path: join(at.directory, 'bangfu.db'), key })
  database.run(`UPDATE user SET role = 'administrator', divisions = '[]', active = 1 WHERE login = 'wang'`)
  database.close()
}

/** An office with a clerk, made once and copied. */
let template: string

beforeAll(async () => {
  folder = template = mkdtempSync(join(tmpdir(), 'bangfu-restoring-template-'))
  const { made, recoveryCode } = await setUp('office')
  code = recoveryCode
  await made.client.users.create({ login: CLERK.login, displayName: '王五', role: 'entry', divisions: [], password: CLERK.password })
  await addOrganization(made, '备份之前')
  await made.app.close()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-restoring-'))
  cpSync(join(template, 'office'), join(folder, 'office'), { recursive: true })
  office = await open('office')
  await office.app.host.login({ session: 's' }, ADMIN.login, ADMIN.password)
})
afterEach(async () => {
  await office.app.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('restoring', () => {
  it('is refused to clerks, at the login screen too, and changes nothing', async () => {
    const file = await backup(office, 'one')
    await addOrganization(office, '备份之后')
    office.app.host.logout({ session: 's' })
    await expect(restore(office, file, CLERK)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(restore(office, file, { ...ADMIN, password: '不是这个密码啊' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    patience()
    await office.client.session.login(ADMIN)
    expect(names(office)).toEqual(['备份之前', '备份之后'])
    expect((await restore(office, file, ADMIN)).users).toEqual([])
    await office.client.session.login(ADMIN)
    expect(names(office)).toEqual(['备份之前'])
  })

  it('leaves whoever is logged in at work when it is refused', async () => {
    const file = await backup(office, 'one')
    await expect(restore(office, file, { ...ADMIN, password: '不是这个密码啊' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect((await office.client.session.status()).state).toBe('ready')
    patience()
  })

  it('never brings back a user, a role or a password that today’s office has taken away, and says so', async () => {
    const file = await backup(office, 'one')
    const wang = (await office.client.users.list()).find(({ login }) => login === 'wang')
    await office.client.users.create({ login: 'li', displayName: '李四', role: 'reader', divisions: [], password: '新来的人的口令二' })
    await office.client.users.update({ id: wang?.id ?? '', active: false })
    const { users } = await restore(office, file, ADMIN)
    expect(users.join('')).toContain('王五：备份里还能登录，保持现在的停用')
    expect(users.join('')).toContain('李四：备份里还没有这个用户，保留')
    await expect(office.client.session.login(CLERK)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    patience()
    await office.client.session.login({ login: 'li', password: '新来的人的口令二' })
    await office.client.session.login(ADMIN)
    expect((await office.client.users.list()).find(({ login }) => login === 'wang')?.active).toBe(false)
    const { store } = office.app.host.office()
    expect((await verify(store.read, store.derivations)).findings).toEqual([])
  })

  it('takes a backup whose data was changed, or which is no earlier state of today’s, only with words', async () => {
    await office.app.close()
    office = await open('office')
    await office.client.session.login(ADMIN)
    const earlier = await backup(office, 'earlier')
    await makeAdministratorIn(office)
    await addOrganization(office, '另一段历史')
    const forged = await backup(office, 'forged')
    await restore(office, earlier, ADMIN)
    await office.client.session.login(ADMIN)
    const wang = (await office.client.users.list()).find(({ login }) => login === 'wang')
    await office.client.users.update({ id: wang?.id ?? '', role: 'entry' })
    await addOrganization(office, '今天的')
    await expect(restore(office, forged, ADMIN)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('不是现在这份数据以前的样子') as unknown,
      action: expect.stringContaining('确认恢复') as unknown,
    })
    expect(names(office)).toEqual(['今天的', '备份之前'].toSorted())
    await restore(office, forged, { ...ADMIN, words: '确认恢复' })
    await office.client.session.login(ADMIN)
    expect(names(office)).toEqual(['另一段历史', '备份之前'].toSorted())
    expect((await office.client.users.list()).find(({ login }) => login === 'wang')?.role).toBe('entry')
  })

  it('re-encrypts the backup of another office under today’s key; today’s password stays, the other’s opens nothing', async () => {
    const { made: other } = await setUp('other')
    await addOrganization(other, '另一个单位的')
    const file = await backup(other, 'other')
    await other.app.close()
    await expect(restore(office, file, { ...ADMIN, words: '确认恢复' })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const key = Buffer.from(office.app.host.dataKey())
    await restore(office, file, { ...ADMIN, backupLogin: ADMIN.login, backupPassword: ADMIN.password, words: '确认恢复' })
    await office.client.session.login(ADMIN)
    expect(office.app.host.dataKey().equals(key)).toBe(true)
    expect(names(office)).toEqual(['另一个单位的'])
    expect(
      (await office.client.users.list())
        .filter(({ active }) => active)
        .map(({ login }) => login)
        .toSorted(),
    ).toEqual(['admin', 'wang'])
  })

  it('asks for today’s recovery code where today’s data cannot be read', async () => {
    const file = await backup(office, 'one')
    await office.app.close()
    writeFileSync(join(office.directory, 'bangfu.db'), 'rubbish'.repeat(4000))
    rmSync(join(office.directory, 'bangfu.db-wal'), { force: true })
    office = await open('office')
    await expect(restore(office, file, ADMIN)).rejects.toMatchObject({ code: 'FORBIDDEN', action: expect.stringContaining('恢复码') as unknown })
    await restore(office, file, { recoveryCode: code })
    await office.client.session.login(ADMIN)
    expect(names(office)).toEqual(['备份之前'])
  })

  it('goes on from a keyring that is gone: the backup’s opens today’s data, and nobody comes back by it', async () => {
    const file = await backup(office, 'one')
    await office.app.close()
    for (const name of ['keyring.json', 'keyring.previous.json']) rmSync(join(office.directory, name), { force: true })
    office = await open('office')
    expect((await office.client.session.status()).state).toBe('closed')
    await expect(office.client.session.login(ADMIN)).rejects.toMatchObject({
      code: 'DATABASE_DAMAGED',
      action: expect.stringContaining('从备份恢复') as unknown,
    })
    await restore(office, file, ADMIN)
    await office.client.session.login(ADMIN)
    expect(names(office)).toEqual(['备份之前'])
  })
})

describe('a database that is gone', () => {
  it('is not replaced by an empty one: a sentence, and a restore by the recovery code', async () => {
    const file = await backup(office, 'one')
    await office.app.close()
    for (const name of ['bangfu.db', 'bangfu.db-wal', 'bangfu.db-shm']) rmSync(join(office.directory, name), { force: true })
    office = await open('office')
    await expect(office.client.session.login(ADMIN)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', message: expect.stringContaining('不见了') as unknown })
    expect(existsSync(join(office.directory, 'bangfu.db'))).toBe(false)
    await restore(office, file, { recoveryCode: code })
    await office.client.session.login(ADMIN)
    expect(names(office)).toEqual(['备份之前'])
  })
})

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  it('is its owner’s alone from the next start on, whatever it was', async () => {
    await office.app.close()
    chmodSync(office.directory, 0o755)
    office = await open('office')
    expect(statSync(office.directory).mode & 0o777).toBe(0o700)
  })
})

describe('a backup', () => {
  it('holds administrators and the recovery code alone, and opens for no clerk on another PC', async () => {
    const file = await backup(office, 'one')
    const keyring = (await readManifest(file)).parts.find(({ name }) => name === 'keyring')
    expect(
      parseKeyring((await readSmallPart(file, keyring ?? { name: 'keyring', offset: 0, size: 0, sha256: '' })).toString('utf8')).users.map(
        ({ login }) => login,
      ),
    ).toEqual(['admin'])
    const fresh = await open('fresh')
    await expect(restore(fresh, file, CLERK)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    patience()
    await restore(fresh, file, { recoveryCode: code })
    await fresh.client.session.login(ADMIN)
    expect(names(fresh)).toEqual(['备份之前'])
    await fresh.app.close()
  })

  it('is made by administrators and undivided users only', async () => {
    await office.client.users.create({ login: 'zhao', displayName: '赵六', role: 'entry', divisions: ['621125105000'], password: '一个村的录入口令' })
    await office.client.session.login({ login: 'zhao', password: '一个村的录入口令' })
    await office.client.session.changePassword({ current: '一个村的录入口令', next: '另一个录入的口令' })
    await expect(office.client.backups.create({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(office.client.backups.list()).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
