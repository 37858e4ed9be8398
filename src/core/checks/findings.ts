/**
 * The findings that stand: one row a rule, record, field and subject that tells of it, kept beside the data, neither journalled nor exchanged. They can be
 * computed again at any time; what people do with one is a record.
 */
import { hash } from 'node:crypto'
import type { Database, ReadDatabase } from '../store/index.ts'
import { levelOf } from './engine/index.ts'
import type { Judged, Judging, PlacedFinding, Subject } from './subject.ts'

/** A row of the table. */
export interface FindingRow {
  readonly rule: string
  readonly register: string
  readonly record: string
  readonly field: string
  /** Register and id of what was judged. */
  readonly subject: string
  readonly about: string
  readonly year: number | null
  readonly division: string | null
  readonly in_charge: string | null
  readonly level: string
  readonly message: string
  /** Tells values apart, without telling them: whoever explained it did so for this one. */
  readonly print: string
  readonly since: string
  readonly raised_by: string | null
}

/** When, and with which change set, what is found now came about. */
export interface Raised {
  readonly at: string
  readonly changeSet: string | null
}

const COLUMNS = 'rule, register, record, field, subject, about, year, division, in_charge, level, message, print, since, raised_by'
const INSERT = `INSERT OR REPLACE INTO finding (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

export interface Refreshed {
  readonly added: number
  readonly changed: readonly string[]
}

/**
 * Judges the subjects anew and writes what differs from what stands. What stood before keeps since when it does; subjects that are not on
 * file any more, or that another unit has, lose theirs. Returns how many findings came up, and of which subjects any came or went.
 */
export function refreshFindings(
  database: Database,
  subject: Subject,
  abouts: readonly string[],
  judging: Judging,
  unitPrefix: string,
  raised: Raised,
): Refreshed {
  const known = new Map(standing(database, subject.register, abouts).map((row) => [keyOf(row), row]))
  const judged = subject.judge(
    database,
    abouts.map((about) => ({ about, years: 'every' as const })),
    judging,
    { standing: true },
  )
  let added = 0
  const changed = new Set<string>()
  const kept = new Set<string>()
  for (const row of rowsOf(subject.register, judged, unitPrefix, raised)) {
    const key = keyOf(row)
    // Two sentences on one field of one record are told by the first.
    if (kept.has(key)) continue
    kept.add(key)
    const old = known.get(key)
    if (old !== undefined && isSame(old, row)) continue
    if (old === undefined) added += 1
    changed.add(row.about)
    write(database, old === undefined ? row : { ...row, since: old.since, raised_by: old.raised_by })
  }
  const remove = database.statement('DELETE FROM finding WHERE rule = ? AND register = ? AND record = ? AND field = ? AND about = ?')
  for (const [key, row] of known) {
    if (kept.has(key)) continue
    remove.run(row.rule, row.register, row.record, row.field, row.about)
    changed.add(row.about)
  }
  return { added, changed: [...changed] }
}

function standing(database: ReadDatabase, subject: string, abouts: readonly string[]): FindingRow[] {
  return database.all<FindingRow>(
    `SELECT ${COLUMNS} FROM finding WHERE subject = ? AND about IN (SELECT value FROM json_each(?))`,
    subject,
    JSON.stringify(abouts),
  )
}

function* rowsOf(subject: string, judged: readonly Judged[], unitPrefix: string, { at, changeSet }: Raised): Generator<FindingRow> {
  for (const { about, year, newest, division, inCharge, retired, findings } of judged) {
    if (retired || (division !== null && !division.startsWith(unitPrefix))) continue
    for (const finding of findings) {
      // What does not go by years is judged by the newest one alone.
      if (!newest && !finding.yearly) continue
      yield {
        rule: finding.rule,
        register: finding.target.register,
        record: finding.record,
        field: finding.target.field,
        subject,
        about,
        year,
        division,
        in_charge: inCharge,
        level: levelOf(finding.kind),
        message: finding.message,
        print: printOf(finding),
        since: at,
        raised_by: changeSet,
      }
    }
  }
}

/** Eight hexadecimal digits of a hash over the value that stands in the field, with its place. */
function printOf({ rule, record, value, target }: PlacedFinding): string {
  return hash('sha256', JSON.stringify([rule, record, target.field, value ?? null])).slice(0, 8)
}

function keyOf({ rule, register, record, field, about }: FindingRow): string {
  return `${rule}\u0000${register}\u0000${record}\u0000${field}\u0000${about}`
}

function isSame(one: FindingRow, other: FindingRow): boolean {
  return (
    one.message === other.message &&
    one.level === other.level &&
    one.division === other.division &&
    one.in_charge === other.in_charge &&
    one.year === other.year &&
    one.print === other.print &&
    one.subject === other.subject
  )
}

function write(database: Database, row: FindingRow): void {
  database
    .statement(INSERT)
    .run(
      row.rule,
      row.register,
      row.record,
      row.field,
      row.subject,
      row.about,
      row.year,
      row.division,
      row.in_charge,
      row.level,
      row.message,
      row.print,
      row.since,
      row.raised_by,
    )
}
