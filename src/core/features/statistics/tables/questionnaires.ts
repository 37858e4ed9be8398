/** What was answered: the ballots of how content people are, counted by the place they were cast about. */
import type { StatisticDefinition } from '../../../statistics/types.ts'

/** Ballots with one answer to the question about everything. */
const said = (value: string) => ({ exists: { register: 'answer', by: 'sheet_id', where: { question: 'overall', value } } })
const part = (key: string, label: string, value: string) => ({
  key,
  label,
  count: 'ballots',
  where: said(value),
  unit: '票',
  share: 'ballots',
  part: 'ballots',
})

export const questionnaireTables: readonly StatisticDefinition[] = [
  {
    code: 'satisfaction',
    title: '群众满意度测评汇总',
    group: '本单位',
    source: '2015 年省考核中的脱贫农户评价',
    notes: ['当年的“群众满意度测评票”，平均分就是满意度', '计在被测评的村、干部或单位当时所在的地方'],
    unverified: ['各档的分值（非常满意 100、满意 85、基本满意 60、不满意 0）为重建'],
    populations: {
      ballots: { register: 'answered_sheet', time: 'day', where: { code: 'satisfaction', asked_on: { gte: '@from', lte: '@day' } } },
    },
    columns: [
      { key: 'ballots', label: '票数', count: 'ballots', unit: '票' },
      part('very', '非常满意', '1'),
      part('content', '满意', '2'),
      part('fairly', '基本满意', '3'),
      part('not', '不满意', '4'),
      { key: 'rest', label: '没有填', rest: 'ballots', unit: '票' },
      { key: 'points', label: '得分合计', sum: 'ballots', field: 'score' },
      { key: 'mean', label: '平均分', ratio: ['points', 'ballots'], as: 'quotient', unit: '分' },
    ],
    chart: ['mean'],
  },
]
