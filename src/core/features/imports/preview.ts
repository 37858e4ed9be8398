/** Readings of a plan: rows as the preview shows them, and lists of problems. Pure. */
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { ImportProblem } from './contract.ts'
import type { Outcome, Plan, PlannedRecord, PlannedRow } from './model.ts'

export interface PreviewChange {
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

/** A page of the rows of an outcome (all rows without one). */
export function previewRows(plan: Plan, outcome: Outcome | undefined, offset: number, limit: number): { total: number; rows: PreviewRow[] } {
  const rows = outcome === undefined ? plan.rows : plan.rows.filter((row) => row.outcome === outcome)
  return { total: rows.length, rows: rows.slice(offset, offset + limit).map(previewRow) }
}

function previewRow(row: PlannedRow): PreviewRow {
  return { row: row.row, outcome: row.outcome, title: row.title, changes: row.records.flatMap(changesOf), problems: [...row.problems] }
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

/** All problems: first those of the sheet as a whole, then row by row. */
export function problemsOf(plan: Plan, severity?: ImportProblem['severity']): ImportProblem[] {
  const wanted = (problem: ImportProblem): boolean => severity === undefined || problem.severity === severity
  const problems = plan.sheetProblems.filter(wanted)
  for (const row of plan.rows) {
    for (const problem of row.problems) {
      // Said once for the sheet.
      if (wanted(problem) && problem.code !== 'duplicate_heading') problems.push(problem)
    }
  }
  return problems
}
