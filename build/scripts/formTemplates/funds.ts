/** Papers of money: where it comes from, whom it is given to, how it is claimed, who was sent how much, and what is put up in public (mechanisms.md M08.d). */
import type { FormSheet } from '../../../src/core/excel/formSheet.ts'
import { cardTemplate } from '../../../src/core/forms/drawing/card.ts'
import { tableTemplate } from '../../../src/core/forms/drawing/table.ts'
import type { TableColumn } from '../../../src/core/forms/drawing/columns.ts'

const MONEY = { format: '#,##0.00', shrink: true } as const
const money = (heading: string, text: string, width = 84): TableColumn => ({ heading, text: `{{${text}}}`, width, look: MONEY })
const number: TableColumn = { heading: '序号', text: '{{@number}}', width: 30 }
const sum = (text: string): string => `{{rows|sum:${text}|format:#,##0.00}}`
const DAY = '　　　年　　月　　日'

const fundLedger = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年资金整合来源台账',
    each: 'rows',
    columns: [
      number,
      { heading: '级次', text: '{{fund_source.level}}', width: 40 },
      { heading: '资金种类', text: '{{fund_kind.name}}', width: 100 },
      { heading: '资金名称', text: '{{fund_source.name}}', width: 140 },
      { heading: '文号', text: '{{fund_source.document_no}}', width: 100 },
      money('指标（元）', 'fund_source.quota'),
      money('到账（元）', 'fund_source.arrived'),
      money('已分配（元）', 'fund_source.allocated'),
      money('已报账（元）', 'fund_source.paid'),
      money('结余（元）', 'fund_source.balance'),
    ],
    totals: [
      '合计',
      '',
      '',
      '{{rows|count}} 笔',
      '',
      sum('fund_source.quota'),
      sum('fund_source.arrived'),
      sum('fund_source.allocated'),
      sum('fund_source.paid'),
      sum('fund_source.balance'),
    ],
    size: 9,
  })

/** A rate of two amounts, with nothing where there is nothing to divide by. */
const rate = (heading: string, over: string, under: string): TableColumn => ({
  heading,
  text: `{{${over} / ${under} * 100|format:0.00|or:—}}`,
  width: 48,
})

/** R07: each source with its number, and the day on which the first retention of a project it pays for is due. */
const fundRegister = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年项目资金台账与支出进度',
    each: 'rows',
    columns: [
      number,
      { heading: '资金来源', text: '{{fund_source.name}}', width: 130 },
      { heading: '文号', text: '{{fund_source.document_no}}', width: 100 },
      money('指标（元）', 'fund_source.quota', 78),
      money('到账（元）', 'fund_source.arrived', 78),
      money('已分配（元）', 'fund_source.allocated', 78),
      money('已报账（元）', 'fund_source.paid', 78),
      rate('支出率%', 'fund_source.paid', 'fund_source.arrived'),
      money('结余（元）', 'fund_source.balance', 78),
      { heading: '质保金最早到期', text: '{{fund_source.retention_due}}', width: 64, look: { shrink: true } },
    ],
    totals: [
      '合计',
      '{{rows|count}} 笔',
      '',
      sum('fund_source.quota'),
      sum('fund_source.arrived'),
      sum('fund_source.allocated'),
      sum('fund_source.paid'),
      '{{(rows|sum:fund_source.paid) / (rows|sum:fund_source.arrived) * 100|format:0.00|or:—}}',
      sum('fund_source.balance'),
      '',
    ],
    under: ['{{office}}', '数据截止：{{data_day}}', '{{document_no}}'],
    size: 9,
  })

const DISTRIBUTED = ['allocated', 'in_transit', 'received', 'paid', 'balance'].map((key) => `fund_allocation.${key}`)
const ofItems = (text: string): string => `{{items|sum:${text}|format:#,##0.00}}`

const fundDistribution = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年资金分配到村到户一览表',
    each: 'rows',
    columns: [
      number,
      { heading: '乡镇（支配单位）', text: '{{fund_allocation.place}}', width: 90 },
      { heading: '行政村', text: '{{fund_allocation.village}}', width: 90 },
      { heading: '到哪里', text: '{{fund_allocation.end}}', width: 50 },
      { heading: '项目', text: '{{project.name}}', width: 140 },
      { heading: '资金来源', text: '{{fund_source.name}}', width: 140 },
      { heading: '文号', text: '{{fund_source.document_no}}', width: 100 },
      money('分配额（元）', 'fund_allocation.allocated'),
      money('在途（元）', 'fund_allocation.in_transit', 70),
      money('已入账（元）', 'fund_allocation.received'),
      money('已报账（元）', 'fund_allocation.paid'),
      money('余额（元）', 'fund_allocation.balance'),
    ],
    // Three levels: the county at the foot, above its rows each township, within it each village.
    groups: [
      { by: 'fund_allocation.place', texts: ['', '{{group}}', '小计', '', '{{items|count}} 笔', '', '', ...DISTRIBUTED.map(ofItems)] },
      { by: 'fund_allocation.village', texts: ['', '', '{{group|or:没有到村}}', '小计', '{{items|count}} 笔', '', '', ...DISTRIBUTED.map(ofItems)] },
    ],
    totals: ['合计', '', '', '', '{{rows|count}} 笔', '', '', ...DISTRIBUTED.map(sum)],
    paper: 'A3',
    size: 9,
  })

const projectBalance = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年项目资金平衡表',
    each: 'rows',
    columns: [
      number,
      { heading: '项目编号', text: '{{project.project_no}}', width: 110, look: { shrink: true } },
      { heading: '项目名称', text: '{{project.name}}', width: 140 },
      { heading: '项目单位', text: '{{project.place}}', width: 80 },
      money('批复总投资（元）', 'project.approved_investment'),
      money('其中财政补助（元）', 'project.fiscal_grant'),
      money('已分配（元）', 'project.allocated'),
      { heading: '来源与投资差额（元）', text: '{{project.allocated - project.approved_investment}}', width: 84, look: MONEY },
      money('已入账（元）', 'project.received'),
      money('已报账（元）', 'project.paid'),
      money('已发到户（元）', 'project.household_paid'),
      money('未拨质保金（元）', 'project.retention_held', 70),
      { heading: '未报账（元）', text: '{{project.received - project.paid}}', width: 84, look: MONEY },
    ],
    totals: [
      '合计',
      '',
      '{{rows|count}} 个',
      '',
      sum('project.approved_investment'),
      sum('project.fiscal_grant'),
      sum('project.allocated'),
      sum('project.allocated - project.approved_investment'),
      sum('project.received'),
      sum('project.paid'),
      sum('project.household_paid'),
      sum('project.retention_held'),
      sum('project.received - project.paid'),
    ],
    paper: 'A3',
    size: 9,
  })

const claimForm = (): FormSheet =>
  cardTemplate({
    title: '项目资金报账申请书',
    under: ['填报单位：{{office}}', '单号：{{payment_claim.claim_no}}'],
    size: 11,
    rowHeight: 30,
    parts: [
      {
        kind: 'items',
        heading: '一、报账的项目',
        items: [
          { label: '项目名称', text: '{{project.name}}', wide: true },
          { label: '项目编号', text: '{{project.project_no}}' },
          { label: '批复文号', text: '{{project.approval_no}}' },
          { label: '批复总投资（元）', text: '{{project.approved_investment|format:#,##0.00}}' },
          { label: '财政补助（元）', text: '{{project.fiscal_grant|format:#,##0.00}}' },
          { label: '已报账拨付（元）', text: '{{project.paid|format:#,##0.00}}' },
          { label: '形象进度', text: '{{payment_claim.progress}}' },
        ],
      },
      {
        kind: 'items',
        heading: '二、本次申请',
        items: [
          { label: '批次', text: '{{payment_claim.batch}}' },
          { label: '填报日期', text: '{{payment_claim.applied_on}}' },
          { label: '金额（元）', text: '{{payment_claim.amount|format:#,##0.00}}' },
          { label: '大写', text: '{{payment_claim.amount|format:大写}}' },
          { label: '按比例应报（元）', text: '{{payment_claim.scheme_amount|format:#,##0.00}}' },
          { label: '质保金到期', text: '{{payment_claim.retention_due}}' },
          { label: '收款人', text: '{{payment_claim.payee}}' },
          { label: '收款账号', text: '{{payment_claim.payee_account}}' },
        ],
      },
      { kind: 'text', height: 22, look: { font: '黑体', size: 11 }, text: '三、凭据清单' },
      { kind: 'text', height: 110, look: { size: 11, wrap: true, border: true }, text: '{{payment_claim.evidence}}' },
      { kind: 'text', height: 44, look: { size: 11 }, text: '项目单位负责人签字（盖章）：', right: DAY },
      { kind: 'text', height: 44, look: { size: 11 }, text: '主管部门审核意见（盖章）：', right: DAY },
      {
        kind: 'text',
        height: 44,
        look: { size: 11 },
        text: '财政部门审核意见（盖章）：',
        right: `{{payment_claim.approved_on|format:yyyy年m月d日|or:${DAY}}}`,
      },
    ],
    signatures: [],
  })

const claimExpenses = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年项目资金费用支出明细表',
    each: 'rows',
    columns: [
      number,
      { heading: '拨付日期', text: '{{payment_claim.paid_on}}', width: 66 },
      { heading: '报账单号', text: '{{payment_claim.claim_no}}', width: 110, look: { shrink: true } },
      { heading: '项目', text: '{{project.name}}', width: 140 },
      { heading: '批次', text: '{{payment_claim.batch}}', width: 60 },
      { heading: '收款人', text: '{{payment_claim.payee}}', width: 100 },
      { heading: '凭据', text: '{{payment_claim.evidence}}', width: 140 },
      money('金额（元）', 'payment_claim.paid'),
      money('其中发到户（元）', 'payment_claim.household_paid'),
    ],
    totals: ['合计', '', '{{rows|count}} 单', '', '', '', '', sum('payment_claim.paid'), sum('payment_claim.household_paid')],
    size: 9,
  })

const paymentRoster = (): FormSheet =>
  tableTemplate({
    title: '到户补助发放花名册',
    each: 'household_payment min=5',
    columns: [
      number,
      { heading: '行政村', text: '{{household_payment.village}}', width: 80 },
      { heading: '户', text: '{{household_payment.household}}', width: 110 },
      { heading: '受益人', text: '{{household_payment.person_id}}', width: 60 },
      { heading: '补助项目', text: '{{household_payment.item}}', width: 100 },
      money('标准（元）', 'household_payment.standard', 64),
      { heading: '数量', text: '{{household_payment.quantity}}{{household_payment.unit}}', width: 56 },
      money('金额（元）', 'household_payment.amount', 72),
      { heading: '户名', text: '{{household_payment.account_name}}', width: 56 },
      { heading: '一卡通账号', text: '{{household_payment.account_no}}', width: 120, look: { shrink: true } },
      { heading: '发放日期', text: '{{household_payment.paid_on}}', width: 62 },
      { heading: '签字（按印）', text: '', width: 90 },
    ],
    under: ['填报单位：{{office}}', '项目：{{project.name}}　报账单：{{payment_claim.claim_no}}', '打印日期：{{printed_on}}'],
    total: '合　　计：　{{household_payment|count}} 笔　　{{household_payment|sum:household_payment.amount|format:#,##0.00}} 元',
    size: 9,
    signatures: ['村委会（盖章）：', '经办人：', '监督人：'],
  })

const noticeText = (): FormSheet =>
  cardTemplate({
    title: '资金{{fund_notice.phase}}',
    under: ['{{fund_notice.place}}', '{{document_no}}'],
    size: 12,
    rowHeight: 30,
    parts: [
      { kind: 'text', height: 30, look: { font: '黑体', size: 13 }, text: '{{fund_notice.subject}}' },
      { kind: 'text', height: 250, look: { size: 13, wrap: true }, text: '　　{{fund_notice.content}}' },
      {
        kind: 'text',
        height: 44,
        look: { size: 12, wrap: true },
        text: '　　公示期从{{fund_notice.posted_on|format:yyyy年m月d日}}到{{fund_notice.ends_on|format:yyyy年m月d日}}。对以上内容有异议的，请在公示期内向张贴单位反映。',
      },
      { kind: 'text', height: 34, look: { size: 12 }, text: '张贴地点：{{fund_notice.spot}}', right: '{{fund_notice.place}}（盖章）' },
      { kind: 'photos', heading: '照片（{{photos|count}} 张）', height: 200 },
    ],
    signatures: [],
  })

const fundCarryOver = (): FormSheet =>
  tableTemplate({
    title: '{{year}}年资金结余结转表',
    each: 'rows',
    columns: [
      number,
      { heading: '资金名称', text: '{{fund_source.name}}', width: 160 },
      { heading: '文号', text: '{{fund_source.document_no}}', width: 110 },
      money('结转后的指标（元）', 'fund_source.quota'),
      money('已分配（元）', 'fund_source.allocated'),
      money('已报账（元）', 'fund_source.paid'),
      { heading: '结转下年（元）', text: '{{0 - fund_quota.amount}}', width: 84, look: MONEY },
      { heading: '结转日期', text: '{{fund_quota.issued_on}}', width: 70 },
      { heading: '备注', text: '{{fund_quota.remark}}', width: 90 },
    ],
    totals: ['合计', '{{rows|count}} 笔', '', '', '', '', '{{rows|sum:0 - fund_quota.amount|format:#,##0.00}}', '', ''],
    size: 9,
  })

const fundProgress = (): FormSheet =>
  tableTemplate({
    title: '项目资金台账与支出进度',
    each: 'rows',
    columns: [
      number,
      { heading: '文号', text: '{{label}}', width: 130 },
      money('指标（元）', 'quota'),
      money('到账（元）', 'arrived'),
      { heading: '到位率%', text: '{{arrival_rate}}', width: 60, look: { format: '0.00' } },
      money('已分配（元）', 'allocated'),
      money('已报账（元）', 'paid'),
      { heading: '支出率%', text: '{{spending_rate}}', width: 60, look: { format: '0.00' } },
      money('结余（元）', 'balance'),
    ],
    under: ['填报单位：{{office}}', '{{period}}', '打印日期：{{printed_on}}'],
    totals: [
      '合计',
      '',
      '{{total.quota|format:#,##0.00}}',
      '{{total.arrived|format:#,##0.00}}',
      '{{total.arrival_rate|format:0.00}}',
      '{{total.allocated|format:#,##0.00}}',
      '{{total.paid|format:#,##0.00}}',
      '{{total.spending_rate|format:0.00}}',
      '{{total.balance|format:#,##0.00}}',
    ],
    size: 9,
  })

const paymentReport = (): FormSheet =>
  tableTemplate({
    title: '{{division.village}}{{year}}年资金到户发放情况表',
    each: 'rows',
    columns: [
      number,
      { heading: '项目', text: '{{project.name}}', width: 120 },
      { heading: '户', text: '{{household_payment.household}}', width: 110 },
      { heading: '受益人', text: '{{household_payment.person_id}}', width: 60 },
      { heading: '补助种类', text: '{{household_payment.aid_kind}}', width: 70 },
      money('标准（元）', 'household_payment.standard', 64),
      { heading: '数量', text: '{{household_payment.quantity}}{{household_payment.unit}}', width: 56 },
      money('金额（元）', 'household_payment.amount', 72),
      money('实发（元）', 'household_payment.paid', 72),
      { heading: '账号后四位', text: '{{household_payment.account_no}}', width: 76, look: { shrink: true } },
      { heading: '发放日期', text: '{{household_payment.paid_on}}', width: 62 },
      { heading: '发放状态', text: '{{household_payment.state}}', width: 56 },
      { heading: '签收', text: '{{household_payment.signed}}', width: 40 },
    ],
    under: ['{{division.county}}{{division.township}}{{division.village}}', '{{year}}年度', '打印日期：{{printed_on}}'],
    total:
      '合　　计：　{{rows|count}} 笔　　应发 {{rows|sum:household_payment.amount|format:#,##0.00}} 元　　实发 {{rows|sum:household_payment.paid|format:#,##0.00}} 元　　签收 {{rows|where:household_payment.signed|count}} 笔',
    size: 9,
  })

/** By the name of the file. */
export const fundTemplates = {
  'fund_ledger.xlsx': fundLedger,
  'fund_register.xlsx': fundRegister,
  'fund_distribution.xlsx': fundDistribution,
  'project_balance.xlsx': projectBalance,
  'claim_form.xlsx': claimForm,
  'claim_expenses.xlsx': claimExpenses,
  'payment_roster.xlsx': paymentRoster,
  'fund_notice_text.xlsx': noticeText,
  'fund_carry_over.xlsx': fundCarryOver,
  'fund_progress.xlsx': fundProgress,
  'payment_report.xlsx': paymentReport,
} as const
