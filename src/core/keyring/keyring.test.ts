import { copyFile, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginAttempt, forgetRun, LONGEST_WAIT, TooManyAttempts, waitAfter } from './attempts.ts'
import {
  addUser,
  changePassword,
  createKeyring,
  isSetUp,
  keyringForBackup,
  listLogins,
  removeUser,
  resetWithRecoveryCode,
  rotateRecoveryCode,
  setPassword,
  unlock,
  unlockByCode,
  unlockForeign,
} from './keyring.ts'
import { DEFAULT_COST } from './wrapping.ts'
import { keyringText, parseKeyring, readKeyring, settleKeyring } from './keyringFile.ts'

const PASSWORD = '春风又绿江南岸边'
const OTHER = '明月何时照我还呢'
const FIRST = { login: 'Zhang', password: PASSWORD }
const START = Date.UTC(2026, 10, 24, 1)

let directory: string
let now: number
const options = { cost: { N: 16, r: 1, p: 1 }, now: () => now }
const later = (seconds: number) => {
  now += seconds * 1000
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'keyring-'))
  now = START
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

const create = () => createKeyring(directory, FIRST, options)
const failing = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

describe('set-up and unlocking', () => {
  it('opens with the password, whatever the width and case of the login name, and gives the same key each time', async () => {
    expect(await isSetUp(directory)).toBe(false)
    const { dataKey } = await create()
    expect(dataKey).toHaveLength(32)
    expect(await unlock(directory, 'ｚｈａｎｇ', PASSWORD, options)).toEqual(dataKey)
    expect(await isSetUp(directory)).toBe(true)
    expect(await listLogins(directory)).toEqual(['Zhang'])
  })

  it('is private to the owner of the machine account and holds neither key nor password', async () => {
    const { dataKey, recoveryCode } = await create()
    const path = join(directory, 'keyring.json')
    const text = await readFile(path, 'utf8')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    for (const secret of [PASSWORD, recoveryCode, recoveryCode.replaceAll('-', ''), dataKey.toString('hex'), dataKey.toString('base64')])
      expect(text).not.toContain(secret)
  })

  it('will not be set up twice, even when only the copy of an earlier keyring is left', async () => {
    const { dataKey } = await create()
    await expect(create()).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    await rm(join(directory, 'keyring.json'))
    await expect(create()).rejects.toMatchObject({ code: 'ALREADY_SET_UP' })
    await expect(unlock(directory, 'Zhang', PASSWORD, options)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('refuses a weak first password and writes nothing', async () => {
    await expect(createKeyring(directory, { login: 'a', password: '1234567' }, options)).rejects.toMatchObject({ code: 'VALIDATION' })
    expect(await readdir(directory)).toEqual([])
  })

  it('says that nothing has been set up', async () => {
    await expect(unlock(directory, 'a', PASSWORD, options)).rejects.toMatchObject({ code: 'NOT_SET_UP' })
  })
})

describe('wrong passwords', () => {
  it('makes the next attempt wait 1, 2, 4 … up to 300 seconds, and hears nothing meanwhile, not even the right password', async () => {
    await create()
    for (const wait of [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]) {
      await expect(unlock(directory, 'zhang', 'wrong password', options)).rejects.toMatchObject({
        code: 'WRONG_PASSWORD',
        action: expect.stringContaining(`${wait} 秒`),
      })
      const refused = await failing(unlock(directory, 'zhang', PASSWORD, options))
      expect(refused).toBeInstanceOf(TooManyAttempts)
      expect(refused).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', seconds: wait })
      later(wait)
    }
    await unlock(directory, 'zhang', PASSWORD, options)
    await expect(unlock(directory, 'zhang', 'wrong password', options)).rejects.toMatchObject({ action: expect.stringContaining('1 秒') })
  })

  it('cannot be guessed at in parallel', async () => {
    await create()
    const errors = await Promise.all(Array.from({ length: 5 }, (_, index) => failing(unlock(directory, 'zhang', `wrong ${index} guess`, options))))
    expect(errors.map((error) => (error instanceof Error && 'code' in error ? error.code : error))).toEqual([
      'WRONG_PASSWORD',
      ...Array<string>(4).fill('TOO_MANY_ATTEMPTS'),
    ])
  })

  it('does not shorten the wait when the clock is set back, nor lengthen it when it was ahead', async () => {
    await create()
    for (let index = 0; index < 4; index += 1) {
      await failing(unlock(directory, 'zhang', 'wrong password', options))
      later(waitAfter(index + 1))
    }
    later(365 * 86400)
    await failing(unlock(directory, 'zhang', 'wrong password', options))
    now = START
    await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({ seconds: 16 })
    later(15)
    await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({ seconds: 1 })
    later(1)
    await unlock(directory, 'zhang', PASSWORD, options)
  })

  it('keeps one user from slowing down another, and treats unknown login names alike', async () => {
    const { dataKey } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    await failing(unlock(directory, 'zhang', 'wrong password', options))
    await unlock(directory, '李四', OTHER, options)
    await expect(unlock(directory, 'nobody', PASSWORD, options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD', message: '登录名或密码不对。' })
    await expect(unlock(directory, 'somebody', PASSWORD, options)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    expect(await readFile(join(directory, 'keyring-attempts.json'), 'utf8')).not.toContain('nobody')
  })

  it('counts an attempt that was cut off', async () => {
    await create()
    await writeFile(join(directory, 'keyring-attempts.json'), JSON.stringify({ 'user:zhang': { failures: 3, at: now } }))
    await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({ seconds: 4 })
  })

  it('gains nothing by deleting or spoiling the counter while the program runs, nor by setting the clock', async () => {
    await create()
    await unlock(directory, 'zhang', PASSWORD, options)
    for (let index = 0; index < 5; index += 1) {
      await failing(unlock(directory, 'zhang', 'wrong password', options))
      later(waitAfter(index + 1))
    }
    await failing(unlock(directory, 'zhang', 'wrong password', options))
    for (const harm of [() => rm(join(directory, 'keyring-attempts.json')), () => writeFile(join(directory, 'keyring-attempts.json'), '{}')]) {
      await harm()
      await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({ seconds: 32 })
    }
    // The clock of the wall is put ahead; that of the machine since its start is not.
    await expect(beginAttempt(directory, 'user:zhang', { now: now + 86_400_000, steady: now + 1000 })).rejects.toMatchObject({ seconds: 31 })
    later(32)
    await unlock(directory, 'zhang', PASSWORD, options)
  })

  it('takes a counter that is gone or spoilt between two runs for the longest wait, once, and lets the right password in after it', async () => {
    const { dataKey } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    await unlock(directory, 'zhang', PASSWORD, options)
    for (const harm of [() => rm(join(directory, 'keyring-attempts.json')), () => writeFile(join(directory, 'keyring-attempts.json'), '{"a":')]) {
      await harm()
      forgetRun(directory)
      await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({ seconds: LONGEST_WAIT })
      later(LONGEST_WAIT - 1)
      forgetRun(directory)
      await expect(unlock(directory, '李四', OTHER, options)).rejects.toMatchObject({ seconds: 1 })
      later(1)
      await expect(unlock(directory, '李四', 'wrong password', options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
      // Whoever guesses waits as long again; whoever knows does not, and his next slip costs a second.
      await expect(unlock(directory, '李四', OTHER, options)).rejects.toMatchObject({ seconds: LONGEST_WAIT })
      await unlock(directory, 'zhang', PASSWORD, options)
      await failing(unlock(directory, 'zhang', 'wrong password', options))
      await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({ seconds: 1 })
      later(1)
      await unlock(directory, 'zhang', PASSWORD, options)
      later(LONGEST_WAIT)
      await unlock(directory, '李四', OTHER, options)
    }
  })

  it('a folder that was never counted in does not wait: one of an older version, or the keyring of a backup put into an empty one', async () => {
    await create()
    await unlock(directory, 'zhang', PASSWORD, options)
    const backup = keyringForBackup(await readKeyring(directory), ['zhang'])
    expect(backup).not.toHaveProperty('counted')
    await writeFile(join(directory, 'keyring.json'), keyringText(backup))
    await rm(join(directory, 'keyring-attempts.json'))
    forgetRun(directory)
    await unlock(directory, 'zhang', PASSWORD, options)
    expect(await readKeyring(directory)).toMatchObject({ counted: true })
    expect(await readdir(directory)).toContain('keyring-attempts.json')
  })

  it('an honest user whose program was killed at every attempt waits no longer than the longest wait', async () => {
    await create()
    for (let killed = 0; killed < 40; killed += 1) {
      forgetRun(directory)
      await failing(beginAttempt(directory, 'user:zhang', { now, steady: now }))
      later(1)
    }
    forgetRun(directory)
    later(LONGEST_WAIT)
    await unlock(directory, 'zhang', PASSWORD, options)
    await expect(unlock(directory, 'zhang', PASSWORD, options)).resolves.toHaveLength(32)
  })
})

describe('users', () => {
  it('adds, changes, resets and removes without touching the data key', async () => {
    const { dataKey } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    expect(await unlock(directory, '李四', OTHER, options)).toEqual(dataKey)
    await changePassword(directory, '李四', OTHER, '新的密码一定要长', options)
    expect(await unlock(directory, '李四', '新的密码一定要长', options)).toEqual(dataKey)
    await expect(unlock(directory, '李四', OTHER, options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await setPassword(directory, dataKey, { login: '李四', password: '临时密码12345' }, options)
    expect(await unlock(directory, '李四', '临时密码12345', options)).toEqual(dataKey)
    await removeUser(directory, dataKey, '李四')
    expect(await listLogins(directory)).toEqual(['Zhang'])
    await expect(unlock(directory, '李四', '临时密码12345', options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  })

  it('refuses a second user of one name, the removal of the last, an unchanged or weak password, and a foreign key', async () => {
    const { dataKey } = await create()
    const before = await readFile(join(directory, 'keyring.json'), 'utf8')
    await expect(addUser(directory, dataKey, { login: 'ZHANG', password: OTHER }, options)).rejects.toMatchObject({ code: 'DUPLICATE' })
    await expect(removeUser(directory, dataKey, 'zhang')).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(changePassword(directory, 'zhang', PASSWORD, PASSWORD, options)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(changePassword(directory, 'zhang', PASSWORD, 'short', options)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(addUser(directory, Buffer.alloc(32), { login: 'x', password: OTHER }, options)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(await readFile(join(directory, 'keyring.json'), 'utf8')).toBe(before)
  })

  it('keeps every one of several changes made at once', async () => {
    const { dataKey } = await create()
    await Promise.all(Array.from({ length: 8 }, (_, index) => addUser(directory, dataKey, { login: `user${index}`, password: OTHER }, options)))
    expect((await listLogins(directory)).length).toBe(9)
  })

  it('does not let an entry be passed off as another user’s', async () => {
    const { dataKey } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    const keyring = await readKeyring(directory)
    const [zhang, li] = keyring.users
    if (zhang === undefined || li === undefined) throw new Error('two users expected')
    const forged = { ...keyring, users: [{ ...zhang, wrapped: li.wrapped }] }
    await expect(unlockForeign(directory, forged, { login: 'zhang', password: OTHER }, options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
  })
})

describe('the recovery code', () => {
  it('sets a new password for a user, ends the waiting, and stays valid', async () => {
    const { dataKey, recoveryCode } = await create()
    for (let index = 0; index < 3; index += 1) {
      await failing(unlock(directory, 'zhang', 'wrong password', options))
      later(waitAfter(index + 1))
    }
    await failing(unlock(directory, 'zhang', 'wrong password', options))
    expect(await resetWithRecoveryCode(directory, recoveryCode.toLowerCase(), { login: 'zhang', password: OTHER }, options)).toEqual(dataKey)
    expect(await unlock(directory, 'zhang', OTHER, options)).toEqual(dataKey)
    expect(await resetWithRecoveryCode(directory, recoveryCode, FIRST, options)).toEqual(dataKey)
    expect(await listLogins(directory)).toEqual(['Zhang'])
  })

  it('opens nothing once it was replaced, and guessing it slows down', async () => {
    const { dataKey, recoveryCode } = await create()
    const renewed = await rotateRecoveryCode(directory, dataKey, options)
    expect(renewed).not.toBe(recoveryCode)
    await expect(resetWithRecoveryCode(directory, recoveryCode, FIRST, options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await expect(resetWithRecoveryCode(directory, renewed, FIRST, options)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    later(1)
    expect(await resetWithRecoveryCode(directory, renewed, FIRST, options)).toEqual(dataKey)
  })

  it('does not count a mistyped code as an attempt, and names an unknown user', async () => {
    const { recoveryCode } = await create()
    await expect(resetWithRecoveryCode(directory, 'ABCD', FIRST, options)).rejects.toMatchObject({ code: 'VALIDATION' })
    await expect(resetWithRecoveryCode(directory, recoveryCode, { login: '王五', password: OTHER }, options)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('damage', () => {
  it('is told from a wrong password, and a copy is at hand', async () => {
    const { dataKey } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    const path = join(directory, 'keyring.json')
    const sound = await readFile(path, 'utf8')
    const tagAt = sound.indexOf('"tag"') + 8
    const flipped = sound.slice(0, tagAt) + (sound[tagAt] === 'A' ? 'B' : 'A') + sound.slice(tagAt + 1)
    for (const bad of ['', '{', 'null', '[]', '{"format":"bangfu-keyring","version":1}', flipped, sound.slice(0, -20), sound.replace('Zhang', 'Zhong')]) {
      await writeFile(path, bad)
      await expect(unlock(directory, 'zhang', PASSWORD, options)).rejects.toMatchObject({
        code: 'DATABASE_DAMAGED',
        message: expect.stringContaining('keyring.json'),
      })
      expect(await readFile(path, 'utf8')).toBe(bad)
    }
    await copyFile(join(directory, 'keyring.previous.json'), path)
    expect(await unlock(directory, 'zhang', PASSWORD, options)).toEqual(dataKey)
    expect(await listLogins(directory)).toEqual(['Zhang', '李四'])
  })

  it('refuses a keyring of a later program without touching it', () => {
    expect(() => parseKeyring(JSON.stringify({ format: 'bangfu-keyring', version: 3, anything: true }))).toThrow(
      expect.objectContaining({ code: 'DATABASE_NEWER' }),
    )
  })
})

describe('the cost of an entry', () => {
  it('is raised at the next login, for passwords that would be refused today too; a dearer one stays', async () => {
    const { dataKey } = await create()
    const costs = async () => (await readKeyring(directory)).users.map(({ wrapped }) => wrapped.cost.N)
    expect(await costs()).toEqual([16])
    const dearer = { ...options, names: ['春风又绿江南岸边'], cost: { N: 64, r: 1, p: 1 } }
    expect(await unlock(directory, 'zhang', PASSWORD, dearer)).toEqual(dataKey)
    expect(await costs()).toEqual([64])
    expect(await unlock(directory, 'zhang', PASSWORD, options)).toEqual(dataKey)
    expect(await costs()).toEqual([64])
    expect(DEFAULT_COST).toEqual({ N: 2 ** 17, r: 8, p: 1 })
  })
})

describe('what is left behind', () => {
  it('opens nothing for who was removed, for a password or a recovery code that was replaced', async () => {
    const { dataKey, recoveryCode } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    const copy = async () => parseKeyring(await readFile(join(directory, 'keyring.previous.json'), 'utf8'))
    await removeUser(directory, dataKey, '李四')
    expect((await copy()).users.map((user) => user.login)).toEqual(['Zhang'])
    await setPassword(directory, dataKey, { login: 'zhang', password: '今天刚换的新密码' }, options)
    await expect(unlockForeign(directory, await copy(), FIRST, options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    later(600)
    const renewed = await rotateRecoveryCode(directory, dataKey, options)
    await expect(unlockByCode(directory, await copy(), recoveryCode, options)).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    later(600)
    expect(await unlockByCode(directory, await copy(), renewed, options)).toEqual(dataKey)
  })

  it('by an older program is rewritten at the next start; a keyring that is gone or damaged is made again from its copy', async () => {
    const { dataKey } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    const [path, previous] = [join(directory, 'keyring.json'), join(directory, 'keyring.previous.json')]
    const former = await readFile(previous, 'utf8')
    await removeUser(directory, dataKey, '李四')
    await writeFile(previous, former)
    const today = await readFile(path, 'utf8')
    await settleKeyring(directory)
    expect(await readFile(previous, 'utf8')).toBe(today)
    for (const damage of [() => rm(path), () => writeFile(path, today.slice(9))]) {
      await damage()
      await settleKeyring(directory)
      expect(await unlock(directory, 'zhang', PASSWORD, options)).toEqual(dataKey)
    }
    await writeFile(path, 'rubbish')
    await rm(previous)
    await settleKeyring(directory)
    expect(await readFile(path, 'utf8')).toBe('rubbish')
  })

  it('in a backup is what administrators and the recovery code open, no more', async () => {
    const { dataKey, recoveryCode } = await create()
    await addUser(directory, dataKey, { login: '李四', password: OTHER }, options)
    const kept = keyringForBackup(await readKeyring(directory), ['ZHANG'])
    expect(kept.users.map((user) => user.login)).toEqual(['Zhang'])
    expect(await unlockByCode(directory, kept, recoveryCode, options)).toEqual(dataKey)
  })
})
