/** Runs the household checks on what a household would be after the import, and lays what they find at the rows concerned. */
import type { FieldValue } from '#core/catalogue/types.ts'
import { checkHousehold, type Finding, type MemberFacts } from '#core/features/household/checks/index.ts'
import { computeIncome } from '#core/features/household/checks/index.ts'
import { modelOfRecord } from '#core/rules/incomeModel.ts'
import { populationOf } from '#core/rules/population.ts'
import { yuanText } from '#core/rules/money.ts'
import type { Group, RosterMode } from './rosterGrouping.ts'
import type { DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import type { PlanBuilder, Planning } from './planning.ts'
import { problemAt } from './problems.ts'
import type { FileRecord } from './records.ts'
import type { RosterFile } from './rosterFile.ts'
import { firstNumber } from './rosterValues.ts'

/** A register's record as it would be: on file, changed, or new. */
export interface Prospect {
  readonly onFile: FileRecord | null
  readonly planned: PlannedRecord | null
}

/** The village a household is in after the import. */
export function villageOf({ onFile, planned }: Prospect): string | null {
  const village = planned?.values['village'] ?? onFile?.['village'] ?? null
  return typeof village === 'string' ? village : null
}

export interface MemberProspect {
  readonly row: DataRow
  readonly person: Prospect
  readonly membership: Prospect
  readonly personYear: Prospect
}

export interface HouseholdProspect {
  readonly group: Group
  readonly mode: RosterMode
  readonly household: Prospect
  readonly householdYear: Prospect
  readonly members: readonly MemberProspect[]
}

/** Rules whose outcome hangs on the year; where nobody said which year the sheet is of, they ask instead of refusing. */
const YEAR_BOUND: ReadonlySet<string> = new Set(['13.1-9', '13.2-16', '13.3-20', '13.3-27', '13.4-33'])
const INCOME_TOLERANCE = 100
const COMPARED = ['transfer_income', 'total_income', 'net_income'] as const

type Facts = Readonly<Record<string, FieldValue>>

/** Adds problems to the rows of a household: contradictions keep it out, doubts are kept with the reason of the import. */
export function checkProspect(planning: Planning, file: RosterFile, prospect: HouseholdProspect, builder: PlanBuilder): void {
  const records = plannedOf(prospect)
  if (records.length === 0) return
  const { facts, rows } = membersOf(file, prospect)
  const household = merged(prospect.household) ?? {}
  const householdYear = merged(prospect.householdYear)
  const year = prospect.group.main.year
  const stated = statedOf(prospect, householdYear)
  const findings = checkHousehold(
    { year, today: planning.today, household, householdYear, members: facts, parameters: planning.parameters, stated },
    { ...touchedBy(records, stated), off: planning.off },
  )
  for (const finding of findings) report(finding, prospect, rows, builder)
  compareDerived(planning, prospect, householdYear, facts.length, builder)
}

function plannedOf({ household, householdYear, members }: HouseholdProspect): PlannedRecord[] {
  return [household, householdYear, ...members.flatMap(({ person, membership, personYear }) => [person, membership, personYear])].flatMap(
    ({ planned }) => planned ?? [],
  )
}

/** The values a record would have; null when there is none. */
function merged({ onFile, planned }: Prospect): Facts | null {
  if (planned === null) return onFile
  return onFile === null ? planned.values : { ...onFile, ...planned.values }
}

function membersOf(file: RosterFile, { household, members, group }: HouseholdProspect): { facts: MemberFacts[]; rows: (DataRow | null)[] } {
  const facts: MemberFacts[] = []
  const rows: (DataRow | null)[] = []
  const inSheet = new Set<string>()
  for (const { row, person, membership, personYear } of members) {
    if (person.onFile !== null) inSheet.add(person.onFile.id)
    facts.push({ person: merged(person) ?? {}, membership: merged(membership) ?? {}, personYear: merged(personYear) })
    rows.push(row)
  }
  for (const { person, membership } of household.onFile === null ? [] : file.members(household.onFile.id)) {
    if (inSheet.has(person.id)) continue
    const [ofPerson, ofMembership, ofYear]: (Facts | undefined)[] = [person, membership, file.personYear(person.id, group.main.year)]
    facts.push({ person: ofPerson ?? {}, membership: ofMembership ?? {}, personYear: ofYear ?? null })
    rows.push(null)
  }
  return { facts, rows }
}

interface Stated {
  readonly population?: number
  readonly netIncomePerPerson?: number
}

/** What the sheet says where the program computes. One row a household says nothing of how many rows there should be. */
function statedOf({ group, mode }: HouseholdProspect, householdYear: Facts | null): Stated {
  const population = mode === 'members' ? firstNumber(group, 'household.population') : null
  // What an earlier sheet stated says nothing against parts that have come since.
  const hasParts = numberOf(householdYear?.['wage_income']) !== null || numberOf(householdYear?.['business_income']) !== null
  const perPerson = firstNumber(group, 'household_year.net_income_per_person') ?? (hasParts ? null : numberOf(householdYear?.['stated_income_per_person']))
  return { ...(population === null ? {} : { population }), ...(perPerson === null ? {} : { netIncomePerPerson: perPerson }) }
}

/** Of a household on file only what the import touches is judged: what stood there before is not its fault. */
function touchedBy(records: readonly PlannedRecord[], stated: Stated): { touched?: readonly string[] } {
  if (records.some(({ isNew, register }) => isNew && (register === 'household' || register === 'membership'))) return {}
  const touched = records.flatMap(({ register, values, references }) => [...Object.keys(values), ...Object.keys(references)].map((key) => `${register}.${key}`))
  if (stated.population !== undefined) touched.push('membership.status')
  if (stated.netIncomePerPerson !== undefined) touched.push('household_year.wage_income')
  return { touched }
}

function report(finding: Finding, prospect: HouseholdProspect, rows: readonly (DataRow | null)[], builder: PlanBuilder): void {
  const { register, field, member } = finding.target
  const { main } = prospect.group
  const supposed = !main.layout.yearIsSaid(main) && YEAR_BOUND.has(finding.rule)
  const severity = supposed ? 'warning' : finding.severity
  const note = supposed ? `；表里没有写年度，按 ${main.year} 年核对` : ''
  if (severity === 'warning') builder.addWarning(finding.rule)
  // What is merely not filled in is counted: most sheets carry only a part of the fields.
  if (finding.kind === 'incomplete') return
  const row = (member === undefined ? undefined : rows[member]) ?? main
  const target = register === 'person' && field === 'name' && !row.layout.has('person.name') ? 'household.head_name' : `${register}.${field}`
  const message = `${finding.message}（规则 ${finding.rule}${note}）`
  // What is wrong with the household and with its year alike is said once.
  if (row.problems.some((problem) => problem.message === message)) return
  row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'rule', message, row.layout.shown(row, target), severity))
}

/** Sums that the sheet states beside or instead of their parts, and the number of people of sheets with one row a household. */
function compareDerived({ parameters }: Planning, prospect: HouseholdProspect, householdYear: Facts | null, people: number, builder: PlanBuilder): void {
  const { group, mode } = prospect
  const { main } = group
  const [kept, counted] = [householdYear?.['income_model'], householdYear?.['counted_village']]
  const place = typeof counted === 'string' ? counted : villageOf(prospect.household)
  const model = modelOfRecord(typeof kept === 'string' ? kept : null, parameters, main.year, place)
  const income = computeIncome(householdYear ?? {}, populationOf(people, householdYear?.['stated_population']), main.year, model)
  const computed = { transfer_income: income.transfer, total_income: income.total, net_income: income.net }
  for (const key of COMPARED) {
    const target = `household_year.${key}`
    const stated = firstNumber(group, target)
    const result = computed[key]
    if (stated === null || (result !== null && Math.abs(stated - result) <= INCOME_TOLERANCE)) continue
    const label = main.layout.column(target)?.heading ?? ''
    const message =
      result === null
        ? `“${label}”由程序按分项相加，表里只有合计、没有分项，这个数没有导入；请补上分项。`
        : `表里的“${label}”是 ${yuanText(stated)} 元，按分项计算是 ${yuanText(result)} 元；以分项为准，请核对。`
    warn(main, target, message, yuanText(stated), builder, '13.4-30')
  }
  if (mode !== 'heads') return
  const stated = firstNumber(group, 'household.population')
  // While nobody but the head is on file the sheet's number is kept, and counts.
  if (stated === null || people <= 1 || stated === people) return
  warn(
    main,
    'household.population',
    `表里的人数是 ${stated}，库里在册成员是 ${people} 人；人数由成员计算，没有改动，请核对成员。`,
    String(stated),
    builder,
    '13.4-44',
  )
}

function warn(row: DataRow, target: string, message: string, value: string, builder: PlanBuilder, rule: string): void {
  builder.addWarning(rule)
  row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'rule', `${message}（规则 ${rule}）`, value, 'warning'))
}

function numberOf(value: FieldValue | undefined): number | null {
  return typeof value === 'number' ? value : null
}
