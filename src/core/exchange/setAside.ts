/**
 * Entries in this site's own name that its journal does not have: made here before this PC went back to an earlier state (or on a copy of it),
 * or forged by whoever passes them on. Nothing in them tells the one from the other, so that they are never merged by themselves: the record
 * waits with all its operations until somebody takes it in, as the former timeline that it then is, or keeps what stands here now.
 */
import { isSameOperation, type ForeignHead, type TravellingOperation } from '../store/heldOperations.ts'
import type { ReadDatabase, SqlRow } from '../store/index.ts'
import { fold, isEdit, type FoldedRecord, type Operation } from '../store/operations.ts'
import type { ReceivedOperation, ReceivingTransaction } from '../store/receive.ts'
import { fromSql, tableOf } from '../store/table.ts'
import { siteOfAuthor } from '../store/timeline.ts'
import { fromRow, toWire, type WireOperation } from './wire.ts'

/** An operation as it is kept aside. */
interface KeptOperation {
  readonly wire: WireOperation
  readonly head: ForeignHead
}

/** A record that waits for a decision. */
export interface SetAside {
  readonly register: string
  readonly record: string
  readonly operations: readonly ReceivedOperation[]
  /** Package that brought it last. */
  readonly package: string
  readonly cameAt: string
}

/** What a package brings of a record. */
type Brought = Pick<SetAside, 'register' | 'record' | 'operations'>

interface Row {
  register: string
  record: string
  operations: string
  package: string
  came_at: string
}

/** Whether an operation is in the name of a site, under whatever name that goes or went. */
export function isInNameOf(site: string, { author }: Pick<Operation, 'author'>): boolean {
  return siteOfAuthor(author) === site
}

/** Operations in the name of this site that its journal, as far as it is of the record, does not have. */
export function lackingOwn<O extends TravellingOperation>(held: readonly TravellingOperation[], site: string, operations: readonly O[]): readonly O[] {
  return operations.filter((operation) => isInNameOf(site, operation) && !held.some((same) => isSameOperation(same, operation)))
}

/** Whether a package brings operations in the name of this site that its journal does not have. */
export function lacksOwn(transaction: ReceivingTransaction, site: string, { register, record, operations }: Brought): boolean {
  return operations.some((operation) => isInNameOf(site, operation)) && lackingOwn(transaction.operationsOf(register, record), site, operations).length > 0
}

/** Keeps what a package brings of a record aside, beside what is kept of it already. */
export function keepAside(
  transaction: ReceivingTransaction,
  packageId: string,
  register: string,
  record: string,
  operations: readonly ReceivedOperation[],
): void {
  const kept = transaction.get<Row>('SELECT * FROM set_aside WHERE register = ? AND record = ?', register, record)
  const all = kept === undefined ? operations : union(readRow(kept).operations, operations)
  transaction.bookkeep(
    `INSERT INTO set_aside (register, record, operations, package, came_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (register, record) DO UPDATE SET operations = excluded.operations, package = excluded.package, came_at = excluded.came_at`,
    register,
    record,
    JSON.stringify(all.map((operation): KeptOperation => ({ wire: toWire(operation, 1), head: operation.head }))),
    packageId,
    transaction.at,
  )
}

/** All of both; each list holds what its operations had seen, so that the order of the second stays sound behind the first. */
function union(one: readonly ReceivedOperation[], other: readonly ReceivedOperation[]): readonly ReceivedOperation[] {
  return [...one, ...other.filter((operation) => !one.some((same) => isSameOperation(same, operation)))]
}

/** Everything that waits, in the order in which it came: what is referred to before what refers to it. */
export function waitingAside(
  database: ReadDatabase,
  { limit, offset }: { readonly limit: number; readonly offset: number } = { limit: -1, offset: 0 },
): SetAside[] {
  return database.all<Row>('SELECT * FROM set_aside ORDER BY came_at, rowid LIMIT ? OFFSET ?', limit, offset).map(readRow)
}

/** Number of records that wait. */
export function countAside(database: ReadDatabase): number {
  return database.get<{ count: number }>('SELECT count(*) AS count FROM set_aside')?.count ?? 0
}

function readRow({ register, record, operations, package: packageId, came_at: cameAt }: Row): SetAside {
  const kept = JSON.parse(operations) as KeptOperation[]
  return { register, record, operations: kept.map(({ wire, head }) => fromRow(register, record, wire, head)), package: packageId, cameAt }
}

/**
 * Takes in what waits of a record: from now on it is what was made here before. False where it has to go on waiting: the record that it
 * edits is not here, or was taken back together with the package that brought it.
 */
export function takeIn(transaction: ReceivingTransaction, waiting: SetAside): boolean {
  if (!hasItsRecord(transaction, waiting)) return false
  transaction.receive(waiting.register, waiting.record, waiting.operations)
  forget(transaction, waiting)
  return true
}

/** Whether edits among these operations have their record, here or among themselves. */
export function hasItsRecord(transaction: ReceivingTransaction, { register, record, operations }: Brought): boolean {
  return !operations.some(isEdit) || fold(tableOf(register), [...transaction.operationsOf(register, record), ...operations]).exists
}

function forget(transaction: ReceivingTransaction, { register, record }: SetAside): void {
  transaction.bookkeep('DELETE FROM set_aside WHERE register = ? AND record = ?', register, record)
}

/**
 * Keeps what stands here, and what others did to the record meanwhile, instead of what was made here before. That goes into the history, where
 * the others have it, and an edit of today puts the present values in its place: so that all hold the same again. Where others disagree about a
 * field, it stands beside their values for somebody to decide. Edits of a record that is not here leave nothing to keep: they go from the list.
 */
export function keepPresent(transaction: ReceivingTransaction, site: string, waiting: SetAside): void {
  const { register, record, operations } = waiting
  const held = transaction.operationsOf(register, record)
  const lacking = lackingOwn(held, site, operations)
  const present = fold(tableOf(register), [...held, ...operations.filter((operation) => !lacking.includes(operation))])
  if (!takeIn(transaction, waiting)) {
    forget(transaction, waiting)
    return
  }
  const row = transaction.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
  if (row === undefined) return
  const isGone = row['deleted'] === 1
  if (!present.exists || present.deleted) {
    if (!isGone) transaction.remove(register, record)
    return
  }
  if (isGone) transaction.restore(register, record)
  const values = overruled(register, lacking, present)
  if (Object.keys(values).length > 0) transaction.decide(register, record, values)
}

/** The present values of the fields that some operations wrote. */
function overruled(register: string, operations: readonly Operation[], present: FoldedRecord): Record<string, ReturnType<typeof fromSql>> {
  const { byKey } = tableOf(register)
  const written = new Set(operations.filter(isEdit).flatMap(({ after }) => Object.keys(after ?? {})))
  return Object.fromEntries(
    [...written].flatMap((key) => {
      const field = byKey.get(key)
      const contested = present.conflicts.some((conflict) => conflict.field === key)
      return field === undefined || field.derived !== undefined || contested ? [] : [[key, fromSql(field, present.values[key] ?? null)]]
    }),
  )
}

/** What has to be decided together: some records, with those they refer to and those that refer to them. */
export function belongingTo(waiting: readonly SetAside[], chosen: ReadonlySet<string>): readonly SetAside[] {
  const waits = new Set(waiting.map(({ record }) => record))
  const beside = new Map<string, string[]>()
  const join = (one: string, other: string): void => {
    const others = beside.get(one)
    if (others === undefined) beside.set(one, [other])
    else others.push(other)
  }
  for (const { record, operations } of waiting) {
    for (const { after } of operations) {
      for (const value of Object.values(after ?? {}))
        if (typeof value === 'string' && value !== record && waits.has(value)) {
          join(record, value)
          join(value, record)
        }
    }
  }
  const wanted = new Set(chosen)
  // A set is walked with what is added on the way.
  for (const record of wanted) for (const other of beside.get(record) ?? []) wanted.add(other)
  return waiting.filter(({ record }) => wanted.has(record))
}
