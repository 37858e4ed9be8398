/** Papers of projects (mechanisms.md M06.d). Layouts are ours until documents are found. */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { looked, type TableColumn } from '../../../src/core/forms/drawing/columns.ts'
import { pageSetup, SheetBuilder, type Box, type Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'

const MONEY: Look = { format: '#,##0.00', shrink: true }
const SHORT: Look = { shrink: true }
const LEFT: Look = { align: 'left' }
const PERCENT: Look = { format: '0.00', shrink: true }
const NUMBER: TableColumn = { heading: '序号', text: '{{@number}}', width: 24 }
const NAME: TableColumn = { heading: '项目名称', text: '{{project.name}}', width: 110, look: LEFT }
const PLACE: TableColumn = { heading: '项目单位', text: '{{project.place}}', width: 72 }
const LOCATION: TableColumn = { heading: '实施地点', text: '{{project.location}}', width: 76 }
const SIZE: TableColumn = { heading: '规模', text: '{{project.size}}{{project.unit}}', width: 50, look: SHORT }
const INVESTMENT: TableColumn = { heading: '批复总投资（元）', text: '{{project.approved_investment}}', width: 66, look: MONEY }
const MANAGER: TableColumn = { heading: '责任人', text: '{{project.manager_id}}', width: 46 }
const UNIT: TableColumn = { heading: '责任单位', text: '{{project.organization_id}}', width: 66 }
const FIGURES: readonly TableColumn[] = [
  { heading: '计划进度%', text: '{{progress.planned}}', width: 38, look: PERCENT },
  { heading: '实际进度%', text: '{{progress.actual}}', width: 38, look: PERCENT },
  { heading: '偏差（百分点）', text: '{{progress.deviation}}', width: 38, look: PERCENT },
  { heading: '进度', text: '{{progress.state}}', width: 42 },
]
const UNDER = ['填报单位：{{office}}', '{{year}}年度　数据截止：{{data_day}}', '打印日期：{{printed_on}}'] as const
const TOTAL = '合　　计：　{{rows|count}} 个项目　　批复总投资 {{rows|sum:project.approved_investment|format:#,##0.00}} 元'

/** A cell for every ten days of a year, filled where work is planned and done. */
const tenDays = (prefix: string, width: number): TableColumn[] =>
  Array.from({ length: 36 }, (_, index) => ({
    heading: `${Math.floor(index / 3) + 1}月${'上中下'[index % 3] ?? ''}`,
    text: `{{${prefix}ten_${index + 1}}}`,
    width,
    look: { size: 7 },
  }))
const BARS_SAID = '□ 计划，■ 完成；一格一旬'

export const projectPlan = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年度项目计划表',
    each: 'rows',
    columns: [
      NUMBER,
      NAME,
      { heading: '类别', text: '{{project.category}}', width: 50 },
      { heading: '建设性质', text: '{{project.nature}}', width: 40 },
      PLACE,
      LOCATION,
      { heading: '建设任务', text: '{{project.content}}', width: 130, look: LEFT },
      SIZE,
      INVESTMENT,
      { heading: '其中财政补助（元）', text: '{{project.fiscal_grant}}', width: 66, look: MONEY },
      { heading: '受益户', text: '{{project.planned_households}}', width: 34 },
      { heading: '受益人', text: '{{project.planned_people}}', width: 34 },
      { heading: '计划开工', text: '{{project.planned_start}}', width: 52, look: SHORT },
      { heading: '计划完工', text: '{{project.planned_end}}', width: 52, look: SHORT },
      UNIT,
      MANAGER,
      { heading: '绩效目标', text: '{{project.performance_target}}', width: 90, look: LEFT },
    ],
    under: ['文号：{{document_no}}', '填报单位：{{office}}', '打印日期：{{printed_on}}'],
    total: `${TOTAL}　　其中财政补助 {{rows|sum:project.fiscal_grant|format:#,##0.00}} 元　　受益 {{rows|sum:project.planned_households}} 户 {{rows|sum:project.planned_people}} 人`,
    size: 8,
  })

export const projectBars = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年项目总进度横道图',
    each: 'rows',
    columns: [
      NUMBER,
      { ...NAME, width: 92 },
      { ...PLACE, width: 56 },
      { ...MANAGER, width: 36 },
      ...FIGURES.slice(0, 2),
      ...FIGURES.slice(3),
      ...tenDays('progress.', 12.5),
    ],
    under: UNDER,
    below: [BARS_SAID],
    size: 7.5,
    paper: 'A4',
  })

export const projectProgress = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年项目实施进度表',
    each: 'rows',
    columns: [
      NUMBER,
      NAME,
      PLACE,
      { heading: '建设性质', text: '{{project.nature}}', width: 36 },
      { heading: '建设内容', text: '{{project.content}}', width: 110, look: LEFT },
      SIZE,
      INVESTMENT,
      { heading: '办到哪里', text: '{{progress.stage}}', width: 52 },
      { heading: '开工日期', text: '{{progress.begun_on}}', width: 52, look: SHORT },
      { heading: '完工日期', text: '{{progress.done_on}}', width: 52, look: SHORT },
      ...FIGURES,
      { heading: '形象进度', text: '{{progress.words}}', width: 90, look: LEFT },
      MANAGER,
      { heading: '存在问题', text: '', width: 60 },
    ],
    under: UNDER,
    total: TOTAL,
    size: 8,
  })

export const projectSupervision = (): FormSheet =>
  tableTemplate({
    title: '重点项目督办单',
    each: 'rows where=(progress.state = "滞后" or progress.state = "严重滞后" or progress.state = "停工")',
    columns: [
      NUMBER,
      NAME,
      PLACE,
      UNIT,
      MANAGER,
      { heading: '计划完工', text: '{{project.planned_end}}', width: 52, look: SHORT },
      ...FIGURES,
      { heading: '形象进度', text: '{{progress.words}}', width: 90, look: LEFT },
      { heading: '滞后原因', text: '', width: 90 },
      { heading: '赶上计划的日期', text: '', width: 60 },
      { heading: '责任人签字', text: '', width: 54 },
    ],
    under: ['文号：{{document_no}}', '数据截止：{{data_day}}', '打印日期：{{printed_on}}'],
    below: ['　　以上项目没有赶上计划进度。请责任单位、责任人查明原因，写明赶上计划的日期，签字后 5 日内交回；以后每旬报一次进度。'],
    size: 8.5,
    stamps: ['{{office}}（盖章）', '　　　　年　　　月　　　日'],
  })

export const projectLedger = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年项目开竣工台账',
    each: 'rows',
    columns: [
      NUMBER,
      { heading: '项目编号', text: '{{project.project_no}}', width: 90, look: SHORT },
      NAME,
      PLACE,
      INVESTMENT,
      { heading: '实施单位', text: '{{project.builder_id}}', width: 66 },
      { heading: '计划开工', text: '{{project.planned_start}}', width: 52, look: SHORT },
      { heading: '实际开工', text: '{{progress.begun_on}}', width: 52, look: SHORT },
      { heading: '计划完工', text: '{{project.planned_end}}', width: 52, look: SHORT },
      { heading: '实际完工', text: '{{progress.done_on}}', width: 52, look: SHORT },
      { heading: '县验收', text: '{{project.accepted_on}}', width: 52, look: SHORT },
      { heading: '销号', text: '{{project.closed_on}}', width: 52, look: SHORT },
      { heading: '办到哪里', text: '{{progress.stage}}', width: 56 },
      MANAGER,
    ],
    under: UNDER,
    total: TOTAL,
    size: 8,
  })

/** One page: the six elements, a sketch, the steps of the work as bars. */
export const projectChart = (): FormSheet => {
  const bars = tenDays('progress_nodes.', 14.25)
  const asked: readonly TableColumn[] = [
    { heading: '工序', text: '{{name}}', width: 87, look: LEFT },
    { heading: '权重%', text: '{{weight}}', width: 34.5, look: PERCENT },
    { heading: '计划开始', text: '{{planned_start}}', width: 54, look: SHORT },
    { heading: '计划结束', text: '{{planned_end}}', width: 54, look: SHORT },
    { heading: '完成%', text: '{{completion}}', width: 39, look: PERCENT },
    ...bars.map((column) => ({ ...column, text: column.text.replace('progress_nodes.', '') })),
  ]
  const columns = asked.map((column) => looked(column, 8.5))
  const builder = new SheetBuilder(
    columns.map(({ width }) => width),
    { font: '宋体', size: 8.5, align: 'center', border: true, wrap: true, shrink: false, fill: '', format: 'General' },
  )
  const { width } = builder
  const plain: Look = { border: false, wrap: false, size: 9 }
  const pairs = (height: number, ...items: readonly (readonly [string, string, Look?])[]): void => {
    const each = width / items.length
    builder.boxes(
      height,
      items.flatMap(([label, text, look], index): Box[] => [
        { text: label, to: each * index + 70, look: { font: '黑体', size: 8.5 } },
        { text, to: each * (index + 1), look: { align: 'left', ...look } },
      ]),
    )
  }
  builder.boxes(27, [{ text: '{{project.name}}施工图表', to: width, look: { font: '黑体', size: 16, border: false, wrap: false } }])
  builder.boxes(16, [
    { text: '{{division.county}}{{division.township}}{{division.village}}', to: width / 2, look: { ...plain, align: 'left' } },
    { text: '{{year}}年度　数据截止：{{data_day}}　{{project.project_no}}', to: width, look: { ...plain, align: 'right' } },
  ])
  pairs(20, ['实施地点', '{{project.location}}'], ['规模', '{{project.size}}{{project.unit}}'], ['批复总投资（元）', '{{project.approved_investment}}', MONEY])
  pairs(34, ['目标', '{{project.performance_target}}'], ['要求', '{{project.requirement}}'])
  pairs(20, ['时限', '{{project.planned_start}} 至 {{project.planned_end}}'], ['责任单位', '{{project.organization_id}}'], ['责任人', '{{project.manager_id}}'])
  pairs(
    20,
    ['实施单位', '{{project.builder_id}}'],
    ['监理', '{{project.supervisor}}'],
    ['进度', '计划 {{progress.planned|or:—}}%　实际 {{progress.actual|or:—}}%　{{progress.state}}'],
  )
  pairs(150, ['平面示意图', '{{photos|where:kind = "sketch"|first:photo}}'])
  // Each page on which the steps go on says again what its columns are.
  builder.row(
    30,
    columns.map(({ heading }, index) => `${index === 0 ? '{{#head}}' : ''}${heading}${index === columns.length - 1 ? '{{/head}}' : ''}`),
    { font: '黑体', size: 7 },
  )
  builder.boxes(
    17,
    columns.map(
      ({ text, look }, index): Box => ({
        text: `${index === 0 ? '{{#each progress_nodes min=9}}' : ''}${text}${index === columns.length - 1 ? '{{/each}}' : ''}`,
        to: builder.edge(index + 1),
        ...(look === undefined ? {} : { look }),
      }),
    ),
  )
  builder.boxes(16, [{ text: `{{#keep}}${BARS_SAID}`, to: width, look: { ...plain, align: 'left', size: 8 } }])
  builder.boxes(24, [
    { text: '项目责任人签字：', to: width / 3, look: { ...plain, align: 'left' } },
    { text: '乡镇审核（盖章）：', to: (width * 2) / 3, look: { ...plain, align: 'left' } },
    { text: '县扶贫办（盖章）：{{/keep}}', to: width, look: { ...plain, align: 'left' } },
  ])
  return builder.sheet('施工图表', pageSetup(true, { side: 17, top: 24, bottom: 28 }, '&C&9第 &P 页　共 &N 页'), { first: 0, last: 1 })
}

const OF_PROJECT = [
  { label: '项目名称', text: '{{project.name}}', wide: true },
  { label: '项目编号', text: '{{project.project_no}}', look: SHORT },
  { label: '批复文号', text: '{{project.approval_no}}' },
  { label: '实施地点', text: '{{project.location}}', wide: true },
  { label: '规模', text: '{{project.size}}{{project.unit}}' },
  { label: '批复总投资（元）', text: '{{project.approved_investment}}', look: MONEY },
] as const
const PLACE_LINE = ['{{division.county}}{{division.township}}{{division.village}}', '{{office}}'] as const

const peopleOf = (when: 'before' | 'after'): string =>
  `{{#if project_change.households_${when}}}{{project_change.households_${when}}} 户{{/if}}{{#if project_change.people_${when}}} {{project_change.people_${when}}} 人{{/if}}`

export const projectChangeSheet = (): FormSheet =>
  cardTemplate({
    title: '项目变更单',
    under: [PLACE_LINE[0], '编号：{{project_change.change_no}}'],
    rowHeight: 22,
    parts: [
      { kind: 'items', heading: '一、项目', items: OF_PROJECT },
      {
        kind: 'items',
        heading: '二、变更',
        items: [
          { label: '变更种类', text: '{{project_change.kind|choices}}', wide: true },
          { label: '原批复总投资（元）', text: '{{project_change.amount_before}}', look: MONEY },
          { label: '改为（元）', text: '{{project_change.amount_after}}', look: MONEY },
          { label: '原实施地点', text: '{{project_change.location_before}}' },
          { label: '改为', text: '{{project_change.location_after}}' },
          { label: '原受益户、人', text: peopleOf('before') },
          { label: '改为', text: peopleOf('after') },
          { label: '原计划完工', text: '{{project_change.end_before}}' },
          { label: '改为', text: '{{project_change.end_after}}' },
          { label: '受益户改了哪些', text: '{{project_change.beneficiaries_note}}', wide: true },
          { label: '变更原因', text: '{{project_change.reason}}', wide: true },
          { label: '重新批复文号', text: '{{project_change.approval_no}}' },
          { label: '批准日期', text: '{{project_change.decided_on}}' },
        ],
      },
      { kind: 'text', height: 46, text: '项目单位（盖章）：', right: '年　　月　　日' },
      { kind: 'text', height: 46, text: '乡镇意见（盖章）：', right: '年　　月　　日' },
      { kind: 'text', height: 46, text: '原审批单位意见（盖章）：', right: '年　　月　　日' },
    ],
    signatures: ['经办人：', '负责人：', '日期：　　　年　　月　　日'],
  })

export const projectAcceptanceSheet = (): FormSheet =>
  cardTemplate({
    title: '项目验收表',
    under: [PLACE_LINE[0], '{{project_acceptance.kind}}　{{project_acceptance.accepted_on}}'],
    rowHeight: 22,
    parts: [
      { kind: 'items', heading: '一、项目', items: OF_PROJECT },
      {
        kind: 'items',
        heading: '二、验收',
        items: [
          { label: '实际完成规模', text: '{{#if project_acceptance.done_size}}{{project_acceptance.done_size}}{{project.unit}}{{/if}}' },
          { label: '是否合格', text: '{{project_acceptance.qualified|choices}}' },
          { label: '开工日期', text: '{{project.started_on|or:—}}' },
          { label: '完工日期', text: '{{project.finished_on|or:—}}' },
          { label: '验收人', text: '{{project_acceptance.accepted_by}}', wide: true },
          { label: '验收意见', text: '{{project_acceptance.opinion}}', wide: true },
          { label: '存在问题', text: '{{project_acceptance.problems}}', wide: true },
          { label: '整改期限', text: '{{project_acceptance.correct_by}}' },
          { label: '整改完成', text: '{{project_acceptance.corrected_on}}' },
          { label: '整改情况', text: '{{project_acceptance.correction_note}}', wide: true },
        ],
      },
      { kind: 'text', height: 60, text: '验收组成员签字：' },
      { kind: 'text', height: 46, text: '实施单位（盖章）：', right: '年　　月　　日' },
      { kind: 'text', height: 46, text: '验收单位（盖章）：', right: '年　　月　　日' },
    ],
    signatures: [],
  })

export const projectHandover = (): FormSheet =>
  cardTemplate({
    title: '项目移交管护书',
    under: PLACE_LINE,
    rowHeight: 22,
    parts: [
      {
        kind: 'items',
        heading: '一、移交的项目',
        items: [
          ...OF_PROJECT,
          { label: '实施单位', text: '{{project.builder_id}}' },
          { label: '县验收日期', text: '{{project.accepted_on}}' },
          { label: '移交内容', text: '{{project.content}}', wide: true },
        ],
      },
      {
        kind: 'items',
        heading: '二、管护',
        items: [
          { label: '管护主体', text: '{{project.upkeep_by}}' },
          { label: '管护责任人', text: '{{project.upkeep_person}}' },
          { label: '管护经费来源', text: '{{project.upkeep_funds}}', wide: true },
        ],
      },
      {
        kind: 'text',
        height: 96,
        look: { border: true, wrap: true },
        text: '　　以上工程已经验收合格，自移交之日起由管护主体负责日常管护：一、定期巡查，及时维修，不让工程损坏闲置；二、建立管护登记，写明巡查和维修；三、管护经费专款专用，每年公示；四、工程的产权归项目所在村集体，任何单位和个人不得擅自处置。质量保证期内的质量问题由实施单位负责。',
      },
      { kind: 'text', height: 50, text: '移交单位（盖章）　负责人签字：', right: '年　　月　　日' },
      { kind: 'text', height: 50, text: '接收单位（盖章）　负责人签字：', right: '年　　月　　日' },
      { kind: 'text', height: 50, text: '监督单位：{{division.township}}（盖章）', right: '年　　月　　日' },
    ],
    signatures: [],
  })

/** Text for the board at the site: what M08.a asks to be public. */
export const projectSign = (): FormSheet =>
  cardTemplate({
    title: '扶贫项目公示牌',
    under: PLACE_LINE,
    size: 12,
    rowHeight: 34,
    pairs: 1,
    parts: [
      {
        kind: 'items',
        heading: '项目公示',
        items: [
          { label: '项目名称', text: '{{project.name}}' },
          { label: '实施地点', text: '{{project.location}}' },
          { label: '建设内容及规模', text: '{{project.content}}　{{project.size}}{{project.unit}}' },
          {
            label: '总投资',
            text: '{{project.approved_investment|format:#,##0.00}} 元{{#if project.fiscal_grant}}（其中财政补助 {{project.fiscal_grant|format:#,##0.00}} 元）{{/if}}',
          },
          { label: '批复文号', text: '{{project.approval_no}}' },
          { label: '建设期限', text: '{{project.planned_start}} 至 {{project.planned_end}}' },
          { label: '主管单位', text: '{{project.organization_id}}' },
          { label: '项目责任人', text: '{{project.manager_id}}' },
          { label: '实施单位', text: '{{project.builder_id}}{{#if project.procurement}}（{{project.procurement}}）{{/if}}' },
          { label: '监理', text: '{{project.supervisor}}' },
          {
            label: '受益范围',
            text: '{{#if project.planned_households}}{{project.planned_households}} 户{{/if}}{{#if project.planned_people}} {{project.planned_people}} 人{{/if}}',
          },
          { label: '绩效目标', text: '{{project.performance_target}}' },
          { label: '管护主体', text: '{{project.upkeep_by}}' },
        ],
      },
      { kind: 'text', height: 34, text: '监督电话：12317（全国扶贫监督举报电话）　　县扶贫办：　　　　　　　　', look: { size: 11 } },
    ],
    signatures: [],
  })

const DOSSIER = [
  '整村推进规划和村民代表大会记录',
  '项目申报和审批文件',
  '实施方案和批复',
  '招标或一事一议材料、合同',
  '公示公告和照片',
  '施工进度和监理记录',
  '变更单',
  '验收表和整改记录',
  '决算和审计报告',
  '报账材料',
  '受益户名单',
  '移交管护书',
  '建设前、建设中、建设后照片',
]

export const packageDossier = (): FormSheet =>
  cardTemplate({
    title: '整村推进卷宗目录',
    under: ['{{division.county}}{{division.township}}{{division.village}}', '卷宗号：{{village_package.dossier_no}}'],
    rowHeight: 20,
    parts: [
      {
        kind: 'items',
        heading: '一、项目包',
        items: [
          { label: '年度', text: '{{village_package.year}}' },
          { label: '标签', text: '{{village_package.mark}}' },
          { label: '项目数', text: '{{village_package.projects}}' },
          { label: '总投资（元）', text: '{{village_package.total}}', look: MONEY },
          { label: '目标', text: '{{village_package.target}}', wide: true },
          { label: '责任人', text: '{{village_package.manager_id}}', wide: true },
        ],
      },
      {
        kind: 'table',
        heading: '二、包内项目',
        each: 'package_project min=8',
        columns: [
          NUMBER,
          { heading: '项目', text: '{{package_project.project_id}}', width: 190, look: LEFT },
          { heading: '在本村的投资（元）', text: '{{package_project.amount}}', width: 80, look: MONEY },
          { heading: '备注', text: '{{package_project.remark}}', width: 120, look: LEFT },
        ],
      },
      {
        kind: 'grid',
        heading: '三、卷内材料',
        columns: [
          { heading: '序号', width: 30 },
          { heading: '材料名称', width: 260 },
          { heading: '份数', width: 50 },
          { heading: '页号', width: 60 },
          { heading: '备注', width: 80 },
        ],
        rows: DOSSIER.map((name, index) => [String(index + 1), name, '', '', '']),
      },
    ],
    signatures: ['立卷人：', '检查人：', '立卷日期：　　　年　　月　　日'],
  })
