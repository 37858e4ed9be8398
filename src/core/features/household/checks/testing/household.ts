/** A synthetic household without a fault, from which tests depart one field at a time.  */
import { checkCharacter } from '#core/rules/identity.ts'
import { defaultParameters } from '#core/rules/parameters.ts'
import type { ParameterReader } from '#core/rules/parameters.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { HouseholdFacts, MemberFacts } from '../types.ts'

export const TODAY = '2015-11-23'

/** Departures from the sound household. Members are given by position; those beyond the third are added. */
export interface Changes {
  readonly year?: number
  readonly today?: string
  readonly household?: Row<'household'>
  readonly householdYear?: Row<'household_year'> | null
  readonly members?: readonly (MemberChanges | undefined)[]
  /** Keep only so many members. */
  readonly count?: number
  readonly stated?: HouseholdFacts['stated']
  readonly parameters?: ParameterReader
  readonly helpers?: HouseholdFacts['helpers']
  readonly becomes?: HouseholdFacts['becomes']
  readonly pairings?: HouseholdFacts['pairings']
  readonly before?: HouseholdFacts['before']
  readonly monitored?: boolean
}

export interface MemberChanges {
  readonly person?: Row<'person'>
  readonly personYear?: Row<'person_year'> | null
  readonly membership?: Row<'membership'>
  /** Of the year before and of the one before that. */
  readonly earlier?: readonly (Row<'person_year'> | null)[]
  readonly papers?: readonly string[]
}

/** A valid synthetic number: birth date as `YYYYMMDD`, order odd for men. */
export function syntheticNumber(birth: string, order: number): string {
  const first17 = `621125${birth}${String(order).padStart(3, '0')}`
  return `${first17}${checkCharacter(first17)}`
}

const ADULT_YEAR: Row<'person_year'> = {
  education: '03',
  student_status: '01',
  health: '01',
  labour: '01',
  low_income_allowance: false,
  critical_illness_insurance: true,
}

function adult(name: string, birth: string, order: number, relation: string, year: Row<'person_year'>): MemberFacts {
  const iso = `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}`
  return {
    person: { name, sex: order % 2 === 1 ? '1' : '2', id_type: '01', id_number: syntheticNumber(birth, order), birth_date: iso, ethnicity: '01' },
    personYear: { ...ADULT_YEAR, ...year },
    membership: { relation, status: '1' },
  }
}

const MEMBERS: readonly MemberFacts[] = [
  adult('张三', '19750512', 11, '01', { work_place: '03', work_months: 8 }),
  adult('李四', '19770308', 22, '02', {}),
  adult('张小', '20050901', 31, '03', { education: '02', student_status: '03', labour: '04' }),
]

const EXTRA: MemberFacts = { person: {}, personYear: {}, membership: { status: '1' } }

const HOUSEHOLD: Row<'household'> = {
  attribute: '01',
  exit_status: '0',
  main_cause: '07',
  other_causes: '09',
  phone: '13800138000',
  bank_account: '6228480000000000000',
  valid: true,
}

const HOUSEHOLD_YEAR: Row<'household_year'> = {
  attribute: '01',
  exit_status: '0',
  main_cause: '07',
  wage_income: 500_000,
  business_income: 300_000,
  business_expense: 120_000,
  other_transfer_income: 30_000,
  farmland: 800,
  irrigated_land: 100,
  production_power: true,
  cooperative: false,
  road_distance: 50,
  road_type: '03',
  house_area: 8000,
  living_power: true,
  water_difficult: false,
  water_safe: true,
  water_resolved: true,
  fuel: '03',
  sanitary_toilet: true,
  dangerous_house: false,
}

/** The sound household with changes. A field changed to `null` counts as not entered. */
export function household(changes: Changes = {}): HouseholdFacts {
  const count = changes.count ?? Math.max(MEMBERS.length, changes.members?.length ?? 0)
  return {
    year: changes.year ?? 2015,
    today: changes.today ?? TODAY,
    household: { ...HOUSEHOLD, ...changes.household },
    householdYear: changes.householdYear === null ? null : { ...HOUSEHOLD_YEAR, ...changes.householdYear },
    members: Array.from({ length: count }, (_, index) => changed(MEMBERS[index] ?? EXTRA, changes.members?.[index])),
    parameters: changes.parameters ?? defaultParameters,
    helpers: changes.helpers ?? [{ is_main: true, helper_id: 'k' }],
    ...(changes.pairings ? { pairings: changes.pairings } : {}),
    ...(changes.before ? { before: changes.before } : {}),
    ...(changes.monitored === undefined ? {} : { monitored: changes.monitored }),
    ...(changes.becomes ? { becomes: changes.becomes } : {}),
    ...(changes.stated ? { stated: changes.stated } : {}),
  }
}

function changed(member: MemberFacts, change: MemberChanges = {}): MemberFacts {
  return {
    person: { ...member.person, ...change.person },
    personYear: change.personYear === null ? null : { ...member.personYear, ...change.personYear },
    membership: { ...member.membership, ...change.membership },
    earlier: () => change.earlier ?? [],
    ...(change.papers === undefined ? {} : { papers: change.papers }),
  }
}
