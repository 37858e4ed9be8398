/** Readings of the journal: history of a record, list of change sets, undo. */
import { moves } from '../catalogue/derive/belonging.ts'
import { referringTo } from '../catalogue/derive/references.ts'
import { heldSql } from '../catalogue/derive/subject.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import { reverseEntry } from './appendOnly.ts'
import type { ReadDatabase, SqlValue } from './database.ts'
import type { Actor, Changed } from './change.ts'
import { IMPORT_KIND, MOVE_KIND, SUCCESSION_KIND } from './changeKinds.ts'
import type { Store } from './store.ts'
import { fromSql, tableOf } from './table.ts'
import type { Transaction } from './transaction.ts'
import { ENTRY_SCHEMA, FIRST_RELEASED_SCHEMA, upcast, type StoredRecord } from './upcasters/index.ts'

export interface FieldChange {
  readonly changeSet: string
  readonly at: string
  readonly by: string
  readonly register: string
  readonly record: string
  /** Null for removal and restoration, which concern the whole record. */
  readonly field: string | null
  readonly before: FieldValue
  readonly after: FieldValue
  readonly action: 'insert' | 'update' | 'remove' | 'restore'
  readonly reason: string | null
}

interface EntryRow {
  standing: string | null
  author: string | null
  authored: string | null
  sequence: number
  register: string
  record: string
  action: FieldChange['action'] | 'settle'
  before: string | null
  after: string | null
  change_set: string
  at: string
  user_name: string
  reason: string | null
  /** Schema by which its values read; by which what was authored reads, where merging made something else of it. */
  schema: number
  author_schema: number
}

/** What was received is told as the one who did it did it. */
const ENTRY = `SELECT j.sequence, j.register, j.record, j.action, j.before, j.after, j.standing, j.author, j.authored, c.id AS change_set,
    coalesce(json_extract(f.head, '$[2]'), c.at) AS at, coalesce(json_extract(f.head, '$[4]'), c.user_name) AS user_name,
    CASE WHEN f.head IS NULL THEN c.reason ELSE json_extract(f.head, '$[7]') END AS reason,
    ${ENTRY_SCHEMA} AS schema,
    coalesce(json_extract(f.head, '$[10]'), ${FIRST_RELEASED_SCHEMA}) AS author_schema
  FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change`

/** Everything that happened to the given records, newest first, one item a field. */
export function historyOf(database: ReadDatabase, records: readonly string[], field?: string): FieldChange[] {
  const changes: (FieldChange & { sequence: number })[] = []
  for (const record of records) {
    for (const entry of database.all<EntryRow>(`${ENTRY} WHERE j.record = ? AND coalesce(j.standing, '') <> 'proposal' ORDER BY j.sequence`, record)) {
      for (const change of fieldChanges(entry.authored === null ? entry : { ...entry, ...authoredText(entry.authored), schema: entry.author_schema })) {
        if (field === undefined || change.field === field) changes.push({ ...change, sequence: entry.sequence })
      }
    }
  }
  return changes.sort((a, b) => b.sequence - a.sequence).map(({ sequence: _, ...change }) => change)
}

/** A condition over the alias `j` of the journal. */
interface EntryFilter {
  readonly sql: string
  readonly parameters: readonly string[]
}

/** What one change set changed, in the order it was written, one item a field; `total` counts journal entries. Unknown ids have none. */
export function entriesOf(
  database: ReadDatabase,
  changeSet: string,
  options: { limit: number; offset: number; where?: EntryFilter },
): { total: number; entries: FieldChange[] } {
  const { sql, parameters } = options.where ?? { sql: '1', parameters: [] }
  const total =
    database.get<{ total: number }>(
      `SELECT count(*) AS total FROM journal j WHERE j.change_set = (SELECT number FROM change_set WHERE id = ?) AND ${sql}`,
      changeSet,
      ...parameters,
    )?.total ?? 0
  const rows = database.all<EntryRow>(
    `${ENTRY} WHERE c.id = ? AND ${sql} ORDER BY j.sequence LIMIT ? OFFSET ?`,
    changeSet,
    ...parameters,
    options.limit,
    options.offset,
  )
  return { total, entries: rows.flatMap(fieldChanges) }
}

/** What was authored, where merging made something else of it here. */
function authoredText(authored: string): Pick<EntryRow, 'action' | 'before' | 'after'> {
  const { action, before, after } = JSON.parse(authored) as { action: EntryRow['action']; before: object | null; after: object | null }
  return { action, before: before === null ? null : JSON.stringify(before), after: after === null ? null : JSON.stringify(after) }
}

function fieldChanges(entry: EntryRow): FieldChange[] {
  if (entry.action === 'settle') return []
  const common = {
    changeSet: entry.change_set,
    at: entry.at,
    by: entry.user_name,
    register: entry.register,
    record: entry.record,
    action: entry.action,
    reason: entry.reason,
  } as const
  if (entry.after === null) return [{ ...common, field: null, before: null, after: null }]
  const table = tableOf(entry.register)
  const before = entry.before === null ? {} : valuesOf(entry, entry.before)
  const after = valuesOf(entry, entry.after)
  return Object.keys(after).map((key) => {
    const field = table.byKey.get(key)
    const read = (value: SqlValue | undefined): FieldValue => contractValue(field, value ?? null)
    return { ...common, field: key, before: read(before[key]), after: read(after[key]) }
  })
}

/** Values of an entry, as they mean today. */
function valuesOf(entry: Pick<EntryRow, 'register' | 'schema'>, text: string): StoredRecord {
  return upcast(entry.register, JSON.parse(text) as Record<string, SqlValue>, entry.schema)
}

/** One entry of a change set as it means today. */
export interface Entered {
  readonly sequence: number
  readonly register: string
  readonly record: string
  readonly action: EntryRow['action']
  readonly isProposal: boolean
  /** Of an update the changed fields, as stored; of an insert `after` is the whole record. */
  readonly before: StoredRecord
  readonly after: StoredRecord
}

/** The entries of a change set in the order they were written, a portion at a time. */
export function* portionsOf(database: ReadDatabase, number: number, portion = 500): Generator<Entered[], void, void> {
  for (let above = 0; ; ) {
    const rows = database.all<EntryRow>(`${ENTRY} WHERE j.change_set = ? AND j.sequence > ? ORDER BY j.sequence LIMIT ${portion}`, number, above)
    if (rows.length === 0) return
    above = rows.at(-1)?.sequence ?? above
    yield rows.map((row) => ({
      sequence: row.sequence,
      register: row.register,
      record: row.record,
      action: row.action,
      isProposal: row.standing === 'proposal',
      before: row.before === null ? {} : valuesOf(row, row.before),
      after: row.after === null ? {} : valuesOf(row, row.after),
    }))
  }
}

/** A value of a field, or of one that the catalogue no longer has. */
export function contractValue(field: FieldDefinition | undefined, value: SqlValue): FieldValue {
  if (field !== undefined) return fromSql(field, value)
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

export interface ChangeSetRow {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly kind: string
  readonly title: string
  readonly reason: string | null
  /** Journal entries; of a merge and of its undoing, the records that it brought something for. */
  readonly entries: number
  /** The change set that took all of it back. */
  readonly undoneBy: string | null
  /** Whether some of it was taken back and some kept. */
  readonly undoneInPart: boolean
  readonly undoOf: string | null
  readonly detail: string | null
}

/** Change sets, newest first; `only` leaves those of these numbers. */
export function changeSets(
  database: ReadDatabase,
  options: { limit: number; offset: number; kind?: string; only?: readonly number[] },
): { total: number; rows: ChangeSetRow[] } {
  const parts = [...(options.kind === undefined ? [] : ['kind = ?']), ...(options.only === undefined ? [] : ['number IN (SELECT value FROM json_each(?))'])]
  const where = parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`
  const parameters = [...(options.kind === undefined ? [] : [options.kind]), ...(options.only === undefined ? [] : [JSON.stringify(options.only)])]
  const total = database.get<{ total: number }>(`SELECT count(*) AS total FROM change_set ${where}`, ...parameters)?.total ?? 0
  const rows = database.all<Omit<ChangeSetRow, 'undoneInPart'> & { undoneInPart: number }>(
    `SELECT c.id, c.at, c.user_name AS "by", c.kind, c.title, c.reason, coalesce(json_extract(c.detail, '$.records'), c.entries) AS entries, c.undo_of AS undoOf, c.detail,
       (SELECT u.id FROM change_set u WHERE u.undo_of = c.id AND ${LEFT} = 0 AND ${STANDS}) AS undoneBy,
       EXISTS (SELECT 1 FROM change_set u WHERE u.undo_of = c.id AND ${LEFT} > 0 AND ${STANDS}) AS undoneInPart
     FROM (SELECT * FROM change_set ${where} ORDER BY number DESC LIMIT ? OFFSET ?) c`,
    ...parameters,
    options.limit,
    options.offset,
  )
  return { total, rows: rows.map((row) => ({ ...row, undoneInPart: row.undoneBy === null && row.undoneInPart === 1 })) }
}

/** How many records of what was undone (`u`) were kept; a change set that was undone as a whole says nothing of it. */
const LEFT = `coalesce(json_extract(u.detail, '$.left'), 0)`
/** An import may be taken back once more after that was undone. */
const STANDS = `(c.kind <> '${IMPORT_KIND}' OR NOT EXISTS (SELECT 1 FROM change_set w WHERE w.undo_of = u.id))`

/**
 * Takes a change set back as one new change set. Refused (CANNOT_UNDO) when something was built on it: a record of it changed
 * later, or it was undone already; the message says what stands in the way.
 */
export async function undo(
  store: Store,
  actor: Actor,
  changeSet: string,
  {
    signal,
    onProgress,
    near,
  }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: (done: number) => void; readonly near?: number | undefined } = {},
): Promise<Changed<{ restored: number }>> {
  const set = store.read.get<{ number: number; title: string; kind: string }>('SELECT number, title, kind FROM change_set WHERE id = ?', changeSet)
  if (set === undefined) throw new AppError('NOT_FOUND', '没有找到这次操作。', '请在“操作记录”里选择要撤销的操作。')
  if (set.kind === 'merge') throw new AppError('CANNOT_UNDO', '收到的数据包要在“数据交换”里撤销。', '请在“数据交换”的收件记录里找到这个包，点“撤销合并”。')
  if (set.kind === 'reclaim') throw new AppError('CANNOT_UNDO', '收回或没有收回以前的修改，是定下来的事，不能撤销。', '内容不对的，请打开那条记录直接改。')
  if (set.kind === 'user') throw new AppError('CANNOT_UNDO', '用户和权限的改动不能撤销。', '请在“用户”里直接改回来。')
  if (set.kind === MOVE_KIND && completesMove(store.read, set.number))
    throw new AppError('CANNOT_UNDO', '迁入已经办完，不能撤销。', '确实要迁回的，请再办一次迁移。')
  return store.changeInSteps(
    actor,
    { kind: 'undo', title: `撤销：${set.title}`, undoOf: changeSet, ...(near === undefined ? {} : { near }) },
    async (transaction, step) => {
      refuseUndoBuiltOn(transaction, changeSet, set.number)
      if (set.kind === 'duplicate' || set.kind === SUCCESSION_KIND) transaction.standAs(set.kind)
      let restored = 0
      // Backwards, so that a record's entries are taken back in the opposite order.
      const last = transaction.get<{ last: number | null }>('SELECT max(sequence) AS last FROM journal WHERE change_set = ?', set.number)?.last ?? 0
      for (let below = last + 1; ; ) {
        const entries = transaction.all<EntryRow>(`${ENTRY} WHERE j.change_set = ? AND j.sequence < ? ORDER BY j.sequence DESC LIMIT 500`, set.number, below)
        if (entries.length === 0) break
        for (const entry of entries) {
          takeBack(transaction, entry, set.kind)
          restored += 1
          below = entry.sequence
          await step()
        }
        onProgress?.(restored)
      }
      return { restored }
    },
    signal,
  )
}

/** Throws CANNOT_UNDO when a record of the change set was changed later, or something else refers to one that it added. */
export function refuseUndoBuiltOn(transaction: Transaction, changeSet: string, number: number): void {
  const undone = transaction.get<{ at: string; user_name: string }>('SELECT at, user_name FROM change_set WHERE undo_of = ? AND entries > 0', changeSet)
  if (undone !== undefined) {
    throw new AppError(
      'CANNOT_UNDO',
      `这次操作已由${undone.user_name}在 ${undone.at.slice(0, 16).replace('T', ' ')} 撤销过。`,
      '不需要再撤销；要恢复，请撤销那次“撤销”。',
    )
  }
  const later = transaction.get<{ register: string; record: string; title: string; user_name: string; count: number }>(
    `SELECT l.register, l.record, c.title, c.user_name, count(*) OVER () AS count
     FROM journal j JOIN journal l ON l.record = j.record AND l.change_set > j.change_set AND coalesce(l.standing, '') <> 'proposal' JOIN change_set c ON c.number = l.change_set
     WHERE j.change_set = ? AND coalesce(j.standing, '') <> 'proposal' GROUP BY l.record ORDER BY l.sequence LIMIT 1`,
    number,
  )
  if (later !== undefined) {
    const label = tableOf(later.register).register.label
    throw new AppError(
      'CANNOT_UNDO',
      `这次操作涉及的 ${later.count} 条记录后来又改过（例如${later.user_name}的“${later.title}”改过一条${label}），不能整体撤销。`,
      '请先撤销后面的操作，或逐条改回。',
    )
  }
  refuseReferredLater(transaction, number)
  refuseInhabited(transaction, number)
}

/** A division that was added cannot go while something else was entered in it. */
function refuseInhabited(transaction: Transaction, number: number): void {
  const added = transaction.all<{ code: string; name: string }>(
    `SELECT d.code, d.name FROM journal j JOIN division d ON d.id = j.record WHERE j.change_set = ? AND j.register = 'division' AND j.action = 'insert'`,
    number,
  )
  for (const { code, name } of added) {
    for (const register of registerNames.map((one) => registerOf(one))) {
      const columns = register.fields.filter((field) => field.type === 'division' && field.derived === undefined).map(({ key }) => `t.${key} = ?`)
      if (columns.length === 0) continue
      const other = transaction.get(
        `SELECT 1 FROM ${register.name} t WHERE t.deleted = 0 AND (${columns.join(' OR ')}) AND NOT EXISTS (SELECT 1 FROM journal k WHERE k.record = t.id AND k.change_set = ?) LIMIT 1`,
        ...columns.map(() => code),
        number,
      )
      if (other !== undefined)
        throw new AppError('CANNOT_UNDO', `这次操作新增的${name}里后来录入了${register.label}，不能整体撤销。`, '请先删除或改到别的村，再撤销。')
    }
  }
}

/** What was added and is referred to by records of other change sets cannot simply go. */
function refuseReferredLater(transaction: Transaction, number: number): void {
  for (const { register } of transaction.all<{ register: string }>(
    `SELECT DISTINCT register FROM journal WHERE change_set = ? AND action IN ('insert', 'restore')`,
    number,
  )) {
    for (const other of referringTo(register)) {
      const found = transaction.get<{ title: string; user_name: string }>(
        `SELECT c.title, c.user_name FROM journal j JOIN ${other.register} o ON o.${other.field} = ${heldSql(other.prefix, 'j.record')} AND o.deleted = 0
           JOIN journal l ON l.record = o.id AND l.change_set <> j.change_set JOIN change_set c ON c.number = l.change_set
         WHERE j.change_set = ? AND j.register = ? AND j.action IN ('insert', 'restore') AND coalesce(j.standing, '') <> 'proposal'
           AND NOT EXISTS (SELECT 1 FROM journal k WHERE k.record = o.id AND k.change_set = j.change_set) ORDER BY l.sequence DESC LIMIT 1`,
        number,
        register,
      )
      if (found === undefined) continue
      throw new AppError(
        'CANNOT_UNDO',
        `这次操作新增的${tableOf(register).register.label}已被后来的${tableOf(other.register).register.label}引用（例如${found.user_name}的“${found.title}”），不能整体撤销。`,
        '请先撤销后面的操作，或把引用它的记录改指别处。',
      )
    }
  }
}

/** Whether something was taken in from elsewhere: the other office goes on with that, so that it cannot simply be as before. */
function completesMove(database: ReadDatabase, changeSet: number): boolean {
  return moves.some(
    ({ register, state, done }) =>
      database.get(
        `SELECT 1 FROM journal WHERE change_set = ? AND register = ? AND action = 'update' AND json_extract(after, ?) = ? LIMIT 1`,
        changeSet,
        register,
        `$.${state}`,
        done,
      ) !== undefined,
  )
}

function takeBack(transaction: Transaction, entry: EntryRow, kind: string): void {
  // A proposal is withdrawn, as far as nobody has answered it.
  if (entry.standing === 'proposal') return transaction.settle(entry.sequence, { accepted: false, reason: '提出的一方已撤回', by: '' })
  switch (entry.action) {
    case 'insert':
      if (tableOf(entry.register).register.appendOnly !== undefined) {
        reverseEntry(transaction, entry.register, entry.record)
        return
      }
      return transaction.remove(entry.register, entry.record)
    case 'restore':
      return transaction.remove(entry.register, entry.record)
    // Of two records that were joined both come back, with the number that both hold.
    case 'remove':
      return transaction.restore(entry.register, entry.record, kind === 'duplicate')
    case 'settle':
      return
    case 'update': {
      const table = tableOf(entry.register)
      const patch = Object.fromEntries(
        Object.entries(valuesOf(entry, entry.before ?? '{}')).map(([key, value]) => [key, contractValue(table.byKey.get(key), value)]),
      )
      transaction.update(entry.register, entry.record, patch)
    }
  }
}
