/** Conditions of SQL over columns of division codes. Pure. */

/** A condition of SQL with its parameters. */
export interface ScopeCondition {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** The least text greater than every text with this prefix, for a range scan. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`
}

/** Rows whose code begins with one of the prefixes; null is no limit. */
export function prefixCondition(prefixes: readonly string[] | null, column: string, unowned: boolean): ScopeCondition {
  if (prefixes === null) return { sql: '1', parameters: [] }
  const parts = prefixes.map(() => `(${column} >= ? AND ${column} < ?)`)
  return {
    sql: `(${[...parts, ...(unowned ? [`${column} IS NULL`] : [])].join(' OR ')})`,
    parameters: prefixes.flatMap((prefix) => [prefix, afterPrefix(prefix)]),
  }
}
