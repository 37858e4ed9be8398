/**
 * Household checks as a guard of every single-record save: an edit of a person or a yearly record must not bring about
 * what the card would refuse. Only what the change adds is held against it, so that old faults never stop other corrections.
 */
import { findField } from '../../catalogue/index.ts'
import type { FieldIssue } from '../../errors.ts'
import { validation, type GuardFactory } from '../../registers/writer.ts'
import { checkHousehold, type Finding } from './checks/index.ts'
import type { ParameterReader } from '../../rules/parameters.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { newestYear, readHousehold, toFacts } from './facts.ts'

export interface GuardContext {
  parameters(): ParameterReader
  today(): string
}

export interface Subject {
  readonly household: string
  readonly year: number
}

/** Registers that the checks look at. */
export const CHECKED: readonly string[] = ['household', 'household_year', 'person', 'person_year', 'membership']

/** Makes the guard that {@link Records} runs around each write. */
export function householdGuard(context: GuardContext): GuardFactory {
  return (before, register, ids) => {
    if (!CHECKED.includes(register)) return () => []
    const known = new Set(subjectsOf(before, register, ids, context).flatMap((subject) => findingsOf(before, subject, context).map(keyOf)))
    return (after, change) => {
      const added = subjectsOf(after, change.register, change.ids, context)
        .flatMap((subject) => findingsOf(after, subject, context))
        .filter((finding) => !known.has(keyOf(finding)))
      return acceptOrRefuse(added, change.reason)
    }
  }
}

/** What speaks against a household; the incomplete are not asked about. */
export function findingsOf(database: ReadDatabase, subject: Subject, context: GuardContext): readonly Finding[] {
  const records = readHousehold(database, subject.household, subject.year)
  return records === undefined ? [] : checkHousehold(toFacts(records, subject.year, context.today(), context.parameters()))
}

/** Identity of a finding across a change, for telling new ones from old. */
export function keyOf(finding: Finding): string {
  return `${finding.rule}\u0000${finding.target.member ?? ''}\u0000${finding.target.field}`
}

/**
 * Errors refuse; doubts need a reason and then come back as the warnings that were kept.
 * `placeOf` gives the place of a member in the draft for their place on file.
 */
export function acceptOrRefuse(findings: readonly Finding[], reason: string | null, placeOf: (member: number) => number = (member) => member): FieldIssue[] {
  const issues = findings.filter((finding) => finding.kind !== 'incomplete').map((finding) => toIssue(finding, placeOf))
  const errors = issues.filter((one) => one.severity === 'error')
  if (errors.length > 0) throw validation(errors)
  if (issues.length > 0 && (reason === null || reason.trim() === '')) throw validation(issues)
  return issues
}

/** A finding as an issue of the draft: `members.2.person.id_number`, `householdYear.farmland`. */
function toIssue(finding: Finding, placeOf: (member: number) => number): FieldIssue {
  const { register, member, field } = finding.target
  const part = { household: 'household', household_year: 'householdYear', person: 'person', person_year: 'personYear', membership: 'membership' }[register]
  return {
    path: `${member === undefined ? '' : `members.${placeOf(member)}.`}${part}.${field}`,
    label: findField(register, field)?.label ?? field,
    code: 'rule',
    message: finding.message,
    severity: finding.severity,
    rule: finding.rule,
  }
}

/** The households, each with the year to look at, that records of a register speak of. */
export function subjectsOf(database: ReadDatabase, register: string, ids: readonly string[], context: GuardContext): Subject[] {
  const subjects = new Map<string, Subject>()
  const add = (household: string, year?: number): void => {
    const at = year ?? newestYear(database, household, Number(context.today().slice(0, 4)))
    subjects.set(`${household} ${at}`, { household, year: at })
  }
  for (const id of ids) {
    if (register === 'household') add(id)
    else if (register === 'household_year') {
      const row = database.get<{ household_id: string; year: number }>('SELECT household_id, year FROM household_year WHERE id = ?', id)
      if (row !== undefined) add(row.household_id, row.year)
    } else {
      const rows = database.all<{ household_id: string; year: number | null }>(HOUSEHOLDS_OF[register] ?? '', id)
      for (const row of rows) add(row.household_id, row.year ?? undefined)
    }
  }
  return [...subjects.values()]
}

const HOUSEHOLDS_OF: Readonly<Record<string, string>> = {
  membership: 'SELECT household_id, NULL AS year FROM membership WHERE id = ?',
  person: 'SELECT household_id, NULL AS year FROM membership WHERE person_id = ? AND deleted = 0 AND end_date IS NULL',
  person_year: `SELECT m.household_id, y.year FROM person_year y JOIN membership m ON m.person_id = y.person_id AND m.deleted = 0 AND m.end_date IS NULL WHERE y.id = ?`,
}
