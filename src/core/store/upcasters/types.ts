import type { SqlValue } from '../database.ts'

export type StoredRecord = Readonly<Record<string, SqlValue>>

/** How values written before a schema read from it on. */
export interface Upcaster {
  readonly register: string
  /** The schema (id of a migration) from which on values are written in the new way. */
  readonly schema: number
  /** Stored values (a whole record, or only what an edit changed) as they mean today. Pure; keeps keys that it does not know. */
  readonly raise: (values: StoredRecord) => StoredRecord
}
