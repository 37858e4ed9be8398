/** The template of a roster: which columns in which order. */
import { ROSTER_COLUMNS } from './rosterHeadings.ts'
import type { Target } from './targets.ts'

export const ROSTER_TITLE = '贫困户和家庭成员导入模板（一人一行）'

/** The roster of forms.md §6.1 first, in its order; what else can be told of people and households follows in catalogue order. */
const ROSTER_ORDER: readonly string[] = [
  'division.township',
  'household.village',
  'household.group_id',
  'household.household_no',
  'household.local_no',
  'person.person_no',
  'person.name',
  'person.id_number',
  'membership.relation',
  'household_year.year',
  'person.sex',
  'person.birth_date',
  'person.id_type',
  'person.ethnicity',
  'person_year.education',
  'person_year.student_status',
  'person_year.health',
  'person_year.labour',
  'person_year.work_place',
  'person_year.work_months',
  'person_year.critical_illness_insurance',
  'household.exit_status',
  'household.exit_year',
  'household.attribute',
  'household.main_cause',
  'household_year.dangerous_house',
  'household_year.water_safe',
  'household_year.water_difficult',
  'household_year.water_resolved',
  'household.phone',
]

/** What no row of a roster goes without. */
export const REQUIRED_IN_ROSTER: ReadonlySet<string> = new Set(['household.village', 'person.name', 'person.id_number', 'membership.relation'])
/** A remark in a roster is on the person; snapshots of the year are taken from the household's own columns. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  ...ROSTER_COLUMNS.map(({ target }) => target),
  'household_year.stated_population',
  'household_year.attribute',
  'household_year.exit_status',
  'household_year.main_cause',
  'household.other_mark',
  'household_year.stated_income_per_person',
  'household.remark',
  'household_year.remark',
  'person_year.remark',
])

/** The columns of a roster in their order. */
export function orderRoster(targets: readonly Target[]): Target[] {
  const byTarget = new Map(targets.map((target) => [target.target, target]))
  const first = ROSTER_ORDER.flatMap((target) => byTarget.get(target) ?? [])
  return [...first, ...targets.filter((target) => !first.includes(target))]
}
