/** Papers of surveys, and of what is lacking and asked for (mechanisms.md M03.d, M05.d). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { countedColumn } from '../../../src/core/forms/drawing/columns.ts'
import { pageSetup, SheetBuilder, sheetName, type Look } from '../../../src/core/forms/drawing/sheetBuilder.ts'
import { tableTemplate, type TableTemplate } from '../../../src/core/forms/drawing/table.ts'

const PLACE = '{{division.county}}{{division.township}}{{division.village}}'
const NUMBER = { heading: '序号', text: '{{@number}}', width: 30 }
const UNDER = [PLACE, '{{year}}年度', '数据截止：{{data_day}}'] as const
const ROWS = { each: 'rows', under: UNDER, size: 10 } as const

/** A record may be about a village, a household or a person: all but one are empty. */
const SUBJECT = '{{#if household.head_name}}{{household.head_name}}{{#else}}{{#if person.name}}{{person.name}}{{#else}}全村{{/if}}{{/if}}'

const sheet = (table: Omit<TableTemplate, keyof typeof ROWS>): FormSheet => tableTemplate({ ...ROWS, ...table })

const unvisited = (): FormSheet =>
  sheet({
    title: '未访户名单',
    columns: [
      NUMBER,
      { heading: '村民小组', text: '{{household.group_id}}{{unlisted_household.group_id}}', width: 70 },
      { heading: '户主姓名', text: '{{household.head_name}}{{unlisted_household.head_name}}', width: 70 },
      { heading: '人口数', text: '{{household.population}}{{unlisted_household.population}}', width: 45 },
      { heading: '入户调查', text: '{{survey_visit.survey_id}}', width: 110 },
      { heading: '调查人', text: '{{survey_visit.surveyor_id}}', width: 80 },
      { heading: '第二调查人', text: '{{survey_visit.second_surveyor_id}}', width: 80 },
      { heading: '已去过', text: '{{survey_visit.visited_on}}', width: 70 },
      { heading: '未访原因', text: '{{survey_visit.remark}}', width: 120 },
    ],
    total: '合　　计：　{{rows|count}} 户',
    signatures: ['填表人：', '工作队长：', '村负责人：'],
  })

/** A row for each place, with what the statistic counts. */
const counted = (
  title: string,
  columns: readonly (readonly [heading: string, text: string, width: number])[],
  total: readonly string[],
  below: readonly string[] = [],
): FormSheet =>
  tableTemplate({
    title,
    each: 'rows',
    columns: [NUMBER, { heading: '地方', text: '{{label}}', width: 90 }, ...columns.map(([heading, text, width]) => countedColumn({ heading, text, width }))],
    totals: ['', '合计', ...total],
    under: ['填报单位：{{office}}', '{{year}}年度', '数据截止：{{data_day}}'],
    below,
    size: 10,
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

const keys = (columns: readonly (readonly [heading: string, key: string, width: number])[]) => ({
  cells: columns.map(([heading, key, width]) => [heading, `{{${key}}}`, width] as const),
  totals: columns.map(([, key]) => `{{total.${key}}}`),
})

function visiting(): FormSheet {
  const { cells, totals } = keys([
    ['应访', 'due', 45],
    ['实访', 'reached', 45],
    ['覆盖率%', 'coverage', 55],
    ['未访', 'unreached', 45],
    ['在册', 'households', 45],
    ['五清户', 'clear', 50],
    ['五清率%', 'clear_rate', 55],
    ['六有项', 'documents', 50],
    ['问题数', 'problems', 50],
    ['已办', 'closed', 45],
  ])
  return counted('入户走访与五清六有统计表', cells, totals)
}

function repeated(): FormSheet {
  const { cells, totals } = keys([
    ['入户安排', 'visits', 70],
    ['第一次', 'first', 70],
    ['第二次', 'second', 70],
    ['三次以上', 'more', 70],
    ['未见到人', 'missed', 70],
  ])
  return counted('重复入户统计表', cells, totals)
}

/** Eleven items: a household item is reached where nobody lacks it, else how many households do. */
function clearAndHave(): FormSheet {
  const items = [
    ['底数清', 'base'],
    ['问题清', 'problem'],
    ['对策清', 'answer'],
    ['责任清', 'duty'],
    ['任务清', 'task'],
  ] as const
  const documents = ['村情档案', '问题台账', '需求清单', '村级规划', '工作台账', '增收计划和时限']
  return counted(
    '五清六有达标一览',
    [
      ...items.map(([heading, key]) => [heading, `{{#if households = 0}}—{{#else}}{{#if ${key} = 0}}√{{#else}}×　{{${key}}} 户{{/if}}{{/if}}`, 58] as const),
      ...documents.map((heading, index) => [heading, `{{#if document_${index + 1} = villages}}√{{#else}}×{{/if}}`, 52] as const),
    ],
    [...items.map(([, key]) => `{{total.${key}}} 户`), ...documents.map((_, index) => `{{total.document_${index + 1}}} 村`)],
    ['√ 是达标；户级各项的 × 后面是还不清的户数，村级各项的合计是有这一种材料的村数。'],
  )
}

const ledger = (): FormSheet =>
  sheet({
    title: '问题台账',
    columns: [
      NUMBER,
      { heading: '编号', text: '{{shortfall.shortfall_no}}', width: 105 },
      { heading: '行政村', text: '{{division.village}}', width: 60 },
      { heading: '对象', text: SUBJECT, width: 60 },
      { heading: '类别', text: '{{shortfall.category}}', width: 50 },
      { heading: '问题', text: '{{shortfall.description}}', width: 190 },
      { heading: '发现日期', text: '{{shortfall.found_on}}', width: 66 },
      { heading: '来源', text: '{{shortfall.origin}}', width: 40 },
      { heading: '办到哪里', text: '{{shortfall.stage}}', width: 70 },
      { heading: '拟补齐日期', text: '{{shortfall.fill_by}}', width: 66 },
      { heading: '备注', text: '{{shortfall.remark}}', width: 70 },
    ],
    total: '合　　计：　{{rows|count}} 条，其中复核关闭 {{rows|where:shortfall.stage = "closed"|count}} 条',
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

const needList = (): FormSheet =>
  sheet({
    title: '项目需求清单',
    columns: [
      NUMBER,
      { heading: '行政村', text: '{{division.village}}', width: 64 },
      { heading: '类别', text: '{{project_need.category}}', width: 50 },
      { heading: '需求名称', text: '{{project_need.name}}', width: 140 },
      { heading: '规模', text: '{{project_need.size}}', width: 54 },
      { heading: '单位', text: '{{project_need.unit}}', width: 40 },
      { heading: '估算（元）', text: '{{project_need.estimate|format:#,##0.00}}', width: 84 },
      { heading: '年度', text: '{{project_need.year}}', width: 44 },
      { heading: '受益户', text: '{{project_need.households}}', width: 48 },
      { heading: '其中贫困户', text: '{{project_need.poor_households}}', width: 52 },
      { heading: '优先级得分', text: '{{project_need.priority|format:0.00}}', width: 56 },
      { heading: '备注', text: '{{project_need.remark}}', width: 80 },
    ],
    total: '合　　计：　{{rows|count}} 项　估算 {{rows|sum:project_need.estimate|format:#,##0.00}} 元　受益贫困户 {{rows|sum:project_need.poor_households}} 户',
    signatures: ['填表人：', '审核人：', '负责人：'],
  })

const LACK = [
  { heading: '类别', text: '{{shortfall.category}}', width: 50 },
  { heading: '标准', text: '{{shortfall.standard_id}}', width: 90 },
  { heading: '标准值', text: '{{shortfall.required}}', width: 52 },
  { heading: '现状', text: '{{shortfall.current}}', width: 52 },
  { heading: '差额', text: '{{shortfall.difference}}', width: 52 },
  { heading: '单位', text: '{{shortfall.unit}}', width: 36 },
]

const diagnosis = (): FormSheet =>
  sheet({
    title: '{{division.village}}短板诊断表',
    columns: [
      NUMBER,
      ...LACK,
      { heading: '拟补项目', text: '{{shortfall_need|first:project_need.name}}', width: 130 },
      { heading: '估算（元）', text: '{{shortfall_need|sum:project_need.estimate|format:#,##0.00}}', width: 80 },
      { heading: '年份', text: '{{shortfall_need|first:project_need.year}}', width: 44 },
      { heading: '办到哪里', text: '{{shortfall.stage}}', width: 70 },
    ],
    total: '合　　计：　{{rows|count}} 条',
    signatures: ['填表人：', '村负责人：', '乡镇审核：'],
  })

const closing = (): FormSheet =>
  sheet({
    title: '短板补齐销号表',
    columns: [
      NUMBER,
      { heading: '编号', text: '{{shortfall.shortfall_no}}', width: 105 },
      { heading: '对象', text: SUBJECT, width: 60 },
      ...LACK,
      { heading: '办到哪里', text: '{{shortfall.stage}}', width: 60 },
      { heading: '复核人签字', text: '', width: 80 },
      { heading: '销号日期', text: '', width: 80 },
    ],
    total: '合　　计：　{{rows|count}} 条',
    signatures: ['填表人：', '村负责人：', '乡镇复核：'],
  })

const explained = (): FormSheet =>
  sheet({
    title: '未补齐短板说明',
    columns: [
      NUMBER,
      { heading: '对象', text: SUBJECT, width: 60 },
      ...LACK,
      { heading: '办到哪里', text: '{{shortfall.stage}}', width: 80 },
      { heading: '暂缓或不可补的原因', text: '{{shortfall.set_aside_reason}}', width: 150 },
      { heading: '拟补齐日期', text: '{{shortfall.fill_by}}', width: 66 },
    ],
    total: '合　　计：　{{rows|count}} 条',
    signatures: ['填表人：', '村负责人：', '乡镇负责人：'],
  })

/** Cover of the file of a village, with the six documents to be bound. */
function cover(): FormSheet {
  const builder = new SheetBuilder([120, 120, 120, 120], {
    font: '宋体',
    size: 14,
    align: 'center',
    border: false,
    wrap: true,
    shrink: false,
    fill: '',
    format: 'General',
  })
  const line = (height: number, text: string, look: Partial<Look> = {}): void => builder.boxes(height, [{ text, to: builder.width, look }])
  line(110, '')
  line(60, '村　情　档　案', { font: '黑体', size: 36 })
  line(40, '（{{year}}年度）', { size: 18 })
  line(80, '')
  for (const [label, text] of [
    ['县（区）', '{{division.county}}'],
    ['乡　　镇', '{{division.township}}'],
    ['行 政 村', '{{division.village}}'],
    ['负 责 人', '{{village.leader}}'],
  ] as const)
    builder.boxes(34, [
      { text: label, to: builder.edge(1), look: { align: 'right' } },
      { text, to: builder.width, look: { align: 'left' } },
    ])
  line(50, '')
  line(30, '目　　录', { font: '黑体', size: 16 })
  for (const [index, name] of ['村情档案', '问题台账', '需求清单', '村级规划', '工作台账', '增收计划和脱贫时限'].entries())
    builder.boxes(28, [
      { text: `${index + 1}`, to: builder.edge(1), look: { border: true, size: 12 } },
      { text: name, to: builder.edge(3), look: { border: true, size: 12, align: 'left' } },
      { text: `{{village_year.documents|tick:${index + 1}}} 本年已更新`, to: builder.width, look: { border: true, size: 12 } },
    ])
  line(40, '打印日期：{{printed_on}}', { size: 11 })
  return builder.sheet(sheetName('村情档案封面'), pageSetup(false, { side: 40, top: 40, bottom: 40 }, ''), { first: 0, last: 0 })
}

/** By the name of the workbook. */
export const surveyTemplates = {
  'unvisited_list.xlsx': unvisited,
  'repeated_visits.xlsx': repeated,
  'clear_and_have.xlsx': clearAndHave,
  'visiting_report.xlsx': visiting,
  'village_file_cover.xlsx': cover,
  'problem_ledger.xlsx': ledger,
  'need_list.xlsx': needList,
  'village_diagnosis.xlsx': diagnosis,
  'shortfall_closing.xlsx': closing,
  'shortfall_explained.xlsx': explained,
} as const
