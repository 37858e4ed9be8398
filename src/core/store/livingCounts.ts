/**
 * How many living records each register has, kept beside the tables: the first page of a list tells the number of rows in all, and
 * counting a million of them anew takes seconds.
 */
import type { Database, ReadDatabase } from './database.ts'

const keyOf = (register: string): string => `living:${register}`

/** The number kept, or where none is kept yet the number counted. */
export function livingCount(database: ReadDatabase, register: string): number {
  return keptCount(database, register) ?? counted(database, register)
}

/** The number kept; null before the first change set that added or removed records. */
export function keptCount(database: ReadDatabase, register: string): number | null {
  const text = database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', keyOf(register))?.value
  return text === undefined ? null : Number(text)
}

/** Counts the table itself. */
export function counted(database: ReadDatabase, register: string): number {
  return database.get<{ count: number }>(`SELECT count(*) AS count FROM ${register} WHERE deleted = 0`)?.count ?? 0
}

/** Carries the numbers forward inside the transaction that changed them; `grown` by register. */
export function keepLivingCounts(database: Database, grown: ReadonlyMap<string, number>): void {
  for (const [register, by] of grown) {
    const kept = keptCount(database, register)
    // The table already holds the change.
    const now = kept === null ? counted(database, register) : kept + by
    database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', keyOf(register), String(now))
  }
}
