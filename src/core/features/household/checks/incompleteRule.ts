/**
 * What forms.md §13 asks to be filled in, collected into one warning a household.
 *
 * Never an error: a sheet carries only some of the fields (see types.ts). Covers the “非空” halves of rules 7, 8, 9, 10, 12, 24, 27, 37, 44, 45,
 * 50, 54 and 55. Living conditions are asked for only where the year has a record, yearly facts of a person only where the household has one.
 */
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldKey } from '#core/catalogue/index.ts'
import { INCOME_INPUTS } from './income.ts'
import { codesIn } from '#core/catalogue/partialRows.ts'
import { ATTRIBUTE_FIELDS, attributeOf, MAIN_CAUSE_FIELDS, mainCauseOf } from './context.ts'
import type { CheckContext } from './context.ts'
import { hasDisabilityCard } from './identityRules.ts'
import {
  AGE_FIELDS,
  ageOf,
  EITHER_EDUCATION_OR_SCHOOL_SINCE,
  healthOf,
  isDefinitePlace,
  isStudent,
  MEMBERSHIP_FIELDS,
  STUDENT_FIELDS,
  WORK_FIELDS,
} from './members.ts'
import type { MemberView } from './members.ts'
import type { CheckedRegister, Draft, FieldPath, FindingTarget, HouseholdRule } from './types.ts'

const DISABLED = '04'
const NORMAL = '1'
const ALLOWANCE_ATTRIBUTES: readonly string[] = ['02', '04', 'x1']
const NOT_IN_SCHOOL = '01'
const WATER_RESOLVED_SINCE = 2018
/** Names listed before “等 n 人”. */
const MOST_NAMES = 3

/** Living and production conditions of rule 45, without the two on water, which changed in 2018. */
const CONDITIONS = [
  'production_power',
  'cooperative',
  'road_distance',
  'road_type',
  'house_area',
  'living_power',
  'fuel',
  'sanitary_toilet',
] as const satisfies readonly FieldKey<'household_year'>[]

type YearKey = FieldKey<'household_year'>
type PersonYearKey = FieldKey<'person_year'>

function isOpen(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}

function openHouseholdFields(context: CheckContext): readonly FindingTarget[] {
  const { household } = context
  const open: FieldKey<'household'>[] = []
  if (isOpen(attributeOf(context))) open.push('attribute')
  if (isOpen(mainCauseOf(context))) open.push('main_cause')
  if (isOpen(household.phone)) open.push('phone')
  if (isOpen(household.bank_account)) open.push('bank_account')
  if (context.everyone.length === 0) open.push('head_name')
  return open.map((field) => ({ register: 'household', field }))
}

const SINCE_RESOLVED: readonly YearKey[] = [...CONDITIONS, 'water_resolved']
const BEFORE_RESOLVED: readonly YearKey[] = [...CONDITIONS, 'water_difficult', 'water_safe']

function openYearFields({ hasYear, householdYear, year }: CheckContext): readonly FindingTarget[] {
  if (!hasYear) return []
  const open: YearKey[] = (year >= WATER_RESOLVED_SINCE ? SINCE_RESOLVED : BEFORE_RESOLVED).filter((key) => isOpen(householdYear[key]))
  if (householdYear.dangerous_house === true && isOpen(householdYear.dangerous_house_level)) open.push('dangerous_house_level')
  if (INCOME_INPUTS.every((key) => isOpen(householdYear[key]))) open.unshift('wage_income')
  return open.map((field) => ({ register: 'household_year', field }))
}

function openMemberFields(member: MemberView, context: CheckContext): readonly FindingTarget[] {
  const { person, membership, index } = member
  const open: FindingTarget[] = []
  const add = (register: CheckedRegister, field: string): void => {
    open.push({ register, member: index, field })
  }
  if (isOpen(person.id_number)) add('person', 'id_number')
  if (isOpen(person.sex)) add('person', 'sex')
  if (isOpen(person.ethnicity)) add('person', 'ethnicity')
  if (isOpen(membership.relation)) add('membership', 'relation')
  if (healthOf(member).includes(DISABLED) && !hasDisabilityCard(member, context.today)) add('person', 'disability_card_no')
  for (const key of context.hasYear || member.hasYear ? openPersonYearKeys(member, context) : []) add('person_year', key)
  return open
}

function openPersonYearKeys(member: MemberView, context: CheckContext): readonly PersonYearKey[] {
  const { personYear } = member
  const open: PersonYearKey[] = openSchoolKeys(member, context)
  if (isOpen(personYear.health)) open.push('health')
  if (isOpen(personYear.labour)) open.push('labour')
  if (isOpen(personYear.low_income_allowance) && ALLOWANCE_ATTRIBUTES.includes(attributeOf(context) ?? '')) open.push('low_income_allowance')
  return [...open, ...openWorkKeys(member)]
}

/** Rule 9: from 2020 one of the two; before, the school status at school age, and the education of those not in school. */
function openSchoolKeys(member: MemberView, context: CheckContext): PersonYearKey[] {
  const { education, student_status: status } = member.personYear
  const { year, date, today, threshold } = context
  if (year >= EITHER_EDUCATION_OR_SCHOOL_SINCE) return isOpen(education) && (isOpen(status) || status === NOT_IN_SCHOOL) ? ['education'] : []
  const age = ageOf(member, { date, today })
  const schoolAge = age !== null && age >= threshold('student_status_age_from') && age <= threshold('student_status_age_last')
  if (isOpen(status) && schoolAge) return ['student_status']
  return isOpen(education) && !isStudent(member, year) ? ['education'] : []
}

/** Rules 24 and 27: place and months, job and months come in pairs. */
function openWorkKeys({ personYear }: MemberView): readonly PersonYearKey[] {
  const { work_place: place, work_months: months, work_location: location, work_province: province, public_job: job, public_job_months: jobMonths } = personYear
  const open: PersonYearKey[] = []
  if (isDefinitePlace(place) && isOpen(months)) open.push('work_months')
  if ((months ?? 0) > 0 && [place, location, province].every(isOpen)) open.push('work_place')
  if (codesIn(job).length > 0 && isOpen(jobMonths)) open.push('public_job_months')
  if ((jobMonths ?? 0) > 0 && isOpen(job)) open.push('public_job')
  return open
}

/** Rule 54: who has left needs a date, and a date of leaving a reason. Says nothing about former members of other years. */
function openLeavingFields({ membership, index }: MemberView): readonly FindingTarget[] {
  const { status, end_date: end, decrease_reason: reason } = membership
  const field = isOpen(end) ? (isOpen(status) || status === NORMAL ? null : 'end_date') : isOpen(reason) ? 'decrease_reason' : null
  return field === null ? [] : [{ register: 'membership', member: index, field }]
}

function labels(targets: readonly FindingTarget[]): string {
  return targets.map(({ register, field }) => (field === 'head_name' ? '家庭成员' : fieldOf(register, field).label)).join('、')
}

function sentence(own: readonly FindingTarget[], ofMembers: readonly (readonly [MemberView, readonly FindingTarget[]])[]): string {
  const people = ofMembers.slice(0, MOST_NAMES).map(([member, open]) => `${member.name}：${labels(open)}`)
  const more = ofMembers.length > MOST_NAMES ? [`另有 ${ofMembers.length - MOST_NAMES} 名成员也没有填全`] : []
  const parts = [...(own.length > 0 ? [`户：${labels(own)}`] : []), ...people, ...more]
  return `资料没有填全——${parts.join('；')}。请补填；一时没有的可以先保存，以后再补。`
}

export const incompleteRule: HouseholdRule = {
  id: '13-incomplete',
  title: '资料没有填全',
  official: 'E',
  kind: 'incomplete',
  scope: 'household',
  relaxed: '没有录入不等于错误：各种表只带一部分字段，所以只提示、不挡保存；不可缺的字段由必填控制。',
  source: 'forms.md §13 规则 7、8、9、10、12、24、27、37、44、45、50、54、55 的“非空”部分',
  reads: [
    ...ATTRIBUTE_FIELDS,
    ...MAIN_CAUSE_FIELDS,
    'household.phone',
    'household.bank_account',
    ...[...CONDITIONS, 'water_resolved', 'water_difficult', 'water_safe', 'dangerous_house', 'dangerous_house_level', ...INCOME_INPUTS].map(
      (key) => `household_year.${key}` as FieldPath,
    ),
    'person.sex',
    'person.ethnicity',
    'person.disability_card_no',
    ...AGE_FIELDS,
    'membership.relation',
    'membership.decrease_reason',
    ...MEMBERSHIP_FIELDS,
    'person_year.health',
    'person_year.labour',
    'person_year.low_income_allowance',
    ...STUDENT_FIELDS,
    ...WORK_FIELDS,
    'person_year.work_location',
    'person_year.work_province',
    'person_year.public_job',
    'person_year.public_job_months',
  ],
  parameters: ['student_status_age_from', 'student_status_age_last'],
  verify: (context) => {
    const own = [...openHouseholdFields(context), ...openYearFields(context)]
    const present = context.members()
    const ofMembers: (readonly [MemberView, readonly FindingTarget[]])[] = []
    for (const member of context.everyone) {
      const open = [...(present.includes(member) ? openMemberFields(member, context) : []), ...openLeavingFields(member)]
      if (open.length > 0) ofMembers.push([member, open])
    }
    const missing = [...own, ...ofMembers.flatMap(([, open]) => open)]
    const [first] = missing
    if (!first) return []
    const draft: Draft = { field: `${first.register}.${first.field}` as FieldPath, message: sentence(own, ofMembers), missing }
    const member = ofMembers.find(([, open]) => open.includes(first))?.[0]
    return [member ? { ...draft, member } : draft]
  },
}
