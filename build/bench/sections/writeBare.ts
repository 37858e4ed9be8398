/** The same rows by raw prepared inserts in one transaction, into the same tables with the same indexes, encrypted alike. */
import Sqlite from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { toStored } from '../../../src/core/catalogue/derive/columns.ts'
import { DATABASE_FILE, Store } from '../../../src/core/store/index.ts'
import { tableOf } from '../../../src/core/store/table.ts'
import { sectionInput, tell, timed } from '../measure.ts'
import { recordsOf, WRITE_HOUSEHOLDS, WRITE_KEY } from './writeRows.ts'

const input = sectionInput()
const records = await recordsOf(input.quick ? WRITE_HOUSEHOLDS.quick : WRITE_HOUSEHOLDS.full)
const directory = join(input.work, `write-bare-${process.pid}`)
mkdirSync(directory, { recursive: true })
await (await Store.open({ directory, key: WRITE_KEY, derivations: [] })).close()

const at = new Date().toISOString()
const rows = records.map((record) => {
  const table = tableOf(record.register)
  const values: Readonly<Record<string, string | number | boolean | null | undefined>> = record.values
  return { sql: table.insert, values: [record.id, 1, at, at, ...table.entered.map((field) => toStored(field, values[field.key]))] }
})
const connection = new Sqlite(join(directory, DATABASE_FILE))
connection.pragma(`cipher='chacha20'`)
connection.pragma(`key='raw:${Buffer.from(WRITE_KEY).toString('hex')}'`)
connection.pragma('journal_mode=WAL')
connection.pragma('synchronous=FULL')
connection.pragma('foreign_keys=ON')
connection.pragma('cache_size=-65536')
const statements = new Map([...new Set(rows.map((row) => row.sql))].map((sql) => [sql, connection.prepare(sql)]))
const { milliseconds } = await timed(() => connection.transaction(() => {
  for (const row of rows) statements.get(row.sql)?.run(...row.values)
})())
connection.close()
tell([{ what: `直接插入 ${rows.length} 条`, ours: milliseconds, unit: 'ms' }])
