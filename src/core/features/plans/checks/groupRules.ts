/** Checks on the plans of a village together. */
import { membersText, type GroupRule } from '#core/checks/engine/groups.ts'
import { firstValue } from '#core/rules/parameters.ts'

export const planGroupRules: readonly GroupRule[] = [
  {
    id: '4-same-words',
    title: '一个村的方案不是一样的文字（重复九成以上）',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M04.e（整村措施文字完全一样）、§6-W56（文本重复度 >90%；按三字片段的重合，数字不算）',
    reads: ['household_plan.words'],
    parameters: ['plan_same_words', 'text_same_share'],
    across: true,
    members: { register: 'household_plan', only: { current: [true] } },
    keys: ['village', 'year'],
    about: { register: 'household_plan', by: 'id', field: 'measures' },
    condition: {
      similar: 'words',
      percent: ({ parameters, today }) => parameters('text_same_share', today, null) ?? firstValue('text_same_share'),
      atLeast: ({ parameters, today }) => parameters('plan_same_words', today, null) ?? firstValue('plan_same_words'),
      names: 'plan_no',
    },
    sentence: (groups, own) => `这份方案的措施和别的户九成以上一样（数字除外），另有${membersText(groups, own, '份')}；请按各户的情况写。`,
  },
]
