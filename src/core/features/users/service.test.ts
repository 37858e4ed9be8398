import { mkdtemp, rm, writeFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgiveAttempts } from '../../keyring/testing/forgive.ts'
import { addUser, listLogins, unlock } from '../../keyring/index.ts'
import { Database } from '../../store/database.ts'
import { schemaStatements } from '../../store/schema.ts'
import type { SessionUser } from '../session/contract.ts'
import {
  addFirstAdministrator,
  changeOwnPassword,
  clearUnfinishedSetUp,
  createUser,
  enter,
  listUsers,
  renewRecoveryCode,
  resetPassword,
  Sessions,
  setUpOffice,
  unlockSession,
  updateUser,
  type NewUser,
  type UserContext,
  type UserWriter,
} from './index.ts'
import type { UserTransaction } from './userStore.ts'

const ADMIN_PASSWORD = '春风又绿江南岸边'
const TEMPORARY = '临时密码一二三四'
const OWN = '自己想的一个密码'
const TOWN = '621125105000'
const KEYRING = { cost: { N: 16, r: 1, p: 1 } }

interface Entry {
  readonly title: string
  readonly by: string
  readonly before: unknown
  readonly after: unknown
}

let directory: string
let database: Database
let journal: Entry[]
let context: UserContext
let administrator: SessionUser

/** One transaction after another, as the store does it; the journal is a list. */
function writerOn(target: Database): UserWriter {
  return {
    read: target,
    change: async (actor, description, work) => {
      const entries: Entry[] = []
      let id = target.all('SELECT id FROM user').length
      const transaction: UserTransaction = {
        at: `2026-11-24T01:00:0${id}.000Z`,
        newId: () => `user${(id += 1)}`,
        all: (sql, ...parameters) => target.all(sql, ...parameters),
        get: (sql, ...parameters) => target.get(sql, ...parameters),
        runJournalled: (entry, sql, ...parameters) => {
          target.run(sql, ...parameters)
          entries.push({ title: description.title, by: actor.name, before: entry.before, after: entry.after })
        },
      }
      target.execute('BEGIN')
      try {
        const result = work(transaction)
        target.execute('COMMIT')
        journal.push(...entries)
        return { result }
      } catch (error) {
        target.execute('ROLLBACK')
        throw error
      }
    },
  }
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'users-'))
  journal = []
  const store = { directory, keyring: KEYRING, unit: '621125000000', sessions: new Sessions() }
  const { dataKey, result } = await setUpOffice(
    directory,
    'office.db',
    { login: 'admin', password: ADMIN_PASSWORD },
    async (key) => {
      database = new Database({ path: join(directory, 'office.db'), key })
      for (const statement of schemaStatements()) if (statement.startsWith('CREATE TABLE user ')) database.execute(statement)
      const writer = writerOn(database)
      await addFirstAdministrator(writer, { login: 'admin', displayName: '王主任' })
      return writer
    },
    KEYRING,
  )
  context = { ...store, dataKey, store: result }
  administrator = enter(context, 'ADMIN').user
})
afterEach(async () => {
  database.close()
  await rm(directory, { recursive: true, force: true })
})

const LI: NewUser = { login: '李四', displayName: '李四', role: 'entry', divisions: [TOWN], password: TEMPORARY }
const addLi = (change: Partial<NewUser> = {}) => createUser(context, administrator, { ...LI, ...change })
const logIn = async (login: string, password: string) => {
  const key = await unlock(directory, login, password, KEYRING)
  expect(key.equals(Buffer.from(context.dataKey))).toBe(true)
  return enter(context, login)
}

describe('set-up', () => {
  it('makes the administrator, who need not change the password, and refuses a second time', async () => {
    expect(listUsers(context, administrator)).toMatchObject([
      { login: 'admin', displayName: '王主任', role: 'administrator', active: true, mustChangePassword: false, divisions: [] },
    ])
    await expect(setUpOffice(directory, 'office.db', { login: 'x', password: ADMIN_PASSWORD }, async () => {}, KEYRING)).rejects.toMatchObject({
      code: 'ALREADY_SET_UP',
    })
    await expect(addFirstAdministrator(context.store, { login: 'x', displayName: 'x' })).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
  })

  it('leaves the folder as it was when building fails, and clears what a broken-off set-up left, but never real data', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'users-'))
    await writeFile(join(fresh, 'settings.json'), '{}')
    await expect(
      setUpOffice(
        fresh,
        'office.db',
        { login: 'x', password: ADMIN_PASSWORD },
        async () => {
          await writeFile(join(fresh, 'office.db'), 'half')
          throw new Error('no disk')
        },
        KEYRING,
      ),
    ).rejects.toThrow('no disk')
    expect(await readdir(fresh)).toEqual(['settings.json'])
    for (const name of ['setting-up.json', 'office.db', 'office.db-wal', 'keyring.json']) await writeFile(join(fresh, name), '{}')
    expect(await clearUnfinishedSetUp(fresh, 'office.db')).toBe(true)
    expect(await readdir(fresh)).toEqual(['settings.json'])
    await writeFile(join(fresh, 'office.db'), 'a database without a keyring')
    await expect(setUpOffice(fresh, 'office.db', { login: 'x', password: ADMIN_PASSWORD }, async () => {}, KEYRING)).rejects.toMatchObject({
      code: 'ALREADY_SET_UP',
    })
    expect(await clearUnfinishedSetUp(fresh, 'office.db')).toBe(false)
    expect(await readdir(fresh)).toEqual(['office.db', 'settings.json'])
    await rm(fresh, { recursive: true })
  })
})

describe('adding users', () => {
  it('gives a temporary password that opens the data and must be changed, and journals who did it', async () => {
    const user = await addLi()
    expect(user).toMatchObject({ login: '李四', role: 'entry', divisions: [TOWN], active: true, mustChangePassword: true })
    expect((await logIn('李四', TEMPORARY)).user.mustChangePassword).toBe(true)
    expect(journal.at(-1)).toMatchObject({ title: '增加用户 李四（录入）', by: '王主任', before: null, after: { login: '李四', role: 'entry' } })
    expect(JSON.stringify(journal)).not.toContain(TEMPORARY)
  })

  it.each<[string, Partial<NewUser>, string]>([
    ['a login name that differs only in case and width', { login: ' ＡＤＭＩＮ ' }, 'DUPLICATE'],
    ['a short password', { password: '1234567' }, 'VALIDATION'],
    ['an empty name', { displayName: ' ' }, 'VALIDATION'],
    ['a division of another county', { divisions: ['621126100000'] }, 'VALIDATION'],
    ['a division above the unit', { divisions: ['621100000000'] }, 'VALIDATION'],
  ])('refuses %s and leaves neither record nor password', async (_, change, code) => {
    await expect(addLi(change)).rejects.toMatchObject({ code })
    expect(listUsers(context, administrator)).toHaveLength(1)
    expect(await listLogins(directory)).toEqual(['admin'])
  })

  it('takes the password away again when the record cannot be written, and replaces what an earlier failure left', async () => {
    const failing: UserContext = {
      ...context,
      store: {
        read: database,
        change: async () => {
          throw new Error('disk full')
        },
      },
    }
    await expect(createUser(failing, administrator, LI)).rejects.toThrow('disk full')
    expect(await listLogins(directory)).toEqual(['admin'])
    await addUser(directory, context.dataKey, { login: '李四', password: OWN }, KEYRING)
    expect(() => enter(context, '李四')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
    await addLi()
    await logIn('李四', TEMPORARY)
  })

  it('drops divisions inside others; the whole unit is no limit, and administrators have none', async () => {
    expect((await addLi({ divisions: [TOWN, '621125105201', TOWN] })).divisions).toEqual([TOWN])
    expect((await addLi({ login: 'b', divisions: ['621125000000', TOWN] })).divisions).toEqual([])
    expect((await addLi({ login: 'c', role: 'administrator' })).divisions).toEqual([])
  })

  it('is for administrators alone', async () => {
    await addLi()
    const li = enter(context, '李四').user
    await expect(createUser(context, li, { ...LI, login: 'x' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(updateUser(context, li, li.id, { role: 'administrator' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(resetPassword(context, li, administrator.id, OWN)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(renewRecoveryCode(context, li, TEMPORARY)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect(() => listUsers(context, li)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })
})

describe('changing users', () => {
  it('changes role and divisions of running sessions at once and journals before and after', async () => {
    const { id } = await addLi()
    const { token } = enter(context, '李四')
    await updateUser(context, administrator, id, { role: 'reader', divisions: [] })
    expect(context.sessions.require(token)).toMatchObject({ role: 'reader', divisions: [] })
    expect(journal.at(-1)).toEqual({
      title: '把 李四 由录入改为只读',
      by: '王主任',
      before: { role: 'entry', divisions: `["${TOWN}"]` },
      after: { role: 'reader', divisions: '[]' },
    })
    const entries = journal.length
    await updateUser(context, administrator, id, { role: 'reader' })
    expect(journal).toHaveLength(entries)
  })

  it('logs a deactivated user out and takes the password; active again, it must be reset', async () => {
    const { id } = await addLi()
    const { token } = enter(context, '李四')
    await updateUser(context, administrator, id, { active: false })
    expect(context.sessions.look(token).state).toBe('none')
    expect(() => enter(context, '李四')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
    await expect(unlock(directory, '李四', TEMPORARY, KEYRING)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await expect(resetPassword(context, administrator, id, TEMPORARY)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(addLi()).rejects.toMatchObject({ code: 'DUPLICATE', message: expect.stringContaining('已停用') })
    await updateUser(context, administrator, id, { active: true })
    await resetPassword(context, administrator, id, OWN)
    expect((await logIn('李四', OWN)).user.mustChangePassword).toBe(true)
  })

  it('never leaves the office without an administrator', async () => {
    await expect(updateUser(context, administrator, administrator.id, { role: 'entry' })).rejects.toMatchObject({
      code: 'VALIDATION',
      message: expect.stringContaining('最后一位管理员'),
    })
    await expect(updateUser(context, administrator, administrator.id, { active: false })).rejects.toMatchObject({ code: 'VALIDATION' })
    const second = await addLi({ role: 'administrator' })
    const acting = enter(context, '李四').user
    await updateUser(context, acting, administrator.id, { active: false })
    await expect(updateUser(context, acting, second.id, { role: 'review' })).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(updateUser(context, acting, 'nobody', {})).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('passwords', () => {
  it('a user changes the temporary one, stays logged in here and is logged out elsewhere', async () => {
    const { id } = await addLi()
    const here = await logIn('李四', TEMPORARY)
    const elsewhere = enter(context, '李四')
    await expect(changeOwnPassword(context, here.token, '不是这个密码呀', OWN)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await forgiveAttempts(directory)
    await changeOwnPassword(context, here.token, TEMPORARY, OWN)
    expect(context.sessions.require(here.token).mustChangePassword).toBe(false)
    expect(context.sessions.look(elsewhere.token).state).toBe('none')
    expect((await logIn('李四', OWN)).user.mustChangePassword).toBe(false)
    expect(listUsers(context, administrator).find((user) => user.id === id)?.mustChangePassword).toBe(false)
    expect(journal.at(-1)).toMatchObject({ title: '修改自己的密码', by: '李四' })
  })

  it('an administrator resets a forgotten one, not their own; each reset is on record', async () => {
    const { id } = await addLi()
    const { token } = enter(context, '李四')
    await expect(resetPassword(context, administrator, administrator.id, OWN)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(resetPassword(context, administrator, id, 'short')).rejects.toMatchObject({ code: 'VALIDATION' })
    await logIn('李四', TEMPORARY)
    await resetPassword(context, administrator, id, OWN)
    await resetPassword(context, administrator, id, TEMPORARY)
    expect(journal.filter((entry) => entry.title === '重设 李四 的密码')).toHaveLength(2)
    expect(context.sessions.look(token).state).toBe('none')
    await logIn('李四', TEMPORARY)
  })

  it('a locked session opens with the password of its user alone', async () => {
    await addLi()
    const { token } = enter(context, '李四')
    context.sessions.lock(token)
    await expect(unlockSession(context, token, ADMIN_PASSWORD)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(context.sessions.look(token).state).toBe('locked')
    await forgiveAttempts(directory)
    await unlockSession(context, token, TEMPORARY)
    expect(context.sessions.look(token).state).toBe('open')
    await expect(unlockSession(context, 'no token', TEMPORARY)).rejects.toMatchObject({ code: 'NOT_LOGGED_IN' })
  })

  it('the recovery code is renewed against the administrator’s password', async () => {
    await expect(renewRecoveryCode(context, administrator, 'not the password')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await forgiveAttempts(directory)
    expect(await renewRecoveryCode(context, administrator, ADMIN_PASSWORD)).toMatch(/^(\w{4}-){5}\w{4}$/)
  })
})
