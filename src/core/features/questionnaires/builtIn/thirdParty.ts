/** A household's answers to people from outside: what a third party asked of 3,962 households in 2015 is not known word by word (S16, S17); rebuilt. */
import type { Written } from '../../../questionnaires/keep.ts'

export const thirdParty: Written = {
  code: 'third_party',
  name: '第三方评估入户问卷',
  about: ['household'],
  source: '2015 年省考核中的第三方评估（错评、漏评、错退）；题目和分值为重建，待核',
  unverified: true,
  tree: {
    outOf: '100',
    grades: [
      { from: '90', label: '优' },
      { from: '80', label: '良' },
      { from: '60', label: '中' },
      { from: '0', label: '差' },
    ],
    items: [
      {
        type: 'section',
        code: 'registered',
        label: '识别',
        most: '40',
        items: [
          {
            type: 'one',
            code: 'standing',
            label: '这户现在是',
            required: true,
            options: [
              { code: '1', label: '在册贫困户' },
              { code: '2', label: '已脱贫户' },
              { code: '3', label: '非贫困户' },
            ],
          },
          {
            type: 'one',
            code: 'right',
            label: '核实下来',
            required: true,
            options: [
              { code: '1', label: '准确', points: '25' },
              { code: '2', label: '应纳未纳（漏评）', points: '0' },
              { code: '3', label: '不该在册（错评）', points: '0' },
              { code: '4', label: '没有达标（错退）', points: '0' },
            ],
          },
          { type: 'boolean', code: 'meeting', label: '知道评议和公示', required: true, yes: '15', no: '0' },
        ],
      },
      {
        type: 'section',
        code: 'helped',
        label: '帮扶',
        most: '40',
        shownIf: [{ question: 'standing', is: ['1', '2'] }],
        items: [
          { type: 'boolean', code: 'knows_helper', label: '说得出帮扶责任人是谁', required: true, yes: '10', no: '0' },
          {
            type: 'integer',
            code: 'visits',
            label: '今年帮扶责任人来过几次',
            required: true,
            unit: '次',
            minimum: '0',
            maximum: '200',
            scoring: { each: '2.5', most: '10' },
          },
          {
            type: 'several',
            code: 'measures',
            label: '今年得到的帮扶',
            options: [
              { code: '1', label: '产业发展', points: '5' },
              { code: '2', label: '务工就业', points: '5' },
              { code: '3', label: '小额信贷', points: '5' },
              { code: '4', label: '教育资助', points: '5' },
              { code: '5', label: '房屋改造或搬迁', points: '5' },
            ],
          },
        ],
      },
      { type: 'score', code: 'content', label: '满意程度', hint: '请农户自己打分，0 到 20 分。', required: true, maximum: '20' },
      { type: 'text', code: 'note', label: '调查人说明', longest: 500 },
    ],
  },
}
