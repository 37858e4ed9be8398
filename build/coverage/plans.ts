/** What answers for the numbers of mechanisms.md M04, 一户一策. */
import type { Group } from './types.ts'

export const plans: Group = {
  page: 'mechanisms.md M04',
  title: '一户一策',
  answers: [
    { number: 'M04.c1', what: '预计可达人均与目标线', rules: ['4-feasible', '4-aim'], tests: ['src/core/features/plans/plans.test.ts'] },
    { number: 'M04.c2', what: '措施落实率', statistics: ['plan_measures'] },
    { number: 'M04.c3', what: '增收兑现率', statistics: ['plan_measures'] },
    { number: 'M04.c4', what: '一项收入不重复计', rules: ['4-income-twice', '4-uncounted', '4-earner'] },
    { number: 'M04.c5', what: '最少措施数、八有', rules: ['4-least'] },
    { number: 'M04.d1', what: '一户一策表', forms: ['household_plan'] },
    { number: 'M04.d2', what: '年度减贫计划表', statistics: ['plan_exits'], forms: ['plan_exits'] },
    { number: 'M04.d3', what: '措施落实台账', forms: ['measure_ledger'] },
    { number: 'M04.d4', what: '逾期措施催办单', forms: ['measure_reminder'] },
    { number: 'M04.d5', what: '脱贫时序图', statistics: ['exit_sequence'], forms: ['exit_sequence'] },
    { number: 'M04.e1', what: '增收与规模不相称', rules: ['4-income-high', '4-actual-high'] },
    { number: 'M04.e2', what: '措施日期在脱贫之后', rules: ['4-after-exit', '4-order', '4-result-early'] },
    { number: 'M04.e3', what: '整村措施文字一样', rules: ['4-same-words'] },
    { number: 'M04.e4', what: '无劳力户安排外出务工', rules: ['4-no-labour'] },
    { number: 'M04.e5', what: '兜底户排产业贷款', rules: ['4-backstop-loan'] },
  ],
}
