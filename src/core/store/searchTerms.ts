/** Keeps the search terms of records in step with them, inside the transaction that changes them. */
import type { Database, SqlRow } from './database.ts'
import { nameTerms } from './search.ts'
import type { Table } from './table.ts'

/** Terms kept in memory before they are written. */
const MOST_WAITING = 200_000

export class SearchTerms {
  readonly #database: Database
  readonly #insert
  readonly #waiting: [register: string, term: string, record: string][] = []

  constructor(database: Database) {
    this.#database = database
    this.#insert = database.statement('INSERT OR IGNORE INTO search_term (register, term, record) VALUES (?, ?, ?)')
  }

  /** Terms wait until many are there, and then go in sorted: a bulk import would else hit the index at random places. */
  add(table: Table, id: string, values: Readonly<Record<string, unknown>>): void {
    for (const term of termsOf(table, values)) this.#waiting.push([table.register.name, term, id])
    if (this.#waiting.length > MOST_WAITING) this.flush()
  }

  remove(table: Table, id: string, values: SqlRow): void {
    this.flush()
    for (const term of termsOf(table, values))
      this.#database.run('DELETE FROM search_term WHERE register = ? AND term = ? AND record = ?', table.register.name, term, id)
  }

  /** Writes the terms that wait; the store calls it before the commit. */
  flush(): void {
    this.#waiting.sort((one, other) => (one[1] < other[1] ? -1 : one[1] > other[1] ? 1 : 0))
    for (const [register, term, record] of this.#waiting) this.#insert.run(register, term, record)
    this.#waiting.length = 0
  }
}

function termsOf(table: Table, values: Readonly<Record<string, unknown>>): string[] {
  return table.names.flatMap((field) => {
    const value = values[field.key]
    return typeof value === 'string' ? nameTerms(value) : []
  })
}
