/** Entries that are never changed: what a reversal of one says. */
import type { FieldValue, RegisterDefinition } from '../types.ts'

/** The id of the reversal of an entry: the same wherever it is made, so that what two offices reverse is reversed once. */
export function reversalId(entry: string): string {
  return `${entry}.r`
}

/** The values of the reversal of an entry, as it stands; numbers that the program gives are given anew. */
export function reversalOf({ fields, appendOnly }: RegisterDefinition, entry: string, values: Readonly<Record<string, unknown>>): Record<string, FieldValue> {
  return Object.fromEntries(
    fields.flatMap(({ key, type, derived }): (readonly [string, FieldValue])[] => {
      if (derived !== undefined || type === 'numbered') return []
      if (key === appendOnly?.by) return [[key, entry]]
      const value = values[key] as FieldValue | undefined
      if (value === null || value === undefined) return []
      return [[key, appendOnly?.negated.includes(key) === true && typeof value === 'number' ? 0 - value : value]]
    }),
  )
}
