/** 入户评估表: what is looked at in a home, and what each scores; the more points, the poorer (mechanisms.md M01.a, S35, S38). Every number is rebuilt. */
import type { Written } from '../../../questionnaires/keep.ts'
import type { Question } from '../../../questionnaires/types.ts'

/** One thing that is looked at, with what may be seen and its points. */
function look(code: string, label: string, seen: readonly (readonly [label: string, points: string])[]): Question {
  return { type: 'one', code, label, required: true, options: seen.map(([text, points], index) => ({ code: String(index + 1), label: text, points })) }
}

export const entryAssessment: Written = {
  code: 'entry_assessment',
  name: '入户评估表',
  about: ['household', 'unlisted_household'],
  source: '宁夏“五看”（看房 20 分、看种养 30 分）、贵州“四看”；其余各项和分值为重建，待核',
  unverified: true,
  tree: {
    preface: '两名调查人一起入户，看到什么答什么；分越高越困难，满分 100 分。打完分读给户主听，户主签字、按手印。',
    items: [
      look('house', '看房', [
        ['危窑、危房', '20'],
        ['土坯房、土窑', '15'],
        ['砖木房', '10'],
        ['钢混房', '0'],
      ]),
      look('farming', '看种植和养殖', [
        ['没有种养，或者只有撂荒地', '30'],
        ['只种口粮，零星养殖', '20'],
        ['有少量经济作物或牛羊', '10'],
        ['种养有规模', '0'],
      ]),
      look('labour', '看劳力', [
        ['没有劳动力', '20'],
        ['一名劳动力，要照顾老弱病残', '15'],
        ['一名劳动力', '10'],
        ['两名以上劳动力', '0'],
      ]),
      look('study', '看读书', [
        ['两人以上在读高中（中职）以上', '15'],
        ['一人在读高中（中职）以上', '10'],
        ['有人在读小学或初中', '5'],
        ['没有人读书', '0'],
      ]),
      look('health', '看病残', [
        ['有重病或重残', '15'],
        ['有长期慢性病或残疾', '10'],
        ['没有', '0'],
      ]),
      { type: 'boolean', code: 'agrees', label: '户主认可以上评分', required: true },
      { type: 'text', code: 'reason', label: '户主不认可的理由', required: true, longest: 300, shownIf: [{ question: 'agrees', is: ['0'] }] },
      { type: 'text', code: 'note', label: '调查人说明', longest: 500 },
    ],
  },
}
