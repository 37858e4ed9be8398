/** What answers for the numbers of mechanisms.md M05, 短板和需求（项目以前的部分）. */
import type { Group } from './types.ts'

export const shortfalls: Group = {
  page: 'mechanisms.md M05',
  title: '短板和需求（项目以前的部分）',
  answers: [
    { number: 'M05.c1', what: '差额、估算', tests: ['src/core/features/shortfalls/shortfalls.test.ts'] },
    { number: 'M05.c2', what: '一次性补齐率', statistics: ['shortfalls'], tests: ['src/core/features/survey/survey.test.ts'] },
    { number: 'M05.c3', what: '优先级得分', tests: ['src/core/features/shortfalls/shortfalls.test.ts'] },
    { number: 'M05.d1', what: '村短板诊断表', forms: ['village_diagnosis'] },
    { number: 'M05.d2', what: '项目需求清单', statistics: ['project_needs'], forms: ['need_list'] },
    { number: 'M05.d3', what: '短板热力图', statistics: ['shortfall_map', 'shortfall_categories'] },
    { number: 'M05.d4', what: '补齐销号表', forms: ['shortfall_closing'] },
    { number: 'M05.d5', what: '未补齐说明', forms: ['shortfall_explained'] },
    { number: 'M05.e1', what: '现状达标却仍列需求', rules: ['5-met'] },
    { number: 'M05.e2', what: '一个缺口三个部门各报一次', rules: ['5-asked', 'S-shortfall_need-shortfall'] },
    { number: 'M05.e3', what: '单位混乱', rules: ['5-unit'] },
    { number: 'M05.e4', what: '需求大于全村', rules: ['5-size'] },
    { number: 'M05.e5', what: '暂缓无理由', rules: ['5-reason'] },
  ],
}
