/**
 * The register engine: one set of operations for every register of the catalogue.
 * It asks the rights of the user it is given, masks what they need not see, validates by the catalogue and writes through the store.
 */
import { findField } from '../catalogue/index.ts'
import { referringTo } from '../catalogue/derive/references.ts'
import { maskValue } from '../catalogue/derive/format.ts'
import { issuesOf, valuesSchema } from '../catalogue/derive/schema.ts'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import { may, maySeeSensitive, mayRead, mayWrite, mayWriteShared, type Permitted } from '../access/permissions.ts'
import { AppError, type FieldIssue } from '../errors.ts'
import type { Row, Where } from '../shapes.ts'
import type { Actor, Changed, SqlRow, Store, Transaction } from '../store/index.ts'
import { readSearchText } from '../store/search.ts'
import { tableOf, toContractRow } from '../store/table.ts'
import { conditionOf, knownRegister, orderOf, type Nearness, type Selection } from './find.ts'
import type { Condition } from './where.ts'
import { Titles, type DivisionNames } from './titles.ts'

export interface RecordsUser extends Permitted {
  readonly id: string
  readonly displayName: string
}

export interface Page { readonly total: number; readonly rows: Row[] }
export interface PageRequest extends Selection { readonly limit?: number; readonly offset?: number; readonly unmasked?: boolean | undefined }
export interface SaveRequest { readonly register: string; readonly id?: string | undefined; readonly revision?: number | undefined; readonly values: Row; readonly reason?: string | undefined }
export interface Saved { readonly id: string; readonly revision: number; readonly changeSet: string | null; readonly warnings: FieldIssue[]; readonly proposed: boolean }

/** Checks that look beyond one record; runs inside the transaction after the write, and throws to refuse it. Returns warnings kept. */
export type Guard = (transaction: Transaction, change: { readonly register: string; readonly ids: readonly string[]; readonly reason: string | null }) => FieldIssue[]
/** Made before the write, so that only what the change brings about is held against it. */
export type GuardFactory = (transaction: Transaction, register: string, ids: readonly string[]) => Guard

/** The condition of a list without any filter. */
const ALL_LIVING = '(t.deleted = 0)'

/** Choices by a name come in this order: 张三 himself, whoever has a 张三 in the family, 张三丰, the family of a 张三丰. */
const NEAREST_FIRST: readonly Nearness[] = [{ whole: true, own: true }, { whole: true, own: false }, { whole: false, own: true }, { whole: false, own: false }]

export class Records {
  readonly #store: Store
  readonly #titles: Titles
  readonly #divisions: DivisionNames
  readonly #guard: GuardFactory
  readonly #unit: string
  #counts = new Map<string, number>()

  constructor(store: Store, divisions: DivisionNames, guard: GuardFactory = () => () => []) {
    this.#store = store
    this.#divisions = divisions
    this.#unit = store.unitCode
    this.#titles = new Titles(store.read, divisions)
    this.#guard = guard
    store.onChange(() => this.#counts.clear())
  }

  /** One page of a list, with the number of rows in all. */
  query(user: RecordsUser, request: PageRequest): Page {
    const register = knownRegister(request.register)
    const condition = conditionOf(user, request, this.#store.read, this.#unit)
    return { total: this.#count(register, condition), rows: this.#page(user, register, request, condition) }
  }

  #page(user: RecordsUser, register: RegisterDefinition, request: PageRequest, condition: Condition): Row[] {
    const rows = this.#store.read.all<SqlRow>(
      `SELECT t.* FROM ${register.name} t WHERE ${condition.sql} ORDER BY ${orderOf(register, request.sort)} LIMIT ? OFFSET ?`,
      ...condition.parameters, request.limit ?? 100, request.offset ?? 0)
    const table = tableOf(register.name)
    const page = rows.map((row) => toContractRow(table, row))
    this.#titles.add(register, page)
    return page.map((row) => maskRow(user, register, row, request.unmasked))
  }

  /** All rows of a list one by one, for exports; unmasked only if asked for and allowed. Titles are not added. */
  *select(user: RecordsUser, request: Selection & { readonly unmasked?: boolean | undefined }): IterableIterator<Row> {
    const register = knownRegister(request.register)
    const condition = conditionOf(user, request, this.#store.read, this.#unit)
    const table = tableOf(register.name)
    for (const row of this.#store.read.each(`SELECT t.* FROM ${register.name} t WHERE ${condition.sql} ORDER BY ${orderOf(register, request.sort)}`, ...condition.parameters)) {
      yield maskRow(user, register, toContractRow(table, row), request.unmasked ?? false)
    }
  }

  /** Number of rows of a list. */
  count(user: RecordsUser, request: Selection): number {
    return this.#count(knownRegister(request.register), conditionOf(user, request, this.#store.read, this.#unit))
  }

  /** One record, removed ones included. Throws NOT_FOUND, also for records outside the user's divisions. */
  get(user: RecordsUser, registerName: string, id: string, options: { readonly unmasked?: boolean | undefined } = {}): Row {
    const register = knownRegister(registerName)
    const found = this.#row(user, register, id)
    const row = toContractRow(tableOf(register.name), found)
    this.#titles.add(register, [row])
    return { ...maskRow(user, register, row, options.unmasked), deleted: found['deleted'] === 1 }
  }

  /** Adds `<key>$title` for divisions and references to rows read elsewhere; returns the same rows. */
  withTitles(register: string, rows: readonly Row[]): readonly Row[] {
    this.#titles.add(knownRegister(register), rows)
    return rows
  }

  /** What a record is called on screen. */
  titleOf(register: string, id: string): string {
    return this.#titles.of(register, [id]).get(id) ?? ''
  }

  /** Adds or changes one record as one change set. */
  async save(user: RecordsUser, request: SaveRequest): Promise<Saved> {
    const register = editableRegister(request.register)
    const values = checkedValues(register, request.values, request.id !== undefined)
    const current = request.id === undefined ? null : toContractRow(tableOf(register.name), this.#row(user, register, request.id))
    const merged = { ...current, ...values }
    this.#refuseWrite(user, register, current, merged)
    this.#checkLinks(register, values)
    this.#checkUnique(register, merged, request.id)
    const title = `${request.id === undefined ? '新增' : '修改'}${register.label}`
    const changed = await this.#store.change(actor(user), { kind: 'edit', title, reason: request.reason ?? null }, (transaction) => {
      const ids = request.id === undefined ? [] : [request.id]
      const guard = this.#guard(transaction, register.name, ids)
      let id = request.id
      if (id === undefined) id = transaction.insert(register.name, withInitials(register, values))
      else transaction.update(register.name, id, values, request.revision)
      return { id, warnings: guard(transaction, { register: register.name, ids: [id], reason: request.reason ?? null }), proposed: transaction.proposed > 0 }
    })
    const { id, ...answer } = changed.result
    return { id, revision: this.#revision(register, id), changeSet: changed.changeSet, ...answer }
  }

  /** Gives many records the same new values, as one change set; all or none. */
  async batch(user: RecordsUser, request: { register: string; ids: readonly string[]; values: Row; reason: string }): Promise<{ changed: number; same: number; changeSet: string | null }> {
    if (!may(user, 'batch edit')) throw forbidden()
    const register = editableRegister(request.register)
    const values = checkedValues(register, request.values, true)
    this.#checkLinks(register, values)
    for (const id of request.ids) {
      const current = toContractRow(tableOf(register.name), this.#row(user, register, id))
      this.#refuseWrite(user, register, current, { ...current, ...values })
    }
    const { result, changeSet } = await this.#store.changeInSteps(actor(user), { kind: 'batch', title: `批量修改${register.label} ${request.ids.length} 条`, reason: request.reason }, async (transaction, step) => {
      const guard = this.#guard(transaction, register.name, request.ids)
      let changed = 0
      for (const id of request.ids) {
        if (transaction.update(register.name, id, values)) changed += 1
        await step()
      }
      guard(transaction, { register: register.name, ids: request.ids, reason: request.reason })
      return changed
    })
    return { changed: result, same: request.ids.length - result, changeSet }
  }

  /** Removes records; refused while others that are not removed refer to them. */
  async remove(user: RecordsUser, request: { register: string; ids: readonly string[]; reason: string }): Promise<Changed<void>> {
    const register = editableRegister(request.register)
    for (const id of request.ids) this.#refuseWrite(user, register, toContractRow(tableOf(register.name), this.#row(user, register, id)), null)
    return this.#store.change(actor(user), { kind: 'edit', title: `删除${register.label} ${request.ids.length} 条`, reason: request.reason }, (transaction) => {
      const guard = this.#guard(transaction, register.name, request.ids)
      for (const id of request.ids) {
        refuseReferred(transaction, register, id)
        transaction.remove(register.name, id)
      }
      guard(transaction, { register: register.name, ids: request.ids, reason: request.reason })
    })
  }

  /** Brings removed records back. */
  async restore(user: RecordsUser, request: { register: string; ids: readonly string[]; reason: string }): Promise<Changed<void>> {
    const register = editableRegister(request.register)
    for (const id of request.ids) this.#refuseWrite(user, register, toContractRow(tableOf(register.name), this.#row(user, register, id)), null)
    return this.#store.change(actor(user), { kind: 'edit', title: `恢复${register.label} ${request.ids.length} 条`, reason: request.reason }, (transaction) => {
      for (const id of request.ids) transaction.restore(register.name, id)
    })
  }

  /** Records to choose from in a reference field, the nearest to what was typed first: title, and what tells namesakes apart. */
  choices(user: RecordsUser, request: { register: string; text: string; where?: Where | undefined; limit: number }): { id: string; title: string; detail: string }[] {
    const register = knownRegister(request.register)
    const found = new Map<string, Row>()
    for (const nearness of readSearchText(request.text).kind === 'name' ? NEAREST_FIRST : [undefined]) {
      if (found.size >= request.limit) break
      const selection = { ...request, nearness }
      for (const row of this.#page(user, register, selection, conditionOf(user, selection, this.#store.read, this.#unit))) found.set(String(row['id']), row)
    }
    const rows = [...found.values()].slice(0, request.limit)
    const titles = this.#titles.of(request.register, rows.map((row) => String(row['id'])))
    return rows.map((row) => ({ id: String(row['id']), title: titles.get(String(row['id'])) ?? '', detail: this.#detail(register, row) }))
  }

  #detail(register: RegisterDefinition, row: Row): string {
    const parts = register.fields.filter((field) => field.key !== register.title && (field.search === 'number' || field.type === 'division' || field.key === 'organization_id'))
      .map((field) => row[`${field.key}$title`] ?? row[field.key]).filter((value) => typeof value === 'string' && value !== '')
    return parts.slice(0, 3).join(' · ')
  }

  #count(register: RegisterDefinition, condition: { sql: string; parameters: readonly (string | number | bigint | Uint8Array | null)[] }): number {
    if (condition.sql === ALL_LIVING) return this.#store.living(register.name)
    const key = `${register.name}\u0000${condition.sql}\u0000${condition.parameters.map(String).join('\u0000')}`
    let count = this.#counts.get(key)
    if (count === undefined) {
      count = this.#store.read.get<{ total: number }>(`SELECT count(*) AS total FROM ${register.name} t WHERE ${condition.sql}`, ...condition.parameters)?.total ?? 0
      if (this.#counts.size > 200) this.#counts.clear()
      this.#counts.set(key, count)
    }
    return count
  }

  #row(user: RecordsUser, register: RegisterDefinition, id: string): SqlRow {
    const row = this.#store.read.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ?`, id)
    const owner = register.owner === undefined ? null : row?.[register.owner] ?? null
    if (row === undefined || !mayRead(user, typeof owner === 'string' ? owner : null)) {
      throw new AppError('NOT_FOUND', `没有找到这条${register.label}记录。`, '请刷新列表；它可能不在您负责的范围内。')
    }
    return row
  }

  #revision(register: RegisterDefinition, id: string): number {
    return this.#store.read.get<{ revision: number }>(`SELECT revision FROM ${register.name} WHERE id = ?`, id)?.revision ?? 0
  }

  #refuseWrite(user: RecordsUser, register: RegisterDefinition, before: Row | null, after: Row | null): void {
    if (register.owner === undefined) {
      if (!mayWriteShared(user, register.name)) throw forbidden()
      return
    }
    for (const row of [before, after]) {
      if (row === null) continue
      const owner = this.#ownerOf(register, row)
      // A person in no household yet belongs to nobody: whoever enters records may enter them.
      if (owner === null ? !mayWriteShared(user, register.name) : !mayWrite(user, owner)) throw forbidden()
    }
  }

  #ownerOf(register: RegisterDefinition, row: Row): string | null {
    const owner = register.owner
    if (owner === undefined) return null
    const value = row[owner]
    if (typeof value === 'string' && findField(register.name, owner)?.derived === undefined) return value
    for (const field of register.fields) {
      if (field.type !== 'reference' || field.register === undefined || field.derived !== undefined) continue
      const target = knownRegister(field.register)
      const id = row[field.key]
      if (target.owner === undefined || typeof id !== 'string') continue
      const found = this.#store.read.get<{ owner: string | null }>(`SELECT ${target.owner} AS owner FROM ${target.name} WHERE id = ?`, id)
      if (typeof found?.owner === 'string') return found.owner
    }
    return typeof value === 'string' ? value : null
  }

  #checkLinks(register: RegisterDefinition, values: Row): void {
    const issues: FieldIssue[] = []
    for (const field of register.fields) {
      const value = values[field.key]
      if (typeof value !== 'string' || value === '') continue
      if (field.type === 'reference' && field.register !== undefined) {
        const found = this.#store.read.get(`SELECT 1 FROM ${field.register} WHERE id = ? AND deleted = 0`, value)
        if (found === undefined) issues.push(issue(field, 'reference_unknown', `“${field.label}”指向的${knownRegister(field.register).label}不存在，请重新选择。`))
      }
      if (field.type === 'division' && register.name !== 'division' && this.#divisions.get(value) === undefined) {
        issues.push(issue(field, 'division_unknown', `“${field.label}”的区划代码 ${value} 不在本单位范围内，请重新选择。`))
      }
    }
    if (issues.length > 0) throw validation(issues)
  }

  #checkUnique(register: RegisterDefinition, values: Row, id: string | undefined): void {
    const sets = [...register.fields.filter((field) => field.unique === true).map((field) => [field.key]), ...(register.uniqueTogether ?? [])]
    for (const keys of sets) {
      const wanted = keys.map((key) => values[key])
      if (wanted.some((value) => value === null || value === undefined || value === '')) continue
      const condition = keys.map((key) => `${key} = ?`).join(' AND ')
      // Two that are known to be alike (they came from two offices) wait for a decision or were kept apart; till then and after each can be edited.
      const other = this.#store.read.get<{ id: string }>(
        `SELECT id FROM ${register.name} WHERE ${condition} AND deleted = 0 AND id <> ?
           AND NOT EXISTS (SELECT 1 FROM duplicate_case c WHERE c.register = ? AND ((c.one = ${register.name}.id AND c.other = ?) OR (c.other = ${register.name}.id AND c.one = ?)))`,
        ...wanted.map((value) => value as string | number), id ?? '', register.name, id ?? '', id ?? '')
      if (other === undefined) continue
      const field = findField(register.name, keys[0] ?? '')
      const title = this.titleOf(register.name, other.id)
      throw new AppError('DUPLICATE', `“${field?.label ?? keys.join('、')}”与已有的${register.label}“${title}”相同。`, '请先打开那条记录核对，不要重复录入。',
        field === undefined ? {} : { issues: [issue(field, 'duplicate', `与“${title}”相同`)] })
    }
  }
}

/** Throws CONFLICT while living records refer to one that is to be removed. */
export function refuseReferred(transaction: Transaction, register: RegisterDefinition, id: string): void {
  for (const other of referringTo(register.name)) {
    const found = transaction.get<{ count: number }>(`SELECT count(*) AS count FROM ${other.register} WHERE ${other.field} = ? AND deleted = 0`, id)
    if ((found?.count ?? 0) > 0) {
      throw new AppError('CONFLICT', `还有 ${found?.count} 条${knownRegister(other.register).label}引用这条${register.label}，不能删除。`, '请先处理引用它的记录。')
    }
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

function withInitials(register: RegisterDefinition, values: Row): Record<string, FieldValue> {
  const result: Record<string, FieldValue> = {}
  for (const field of register.fields) {
    if (field.derived !== undefined) continue
    const value = values[field.key]
    result[field.key] = value === undefined ? field.initial ?? null : value
  }
  return result
}

/** Masks what the user need not see: always for readers, for others when they ask for it. */
export function maskRow(user: Permitted, register: RegisterDefinition, row: Row, unmasked: boolean | undefined): Row {
  const owner = register.owner === undefined ? null : row[register.owner]
  if (unmasked !== false && maySeeSensitive(user, typeof owner === 'string' ? owner : null)) return row
  const masked: Row = { ...row }
  for (const field of register.fields) {
    const value = masked[field.key]
    if (field.sensitive === undefined || value === null || value === undefined) continue
    masked[field.key] = field.sensitive === 'illness' ? null : maskValue(field.sensitive, String(value))
  }
  return masked
}

function actor(user: RecordsUser): Actor {
  return { id: user.id, name: user.displayName }
}

/** A register that people edit record by record; those kept by the program have procedures of their own, with rules of their own. */
function editableRegister(name: string): RegisterDefinition {
  const register = knownRegister(name)
  if (register.internal === true) throw new AppError('FORBIDDEN', `“${register.label}”由程序维护，不能直接修改。`, '请在它自己的画面里办理（照片与附件、数据交换）。')
  return register
}

function forbidden(): AppError {
  return new AppError('FORBIDDEN', '您没有修改这条记录的权限。', '请让管理员或负责该村的录入员处理。')
}
