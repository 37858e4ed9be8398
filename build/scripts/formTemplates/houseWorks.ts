/** Papers of houses and land: rosters, appraisal, acceptance, photos of three stages, plots, rebuilding, relocation (mechanisms.md M12.d, M13.d, M27.d; forms.md §5.3). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { COURSE_WORDS, HOUSE_PHOTOS } from '../../../src/core/catalogue/entities/houseParts.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { counted, DAY, items, NUMBER, part, pictures, rows, type Column } from './worksParts.ts'

/** The day of a stage, or that it is past where nobody knows the day. */
const dayOr = (register: string, stage: keyof typeof COURSE_WORDS): string =>
  `{{#if ${register}.${stage}_on}}{{${register}.${stage}_on}}{{#else}}{{#if ${register}.${stage}}}已${COURSE_WORDS[stage]}{{/if}}{{/if}}`

const houseRoster = (): FormSheet =>
  rows({
    title: '危房改造户花名册',
    columns: [
      ['一户一档编号', 'house_retrofit.file_no', 110],
      ['行政村', 'house_retrofit.village', 85],
      ['户', 'house_retrofit.household', 85],
      ['人口', 'house_retrofit.people', 35],
      ['鉴定等级', 'house_retrofit.grade', 50],
      ['改造方式', 'house_retrofit.way', 60],
      ['面积（㎡）', 'house_retrofit.area', 55],
      ['应补（元）', 'house_retrofit.grant_due', 65],
      ['补助（元）', 'house_retrofit.grant', 65],
      ['开工', dayOr('house_retrofit', 'started'), 60],
      ['竣工', dayOr('house_retrofit', 'finished'), 60],
      ['办到哪里', 'house_retrofit.stage', 55],
    ],
    total: '合　　计：　{{rows|count}} 户　　补助 {{rows|sum:house_retrofit.grant|format:#,##0.00}} 元',
  })

const houseItems = items(
  'house_retrofit',
  ['一户一档编号', 'file_no'],
  ['户', 'household'],
  ['行政村', 'village'],
  ['任务年度', 'year'],
  ['人口', 'people'],
  ['原房屋建成年', 'built_year'],
)

const houseAppraisal = (): FormSheet =>
  cardTemplate({
    title: '农村危房鉴定表',
    rowHeight: 28,
    parts: [
      part('农户', houseItems),
      part(
        '鉴定',
        items('house_retrofit', ['鉴定等级', 'grade'], ['鉴定日期', 'appraised_on'], ['鉴定机构', 'appraised_by', true], ['建议改造方式', 'way', true]),
      ),
      ...pictures([['before', '建前照片']], 260),
    ],
    signatures: ['鉴定人：', '户主：', '鉴定机构（盖章）：', DAY],
  })

const houseAcceptance = (): FormSheet =>
  cardTemplate({
    title: '农村危房改造竣工验收表',
    rowHeight: 28,
    parts: [
      part('农户', houseItems),
      part(
        '改造',
        items(
          'house_retrofit',
          ['改造方式', 'way'],
          ['房屋面积（㎡）', 'area'],
          ['开工日期', 'started_on'],
          ['竣工日期', 'finished_on'],
          ['验收日期', 'accepted_on'],
          ['建房补助（元）', 'grant'],
          ['施工方', 'contractor'],
          ['自筹（元）', 'self_raised'],
        ),
      ),
      { kind: 'text', height: 90, look: { border: true, align: 'left' }, text: '验收意见（结构、面积、人畜分离、安全）：' },
      ...pictures([['after', '建后照片']], 220),
    ],
    signatures: ['户主：', '村负责人：', '验收人：', '乡镇（盖章）：', DAY],
  })

const housePayments = (): FormSheet =>
  rows({
    title: '危房改造补助资金发放表',
    columns: [
      ['行政村', 'house_retrofit.village', 110],
      ['户', 'house_retrofit.household', 110],
      ['鉴定等级', 'house_retrofit.grade', 60],
      ['改造方式', 'house_retrofit.way', 70],
      ['补助（元）', 'house_retrofit.grant', 80],
      ['拨款日期', 'house_retrofit.paid_on', 80],
    ],
    total: '合　　计：　{{rows|count}} 户　　{{rows|sum:house_retrofit.grant|format:#,##0.00}} 元',
    signatures: ['经办人：', '领款人签字按印见回执', '乡镇（盖章）：'],
  })

const housePhotos = (): FormSheet =>
  cardTemplate({
    title: '危房改造三照页',
    parts: [
      part('农户', items('house_retrofit', ['一户一档编号', 'file_no'], ['户', 'household'], ['行政村', 'village'], ['任务年度', 'year'])),
      ...pictures(
        HOUSE_PHOTOS.slice(0, 3).map(({ kind, label }) => [kind, label] as const),
        150,
      ),
    ],
  })

const plotLedger = (): FormSheet =>
  rows({
    title: '坡改梯图斑台账',
    columns: [
      ['行政村', 'terrace_plot.village', 100],
      ['图斑号', 'terrace_plot.plot_no', 70],
      ['地名', 'terrace_plot.location', 90],
      ['坡度', 'terrace_plot.slope', 45],
      ['田坎类型', 'terrace_plot.bank', 60],
      ['计划（亩）', 'terrace_plot.planned_area', 65],
      ['完成（亩）', 'terrace_plot.done_area', 65],
      ['验收（亩）', 'terrace_plot.accepted_area', 65],
      ['已分到户（亩）', 'terrace_plot.shared_area', 70],
      ['户数', 'terrace_plot.households', 45],
      ['验收日期', 'terrace_plot.accepted_on', 70],
    ],
    total:
      '合　　计：　{{rows|count}} 块　　计划 {{rows|sum:terrace_plot.planned_area|format:0.00}} 亩　　验收 {{rows|sum:terrace_plot.accepted_area|format:0.00}} 亩',
  })

const plotItems = items(
  'terrace_plot',
  ['图斑号', 'plot_no'],
  ['行政村', 'village'],
  ['年度', 'year'],
  ['地名', 'location'],
  ['坡度', 'slope'],
  ['田坎类型', 'bank'],
)
const plotAreas = items(
  'terrace_plot',
  ['计划（亩）', 'planned_area'],
  ['完成（亩）', 'done_area'],
  ['验收（亩）', 'accepted_area'],
  ['验收日期', 'accepted_on'],
)

const plotShares = (): FormSheet =>
  cardTemplate({
    title: '坡改梯分户地块表',
    parts: [
      part('图斑', [...plotItems, ...plotAreas]),
      {
        kind: 'table',
        heading: '分户',
        each: 'terrace_share',
        columns: [
          NUMBER,
          { heading: '户', text: '{{terrace_share.household}}', width: 160 },
          { heading: '面积（亩）', text: '{{terrace_share.area}}', width: 100, look: { format: '0.00' } },
          { heading: '签字（按印）', text: '', width: 140 },
          { heading: '备注', text: '{{terrace_share.remark}}', width: 110 },
        ],
      },
      { kind: 'text', height: 24, text: '合计：{{terrace_share|count}} 户　{{terrace_share|sum:terrace_share.area|format:0.00}} 亩' },
    ],
    signatures: ['村委会（盖章）：', '填表人：', DAY],
  })

const plotAcceptance = (): FormSheet =>
  cardTemplate({
    title: '坡改梯验收单',
    rowHeight: 30,
    parts: [
      part('图斑', plotItems),
      part('面积', [...plotAreas, ...items('terrace_plot', ['变更单号', 'change_no'], ['投资（元）', 'investment'])]),
      { kind: 'text', height: 160, look: { border: true, align: 'left' }, text: '验收意见（田面平整、田坎、道路、排水）：' },
    ],
    signatures: ['验收人：', '村负责人：', '乡镇（盖章）：', '县（盖章）：', DAY],
  })

const plotPhotos = (): FormSheet =>
  cardTemplate({
    title: '坡改梯前后照片页',
    parts: [
      part('图斑', plotItems),
      ...pictures(
        [
          ['before', '改造前照片'],
          ['after', '改造后照片'],
        ],
        250,
      ),
    ],
  })

const damage = (title: string): FormSheet =>
  rows({
    title,
    columns: [
      ['行政村', 'damage_household.village', 95],
      ['户', 'damage_household.household', 95],
      ['任务年度', 'damage_household.year', 50],
      ['受损等级', 'damage_household.grade', 65],
      ['重建方式', 'damage_household.way', 65],
      ['补助（元）', 'damage_household.grant', 75],
      ['贷款（元）', 'damage_household.loan', 75],
      ['开工', 'damage_household.started', 40],
      ['竣工', 'damage_household.finished', 40],
      ['验收', 'damage_household.accepted', 40],
      ['入住', 'damage_household.moved_in', 40],
    ],
    total: '合　　计：　{{rows|count}} 户　　补助 {{rows|sum:damage_household.grant|format:#,##0.00}} 元',
  })

const rebuildingFunds = (): FormSheet =>
  rows({
    title: '重建资金融合台账',
    columns: [
      ['项目编号', 'project.project_no', 110],
      ['项目名称', 'project.name', 150],
      ['管理区划', 'project.place', 90],
      ['所属计划', 'project.programs', 90],
      ['批复总投资（元）', 'project.approved_investment', 95],
      ['其中财政补助（元）', 'project.fiscal_grant', 95],
      ['其中到户部分（元）', 'project.household_part', 95],
      ['办到哪里', 'project.stage', 65],
    ],
    total: '合　　计：　{{rows|count}} 个　　总投资 {{rows|sum:project.approved_investment|format:#,##0.00}} 元（双标项目只计一次）',
  })

/** forms.md §5.3: the columns of the two ledgers of houses, in their order. */
const houseLedger = (title: string, register: string, way: readonly Column[]): FormSheet => {
  const of = (heading: string, key: string, width: number): Column => [heading, `${register}.${key}`, width]
  return rows({
    title,
    large: true,
    columns: [
      of('村', 'village', 85),
      of('姓名', 'household', 85),
      ...way,
      of('是否开工', 'started', 45),
      of('开工时间', 'started_on', 65),
      of('是否竣工', 'finished', 45),
      of('竣工时间', 'finished_on', 65),
      of('是否验收', 'accepted', 45),
      of('验收时间', 'accepted_on', 65),
      of('是否入住', 'moved_in', 45),
      of('入住时间', 'moved_in_on', 65),
      of('房屋面积（㎡）', 'area', 55),
      of('建房补助（元）', 'grant', 70),
      of('自筹（元）', 'self_raised', 70),
      of('照片', 'photos_held', 90),
      of('备注', 'remark', 80),
    ],
    total: `合　　计：　{{rows|count}} 户　　补助 {{rows|sum:${register}.grant|format:#,##0.00}} 元`,
  })
}

export const houseWorkTemplates: Readonly<Record<string, () => FormSheet>> = {
  'house_progress.xlsx': () =>
    counted('危房改造进度表', [
      ['任务', 'tasks', 55],
      ['列入', 'houses', 50],
      ['鉴定', 'appraised', 50],
      ['开工', 'started', 50],
      ['竣工', 'finished', 50],
      ['验收', 'accepted', 50],
      ['拨款', 'paid', 50],
      ['完成率%', 'rate', 60],
      ['建卡户', 'on_file', 55],
      ['五保低保户', 'supported', 65],
      ['补助（元）', 'grant', 90],
    ]),
  'house_roster.xlsx': houseRoster,
  'house_appraisal.xlsx': houseAppraisal,
  'house_acceptance.xlsx': houseAcceptance,
  'house_payments.xlsx': housePayments,
  'house_photos.xlsx': housePhotos,
  'plot_ledger.xlsx': plotLedger,
  'plot_shares.xlsx': plotShares,
  'plot_acceptance.xlsx': plotAcceptance,
  'plot_photos.xlsx': plotPhotos,
  'programs.xlsx': () =>
    counted('重建-扶贫项目对照表', [
      ['扶贫项目', 'poverty', 60],
      ['扶贫投资（元）', 'poverty_amount', 95],
      ['重建项目', 'rebuilding', 60],
      ['重建投资（元）', 'rebuilding_amount', 95],
      ['双标项目', 'both', 60],
      ['双标投资（元）', 'both_amount', 95],
      ['合计项目', 'all', 60],
      ['总投资（元，只计一次）', 'all_amount', 110],
    ]),
  'rebuilt_roster.xlsx': () => damage('重建户花名册'),
  'rebuilt_left.xlsx': () => damage('重建剩余任务表'),
  'rebuilding_funds.xlsx': rebuildingFunds,
  'retrofit_ledger.xlsx': () => houseLedger('危房改造台账', 'house_retrofit', []),
  'relocation_ledger.xlsx': () => houseLedger('易地搬迁台账', 'relocation', [['集中/分散安置', 'relocation.way', 70]]),
}
