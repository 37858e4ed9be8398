/**
 * What a record is, as a function of the edits made to it anywhere: the law that makes all sites agree.
 *
 * Every journal entry that somebody authored is an operation with a name (author, number, stamp) and a context: what the author's site
 * had seen of this record before. An operation takes the place of those it had seen; two that had not seen each other are concurrent.
 * A field holds the values of its operations that no other took the place of; several different ones are a conflict, for which the
 * catalogue's rule gives a provisional value. Nothing depends on the order of arrival or on any clock.
 */
import { codeListOf } from '../catalogue/index.ts'
import { sortCodes } from '../catalogue/derive/codes.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import type { SqlValue } from './database.ts'
import { followed, type Leader } from './following.ts'
import { Lineage } from './lineage.ts'
import type { Operation, StoredValues } from './operation.ts'
import type { Table } from './table.ts'
import { readsDifferently, upcast } from './upcasters/index.ts'

export type { Operation, StoredValues } from './operation.ts'

/** What an answer to a proposal says, in its `after`. */
export interface Settlement {
  /** Name of the proposal's entry; answers of programs before entries were named lack the stamp. */
  readonly proposal: readonly [author: string, number: number, stamp?: string]
  readonly accepted: boolean
  readonly reason: string | null
}

/** The answer that an operation of the action `settle` gives. */
export function settlementOf({ after }: Pick<Operation, 'after'>): Settlement {
  return after as unknown as Settlement
}

/** Whether an operation is the one that an answer names. */
export function isNamedBy({ proposal: [author, number, stamp] }: Settlement, operation: Operation): boolean {
  return operation.author === author && operation.number === number && (stamp === undefined || operation.stamp() === stamp)
}

/** One of several values that stand against each other. */
export interface Sibling {
  readonly author: string
  readonly number: number
  readonly stamp: string
  readonly value: SqlValue
}

interface FieldConflict {
  /** Field key, or {@link DELETED}. */
  readonly field: string
  readonly siblings: readonly Sibling[]
}

export interface FoldedRecord {
  /** False while all that is known of it are proposals. */
  readonly exists: boolean
  readonly values: StoredValues
  readonly deleted: boolean
  readonly conflicts: readonly FieldConflict[]
}

/** Name of the conflict between a removal and a concurrent change. */
export const DELETED = '$deleted'

/** The record that a set of operations makes. They may come in any order that puts none before one it had seen. */
export function fold(table: Table, operations: readonly Operation[]): FoldedRecord {
  if (!operations.some((operation) => isEdit(operation) && operation.action === 'insert')) return { exists: false, values: {}, deleted: false, conflicts: [] }
  const meant = operations.map((operation) => asMeantToday(table, operation))
  const edits = inTime(meant.filter(isEdit))
  const lineage = new Lineage(meant)
  const folded = lineage.isChain(edits) ? foldChain(edits) : foldConcurrent(table, edits, lineage)
  return edits.every(({ late }) => late === true) ? { ...folded, deleted: true, conflicts: [] } : folded
}

/**
 * The edits that count: without what came too late for a locked year. A record that was only entered too late is there and removed, until
 * somebody restores it.
 */
function inTime(edits: readonly Operation[]): readonly Operation[] {
  if (!edits.some(({ late }) => late === true)) return edits
  const entered = edits.some(({ late, action }) => late !== true && action === 'insert')
  return edits.filter(({ late, action }) => late !== true || (!entered && action === 'insert'))
}

/** Whether an operation changes the record: neither a wish nor the answer to one. */
export function isEdit({ proposal, action }: Operation): boolean {
  return !proposal && action !== 'settle'
}

/** An edit read by today's schema, whatever its author's was. */
function asMeantToday(table: Table, operation: Operation): Operation {
  const { name } = table.register
  if (!isEdit(operation) || !readsDifferently(name, operation.schema)) return operation
  return { ...operation, before: upcast(name, operation.before, operation.schema), after: upcast(name, operation.after, operation.schema) }
}

function foldChain(edits: readonly Operation[]): FoldedRecord {
  const values: Record<string, SqlValue> = {}
  let deleted = false
  for (const { action, after } of edits) {
    if (action === 'remove') deleted = true
    else if (action === 'restore') deleted = false
    if (after !== null) Object.assign(values, after)
  }
  return { exists: true, values, deleted, conflicts: [] }
}

function foldConcurrent(table: Table, edits: readonly Operation[], lineage: Lineage): FoldedRecord {
  const values: Record<string, SqlValue> = {}
  const conflicts: FieldConflict[] = []
  const leaders = new Map<string, Leader>()
  for (const field of table.entered) {
    if (field.follows !== undefined) continue
    const writers = edits.filter((operation) => operation.after !== null && field.key in operation.after)
    const siblings = withoutSeeds(writers.filter((one) => !writers.some((other) => lineage.covers(other, one))))
    const first = siblings[0]
    if (first === undefined) continue
    const distinct = siblings.filter((one, index) => siblings.findIndex((other) => valueOf(other, field.key) === valueOf(one, field.key)) === index)
    values[field.key] = distinct.length === 1 ? valueOf(first, field.key) : provisional(field, siblings)
    const value = values[field.key] ?? null
    leaders.set(field.key, { key: field.key, value, holders: siblings.filter((one) => valueOf(one, field.key) === value).toSorted(byRank) })
    if (distinct.length > 1 && field.merge !== 'foremost')
      conflicts.push({ field: field.key, siblings: siblings.map((one) => siblingOf(one, valueOf(one, field.key))) })
  }
  for (const field of table.entered) {
    const leader = field.follows === undefined ? undefined : (leaders.get(field.follows) ?? { key: field.follows, value: null, holders: [] })
    if (leader !== undefined) values[field.key] = followed(field, leader, edits, lineage, byRank)
  }
  const removal = foldDeleted(edits, lineage)
  if (removal.conflict !== null) conflicts.push(removal.conflict)
  return { exists: true, values, deleted: removal.deleted, conflicts }
}

function siblingOf({ author, number, stamp }: Operation, value: SqlValue): Sibling {
  return { author, number, stamp: stamp(), value }
}

function valueOf(operation: Operation, key: string): SqlValue {
  return operation.after?.[key] ?? null
}

/** What people entered goes before what set-up wrote; of several set-ups that of the highest office stands for all, so that nobody sets it anew from below. */
function withoutSeeds(siblings: readonly Operation[]): readonly Operation[] {
  const entered = siblings.filter((operation) => !operation.seed)
  if (entered.length > 0 || siblings.length < 2) return entered.length > 0 ? entered : siblings
  return siblings.toSorted((one, other) => prefixLength(one.unit) - prefixLength(other.unit) || byRank(one, other)).slice(0, 1)
}

/**
 * A removal stands unless somebody changed the record without having seen it: then the record stays until a person decides, and a
 * change by somebody who had seen the removal says that it was meant to stay.
 */
function foldDeleted(edits: readonly Operation[], lineage: Lineage): { deleted: boolean; conflict: FieldConflict | null } {
  const against: Operation[] = []
  for (const removal of edits.filter((operation) => operation.action === 'remove')) {
    const keepers = edits.filter((operation) => operation.action !== 'remove' && !lineage.covers(removal, operation))
    if (keepers.length === 0) return { deleted: true, conflict: null }
    if (!keepers.some((keeper) => lineage.covers(keeper, removal))) against.push(removal, ...keepers)
  }
  if (against.length === 0) return { deleted: false, conflict: null }
  const siblings = [...new Set(against)].map((one) => siblingOf(one, one.action === 'remove' ? 1 : 0))
  return { deleted: false, conflict: { field: DELETED, siblings } }
}

/** The value that stands until somebody decides: the union of sets, the code listed first, else what the office nearest to the village entered. */
function provisional(field: FieldDefinition, siblings: readonly Operation[]): SqlValue {
  const texts = siblings.map((one) => valueOf(one, field.key)).filter((value): value is string => typeof value === 'string')
  if (field.merge === 'union' && texts.length > 0) {
    if (field.type === 'codes') return sortCodes(codeListOf(field.codeList ?? ''), [...new Set(texts.flatMap((text) => text.split(',')))]).join(',')
    return [...new Set(texts.toSorted().flatMap((text) => text.split('、')))].join('、')
  }
  if (field.merge === 'foremost') {
    const codes = codeListOf(field.codeList ?? '').items.map((item) => item.code)
    return texts.toSorted((one, other) => codes.indexOf(one) - codes.indexOf(other))[0] ?? null
  }
  const winner = siblings.toSorted(byRank)[0]
  return winner === undefined ? null : valueOf(winner, field.key)
}

/** The more local office first; between equals an order that every site finds alike. */
function byRank(one: Operation, other: Operation): number {
  const near = prefixLength(other.unit) - prefixLength(one.unit)
  if (near !== 0) return near
  if (one.author !== other.author) return one.author < other.author ? -1 : 1
  if (one.number !== other.number) return other.number - one.number
  return one.stamp() < other.stamp() ? -1 : 1
}

function prefixLength(unit: string): number {
  return unit.replace(/0+$/, '').length
}
