/** What the home page shows: who is on file in a year, why they are poor, and what is not complete yet. */
import type { Where } from '../../../shapes.ts'
import type { ColumnDefinition, PopulationDefinition, StatisticDefinition } from '../../../statistics/types.ts'
import { IN_FORCE, MEMBERS, MOVES, parts } from './words.ts'

/** Struck off are those marked so; where nothing is said, a household is valid. */
const VALID: Where = { valid: { ne: false } }
/** In the hands of this office: what is on its way here, or gone from here, is counted where it is. */
const OWN: Where = { village: '@unit' }
const POOR: Where = { exit_status: { in: ['@poor_status'] } }
/** 已脱贫 and 稳定脱贫; 预脱贫 counts neither as poor nor as out of poverty. */
const EXITED: Where = { exit_status: { in: ['1', '4'] } }
const VALID_HOUSEHOLD: Where = { household_id: { is: VALID } }
const ON_FILE: Where = { and: [OWN, VALID_HOUSEHOLD] }

/** Households with a record of the year, and those of which a sheet said how many they are. */
const YEAR_RECORD = { register: 'household_year', by: 'household_id', where: { year: '@year' } }
const HAS_YEAR: Where = { exists: YEAR_RECORD }
const STATED: Where = { stated_population: { gt: 1 } }

const ON_FILE_NOTE = '在册户是当年有户年度记录、现在有效的户；清退、销户的不算，迁出本单位、还在途中的户算在它现在所在的单位'
const POOR_STATUS_NOTE = '未脱贫按当年年度记录的脱贫标志，含返贫'

/** Yearly records of valid households in the office's hands. */
function householdsOnFile(where: Where = ON_FILE): PopulationDefinition {
  return { register: 'household_year', time: 'year', where }
}

/** Members of households whose record of the year meets a filter. */
function inHouseholds(where: Where): Where {
  return { household_id: { is: { exists: { register: 'household_year', by: 'household_id', where: { year: '@year', ...where } } } } }
}

/** Those of the members whose household has such a record. What is left over is no column: it would cost two looks at each member. */
function members(key: string, label: string, where: Where): ColumnDefinition {
  return { key, label, count: 'members', where: inHouseholds(where), unit: '人' }
}

export const onFileTables: readonly StatisticDefinition[] = [
  {
    code: 'on_file',
    title: '在册户、在册人口和脱贫情况',
    group: '本单位',
    notes: [ON_FILE_NOTE, '人口是这些户在统计日的家庭成员；只有来表人数的户，人数列在“家庭人口（含来表人数）”'],
    unverified: [POOR_STATUS_NOTE],
    populations: {
      households: householdsOnFile(),
      members: { register: 'membership', time: 'day', where: { and: [OWN, MEMBERS, { household_id: { is: { and: [VALID, HAS_YEAR] } } }] }, moves: MOVES },
    },
    columns: [
      { key: 'households', label: '在册户', count: 'households', unit: '户' },
      ...parts(
        'households',
        'households',
        '户',
        [
          { key: 'poor', label: '未脱贫户', where: POOR },
          { key: 'exited', label: '已脱贫户', where: EXITED },
        ],
        '预脱贫或未填',
      ),
      { key: 'people', label: '在册人口', count: 'members', unit: '人' },
      members('poor_people', '未脱贫人口', POOR),
      members('exited_people', '已脱贫人口', EXITED),
      { key: 'population', label: '家庭人口（含来表人数）', sum: 'households', field: 'population' },
      { key: 'stated', label: '有来表人数的户的家庭人口', sum: 'households', field: 'population', where: STATED },
      { key: 'stated_members', label: '其中已录入的成员', count: 'members', where: inHouseholds(STATED), unit: '人' },
      { key: 'size', label: '户均人口', ratio: ['population', 'households'], as: 'quotient', unit: '人', digits: 1 },
    ],
    chart: ['households', 'poor'],
  },
  {
    code: 'on_file_causes',
    title: '在册未脱贫户的主要致贫原因',
    group: '本单位',
    notes: [ON_FILE_NOTE],
    unverified: [POOR_STATUS_NOTE],
    populations: { households: householdsOnFile({ and: [OWN, VALID_HOUSEHOLD, POOR] }) },
    rows: { by: 'field', field: 'main_cause' },
    columns: [{ key: 'households', label: '未脱贫户', count: 'households', unit: '户' }],
    chart: ['households'],
  },
  {
    code: 'incomplete',
    title: '资料没有填全的户和人',
    group: '本单位',
    notes: ['按现在的登记；年度记录按所选年度，结对按统计日'],
    populations: {
      households: { register: 'household', time: 'today', where: { and: [OWN, VALID] } },
      people: { register: 'person', time: 'today', where: { and: [OWN, { household_id: { empty: false } }] } },
    },
    columns: [
      { key: 'households', label: '现在在册的户', count: 'households', unit: '户' },
      { key: 'people', label: '现在在册的人', count: 'people', unit: '人' },
      { key: 'without_head', label: '没有户主的户', count: 'households', where: { head_person_id: { empty: true } }, unit: '户' },
      { key: 'without_cause', label: '没有主要致贫原因的户', count: 'households', where: { main_cause: { empty: true } }, unit: '户' },
      { key: 'without_id_number', label: '没有证件号码的人', count: 'people', where: { id_number: { empty: true } }, unit: '人' },
      { key: 'without_birth_date', label: '没有出生日期的人', count: 'people', where: { birth_date: { empty: true } }, unit: '人' },
      { key: 'without_year', label: '没有当年年度记录的户', count: 'households', where: { none: YEAR_RECORD }, unit: '户' },
      {
        key: 'without_helper',
        label: '没有帮扶责任人的户',
        count: 'households',
        where: { none: { register: 'pairing', by: 'household_id', where: IN_FORCE } },
        unit: '户',
      },
    ],
    chart: ['without_year', 'without_helper'],
  },
  {
    code: 'unverified_parameters',
    title: '待核的参数',
    group: '本单位',
    populations: { parameters: { register: 'parameter', time: 'today', where: { year: '@year', unverified: true } } },
    rows: { by: 'field', field: 'label' },
    columns: [{ key: 'parameters', label: '当年待核的参数', count: 'parameters', unit: '个' }],
  },
]
