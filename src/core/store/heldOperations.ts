/** The operations of a record as the journal holds them, own and received. */
import { SEED_KIND } from './changeKinds.ts'
import type { ReadDatabase, SqlValue } from './database.ts'
import { NAMED_ENTRIES_SINCE, referenceText, stampOf, type Context } from './entryName.ts'
import type { HeldNumbers } from './heldNumbers.ts'
import { Lineage } from './lineage.ts'
import type { Operation, StoredValues } from './operations.ts'
import { FIRST_RELEASED_SCHEMA } from './upcasters/index.ts'

/** An operation with where it stands in the journal and what is said of its change set. */
export interface HeldOperation extends Operation {
  readonly heldAt: number
  readonly head: ForeignHead
}

/** An operation without what follows from the rest of it. */
export type Unnamed<O extends Operation> = Omit<O, 'stamp'>

/** Gives an operation on a record its stamp, worked out when somebody asks. */
export function named<O extends TravellingOperation>(register: string, record: string, operation: Unnamed<O>): O {
  const { head, author, number, action, before, after, owner, context, proposal } = operation as unknown as O
  let stamp: string | undefined
  return {
    ...operation,
    stamp: () => (stamp ??= stampOf({ head, register, record, author, number, action, before, after, owner, context: context(), proposal })),
  } as unknown as O
}

/** Head of a change set as it travels: what it says of itself, the unit, and the schema of the program that made it (absent: version 0.1.0). */
export type ForeignHead = readonly [
  id: string,
  site: string,
  at: string,
  userId: string,
  userName: string,
  kind: string,
  title: string,
  reason: string | null,
  undoOf: string | null,
  unit: string,
  schema?: number | undefined,
  locks?: LockWord | undefined,
]

/** What a change set says of locked years, by author; see `yearLocks.ts`. */
export interface LockWord {
  /** The numbers of the last entries of offices above about locks that were known where it was made. */
  readonly seen?: Readonly<Record<string, number>> | undefined
  /** Where it locks years: the entries of every other author that were held there. */
  readonly all?: Readonly<Record<string, HeldNumbers>> | undefined
}

/** The head of a change set made here, as it travels. */
export function travellingHead(text: string, unit: string): ForeignHead {
  const said = JSON.parse(text) as unknown[]
  return [...said.slice(0, 9), unit, ...said.slice(9)] as unknown as ForeignHead
}

/** The schema under which a change set was made. */
export function schemaOf(head: ForeignHead): number {
  return head[10] ?? FIRST_RELEASED_SCHEMA
}

/** An operation with the head of its change set. */
export type TravellingOperation = Operation & { readonly head: ForeignHead }

/**
 * Whether two operations are the same one. What was written before entries were named may have been passed on by
 * programs that wrote it in their own way, and is known by what it says.
 */
export function isSameOperation(one: TravellingOperation, other: TravellingOperation): boolean {
  if (one.author !== other.author || one.number !== other.number) return false
  // What is in everybody's package comes again and again, word for word: two stamps cost more than that look.
  if (isWordForWord(one, other) || one.stamp() === other.stamp()) return true
  return (
    one.schema < NAMED_ENTRIES_SINCE &&
    other.schema < NAMED_ENTRIES_SINCE &&
    one.head[0] === other.head[0] &&
    one.action === other.action &&
    sameValues(one.after, other.after)
  )
}

/** Whether everything that a stamp covers is written alike. Of what was made here the context is worked out, and not asked for. */
function isWordForWord(one: TravellingOperation, other: TravellingOperation): boolean {
  return (
    one.madeHere !== true &&
    other.madeHere !== true &&
    one.action === other.action &&
    one.owner === other.owner &&
    one.proposal === other.proposal &&
    JSON.stringify(one.after) === JSON.stringify(other.after) &&
    JSON.stringify(one.before) === JSON.stringify(other.before) &&
    JSON.stringify(one.head) === JSON.stringify(other.head) &&
    JSON.stringify(one.context()) === JSON.stringify(other.context())
  )
}

/** Whether two say the same, in whatever order: a later program may list the fields of a register in another one. */
function sameValues(one: StoredValues | null, other: StoredValues | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other) || (one !== null && other !== null && sorted(one) === sorted(other))
}

function sorted(values: StoredValues): string {
  return JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** A journal entry with the heads that say who made it. */
export interface EntryRow {
  sequence: number
  action: Operation['action']
  before: string | null
  after: string | null
  standing: 'proposal' | 'effect' | null
  owner: string | null
  author: string | null
  number: number | null
  context: string | null
  authored: string | null
  head: string
  foreign_head: string | null
  change_set: number
  withdrawn: number
  /** For what was taken back: the change set that did so. */
  taken_back: number | null
}

/** The entries of a record that are operations, as they stand in the journal. */
export function entryRowsOf(database: ReadDatabase, register: string, record: string): EntryRow[] {
  return database.all<EntryRow>(
    `SELECT j.sequence, j.action, j.before, j.after, j.standing, j.owner, j.author, j.number, j.context, j.authored, c.head, f.head AS foreign_head, j.change_set, c.withdrawn AND j.author IS NOT NULL AS withdrawn,
       CASE WHEN c.withdrawn = 1 THEN (SELECT max(u.number) FROM change_set u WHERE u.undo_of = c.id) END AS taken_back
     FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change
     WHERE j.record = ? AND j.register = ? AND coalesce(j.standing, '') <> 'effect' ORDER BY j.sequence`,
    record,
    register,
  )
}

/**
 * All operations on a record, in the order in which they came here. Received packages that were taken back do not count.
 * `unit` is the division code of this site's own unit.
 */
export function asOperations(rows: readonly EntryRow[], register: string, record: string, unit: string): HeldOperation[] {
  const all: HeldOperation[] = []
  const wasTakenBack = rows.some((row) => row.withdrawn === 1)
  const contexts = ownContexts(all)
  for (const [index, row] of rows.entries()) {
    const context = wasTakenBack ? () => contextThen(rows, all, index) : () => contexts(index)
    all.push(named<HeldOperation>(register, record, row.author === null ? ownOperation(row, unit, context) : receivedOperation(row)))
  }
  return wasTakenBack ? all.filter((_, index) => rows[index]?.withdrawn !== 1) : all
}

/** What was known here when an operation was made, with what has been taken back since: what an entry had seen stays so, and its name with it. */
function contextThen(rows: readonly EntryRow[], all: readonly HeldOperation[], index: number): Context {
  const own = rows[index] as EntryRow
  const then = all.filter(
    (_, place) => place <= index && (rows[place]?.withdrawn !== 1 || (rows[place].taken_back ?? Number.MAX_SAFE_INTEGER) > own.change_set),
  )
  return ownContexts(then)(then.length - 1)
}

const NOTHING_SEEN: Context = {}

/**
 * What was known here when each of the operations was made here: all that stands before it. Worked out when it is asked for, from the first
 * on, as each names those before it. Programs before entries were named said it in numbers, and it is said so for ever.
 */
function ownContexts(operations: readonly HeldOperation[]): (index: number) => Context {
  const contexts: Context[] = []
  const heads = new Map<string, readonly HeldOperation[]>()
  const numbers: Record<string, number> = {}
  return (wanted) => {
    while (wanted > 0 && contexts.length <= wanted) {
      const operation = operations[contexts.length] as HeldOperation
      contexts.push(operation.schema < NAMED_ENTRIES_SINCE ? { ...numbers } : namedHeads(heads))
      const { author, number } = operation
      if ((numbers[author] ?? 0) < number) numbers[author] = number
      heads.set(author, [...headsBeside(operation, heads.get(author) ?? [], operations.slice(0, contexts.length)), operation])
    }
    return contexts[wanted] ?? NOTHING_SEEN
  }
}

function namedHeads(heads: ReadonlyMap<string, readonly HeldOperation[]>): Context {
  return Object.fromEntries([...heads].map(([author, last]) => [author, referenceText(last.map(({ number, stamp }) => ({ number, stamp: stamp() })))]))
}

/** Of an author's last operations those that a further one had not seen. Nothing is asked of what came later: its stamp is not known yet. */
function headsBeside(operation: HeldOperation, heads: readonly HeldOperation[], before: readonly HeldOperation[]): readonly HeldOperation[] {
  if (heads.length === 0 || operation.madeHere === true) return []
  const lineage = new Lineage(before)
  return heads.filter((head) => !lineage.covers(operation, head))
}

/** Whether it is known here that a record was entered; not so once the package that brought it was taken back. */
export function isEntered(database: ReadDatabase, register: string, record: string): boolean {
  return (
    database.get(
      `SELECT 1 FROM journal j JOIN change_set c ON c.number = j.change_set
     WHERE j.record = ? AND j.register = ? AND j.standing IS NULL AND (c.withdrawn = 0 OR j.author IS NULL) AND coalesce(json_extract(j.authored, '$.action'), j.action) = 'insert'`,
      record,
      register,
    ) !== undefined
  )
}

function ownOperation(row: EntryRow, unit: string, context: () => Context): Unnamed<HeldOperation> {
  const head = travellingHead(row.head, unit)
  return {
    heldAt: row.sequence,
    madeHere: true,
    head,
    author: head[1],
    number: row.sequence,
    context,
    action: row.action,
    before: parsed(row.before),
    after: parsed(row.after),
    proposal: row.standing === 'proposal',
    owner: row.owner,
    unit,
    seed: head[5] === SEED_KIND,
    schema: schemaOf(head),
  }
}

function receivedOperation(row: EntryRow): Unnamed<HeldOperation> {
  const head = JSON.parse(row.foreign_head ?? '[]') as ForeignHead
  const context = JSON.parse(row.context ?? '{}') as Context
  const authored =
    row.authored === null ? row : (JSON.parse(row.authored) as { action: Operation['action']; before: StoredValues | null; after: StoredValues | null })
  return {
    heldAt: row.sequence,
    head,
    author: row.author ?? '',
    number: row.number ?? 0,
    context: () => context,
    action: authored.action,
    before: typeof authored.before === 'string' ? parsed(authored.before) : authored.before,
    after: typeof authored.after === 'string' ? parsed(authored.after) : authored.after,
    proposal: row.standing === 'proposal',
    owner: row.owner,
    unit: head[9],
    seed: head[5] === SEED_KIND,
    schema: schemaOf(head),
  }
}

function parsed(text: string | null): StoredValues | null {
  return text === null ? null : (JSON.parse(text) as Record<string, SqlValue>)
}
