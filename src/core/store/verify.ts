/** Checks that the database, the hash chain and the tables agree; finds what was changed, dropped or slipped in from outside. */
import { lostSubjects } from '../catalogue/derive/subject.ts'
import { isReferredOnly } from '../catalogue/derive/referred.ts'
import { registerNames, registerOf } from '../catalogue/index.ts'
import { entryHash, GENESIS, type EntryExchange, type JournalEntry } from './canonical.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { findWrongDerivations, type Derivation } from './derivations.ts'
import { counted, keptCount } from './livingCounts.ts'
import { structureOf, type Structure } from './structure.ts'
import { tableOf, type Table } from './table.ts'
import { ENTRY_SCHEMA, upcast } from './upcasters/index.ts'

export interface VerifyFinding {
  /** Stable code: `database`, `chain`, `sequence_gap`, `journal_head`, `change_set`, `record_differs`, `record_unknown`, `record_missing`, `derived`, `reference`, `count`; of the laws beyond the store `sum`, `money`. */
  readonly code: string
  readonly message: string
  readonly register: string | null
  readonly record: string | null
  readonly sequence: number | null
}

export interface VerifyOptions {
  readonly onProgress?: (phase: string, done: number, total: number) => void
  /** Gives others a turn and throws when cancelled. */
  readonly step?: () => Promise<void>
  /** Who looks at the file itself, aside of this thread, which it would hold up; in place unless given. */
  readonly structure?: () => Promise<Structure>
}

const MAXIMUM_FINDINGS = 200

/** Runs all checks; at most {@link MAXIMUM_FINDINGS} findings are returned. Writes nothing. */
export async function verify(
  database: ReadDatabase,
  derivations: readonly Derivation[],
  options: VerifyOptions = {},
): Promise<{ ok: boolean; findings: VerifyFinding[] }> {
  const findings: VerifyFinding[] = []
  const add = (code: string, message: string, where: Partial<Pick<VerifyFinding, 'register' | 'record' | 'sequence'>> = {}): void => {
    if (findings.length < MAXIMUM_FINDINGS)
      findings.push({ code, message, register: where.register ?? null, record: where.record ?? null, sequence: where.sequence ?? null })
  }
  const { problems, dangling } = await (options.structure?.() ?? structureOf(database))
  for (const problem of problems) add('database', `数据库文件有损坏：${problem}`)
  for (const table of dangling) add('reference', `“${table}”里有记录引用了不存在的记录。`, { register: table })
  for (const name of registerNames) if (leadsNowhere(database, name)) add('reference', `“${name}”里有记录引用了不存在的记录。`, { register: name })
  await options.step?.()
  await checkChain(database, add, options)
  await checkTables(database, add, options)
  for (const name of registerNames) {
    const kept = keptCount(database, name)
    if (kept !== null && kept !== counted(database, name)) add('count', `${tableOf(name).register.label}的记录数与登记的不符。`, { register: name })
    await options.step?.()
  }
  for await (const wrong of findWrongDerivations(database, derivations, options)) {
    if (findings.length >= MAXIMUM_FINDINGS) break
    add(
      'derived',
      `${tableOf(wrong.register).register.label}的计算列（${wrong.columns.map((key) => tableOf(wrong.register).byKey.get(key)?.label ?? key).join('、')}）与来源不符。`,
      wrong,
    )
  }
  return { ok: findings.length === 0, findings }
}

type Add = (code: string, message: string, where?: Partial<Pick<VerifyFinding, 'register' | 'record' | 'sequence'>>) => void

interface ChainRow extends Omit<JournalEntry, 'exchange'>, Omit<EntryExchange, 'foreignHead'> {
  sequence: number
  change_set: number
  /** In hex. */
  hash: string
  foreign_change: number | null
}

/** An entry as it was hashed: with what exchange added, where it added something. */
export function entryOf(row: Omit<JournalEntry, 'exchange'> & Omit<EntryExchange, 'foreignHead'>, foreignHead: string | null): JournalEntry {
  const { register, record, action, before, after, standing, owner, author, number, context, authored } = row
  const entry = { register, record, action, before, after }
  const isPlain = standing === null && owner === null && author === null && number === null && context === null && authored === null && foreignHead === null
  return isPlain ? entry : { ...entry, exchange: { standing, owner, author, number, context, authored, foreignHead } }
}

/** The heads of one table by their numbers. Entries that share one come one after another, and it is read and told once for all of them. */
class Heads {
  readonly #database: ReadDatabase
  readonly #sql: string
  #number: number | null = null
  #head: string | null = null

  constructor(database: ReadDatabase, table: 'change_set' | 'foreign_change') {
    this.#database = database
    this.#sql = `SELECT head FROM ${table} WHERE number = ?`
  }

  /** Null where there is none. */
  of(number: number | null): string | null {
    if (number === this.#number) return this.#head
    this.#number = number
    this.#head = number === null ? null : (this.#database.get<{ head: string }>(this.#sql, number)?.head ?? null)
    return this.#head
  }
}

/** Pages of the journal in order, so that memory stays flat and others get their turn. */
async function checkChain(database: ReadDatabase, add: Add, options: VerifyOptions): Promise<void> {
  const total = database.get<{ total: number }>('SELECT count(*) AS total FROM journal')?.total ?? 0
  const [heads, foreignHeads] = [new Heads(database, 'change_set'), new Heads(database, 'foreign_change')]
  let previous = GENESIS
  let sequence = 0
  let done = 0
  for (;;) {
    const rows = database.all<ChainRow>(
      `SELECT sequence, change_set, register, record, action, before, after, lower(hex(hash)) AS hash, standing, owner, author, number, context, authored, foreign_change
       FROM journal WHERE sequence > ? ORDER BY sequence LIMIT 500`,
      sequence,
    )
    if (rows.length === 0) break
    for (const row of rows) {
      const head = heads.of(row.change_set)
      if (row.sequence !== sequence + 1) add('sequence_gap', `日志在第 ${sequence} 条之后缺少 ${row.sequence - sequence - 1} 条。`, { sequence: row.sequence })
      if (head === null)
        add('change_set', `日志第 ${row.sequence} 条没有对应的操作记录。`, { sequence: row.sequence, register: row.register, record: row.record })
      if (entryHash(previous, head ?? '', row.sequence, entryOf(row, foreignHeads.of(row.foreign_change))) !== row.hash) {
        add('chain', `日志第 ${row.sequence} 条与校验值不符：这一条或它前面的内容被程序之外改动过。`, {
          sequence: row.sequence,
          register: row.register,
          record: row.record,
        })
      }
      previous = row.hash
      sequence = row.sequence
    }
    done += rows.length
    options.onProgress?.('核对日志', done, total)
    await options.step?.()
  }
  checkHeads(database, add)
  checkLast(database, add, sequence, previous)
}

function checkHeads(database: ReadDatabase, add: Add): void {
  const heads = database.all<{ id: string; title: string; entries: number; found: number; head: string } & SqlRow>(
    `SELECT c.*, (SELECT count(*) FROM journal j WHERE j.change_set = c.number) AS found FROM change_set c`,
  )
  for (const row of heads) {
    const facts = JSON.stringify([
      row.id,
      row['site'],
      row['at'],
      row['user_id'],
      row['user_name'],
      row['kind'],
      row.title,
      row['reason'],
      row['undo_of'],
      ...(row['schema'] === null ? [] : [row['schema']]),
      // What it says of locked years stands in the head alone.
      ...(JSON.parse(row.head) as unknown[]).slice(10),
    ])
    if (facts !== row.head) add('change_set', `操作“${row.title}”的经办人、时间或原因被程序之外改动过。`)
    if (row.entries !== row.found) add('change_set', `操作“${row.title}”应有 ${row.entries} 条日志，实有 ${row.found} 条。`)
  }
}

function checkLast(database: ReadDatabase, add: Add, sequence: number, hash: string): void {
  const text = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'journal_head'`)?.value
  const head = text === undefined ? { sequence: 0, hash: GENESIS } : (JSON.parse(text) as { sequence: number; hash: string })
  if (head.sequence !== sequence || head.hash !== hash) {
    add('journal_head', `日志应到第 ${head.sequence} 条，实到第 ${sequence} 条：末尾有日志被删除、替换或添加。`, { sequence })
  }
}

/** Entries of the journal looked at in one go; what belongs to them is read before others get their turn, so that nothing changes in between. */
const PAGE = 500

export interface Folded {
  readonly values: Record<string, SqlValue>
  deleted: number
  revision: number
}
interface EntryRow {
  register: string
  record: string
  action: string
  after: string | null
  schema: number
}

/**
 * Folds the journal of each record and compares it with its table. Journal and tables are walked once, side by side in the order of
 * record ids, a page at a time.
 */
async function checkTables(database: ReadDatabase, add: Add, options: VerifyOptions): Promise<void> {
  const tables = registerNames.map((name) => tableOf(name))
  const total = database.get<{ total: number }>('SELECT count(*) AS total FROM journal')?.total ?? 0
  const gaps = new Gaps(database)
  let after = ''
  let done = 0
  for (let more = true; more; ) {
    const entries = pageOfRecords(database, after)
    more = entries.length > 0
    // Past the last journal entry everything that is left in the tables is unknown to it.
    const last = entries.at(-1)?.record ?? null
    const folded = fold(entries)
    for (const table of tables) {
      const { name } = table.register
      const told = folded.get(name)
      if (told === undefined && last !== null && gaps.reach(name, last)) continue
      const rows = comparePage(database, table, told ?? new Map<string, Folded>(), { after, last }, add)
      if (rows === 0 && last !== null) gaps.note(name, last)
    }
    after = last ?? after
    done += entries.length
    options.onProgress?.('核对台账', done, total)
    await options.step?.()
  }
}

/**
 * Up to where tables hold nothing: a page of the journal speaks of some of a hundred registers, and what the others hold there need not be asked for page by
 * page. Whoever adds a record meanwhile writes an entry of it.
 */
class Gaps {
  readonly #database: ReadDatabase
  /** By table, the first id behind the gap; null where none follows. */
  readonly #ends = new Map<string, string | null>()

  constructor(database: ReadDatabase) {
    this.#database = database
  }

  /** Whether a table is known to hold nothing up to that id. */
  reach(name: string, last: string): boolean {
    const end = this.#ends.get(name)
    return end !== undefined && (end === null || end > last)
  }

  /** Notes that a table holds nothing up to that id, and for how much longer. */
  note(name: string, last: string): void {
    this.#ends.set(name, this.#database.get<{ id: string }>(`SELECT id FROM ${name} WHERE id > ? ORDER BY id LIMIT 1`, last)?.id ?? null)
  }
}

/** Proposals change no table. What was received and written as it was authored reads by its author's schema, the rest by that of this office then. */
const ENTRIES = `SELECT j.register, j.record, j.action, j.after,
    ${ENTRY_SCHEMA} AS schema
  FROM journal j LEFT JOIN change_set c ON c.number = j.change_set LEFT JOIN foreign_change f ON f.number = j.foreign_change WHERE coalesce(j.standing, '') <> 'proposal'`

/** The next entries in the order of records. Joined from the left, so that SQLite goes along the index of records and never sorts the whole journal for a page. */
export const NEXT_ENTRIES = `${ENTRIES} AND j.record > ? ORDER BY j.record, j.sequence LIMIT ?`

/** The next entries in the order of records; of no record only a part. */
function pageOfRecords(database: ReadDatabase, after: string): EntryRow[] {
  const entries = database.all<EntryRow>(NEXT_ENTRIES, after, PAGE)
  if (entries.length < PAGE) return entries
  const cut = entries.at(-1)?.record ?? ''
  const whole = entries.filter((entry) => entry.record !== cut)
  if (whole.length > 0) return whole
  return database.all<EntryRow>(`${ENTRIES} AND j.record = ? ORDER BY j.sequence`, cut)
}

/** Whether a field that may name records of several registers, of which SQLite knows nothing, names one that is not there. */
function leadsNowhere(database: ReadDatabase, name: string): boolean {
  const lost = lostSubjects(registerOf(name), 't')
  return lost.length > 0 && database.get(`SELECT 1 FROM ${name} t WHERE ${lost.join(' OR ')} LIMIT 1`) !== undefined
}

/** What the journal says one record is now; null where it knows nothing of it. */
export function recordByJournal(database: ReadDatabase, register: string, record: string): Folded | null {
  return (
    fold(database.all<EntryRow>(`${ENTRIES} AND j.record = ? ORDER BY j.sequence`, record))
      .get(register)
      ?.get(record) ?? null
  )
}

/** What the journal says each record is now, by register and id. */
function fold(entries: readonly EntryRow[]): Map<string, Map<string, Folded>> {
  const byRegister = new Map<string, Map<string, Folded>>()
  for (const entry of entries) {
    let records = byRegister.get(entry.register)
    if (records === undefined) byRegister.set(entry.register, (records = new Map<string, Folded>()))
    let folded = records.get(entry.record)
    if (folded === undefined) records.set(entry.record, (folded = { values: {}, deleted: 0, revision: 0 }))
    folded.revision += 1
    if (entry.action === 'remove') folded.deleted = 1
    else if (entry.action === 'restore') folded.deleted = 0
    else if (entry.after !== null) Object.assign(folded.values, upcast(entry.register, readJson(entry.after), entry.schema))
  }
  return byRegister
}

/** An entry that is no JSON any more was tampered with; the chain says so, and its record will differ. */
function readJson(text: string): Record<string, SqlValue> {
  try {
    return JSON.parse(text) as Record<string, SqlValue>
  } catch {
    return {}
  }
}

/** Compares the records of a range with what the journal says of them; how many the table holds. */
function comparePage(database: ReadDatabase, table: Table, folded: Map<string, Folded>, range: { after: string; last: string | null }, add: Add): number {
  const { name, label } = table.register
  const rows =
    range.last === null
      ? database.all<SqlRow>(`SELECT * FROM ${name} WHERE id > ? ORDER BY id LIMIT ${MAXIMUM_FINDINGS}`, range.after)
      : database.all<SqlRow>(`SELECT * FROM ${name} WHERE id > ? AND id <= ? ORDER BY id`, range.after, range.last)
  for (const row of rows) {
    const id = String(row['id'])
    const found = folded.get(id)
    folded.delete(id)
    if (found === undefined && isReferredOnly(row) && row['deleted'] === 1) continue
    if (found === undefined) add('record_unknown', `${label}里有一条记录没有日志，是从程序之外加入的。`, { register: name, record: id })
    else compare(table, row, found, add)
  }
  for (const id of folded.keys()) add('record_missing', `${label}里有一条记录被从程序之外删除。`, { register: name, record: id })
  return rows.length
}

function compare(table: Table, row: SqlRow, folded: Folded, add: Add): void {
  const where = { register: table.register.name, record: String(row['id']) }
  const different = table.entered.filter((field) => (row[field.key] ?? null) !== (folded.values[field.key] ?? null))
  if (different.length > 0) {
    add('record_differs', `${table.register.label}有一条记录的${different.map((field) => `“${field.label}”`).join('、')}与日志不符，被程序之外改动过。`, where)
  }
  if (row['deleted'] !== folded.deleted || row['revision'] !== folded.revision) {
    add('record_differs', `${table.register.label}有一条记录的删除标记或修订号与日志不符。`, where)
  }
}
