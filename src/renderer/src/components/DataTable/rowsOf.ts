import type { Row, RowSource } from './types.ts'

/** A source over rows that are all at hand (import previews, lists of a few dozen). `resetKey` names the set. */
export function rowsOf(rows: readonly Row[], resetKey = ''): RowSource {
  return {
    total: rows.length,
    rowAt: (index) => rows[index],
    showRange: () => undefined,
    fetchAll: (limit) => Promise.resolve(rows.slice(0, limit)),
    error: null,
    fetching: false,
    retry: () => undefined,
    resetKey,
  }
}
