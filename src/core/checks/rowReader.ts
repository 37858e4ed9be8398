/** Reads the few columns of a register that rules look at, as contract values: a county's rows are read by the ten thousand. */
import { findField } from '../catalogue/index.ts'
import type { RuleDescription } from './engine/index.ts'
import { fromStored } from '../catalogue/derive/columns.ts'
import type { FieldValue } from '../catalogue/types.ts'
import type { SqlRow } from '../store/index.ts'

export interface RowReader {
  /** For a `SELECT`, of the table under its alias. */
  columns(alias: string): string
  /** The row as rules see it, made of the one that was found; `id` stays. */
  row(found: SqlRow): Record<string, FieldValue>
}

/** The fields of a register that any of the rules reads, and some more. */
export function readerFor(register: string, rules: readonly RuleDescription[], more: readonly string[] = []): RowReader {
  const prefix = `${register}.`
  const read = rules.flatMap(({ reads }) => reads.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length)))
  const fields = [...new Set([...read, ...more])].flatMap((key) => findField(register, key) ?? [])
  // Other values stand in the row as the contract has them.
  const differing = fields.filter((field) => fromStored(field, 1) !== 1)
  return {
    columns: (alias) =>
      [`${alias}.id`, ...fields.map((field) => (field.readAs === undefined ? `${alias}.${field.key}` : `${alias}.${field.readAs} AS ${field.key}`))].join(', '),
    row: (found) => {
      const row = found as Record<string, FieldValue>
      for (const field of differing) {
        const value = found[field.key]
        if (typeof value === 'number') row[field.key] = fromStored(field, value)
      }
      return row
    },
  }
}
