/** What answers for the numbers of mechanisms.md M07, 挂图作战. */
import type { Group } from './types.ts'

const TASKS = 'src/core/features/battle/tasks.test.ts'
const MAP = 'src/core/features/battle/map.test.ts'
const SHEET = 'src/core/features/battle/sheet/sheet.test.ts'
const SCREEN = 'e2e/battleMap.spec.ts'

export const battle: Group = {
  page: 'mechanisms.md M07',
  title: '挂图作战',
  answers: [
    { number: 'M07.c1', what: '销号＝任务完成且附件≥1 且审核人≠填报人', tests: [TASKS] },
    { number: 'M07.c2', what: '点色由规则定（户、项目）', statistics: ['battle_households'], tests: [MAP] },
    { number: 'M07.c3', what: '倒计时＝时限−今日', tests: [MAP] },
    { number: 'M07.c4', what: '战报得分＝开工率、完工率、支付率、销号率加权', statistics: ['battle_report'], tests: [MAP] },
    { number: 'M07.d1', what: '村作战图（示意图、人口表、致贫原因、措施、结对、时序）', tests: [SHEET, MAP, SCREEN] },
    { number: 'M07.d2', what: '乡镇作战图', tests: [MAP] },
    { number: 'M07.d3', what: '县总图（各村矩阵）', tests: [MAP] },
    { number: 'M07.d4', what: '六要素作战表', forms: ['battle_tasks'] },
    { number: 'M07.d5', what: '月战报', forms: ['battle_report'], statistics: ['battle_report'] },
    { number: 'M07.d6', what: '红黄蓝牌通报', forms: ['battle_cards'], statistics: ['battle_report'] },
    {
      number: 'M07.d7',
      what: '一户一牌明白卡',
      forms: ['door_card'],
      reason: '不印致贫原因和措施：因病、因残和医疗救助会看出病情（readings.md 32）',
    },
    { number: 'M07.e1', what: '图上户数≠花名册', rules: ['7-count'], tests: [TASKS] },
    { number: 'M07.e2', what: '点落在图外', rules: ['7-outside', '7-elsewhere', '7-line', '7-sign'] },
    { number: 'M07.e3', what: '已清退户仍标红', rules: ['7-cleared'], tests: [TASKS, MAP] },
    { number: 'M07.e4', what: '责任人空', rules: ['7-charge', '7-elements'] },
    { number: 'M07.e5', what: '全部任务时限=12 月 31 日', rules: ['7-dates'], tests: [TASKS] },
    { number: 'M07.e6', what: '战报数字与项目库不符', reason: '不会发生：战报没有填报的数，全部由统计表从项目、资金、任务台账算出' },
  ],
}
