/** Changes of projects (变更单, mechanisms.md M06.c): what makes one sound, and what its approval writes into the project. */
import type { EffectDoor, EffectSubject, StepEffect } from '../../procedures/effects.ts'
import type { Rules } from '../../procedures/needs.ts'
import { firstValue } from '../../rules/parameters.ts'
import { yuanText } from '../../rules/money.ts'
import type { Row } from '../../shapes.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { exceedsApproved } from '../../rules/approved.ts'

/** What each kind has to say, and the fields in which a change says what it was and what it becomes, with those of the project. */
const CHANGED = [
  { kind: '1', before: 'amount_before', after: 'amount_after', field: 'approved_investment', says: '改为总投资' },
  { kind: '2', before: 'location_before', after: 'location_after', field: 'location', says: '改为实施地点' },
  { kind: '3', before: 'households_before', after: 'households_after', field: 'planned_households', says: '改为受益户数' },
  { kind: '3', before: 'people_before', after: 'people_after', field: 'planned_people', says: '改为受益人数' },
  { kind: '4', before: 'end_before', after: 'end_after', field: 'planned_end', says: '改为计划完工' },
] as const

/** States in which nothing of a project is approved yet, so that there is nothing to go back to, and those in which it is over. */
const NOT_YET: readonly unknown[] = ['drafted', 'applied', 'township_reviewed', 'county_reviewed', 'noticed', 'stored', 'planned']
const OVER: readonly unknown[] = ['closed', 'taken_out']
const TERM = '4'
const EXCESS = 'approved_excess'

const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== ''

function projectOf(database: ReadDatabase, { row }: EffectSubject): SqlRow | undefined {
  return database.get<SqlRow>('SELECT * FROM project WHERE id = ? AND deleted = 0', String(row['project_id']))
}

/** What was last approved as such: before all changes of the amount that passed without an approval of their own. */
function approvedBefore(database: ReadDatabase, project: SqlRow): number | null {
  const since = database.all<{ before: number | null; approved: string | null }>(
    `SELECT c.amount_before AS before, c.approval_no AS approved FROM project_change c
     WHERE c.project_id = ? AND c.deleted = 0 AND c.stage = 'approved' AND c.amount_after IS NOT NULL ORDER BY c.decided_on, c.created_at, c.id`,
    String(project['id']),
  )
  const last = since.findLastIndex(({ approved }) => isFilled(approved))
  const first = since[last + 1]?.before
  const now = project['approved_investment']
  return first ?? (typeof now === 'number' ? now : null)
}

function sound(database: ReadDatabase, subject: EffectSubject, rules: Rules): readonly string[] {
  const { row, on } = subject
  const project = projectOf(database, subject)
  if (project === undefined) return ['变更单上的项目不在本机，请核对。']
  const { stage } = project
  if (NOT_YET.includes(stage)) return ['项目的方案还没有批复，直接改项目就行，不用办变更。']
  if (OVER.includes(stage)) return ['项目已经销号或者出库，不能再变更。']
  const own = CHANGED.filter(({ kind }) => kind === row['kind'])
  const found: string[] = []
  if (!own.some(({ after }) => isFilled(row[after])) && !(row['kind'] === '3' && isFilled(row['beneficiaries_note'])))
    found.push(`“${own.map(({ says }) => says).join('”“')}”还没有填。`)
  const beyond = row['kind'] === TERM ? CHANGED.filter(({ kind, after }) => kind !== TERM && isFilled(row[after])) : []
  if (beyond.length > 0) found.push(`时限变更单里还填了“${beyond.map(({ says }) => says).join('”“')}”，这些由县里批，请把变更种类改成最重的一样。`)
  return [...found, ...excessOf(database, project, row, on, rules)]
}

function excessOf(database: ReadDatabase, project: SqlRow, row: SqlRow, on: string, rules: Rules): string[] {
  const { amount_after: after, approval_no: renewed } = row
  if (typeof after !== 'number' || isFilled(renewed)) return []
  const approved = approvedBefore(database, project)
  const percent = rules.parameter(EXCESS, on) ?? firstValue(EXCESS)
  if (approved === null || !exceedsApproved(after, approved, percent)) return []
  return [`改为总投资 ${yuanText(after)} 元，超过批复的 ${yuanText(approved)} 元的 ${percent}%，要重新报批，批下来以后填“重新批复文号”。`]
}

/** Keeps what the project said until now with the change, and writes what it becomes. */
function apply(door: EffectDoor, subject: EffectSubject): void {
  const project = projectOf(door.database, subject)
  if (project === undefined) return
  const { row, on, id } = subject
  const changed = CHANGED.filter(({ after }) => isFilled(row[after]))
  const values = Object.fromEntries(changed.map(({ field, after }) => [field, row[after] ?? null])) as Row
  const before = Object.fromEntries(changed.map(({ field, before: kept }) => [kept, project[field] ?? null])) as Row
  const renewed = isFilled(row['approval_no']) ? { approval_no: String(row['approval_no']), approved_on: on } : {}
  door.update('project_change', id, before)
  door.update('project', String(project['id']), { ...values, ...renewed })
}

/** By the keys that the declaration of the procedure names. */
export const changeEffects = {
  project_change_sound: { refusals: sound },
  project_changed: { refusals: () => [], make: apply },
} as const satisfies Readonly<Record<string, StepEffect>>
