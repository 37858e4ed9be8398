/** 贫困户信息采集表: one household, with its members, income, living conditions and helpers. */
import type { FormDivision, FormMember, FormOccasion, FormRecord, FormScope, HouseholdData, HouseholdForm } from './types.ts'
import { OCCASION, recordEntry } from './vocabulary.ts'

/** What the year's record says comes before what the household says today. */
const YEARLY_KEYS = ['attribute', 'exit_status', 'main_cause', 'population'] as const

/** The household as it was in the year of the form. */
export function householdOfYear(data: HouseholdData): FormRecord {
  const household: Record<string, FormRecord[string]> = { ...data.household }
  for (const key of YEARLY_KEYS) {
    if (isFilled(data.household_year[key])) household[key] = data.household_year[key]
  }
  if (!isFilled(household['population']) && data.members.length > 0) household['population'] = data.members.length
  return household
}

/** Whether a value says anything. */
export function isFilled(value: FormRecord[string]): boolean {
  if (value === undefined || value === null || value === '') return false
  return typeof value !== 'object' || !('chosen' in value) || value.chosen.length > 0
}

export function divisionScope(division: FormDivision): FormScope {
  return { ...division }
}

export function memberScope(member: FormMember): FormScope {
  return { person: member.person, person_year: member.person_year, membership: member.membership }
}

export function occasionScope(occasion: FormOccasion): FormScope {
  return { year: occasion.year, office: occasion.office, printed_on: occasion.printed_on }
}

export const householdCard: HouseholdForm = {
  code: 'household_card',
  title: '贫困户信息采集表',
  source: '全国扶贫开发信息系统贫困户信息采集表（2015—2017 年版；2018 年起增减项目）',
  paper: 'A4 纵向，一户一张',
  per: 'household',
  variants: [
    { file: 'household_card.xlsx', until: 2017 },
    { file: 'household_card_2018.xlsx', since: 2018 },
  ],
  needs: ['household', 'household_year', 'person', 'person_year', 'membership', 'helper', 'organization', 'pairing'],
  vocabulary: (registers) => ({
    ...OCCASION,
    household: recordEntry(registers, 'household'),
    household_year: recordEntry(registers, 'household_year'),
    members: {
      kind: 'list',
      label: '家庭成员',
      entries: {
        person: recordEntry(registers, 'person'),
        person_year: recordEntry(registers, 'person_year'),
        membership: recordEntry(registers, 'membership'),
      },
    },
    helpers: {
      kind: 'list',
      label: '帮扶责任人',
      entries: { helper: recordEntry(registers, 'helper'), organization: recordEntry(registers, 'organization'), pairing: recordEntry(registers, 'pairing') },
    },
  }),
  scope: (data, occasion) => ({
    ...occasionScope(occasion),
    division: divisionScope(data.division),
    household: householdOfYear(data),
    household_year: data.household_year,
    members: data.members.map(memberScope),
    helpers: data.helpers.map(({ helper, organization, pairing }): FormScope => ({ helper, organization, pairing })),
  }),
  name: (data) => nameOf(data),
}

/** `张三` or, where the head is unknown, the number of the household. */
function nameOf(data: HouseholdData): string {
  for (const key of ['head_name', 'household_no', 'local_no']) {
    const value = data.household[key]
    if (typeof value === 'string' && value !== '') return value
  }
  return '空白表'
}
