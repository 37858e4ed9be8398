/**
 * The register engine: one set of operations for every register of the catalogue.
 * It asks the rights of the user it is given, masks what they need not see, validates by the catalogue and writes through the store.
 */
import { begunForRecordsOf, throughOf } from '../catalogue/derive/beginning.ts'
import { maskValue } from '../catalogue/derive/format.ts'
import { asCounted, asHeld, placeSql } from '../catalogue/derive/kept.ts'
import { toldBy } from '../catalogue/derive/telling.ts'
import { fieldOf, findField, registerOf } from '../catalogue/index.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { askerOf, mayAnywhere, mayReadRecord, readingCondition, seesInFull, showsPresence, type Asker, type AskingUser } from '../access/asker.ts'
import { may, type Permitted } from '../access/permissions.ts'
import { AppError, type FieldIssue } from '../errors.ts'
import type { Row } from '../shapes.ts'
import type { ChangeDescription, Changed, ReadDatabase, SqlRow, Store, Told } from '../store/index.ts'
import { tableOf, toContractRow } from '../store/table.ts'
import type { Asking } from './asking.ts'
import { conditionOf, knownRegister, orderOf, type Selection } from './find.ts'
import { beginThrough } from './beginThrough.ts'
import { beginForMany, type BeginRequest, type Begun } from './begin.ts'
import { writeBatch, type BatchRequest } from './batch.ts'
import { writeLines, type LinesRequest } from './lines.ts'
import { HeldNumbers } from './heldNumbers.ts'
import { questionOf } from './listQuestion.ts'
import { addListColumns, type ListColumns } from './listColumns.ts'
import { Lookups, RepeatedLookups } from './hidden.ts'
import { nearest, type Found, type Near, type Wanted } from './quick.ts'
import { Pages, type ListQuestion } from './pages.ts'
import type { Reckon } from './reckoned.ts'
import type { Condition } from './where.ts'
import { Titles, type DivisionNames } from './titles.ts'
import { columnValues, type ColumnValues, type ValuesRequest } from './values.ts'
import { forbidden, Writer, type GuardFactory, type Leaving } from './writer.ts'

export interface Page {
  readonly total: number
  readonly rows: Row[]
}
/** A page whose list may have more rows than `total`, as long as they are not counted (`more`). */
export interface PageSoon extends Page {
  readonly more: boolean
}
export interface PageRequest extends Selection, ListColumns {
  readonly limit?: number
  readonly offset?: number
  readonly unmasked?: boolean | undefined
}
export interface SaveRequest {
  readonly register: string
  readonly id?: string | undefined
  readonly revision?: number | undefined
  readonly values: Row
  readonly reason?: string | undefined
  /** Lines of the record, written with it. */
  readonly lines?: readonly LinesRequest[] | undefined
}
export interface Saved {
  readonly id: string
  readonly revision: number
  readonly changeSet: string | null
  readonly warnings: FieldIssue[]
  readonly proposed: boolean
}

/** Records that are removed or brought back. */
export interface RemovalRequest {
  readonly register: string
  readonly ids: readonly string[]
  readonly reason: string
}

const upTo = (near: number | undefined): Pick<ChangeDescription, 'near'> => (near === undefined ? {} : { near })

/** Rows of a register from which on it is not read from end to end while the core answers nobody else. */
const LARGE = 100_000
/** Milliseconds for which the core looks for what a text or filter finds before it is looked for beside it. */
const AT_ONCE = 30

/** A record as it stands among what was found. */
export interface Choice {
  readonly id: string
  readonly title: string
  /** What tells namesakes apart. */
  readonly detail: string
  /** Why it was found, where neither title nor detail shows it. */
  readonly reason: { readonly label: string; readonly value: string } | null
}

/** SQL of the records of a register, by the alias of its table, that are doubted as far as somebody sees it. */
export type Doubted = (user: AskingUser, register: RegisterDefinition, alias: string) => Condition

export class Records {
  readonly #store: Store
  readonly #titles: Titles
  readonly #lookups = new Lookups()
  /** The one door through which users change records. */
  readonly writer: Writer
  readonly #unit: string
  readonly #pages: Pages
  readonly #numbers: HeldNumbers
  readonly #doubted: Doubted | undefined
  readonly #reckon: Reckon | undefined

  constructor(store: Store, divisions: DivisionNames, guard: GuardFactory = () => () => [], doubted?: Doubted, leaves?: Leaving, reckon?: Reckon) {
    this.#store = store
    this.#doubted = doubted
    this.#reckon = reckon
    this.#unit = store.unitCode
    this.#titles = new Titles(store.read, divisions)
    this.writer = new Writer(store, divisions, this.#titles, guard, leaves)
    this.#pages = new Pages(store)
    this.#numbers = new HeldNumbers(store)
  }

  /** Has the numbers of very large registers at hand from now on, where the program stays open. */
  holdNumbers(): Promise<void> {
    return this.#numbers.hold()
  }

  /** What limits a list to the rows asked for that the user may see; throws FORBIDDEN where it asks about what they may not see in full. */
  conditionOf(user: AskingUser, selection: Selection): Condition {
    return conditionOf(this.asking(user), selection)
  }

  /** Who asks which data, for questions that are put together elsewhere. */
  asking(user: AskingUser): Asking {
    const doubted = this.#doubted
    return {
      asker: this.#asker(user),
      database: this.#store.read,
      unit: this.#unit,
      lookups: this.#lookups,
      numbers: this.#numbers,
      reckon: this.#reckon,
      ...(doubted === undefined ? {} : { doubted: (register, alias) => doubted(user, register, alias) }),
    }
  }

  /** One page of a list, with the number of rows in all, at once, however long that takes. */
  query(user: AskingUser, request: PageRequest): Page {
    const question = this.#questionOf(user, request)
    const { limit = 100, offset = 0 } = request
    return {
      total: this.#pages.countNow(question),
      rows: this.#shown(user, request, this.#pages.rows(question, limit, offset)),
    }
  }

  /**
   * The same for whoever waits at a screen: what takes long is looked for beside the core, and called off with `signal` (CANCELLED). With `soon` a
   * number of rows that takes long to count is told as what it is at least; {@link countAll} tells how many they are.
   */
  async page(user: AskingUser, request: PageRequest & { readonly soon?: boolean | undefined }, signal?: AbortSignal): Promise<PageSoon> {
    const { limit = 100, offset = 0, soon = false } = request
    const { rows, total, more } = await this.#pages.page(await this.#questionSoon(user, request, signal), { limit, offset, soon, signal })
    return { total, more, rows: this.#shown(user, request, rows) }
  }

  /** Number of rows of a list, counted beside the core where that takes long. Throws CANCELLED after `signal`. */
  async countAll(user: AskingUser, request: Selection, signal?: AbortSignal): Promise<number> {
    return this.#pages.count(await this.#questionSoon(user, request, signal), signal)
  }

  #questionOf(user: AskingUser, request: Selection): ListQuestion {
    return questionOf(this.asking(user), request)
  }

  /** The same beside the core where it takes long to see how many have a number or meet a filter. Throws CANCELLED after `signal`. */
  #questionSoon(user: AskingUser, request: Selection, signal: AbortSignal | undefined): Promise<ListQuestion> {
    return this.#soon(user, (asking) => questionOf(asking, request), signal)
  }

  /** Does work that reads, in the core while that is quick and else beside it. Throws CANCELLED after `signal`. */
  async #soon<T>(user: AskingUser, work: (asking: Asking) => T, signal: AbortSignal | undefined, told?: Told): Promise<T> {
    const lookups = new RepeatedLookups(this.#lookups)
    const asking = { ...this.asking(user), lookups }
    const begun = (database: ReadDatabase): T => {
      lookups.begin()
      return work({ ...asking, database })
    }
    const here = this.#store.readWithin(AT_ONCE, () => begun(this.#store.read))
    return here === null ? this.#store.aside.reading(begun, { lane: 'lists', signal }, told) : here.result
  }

  /** Rows as the user sees them in a list. */
  #shown(user: AskingUser, request: PageRequest, rows: readonly SqlRow[]): Row[] {
    const register = knownRegister(request.register)
    const asker = this.#asker(user)
    const table = tableOf(register.name)
    const page = rows.map((row) => asCounted(register, toContractRow(table, row)))
    this.#titles.add(register, page, (target) => mayAnywhere(asker, target, 'read'))
    const shown = page.map((row) => maskRow(asker, register, row, request.unmasked))
    addListColumns(this.asking(user), this.#titles, register, shown, request)
    return shown
  }

  /** What a gathered column says of records, by id. */
  gatheredNames(user: AskingUser, registerName: string, key: string, ids: readonly string[]): Map<string, string> {
    const rows: Row[] = ids.map((id) => ({ id }))
    addListColumns(this.asking(user), this.#titles, knownRegister(registerName), rows, { more: [key] })
    return new Map(rows.flatMap((row) => (typeof row[key] === 'string' ? [[String(row['id']), row[key]]] : [])))
  }

  /** What is worked out of records today, by id, under the keys of the columns. */
  reckonedOf(user: AskingUser, registerName: string, keys: readonly string[], ids: readonly string[]): Map<string, Row> {
    const rows: Row[] = ids.map((id) => ({ id }))
    addListColumns(this.asking(user), this.#titles, knownRegister(registerName), rows, { more: keys })
    return new Map(rows.map((row) => [String(row['id']), row]))
  }

  /** The values that a column of a list holds, with how often; see {@link columnValues}. */
  values(user: AskingUser, request: ValuesRequest): ColumnValues {
    return columnValues(this.asking(user), this.#titles, request, this.conditionOf(user, request))
  }

  /** The same for whoever waits at a screen, beside the core where the register is large. Throws CANCELLED after `signal`. */
  async valuesSoon(user: AskingUser, request: ValuesRequest, signal?: AbortSignal): Promise<ColumnValues> {
    const condition = this.conditionOf(user, request)
    return this.#beside(user, request.register, (asking) => columnValues(asking, this.#titles, request, condition), signal)
  }

  /** All rows of a list one by one, for exports; unmasked only if asked for and allowed. Titles are not added. */
  *select(user: AskingUser, request: Selection & { readonly unmasked?: boolean | undefined }): IterableIterator<Row> {
    const register = knownRegister(request.register)
    const asker = this.#asker(user)
    const condition = this.conditionOf(user, request)
    const table = tableOf(register.name)
    const order = orderOf(this.asking(user), register, request.sort)
    for (const row of this.#store.read.each(
      `SELECT t.* FROM ${register.name} t WHERE ${condition.sql} ORDER BY ${order.sql}`,
      ...condition.parameters,
      ...order.parameters,
    )) {
      yield maskRow(asker, register, asCounted(register, toContractRow(table, row)), request.unmasked ?? false)
    }
  }

  /** Number of rows of a list. */
  count(user: AskingUser, request: Selection): number {
    return this.#pages.countNow(this.#questionOf(user, request))
  }

  /** How many records of a list count in each division, by its code; none where its records belong to no division. */
  countByPlace(user: AskingUser, request: Selection): Map<string, number> {
    return byPlace(this.asking(user), request)
  }

  /** The same for whoever waits at a screen, beside the core where the register is large. Throws CANCELLED after `signal`. */
  countByPlaceSoon(user: AskingUser, request: Selection, signal?: AbortSignal): Promise<Map<string, number>> {
    return this.#beside(user, request.register, (asking) => byPlace(asking, request), signal)
  }

  /** What reads a register from end to end: at once where that is small. */
  async #beside<T>(user: AskingUser, register: string, work: (asking: Asking) => T, signal?: AbortSignal): Promise<T> {
    const asking = this.asking(user)
    if (this.#store.living(knownRegister(register).name) <= LARGE) return work(asking)
    return this.#store.aside.reading((database) => work({ ...asking, database }), { lane: 'lists', signal })
  }

  /** One record, removed ones included. Throws NOT_FOUND, also for records outside the user's divisions. */
  get(user: AskingUser, registerName: string, id: string, options: { readonly unmasked?: boolean | undefined } = {}): Row {
    const register = knownRegister(registerName)
    const asker = this.#asker(user)
    const found = this.#row(asker, register, id)
    const row = { ...asHeld(register, toContractRow(tableOf(register.name), found)) }
    this.#titles.add(register, [row], (target) => mayAnywhere(asker, target, 'read'))
    return { ...maskRow(user, register, row, options.unmasked), deleted: found['deleted'] === 1 }
  }

  /** Adds `<key>$title` for divisions and references to rows read elsewhere, of registers whose records may be named; returns the same rows. */
  withTitles(register: string, rows: readonly Row[], named?: (register: RegisterDefinition) => boolean): readonly Row[] {
    this.#titles.add(knownRegister(register), rows, named)
    return rows
  }

  /** What records are called on screen, by id. */
  titlesOf(register: string, ids: readonly string[]): Map<string, string> {
    return this.#titles.of(register, ids)
  }

  /** What a record is called on screen. */
  titleOf(register: string, id: string): string {
    return this.#titles.of(register, [id]).get(id) ?? ''
  }

  /** Adds or changes one record with its lines, as one change set. */
  async save(user: AskingUser, request: SaveRequest): Promise<Saved> {
    return (await this.saving(user, request)).result
  }

  /** The same, given up with ReachesFar where more than `near` records are computed with it. */
  async saving(user: AskingUser, request: SaveRequest, near?: number): Promise<Changed<Saved>> {
    const register = editableRegister(request.register)
    if (request.id !== undefined) this.#row(this.#asker(user), register, request.id)
    const title = `${request.id === undefined ? '新增' : '修改'}${register.label}`
    const changed = await this.writer.change(user, { kind: 'edit', title, reason: request.reason ?? null, ...upTo(near) }, (door) => {
      const check = door.checking(register, request.id === undefined ? [] : [request.id])
      let id = request.id
      if (id === undefined) id = door.insert(register, request.values, { initials: true })
      else door.update(register, id, request.values, request.revision)
      const ofLines = writeLines(door, register, id, request.lines ?? [])
      // Judged with its lines as they are from now on; what was said of them already is not said twice.
      const warnings = [...ofLines, ...check([id]).filter((one) => !ofLines.some((other) => other.rule === one.rule && other.message === one.message))]
      return { id, warnings, proposed: door.transaction.proposed > 0 }
    })
    const { id, ...answer } = changed.result
    return { ...changed, result: { id, revision: this.#revision(register, id), changeSet: changed.changeSet, ...answer } }
  }

  /** Gives many records the same new values, and so their yearly records of a year, as one change set; all or none. */
  async batch(user: AskingUser, request: BatchRequest): Promise<{ changed: number; same: number; changeSet: string | null; proposed: number }> {
    if (!may(user, 'batch edit')) throw forbidden()
    const register = editableRegister(request.register)
    this.#requireReadable(this.#asker(user), register, request.ids)
    const { result, changeSet, proposed } = await this.writer.changeInSteps(
      user,
      { kind: 'batch', title: `批量修改${register.label} ${request.ids.length} 条`, reason: request.reason },
      (door, step) => writeBatch(door, register, request, step),
    )
    return { changed: result, same: request.ids.length - result, changeSet, proposed }
  }

  /** Begins records of a register for many of another, as one change set; each that cannot is answered with its reason. */
  async begin(user: AskingUser, request: BeginRequest): Promise<Begun & { changeSet: string | null }> {
    if (!may(user, 'batch edit')) throw forbidden()
    const of = knownRegister(request.of)
    const register = begunForRecordsOf(of.name).find(({ name }) => name === request.register)
    if (register === undefined) throw new AppError('VALIDATION', `不能为${of.label}成批新增“${request.register}”。`, '请核对台账。')
    this.#requireReadable(this.#asker(user), of, request.ids)
    const through = throughOf(register, of.name)
    const title = `${register.begunFor.label}（${request.ids.length} 条）`
    const { result, changeSet } = await this.writer.changeInSteps(user, { kind: 'batch', title }, (door, step) =>
      through === undefined ? beginForMany(door, register, request, step) : beginThrough(door, register, through, request, step),
    )
    return { ...result, changeSet }
  }

  /** Removes records with what is part of them; refused while others that are not removed refer to any of these. Entries that cannot be changed are reversed. */
  async remove(user: AskingUser, request: RemovalRequest, near?: number): Promise<Changed<void>> {
    const register = editableRegister(request.register)
    this.#requireReadable(this.#asker(user), register, request.ids)
    const reverses = register.appendOnly !== undefined
    const title = `${reverses ? '冲正' : '删除'}${register.label} ${request.ids.length} 条`
    return this.writer.change(user, { kind: 'edit', title, reason: request.reason, ...upTo(near) }, (door) => {
      if (reverses) {
        for (const id of request.ids) door.reverse(register, id)
        return
      }
      const check = door.checking(register, request.ids)
      door.remove(register, ...request.ids)
      check(request.ids)
    })
  }

  /** Brings removed records back, with the parts that went with them. */
  async restore(user: AskingUser, request: RemovalRequest, near?: number): Promise<Changed<void>> {
    const register = editableRegister(request.register)
    this.#requireReadable(this.#asker(user), register, request.ids)
    const title = `恢复${register.label} ${request.ids.length} 条`
    return this.writer.change(user, { kind: 'edit', title, reason: request.reason, ...upTo(near) }, (door) => {
      for (const id of request.ids) door.restore(register, id)
    })
  }

  /** Records to choose from in a reference field or by the quick find, the nearest to what was typed first. */
  choices(user: AskingUser, request: Wanted & { readonly limit: number }): Choice[] {
    return this.#chosen(user, request, nearest(this.asking(user), request, request.limit))
  }

  /**
   * The same for whoever waits at a screen: what takes long is looked for beside the core, and called off with `signal` (CANCELLED). `told` is shared by
   * all registers that are searched for one text.
   */
  async choicesSoon(user: AskingUser, request: Wanted & { readonly limit: number }, signal?: AbortSignal, told?: Told): Promise<Choice[]> {
    const { walks: _, ...alone } = request
    const near = await this.#soon(user, (asking) => nearest(asking, asking.database === this.#store.read ? request : alone, request.limit), signal, told)
    return this.#chosen(user, request, near)
  }

  #chosen(user: AskingUser, request: Wanted & { readonly limit: number }, near: Near[] | null): Choice[] {
    const register = knownRegister(request.register)
    const asker = this.#asker(user)
    if (near === null)
      return this.#shown(user, request, this.#pages.rows(this.#questionOf(user, request), request.limit, 0)).map((row) =>
        this.#choice(asker, register, row, { by: 'title' }),
      )
    const rows = near.map(({ row }) => asCounted(register, toContractRow(tableOf(register.name), row)))
    this.#titles.add(register, rows, (target) => mayAnywhere(asker, target, 'read'))
    const choices = rows.map((row, at) => ({
      row,
      choice: this.#choice(asker, register, maskRow(asker, register, row, undefined), near[at]?.found ?? { by: 'title' }),
    }))
    const { foremost } = register
    // Those found by a number have no rank of their own.
    const isForemost = ({ row }: { readonly row: Row }): boolean => foremost !== undefined && row[foremost.field] === foremost.value
    const numbers = near.some(({ found }) => found.by === 'field' && findField(register, found.key)?.search === 'number')
    return (numbers ? [...choices.filter(isForemost), ...choices.filter((one) => !isForemost(one))] : choices).map(({ choice }) => choice)
  }

  #choice(asker: Asker, register: RegisterDefinition, row: Row, found: Found): Choice {
    const id = String(row['id'])
    const title = this.titleOf(register.name, id)
    const detail = this.#detail(register, row)
    const reason = this.#reason(asker, register, row, found)
    return { id, title, detail, reason: reason === null || reason.value === title || detail.split(' · ').includes(reason.value) ? null : reason }
  }

  /** Why a record was found: the field of its own that fits, or the other record. */
  #reason(asker: Asker, register: RegisterDefinition, row: Row, found: Found): Choice['reason'] {
    if (found.by === 'record') return this.#reasonBehind(asker, found)
    const field = found.by === 'field' ? findField(register, found.key) : undefined
    return field === undefined || field.key === register.title ? null : { label: field.label, value: String(row[field.key] ?? '') }
  }

  #reasonBehind(asker: Asker, { register, id, label, key }: Extract<Found, { by: 'record' }>): Choice['reason'] {
    if (!mayAnywhere(asker, registerOf(register), 'read')) return null
    if (key !== undefined) return { label: fieldOf(registerOf(register), key).label, value: String(this.get(asker, register, id)[key] ?? '') }
    return label === null ? null : { label, value: this.titleOf(register, id) }
  }

  #detail(register: RegisterDefinition, row: Row): string {
    const told = toldBy(register)
    const keys =
      register.toldAs ??
      register.fields.filter((field) => field.key !== register.title && (told.has(field.key) || field.key === register.owner)).map(({ key }) => key)
    const parts = keys.map((key) => row[`${key}$title`] ?? row[key] ?? '').filter((value) => value !== '')
    return parts.slice(0, 3).map(String).join(' · ')
  }

  #row(asker: Asker, register: RegisterDefinition, id: string): SqlRow {
    const row = this.#store.read.get<SqlRow>(`SELECT * FROM ${register.name} WHERE id = ?`, id)
    const owner = register.owner === undefined ? null : (row?.[register.owner] ?? null)
    if (row === undefined) throw notFound(register)
    // What belongs elsewhere may reach a place of the asker.
    if (!mayReadRecord(asker, register, typeof owner === 'string' ? owner : null)) this.#requireReadable(asker, register, [id])
    return row
  }

  /** All of them at once; throws NOT_FOUND where one is not on file or not within what the asker sees. */
  #requireReadable(asker: Asker, register: RegisterDefinition, ids: readonly string[]): void {
    const wanted = [...new Set(ids)]
    const { sql, parameters } = readingCondition(asker, register, 't')
    const found = this.#store.read.get<{ count: number }>(
      `SELECT count(*) AS count FROM json_each(?) j JOIN ${register.name} t ON t.id = j.value WHERE ${sql}`,
      JSON.stringify(wanted),
      ...parameters,
    )
    if (found?.count !== wanted.length) throw notFound(register)
  }

  #revision(register: RegisterDefinition, id: string): number {
    return this.#store.read.get<{ revision: number }>(`SELECT revision FROM ${register.name} WHERE id = ?`, id)?.revision ?? 0
  }

  #asker(user: AskingUser): Asker {
    return askerOf(user, this.#unit)
  }
}

function byPlace(asking: Asking, request: Selection): Map<string, number> {
  const register = knownRegister(request.register)
  const place = placeSql(register)
  if (place === null) return new Map()
  const condition = conditionOf(asking, request)
  const rows = asking.database.all<{ place: string; count: number }>(
    `SELECT ${place} AS place, count(*) AS count FROM ${register.name} t WHERE ${condition.sql} AND ${place} IS NOT NULL GROUP BY 1`,
    ...condition.parameters,
  )
  return new Map(rows.map(({ place: code, count }) => [code, count]))
}

/** Masks what the asker need not see: always what they may not see in full, all that is sensitive when they ask for it. */
export function maskRow(user: Permitted, register: RegisterDefinition, row: Row, unmasked: boolean | undefined): Row {
  const owner = register.owner === undefined ? null : row[register.owner]
  const division = typeof owner === 'string' ? owner : null
  const hidden = register.fields.filter((field) => field.sensitive !== undefined && (unmasked === false || !seesInFull(user, register, field, division)))
  if (hidden.length === 0) return row
  const masked: Row = { ...row }
  for (const field of hidden) {
    const value = masked[field.key]
    if (field.sensitive === undefined || value === null || value === undefined) continue
    masked[field.key] = showsPresence(field) ? maskValue(field.sensitive, String(value)) : null
  }
  return masked
}

/** A register that people edit record by record; those kept by the program have procedures of their own, with rules of their own. */
function editableRegister(name: string): RegisterDefinition {
  const register = knownRegister(name)
  if (register.internal === true)
    throw new AppError('FORBIDDEN', `“${register.label}”由程序维护，不能直接修改。`, '请在它自己的画面里办理（照片与附件、数据交换）。')
  return register
}

function notFound(register: RegisterDefinition): AppError {
  return new AppError('NOT_FOUND', `没有找到这条${register.label}记录。`, '请刷新列表；它可能不在您负责的范围内。')
}
