/**
 * Keeps the search terms of records in step with them, inside the transaction that changes them. A term is kept with how well it fits and where the
 * record belongs, so that a search can read the best ones of a place first.
 */
import { registerNames } from '../catalogue/index.ts'
import type { Database, SqlRow } from './database.ts'
import { only } from './keepers.ts'
import { nameTerms, namesIn } from './search.ts'
import { portions } from './portions.ts'
import { PLACE_COLUMN } from './schema.ts'
import { inSteps } from './stepping.ts'
import { tableOf, type Table } from './table.ts'

/** Terms sorted and written at once: each takes 120 bytes, and a name has five to ten. */
const MOST_WAITING = 100_000
/** Records read in one statement. */
const AT_ONCE = 1000
/** Terms written before others get their turn. */
const PORTION = 1000
/** Terms written by one statement: each call of one costs as much as putting a term in its place. */
const WRITTEN_AT_ONCE = 20

/** Added to the rank of a term that fits the name from its middle only; those of lower rank fit from its beginning. */
export const MIDDLE_RANK = 2

const INSERT = `INSERT OR IGNORE INTO search_term (register, term, rank, ${PLACE_COLUMN}, record) VALUES (?, ?, ?, ?, ?)`
const INSERT_MANY = `${INSERT}${', (?, ?, ?, ?, ?)'.repeat(WRITTEN_AT_ONCE - 1)}`

type Key = readonly [register: string, term: string, rank: number, place: string, record: string]

/** A record as it stood, as far as its terms rest on it. */
interface Left {
  readonly table: Table
  readonly id: string
  readonly row: SqlRow
}

export class SearchTerms {
  readonly #database: Database
  readonly #insert
  readonly #insertMany
  readonly #delete
  /** Records whose terms are written before the commit, by register. */
  readonly #marked = new Map<string, Set<string>>()
  /** Records whose terms, as they stood, go before those are written. */
  readonly #leaving: Left[] = []
  readonly #most: number

  /** `most`: terms that may wait to be sorted; tests say another number. */
  constructor(database: Database, most = MOST_WAITING) {
    this.#database = database
    this.#most = most
    this.#insert = database.statement(INSERT)
    this.#insertMany = database.statement(INSERT_MANY)
    this.#delete = database.statement(`DELETE FROM search_term WHERE register = ? AND term = ? AND rank = ? AND ${PLACE_COLUMN} = ? AND record = ?`)
  }

  /** Terms are written before the commit, when it is known where the record belongs. */
  add({ register, names }: Table, id: string): void {
    if (names.length === 0) return
    const marked = this.#marked.get(register.name)
    if (marked === undefined) this.#marked.set(register.name, new Set([id]))
    else marked.add(id)
  }

  /** Takes away the terms of a record as it stood, with its derived columns: before the commit, so that many go in the order of the index. */
  remove(table: Table, id: string, row: SqlRow): void {
    if (table.names.length > 0) this.#leaving.push({ table, id, row: only(row, restedOn(table)) })
  }

  /** The records of a register (`touched`: SQL of their ids) whose terms may change with these derived columns, as they stand. */
  before(register: string, touched: string, columns: readonly string[]): readonly SqlRow[] {
    const table = tableOf(register)
    if (table.names.length === 0 || !table.placedBy.some((key) => columns.includes(key))) return []
    const marked = this.#marked.get(register)
    const rows: SqlRow[] = []
    for (const row of this.#database.each<SqlRow>(`SELECT ${columnsOf(table)} FROM ${register} WHERE id IN ${touched} AND deleted = 0`))
      if (marked?.has(String(row['id'])) !== true) rows.push(row)
    return rows
  }

  /** Takes away the terms of those that are no longer what they were, and notes them to be written anew. */
  compare(register: string, before: readonly SqlRow[]): void {
    if (before.length === 0) return
    const table = tableOf(register)
    const now = `SELECT ${columnsOf(table)} FROM ${register} WHERE id = ?`
    for (const row of before) {
      const id = String(row['id'])
      const after = this.#database.get<SqlRow>(now, id)
      if (after === undefined || table.placedBy.every((key) => after[key] === row[key])) continue
      this.remove(table, id, row)
      this.add(table, id)
    }
  }

  /**
   * Takes away and writes what waits, sorted: a bulk import would else hit the index at random places. Pauses now and then. The store calls it after derived columns
   * are up to date.
   */
  *flush(): Generator<void, void> {
    yield* this.#inTurn(portions(this.#leaving, AT_ONCE), (terms) => this.#takeAway(terms))
    this.#leaving.length = 0
    for (const [register, ids] of this.#marked) yield* this.#inTurn(this.#standing(tableOf(register), ids), (terms) => this.#write(terms))
    this.#marked.clear()
  }

  /** Records of a register as they stand, those that live. */
  *#standing(table: Table, ids: ReadonlySet<string>): Generator<Left[], void> {
    const statement = `SELECT ${columnsOf(table)} FROM ${table.register.name} WHERE id IN (SELECT value FROM json_each(?)) AND deleted = 0`
    for (const some of portions([...ids], AT_ONCE))
      yield this.#database.all<SqlRow>(statement, JSON.stringify(some)).map((row) => ({ table, id: String(row['id']), row }))
  }

  /** Does something with the terms of records, as many of them at once as may wait. Pauses now and then. */
  *#inTurn(records: Iterable<readonly Left[]>, work: (terms: Key[]) => Generator<void, void>): Generator<void, void> {
    const waiting: Key[] = []
    for (const some of records) {
      for (const { table, id, row } of some) {
        waiting.push(...keysOf(table, id, row))
        if (waiting.length >= this.#most) yield* work(waiting)
      }
      yield
    }
    yield* work(waiting)
  }

  /** Writes terms in the order of the index, and forgets them. Pauses now and then. */
  *#write(waiting: Key[]): Generator<void, void> {
    waiting.sort(inIndex)
    for (const some of portions(waiting, PORTION)) {
      for (const together of portions(some, WRITTEN_AT_ONCE)) {
        if (together.length === WRITTEN_AT_ONCE) this.#insertMany.run(...together.flat())
        else for (const key of together) this.#insert.run(...key)
      }
      yield
    }
    waiting.length = 0
  }

  /** Takes terms away in the order of the index, and forgets them. Pauses now and then. */
  *#takeAway(leaving: Key[]): Generator<void, void> {
    leaving.sort(inIndex)
    for (const some of portions(leaving, PORTION)) {
      for (const key of some) this.#delete.run(...key)
      yield
    }
    leaving.length = 0
  }
}

/** Makes all terms anew, for a migration that changes them. */
export async function rebuildTerms(database: Database, step: () => Promise<void>): Promise<void> {
  database.execute('DELETE FROM search_term')
  const terms = new SearchTerms(database)
  for (const name of registerNames) {
    const table = tableOf(name)
    if (table.names.length === 0) continue
    for (let after = ''; ; ) {
      const ids = database.all<{ id: string }>(`SELECT id FROM ${name} WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`, after).map(({ id }) => id)
      for (const id of ids) terms.add(table, id)
      const last = ids.at(-1)
      if (last === undefined) break
      after = last
      await step()
    }
    await inSteps(terms.flush(), step)
  }
}

function inIndex(one: Key, other: Key): number {
  // By place, without an iterator, which makes it several times slower: terms of an import are compared some million times.
  for (let at = 0; at < one.length; at += 1) {
    const part = one[at] ?? ''
    const against = other[at] ?? ''
    if (part !== against) return part < against ? -1 : 1
  }
  return 0
}

/** Fields that the terms of a record rest on. */
function restedOn({ names, placedBy }: Table): string[] {
  return [...names.map(({ key }) => key), ...placedBy]
}

function columnsOf(table: Table): string {
  return ['id', ...restedOn(table)].join(', ')
}

function keysOf({ register, names }: Table, id: string, row: SqlRow): Key[] {
  const owner = register.owner === undefined ? null : row[register.owner]
  const place = typeof owner === 'string' ? owner : ''
  const { foremost } = register
  const rank = foremost === undefined || row[foremost.field] === foremost.value ? 0 : 1
  return names.flatMap((field) => {
    const value = row[field.key]
    if (typeof value !== 'string') return []
    return namesIn(field, value).flatMap((name) =>
      nameTerms(name).map(({ term, middle }): Key => [register.name, term, middle ? rank + MIDDLE_RANK : rank, place, id]),
    )
  })
}
