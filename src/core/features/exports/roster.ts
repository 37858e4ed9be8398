/** 贫困户、人口花名册 (forms.md §6.1): one row a person with the household's columns, and behind them what the national layout leaves out. */
import { fieldOf, registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import { fieldColumn, levelColumn, type ColumnOptions, type ExportColumn } from './columns.ts'
import type { ExportLayout } from './layout.ts'
import { firstLink, referenceLink, yearLink, type Line } from './lines.ts'

/** Headings of the national layout, in its order; then ours, without which a sheet could not be read back whole. */
const COLUMNS: readonly (readonly [heading: string, register: string, key: string])[] = [
  ['自然村', 'village_group', 'name'],
  ['户编号', 'household', 'household_no'],
  ['人编号', 'main', 'person_no'],
  ['姓名', 'main', 'name'],
  ['证件号码', 'main', 'id_number'],
  ['人数', 'household', 'population'],
  ['与户主关系', 'membership', 'relation'],
  ['民族', 'main', 'ethnicity'],
  ['文化程度', 'person_year', 'education'],
  ['在校生状况', 'person_year', 'student_status'],
  ['健康状况', 'person_year', 'health'],
  ['劳动技能', 'person_year', 'labour'],
  ['务工状况', 'person_year', 'work_place'],
  ['务工时间', 'person_year', 'work_months'],
  ['参加大病医疗', 'person_year', 'critical_illness_insurance'],
  ['脱贫属性', 'household', 'exit_status'],
  ['脱贫年度', 'household', 'exit_year'],
  ['贫困户属性', 'household', 'attribute'],
  ['主要致贫原因', 'household', 'main_cause'],
  ['危房户', 'household_year', 'dangerous_house'],
  ['饮水安全', 'household_year', 'water_safe'],
  ['饮水困难', 'household_year', 'water_difficult'],
  ['人均纯收入', 'household_year', 'net_income_per_person'],
  ['联系电话', 'household', 'phone'],
  ['性别', 'main', 'sex'],
  ['出生日期', 'main', 'birth_date'],
  ['证件类型', 'main', 'id_type'],
  ['本地户号', 'household', 'local_no'],
  ['生存状态', 'membership', 'status'],
  ['开始日期', 'membership', 'start_date'],
  ['结束日期', 'membership', 'end_date'],
]

/** The membership in force, else the last one: the rule by which a person's village is derived. */
const MEMBERSHIP_IN_FORCE = `(t.end_date IS NULL AND coalesce(t.status, '1') = '1') DESC, t.start_date DESC, t.id DESC`

/** Whether an export is that of the roster: people with everything that can be imported again. */
export function isRoster({ register, columns }: { readonly register: string; readonly columns?: readonly string[] | undefined }): boolean {
  return register === 'person' && (columns === undefined || columns.length === 0)
}

/** People with their households, by which they are ordered. */
export const ROSTER_FROM = 'person t LEFT JOIN household h ON h.id = t.household_id'

/** Households together with the head first; people of no household at the end of their village. */
export const ROSTER_ORDER = 't.village, t.household_id IS NULL, h.household_no, h.local_no, t.household_id, t.relation, t.birth_date, t.id'

/** The last year of which there are yearly records. */
export function lastYear(office: Office): number | null {
  return (
    office.store.read.get<{ year: number | null }>(
      'SELECT max(year) AS year FROM (SELECT max(year) AS year FROM household_year WHERE deleted = 0 UNION ALL SELECT max(year) FROM person_year WHERE deleted = 0)',
    )?.year ?? null
  )
}

/** The roster of the year. People who have left every household stand with the last one and the end of their membership. */
export function rosterLayout(year: number, options: ColumnOptions): ExportLayout {
  return {
    title: '贫困户、人口花名册',
    links: [
      firstLink('membership', 'person_id', MEMBERSHIP_IN_FORCE),
      referenceLink('household', 'household', 'membership', 'household_id'),
      referenceLink('village_group', 'village_group', 'household', 'group_id'),
      yearLink('household_year', 'household_year', 'household_id', 'membership', 'household_id', year),
      yearLink('person_year', 'person_year', 'person_id', 'main', 'id', year),
    ],
    columns: [
      levelColumn('main', 'village', options, 'county', '行政县'),
      levelColumn('main', 'village', options, 'township', '乡镇'),
      levelColumn('main', 'village', options, 'village', '行政村'),
      ...COLUMNS.map(([heading, alias, key]) => rosterColumn(alias, key, options, heading)),
      yearColumn(year),
    ],
  }
}

function rosterColumn(alias: string, key: string, options: ColumnOptions, heading: string): ExportColumn {
  const register = alias === 'main' ? 'person' : alias
  return fieldColumn(alias, registerOf(register), fieldOf(register, key), options, heading)
}

/** The year, where there is a yearly record: a sheet read back must not make records of nothing. */
function yearColumn(year: number): ExportColumn {
  const hasRecord = (line: Line): boolean => line['person_year'] !== undefined || line['household_year'] !== undefined
  return { heading: '年度', kind: 'number', width: 8, need: 'main.id', cell: (line) => (hasRecord(line) ? year : null) }
}
