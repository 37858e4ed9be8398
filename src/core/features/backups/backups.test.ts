import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Database } from '../../store/database.ts'
import { makeUnsound } from '../../store/testing/unsound.ts'
import { backupBefore, backupBeforeMerge, backupOfTheDay, createBackup, listBackups, tidyBackups, verifyBackup } from './index.ts'
import { DATABASE, LOGIN, makeOffice, PASSWORD, type Office } from './testing/office.ts'

let office: Office
beforeEach(async () => {
  office = await makeOffice()
})
afterEach(async () => {
  await office.remove()
})

const manual = () => createBackup(office.environment, { key: office.key, reason: 'manual' })

describe('createBackup', () => {
  it('makes one verified file that tells unit, time, reason and counts, in clear only what is not personal', async () => {
    const told: [string, number][] = []
    const made = await createBackup(office.environment, { key: office.key, reason: 'manual', onProgress: (title, fraction) => told.push([title, fraction]) })
    expect(made.name).toMatch(/^621125105000-2026112\d-\d{6}-manual\.bfbak$/)
    expect(made.manifest).toMatchObject({
      unit: '621125105000',
      reason: 'manual',
      schemaVersion: 20,
      counts: { person: 50 },
      created: '2026-11-24T01:00:00.000Z',
      appVersion: '0.1.0',
    })
    expect(await readdir(office.environment.backupDirectory)).toEqual([made.name])
    const bytes = await readFile(made.path)
    expect(bytes.length).toBe(made.size)
    expect(bytes.includes('李四')).toBe(false)
    expect(bytes.includes('SQLite format 3')).toBe(false)
    const fractions = told.map(([, fraction]) => fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(told.at(-1)).toEqual(['核对备份文件', 1])
  })

  it('takes what is committed while the database is in use, and gives two of one second two names', async () => {
    const database = new Database({ path: join(office.environment.dataDirectory, DATABASE), key: office.key })
    database.run(`INSERT INTO person (id) VALUES ('committed')`)
    database.execute(`BEGIN IMMEDIATE; INSERT INTO person (id) VALUES ('under way')`)
    const made = await manual()
    database.execute('COMMIT')
    database.close()
    expect(made.manifest.counts).toEqual({ person: 51 })
    expect((await manual()).name).toMatch(/-manual-2\.bfbak$/)
  })

  it('writes to a chosen place, replaces what is there, and says when the place is gone', async () => {
    const target = join(office.root, '优盘.bfbak')
    await writeFile(target, 'old')
    await createBackup(office.environment, { key: office.key, reason: 'manual', target })
    expect((await verifyBackup(office.environment, { file: target })).counts).toEqual({ person: 50 })
    await expect(createBackup(office.environment, { key: office.key, reason: 'manual', target: join(office.root, 'gone', 'x.bfbak') })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    })
  })

  it('leaves nothing behind when it is cancelled at any phase', async () => {
    for (const stop of ['复制数据库', '检查副本，写备份文件', '核对备份文件']) {
      const abort = new AbortController()
      const running = createBackup(office.environment, {
        key: office.key,
        reason: 'manual',
        signal: abort.signal,
        onProgress: (title) => {
          if (title === stop) abort.abort()
        },
      })
      await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(await readdir(office.environment.backupDirectory)).toEqual([])
    }
  })

  it('does not make a backup that could not be restored: damaged database, keyring of another key', async () => {
    await expect(createBackup(office.environment, { key: randomBytes(32), reason: 'manual' })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    const path = join(office.environment.dataDirectory, DATABASE)
    const bytes = await readFile(path)
    bytes.fill(7, 4096 * 3 + 100, 4096 * 3 + 200)
    await writeFile(path, bytes)
    await expect(manual()).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(await readdir(office.environment.backupDirectory)).toEqual([])
  })

  it('keeps nothing of what was packed where the copy can be read and is not sound', async () => {
    makeUnsound(join(office.environment.dataDirectory, DATABASE), office.key)
    const told: string[] = []
    const running = createBackup(office.environment, { key: office.key, reason: 'manual', onProgress: (title) => told.push(title) })
    await expect(running).rejects.toMatchObject({ code: 'DATABASE_DAMAGED', message: expect.stringContaining('这次没有备份成') as string })
    expect(new Set(told)).toEqual(new Set(['复制数据库', '检查副本，写备份文件']))
    expect(await readdir(office.environment.backupDirectory)).toEqual([])
  })
})

describe('verifyBackup', () => {
  it('checks the bytes without a password, and opens the database with one or with the key', async () => {
    const { path } = await manual()
    for (const access of [{}, { access: { key: office.key } }, { access: { user: { login: LOGIN, password: PASSWORD } } }]) {
      expect((await verifyBackup(office.environment, { file: path, ...access })).counts).toEqual({ person: 50 })
    }
    await expect(verifyBackup(office.environment, { file: path, access: { user: { login: LOGIN, password: 'not the password' } } })).rejects.toMatchObject({
      code: 'WRONG_PASSWORD',
    })
    await expect(verifyBackup(office.environment, { file: path, access: { key: randomBytes(32) } })).rejects.toMatchObject({ code: 'WRONG_PASSWORD' })
    expect((await readdir(office.environment.dataDirectory)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('refuses a backup of a later program', async () => {
    office.within((database) => database.pragma('user_version = 30'))
    const { path } = await manual()
    await expect(verifyBackup(office.environment, { file: path, access: { key: office.key } })).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
  })
})

describe('the folder of backups', () => {
  it('copies once a sitting before merges, however many files are taken in', async () => {
    expect(await backupBeforeMerge(office.environment, office.key)).toMatchObject({ name: expect.stringContaining('.bfbak') as string })
    office.setTime('2026-11-24T01:10:00.000Z')
    expect(await backupBeforeMerge(office.environment, office.key)).toBeNull()
    office.setTime('2026-11-24T01:20:00.000Z')
    expect(await backupBeforeMerge(office.environment, office.key)).not.toBeNull()
    // A clock set back must not make every backup seem recent.
    office.setTime('2026-11-23T01:00:00.000Z')
    expect(await backupBeforeMerge(office.environment, office.key)).not.toBeNull()
  })

  it('lists newest first, and what it cannot read as not sound', async () => {
    expect(await listBackups(join(office.root, 'none'))).toEqual([])
    const first = await manual()
    office.setTime('2026-11-25T01:00:00.000Z')
    const second = await backupBefore(office.environment, office.key, 'before-import')
    await writeFile(join(office.environment.backupDirectory, 'cut.bfbak'), (await readFile(first.path)).subarray(0, 5000))
    await writeFile(join(office.environment.backupDirectory, '说明.txt'), 'x')
    await mkdir(join(office.environment.backupDirectory, 'folder.bfbak'))
    const list = await listBackups(office.environment.backupDirectory)
    expect(list.map(({ name, reason, sound }) => [name, reason, sound])).toEqual(
      expect.arrayContaining([
        [second.name, 'before-import', true],
        [first.name, 'manual', true],
        ['cut.bfbak', 'unknown', false],
      ]),
    )
    expect(list).toHaveLength(3)
    expect(list.findIndex((one) => one.name === second.name)).toBeLessThan(list.findIndex((one) => one.name === first.name))
  })

  it('backs up once a day, also when there are backups by hand', async () => {
    await manual()
    expect((await backupOfTheDay(office.environment, office.key))?.manifest.reason).toBe('daily')
    office.setTime('2026-11-24T05:00:00.000Z')
    expect(await backupOfTheDay(office.environment, office.key)).toBeNull()
    office.setTime('2026-11-26T01:00:00.000Z')
    expect(await backupOfTheDay(office.environment, office.key)).not.toBeNull()
  })

  it('removes what the rule lets go and what broken-off backups left, and nothing else', async () => {
    const made: string[] = []
    for (let number = 0; number < 6; number += 1) {
      office.setTime(`2026-11-24T0${number}:00:00.000Z`)
      made.push((await createBackup(office.environment, { key: office.key, reason: 'before-migration' })).name)
    }
    const old = { name: made[0] ?? '' }
    const kept = await manual()
    office.setTime('2029-01-01T01:00:00.000Z')
    const folder = office.environment.backupDirectory
    await writeFile(join(folder, `.${old.name}.0123456789ab.partial`), 'x')
    await writeFile(join(folder, `.${old.name}.db.0123456789ab.partial`), 'x')
    await writeFile(join(folder, '.other.partial'), 'x')
    const fresh = await createBackup(office.environment, { key: office.key, reason: 'daily' })
    // Of this kind five stay; the clock, two years ahead, is no reason.
    expect(await tidyBackups(office.environment)).toEqual([old.name])
    expect((await readdir(folder)).toSorted()).toEqual(['.other.partial', fresh.name, kept.name, ...made.slice(1)].toSorted())
  })

  it('can be opened from a stick on another PC: nothing outside the file is needed', async () => {
    const { path } = await manual()
    const stick = join(office.root, 'stick.bfbak')
    await copyFile(path, stick)
    await rm(office.environment.backupDirectory, { recursive: true })
    const elsewhere = { ...office.environment, dataDirectory: join(office.root, 'another PC') }
    expect((await verifyBackup(elsewhere, { file: stick, access: { user: { login: LOGIN, password: PASSWORD } } })).counts).toEqual({ person: 50 })
  })
})
