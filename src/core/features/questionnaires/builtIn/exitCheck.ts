/** 贫困户退出验收, as Gansu revised it in 2018: six conditions, each of which alone keeps a household in (mechanisms.md M35, S44, S45). */
import type { Written } from '../../../questionnaires/keep.ts'
import type { Question } from '../../../questionnaires/types.ts'

function condition(code: string, label: string): Question {
  return { type: 'boolean', code, label, required: true, vetoIf: 'no' }
}

export const exitCheck: Written = {
  code: 'household_exit',
  name: '贫困户退出验收表（六项）',
  about: ['household'],
  source: '甘肃省 2018 年修订的贫困退出验收：户 6 项，一项不达标即否决',
  unverified: false,
  tree: {
    preface: '六项全部达标才能退出，一项不达标即不能退出；未达标的写明情况。',
    items: [
      {
        type: 'section',
        code: 'six',
        label: '六项条件',
        items: [
          condition('income', '收入稳定超过扶贫标准'),
          condition('food', '吃穿不愁'),
          condition('water', '饮水安全'),
          condition('school', '义务教育有保障'),
          condition('medical', '基本医疗有保障'),
          condition('housing', '住房安全有保障'),
        ],
      },
      {
        type: 'section',
        code: 'household',
        label: '农户意见',
        items: [
          { type: 'boolean', code: 'agrees', label: '农户认可', required: true },
          { type: 'text', code: 'reason', label: '不认可的理由', required: true, longest: 300, shownIf: [{ question: 'agrees', is: ['0'] }] },
        ],
      },
    ],
  },
}
