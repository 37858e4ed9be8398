/** 贫困户、人口花名册: one row a person, in the columns of the national export. */
import { divisionScope, householdOfYear, isFilled, memberScope, occasionScope } from './householdCard.ts'
import type { FormRecord, FormScope, HouseholdData, VillageForm } from './types.ts'
import { OCCASION, recordEntry, valueEntry } from './vocabulary.ts'

/** Since 2018 是否解决安全饮用水 stands for the two questions on water; the roster still asks whether it is safe. */
function waterOfYear(year: FormRecord): FormRecord {
  return isFilled(year['water_safe']) || !isFilled(year['water_resolved']) ? year : { ...year, water_safe: year['water_resolved'] }
}

/** One item a person. A household without members has one item, so that it is not lost from the roster. */
function people(household: HouseholdData, index: number): FormScope[] {
  const shared = {
    division: divisionScope(household.division),
    household: householdOfYear(household),
    household_year: waterOfYear(household.household_year),
    household_number: index + 1,
  }
  const members = household.members.length === 0 ? [{ person: {}, person_year: {}, membership: {} }] : household.members
  return members.map((member, position) => ({
    ...shared,
    ...memberScope(member),
    households: position === 0 ? 1 : 0,
    persons: household.members.length === 0 ? 0 : 1,
  }))
}

export const householdRoster: VillageForm = {
  code: 'household_roster',
  title: '贫困户、人口花名册',
  source: '全国扶贫开发信息系统贫困户、人口花名册导出样式（27 列，一人一行）',
  paper: 'A4 横向，一人一行',
  per: 'village',
  variants: [{ file: 'household_roster.xlsx' }],
  needs: ['household', 'household_year', 'person', 'person_year', 'membership'],
  vocabulary: (registers) => ({
    ...OCCASION,
    people: {
      kind: 'list',
      label: '人员',
      entries: {
        ...(OCCASION['division'] === undefined ? {} : { division: OCCASION['division'] }),
        household: recordEntry(registers, 'household'),
        household_year: recordEntry(registers, 'household_year'),
        person: recordEntry(registers, 'person'),
        person_year: recordEntry(registers, 'person_year'),
        membership: recordEntry(registers, 'membership'),
        household_number: valueEntry('户序号'),
        households: valueEntry('户数（每户第一人为 1）'),
        persons: valueEntry('人数（空户为 0）'),
      },
    },
  }),
  scope: (data, occasion) => ({
    ...occasionScope(occasion),
    division: divisionScope(data.division),
    people: data.households.flatMap(people),
  }),
  name: (data) => [data.division.village, data.division.township, data.division.county].find((name) => name !== '') ?? '花名册',
}
