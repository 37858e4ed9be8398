/** Papers of one household, one plan (mechanisms.md M04.d). */
import type { Where } from '../../shapes.ts'
import type { FormDefinition, ListSource } from '../types.ts'

const measures = (where: Where): ListSource => ({
  kind: 'list',
  register: 'plan_measure',
  per: 'village',
  where,
  sort: [{ field: 'household_id' }, { field: 'due_on' }, { field: 'measure_no' }],
})

export const planForms: readonly FormDefinition[] = [
  {
    code: 'household_plan',
    title: '一户一策表',
    source: 'mechanisms.md M04（一户一策表）；手册要求写明项目名称、规模、扶持资金、完成时限 [S31]；forms.md §5.1；版面待核',
    paper: 'A4 纵向，一户一份',
    from: { kind: 'record', register: 'household_plan' },
    variants: [{ file: 'household_plan.xlsx' }],
  },
  {
    code: 'measure_ledger',
    title: '措施落实台账',
    source: 'mechanisms.md M04（措施落实台账）；版面待核',
    paper: 'A4 横向，一项措施一行',
    from: measures({ year: '@year', progress: { in: ['1', '2', '3'] } }),
    variants: [{ file: 'measure_ledger.xlsx' }],
  },
  {
    code: 'measure_reminder',
    title: '逾期措施催办单',
    source: 'mechanisms.md M04（逾期措施催办单）；版面待核',
    paper: 'A4 横向，一项措施一行',
    from: measures({ year: '@year', progress: { in: ['1', '2'] }, due_on: { lt: '@day' } }),
    variants: [{ file: 'measure_reminder.xlsx' }],
  },
  {
    code: 'plan_exits',
    title: '年度减贫计划表',
    source: 'mechanisms.md M04（年度减贫计划表：乡镇×村×户×人）；版面待核',
    paper: 'A4 横向，一个地方一行',
    from: { kind: 'statistic', code: 'plan_exits' },
    variants: [{ file: 'plan_exits.xlsx' }],
  },
  {
    code: 'exit_sequence',
    title: '脱贫时序图',
    source: 'mechanisms.md M04（脱贫时序图 2015–2020）；版面待核',
    paper: 'A4 纵向，图和表',
    from: { kind: 'statistic', code: 'exit_sequence' },
    variants: [{ file: 'exit_sequence.xlsx' }],
  },
]
