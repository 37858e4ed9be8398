/** What answers for the numbers of mechanisms.md M07, 挂图作战. */
import type { Group } from './types.ts'

const TASKS = 'src/core/features/battle/tasks.test.ts'

export const battle: Group = {
  page: 'mechanisms.md M07',
  title: '挂图作战',
  answers: [
    { number: 'M07.c1', what: '销号＝任务完成且附件≥1 且审核人≠填报人', tests: [TASKS] },
    { number: 'M07.e1', what: '图上户数≠花名册', rules: ['7-count'], tests: [TASKS] },
    { number: 'M07.e2', what: '点落在图外', rules: ['7-outside', '7-elsewhere', '7-line', '7-sign'] },
    { number: 'M07.e3', what: '已清退户仍标红', rules: ['7-cleared'], tests: [TASKS] },
    { number: 'M07.e4', what: '责任人空', rules: ['7-charge', '7-elements'] },
    { number: 'M07.e5', what: '全部任务时限=12 月 31 日', rules: ['7-dates'], tests: [TASKS] },
    { number: 'M07.e6', what: '战报数字与项目库不符', reason: '不会发生：战报没有填报的数，全部由统计表从项目、资金、任务台账算出' },
  ],
}
