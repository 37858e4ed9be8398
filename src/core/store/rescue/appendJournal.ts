/**
 * Appends to the journal of a sound, older copy what can be read of the journal that went on from it: entry by entry as it was written, change set by
 * change set, as long as the hash chain proves that nothing is missing or changed in between.
 */
import { entryHash } from '../canonical.ts'
import type { Database, SqlRow, SqlValue } from '../database.ts'
import type { EntryRow } from '../heldOperations.ts'
import { PLACE_COLUMN } from '../schema.ts'
import type { Store } from '../store.ts'
import { entryOf } from '../verify.ts'
import { readablePortions, readableRows, readOr } from './readable.ts'

/** An entry behind a gap, with where it was made. */
export interface LooseEntry extends EntryRow {
  readonly register: string
  readonly record: string
}

export interface Appended {
  /** Number of the last entry before, and after. */
  readonly from: number
  readonly to: number
  /** Records that the appended entries speak of. */
  readonly records: readonly { readonly register: string; readonly record: string }[]
  /** Entries that can be read, but not proven to follow: something before them is missing. */
  readonly loose: readonly LooseEntry[]
  /** Numbers of entries that cannot be read, both ends included. */
  readonly missing: readonly (readonly [from: number, to: number])[]
}

interface JournalRow extends Omit<EntryRow, 'head' | 'foreign_head' | 'withdrawn' | 'taken_back'> {
  register: string
  record: string
  hash: Uint8Array
  foreign_change: number | null
}
interface ChangeSetRow {
  number: number
  head: string
  entries: number
  withdrawn: number
  row: SqlRow
}
interface ForeignRow {
  number: number
  head: string
  row: SqlRow
}

/** Where the journal of a database ends, as it says itself; null where it does not. */
export function headOf(database: Pick<Database, 'get'>): { sequence: number; hash: string } | null {
  const text = readOr(undefined, () => database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'journal_head'`)?.value)
  return text === undefined ? null : (JSON.parse(text) as { sequence: number; hash: string })
}

const JOURNAL = [
  'sequence',
  'change_set',
  'register',
  'record',
  'action',
  'before',
  'after',
  'hash',
  'standing',
  'owner',
  'author',
  'number',
  'context',
  'authored',
  'foreign_change',
]
const CHANGE_SET = [
  'number',
  'id',
  'site',
  'at',
  'user_id',
  'user_name',
  'kind',
  'title',
  'reason',
  'undo_of',
  'detail',
  'entries',
  'head',
  'withdrawn',
  'schema',
]
const FOREIGN = ['number', 'id', 'head']
const PROPOSAL = ['sequence', 'register', 'record', PLACE_COLUMN, 'state', 'reason', 'settled_by', 'settled_at']

/** Needs a store whose journal is the beginning of the damaged one's. `step` gives others a turn. */
export async function appendJournal(store: Store, damaged: Database, step: () => Promise<void>): Promise<Appended> {
  const start = headOf(store.read as Database) ?? { sequence: 0, hash: '0'.repeat(64) }
  const books = await readBooks(damaged, step)
  await store.bookkeep((database) => {
    for (const { number, withdrawn } of books.changeSets.values())
      if (withdrawn === 1) database.run('UPDATE change_set SET withdrawn = 1 WHERE number = ?', number)
  })
  const appending = new Appending(store, books, start)
  const missing: [number, number][] = []
  let expected = start.sequence + 1
  const missed = (from: number, to: number): void => {
    const before = missing.at(-1)
    if (before !== undefined && before[1] >= from - 1) before[1] = Math.max(before[1], to)
    else if (to >= from) missing.push([from, to])
  }
  for await (const portion of readablePortions(damaged, 'journal', step, expected)) {
    if ('unreadable' in portion) {
      missed(Math.max(expected, portion.unreadable[0]), portion.unreadable[1])
      expected = portion.unreadable[1] + 1
      appending.breakOff()
      continue
    }
    for (const row of portion.rows as unknown as JournalRow[]) {
      if (row.sequence > expected) {
        missed(expected, row.sequence - 1)
        appending.breakOff()
      }
      expected = row.sequence + 1
      await appending.add(row, missed)
    }
  }
  await appending.end()
  const last = headOf(damaged)
  if (last !== null && last.sequence >= expected) missed(expected, last.sequence)
  return {
    from: start.sequence,
    to: appending.sequence,
    records: [...appending.records.values()],
    loose: appending.loose,
    missing: notBeyond(missing, last?.sequence ?? lastByIndex(damaged)),
  }
}

/** Where the end of the journal cannot be read, more was taken for missing than there ever was. */
function notBeyond(missing: readonly (readonly [number, number])[], last: number | null): [number, number][] {
  return missing.map(([from, to]): [number, number] => [from, last === null ? to : Math.min(to, last)]).filter(([from, to]) => from <= to)
}

function lastByIndex(damaged: Database): number | null {
  return readOr<number | null>(
    null,
    () => damaged.get<{ last: number | null }>('SELECT max(sequence) AS last FROM journal INDEXED BY journal_record')?.last ?? null,
  )
}

interface Books {
  readonly changeSets: ReadonlyMap<number, ChangeSetRow>
  readonly foreign: ReadonlyMap<number, ForeignRow>
  readonly proposals: ReadonlyMap<number, SqlRow>
}

async function readBooks(damaged: Database, step: () => Promise<void>): Promise<Books> {
  const keyed = async <T>(table: string, key: string, read: (row: SqlRow) => T): Promise<Map<number, T>> =>
    new Map((await readableRows(damaged, table, step)).rows.map((row) => [Number(row[key]), read(row)]))
  return {
    changeSets: await keyed('change_set', 'number', (row) => ({
      number: Number(row['number']),
      head: String(row['head']),
      entries: Number(row['entries']),
      withdrawn: Number(row['withdrawn'] ?? 0),
      row,
    })),
    foreign: await keyed('foreign_change', 'number', (row) => ({ number: Number(row['number']), head: String(row['head']), row })),
    proposals: await keyed('proposal', 'sequence', (row) => row),
  }
}

/** Change sets on their way into the journal; each goes in whole or not at all. */
class Appending {
  readonly records = new Map<string, { register: string; record: string }>()
  readonly loose: LooseEntry[] = []
  sequence: number
  readonly #store: Store
  readonly #books: Books
  #hash: string
  #whole = true
  #waiting: JournalRow[] = []
  #ready: JournalRow[] = []
  #previous: string

  constructor(store: Store, books: Books, { sequence, hash }: { sequence: number; hash: string }) {
    this.#store = store
    this.#books = books
    this.sequence = sequence
    this.#hash = hash
    this.#previous = hash
  }

  /** What follows cannot be proven to follow. */
  breakOff(): void {
    this.#whole = false
  }

  async add(row: JournalRow, missed: (from: number, to: number) => void): Promise<void> {
    const head = this.#books.changeSets.get(row.change_set)
    const foreign = row.foreign_change === null || row.foreign_change === undefined ? null : (this.#books.foreign.get(row.foreign_change) ?? undefined)
    if (head === undefined || foreign === undefined) {
      this.breakOff()
      missed(row.sequence, row.sequence)
      return
    }
    const foreignHead = foreign?.head ?? null
    const waitingSet = this.#waiting[0]?.change_set
    if (this.#whole && waitingSet !== undefined && waitingSet !== row.change_set) await this.#settle()
    if (this.#whole && entryHash(this.#previous, head.head, row.sequence, entryOf(nulls(row), foreignHead)) !== Buffer.from(row.hash).toString('hex'))
      this.breakOff()
    if (!this.#whole) {
      this.#loosen(row, head, foreignHead)
      return
    }
    this.#previous = Buffer.from(row.hash).toString('hex')
    this.#waiting.push(row)
  }

  async end(): Promise<void> {
    await this.#settle()
    for (const row of this.#waiting.splice(0)) {
      const head = this.#books.changeSets.get(row.change_set)
      if (head !== undefined) this.#loosen(row, head, this.#books.foreign.get(row.foreign_change ?? -1)?.head ?? null)
    }
    this.loose.sort((one, other) => one.sequence - other.sequence)
    await this.#flush()
  }

  #loosen(row: JournalRow, { head, withdrawn }: ChangeSetRow, foreignHead: string | null): void {
    this.loose.push({ ...nulls(row), head, foreign_head: foreignHead, withdrawn: row.author === null ? 0 : withdrawn, taken_back: null })
  }

  /** A change set is whole when as many entries were read as it says. */
  async #settle(): Promise<void> {
    const first = this.#waiting[0]
    const last = this.#waiting.at(-1)
    if (first === undefined || last === undefined) return
    if (this.#books.changeSets.get(first.change_set)?.entries !== this.#waiting.length) {
      this.breakOff()
      return
    }
    this.#ready.push(...this.#waiting.splice(0))
    this.sequence = last.sequence
    this.#hash = this.#previous
    if (this.#ready.length >= AT_ONCE) await this.#flush()
  }

  async #flush(): Promise<void> {
    const rows = this.#ready.splice(0)
    if (rows.length === 0) return
    const { changeSets, foreign, proposals } = this.#books
    await this.#store.bookkeep((database) => {
      const insert = (table: string, columns: readonly string[], row: Readonly<Record<string, unknown>>): void => {
        database
          .statement(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
          .run(...columns.map((column) => (row[column] ?? null) as SqlValue))
      }
      for (const number of new Set(rows.map((row) => row.change_set))) insert('change_set', CHANGE_SET, { withdrawn: 0, ...changeSets.get(number)?.row })
      for (const number of new Set(rows.map((row) => row.foreign_change)))
        if (number !== null && number !== undefined) insert('foreign_change', FOREIGN, foreign.get(number)?.row ?? {})
      for (const row of rows) {
        insert('journal', JOURNAL, { ...row })
        const proposal = proposals.get(row.sequence)
        if (proposal !== undefined) insert('proposal', PROPOSAL, proposal)
        this.records.set(`${row.register} ${row.record}`, { register: row.register, record: row.record })
      }
      database.run(
        `INSERT INTO meta (key, value) VALUES ('journal_head', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        JSON.stringify({ sequence: this.sequence, hash: this.#hash }),
      )
    })
  }
}

/** Entries written in one go. */
const AT_ONCE = 2000

/** A journal of version 0.1.0 and before has fewer columns. */
function nulls<T extends object>(row: T): T {
  return { standing: null, owner: null, author: null, number: null, context: null, authored: null, ...row }
}
