/**
 * Derived columns: what the program computes from other fields or records and keeps in the table so that lists can sort and
 * filter by it. Features declare them; the store brings them up to date before each commit, and `verify` computes them again.
 */
import type { FieldValue } from '../catalogue/types.ts'
import type { Database, ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { toStored } from '../catalogue/derive/columns.ts'
import { writeRows, wrongRows, type ComputedRows } from './computedRows.ts'
import { MovedStates, type States } from './movedStates.ts'
import { portions } from './portions.ts'
import { ReachesFar } from './reachesFar.ts'
import { IS_HERE } from './referred.ts'
import type { SearchTerms } from './searchTerms.ts'
import { fromSql, tableOf, type Table } from './table.ts'
import type { Touched } from './touched.ts'

export interface Derivation {
  readonly register: string
  /**
   * By touched register, the SQL that yields the ids of records of `register` to recompute, from {@link touchedRecords}.
   * The register's own touched records are always included.
   */
  readonly touchedBy: Readonly<Record<string, string>>
  /**
   * By register of settings, the SQL that yields the ids of records of `register` to recompute where a setting that it reads was touched. They concern every
   * record and change few: what depends on one that stays as it was is not recomputed, so that each derivation names all settings that it reads.
   */
  readonly settings?: Readonly<Record<string, string>>
  /** It reads the findings about records of this register, which are no register: it is also recomputed whenever these are judged. */
  readonly readsFindings?: string
  /** Columns read by SQL from the record's row and from other records. */
  readonly expressions?: readonly Expression[]
  /** What SQL should not repeat: a formula over the record's own row, `expressions` included. */
  readonly formula?: Formula
  /** What the fields of the register that keep a state are given when a record is entered. */
  readonly state?: StateAtDate
  /** Rows of a computed register that are made of each record; such a derivation computes no column. */
  readonly rows?: ComputedRows
}

/** Where a record belongs at its own date, as far as what is on file has dates. */
export interface StateAtDate {
  /** Entered fields that the statement has as `?`, in this order: the record has no row yet. */
  readonly reads: readonly string[]
  /**
   * A `SELECT` of one row, with the fields that keep a state by their names, and by theirs what they keep the state of, as it is now and as far as it is known
   * before it is derived: a new record begins with that, which else would be written a second time with its indexes.
   */
  readonly sql: string
  /**
   * A `SELECT` of a row where dates say that a record counts in the state found and not in the one it keeps, whenever that was entered. As `?`: what it
   * `reads`, the state it keeps, the state found, both in the order of the fields. Left out where nothing on file has dates.
   */
  readonly dated?: string
}

/** One column and a scalar SQL expression, or several columns and a `SELECT` of one row with as many values. */
interface Expression {
  readonly columns: readonly string[]
  readonly sql: string
}

interface Formula {
  /** The fields it reads, beside those of `expressions`. */
  readonly reads: readonly string[]
  /** What it reads of other records, that no column holds: SQL of one value each, by names of their own. */
  readonly finds?: Readonly<Record<string, string>>
  /** The columns it gives. */
  readonly columns: readonly string[]
  /** Contract values → contract values by column; `found` as SQL gave it. */
  readonly compute: (row: Readonly<Record<string, FieldValue>>, found: Readonly<Record<string, SqlValue>>) => Readonly<Record<string, FieldValue>>
}

/** The records of a register that a change set touched, for the SQL of `touchedBy`. A table a register, so that SQLite looks them up in place. */
export function touchedRecords(register: string): string {
  return `(SELECT record FROM temp.${nameOf(register)})`
}

function nameOf(register: string): string {
  return `touched_${register}`
}

/** Touched records handed over in one statement. */
const AT_ONCE = 5000
/** Records brought up to date before others get their turn. */
const PORTION = 500

/** How much is computed with a change, up to where it may reach. */
class Reach {
  #left: number

  constructor(most: number) {
    this.#left = most
  }

  /** Throws {@link ReachesFar} where there is no room for so many records more. */
  take(records: number): void {
    this.#left -= records
    if (this.#left < 0) throw new ReachesFar()
  }

  /** Throws ReachesFar where a statement finds more records than there is room for; they are not read for that. */
  requireFew(database: Database, sql: string): void {
    if (Number.isFinite(this.#left) && database.get(`SELECT 1 FROM (${sql}) LIMIT 1 OFFSET ${this.#left}`) !== undefined) throw new ReachesFar()
  }
}

/**
 * Brings derived columns of everything that depends on the touched records up to date, pausing now and then. Derivations run in the given order; `near` is the
 * number of records that may be computed, beyond which it throws {@link ReachesFar}. Returns what moved away from records that keep none of it yet, and which
 * records keep another state than they follow.
 */
export function* applyDerivations(
  database: Database,
  derivations: readonly Derivation[],
  touched: Touched,
  terms: SearchTerms,
  near = Number.POSITIVE_INFINITY,
): Generator<void, MovedStates> {
  const moved = new MovedStates(database)
  for (const { derivation, changed } of spread(database, derivations, touched, new Reach(near))) {
    const { register } = derivation
    const columns = derivedColumns(derivation)
    const before = moved.before(register, touchedRecords(register), columns)
    const found = terms.before(register, touchedRecords(register), columns)
    update(database, derivation, changed)
    moved.compare(register, before)
    moved.look(register, touchedRecords(register), columns)
    terms.compare(register, found)
    yield
  }
  return moved
}

/** Brings what reads the findings about these records up to date, after they were judged. */
export function deriveFound(database: Database, derivations: readonly Derivation[], register: string, abouts: readonly string[]): void {
  const reading = derivations.filter(({ readsFindings }) => readsFindings === register)
  if (reading.length === 0 || abouts.length === 0) return
  for (const { derivation } of spread(database, reading, new Map([[register, new Set(abouts)]]))) update(database, derivation)
}

/** What the records that depend on the given ones follow and do not keep yet. */
export function statesFollowed(database: Database, derivations: readonly Derivation[], records: Touched): States {
  const followed = new MovedStates(database)
  for (const { derivation } of spread(database, derivations, records)) {
    const { register } = derivation
    followed.add(register, followed.before(register, touchedRecords(register)))
  }
  return followed.found
}

/** The records that keep a state and depend on the given ones, by register. */
export function keepingOn(database: Database, derivations: readonly Derivation[], records: Touched): Touched {
  const found: Touched = new Map()
  for (const { derivation } of spread(database, derivations, records)) {
    if (derivation.state === undefined) continue
    const { register } = derivation
    found.set(register, new Set([...(found.get(register) ?? []), ...touchedIds(database, register)]))
  }
  return found
}

/** A derivation whose turn it is, for the {@link touchedRecords} of its register. */
interface Turn {
  readonly derivation: Derivation
  /** Where what depends on them is recomputed only if they change: whoever updates them adds the ids of those that did. */
  readonly changed?: string[]
}

/**
 * Goes through what depends on the touched records, derivation by derivation and a portion of records at a time: those stand in the
 * {@link touchedRecords} of its register when it is given.
 */
function* spread(database: Database, derivations: readonly Derivation[], touched: Touched, reach = new Reach(Number.POSITIVE_INFINITY)): Generator<Turn, void> {
  if (touched.size === 0) return
  clearTouched(database, new Set([...touched.keys(), ...derivations.flatMap(registersOf)]))
  for (const [register, ids] of touched) markTouched(database, register, ids)
  const changed = new Set(touched.keys())
  for (const derivation of derivations) {
    const { register } = derivation
    const sources = Object.entries(derivation.touchedBy).filter(([source]) => changed.has(source))
    const settings = Object.entries(derivation.settings ?? {}).filter(([source]) => touched.has(source))
    if (!changed.has(register) && (sources.length + settings.length === 0 || isEmpty(database, register))) continue
    if (changed.has(register) || sources.length > 0) {
      // What is recomputed counts as touched itself: a later derivation may read it.
      for (const [, sql] of sources) database.run(`INSERT OR IGNORE INTO temp.${nameOf(register)} ${sql}`)
      for (const _ of touchedPortions(database, register, reach)) yield { derivation }
      changed.add(register)
    }
    for (const [, sql] of settings) if (yield* bySetting(database, derivation, sql, reach)) changed.add(register)
  }
}

/** The records that a setting concerns and nothing else touched, a portion at a time; whether any of them changed. Those count as touched. */
function* bySetting(database: Database, derivation: Derivation, sql: string, reach: Reach): Generator<Turn, boolean> {
  const { register } = derivation
  reach.requireFew(database, sql)
  const touched = touchedIds(database, register)
  const known = new Set(touched)
  const concerned = database.all<{ id: string }>(sql).flatMap(({ id }) => (known.has(id) ? [] : [id]))
  reach.take(concerned.length)
  const changed: string[] = []
  for (const some of portions(concerned, PORTION)) {
    clearTouched(database, [register])
    markTouched(database, register, some)
    yield { derivation, changed }
  }
  if (concerned.length > 0) clearTouched(database, [register])
  markTouched(database, register, [...touched, ...changed])
  return changed.length > 0
}

function touchedIds(database: Database, register: string): string[] {
  return database.all<{ record: string }>(`SELECT record FROM temp.${nameOf(register)}`).map(({ record }) => record)
}

/** The registers whose touched records a derivation asks about. */
function registersOf({ register, touchedBy, settings = {} }: Derivation): string[] {
  return [register, ...Object.keys(touchedBy), ...Object.keys(settings)]
}

/** Whether a register has no rows at all: what may be touched of it need not be looked for. Few offices use all registers. */
function isEmpty(database: Database, register: string): boolean {
  return database.get(`SELECT 1 FROM ${register} LIMIT 1`) === undefined
}

/** The touched records of a register a portion at a time; all of them stand there again at the end. */
function* touchedPortions(database: Database, register: string, reach: Reach): Generator<void> {
  const ids = touchedIds(database, register)
  reach.take(ids.length)
  if (ids.length <= PORTION) {
    yield
    return
  }
  for (const some of portions(ids, PORTION)) {
    clearTouched(database, [register])
    markTouched(database, register, some)
    yield
  }
  markTouched(database, register, ids)
}

/**
 * Computes all derived columns of the given registers anew, and of every register that depends on them, in the transaction at hand: for
 * a column that old records do not have yet. Goes through the records in portions; `step` is called after each.
 */
export async function deriveAll(
  database: Database,
  derivations: readonly Derivation[],
  registers: ReadonlySet<string>,
  step: () => Promise<void>,
): Promise<void> {
  const changed = new Set(registers)
  clearTouched(
    database,
    derivations.flatMap(({ rows }) => Object.keys(rows?.leaves ?? {})),
  )
  for (const derivation of derivations) {
    const { register } = derivation
    if (!registersOf(derivation).some((source) => changed.has(source))) continue
    changed.add(register)
    for (let after = ''; ; ) {
      const ids = database.all<{ id: string }>(`SELECT id FROM ${register} WHERE id > ? ORDER BY id LIMIT ${AT_ONCE}`, after).map(({ id }) => id)
      const last = ids.at(-1)
      if (last === undefined) break
      clearTouched(database, [register])
      markTouched(database, register, ids)
      update(database, derivation)
      after = last
      await step()
    }
  }
}

/** Makes the tables of touched records of all derivations; outside of a transaction, so that none that is taken back takes them along. */
export function makeTouched(database: Database, derivations: readonly Derivation[]): void {
  clearTouched(database, new Set(derivations.flatMap(registersOf)))
}

/** Empties the tables of touched records, and makes those that are not there: a transaction that was taken back took along what it had made. */
function clearTouched(database: Database, registers: Iterable<string>): void {
  const there = new Set(database.all<{ name: string }>(`SELECT name FROM temp.sqlite_schema WHERE type = 'table'`).map(({ name }) => name))
  for (const register of registers) {
    const { name, made, emptied } = touchedTable(register)
    if (there.has(name)) database.run(emptied)
    else database.execute(made)
  }
}

interface TouchedTable {
  readonly name: string
  readonly made: string
  readonly emptied: string
}

const touchedTables = new Map<string, TouchedTable>()

/** Texts of statements that every save runs are put together once: SQLite's are found again by their text, and a new text has to be read through for that. */
function touchedTable(register: string): TouchedTable {
  let table = touchedTables.get(register)
  if (table === undefined) {
    const name = nameOf(register)
    table = {
      name,
      made: `CREATE TEMP TABLE ${name} (record TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID`,
      emptied: `DELETE FROM temp.${name}`,
    }
    touchedTables.set(register, table)
  }
  return table
}

function markTouched(database: Database, register: string, ids: Iterable<string>): void {
  for (const some of portions([...ids], AT_ONCE)) {
    database.run(`INSERT OR IGNORE INTO temp.${nameOf(register)} SELECT value FROM json_each(?)`, JSON.stringify(some))
  }
}

interface DerivationTexts {
  /** What the formula goes over; empty without one. */
  readonly read: string
  readonly write: string
  /** The same where what SQL found is as it was; of a derivation with a formula. */
  readonly writeComputed: string
}

const derivationTexts = new WeakMap<Derivation, DerivationTexts>()

/** The statements that bring a derivation's columns up to date for the touched records. */
function textsOf(derivation: Derivation): DerivationTexts {
  let texts = derivationTexts.get(derivation)
  if (texts === undefined) derivationTexts.set(derivation, (texts = makeTexts(derivation)))
  return texts
}

function makeTexts(derivation: Derivation): DerivationTexts {
  const { register, expressions = [], formula } = derivation
  const touched = `id IN ${touchedRecords(register)} AND ${IS_HERE}`
  if (formula === undefined) {
    const assignments = expressions.map(({ columns, sql }) => `(${columns.join(', ')}) = (${sql})`).join(', ')
    // Most of what is touched is as it was: to write it all the same costs its indexes and pages of the log.
    const differs = expressions.map(({ columns, sql }) => `(${columns.join(', ')}) IS NOT (${sql})`).join(' OR ')
    return { read: '', write: `UPDATE ${register} SET ${assignments} WHERE ${touched} AND (${differs})`, writeComputed: '' }
  }
  const writing = (columns: readonly string[]): string => `UPDATE ${register} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`
  return {
    read: `SELECT ${derivedSelection(derivation, formula)} FROM ${register} WHERE ${touched}`,
    write: writing(derivedColumns(derivation)),
    writeComputed: writing(formula.columns),
  }
}

/** Brings the touched records up to date; the ids of those that were not are added to `changed`, where it is given. */
function update(database: Database, derivation: Derivation, changed?: string[]): void {
  const { register, formula, rows } = derivation
  if (rows !== undefined) {
    for (const [other, sql] of Object.entries(rows.leaves ?? {})) database.run(`INSERT OR IGNORE INTO temp.${nameOf(other)} ${sql}`)
    const wrong = writeRows(database, rows, touchedIds(database, register))
    changed?.push(...wrong)
    return
  }
  const texts = textsOf(derivation)
  if (formula === undefined) {
    if (changed === undefined) database.run(texts.write)
    else changed.push(...database.all<{ id: string }>(`${texts.write} RETURNING id`).map(({ id }) => id))
    return
  }
  // Read once and written once: what SQL finds goes through the formula on its way into the row.
  const columns = derivedColumns(derivation).map((column) => `is_${column}`)
  const found = columns.length - formula.columns.length
  const [write, writeComputed] = [database.statement(texts.write), database.statement(texts.writeComputed)]
  for (const row of database.all<SqlRow>(texts.read)) {
    const values = derivedValues(derivation, formula, row)
    const first = columns.findIndex((column, index) => values[index] !== row[column])
    if (first === -1) continue
    const id = String(row['id'])
    // Places stand in more indexes than anything else, and are what changes least: written only where they do.
    if (first < found) write.run(...values, id)
    else writeComputed.run(...values.slice(found), id)
    changed?.push(id)
  }
}

function derivedColumns({ expressions = [], formula }: Derivation): string[] {
  return [...expressions.flatMap(({ columns }) => columns), ...(formula?.columns ?? [])]
}

/** Selects, for a formula: the id, what it reads, what the expressions come to under the names of their columns, and `is_…` what the columns hold. */
function derivedSelection(derivation: Derivation, formula: Formula): string {
  const found = (derivation.expressions ?? []).map(({ columns: [column = ''], sql }) => `(${sql}) AS ${column}`)
  const looked = Object.entries(formula.finds ?? {}).map(([name, sql]) => `(${sql}) AS find_${name}`)
  return ['id', ...formula.reads, ...found, ...looked, ...derivedColumns(derivation).map((column) => `${column} AS is_${column}`)].join(', ')
}

/** What the columns of a derivation with a formula are to hold, in the order of {@link derivedColumns}. */
function derivedValues({ register, expressions = [] }: Derivation, formula: Formula, row: SqlRow): SqlValue[] {
  const table = tableOf(register)
  const found = expressions.flatMap(({ columns }) => columns)
  const input: Record<string, FieldValue> = {}
  for (const key of [...formula.reads, ...found]) {
    const field = table.byKey.get(key)
    input[key] = field === undefined ? null : fromSql(field, row[key])
  }
  const computed = formula.compute(input, Object.fromEntries(Object.keys(formula.finds ?? {}).map((name) => [name, row[`find_${name}`] ?? null])))
  return [...found.map((column) => row[column] ?? null), ...formula.columns.map((column) => columnOf(table, column, computed[column] ?? null))]
}

/** Records checked in one go. */
const PAGE = 500

/** Records whose derived columns are not what they should be, found a page at a time; one item a derivation and record. */
export async function* findWrongDerivations(
  database: ReadDatabase,
  derivations: readonly Derivation[],
  options: { readonly onProgress?: (phase: string, done: number, total: number) => void; readonly step?: () => Promise<void> } = {},
): AsyncGenerator<{ register: string; record: string; columns: string[] }, void> {
  for (const [index, derivation] of derivations.entries()) {
    let after = ''
    for (;;) {
      const page = wrongPage(database, derivation, after)
      for (const { record, columns } of page.wrong) yield { register: derivation.register, record, columns }
      if (page.last === null) break
      after = page.last
      options.onProgress?.('核对计算列', index, derivations.length)
      await options.step?.()
    }
  }
}

function wrongPage(database: ReadDatabase, derivation: Derivation, after: string): { wrong: { record: string; columns: string[] }[]; last: string | null } {
  const { register, expressions = [], formula, rows: made } = derivation
  if (made !== undefined) return wrongRowsPage(database, register, made, after)
  const selected =
    formula === undefined
      ? ['id', ...expressions.map(({ columns, sql }, index) => `(${columns.join(', ')}) IS NOT (${sql}) AS wrong_${index}`)].join(', ')
      : derivedSelection(derivation, formula)
  const rows = database.all<SqlRow>(`SELECT ${selected} FROM ${register} WHERE id > ? AND ${IS_HERE} ORDER BY id LIMIT ${PAGE}`, after)
  const wrong: { record: string; columns: string[] }[] = []
  for (const row of rows) {
    const columns =
      formula === undefined
        ? expressions.flatMap((expression, index) => (row[`wrong_${index}`] === 1 ? expression.columns : []))
        : wrongColumns(derivation, formula, row)
    if (columns.length > 0) wrong.push({ record: String(row['id']), columns })
  }
  return { wrong, last: rows.length === PAGE ? String(rows.at(-1)?.['id']) : null }
}

function wrongRowsPage(database: ReadDatabase, register: string, rows: ComputedRows, after: string): ReturnType<typeof wrongPage> {
  const ids = database.all<{ id: string }>(`SELECT id FROM ${register} WHERE id > ? ORDER BY id LIMIT ${PAGE}`, after).map(({ id }) => id)
  const wrong = wrongRows(database, rows, ids).map((record) => ({ record, columns: [tableOf(rows.register).register.label] }))
  return { wrong, last: ids.length === PAGE ? (ids.at(-1) ?? null) : null }
}

function wrongColumns(derivation: Derivation, formula: Formula, row: SqlRow): string[] {
  const values = derivedValues(derivation, formula, row)
  return derivedColumns(derivation).filter((column, index) => values[index] !== row[`is_${column}`])
}

function columnOf(table: Table, key: string, value: FieldValue): SqlValue {
  const field = table.byKey.get(key)
  return field === undefined ? null : toStored(field, value)
}
