/**
 * Records of other offices that a package does not bring and that something in it refers to: the former household of somebody who moved. The
 * receiver needs to know which one is meant, not what is in it.
 *
 * `data/referred.ndjson`: one line a record, `{"register":"…","record":"…","known":{…}}`.
 */
import { z } from 'zod'
import { referringTo } from '../catalogue/derive/references.ts'
import { fieldsKnownBy, isReferredOnly } from '../catalogue/derive/referred.ts'
import { heldSql, idSql, linksOf, type Link } from '../catalogue/derive/subject.ts'
import { isRegisterName, registerOf, type RegisterName } from '../catalogue/index.ts'
import type { ReadDatabase, SqlRow, SqlValue } from '../store/index.ts'
import type { ReceivingTransaction } from '../store/receive.ts'
import type { Scope } from './scope.ts'

export const REFERRED_PART = 'data/referred.ndjson'

const referredLine = z.strictObject({
  register: z.string().max(60),
  record: z.string().min(1).max(200),
  known: z.record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.null()])),
})

/** A record and what it is known by. */
export interface Referred {
  readonly register: RegisterName
  readonly record: string
  readonly known: Readonly<Record<string, SqlValue>>
}

/** Everything that the entered fields of a register lead to. Where a record counted it says without that being on file. */
export function enteredLinks(register: string): readonly Link[] {
  return linksOf(registerOf(register)).filter(({ field }) => field.derived === undefined && field.keeps === undefined)
}

/** What the selected records refer to, that belongs to an office, is not selected itself and does not concern the receiver. */
export function knownByReference(database: ReadDatabase, scope: Scope, selected: ReadonlyMap<RegisterName, ReadonlySet<string>>): Referred[] {
  const found = new Map<string, Referred>()
  for (const [register, records] of selected) {
    if (records.size === 0) continue
    const ids = JSON.stringify([...records])
    for (const { field, register: target, prefix } of enteredLinks(register)) {
      if (registerOf(target).owner === undefined) continue
      for (const { id } of database.all<{ id: string | null }>(
        `SELECT DISTINCT ${idSql(prefix, field.key)} AS id FROM ${register} WHERE ${field.key} IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
        ids,
      )) {
        if (id === null || found.has(id) || selected.get(target)?.has(id) === true) continue
        const row = database.get<SqlRow>(`SELECT * FROM ${target} WHERE id = ?`, id)
        if (row === undefined || (!isReferredOnly(row) && scope.concerns(target, row))) continue
        found.set(id, { register: target, record: id, known: Object.fromEntries(fieldsKnownBy(registerOf(target)).map(({ key }) => [key, row[key] ?? null])) })
      }
    }
  }
  return [...found.values()]
}

/** Reads a line of the part. Null where it is no such line, or of a register that this program does not have. */
export function readReferred(line: unknown): Referred | null {
  const read = referredLine.safeParse(line)
  if (!read.success || !isRegisterName(read.data.register)) return null
  const { register, record, known } = read.data
  return { register, record, known }
}

/**
 * Notes what came by reference: nothing where the record itself is here. It is no edit, so that whatever is known of the record later,
 * or comes whole, is not held against it.
 */
export function noteReferred(transaction: ReceivingTransaction, { register, record, known }: Referred): boolean {
  const row = transaction.get<SqlRow>(`SELECT * FROM ${register} WHERE id = ?`, record)
  if (row !== undefined && !isReferredOnly(row)) return false
  const values = Object.fromEntries(fieldsKnownBy(registerOf(register)).map(({ key }) => [key, known[key] ?? null]))
  // The same once more changes nothing.
  if (row !== undefined && Object.entries(values).every(([key, value]) => (row[key] ?? null) === value)) return false
  transaction.standFor(register, record, values)
  return true
}

/** Drops those noted to which nothing refers after all, since what did was not taken in and does not wait for a person either. */
export function dropUnreferred(transaction: ReceivingTransaction, noted: ReadonlyMap<RegisterName, ReadonlySet<string>>): void {
  for (const [register, records] of noted) {
    const lost = new Set(records)
    const ids = JSON.stringify([...records])
    for (const { register: other, field, prefix } of referringTo(register)) {
      const named = `SELECT DISTINCT ${idSql(prefix, field)} AS id FROM ${other} WHERE ${field} IN (SELECT ${heldSql(prefix, 'value')} FROM json_each(?))`
      for (const { id } of transaction.all<{ id: string }>(named, ids)) lost.delete(id)
    }
    for (const { id } of transaction.all<{ id: string }>(
      'SELECT value AS id FROM json_each(?) WHERE EXISTS (SELECT 1 FROM set_aside WHERE instr(operations, value) > 0)',
      JSON.stringify([...lost]),
    ))
      lost.delete(id)
    for (const record of lost) transaction.forgetReferred(register, record)
  }
}
