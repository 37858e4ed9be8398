/** What answers for the numbers of mechanisms.md M08, 资金. */
import type { Group } from './types.ts'

const MONEY = 'src/core/money/money.test.ts'
const RATES = 'src/core/features/money/statistics.test.ts'
const ACTS = 'src/core/features/money/money.test.ts'

export const funds: Group = {
  page: 'mechanisms.md M08',
  title: '资金到村到户、报账、公告公示',
  answers: [
    { number: 'M08.a1', what: '报账 4:5:1、质保金', rules: ['8-scheme'], tests: ['src/core/rules/claims.test.ts', ACTS] },
    { number: 'M08.c1', what: 'Σ分配 ≤ 指标', rules: ['M-fund_source-quota'], tests: [MONEY, ACTS] },
    { number: 'M08.c2', what: 'Σ报账 ≤ Σ分配', rules: ['M-fund_allocation-overdrawn', 'M-project-claims', 'M-fund_source-arrived'], tests: [MONEY, ACTS] },
    {
      number: 'M08.c3',
      what: 'Σ到户 ≤ 到户部分',
      rules: ['M-payment_claim-households', 'M-payment_claim-sent', 'M-payment_claim-lines', 'M-household_payment-amount', 'M-project-households'],
      tests: [MONEY, ACTS],
    },
    { number: 'M08.c4', what: '到位率、支出率', statistics: ['R07', 'fund_kinds', 'fund_levels', 'project_spending'], tests: [RATES] },
    { number: 'M08.c5', what: '到村到户率', statistics: ['fund_places', 'fund_allocations'], tests: [RATES] },
    { number: 'M08.c6', what: '预算超 10% 阻断', rules: ['6-E39c'] },
    { number: 'M08.c7', what: '一户多补', rules: ['6-E40', '12-once', '12-repaired'] },
    { number: 'M08.d1', what: '资金整合来源台账', forms: ['fund_ledger'] },
    { number: 'M08.d2', what: '资金分配到村、户、人一览', forms: ['fund_distribution', 'payment_roster'] },
    { number: 'M08.d3', what: '项目资金平衡表', forms: ['project_balance'] },
    { number: 'M08.d4', what: '报账申请书', forms: ['claim_form'] },
    { number: 'M08.d5', what: '费用支出明细', forms: ['claim_expenses'] },
    { number: 'M08.d6', what: '到户补助发放花名册', forms: ['payment_roster'] },
    { number: 'M08.d7', what: '公示、公告文本与照片页', forms: ['fund_notice_text'] },
    { number: 'M08.d8', what: '结余结转表', forms: ['fund_carry_over'] },
    { number: 'M08.d9', what: '质保金到期提醒', tests: [ACTS] },
    { number: 'M08.d10', what: '支出进度按月', statistics: ['spending_course'] },
    { number: 'M08.e1', what: '来源合计不等于项目合计', rules: ['6-E34'] },
    { number: 'M08.e2', what: '同一文号两次录', rules: ['6-E28d'] },
    { number: 'M08.e3', what: '到户金额为负或尾差', rules: ['6-E33p', '6-E35', '6-E33'] },
    { number: 'M08.e4', what: '收款账号户名不是受益人', rules: ['6-E36'] },
    { number: 'M08.e5', what: '已死亡人收款', rules: ['6-E41'] },
    { number: 'M08.e6', what: '报账日早于下达日', rules: ['6-E28'] },
    { number: 'M08.e7', what: '公示照片日期不符', rules: ['8-photo-day'] },
    { number: 'M08.e8', what: '万元录成元', rules: ['6-E32', '6-E32p', '6-E32q'] },
  ],
}
