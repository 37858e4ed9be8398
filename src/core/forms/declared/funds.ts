/** Papers of money (mechanisms.md M08.d, §3 R07–R08). */
import type { FormDefinition } from '../types.ts'

const UNKNOWN = '；漳县原表未找到，版面待核'
const ofYear = { year: '@year' } as const

export const fundForms: readonly FormDefinition[] = [
  {
    code: 'fund_ledger',
    title: '资金整合来源台账',
    source: `mechanisms.md M08.d${UNKNOWN}`,
    paper: 'A4 横向，一笔来源一行',
    from: { kind: 'list', register: 'fund_source', where: ofYear, sort: [{ field: 'document_no' }] },
    variants: [{ file: 'fund_ledger.xlsx' }],
  },
  {
    code: 'fund_distribution',
    title: '资金分配到村到户一览表',
    source: `mechanisms.md M08.d（三级穿透）${UNKNOWN}`,
    paper: 'A3 横向，一笔分配一行，乡镇、村小计，末行合计',
    from: { kind: 'list', register: 'fund_allocation', where: ofYear, sort: [{ field: 'place' }, { field: 'village' }, { field: 'allocation_no' }] },
    variants: [{ file: 'fund_distribution.xlsx' }],
  },
  {
    code: 'project_balance',
    title: '项目资金平衡表',
    source: `mechanisms.md M08.d${UNKNOWN}`,
    paper: 'A3 横向，一个项目一行',
    from: { kind: 'list', register: 'project', where: ofYear, sort: [{ field: 'place' }, { field: 'project_no' }] },
    variants: [{ file: 'project_balance.xlsx' }],
  },
  {
    code: 'claim_form',
    title: '项目资金报账申请书',
    source: `mechanisms.md M08.d${UNKNOWN}`,
    paper: 'A4 纵向，一单一张',
    from: { kind: 'record', register: 'payment_claim' },
    variants: [{ file: 'claim_form.xlsx' }],
  },
  {
    code: 'claim_expenses',
    title: '项目资金费用支出明细表',
    source: `mechanisms.md M08.d${UNKNOWN}`,
    paper: 'A4 横向，一单一行',
    from: {
      kind: 'list',
      register: 'payment_claim',
      where: { ...ofYear, stage: 'paid' },
      sort: [{ field: 'place' }, { field: 'paid_on' }, { field: 'claim_no' }],
    },
    variants: [{ file: 'claim_expenses.xlsx' }],
  },
  {
    code: 'payment_roster',
    title: '到户补助发放花名册',
    source: `mechanisms.md M08.d（签字按印栏）${UNKNOWN}`,
    paper: 'A4 横向，一张报账单一份，一户一行',
    from: { kind: 'record', register: 'payment_claim' },
    variants: [{ file: 'payment_roster.xlsx' }],
  },
  {
    code: 'fund_notice_text',
    title: '资金公告公示',
    source: `mechanisms.md M08.d（公示/公告文本与照片页）${UNKNOWN}`,
    paper: 'A4 纵向，一次一份，带照片页',
    from: { kind: 'record', register: 'fund_notice' },
    variants: [{ file: 'fund_notice_text.xlsx' }],
  },
  {
    code: 'fund_carry_over',
    title: '资金结余结转表',
    source: `mechanisms.md M08.d${UNKNOWN}`,
    paper: 'A4 横向，一笔结转一行',
    from: {
      kind: 'list',
      register: 'fund_quota',
      where: { kind: '5', source_id: { is: ofYear } },
      sort: [{ field: 'issued_on' }, { field: 'source_id' }],
    },
    variants: [{ file: 'fund_carry_over.xlsx' }],
  },
  {
    code: 'fund_progress',
    title: '项目资金台账与支出进度',
    source: `mechanisms.md §3 R07${UNKNOWN}`,
    paper: 'A4 横向，一个文号一行',
    from: { kind: 'statistic', code: 'R07' },
    variants: [{ file: 'fund_progress.xlsx' }],
  },
  {
    code: 'fund_register',
    title: '项目资金台账与支出进度（按来源）',
    source: `mechanisms.md §3 R07（来源、文号、指标、到账、已分配、已报账、支出率、结余、质保金到期）${UNKNOWN}`,
    paper: 'A4 横向，一笔来源一行，按文号排',
    from: { kind: 'list', register: 'fund_source', where: ofYear, sort: [{ field: 'document_no' }, { field: 'name' }] },
    variants: [{ file: 'fund_register.xlsx' }],
  },
  {
    code: 'payment_report',
    title: '资金到户发放情况表',
    source: `mechanisms.md §3 R08（账号后四位）${UNKNOWN}`,
    paper: 'A4 横向，一户一行，一村一份',
    from: { kind: 'list', register: 'household_payment', per: 'village', where: ofYear, sort: [{ field: 'claim_id' }, { field: 'household' }] },
    variants: [{ file: 'payment_report.xlsx' }],
  },
]
