/** What of damaged data is neither journal nor register: settings of the installation, where exchange stands, what users arranged for themselves. */
import type { Database, SqlRow, SqlValue } from '../database.ts'
import type { Store } from '../store.ts'
import { readableRows } from './readable.ts'

/** Settings that belong to one database file and its journal, not to the office. */
const OF_THE_FILE = /^(journal_head|copied|incarnation|unchecked_since_schema|living:.*)$/

/** Settings of today stand; those that cannot be read stay as they are. Returns whether the office has a name by now. */
export async function takeSettings(store: Store, damaged: Database, step: () => Promise<void>): Promise<boolean> {
  const { rows } = await readableRows(damaged, 'meta', step)
  await store.bookkeep((database) => {
    for (const { key, value } of rows) {
      if (typeof key !== 'string' || typeof value !== 'string' || OF_THE_FILE.test(key)) continue
      database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value)
    }
  })
  return store.meta('unit') !== null
}

/**
 * Where exchange stands: as today where the journal is whole; else as the backup had it, so that other sites send again what came since. Without a
 * backup others are asked for all of it.
 */
export async function takePeers(
  store: Store,
  damaged: Database,
  how: { readonly whole: boolean; readonly fresh: boolean },
  step: () => Promise<void>,
): Promise<void> {
  if (!how.whole && !how.fresh) return
  const peers = (await readableRows(damaged, 'peer', step)).rows.map((row) => (how.whole ? row : askedAnew(row)))
  const packages = (await readableRows(damaged, 'package', step)).rows
  await store.bookkeep((database) => {
    for (const row of peers) put(database, 'peer', row)
    for (const row of packages) put(database, 'package', row)
  })
}

/** What each user arranged: views and import mappings. */
export async function takeArrangements(store: Store, damaged: Database, step: () => Promise<void>): Promise<void> {
  for (const table of ['saved_view', 'import_mapping']) {
    const { rows } = await readableRows(damaged, table, step)
    await store.bookkeep((database) => {
      for (const row of rows) put(database, table, row)
    })
  }
}

/** Users as today's table has them; where that cannot be read, as the journal does. Returns whether the table was whole. */
export async function takeUsers(store: Store, damaged: Database | null, step: () => Promise<void>): Promise<SqlRow[] | null> {
  if (damaged !== null) {
    const { rows, whole } = await readableRows(damaged, 'user', step)
    if (whole) return rows
  }
  await store.bookkeep((database) => {
    const users = new Map<string, Record<string, SqlValue>>()
    for (const { record, after, at } of database.all<{ record: string; after: string | null; at: string }>(
      `SELECT j.record, j.after, c.at FROM journal j JOIN change_set c ON c.number = j.change_set WHERE j.register = 'user' ORDER BY j.sequence`,
    )) {
      users.set(record, { id: record, created_at: at, ...users.get(record), ...(JSON.parse(after ?? '{}') as Record<string, SqlValue>) })
    }
    for (const user of users.values()) if ('login' in user) put(database, 'user', user)
  })
  return null
}

function askedAnew(row: SqlRow): SqlRow {
  const detail = JSON.parse(String(row['detail'])) as Record<string, unknown>
  return { ...row, acknowledged: 0, received: 0, detail: JSON.stringify({ ...detail, number: 0, former: {} }) }
}

/** A row into a table of today's schema, in the place of one of the same key. */
function put(database: Database, table: string, row: Readonly<Record<string, SqlValue>>): void {
  const columns = database
    .all<{ name: string }>('SELECT name FROM pragma_table_info(?)', table)
    .map(({ name }) => name)
    .filter((name) => name in row)
  database.run(
    `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ...columns.map((column) => row[column] ?? null),
  )
}
