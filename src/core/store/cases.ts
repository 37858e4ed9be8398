/** Keeps the lists of open conflicts and of records entered twice, after each change, for the records that it touched. */
import type { Database, SqlRow, SqlValue } from './database.ts'
import { linkedField } from '../catalogue/derive/belonging.ts'
import { refreshLinkCases } from './linkCases.ts'
import { operationsOf } from './yearLocks.ts'
import { DELETED, fold } from './operations.ts'
import { ownerOf } from './owner.ts'
import { PLACE_COLUMN, uniqueSets } from './schema.ts'
import { tableOf, toContractRow, type Table } from './table.ts'
import type { Touched, Transaction } from './transaction.ts'

/** Looks at the records that receiving flagged, and at those touched that have an open case. */
export function refreshCases(database: Database, transaction: Transaction, unit: string): void {
  refreshConflicts(database, transaction, unit)
  refreshDuplicates(database, transaction)
  refreshLinkCases(database, transaction, unit)
}

function refreshConflicts(database: Database, transaction: Transaction, unit: string): void {
  const open = database.get('SELECT 1 FROM conflict LIMIT 1') !== undefined
  if (!open && transaction.suspects.size === 0) return
  for (const [register, record] of concerned(
    transaction,
    (name, id) => open && database.get('SELECT 1 FROM conflict WHERE register = ? AND record = ?', name, id) !== undefined,
  )) {
    const table = tableOf(register)
    const { conflicts } = fold(table, operationsOf(database, register, record, unit))
    const known = new Map(
      database
        .all<{ field: string; opened_at: string }>('SELECT field, opened_at FROM conflict WHERE register = ? AND record = ?', register, record)
        .map((row) => [row.field, row.opened_at]),
    )
    // Where it is linked its links say.
    database.run('DELETE FROM conflict WHERE register = ? AND record = ? AND field <> ?', register, record, linkedField(register) ?? '')
    const row = database.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
    // A field of a record that is gone needs no decision; only whether it is gone does.
    for (const conflict of conflicts.filter(({ field }) => field === DELETED || row?.['deleted'] === 0)) {
      const place = row === undefined ? null : ownerOf(database, table.register, record, toContractRow(table, row), row)
      database.run(
        `INSERT INTO conflict (register, record, field, ${PLACE_COLUMN}, opened_at, siblings) VALUES (?, ?, ?, ?, ?, ?)`,
        register,
        record,
        conflict.field,
        place,
        known.get(conflict.field) ?? transaction.at,
        JSON.stringify(conflict.siblings),
      )
    }
  }
}

function* concerned(transaction: Transaction, hasCase: (register: string, record: string) => boolean): Generator<[string, string]> {
  for (const [register, records] of transaction.suspects) for (const record of records) yield [register, record]
  for (const [register, records] of transaction.touched) {
    for (const record of records) if (transaction.suspects.get(register)?.has(record) !== true && hasCase(register, record)) yield [register, record]
  }
}

function refreshDuplicates(database: Database, transaction: Transaction): void {
  const open = database.get('SELECT 1 FROM duplicate_case LIMIT 1') !== undefined
  if (!open && transaction.suspects.size === 0) return
  const todo: Touched = new Map()
  const add = (register: string, record: string): void => {
    let set = todo.get(register)
    if (set === undefined) todo.set(register, (set = new Set()))
    set.add(record)
  }
  for (const [register, record] of concerned(
    transaction,
    (name, id) => open && database.get('SELECT 1 FROM duplicate_case WHERE register = ? AND (one = ? OR other = ?)', name, id, id) !== undefined,
  )) {
    if (uniqueSets(tableOf(register).register).length === 0) continue
    add(register, record)
    for (const row of database.all<{ id: string }>(
      'SELECT one AS id FROM duplicate_case WHERE register = ? AND other = ? UNION SELECT other FROM duplicate_case WHERE register = ? AND one = ?',
      register,
      record,
      register,
      record,
    ))
      add(register, row.id)
  }
  for (const [register, records] of todo) refreshRegister(database, tableOf(register), [...records], transaction.at)
}

/** Finds anew what each record shares with others; the record with the smallest id keeps its place in the unique index. */
function refreshRegister(database: Database, table: Table, records: readonly string[], at: string): void {
  const { name } = table.register
  const shared = new Map<string, Set<string>>()
  const group = new Set<string>(records)
  for (const keys of uniqueSets(table.register)) {
    for (const record of records) {
      for (const other of holdersOf(database, table, keys, record)) {
        group.add(other)
        const pair = record < other ? `${record}\n${other}` : `${other}\n${record}`
        shared.set(pair, (shared.get(pair) ?? new Set()).add(keys.join('+')))
      }
    }
  }
  const opened = new Map<string, string>()
  for (const record of records) {
    for (const row of database.all<{ one: string; other: string; opened_at: string }>(
      'SELECT one, other, opened_at FROM duplicate_case WHERE register = ? AND (one = ? OR other = ?)',
      name,
      record,
      record,
    )) {
      opened.set(`${row.one}\n${row.other}`, row.opened_at)
    }
    database.run('DELETE FROM duplicate_case WHERE register = ? AND (one = ? OR other = ?)', name, record, record)
  }
  const later = new Set<string>()
  for (const [pair, fields] of shared) {
    const [one = '', other = ''] = pair.split('\n')
    later.add(other)
    const row = database.get<SqlRow>(`SELECT * FROM ${name} WHERE id = ?`, one)
    const place = row === undefined ? null : ownerOf(database, table.register, one, toContractRow(table, row), row)
    database.run(
      `INSERT OR REPLACE INTO duplicate_case (register, one, other, fields, ${PLACE_COLUMN}, opened_at) VALUES (?, ?, ?, ?, ?, ?)`,
      name,
      one,
      other,
      [...fields].join(','),
      place,
      opened.get(pair) ?? at,
    )
  }
  // Marks first, so that no two are ever in the index at once.
  for (const id of group)
    if (later.has(id) || hasEarlierCase(database, name, id)) database.run(`UPDATE ${name} SET duplicate = id WHERE id = ? AND duplicate = ''`, id)
  for (const id of group)
    if (!later.has(id) && !hasEarlierCase(database, name, id)) database.run(`UPDATE ${name} SET duplicate = '' WHERE id = ? AND duplicate <> ''`, id)
}

function hasEarlierCase(database: Database, register: string, id: string): boolean {
  return database.get('SELECT 1 FROM duplicate_case WHERE register = ? AND other = ?', register, id) !== undefined
}

/** Other living records with the same values in these fields; looked up in the unique index. */
function holdersOf(database: Database, table: Table, keys: readonly string[], record: string): string[] {
  const { name } = table.register
  const row = database.get<SqlRow>(`SELECT * FROM ${name} WHERE id = ? AND deleted = 0`, record)
  const values = keys.map((key) => row?.[key] ?? null)
  if (row === undefined || values.some((value) => value === null)) return []
  const condition = `deleted = 0 AND id <> ? AND ${keys.map((key) => `${key} = ?`).join(' AND ')}`
  const parameters: SqlValue[] = [record, ...values]
  return database.all<{ id: string }>(`SELECT id FROM ${name} INDEXED BY ${name}_${keys.join('_')} WHERE ${condition}`, ...parameters).map((found) => found.id)
}
