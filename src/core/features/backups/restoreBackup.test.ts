import { readFileSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forgiveAttempts } from '../../keyring/testing/forgive.ts'
import { changePassword, readKeyring, unlock } from '../../keyring/index.ts'
import { createBackup, listBackups, restoreBackup, undoUnfinishedSwap, type RestoreRequest } from './index.ts'
import { countPeople, DATABASE, KEYRING, LOGIN, makeOffice, PASSWORD, type Office } from './testing/office.ts'

/** Every moment of a restore at which it may be broken off, in order. */
const STEPS = [
  '取出备份里的数据',
  '检查备份里的数据',
  '把现有数据另存为备份',
  '换上备份里的数据',
  'mark',
  `old ${DATABASE}`,
  'old keyring.json',
  `new ${DATABASE}`,
  'new keyring.json',
  'commit',
] as const

let office: Office
let file: string
beforeEach(async () => {
  office = await makeOffice()
  file = (await createBackup(office.environment, { key: office.key, reason: 'manual' })).path
  office.within((database) => database.run(`DELETE FROM person WHERE rowid > 20`))
})
afterEach(async () => {
  await office.remove()
})

const restore = (request: Partial<RestoreRequest> = {}) =>
  restoreBackup(office.environment, { file, access: { user: { login: LOGIN, password: PASSWORD } }, keyring: KEYRING, ...request })
const filesInUse = async () => (await readdir(office.environment.dataDirectory)).filter((name) => name !== 'keyring-attempts.json').toSorted()

describe('restoreBackup', () => {
  it('puts the backup in place and keeps what it replaced as one more backup that can itself be restored', async () => {
    const { key, replaced, manifest } = await restore()
    expect(key.equals(office.key)).toBe(true)
    expect(manifest.counts).toEqual({ person: 50 })
    expect(office.within(countPeople)).toBe(50)
    expect(await filesInUse()).toEqual(['keyring.json', DATABASE])
    expect(replaced?.manifest.reason).toBe('before-restore')
    await restore({ file: replaced?.path ?? '' })
    expect(office.within(countPeople)).toBe(20)
    expect((await listBackups(office.environment.backupDirectory)).every((one) => one.sound)).toBe(true)
  })

  it('leaves today’s keyring in place, and demands the right password of the backup where no key is at hand', async () => {
    await changePassword(office.environment.dataDirectory, LOGIN, PASSWORD, '今天刚换的新密码', KEYRING)
    const keep = { keyring: await readKeyring(office.environment.dataDirectory), key: office.key }
    await expect(restore({ access: { user: { login: LOGIN, password: '今天刚换的新密码' } } })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    await expect(restore()).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' })
    expect(office.within(countPeople)).toBe(20)
    await restore({ access: { key: office.key }, keep })
    expect(office.within(countPeople)).toBe(50)
    await forgiveAttempts(office.environment.dataDirectory)
    expect((await unlock(office.environment.dataDirectory, LOGIN, '今天刚换的新密码', KEYRING)).equals(office.key)).toBe(true)
  })

  it('re-encrypts a backup of another data key under today’s, whose keyring stays', async () => {
    const other = await makeOffice(7)
    const keep = { keyring: await readKeyring(other.environment.dataDirectory), key: other.key }
    const { key } = await restoreBackup(other.environment, { file, access: { user: { login: LOGIN, password: PASSWORD } }, keep, keyring: KEYRING })
    expect(key.equals(other.key)).toBe(true)
    expect(other.within(countPeople)).toBe(50)
    expect(() => other.within(countPeople, office.key)).toThrow()
    expect(await readKeyring(other.environment.dataDirectory)).toEqual(keep.keyring)
    expect((await readdir(other.environment.dataDirectory)).filter((name) => name.includes('foreign'))).toEqual([])
    await other.remove()
  })

  it('restores on a fresh PC, and over another office whose data it keeps', async () => {
    const fresh = { ...office.environment, dataDirectory: join(office.root, 'fresh'), backupDirectory: join(office.root, 'fresh-backups') }
    expect((await restoreBackup(fresh, { file, access: { user: { login: LOGIN, password: PASSWORD } }, keyring: KEYRING })).replaced).toBeNull()
    expect((await unlock(fresh.dataDirectory, LOGIN, PASSWORD, KEYRING)).equals(office.key)).toBe(true)
    const other = await makeOffice(7)
    const { unit: _, ...closed } = other.environment
    await expect(restoreBackup(closed, { file, access: { key: other.key } })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    const { replaced, key } = await restoreBackup(closed, { file, access: { user: { login: LOGIN, password: PASSWORD } }, keyring: KEYRING })
    expect(other.within(countPeople, key)).toBe(50)
    await restoreBackup(closed, { file: replaced?.path ?? '', access: { user: { login: LOGIN, password: PASSWORD } }, keyring: KEYRING })
    expect(other.within(countPeople)).toBe(7)
    await other.remove()
  })

  it('restores over a data folder that is damaged, with what is left of it put aside', async () => {
    await writeFile(join(office.environment.dataDirectory, DATABASE), 'rubbish')
    await writeFile(join(office.environment.dataDirectory, 'keyring.json'), 'rubbish')
    const { replaced } = await restore()
    expect(replaced).not.toBeNull()
    expect(office.within(countPeople)).toBe(50)
  })

  it('carries over changes that stood only in the log of the data it replaced', async () => {
    const path = join(office.environment.dataDirectory, DATABASE)
    const cutOff = office.within((database) => {
      database.run(`INSERT INTO person (id) VALUES ('only in the log')`)
      return { file: readFileSync(path), log: readFileSync(`${path}-wal`) }
    })
    await writeFile(path, cutOff.file)
    await writeFile(`${path}-wal`, cutOff.log)
    const { replaced } = await restore()
    expect(office.within(countPeople)).toBe(50)
    await restore({ file: replaced?.path ?? '' })
    expect(office.within(countPeople)).toBe(21)
  })

  it.each([
    ['no backup', async () => Buffer.from('PK not a backup'), 'FILE_FORMAT'],
    ['a cut backup', async () => (await readFile(file)).subarray(0, -10), 'BACKUP_DAMAGED'],
    [
      'a changed backup',
      async () => {
        const bytes = await readFile(file)
        bytes[9000] = (bytes[9000] ?? 0) ^ 1
        return bytes
      },
      'BACKUP_DAMAGED',
    ],
  ])('refuses %s with a sentence and changes nothing', async (_, content, code) => {
    const before = await filesInUse()
    const bad = join(office.root, 'bad.bfbak')
    await writeFile(bad, await content())
    await expect(restore({ file: bad })).rejects.toMatchObject({ code, message: expect.stringContaining('备份') })
    expect(office.within(countPeople)).toBe(20)
    expect(await filesInUse()).toEqual(before)
  })

  it('refuses a backup of a later program and a file that is not there', async () => {
    office.within((database) => database.pragma('user_version = 30'))
    const newer = await createBackup(office.environment, { key: office.key, reason: 'manual' })
    await expect(restore({ file: newer.path })).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    await expect(restore({ file: join(office.root, 'none.bfbak') })).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(office.within(countPeople)).toBe(20)
  })

  it('is cancelled at any phase before the swap, with nothing changed and nothing left', async () => {
    const before = await filesInUse()
    for (const stop of STEPS.slice(0, 3)) {
      const abort = new AbortController()
      await expect(
        restore({
          access: { key: office.key },
          signal: abort.signal,
          onProgress: (title) => {
            if (title === stop) abort.abort()
          },
        }),
      ).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(await filesInUse()).toEqual(before)
    }
  })
})

/** Killed programs and full disks: `src/core/office/brokenRestore.offices.test.ts`. */
describe('a restore that fails', () => {
  it.each(STEPS.slice(4))('puts the old data back by itself when step “%s” fails', async (step) => {
    await expect(
      restore({
        onStep: (at) => {
          if (at === step) throw new Error('disk gone')
        },
      }),
    ).rejects.toThrow('disk gone')
    expect(await undoUnfinishedSwap(office.environment.dataDirectory)).toBe(false)
    expect(office.within(countPeople)).toBe(20)
    expect(await filesInUse()).toEqual(['keyring.json', DATABASE])
    await restore({ access: { key: office.key } })
    expect(office.within(countPeople)).toBe(50)
  })

  it('goes back also when going back was itself killed halfway, and on a folder that held nothing before', async () => {
    const directory = office.environment.dataDirectory
    await mkdir(join(directory, 'restore-old'))
    await writeFile(
      join(directory, 'restore-under-way.json'),
      JSON.stringify({ files: [DATABASE, 'keyring.json', 'keyring.previous.json'], present: [DATABASE, 'keyring.json'] }),
    )
    await writeFile(join(directory, 'restore-old', 'keyring.json'), await readFile(join(directory, 'keyring.json')))
    await writeFile(join(directory, 'keyring.json'), 'of the backup')
    await writeFile(join(directory, 'keyring.previous.json'), 'of the backup')
    expect(await undoUnfinishedSwap(directory)).toBe(true)
    expect(await filesInUse()).toEqual(['keyring.json', DATABASE])
    expect((await unlock(directory, LOGIN, PASSWORD, KEYRING)).equals(office.key)).toBe(true)

    const empty = join(office.root, 'empty')
    await mkdir(empty)
    await writeFile(join(empty, 'restore-under-way.json'), JSON.stringify({ files: [DATABASE, 'keyring.json'], present: [] }))
    await writeFile(join(empty, DATABASE), 'new')
    expect(await undoUnfinishedSwap(empty)).toBe(true)
    expect(await readdir(empty)).toEqual([])
  })

  it('never mixes the keyring of one office with the database of another', async () => {
    const other = await makeOffice(7)
    for (const step of STEPS.slice(4)) {
      await expect(
        restoreBackup(other.environment, {
          file,
          access: { user: { login: LOGIN, password: PASSWORD } },
          keyring: KEYRING,
          onStep: (at) => {
            if (at === step) throw new Error('stop')
          },
        }),
      ).rejects.toThrow('stop')
      const key = await unlock(other.environment.dataDirectory, LOGIN, PASSWORD, KEYRING)
      expect(other.within(countPeople, key)).toBe(7)
    }
    await other.remove()
  })
})
