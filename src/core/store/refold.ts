/** Makes a register's table anew from its journal, for migrations after which old edits read differently. */
import type { Database, SqlRow } from './database.ts'
import { operationsOf } from './yearLocks.ts'
import { fold, type FoldedRecord } from './operations.ts'
import { SearchTerms } from './searchTerms.ts'
import { inSteps } from './stepping.ts'
import { tableOf, type Table } from './table.ts'

/** Records folded before others get a turn. */
const PAGE = 500

/** Brings every record of a register to what its operations make today. Writes no journal: nothing was edited. */
export async function refold(database: Database, register: string, step: () => Promise<void>): Promise<void> {
  const table = tableOf(register)
  const unit = unitOf(database)
  const terms = new SearchTerms(database)
  for (let after = ''; ; ) {
    const rows = database.all<SqlRow>(`SELECT * FROM ${register} WHERE id > ? ORDER BY id LIMIT ${PAGE}`, after)
    for (const row of rows) refoldRecord(database, table, row, unit, terms)
    if (rows.length < PAGE) break
    after = String(rows.at(-1)?.['id'])
    await step()
  }
  await inSteps(terms.flush(), step)
}

function refoldRecord(database: Database, table: Table, row: SqlRow, unit: string, terms: SearchTerms): void {
  const { name } = table.register
  const record = String(row['id'])
  const folded = fold(table, operationsOf(database, name, record, unit))
  if (!folded.exists) return
  const changed = table.entered.filter(({ key }) => (folded.values[key] ?? null) !== (row[key] ?? null))
  if (changed.length > 0) {
    const values = changed.map(({ key }) => folded.values[key] ?? null)
    database.run(`UPDATE ${name} SET ${changed.map(({ key }) => `${key} = ?`).join(', ')} WHERE id = ?`, ...values, record)
    if (row['deleted'] === 0 && changed.some((field) => table.names.includes(field) || table.placedBy.includes(field.key))) {
      terms.remove(table, record, row)
      terms.add(table, record)
    }
  }
  restate(database, name, record, folded)
}

/** Writes down anew what stands against each other in every open conflict. */
export async function restateConflicts(database: Database, step: () => Promise<void>): Promise<void> {
  const unit = unitOf(database)
  for (const { register, record } of database.all<{ register: string; record: string }>('SELECT DISTINCT register, record FROM conflict')) {
    restate(database, register, record, fold(tableOf(register), operationsOf(database, register, record, unit)))
    await step()
  }
}

function unitOf(database: Database): string {
  return (JSON.parse(database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'unit'`)?.value ?? '{"code":""}') as { code: string }).code
}

function restate(database: Database, register: string, record: string, { conflicts }: FoldedRecord): void {
  for (const { field, siblings } of conflicts) {
    database.run('UPDATE conflict SET siblings = ? WHERE register = ? AND record = ? AND field = ?', JSON.stringify(siblings), register, record, field)
  }
}
