/** Checks that the database, the hash chain and the tables agree; finds what was changed, dropped or slipped in from outside. */
import { registers } from '../catalogue/index.ts'
import { entryHash, GENESIS, type JournalEntry } from './canonical.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { findWrongDerivations, type Derivation } from './derivations.ts'
import { tableOf, type Table } from './table.ts'

export interface VerifyFinding {
  /** Stable code: `database`, `chain`, `sequence_gap`, `journal_head`, `change_set`, `record_differs`, `record_unknown`, `record_missing`, `derived`, `reference`. */
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
}

const MAXIMUM_FINDINGS = 200

/** Runs all checks; at most {@link MAXIMUM_FINDINGS} findings are returned. Writes nothing. */
export async function verify(database: ReadDatabase, derivations: readonly Derivation[], options: VerifyOptions = {}): Promise<{ ok: boolean; findings: VerifyFinding[] }> {
  const findings: VerifyFinding[] = []
  const add = (code: string, message: string, where: Partial<Pick<VerifyFinding, 'register' | 'record' | 'sequence'>> = {}): void => {
    if (findings.length < MAXIMUM_FINDINGS) findings.push({ code, message, register: where.register ?? null, record: where.record ?? null, sequence: where.sequence ?? null })
  }
  for (const row of database.all<{ integrity_check: string }>('PRAGMA integrity_check(20)')) {
    if (row.integrity_check !== 'ok') add('database', `数据库文件有损坏：${row.integrity_check}`)
  }
  for (const row of database.all<{ table: string; rowid: number }>('PRAGMA foreign_key_check')) {
    add('reference', `“${row.table}”里有记录引用了不存在的记录。`, { register: row.table })
  }
  await options.step?.()
  await checkChain(database, add, options)
  for (const name of Object.keys(registers)) await checkTable(database, tableOf(name), add, options)
  for (const wrong of findWrongDerivations(database, derivations)) {
    add('derived', `${tableOf(wrong.register).register.label}的计算列（${wrong.columns.map((key) => tableOf(wrong.register).byKey.get(key)?.label ?? key).join('、')}）与来源不符。`, wrong)
  }
  return { ok: findings.length === 0, findings }
}

type Add = (code: string, message: string, where?: Partial<Pick<VerifyFinding, 'register' | 'record' | 'sequence'>>) => void

interface ChainRow extends JournalEntry {
  change_set: number
  hash: Uint8Array
  head: string | null
  head_facts: string | null
}

/** Pages of the journal in order, so that memory stays flat and others get their turn. */
async function checkChain(database: ReadDatabase, add: Add, options: VerifyOptions): Promise<void> {
  const total = database.get<{ total: number }>('SELECT count(*) AS total FROM journal')?.total ?? 0
  let previous: Uint8Array = GENESIS
  let sequence = 0
  let done = 0
  for (;;) {
    const rows = database.all<ChainRow>(
      `SELECT j.sequence, j.change_set, j.register, j.record, j.action, j.before, j.after, j.hash, c.head,
         json_array(c.id, c.site, c.at, c.user_id, c.user_name, c.kind, c.title, c.reason, c.undo_of) AS head_facts
       FROM journal j LEFT JOIN change_set c ON c.number = j.change_set WHERE j.sequence > ? ORDER BY j.sequence LIMIT 2000`, sequence)
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.sequence !== sequence + 1) add('sequence_gap', `日志在第 ${sequence} 条之后缺少 ${row.sequence - sequence - 1} 条。`, { sequence: row.sequence })
      if (row.head === null) add('change_set', `日志第 ${row.sequence} 条没有对应的操作记录。`, { sequence: row.sequence, register: row.register, record: row.record })
      const expected = entryHash(previous, row.head ?? '', row)
      if (!expected.equals(row.hash)) {
        add('chain', `日志第 ${row.sequence} 条与校验值不符：这一条或它前面的内容被程序之外改动过。`, { sequence: row.sequence, register: row.register, record: row.record })
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
    `SELECT c.*, (SELECT count(*) FROM journal j WHERE j.change_set = c.number) AS found FROM change_set c`)
  for (const row of heads) {
    const facts = JSON.stringify([row.id, row['site'], row['at'], row['user_id'], row['user_name'], row['kind'], row.title, row['reason'], row['undo_of']])
    if (facts !== row.head) add('change_set', `操作“${row.title}”的经办人、时间或原因被程序之外改动过。`)
    if (row.entries !== row.found) add('change_set', `操作“${row.title}”应有 ${row.entries} 条日志，实有 ${row.found} 条。`)
  }
}

function checkLast(database: ReadDatabase, add: Add, sequence: number, hash: Uint8Array): void {
  const text = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'journal_head'`)?.value
  const head = text === undefined ? { sequence: 0, hash: GENESIS.toString('hex') } : JSON.parse(text) as { sequence: number; hash: string }
  if (head.sequence !== sequence || head.hash !== Buffer.from(hash).toString('hex')) {
    add('journal_head', `日志应到第 ${head.sequence} 条，实到第 ${sequence} 条：末尾有日志被删除、替换或添加。`, { sequence })
  }
}

/** Folds the journal of each record and compares it with the table. */
async function checkTable(database: ReadDatabase, table: Table, add: Add, options: VerifyOptions): Promise<void> {
  const { name, label } = table.register
  const total = database.get<{ total: number }>(`SELECT count(*) AS total FROM ${name}`)?.total ?? 0
  let after = ''
  let done = 0
  for (;;) {
    const rows = database.all<SqlRow>(`SELECT * FROM ${name} WHERE id > ? ORDER BY id LIMIT 1000`, after)
    if (rows.length === 0) break
    for (const row of rows) {
      const id = String(row['id'])
      const folded = fold(database, id)
      if (folded === null) add('record_unknown', `${label}里有一条记录没有日志，是从程序之外加入的。`, { register: name, record: id })
      else compare(table, row, folded, add)
      after = id
    }
    done += rows.length
    options.onProgress?.(`核对${label}`, done, total)
    await options.step?.()
  }
  const missing = database.all<{ record: string }>(
    `SELECT DISTINCT j.record FROM journal j WHERE j.register = ? AND j.action = 'insert' AND NOT EXISTS (SELECT 1 FROM ${name} t WHERE t.id = j.record) LIMIT 50`, name)
  for (const row of missing) add('record_missing', `${label}里有一条记录被从程序之外删除。`, { register: name, record: row.record })
}

interface Folded { values: Record<string, SqlValue>; deleted: number; revision: number }

function fold(database: ReadDatabase, record: string): Folded | null {
  const entries = database.all<{ action: string; after: string | null }>('SELECT action, after FROM journal WHERE record = ? ORDER BY sequence', record)
  if (entries.length === 0) return null
  const folded: Folded = { values: {}, deleted: 0, revision: 0 }
  for (const entry of entries) {
    folded.revision += 1
    if (entry.action === 'remove') folded.deleted = 1
    else if (entry.action === 'restore') folded.deleted = 0
    else if (entry.after !== null) Object.assign(folded.values, JSON.parse(entry.after) as Record<string, SqlValue>)
  }
  return folded
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
