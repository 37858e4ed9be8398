/** What is on file for rows of a sheet: found by the match rules and by the unique fields, a portion of rows at once. */
import { registerOf } from '#core/catalogue/index.ts'
import type { FieldValue, MatchRule } from '#core/catalogue/types.ts'
import type { Planning, Wanted } from './planning.ts'
import { recordsWith, type FileRecord } from './records.ts'

/** Records on file that rows of a portion may mean, by each match rule and each unique field. */
export class Candidates {
  readonly #rules: readonly MatchRule[]
  readonly #byRule: readonly ReadonlyMap<string, readonly FileRecord[]>[]
  readonly #byUnique = new Map<string, Map<FieldValue, FileRecord>>()

  constructor(planning: Planning, register: string, rules: readonly MatchRule[], rows: readonly { readonly wanted: Wanted }[]) {
    this.#rules = rules
    this.#byRule = rules.map((rule) => {
      const first = rule[0] ?? ''
      const index = new Map<string, FileRecord[]>()
      for (const record of recordsWith(
        planning.database,
        register,
        first,
        rows.map(({ wanted }) => wanted[first] ?? null),
      )) {
        const key = keyText(rule, (field) => record[field] ?? null)
        if (key !== null) index.set(key, [...(index.get(key) ?? []), record])
      }
      return index
    })
    for (const field of registerOf(register).fields) {
      if (field.unique !== true || field.derived !== undefined) continue
      const records = recordsWith(
        planning.database,
        register,
        field.key,
        rows.map(({ wanted }) => wanted[field.key] ?? null),
      )
      this.#byUnique.set(field.key, new Map(records.map((record) => [record[field.key] ?? null, record])))
    }
  }

  /** The record by the first rule that finds exactly one. */
  find(wanted: Wanted): FileRecord | undefined {
    for (const [index, rule] of this.#rules.entries()) {
      const key = keyText(rule, (field) => wanted[field] ?? null)
      const found = key === null ? undefined : this.#byRule[index]?.get(key)
      if (found?.length === 1) return found[0]
    }
    return undefined
  }

  /** The records of the first rule that finds several where none finds exactly one. */
  several(wanted: Wanted): readonly FileRecord[] {
    if (this.find(wanted) !== undefined) return []
    for (const [index, rule] of this.#rules.entries()) {
      const key = keyText(rule, (field) => wanted[field] ?? null)
      const found = key === null ? undefined : this.#byRule[index]?.get(key)
      if (found !== undefined && found.length > 1) return found
    }
    return []
  }

  /** The record that has this value in a unique field. */
  withUnique(key: string, value: FieldValue): FileRecord | undefined {
    return this.#byUnique.get(key)?.get(value)
  }
}

/** The values of a match rule as one text. Null when one of the fields is empty: then the rule says nothing. */
export function keyText(rule: MatchRule, valueOf: (field: string) => FieldValue): string | null {
  const values = rule.map(valueOf)
  return values.includes(null) ? null : values.map(String).join('\u0001')
}
