/** Money: sources and what became of them (R07), how far it reaches, what projects spent, what households were sent (R08). mechanisms.md M08, readings.md 22–26. */
import type { Where } from '../../../shapes.ts'
import type { ColumnDefinition, StatisticDefinition } from '../../../statistics/types.ts'

const GROUP = '项目资金'
const AS_OF = '指定了统计日的，金额按到那一天为止的账（各笔记录的日期），笔数按现在登记的；没有指定的按现在的账'
const SOURCES = { sources: { register: 'fund_source', time: 'day', where: { year: '@year' } } } as const
const sourceColumns: readonly ColumnDefinition[] = [
  { key: 'sources', label: '来源', count: 'sources', unit: '笔' },
  { key: 'quota', label: '指标', sum: 'sources', field: 'quota' },
  { key: 'arrived', label: '到账', sum: 'sources', field: 'arrived' },
  { key: 'arrival_rate', label: '到位率', ratio: ['arrived', 'quota'], as: 'percent' },
  { key: 'allocated', label: '已分配', sum: 'sources', field: 'allocated' },
  { key: 'balance', label: '结余', sum: 'sources', field: 'balance' },
  { key: 'paid', label: '已报账', sum: 'sources', field: 'paid' },
  { key: 'spending_rate', label: '支出率', ratio: ['paid', 'arrived'], as: 'percent' },
]
const BASIS = {
  group: GROUP,
  source: 'mechanisms.md §3 R07、M08.c；readings.md 25',
  notes: ['到位率是到账÷指标，支出率是已报账÷到账；各列按来源的年度', AS_OF],
  populations: SOURCES,
  columns: sourceColumns,
  chart: ['quota', 'arrived', 'paid'],
} as const

const allocationColumns: readonly ColumnDefinition[] = [
  { key: 'allocations', label: '分配', count: 'allocations', unit: '笔' },
  { key: 'allocated', label: '分配额', sum: 'allocations', field: 'allocated' },
  { key: 'to_village', label: '到村', sum: 'allocations', field: 'allocated', where: { end: 'village' } },
  { key: 'to_household', label: '到户到人', sum: 'allocations', field: 'allocated', where: { end: 'household' } },
  { key: 'reaching', label: '到村到户', sum: 'allocations', field: 'allocated', where: { end: { in: ['village', 'household'] } } },
  { key: 'reaching_rate', label: '到村到户率', ratio: ['reaching', 'allocated'], as: 'percent' },
  { key: 'in_transit', label: '在途', sum: 'allocations', field: 'in_transit' },
  { key: 'received', label: '已入账', sum: 'allocations', field: 'received' },
  { key: 'paid', label: '已报账', sum: 'allocations', field: 'paid' },
  { key: 'spending_rate', label: '支出率', ratio: ['paid', 'received'], as: 'percent' },
  { key: 'left', label: '余额', sum: 'allocations', field: 'balance' },
]
const ALLOCATIONS = {
  group: GROUP,
  source: 'mechanisms.md M08.c；readings.md 26',
  notes: ['到村到户率是到村和到户的分配÷全部分配；支出率是已报账÷已入账', AS_OF],
  populations: { allocations: { register: 'fund_allocation', time: 'day', where: { year: '@year' } } },
  columns: allocationColumns,
  chart: ['allocated', 'reaching', 'paid'],
} as const

const paymentColumns: readonly ColumnDefinition[] = [
  { key: 'payments', label: '发放', count: 'payments', unit: '笔' },
  { key: 'households', label: '户', distinct: 'payments', field: 'household', unit: '户' },
  { key: 'amount', label: '应发', sum: 'payments', field: 'amount' },
  { key: 'paid', label: '实发', sum: 'payments', field: 'paid' },
  { key: 'paid_rate', label: '发放率', ratio: ['paid', 'amount'], as: 'percent' },
  { key: 'waiting', label: '待发', count: 'payments', where: { state: 'waiting' }, unit: '笔' },
  { key: 'failed', label: '银行退回', count: 'payments', where: { state: 'failed' }, unit: '笔' },
  { key: 'sent', label: '已发', count: 'payments', where: { state: { in: ['sent', 'resent'] } }, unit: '笔' },
  { key: 'signed', label: '签收', count: 'payments', where: { signed: true }, unit: '笔' },
  { key: 'signed_rate', label: '签收率', ratio: ['signed', 'sent'], as: 'percent' },
]
const PAYMENTS = {
  group: GROUP,
  source: 'mechanisms.md §3 R08、M08',
  notes: ['签收率是签收÷已发（笔）'],
  populations: { payments: { register: 'household_payment', time: 'day', where: { year: '@year' } } },
  columns: paymentColumns,
  chart: ['amount', 'paid'],
} as const

/** Retention that may not be paid yet: of what is not accepted none is due. */
const NOT_DUE: Where = { or: [{ retention_due: { empty: true } }, { retention_due: { gt: '@today' } }] }

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

export const fundTables: readonly StatisticDefinition[] = [
  { ...BASIS, code: 'R07', title: 'R07 项目资金台账与支出进度（按文号）', rows: { by: 'field', field: 'document_no' } },
  { ...BASIS, code: 'fund_kinds', title: '资金来源（按资金种类）', rows: { by: 'field', field: 'kind_id' } },
  { ...BASIS, code: 'fund_levels', title: '资金来源（按级次）', rows: { by: 'field', field: 'level' } },
  { ...ALLOCATIONS, code: 'fund_places', title: '资金分配到乡镇、村' },
  { ...ALLOCATIONS, code: 'fund_allocations', title: '资金分配（按来源）', rows: { by: 'field', field: 'source_id' } },
  {
    code: 'project_spending',
    title: '项目资金支出',
    group: GROUP,
    source: 'readings.md 22（支出率和扣除质保金的第二列）',
    notes: [
      '支出率是已报账÷已入账；第二列的分母减去已入账、没有拨付、还没有到期的质保金，4:5:1 的项目完工时是 45÷50 和 45÷45',
      '质保金到期以后（县验收以后 365 天）没有拨付的，不再从分母里减；没有验收的都没有到期；到期没到期按统计的当天',
    ],
    unverified: ['4:5:1 的比例'],
    populations: { projects: { register: 'project', time: 'day', where: { year: '@year' } } },
    columns: [
      { key: 'projects', label: '项目', count: 'projects', unit: '个' },
      { key: 'approved', label: '批复总投资', sum: 'projects', field: 'approved_investment' },
      { key: 'grant', label: '财政补助', sum: 'projects', field: 'fiscal_grant' },
      { key: 'allocated', label: '已分配', sum: 'projects', field: 'allocated' },
      { key: 'received', label: '已入账', sum: 'projects', field: 'received' },
      { key: 'claimed', label: '已申请报账', sum: 'projects', field: 'claimed' },
      { key: 'paid', label: '已报账', sum: 'projects', field: 'paid' },
      { key: 'spending_rate', label: '支出率', ratio: ['paid', 'received'], as: 'percent' },
      { key: 'held', label: '未拨质保金', sum: 'projects', field: 'retention_held' },
      { key: 'not_due', label: '其中没有到期', sum: 'projects', field: 'retention_held', where: NOT_DUE },
      { key: 'spendable', label: '扣除没有到期的质保金', sum: 'projects', field: 'spendable', where: NOT_DUE, otherwise: 'received' },
      { key: 'spendable_rate', label: '支出率（扣除没有到期的质保金）', ratio: ['paid', 'spendable'], as: 'percent' },
      { key: 'sent', label: '已发到户', sum: 'projects', field: 'household_paid' },
    ],
    chart: ['received', 'paid'],
  },
  {
    code: 'spending_course',
    title: '报账拨付进度（按月）',
    group: GROUP,
    source: 'mechanisms.md M08.c（支出率）',
    notes: ['按拨付日期所在的月'],
    populations: { claims: { register: 'payment_claim', time: 'day', where: { year: '@year', stage: 'paid' } } },
    rows: {
      by: 'bands',
      label: '月份',
      bands: MONTHS.map((month) => ({ key: month, label: `${Number(month)} 月`, where: { paid_on: { startsWith: `@month:${month}` } } })),
    },
    columns: [
      { key: 'claims', label: '报账单', count: 'claims', unit: '单' },
      { key: 'paid', label: '拨付', sum: 'claims', field: 'paid' },
    ],
    chart: ['paid'],
  },
  { ...PAYMENTS, code: 'R08', title: 'R08 资金到户发放情况' },
  { ...PAYMENTS, code: 'payment_kinds', title: '到户发放（按补助种类）', rows: { by: 'field', field: 'aid_kind' } },
]
