/**
 * The checks as a guard of what is entered: an edit must not bring about what the rules refuse. Only what the change adds is held against
 * it, so that old faults never stop other corrections.
 */
import { findField } from '../catalogue/index.ts'
import type { FieldIssue } from '../errors.ts'
import { validation, type GuardFactory } from '../registers/writer.ts'
import type { ReadDatabase } from '../store/index.ts'
import type { Judging, PlacedFinding, Subject, SubjectKey } from './subject.ts'
import { keysOf } from './touched.ts'

/** The findings on all subjects that records of a register are part of. */
export function findingsOn(
  database: ReadDatabase,
  subjects: readonly Subject[],
  register: string,
  ids: readonly string[],
  judging: Judging,
): readonly PlacedFinding[] {
  return subjects.flatMap((subject) => judged(database, subject, keysOf(database, subject, register, ids), judging))
}

function judged(database: ReadDatabase, subject: Subject, keys: readonly SubjectKey[], judging: Judging): readonly PlacedFinding[] {
  return keys.length === 0 ? [] : subject.judge(database, keys, judging).flatMap(({ findings }) => findings)
}

/** Makes the guard of the one door for writes. */
export function checkGuard(subjects: readonly Subject[], judging: () => Judging): GuardFactory {
  return (before, register, ids) => {
    if (!subjects.some(({ parts }) => parts[register] !== undefined)) return () => []
    const touched = subjects.map((subject) => ({ subject, keys: keysOf(before, subject, register, ids) }))
    const known = new Set(touched.flatMap(({ subject, keys }) => judged(before, subject, keys, judging())).map(keyOf))
    return (after, change) => {
      const found = findingsOn(after, subjects, change.register, change.ids, judging())
      const told = new Set(found.map(placeOf))
      // What a line leaves behind in the record that it was moved away from.
      const left = touched
        .filter(({ subject }) => subject.rules.some(({ across }) => across))
        .flatMap(({ subject, keys }) => judged(after, subject, keys, judging()))
        .filter((finding) => finding.across === true && !told.has(placeOf(finding)))
      const added = [...found, ...left].filter((finding) => !known.has(keyOf(finding)))
      return acceptOrRefuse(added, change.reason, (finding) => pathIn(finding, change.register, change.ids))
    }
  }
}

function placeOf({ rule, record, target }: PlacedFinding): string {
  return `${rule}\u0000${record}\u0000${target.field}`
}

/** Identity of a finding across a change, for telling new ones from old. */
export function keyOf(finding: PlacedFinding): string {
  return `${finding.rule}\u0000${finding.part}\u0000${finding.target.field}`
}

/** Errors refuse; doubts need a reason and then come back as the warnings that were kept. */
export function acceptOrRefuse<F extends Pick<PlacedFinding, 'rule' | 'severity' | 'kind' | 'message' | 'target'>>(
  findings: readonly F[],
  reason: string | null,
  pathOf: (finding: F) => string,
): FieldIssue[] {
  const issues = findings.filter(({ kind }) => kind !== 'incomplete').map((finding) => issueOf(finding, pathOf(finding)))
  const errors = issues.filter((one) => one.severity === 'error')
  if (errors.length > 0) throw validation(errors)
  if (issues.length > 0 && (reason === null || reason.trim() === '')) throw validation(issues)
  return issues
}

function issueOf({ rule, severity, message, target }: Pick<PlacedFinding, 'rule' | 'severity' | 'message' | 'target'>, path: string): FieldIssue {
  return { path, label: findField(target.register, target.field)?.label ?? target.field, code: 'rule', message, severity, rule }
}

/** A field of the record that is saved by its key; others as in the draft of their subject. */
function pathIn(finding: PlacedFinding, register: string, ids: readonly string[]): string {
  const { target, record } = finding
  return target.register === register && ids.includes(record) ? target.field : draftPath(finding)
}

/** Where a finding points in the draft of a subject with parts: `members.2.person.id_number`, `householdYear.farmland`. */
export function draftPath({ target: { register, member, field } }: Pick<PlacedFinding, 'target'>, placeOf = (part: number): number => part): string {
  const part = register.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  return `${member === undefined ? '' : `members.${placeOf(member)}.`}${part}.${field}`
}
