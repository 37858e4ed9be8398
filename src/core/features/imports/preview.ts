/** Readings of a plan: rows as the preview shows them, and lists of problems. Pure. */
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ImportFaults, ImportProblem } from './contract.ts'
import type { Outcome, Plan, PlannedRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'

interface PreviewChange {
  readonly register: string
  readonly field: string
  readonly label: string
  readonly before: FieldValue
  readonly after: FieldValue
}

export interface PreviewRow {
  readonly row: number
  readonly outcome: Outcome
  readonly title: string
  readonly changes: PreviewChange[]
  readonly problems: ImportProblem[]
}

/** Which rows are shown: those of an outcome, or those that go in with doubts. */
export type Shown = Outcome | 'doubtful'

/** A page of the rows asked for (all rows without); of rejected rows those with a fault of their own come first. */
export function previewRows(plan: Plan, shown: Shown | undefined, offset: number, limit: number): { total: number; rows: PreviewRow[] } {
  const rows = rowsOf(plan, shown)
  return { total: rows.length, rows: rows.slice(offset, offset + limit).map(previewRow) }
}

function rowsOf({ rows }: Plan, shown: Shown | undefined): readonly PlannedRow[] {
  switch (shown) {
    case undefined:
      return rows
    case 'doubtful':
      return rows.filter(isDoubtful)
    case 'rejected':
      return rows.filter(({ outcome }) => outcome === 'rejected').toSorted((one, other) => Number(isCompanion(one)) - Number(isCompanion(other)))
    default:
      return rows.filter(({ outcome }) => outcome === shown)
  }
}

function previewRow(row: PlannedRow): PreviewRow {
  return { row: row.row, outcome: row.outcome, title: row.title, changes: row.records.flatMap(changesOf), problems: [...row.problems] }
}

/** Whether a row that goes in is doubted. */
function isDoubtful({ outcome, problems }: PlannedRow): boolean {
  return outcome !== 'rejected' && problems.some(({ severity }) => severity === 'warning')
}

/** Whether a row is kept out by the faults of another one alone. */
export function isCompanion({ problems }: Pick<PlannedRow, 'problems'>): boolean {
  const errors = problems.filter(({ severity }) => severity === 'error')
  return errors.length > 0 && errors.every(({ because }) => because !== undefined)
}

/** What is counted beside the outcomes. */
export function faultsOf({ rows }: Plan): ImportFaults {
  const rejected = rows.filter(({ outcome }) => outcome === 'rejected')
  const companions = rejected.filter(isCompanion).length
  const doubtful = rows.filter(isDoubtful)
  const doubts = doubtful.reduce((sum, { problems }) => sum + problems.filter(({ severity }) => severity === 'warning').length, 0)
  return { doubtful: doubtful.length, doubts, faulty: rejected.length - companions, companions }
}

/** Field by field what a record held and will hold; references show the name of what will be made. */
function changesOf(record: PlannedRecord): PreviewChange[] {
  const change = (key: string, after: FieldValue): PreviewChange => ({
    register: record.register,
    field: key,
    label: `${fieldOf(record.register, key).label}`,
    before: record.before[key] ?? null,
    after,
  })
  return [
    ...Object.entries(record.values).map(([key, value]) => change(key, value)),
    ...Object.entries(record.references).map(([key, other]) => change(key, nameOf(other))),
  ]
}

function nameOf(record: PlannedRecord): FieldValue {
  const { title } = registerOf(record.register)
  return record.values[title] ?? record.values['name'] ?? '（新建）'
}

/** All problems: first those of the sheet as a whole, then row by row, what rows only share with others last. */
export function problemsOf(plan: Plan, severity?: ImportProblem['severity']): ImportProblem[] {
  const wanted = (problem: ImportProblem): boolean => severity === undefined || problem.severity === severity
  const problems = plan.sheetProblems.filter(wanted)
  const shared: ImportProblem[] = []
  for (const row of plan.rows) {
    for (const problem of row.problems) {
      // Said once for the sheet.
      if (wanted(problem) && problem.code !== 'duplicate_heading') (problem.because === undefined ? problems : shared).push(problem)
    }
  }
  return [...problems, ...shared]
}
