/** Raw prepared inserts in one transaction, into tables and indexes like ours, encrypted alike: what bulk writing is held against. */
import Sqlite from 'better-sqlite3'
import { timed } from '../measure.ts'

export interface RawRow {
  readonly sql: string
  readonly values: readonly (string | number | null)[]
}

/** Inserts all rows and answers how many milliseconds the transaction took. */
export async function rawInserts(path: string, key: Uint8Array, rows: readonly RawRow[]): Promise<number> {
  const connection = new Sqlite(path)
  connection.pragma(`cipher='chacha20'`)
  connection.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`)
  connection.pragma('journal_mode=WAL')
  connection.pragma('synchronous=FULL')
  connection.pragma('foreign_keys=ON')
  connection.pragma('cache_size=-65536')
  const statements = new Map([...new Set(rows.map((row) => row.sql))].map((sql) => [sql, connection.prepare(sql)]))
  const { milliseconds } = await timed(() =>
    connection.transaction(() => {
      for (const row of rows) statements.get(row.sql)?.run(...row.values)
    })(),
  )
  connection.close()
  return milliseconds
}
