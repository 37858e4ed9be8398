/** What lists of other departments gave cause to look into, and what came of it (forms.md §13.7; mechanisms.md M01). */
import type { CountColumn, StatisticDefinition } from '../../../statistics/types.ts'

const STATES = [
  ['open', '待核实'],
  ['confirmed', '属实'],
  ['refuted', '不属实'],
  ['kept', '保留'],
] as const

const results: readonly CountColumn[] = STATES.map(([state, label]) => ({
  key: state,
  label,
  count: 'hits',
  where: { state },
  unit: '条',
  part: 'hits',
}))

const BASIS: Omit<StatisticDefinition, 'code' | 'title' | 'rows'> = {
  group: '本单位',
  source: 'forms.md §13.7；mechanisms.md M01',
  notes: ['当年比对出来的疑点，计在比对时户所在的村', '以前判过、按以前的结果带过来的也计入各个结果，另在“其中已判过”里；核实率＝已核实÷疑点'],
  populations: { hits: { register: 'comparison_hit', time: 'day', where: { found_on: { gte: '@from', lte: '@day' } } } },
  columns: [
    { key: 'hits', label: '疑点', count: 'hits', unit: '条' },
    ...results,
    { key: 'judged', label: '已核实', count: 'hits', where: { state: { in: ['confirmed', 'refuted', 'kept'] } }, unit: '条' },
    { key: 'judged_rate', label: '核实率', ratio: ['judged', 'hits'], as: 'percent' },
    { key: 'known', label: '其中已判过', count: 'hits', where: { known: true }, unit: '条' },
    { key: 'unsure', label: '其中凭姓名对上', count: 'hits', where: { matched_by: { in: ['3', '4', '5'] } }, unit: '条' },
    { key: 'cased', label: '其中已发起核查', count: 'hits', where: { case_id: { empty: false } }, unit: '条' },
  ],
  chart: ['open', 'confirmed', 'refuted', 'kept'],
}

export const comparisonTables: readonly StatisticDefinition[] = [
  { ...BASIS, code: 'comparison_hits', title: '比对疑点核实情况（按地方）' },
  { ...BASIS, code: 'comparison_kinds', title: '比对疑点核实情况（按种类）', rows: { by: 'field', field: 'kind_id' } },
]
