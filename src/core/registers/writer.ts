/**
 * The one door for writes: right → catalogue → checks → transaction. The register engine, imports, the household card and the desks go
 * through it; there is no other way for a user to change a record.
 *
 * The right is asked where the record is changed, inside the transaction, for the division it belongs to before and after, and for the
 * records it begins to refer to.
 */
import { requireStepInRecord } from '../access/making.ts'
import { askerOf, mayReadRecord, mayWriteRecord, reachOf, type Asker, type AskingUser } from '../access/asker.ts'
import { findField, isRegisterName, registerOf } from '../catalogue/index.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { heldFields, keptFields } from '../catalogue/derive/kept.ts'
import { issuesOf, valuesSchema } from '../catalogue/derive/schema.ts'
import { referredBy, targetsOf } from '../catalogue/derive/subject.ts'
import { toldByNumber } from '../catalogue/derive/told.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { AppError, type FieldIssue } from '../errors.ts'
import type { Row } from '../shapes.ts'
import { reverseEntry } from '../store/appendOnly.ts'
import type { Actor, ChangeDescription, Changed, SqlRow, Store, Transaction, Values, WriteRight, Writing } from '../store/index.ts'
import { fromSql, tableOf } from '../store/table.ts'
import { removeWithParts, restoreWithParts } from './removal.ts'
import type { DivisionNames, Titles } from './titles.ts'

/** Checks that look beyond one record; runs inside the transaction after the write, and throws to refuse it. Returns warnings kept. */
type Guard = (transaction: Transaction, change: { readonly register: string; readonly ids: readonly string[]; readonly reason: string | null }) => FieldIssue[]
/** Made before the write, so that only what the change brings about is held against it. */
export type GuardFactory = (transaction: Transaction, register: string, ids: readonly string[]) => Guard

/** What a change set leaves beside what it was to do, before its end: written in the name of whoever makes it. */
export type Leaving = (transaction: Transaction, act: { readonly by: string; readonly kind: string; readonly reason: string | null }) => void

/**
 * What one act opens beyond the asker's own divisions, because the procedure has asked for it: taking in a household that is on its way
 * here, sending one back for review.
 */
export type Opened = (register: RegisterDefinition, owner: string | null, writing: Writing) => boolean

export interface Act extends ChangeDescription {
  readonly opened?: Opened
}

export class Writer {
  readonly #store: Store
  readonly #divisions: DivisionNames
  readonly #titles: Titles
  readonly #guard: GuardFactory
  readonly #unit: string
  readonly #leaves: Leaving | undefined

  constructor(store: Store, divisions: DivisionNames, titles: Titles, guard: GuardFactory, leaves?: Leaving) {
    this.#leaves = leaves
    this.#store = store
    this.#divisions = divisions
    this.#titles = titles
    this.#guard = guard
    this.#unit = store.unitCode
  }

  /** Makes one change set in the name of a user. The work must not wait for anything. */
  async change<T>(user: AskingUser, act: Act, work: (door: Door) => T): Promise<Changed<T>> {
    return this.changeInSteps(user, act, async (door) => work(door))
  }

  /** Does all of a change and takes it back; see {@link Store.rehearse}. */
  async rehearse(user: AskingUser, { opened, ...description }: Act, work: (door: Door) => unknown): Promise<void> {
    const asker = askerOf(user, this.#unit)
    await this.#store.rehearse(actorFor(asker, opened), description, (transaction) => {
      work(this.#door({ asker, transaction, reason: description.reason ?? null, opened }))
    })
  }

  /** The same in steps: the work calls `step()` in its loops, and others get their turn. */
  async changeInSteps<T>(
    user: AskingUser,
    { opened, ...description }: Act,
    work: (door: Door, step: () => Promise<void>) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<Changed<T>> {
    const asker = askerOf(user, this.#unit)
    return this.#store.changeInSteps(
      actorFor(asker, opened),
      description,
      async (transaction, step) => {
        const { kind, reason = null } = description
        const result = await work(this.#door({ asker, transaction, reason, opened }), step)
        this.#leaves?.(transaction, { by: asker.displayName, kind, reason })
        return result
      },
      signal,
    )
  }

  /** The right of a user as the store asks it, for what the store itself carries out (undo). */
  actorOf(user: AskingUser, opened?: Opened): Actor {
    return actorFor(askerOf(user, this.#unit), opened)
  }

  #door(context: Pick<DoorContext, 'asker' | 'transaction' | 'reason' | 'opened'>): Door {
    return new Door({ ...context, divisions: this.#divisions, titles: this.#titles, guard: this.#guard })
  }
}

function actorFor(asker: Asker, opened: Opened | undefined): Actor {
  return { id: asker.id, name: asker.displayName, right: rightOf(asker, opened) }
}

function rightOf(asker: Asker, opened: Opened = () => false): WriteRight {
  return {
    byDivision: asker.scope !== null,
    level: asker.level,
    require: (register, owner, writing) => {
      if (!mayWriteRecord(asker, register, owner, writing) && !opened(register, owner, writing)) throw forbidden()
    },
    requireReference: (register, owner) => {
      if (!mayReadRecord(asker, register, owner) && !opened(register, owner, 'update')) {
        throw new AppError('FORBIDDEN', `所指的${register.label}不在您负责的范围内，没有保存。`, '请由同时负责两边的录入员或管理员办理。')
      }
    },
  }
}

interface DoorContext {
  readonly asker: Asker
  readonly transaction: Transaction
  readonly reason: string | null
  readonly divisions: DivisionNames
  readonly titles: Titles
  readonly guard: GuardFactory
  readonly opened: Opened | undefined
}

/** One transaction as a user may write it. */
export class Door {
  /** For reading, and for what is no record: proposals settled, bookkeeping. Its writes ask the same right. */
  readonly transaction: Transaction
  readonly #context: DoorContext

  constructor(context: DoorContext) {
    this.#context = context
    this.transaction = context.transaction
  }

  /** In whose name is written. */
  get asker(): Asker {
    return this.#context.asker
  }

  /** Adds a record of these values, checked by the catalogue. `place` is that of somebody new; see {@link Transaction.insert}. */
  insert(register: RegisterDefinition, values: Row, options: { readonly place?: string | undefined; readonly initials?: boolean } = {}): string {
    this.#requireRole(register, 'insert')
    const checked = checkedValues(register, values, false)
    requireStepInRecord(this.asker, register, null, checked)
    this.#checkLinks(register, checked)
    this.#checkUnique(register, checked, undefined)
    return this.transaction.insert(register.name, options.initials === true ? withInitials(register, checked) : checked, undefined, options.place)
  }

  /** Changes fields of a record; whether anything was different. */
  update(register: RegisterDefinition, id: string, values: Row, revision?: number): boolean {
    this.#requireRole(register, 'update')
    this.#requireOwn(register, id)
    // A card sends all its records, of which most are as they were: nothing is to be checked, only that nobody changed them meanwhile.
    if (this.#saysNothingNew(register, id, values)) return this.transaction.update(register.name, id, {}, revision)
    const checked = this.#followingNumber(register, id, this.#withoutHeld(register, id, this.#withoutKept(register, id, checkedValues(register, values, true))))
    this.#requireStep(register, id, checked)
    this.#checkLinks(register, checked)
    this.#checkUnique(register, checked, id)
    return this.transaction.update(register.name, id, checked, revision)
  }

  /** Gives many records the same values, which are looked at once; answers the ids of those in which anything was different. */
  async updateAll(register: RegisterDefinition, ids: readonly string[], values: Row, step: () => Promise<void>): Promise<string[]> {
    this.#requireRole(register, 'update')
    const checked = checkedValues(register, values, true)
    this.#checkLinks(register, checked)
    const changed: string[] = []
    for (const id of ids) {
      if (this.transaction.update(register.name, id, checked)) changed.push(id)
      await step()
    }
    return changed
  }

  /** Removes records with all that is part of them. Throws CONFLICT while other living records refer to any of these. */
  remove(register: RegisterDefinition, ...ids: readonly string[]): void {
    this.#requireRole(register, 'remove')
    if (isRegisterName(register.name)) removeWithParts(this.transaction, register.name, ids)
  }

  /** Brings a removed record back with the parts that went with it. */
  restore(register: RegisterDefinition, id: string): void {
    if (isRegisterName(register.name)) restoreWithParts(this.transaction, register.name, id)
  }

  /** Writes the reversal of an entry that cannot be changed. */
  reverse(register: RegisterDefinition, id: string): void {
    this.#requireRole(register, 'remove')
    reverseEntry(this.transaction, register.name, id)
  }

  /** What the imports have read and checked by the catalogue cell by cell is written as it is. */
  insertRead(register: string, values: Values, id: string, place?: string): void {
    this.transaction.insert(register, values, id, place)
  }

  /** See {@link insertRead}. */
  updateRead(register: string, id: string, values: Values): void {
    this.transaction.update(register, id, values)
  }

  /** Begins the checks of a register beyond single records; what is returned ends them, throws or gives the warnings that were kept. */
  checking(register: RegisterDefinition, ids: readonly string[]): (written: readonly string[]) => FieldIssue[] {
    const { guard, transaction, reason } = this.#context
    const end = guard(transaction, register.name, ids)
    return (written) => end(transaction, { register: register.name, ids: written, reason })
  }

  /** Before anything is said of the values: whether the asker may change records of the register anywhere. */
  #requireRole(register: RegisterDefinition, writing: Writing): void {
    const { asker, opened } = this.#context
    const [somewhere = null] = reachOf(asker, register, writing === 'remove' ? 'remove' : 'write') ?? []
    if (!mayWriteRecord(asker, register, somewhere, writing) && opened === undefined) throw forbidden()
  }

  /** Nor is anything said of the values where the record is not theirs as it stands. */
  #requireOwn(register: RegisterDefinition, id: string): void {
    const { asker, transaction, opened } = this.#context
    if (asker.scope === null || register.owner === undefined) return
    const owner = transaction.get<{ owner: string | null }>(`SELECT ${register.owner} AS owner FROM ${register.name} WHERE id = ?`, id)?.owner ?? null
    if (!mayWriteRecord(asker, register, owner, 'update') && opened?.(register, owner, 'update') !== true) throw forbidden()
  }

  /** Whether every value is the one that the record holds, letter by letter. */
  #saysNothingNew(register: RegisterDefinition, id: string, values: Row): boolean {
    const table = tableOf(register.name)
    const row = this.transaction.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ? AND deleted = 0`, id)
    if (row === undefined) return false
    return Object.entries(values).every(([key, value]) => {
      const field = table.byKey.get(key)
      if (field === undefined || field.derived !== undefined) return false
      return fromSql(field, row[field.readAs ?? key]) === (value ?? null)
    })
  }

  /** Where the record itself keeps the steps of its procedure, whoever writes a state makes a step. */
  #requireStep(register: RegisterDefinition, id: string, values: Row): void {
    if (register.procedure?.inRecord === undefined) return
    const before = this.transaction.get<Record<string, unknown>>(`SELECT * FROM ${register.name} WHERE id = ?`, id)
    if (before !== undefined) requireStepInRecord(this.asker, register, before, values)
  }

  /** A corrected document number takes along what it tells. */
  #followingNumber(register: RegisterDefinition, id: string, values: Row): Row {
    const numbers = register.fields.flatMap(({ toldBy }) => toldBy?.number ?? [])
    if (!numbers.some((key) => typeof values[key] === 'string')) return values
    const before = this.transaction.get<Record<string, unknown>>(`SELECT * FROM ${register.name} WHERE id = ?`, id)
    return before === undefined ? values : { ...values, ...toldByNumber(register, before, values) }
  }

  /** Forms send everything: where a record counts may lie outside the office, and is no matter as long as it stays so. */
  #withoutKept(register: RegisterDefinition, id: string, values: Row): Row {
    const kept = keptFields(register)
      .filter(({ key }) => key in values)
      .map(({ key }) => key)
    if (kept.length === 0) return values
    const current = this.transaction.get<Record<string, string | number | null>>(`SELECT ${kept.join(', ')} FROM ${register.name} WHERE id = ?`, id)
    return Object.fromEntries(Object.entries(values).filter(([key, value]) => !kept.includes(key) || value !== (current?.[key] ?? null)))
  }

  /** What a form shows is what holds; sent back as it is, it says nothing of what was entered. */
  #withoutHeld(register: RegisterDefinition, id: string, values: Row): Row {
    const held = heldFields(register).filter(({ key }) => key in values)
    if (held.length === 0) return values
    const current = this.transaction.get<Record<string, unknown>>(
      `SELECT ${held.map(({ readAs }) => readAs).join(', ')} FROM ${register.name} WHERE id = ?`,
      id,
    )
    const same = new Set(held.filter((field) => toStored(field, values[field.key]) === (current?.[field.readAs] ?? null)).map(({ key }) => key))
    return Object.fromEntries(Object.entries(values).filter(([key]) => !same.has(key)))
  }

  /** References and divisions must exist, references within what the asker sees. */
  #checkLinks(register: RegisterDefinition, values: Row): void {
    const { asker, transaction, divisions } = this.#context
    const issues: FieldIssue[] = []
    for (const field of register.fields) {
      const value = values[field.key]
      if (typeof value !== 'string' || value === '') continue
      const referred = referredBy(field, value)
      if (field.type === 'subject' && referred === undefined)
        issues.push(issue(field, 'reference_unknown', `“${field.label}”只能是${subjectNames(field)}，请重新选择。`))
      if (referred !== undefined) {
        const target = registerOf(referred.register)
        const found = transaction.get<{ owner: string | null }>(
          `SELECT ${target.owner ?? 'NULL'} AS owner FROM ${target.name} WHERE id = ? AND deleted = 0`,
          referred.id,
        )
        if (found === undefined && transaction.proposed === 0) issues.push(unknownReference(field, target))
        // What was added in this change set belongs to nobody until its columns are worked out.
        else if (found !== undefined && found.owner !== null && !mayReadRecord(asker, target, found.owner)) issues.push(unknownReference(field, target))
      }
      if (field.type === 'division' && register.name !== 'division' && register.internal !== true && divisions.get(value) === undefined) {
        issues.push(issue(field, 'division_unknown', `“${field.label}”的区划代码 ${value} 不在本单位范围内，请重新选择。`))
      }
    }
    if (issues.length > 0) throw validation(issues)
  }

  /** Says which record holds the value already; of one that the asker may not see, only that there is one. */
  #checkUnique(register: RegisterDefinition, values: Row, id: string | undefined): void {
    const { asker, transaction } = this.#context
    const sets = [...register.fields.filter((field) => field.unique === true).map((field) => [field.key]), ...(register.uniqueTogether ?? [])]
    for (const keys of sets) {
      if (!keys.some((key) => key in values)) continue
      const onFile =
        id === undefined || keys.every((key) => key in values)
          ? {}
          : (transaction.get<Record<string, string | number | null>>(`SELECT ${keys.join(', ')} FROM ${register.name} WHERE id = ?`, id) ?? {})
      const wanted = keys.map((key) => (values[key] === undefined ? (onFile[key] ?? null) : values[key]))
      if (wanted.some((value) => value === null || value === '')) continue
      // Two that are known to be alike (they came from two offices) wait for a decision or were kept apart; till then and after each can be edited.
      const other = transaction.get<{ id: string; owner: string | null }>(
        `SELECT id, ${register.owner ?? 'NULL'} AS owner FROM ${register.name} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')} AND deleted = 0 AND id <> ?
           AND NOT EXISTS (SELECT 1 FROM duplicate_case c WHERE c.register = ? AND ((c.one = ${register.name}.id AND c.other = ?) OR (c.other = ${register.name}.id AND c.one = ?)))`,
        ...wanted.map((value) => value as string | number),
        id ?? '',
        register.name,
        id ?? '',
        id ?? '',
      )
      if (other !== undefined) throw this.#duplicate(register, keys, mayReadRecord(asker, register, other.owner) ? other.id : null)
    }
  }

  #duplicate(register: RegisterDefinition, keys: readonly string[], other: string | null): AppError {
    const field = findField(register.name, keys[0] ?? '')
    const label = field?.label ?? keys.join('、')
    const title = other === null ? null : (this.#context.titles.of(register.name, [other]).get(other) ?? '')
    const message = title === null ? `“${label}”已在不归您负责的一条${register.label}记录里登记。` : `“${label}”与已有的${register.label}“${title}”相同。`
    return new AppError(
      'DUPLICATE',
      message,
      title === null ? '请核对；确实是同一个，请由管理员或同时负责两边的录入员办理。' : '请先打开那条记录核对，不要重复录入。',
      field === undefined ? {} : { issues: [issue(field, 'duplicate', title === null ? '已在别处登记' : `与“${title}”相同`)] },
    )
  }
}

/** Values by the catalogue's schema: trimmed, in stored spelling, every problem named by its label. */
export function checkedValues(register: RegisterDefinition, values: Row, partial: boolean): Row {
  const parsed = valuesSchema(register, { partial }).safeParse(values)
  if (parsed.success) return parsed.data
  throw validation(issuesOf(register, parsed.error))
}

/** A refusal with what is wrong with each field. */
export function validation(issues: readonly FieldIssue[]): AppError {
  const first = issues[0]?.message ?? '填写的内容有问题。'
  return new AppError('VALIDATION', issues.length > 1 ? `${first}（另有 ${issues.length - 1} 处）` : first, '请按提示改正后再保存。', { issues })
}

function issue(field: FieldDefinition, code: string, message: string): FieldIssue {
  return { path: field.key, label: field.label, code, message, severity: 'error' }
}

/** The kinds of record that a subject may name, in words. */
function subjectNames(field: FieldDefinition): string {
  return targetsOf(field)
    .map((name) => `“${registerOf(name).label}”`)
    .join('、')
}

function unknownReference(field: FieldDefinition, target: RegisterDefinition): FieldIssue {
  return issue(field, 'reference_unknown', `“${field.label}”指向的${target.label}不存在，请重新选择。`)
}

function withInitials(register: RegisterDefinition, values: Row): Record<string, FieldValue> {
  const result: Record<string, FieldValue> = {}
  for (const field of register.fields) {
    if (field.derived !== undefined) continue
    const value = values[field.key]
    result[field.key] = value === undefined ? (field.initial ?? null) : value
  }
  return result
}

/** What somebody is told who may not change a record. */
export function forbidden(): AppError {
  return new AppError('FORBIDDEN', '您没有修改这条记录的权限。', '请让管理员或负责该村的录入员处理。')
}
