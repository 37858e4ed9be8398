/** The rows of our own work by raw prepared statements in the same tables with the same indexes, encrypted alike. Nothing of it stays. */
import type Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { registerNames } from '../../../src/core/catalogue/index.ts'
import { Store } from '../../../src/core/store/index.ts'
import { tableOf } from '../../../src/core/store/table.ts'
import { timed } from '../measure.ts'
import { bareConnection } from '../office.ts'

type Value = string | number | null

export interface RowsTask {
  readonly directory: string
  readonly key: Uint8Array
  /** Id of the change set whose rows are written. */
  readonly changeSet: string
}

interface Entry {
  readonly register: string
  readonly record: string
  readonly action: string
  readonly after: string | null
}

/** Milliseconds to insert and update in one transaction what a change set (taken back since) inserted and updated; the transaction is rolled back, so that the commit is not counted. */
export async function rawChange({ directory, key, changeSet }: RowsTask): Promise<{ milliseconds: number; rows: number }> {
  return rolledBack(directory, key, async (database) => {
    const entries = entriesOf(database, changeSet)
    const inserted = new Set(entries.filter(({ action }) => action === 'insert').map(({ record }) => record))
    const work = entries.flatMap((entry) => written(database, entry, inserted))
    return {
      milliseconds: (
        await timed(() => {
          for (const { statement, values } of work) statement.run(...values)
        })
      ).milliseconds,
      rows: work.length,
    }
  })
}

/** Milliseconds to remove in one transaction what a change set inserted. */
export async function rawUndo({ directory, key, changeSet }: RowsTask): Promise<{ milliseconds: number; rows: number }> {
  return rolledBack(directory, key, async (database) => {
    const inserted = entriesOf(database, changeSet).filter(({ action }) => action === 'insert')
    const ids = new Set(inserted.map(({ record }) => record))
    for (const entry of inserted) for (const { statement, values } of written(database, entry, ids)) statement.run(...values)
    const work = inserted.map(({ register, record }) => ({
      statement: database.prepare(`UPDATE ${register} SET deleted = 1 WHERE id = ?`),
      id: marked(record),
    }))
    return {
      milliseconds: (
        await timed(() => {
          for (const { statement, id } of work) statement.run(id)
        })
      ).milliseconds,
      rows: work.length,
    }
  })
}

function entriesOf(database: Sqlite.Database, changeSet: string): Entry[] {
  return database
    .prepare('SELECT j.register, j.record, j.action, j.after FROM journal j JOIN change_set c ON c.number = j.change_set WHERE c.id = ? ORDER BY j.sequence')
    .all(changeSet) as Entry[]
}

const kept = new Map<string, Sqlite.Statement>()

function prepared(database: Sqlite.Database, sql: string): Sqlite.Statement {
  let statement = kept.get(sql)
  if (statement === undefined) kept.set(sql, (statement = database.prepare(sql)))
  return statement
}

/** The ids of the change set are taken by the records that were taken back. */
function marked(id: string): string {
  return `b${id}`
}

/** The statement of one entry; `inserted`: records that get an id of their own, also where others refer to them. */
function written(
  database: Sqlite.Database,
  { register, record, action, after }: Entry,
  inserted: ReadonlySet<string>,
): { statement: Sqlite.Statement; values: Value[] }[] {
  const table = tableOf(register)
  const values = JSON.parse(after ?? '{}') as Record<string, Value>
  if (action === 'insert') {
    const at = '2026-01-01T00:00:00.000Z'
    const valueOf = (key: string): Value => {
      const value = values[key] ?? null
      return typeof value === 'string' && inserted.has(value) ? marked(value) : value
    }
    return [{ statement: prepared(database, table.insert), values: [marked(record), 1, at, at, ...table.entered.map(({ key }) => valueOf(key))] }]
  }
  const keys = Object.keys(values)
  if (action !== 'update' || keys.length === 0) return []
  return [
    {
      statement: prepared(database, `UPDATE ${register} SET ${keys.map((key) => `${key} = ?`).join(', ')} WHERE id = ?`),
      values: [...keys.map((key) => values[key] ?? null), record],
    },
  ]
}

async function rolledBack<T>(directory: string, key: Uint8Array, work: (database: Sqlite.Database) => Promise<T>): Promise<T> {
  const database = bareConnection(directory, key)
  database.pragma('foreign_keys=OFF')
  database.exec('BEGIN IMMEDIATE')
  try {
    return await work(database)
  } finally {
    database.exec('ROLLBACK')
    kept.clear()
    database.close()
  }
}

/** Milliseconds to read every row of every register once, and the journal with a SHA-256 over each entry: the least that a check of all data can be. */
export async function rawReadAll({ directory, key }: Omit<RowsTask, 'changeSet'>): Promise<number> {
  const database = bareConnection(directory, key, { readonly: true })
  const { milliseconds } = await timed(() => {
    for (const register of registerNames) for (const row of database.prepare(`SELECT * FROM ${register}`).raw().iterate()) void row
    for (const row of database.prepare('SELECT register, record, action, before, after, hash FROM journal').raw().iterate())
      createHash('sha256')
        .update((row as Value[]).join('\n'))
        .digest()
  })
  database.close()
  return milliseconds
}

/** Milliseconds of SQLite's own copy of the file. */
export async function rawCopy({ directory, key, target }: Omit<RowsTask, 'changeSet'> & { readonly target: string }): Promise<number> {
  const database = bareConnection(directory, key, { readonly: true })
  rmSync(target, { force: true })
  const { milliseconds } = await timed(() => database.prepare('VACUUM INTO ?').run(target))
  database.close()
  rmSync(target, { force: true })
  return milliseconds
}

let saving: { database: Sqlite.Database; sequence: number } | null = null

/** Milliseconds to update a row, write a line about it beside it and commit, in an office that holds nothing else. */
export async function rawSave({
  work,
  register,
  values,
  change,
}: {
  readonly work: string
  readonly register: string
  readonly values: Record<string, Value>
  readonly change: string
}): Promise<number> {
  if (saving === null) {
    const directory = join(work, 'raw-save')
    const key = new Uint8Array(32).fill(7)
    mkdirSync(directory, { recursive: true })
    await (await Store.open({ directory, key, derivations: [] })).close()
    const database = bareConnection(directory, key)
    database.pragma('foreign_keys=OFF')
    database.exec('CREATE TABLE line (sequence INTEGER PRIMARY KEY, register TEXT, record TEXT, after TEXT, hash BLOB)')
    saving = { database, sequence: 0 }
  }
  const { database } = saving
  const table = tableOf(register)
  const id = String(values['id'])
  database.prepare(`DELETE FROM ${register}`).run()
  database.prepare(table.insert).run(id, 1, '', '', ...table.entered.map(({ key }) => values[key] ?? null))
  const [update, line] = [
    database.prepare(`UPDATE ${register} SET ${change} = ?, revision = revision + 1 WHERE id = ?`),
    database.prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?)'),
  ]
  const { milliseconds } = await timed(() =>
    database.transaction(() => {
      update.run('核对', id)
      line.run(saving === null ? 0 : (saving.sequence += 1), register, id, JSON.stringify({ [change]: '核对' }), createHash('sha256').update(id).digest())
    })(),
  )
  return milliseconds
}
