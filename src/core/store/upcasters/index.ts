/**
 * Changed meaning. What was entered is never rewritten: the journal keeps it as its author wrote it, and whoever reads it reads it by the
 * schema that the author's program had. An upcaster turns values written before a schema into what they mean from it on; it is applied
 * where edits are folded, received, verified, shown and taken back.
 */
import { upcasters } from './all.ts'
import type { StoredRecord } from './types.ts'

export type { StoredRecord } from './types.ts'

/** Schema of version 0.1.0, whose change sets do not say theirs. */
export const FIRST_RELEASED_SCHEMA = 20

/**
 * SQL of the schema by which a journal entry reads: its author's where it was written as it was authored, else that of this office then.
 * The tables go by `j` (journal), `c` (change_set) and `f` (foreign_change, joined from the left).
 */
export const ENTRY_SCHEMA = `coalesce(CASE WHEN j.author IS NOT NULL AND j.authored IS NULL THEN json_extract(f.head, '$[10]') ELSE c.schema END, ${FIRST_RELEASED_SCHEMA})`

/** Whether anything written to a register under a schema reads differently today. */
export function readsDifferently(register: string, schema: number): boolean {
  return upcasters.some((upcaster) => upcaster.register === register && schema < upcaster.schema)
}

/** Values written under a schema, as they mean today. */
export function upcast<V extends StoredRecord | null>(register: string, values: V, schema: number): V | StoredRecord {
  let raised: V | StoredRecord = values
  for (const upcaster of upcasters) {
    if (raised !== null && upcaster.register === register && schema < upcaster.schema) raised = upcaster.raise(raised)
  }
  return raised
}
