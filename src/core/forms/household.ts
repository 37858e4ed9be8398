/** What forms ask of one household in one year, and how templates name it. */
import { registers } from '../catalogue/index.ts'
import type { FormCopy, FormDivision, FormRecord, FormScope, Vocabulary } from './types.ts'
import { paperRecord } from './values.ts'
import { DIVISION, recordEntry } from './words.ts'

export interface FormMember {
  readonly person: FormRecord
  /** Values of the year; empty where none are on file. */
  readonly person_year: FormRecord
  readonly membership: FormRecord
  /** Of the year before, and of all years on file, where the template asks for them. */
  readonly person_year_before?: FormRecord
  readonly person_year_all?: readonly FormScope[]
}

export interface FormHelper {
  readonly helper: FormRecord
  readonly organization: FormRecord
  readonly pairing: FormRecord
}

/** All that forms ask of one household in one year. The caller decides what is masked. */
export interface HouseholdData {
  readonly division: FormDivision
  readonly household: FormRecord
  readonly household_year: FormRecord
  /** The members of the year, the head first. */
  readonly members: readonly FormMember[]
  readonly helpers: readonly FormHelper[]
}

/** What the year's record says comes before what the household says today. */
const YEARLY_KEYS = ['attribute', 'exit_status', 'main_cause', 'population'] as const

/** Registers whose records templates find in the members and helpers of a household, read as they were in the year. */
export const READ_WITH_HOUSEHOLD: readonly string[] = ['household_year', 'membership', 'pairing']

/** The household as it was in the year of the form. */
function householdOfYear(data: HouseholdData): FormRecord {
  const household: Record<string, FormRecord[string]> = { ...data.household }
  for (const key of YEARLY_KEYS) {
    if (isFilled(data.household_year[key])) household[key] = data.household_year[key]
  }
  if (!isFilled(household['population']) && data.members.length > 0) household['population'] = data.members.length
  return household
}

/** Since 2018 是否解决安全饮用水 stands for the two questions on water; rosters still ask whether it is safe. */
function waterOfYear(year: FormRecord): FormRecord {
  return isFilled(year['water_safe']) || !isFilled(year['water_resolved']) ? year : { ...year, water_safe: year['water_resolved'] }
}

/** Whether a value says anything. */
function isFilled(value: FormRecord[string]): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || !('chosen' in value) || value.chosen.length > 0
}

/** What templates find of a household. */
export function householdScope(data: HouseholdData): FormScope {
  return {
    division: { ...data.division },
    household: householdOfYear(data),
    household_year: waterOfYear(data.household_year),
    members: data.members.map((member): FormScope => ({ ...member })),
    helpers: data.helpers.map((helper): FormScope => ({ ...helper })),
  }
}

/** The names under which templates find it. */
export const HOUSEHOLD_VOCABULARY: Vocabulary = {
  division: DIVISION,
  household: recordEntry('household'),
  household_year: recordEntry('household_year'),
  members: {
    kind: 'list',
    label: '家庭成员',
    entries: {
      person: recordEntry('person'),
      person_year: recordEntry('person_year'),
      person_year_before: { ...recordEntry('person_year'), label: `${registers.person_year.label}（上一年）` },
      person_year_all: { kind: 'list', label: `${registers.person_year.label}（各年）`, entries: { person_year: recordEntry('person_year') } },
      membership: recordEntry('membership'),
    },
  },
  helpers: {
    kind: 'list',
    label: '帮扶责任人',
    entries: { helper: recordEntry('helper'), organization: recordEntry('organization'), pairing: recordEntry('pairing') },
  },
}

/** What templates find of a household that is to be written in by hand. */
export function blankHousehold(division: FormDivision, year: number): FormScope {
  const blank = (name: 'household' | 'household_year'): FormRecord => paperRecord(registers[name], undefined, { year })
  return householdScope({ division, household: blank('household'), household_year: blank('household_year'), members: [], helpers: [] })
}

/** One copy of a form for one household. */
export function householdCopy(data: HouseholdData): FormCopy {
  return { scope: householdScope(data), name: nameOf(data) }
}

/** `张三` or, where the head is unknown, the number of the household. */
function nameOf(data: HouseholdData): string {
  for (const key of ['head_name', 'household_no', 'local_no']) {
    const value = data.household[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return '空白表'
}
