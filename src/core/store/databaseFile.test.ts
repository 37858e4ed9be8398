import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { copyFile, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { copyDatabase, inspectDatabase, settleDatabase } from './databaseFile.ts'
import { Database } from './database.ts'
import { runFileTask, type FileTask } from './fileTasks.ts'

const key = randomBytes(32)
let directory: string
let source: string
let database: Database

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), '备份 %41-'))
  source = join(directory, 'a.db')
  database = new Database({ path: source, key })
  database.execute(
    'CREATE TABLE person (id TEXT PRIMARY KEY NOT NULL, name TEXT, deleted INTEGER NOT NULL DEFAULT 0) STRICT; CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT; PRAGMA user_version = 30',
  )
  fill(database, 5000)
})
afterEach(async () => {
  database.close()
  await rm(directory, { recursive: true, force: true })
})

function fill(target: Database, count: number): void {
  target.execute('BEGIN')
  for (let index = 0; index < count; index += 1) target.run('INSERT INTO person (id, name) VALUES (?, ?)', `p${index}`, `张三${index}${'x'.repeat(200)}`)
  target.execute('COMMIT')
}

describe('copyDatabase', () => {
  it('copies what is committed, also what only stands in the log, encrypted with the same key and nothing in clear', async () => {
    const target = join(directory, 'copy.db')
    const fractions: number[] = []
    await copyDatabase(source, target, key, { onProgress: (fraction) => fractions.push(fraction) })
    expect(await inspectDatabase(target, key)).toEqual({ schemaVersion: 30, counts: { person: 5000 }, administrators: null, journal: null, problems: [] })
    const bytes = await readFile(target)
    expect(bytes.includes('张三')).toBe(false)
    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    await expect(inspectDatabase(target, randomBytes(32))).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(fractions.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true)
    expect(await readdir(directory)).toEqual(expect.not.arrayContaining(['copy.db-wal', 'copy.db-journal']))
  })

  it('keeps few pages in memory, since each is read once', () => {
    const target = join(directory, 'copy.db')
    const kept: unknown[] = []
    const run = vi.spyOn(Database.prototype, 'run').mockImplementation(function (this: Database) {
      kept.push(this.pragma('cache_size'))
      return 0
    })
    runFileTask({ kind: 'copy', source, target, key })
    run.mockRestore()
    expect(kept).toEqual([-8192])
  })

  it('keeps few pages when all of it is looked through, too', () => {
    const kept = new Set<unknown>()
    const all = vi.spyOn(Database.prototype, 'all').mockImplementation(function (this: Database) {
      kept.add(this.pragma('cache_size'))
      return []
    })
    runFileTask({ kind: 'examine', path: source, key })
    all.mockRestore()
    expect([...kept]).toEqual([-8192])
  })

  it('keeps rowids with gaps, and leaves out what is not yet committed', async () => {
    database.run('DELETE FROM person WHERE rowid % 3 = 0')
    const wanted = database.get<{ n: number; top: number; total: number }>('SELECT count(*) n, max(rowid) top, sum(rowid) total FROM person')
    database.execute('BEGIN IMMEDIATE')
    database.run(`INSERT INTO person (id, name) VALUES ('late', 'late')`)
    const target = join(directory, 'copy.db')
    await copyDatabase(source, target, key)
    database.execute('ROLLBACK')
    const copy = new Database({ path: target, key, readonly: true })
    expect(copy.get('SELECT count(*) n, max(rowid) top, sum(rowid) total FROM person')).toEqual(wanted)
    copy.close()
  })

  it('leaves the event loop and writers free meanwhile', async () => {
    const running = copyDatabase(source, join(directory, 'copy.db'), key)
    let turns = 0
    let done = false
    const turn = (): void => {
      if (done) return
      turns += 1
      database.run('INSERT INTO person (id) VALUES (?)', `turn${turns}`)
      setImmediate(turn)
    }
    setImmediate(turn)
    await running
    done = true
    // In place it would be over before the first turn.
    expect(turns).toBeGreaterThan(0)
  })

  it('does not overwrite a file, and says so without a stack', async () => {
    const target = join(directory, 'copy.db')
    await copyDatabase(source, target, key)
    const before = await readFile(target)
    await expect(copyDatabase(source, target, key)).rejects.toMatchObject({ code: expect.stringMatching(/[A-Z_]+/) })
    expect((await readFile(target)).equals(before)).toBe(true)
  })

  it('works in place where the worker’s file is missing', async () => {
    const worker = new URL('./gone.js', import.meta.url)
    const target = join(directory, 'copy.db')
    await copyDatabase(source, target, key, { worker })
    expect((await inspectDatabase(target, key, { worker })).counts).toEqual({ person: 5000 })
    await expect(inspectDatabase(target, randomBytes(32), { worker })).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
  })

  it('is cancelled before it starts and while it runs', async () => {
    await expect(copyDatabase(source, join(directory, 'x.db'), key, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' })
    const abort = new AbortController()
    const running = copyDatabase(source, join(directory, 'y.db'), key, { signal: abort.signal })
    setImmediate(() => abort.abort())
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(database.get('SELECT count(*) AS n FROM person')).toEqual({ n: 5000 })
  })

  it('a thread that is cancelled goes no further and closes what it has open: nobody ends it at work', async () => {
    const end = vi.spyOn(Worker.prototype, 'terminate')
    const abort = new AbortController()
    const target = join(directory, 'z.db')
    const running = copyDatabase(source, target, key, { signal: abort.signal })
    abort.abort()
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(end).not.toHaveBeenCalled()
    end.mockRestore()
    // Only who has the file alone may leave the log.
    expect(database.pragma('journal_mode=DELETE')).toBe('delete')
  })

  it('tasks one after another are done by one thread', async () => {
    const asked = vi.spyOn(Worker.prototype, 'postMessage')
    const target = join(directory, 'copy.db')
    await copyDatabase(source, target, key)
    expect((await inspectDatabase(target, key)).problems).toEqual([])
    expect([asked.mock.contexts.length, new Set(asked.mock.contexts).size]).toEqual([2, 1])
    asked.mockRestore()
  })

  it('every task asks before each of its long statements whether to go on, and leaves no connection behind', () => {
    const target = join(directory, 'copy.db')
    const tasks: readonly FileTask[] = [
      { kind: 'inspect', path: source, key },
      { kind: 'examine', path: source, key },
      { kind: 'copy', source, target, key },
      { kind: 'reencrypt', source, target, key, newKey: randomBytes(32), note: {} },
    ]
    for (const task of tasks) {
      for (let last = 1, done = false; !done; last += 1) {
        let asked = 0
        try {
          runFileTask(task, () => {
            if (++asked === last) throw new Error('stop')
          })
          expect(asked, task.kind).toBeGreaterThan(1)
          done = true
        } catch (error) {
          expect(error).toMatchObject({ message: 'stop' })
        }
        rmSync(target, { force: true })
      }
    }
    // Only who has the file alone may leave the log.
    expect(database.pragma('journal_mode=DELETE')).toBe('delete')
  })
})

describe('settleDatabase and inspectDatabase', () => {
  it('folds a log that was left beside the file into it', async () => {
    const left = join(directory, 'left.db')
    await copyFile(source, left)
    await copyFile(`${source}-wal`, `${left}-wal`)
    expect((await stat(`${left}-wal`)).size).toBeGreaterThan(0)
    await settleDatabase(left, key)
    expect((await readdir(directory)).filter((name) => name.startsWith('left'))).toEqual(['left.db'])
    expect((await inspectDatabase(left, key)).counts).toEqual({ person: 5000 })
  })

  it('finds a file whose pages were changed', async () => {
    const target = join(directory, 'copy.db')
    await copyDatabase(source, target, key)
    const file = await open(target, 'r+')
    await file.write(Buffer.alloc(64, 7), 0, 64, 4096 * 20 + 100)
    await file.close()
    expect((await inspectDatabase(target, key)).problems.length).toBeGreaterThan(0)
  })

  it('refuses a file that is no database', async () => {
    const path = join(directory, 'none.db')
    await writeFile(path, randomBytes(8192))
    await expect(inspectDatabase(path, key)).rejects.toMatchObject({ code: 'DATABASE_DAMAGED' })
  })
})
