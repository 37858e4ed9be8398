/** What answers for the numbers of mechanisms.md M03, 过筛式入户、五清六有. */
import type { Group } from './types.ts'

export const surveys: Group = {
  page: 'mechanisms.md M03',
  title: '过筛式入户、五清六有',
  answers: [
    { number: 'M03.c1', what: '五清由数据判定', tests: ['src/core/features/survey/survey.test.ts'] },
    { number: 'M03.c2', what: '六有由文档判定', statistics: ['six_have'] },
    { number: 'M03.c3', what: '五清率', statistics: ['five_clear'] },
    { number: 'M03.c4', what: '入户覆盖率', statistics: ['surveys'] },
    { number: 'M03.d1', what: '入户调查表', forms: ['questionnaire'] },
    { number: 'M03.d2', what: '问题台账', forms: ['problem_ledger'] },
    { number: 'M03.d3', what: '需求清单', forms: ['need_list'] },
    { number: 'M03.d4', what: '村情档案封面', forms: ['village_file_cover'] },
    { number: 'M03.d5', what: '五清六有达标一览', statistics: ['clear_and_have'], forms: ['clear_and_have'] },
    { number: 'M03.d6', what: '未访户名单', forms: ['unvisited_list'] },
    { number: 'M03.d7', what: '重复入户统计', statistics: ['repeated_visits'], forms: ['repeated_visits'] },
    { number: 'M03.e1', what: '一天入户 80 户', rules: ['3-daily', '3-daily-second'] },
    { number: 'M03.e2', what: '所有户问题一样', rules: ['3-words'] },
    { number: 'M03.e3', what: '调查早于结对', rules: ['3-paired'] },
    { number: 'M03.e4', what: '全部勾清而无附件', rules: ['3-ticked', '3-clear'] },
    { number: 'M03.e5', what: '六有文档一份多用', rules: ['3-copied'] },
  ],
}
