/**
 * Brings an older, sound copy of damaged data up to what of the damaged data can be read: its journal as far as it is whole, entries behind a gap,
 * and where entries are missing the rows of its tables. What no source tells is said by village.
 */
import { registerNames } from '../../catalogue/index.ts'
import type { RegisterDefinition } from '../../catalogue/types.ts'
import type { Database, SqlRow } from '../database.ts'
import { asOperations, entryRowsOf, type HeldOperation } from '../heldOperations.ts'
import { ownerOf } from '../owner.ts'
import type { ReceivedOperation } from '../receive.ts'
import { PLACE_COLUMN } from '../schema.ts'
import type { Actor } from '../change.ts'
import type { Store } from '../store.ts'
import { tableOf, toContractRow } from '../table.ts'
import { appendJournal, headOf, type Appended, type LooseEntry } from './appendJournal.ts'
import { hasTable, readablePortions, readableRows, readableUntil } from './readable.ts'
import type { RescueTransaction } from './rescueTransaction.ts'

/** Records of one register and village of which it is not certain that they are as they were. */
interface Doubt {
  readonly place: string | null
  readonly register: string
  readonly count: number
}

export interface RecordsRescued {
  /** Entries of the journal taken over as they stood. */
  readonly appended: number
  /** Entries taken from behind a gap. */
  readonly loose: number
  /** Entries that are gone: who did what and when is not known of them. */
  readonly missing: number
  /** Records brought to the row that stood in the table. */
  readonly fromTables: number
  /** Whether the journal is whole, so that nothing is lost. */
  readonly whole: boolean
  readonly doubts: readonly Doubt[]
  /** Whether entries are gone of which not even the record is known. */
  readonly unknown: boolean
  /** Wishes for records that others keep which are gone, by village. */
  readonly proposals: readonly { readonly place: string | null; readonly count: number }[]
}

const ACTOR: Actor = { id: 'rescue', name: '抢救' }

/** `step` gives others a turn and throws when cancelled. */
export async function rescueRecords(store: Store, damaged: Database, step: () => Promise<void>): Promise<RecordsRescued> {
  const appended = await appendJournal(store, damaged, step)
  const end = headOf(damaged)
  const whole = appended.missing.length === 0 && appended.loose.length === 0 && (end === null || end.sequence <= appended.to) && hasTable(damaged, 'journal')
  const gap = gapOf(damaged, appended, whole)
  const counts = { appended: appended.to - appended.from, missing: gap.count, whole }
  const { result } = await store.rescue(
    ACTOR,
    { kind: 'rescue', title: '抢救：数据文件损坏后，用备份、操作记录和数据表拼回', reason: whole ? null : '有操作记录读不出来，缺的取自数据表' },
    async (transaction) => {
      for (const { register, record } of appended.records) {
        if (isRegister(register)) transaction.bringFromJournal(register, record)
        await step()
      }
      if (whole) return { loose: 0, fromTables: 0, doubts: [], unknown: false }
      const loose = await takeLoose(transaction, store.unitCode, appended.loose, gap, step)
      const rows = await takeRows(transaction, damaged, step)
      const severed = sever(transaction)
      return { loose, fromTables: rows.taken, ...doubtsOf(transaction, damaged, gap, rows.read, severed) }
    },
  )
  return { ...counts, ...result, proposals: whole ? [] : await lostProposals(damaged, appended, step) }
}

function isRegister(name: string): name is (typeof registerNames)[number] {
  return (registerNames as readonly string[]).includes(name)
}

/** What is known of the entries that are gone. */
interface Gap {
  readonly count: number
  /** Ids of the records they speak of, by the index of the journal. */
  readonly records: ReadonlySet<string>
  /** Whether there may be others. */
  readonly more: boolean
}

function gapOf(damaged: Database, { missing, to }: Appended, whole: boolean): Gap {
  if (whole) return { count: 0, records: new Set(), more: false }
  const count = missing.reduce((sum, [from, last]) => sum + last - from + 1, 0)
  if (!hasTable(damaged, 'journal')) return { count, records: new Set(), more: true }
  const isMissing = (sequence: number): boolean => sequence > to && missing.some(([from, last]) => sequence >= from && sequence <= last)
  const { rows, whole: read } = readableUntil<{ record: string; sequence: number }>(damaged, 'SELECT record, sequence FROM journal INDEXED BY journal_record')
  const found = rows.filter(({ sequence }) => isMissing(sequence))
  return { count, records: new Set(found.map(({ record }) => record)), more: !read || found.length < count }
}

/**
 * Entries behind a gap, taken in as those of the name that this office went by. Of a record with entries missing none is taken: what its author
 * had seen is part of an entry's name, and cannot be told any more.
 */
async function takeLoose(transaction: RescueTransaction, unit: string, loose: readonly LooseEntry[], gap: Gap, step: () => Promise<void>): Promise<number> {
  const byRecord = new Map<string, LooseEntry[]>()
  for (const entry of loose) {
    if (!isRegister(entry.register) || entry.standing === 'effect' || gap.records.has(entry.record) || (gap.more && entry.author === null)) continue
    const key = `${entry.register} ${entry.record}`
    const entries = byRecord.get(key)
    if (entries === undefined) byRecord.set(key, [entry])
    else entries.push(entry)
  }
  let taken = 0
  for (const entries of byRecord.values()) {
    const [first] = entries
    // What was taken back is part of what later entries had seen, and not told by the tables.
    if (first === undefined || entries.some(({ withdrawn }) => withdrawn === 1)) continue
    const { register, record } = first
    const operations = asOperations([...entryRowsOf(transaction, register, record), ...entries], register, record, unit).slice(-entries.length)
    const held = transaction.get(`SELECT 1 FROM ${register} WHERE id = ?`, record) !== undefined
    if (!held && !operations.some(({ action }) => action === 'insert')) continue
    transaction.receive(register, record, operations.map(asReceived))
    taken += entries.length
    await step()
  }
  return taken
}

/** As another site would bring it. */
function asReceived(operation: HeldOperation): ReceivedOperation {
  const { heldAt: _heldAt, madeHere: _madeHere, ...received } = operation
  return received
}

/** Rows of the damaged tables that say something else than the journal does so far. */
async function takeRows(
  transaction: RescueTransaction,
  damaged: Database,
  step: () => Promise<void>,
): Promise<{ taken: number; read: Map<string, Set<string>> }> {
  const read = new Map<string, Set<string>>()
  let taken = 0
  for (const register of registerNames) {
    const ids = new Set<string>()
    read.set(register, ids)
    for await (const portion of readablePortions(damaged, register, step)) {
      if (!('rows' in portion)) continue
      for (const row of portion.rows) {
        ids.add(String(row['id']))
        if (transaction.bringFromTable(register, row)) taken += 1
      }
    }
  }
  return { taken, read }
}

/** Takes away references to records that are gone, so that the data is whole in itself; returns the records that lost one. */
function sever(transaction: RescueTransaction): { register: string; record: string }[] {
  const severed: { register: string; record: string }[] = []
  for (const { table, rowid, fkid } of transaction.all<{ table: string; rowid: number; fkid: number }>('PRAGMA foreign_key_check')) {
    if (!isRegister(table)) continue
    const column = transaction.get<{ from: string }>('SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ?', table, fkid)?.from
    const row = transaction.get<SqlRow>(`SELECT * FROM ${table} WHERE rowid = ?`, rowid)
    if (column === undefined || row === undefined) continue
    transaction.bringFromTable(table, { ...row, [column]: null })
    severed.push({ register: table, record: String(row['id']) })
  }
  return severed
}

/** Records with entries missing whose row could not be read, by village and register. */
function doubtsOf(
  transaction: RescueTransaction,
  damaged: Database,
  gap: Gap,
  read: ReadonlyMap<string, ReadonlySet<string>>,
  severed: readonly { register: string; record: string }[],
): { doubts: Doubt[]; unknown: boolean } {
  const counts = new Map<string, Doubt>()
  const add = (register: string, place: string | null): void => {
    const key = `${register} ${place ?? ''}`
    counts.set(key, { register, place, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const told = new Set<string>()
  for (const register of registerNames) {
    const there = read.get(register) ?? new Set<string>()
    const listed = idsByIndex(damaged, register)
    const known = new Set([...listed.keys(), ...transaction.all<{ id: string }>(`SELECT id FROM ${register}`).map(({ id }) => id)])
    for (const id of known) {
      if (gap.records.has(id)) told.add(id)
      if (there.has(id) || (!gap.more && !gap.records.has(id))) continue
      add(register, placeOf(transaction, tableOf(register).register, id) ?? listed.get(id) ?? null)
    }
  }
  for (const { register, record } of severed) if (isRegister(register)) add(register, placeOf(transaction, tableOf(register).register, record))
  for (const id of gap.records) if (!told.has(id) && !isUser(transaction, id)) add('', null)
  return { doubts: [...counts.values()], unknown: gap.more }
}

/** Users are set right by themselves. */
function isUser(transaction: RescueTransaction, id: string): boolean {
  return transaction.get('SELECT 1 FROM user WHERE id = ?', id) !== undefined
}

function placeOf(transaction: RescueTransaction, register: RegisterDefinition, id: string): string | null {
  const row = transaction.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ?`, id)
  return row === undefined ? null : ownerOf(transaction, register, id, toContractRow(tableOf(register.name), row), row)
}

/** Ids of a register, with the village where an index tells it: indexes lie on pages of their own. */
function idsByIndex(damaged: Database, register: string): Map<string, string | null> {
  const found = new Map<string, string | null>()
  if (!hasTable(damaged, register)) return found
  const owner = tableOf(register).register.owner
  const places = new Map<number, string>()
  const index =
    owner === undefined
      ? undefined
      : readableUntil<{ name: string }>(
          damaged,
          `SELECT l.name AS name FROM pragma_index_list('${register}') l JOIN pragma_index_info(l.name) i WHERE l.partial = 0 AND i.name = '${owner}' AND i.seqno = 0`,
        ).rows[0]?.name
  if (index !== undefined) {
    for (const { id, place } of readableUntil<{ id: number; place: string | null }>(
      damaged,
      `SELECT rowid AS id, ${owner} AS place FROM ${register} INDEXED BY "${index}"`,
    ).rows)
      if (place !== null) places.set(id, place)
  }
  for (const { id, number } of readableUntil<{ id: string; number: number }>(
    damaged,
    `SELECT id, rowid AS number FROM ${register} INDEXED BY "sqlite_autoindex_${register}_1"`,
  ).rows)
    found.set(id, places.get(number) ?? null)
  return found
}

async function lostProposals(damaged: Database, { missing }: Appended, step: () => Promise<void>): Promise<{ place: string | null; count: number }[]> {
  const counts = new Map<string | null, number>()
  for (const row of (await readableRows(damaged, 'proposal', step)).rows) {
    const sequence = Number(row['sequence'])
    if (row['state'] !== 'open' || !missing.some(([from, to]) => sequence >= from && sequence <= to)) continue
    const place = typeof row[PLACE_COLUMN] === 'string' ? row[PLACE_COLUMN] : null
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return [...counts].map(([place, count]) => ({ place, count }))
}
