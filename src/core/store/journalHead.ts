/** Where the journal ends: what was prepared outside a transaction asks again inside it whether anything was written since. */
import type { ReadDatabase } from './database.ts'

/** Number of the last entry; 0 where there is none. */
export function journalHead(database: ReadDatabase): number {
  return database.get<{ last: number | null }>('SELECT max(sequence) AS last FROM journal')?.last ?? 0
}
