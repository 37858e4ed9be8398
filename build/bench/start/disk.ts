/** What the data takes on the disk, and indexes that another one makes needless. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { unlock } from '../../../src/core/keyring/index.ts'
import { DATABASE_FILE } from '../../../src/core/store/index.ts'
import type { BenchInput } from '../input.ts'
import { single, type Measured } from '../measure.ts'
import { bareConnection } from '../office.ts'
import { LOGIN, PASSWORD } from '../state.ts'

interface Index {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  readonly partial: string
  readonly unique: boolean
}

export async function disk(input: BenchInput): Promise<Measured[]> {
  const database = bareConnection(input.state, await unlock(input.state, LOGIN, PASSWORD), { readonly: true })
  const bytes = statSync(join(input.state, DATABASE_FILE)).size
  const { people } = database.prepare('SELECT count(*) AS people FROM person WHERE deleted = 0').get() as { people: number }
  const sizes = new Map(
    (database.prepare('SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name').all() as { name: string; size: number }[]).map(({ name, size }) => [
      name,
      size,
    ]),
  )
  const journal = [...sizes]
    .filter(([name]) => name === 'journal' || name.startsWith('journal_') || name.includes('_journal_'))
    .reduce((sum, [, size]) => sum + size, 0)
  const indexes = indexesOf(database)
  const needless = indexes.filter((one) => !one.unique && indexes.some((other) => covers(other, one)))
  database.close()
  return [
    single('disk.person', '磁盘：每人', bytes / people, 'B'),
    single('disk.journal', '磁盘：日志所占', (journal / bytes) * 100, '%', { bar: 40 }),
    single('disk.indexes', '磁盘：多余的索引（是另一个索引的开头）', needless.length, '个', { bar: 0, at: needless.map(({ name }) => name).join('、') }),
    single('disk.indexes.size', '磁盘：多余的索引占用', needless.reduce((sum, { name }) => sum + (sizes.get(name) ?? 0), 0) / 1024 / 1024, 'MB'),
  ]
}

/** Whether what one index finds the other finds too: its columns are the beginning of the other's, over the same rows. */
function covers(other: Index, one: Index): boolean {
  return (
    other.name !== one.name &&
    other.table === one.table &&
    other.partial === one.partial &&
    one.columns.length < other.columns.length &&
    one.columns.every((column, at) => other.columns[at] === column)
  )
}

function indexesOf(database: ReturnType<typeof bareConnection>): Index[] {
  const rows = database.prepare(`SELECT m.name, m.tbl_name AS "table", m.sql FROM sqlite_schema m WHERE m.type = 'index' AND m.sql IS NOT NULL`).all() as {
    name: string
    table: string
    sql: string
  }[]
  return rows.map(({ name, table, sql }) => ({
    name,
    table,
    partial: /\bWHERE\b(.*)$/is.exec(sql)?.[1]?.trim() ?? '',
    unique: /CREATE UNIQUE/i.test(sql),
    columns: (
      database.prepare('SELECT name, "desc" FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno').all(name) as { name: string | null; desc: number }[]
    ).map((column) => `${column.name ?? '?'} ${column.desc}`),
  }))
}
