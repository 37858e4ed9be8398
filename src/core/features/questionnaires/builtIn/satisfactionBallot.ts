/** A ballot on how content people are: the mean score is the share of contentment of mechanisms.md §2.3, whose points no document confirms. */
import type { Written } from '../../../questionnaires/keep.ts'

export const satisfactionBallot: Written = {
  code: 'satisfaction',
  name: '群众满意度测评票',
  about: ['village', 'helper', 'organization'],
  source: '2015 年省考核中的脱贫农户评价；各档的分值为重建，待核',
  unverified: true,
  tree: {
    preface: '一人一票，不写姓名。每村 30 票：贫困户 15、非贫困户 10、干部和代表 5。',
    items: [
      {
        type: 'one',
        code: 'voter',
        label: '投票人是',
        required: true,
        options: [
          { code: '1', label: '贫困户' },
          { code: '2', label: '非贫困户' },
          { code: '3', label: '干部或代表' },
        ],
      },
      {
        type: 'one',
        code: 'overall',
        label: '对扶贫工作总的看法',
        required: true,
        options: [
          { code: '1', label: '非常满意', points: '100' },
          { code: '2', label: '满意', points: '85' },
          { code: '3', label: '基本满意', points: '60' },
          { code: '4', label: '不满意', points: '0' },
        ],
      },
      { type: 'text', code: 'why', label: '哪里不满意', required: true, longest: 200, shownIf: [{ question: 'overall', is: ['4'] }] },
      { type: 'text', code: 'advice', label: '意见和建议', longest: 500 },
    ],
  },
}
