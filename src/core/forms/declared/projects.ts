/** Papers of projects (mechanisms.md M06.d): plan of the year, chart of the work, progress, ledgers, and what stands at the site and in the dossier. */
import type { Sort, Where } from '../../shapes.ts'
import type { FormDefinition, ListSource } from '../types.ts'

/** Stages from the plan of the year on, those beside the main line too. */
const PLANNED = [
  'planned',
  'approved',
  'procured',
  'building',
  'finished',
  'township_accepted',
  'accepted',
  'audited',
  'reimbursed',
  'handed_over',
  'evaluated',
  'closed',
  'correcting',
  'stopped',
]
const ORDER: Sort = [{ field: 'place' }, { field: 'category' }, { field: 'name' }]
const projects = (where: Where = {}): ListSource => ({
  kind: 'list',
  register: 'project',
  where: { year: '@year', stage: { in: PLANNED }, ...where },
  sort: ORDER,
})
const UNVERIFIED = '版面待核'

export const projectForms: readonly FormDefinition[] = [
  {
    code: 'project_plan',
    title: '年度项目计划表',
    source: `mechanisms.md M06（年度项目计划表）；${UNVERIFIED}`,
    paper: 'A4 横向，一个项目一行',
    from: projects(),
    variants: [{ file: 'project_plan.xlsx' }],
  },
  {
    code: 'project_chart',
    title: '施工图表',
    source: `mechanisms.md M06（单项目“施工图表”：一页，平面示意、工序横道、六要素）；${UNVERIFIED}`,
    paper: 'A4 横向，一个项目一页',
    from: { kind: 'record', register: 'project' },
    variants: [{ file: 'project_chart.xlsx' }],
  },
  {
    code: 'project_bars',
    title: '总进度横道图',
    source: `mechanisms.md M06（总进度横道图）；${UNVERIFIED}`,
    paper: 'A4 横向，一个项目一行，一旬一格',
    from: projects(),
    variants: [{ file: 'project_bars.xlsx' }],
  },
  {
    code: 'project_progress',
    title: '项目实施进度表（旬、月报）',
    source: `mechanisms.md M06（旬/月进度表）、§3 R06；${UNVERIFIED}`,
    paper: 'A4 横向，一个项目一行',
    from: projects(),
    variants: [{ file: 'project_progress.xlsx' }],
  },
  {
    code: 'project_supervision',
    title: '重点项目督办单',
    source: `mechanisms.md M06（重点项目督办单）；${UNVERIFIED}`,
    paper: 'A4 横向，滞后、停工的项目一行一个',
    from: projects(),
    variants: [{ file: 'project_supervision.xlsx' }],
  },
  {
    code: 'project_ledger',
    title: '项目开竣工台账',
    source: `mechanisms.md M06（开竣工台账）；${UNVERIFIED}`,
    paper: 'A4 横向，一个项目一行',
    from: projects(),
    variants: [{ file: 'project_ledger.xlsx' }],
  },
  {
    code: 'project_change_sheet',
    title: '项目变更单',
    source: `mechanisms.md M06.c（变更单+原审批机构）；${UNVERIFIED}`,
    paper: 'A4 纵向，一张一份',
    from: { kind: 'record', register: 'project_change' },
    variants: [{ file: 'project_change_sheet.xlsx' }],
  },
  {
    code: 'project_acceptance_sheet',
    title: '项目验收表',
    source: `mechanisms.md M06（验收表）；${UNVERIFIED}`,
    paper: 'A4 纵向，一次一份',
    from: { kind: 'record', register: 'project_acceptance' },
    variants: [{ file: 'project_acceptance_sheet.xlsx' }],
  },
  {
    code: 'project_handover',
    title: '项目移交管护书',
    source: `mechanisms.md M06（移交管护书）；${UNVERIFIED}`,
    paper: 'A4 纵向，一个项目一份',
    from: { kind: 'record', register: 'project' },
    variants: [{ file: 'project_handover.xlsx' }],
  },
  {
    code: 'project_sign',
    title: '项目公示牌',
    source: `mechanisms.md M06（项目公示牌文本）、M08.a（名称、地点、内容、期限、单位与负责人、资金）；${UNVERIFIED}`,
    paper: 'A4 纵向，一个项目一份；可放大',
    from: { kind: 'record', register: 'project' },
    variants: [{ file: 'project_sign.xlsx' }],
  },
  {
    code: 'package_dossier',
    title: '整村推进卷宗目录',
    source: `mechanisms.md M06（整村推进村卷宗目录）；${UNVERIFIED}`,
    paper: 'A4 纵向，一个村一包一份',
    from: { kind: 'record', register: 'village_package' },
    variants: [{ file: 'package_dossier.xlsx' }],
  },
]
