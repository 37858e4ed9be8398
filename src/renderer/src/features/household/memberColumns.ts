/** Columns of the members' grid: the sixteen of the paper form in its order, further ones by choice. */
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import type { DataColumn } from '../../components/DataTable/types.ts'
import type { GridColumn } from '../../fields/EditableGrid.tsx'
import { registerOfPart } from './draft.ts'
import type { MemberPart } from './draft.ts'

/** 贫困户信息采集表, section 二 (forms.md §2.3). */
const PAPER: readonly (readonly [MemberPart, string, number])[] = [
  ['person', 'name', 92],
  ['person', 'sex', 56],
  ['person', 'id_number', 168],
  ['membership', 'relation', 104],
  ['person', 'ethnicity', 72],
  ['person', 'politics', 88],
  ['personYear', 'education', 92],
  ['personYear', 'student_status', 104],
  ['personYear', 'health', 104],
  ['personYear', 'labour', 112],
  ['personYear', 'work_place', 104],
  ['personYear', 'work_months', 76],
  ['personYear', 'military', 76],
  ['personYear', 'critical_illness_insurance', 92],
  ['personYear', 'low_income_allowance', 84],
  ['personYear', 'employer', 140],
]

/** Short headings, where the label of the catalogue is too long for a column. */
const SHORT: Readonly<Record<string, string>> = {
  'personYear.military': '现役军人',
  'personYear.critical_illness_insurance': '大病保险',
  'personYear.low_income_allowance': '低保',
  'personYear.employer': '务工企业',
  'personYear.work_place': '务工情况',
  'membership.relation': '与户主关系',
  'membership.status': '生存状态',
}

const WIDTHS: Readonly<Partial<Record<FieldDefinition['type'], number>>> = {
  text: 120,
  longText: 180,
  idNumber: 168,
  phone: 112,
  date: 100,
  integer: 80,
  boolean: 76,
  code: 108,
  codes: 128,
}
const INNER = ['person_id', 'household_id', 'year', 'end_date', 'decrease_reason']

export interface MemberColumn extends DataColumn {
  readonly grid: GridColumn
}

function columnOf(part: MemberPart, field: FieldDefinition, width: number, listed: boolean): MemberColumn {
  const key = `${part}.${field.key}`
  const label = SHORT[key] ?? field.label
  const register = registerOf(registerOfPart[part])
  return {
    key,
    label: field.label,
    width,
    listed,
    text: () => '',
    section: register.sections.find((section) => section.key === field.section)?.label ?? register.label,
    grid: { key, field, width, ...(label === field.label ? {} : { label }) },
  }
}

/** All columns there are; the paper's are listed and come first. */
export const memberColumns: readonly MemberColumn[] = [
  ...PAPER.map(([part, key, width]) => columnOf(part, fieldOf(registerOfPart[part], key), width, true)),
  ...(['person', 'membership', 'personYear'] as const).flatMap((part) =>
    registerOf(registerOfPart[part])
      .fields.filter(
        (field) =>
          field.derived === undefined &&
          field.keeps === undefined &&
          !INNER.includes(field.key) &&
          !PAPER.some(([of, key]) => of === part && key === field.key),
      )
      .map((field) => columnOf(part, field, Math.max(WIDTHS[field.type] ?? 110, Math.min(200, [...field.label].length * 13.5 + 20)), false)),
  ),
]

const byKey = new Map(memberColumns.map((column) => [column.key, column]))

/** The grid columns for the keys chosen, with the widths the user gave them. */
export function gridColumns(chosen: readonly DataColumn[], widthOf: (column: DataColumn) => number): readonly GridColumn[] {
  return chosen.flatMap((column) => {
    const known = byKey.get(column.key)
    return known === undefined ? [] : [{ ...known.grid, width: widthOf(column) }]
  })
}
