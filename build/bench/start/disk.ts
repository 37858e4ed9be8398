/** What the data takes on the disk, and indexes that another one makes needless. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { unlock } from '../../../src/core/keyring/index.ts'
import { DATABASE_FILE } from '../../../src/core/store/index.ts'
import { needlessIndexes } from '../../../src/core/store/needlessIndexes.ts'
import type { BenchInput } from '../input.ts'
import { single, type Measured } from '../measure.ts'
import { bareConnection } from '../office.ts'
import { LOGIN, PASSWORD } from '../state.ts'

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
  const needless = needlessIndexes({
    all: (sql, ...values) => database.prepare(sql).all(...values) as never,
    get: (sql, ...values) => database.prepare(sql).get(...values) as never,
    each: (sql, ...values) => database.prepare(sql).iterate(...values) as never,
  })
  database.close()
  return [
    single('disk.person', '磁盘：每人', bytes / people, 'B'),
    single('disk.journal', '磁盘：日志所占', (journal / bytes) * 100, '%', { bar: 40 }),
    single('disk.indexes', '磁盘：多余的索引（是另一个索引的开头）', needless.length, '个', { bar: 0, at: needless.join('、') }),
    single('disk.indexes.size', '磁盘：多余的索引占用', needless.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0) / 1024 / 1024, 'MB'),
  ]
}
