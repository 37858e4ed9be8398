/** What SQLite itself says of a database: whether its pages are whole, and whether its references lead somewhere. Slow, and blocking. */
import type { ReadDatabase } from './database.ts'

export interface Structure {
  /** What its own full check found; empty when all is whole. */
  readonly problems: readonly string[]
  /** The table of each record that refers to one that is not there. */
  readonly dangling: readonly string[]
}

/** Problems beyond these say nothing new. */
const MOST = 20

/** `between` is asked before the second look, and may throw. */
export function structureOf(database: ReadDatabase, between: () => void = () => undefined): Structure {
  const problems = database
    .all<{ integrity_check: string }>(`PRAGMA integrity_check(${MOST})`)
    .map((row) => row.integrity_check)
    .filter((text) => text !== 'ok')
  between()
  return { problems, dangling: database.all<{ table: string }>('PRAGMA foreign_key_check').map((row) => row.table) }
}
