/** What answers for the numbers of mechanisms.md §3, 县里要的报表. */
import type { Group } from './types.ts'

export const reports: Group = {
  page: 'mechanisms.md §3',
  title: '县里要的报表',
  answers: [
    { number: 'R01', what: '采集进度表', statistics: ['collection'] },
    { number: 'R02', what: '人口动态平衡表', statistics: ['R02'], forms: ['balance'] },
    { number: 'R03', what: '贫困户花名册', forms: ['household_list', 'household_roster'] },
    { number: 'R04', what: '入户走访与五清六有', statistics: ['surveys', 'five_clear', 'six_have'], forms: ['visiting_report'] },
    {
      number: 'R05',
      what: '短板与项目需求汇总',
      statistics: ['shortfalls', 'shortfall_categories', 'project_needs'],
      forms: ['village_diagnosis', 'need_list'],
    },
    { number: 'R06', what: '项目实施进度月报', statistics: ['R06', 'R06_sources', 'project_rates', 'project_kinds'], forms: ['project_progress'] },
    { number: 'R07', what: '项目资金台账与支出进度', statistics: ['R07', 'project_spending'], forms: ['fund_register', 'fund_progress', 'fund_ledger'] },
    { number: 'R08', what: '资金到户发放情况', statistics: ['R08'], forms: ['payment_report'] },
    { number: 'R09', what: '减贫任务进度与拟脱贫名单', statistics: ['exit_progress', 'exit_unmet'], forms: ['exit_proposed'] },
    { number: 'R10', what: '措施落实台账汇总', statistics: ['plan_measures'], forms: ['measure_ledger'] },
    {
      number: 'R11',
      what: '危房改造进度',
      statistics: ['house_retrofits'],
      forms: ['house_progress'],
      tests: ['src/core/features/works/figures.test.ts', 'src/core/features/demo/lives/lives.test.ts'],
      reason: '完成率的分母是下达到村的任务：县、乡镇、村各有一条，加在一起会算几遍；乡镇没有分到村的没有分母',
    },
    { number: 'R12', what: '饮水/动力电/道路/坡改梯进度', statistics: ['works_progress'], forms: ['works_progress'] },
    { number: 'R21', what: '村退出与户退出验收统计', statistics: ['exit_items', 'exit_inspections', 'village_exits'], forms: ['village_exit_table'] },
  ],
}
