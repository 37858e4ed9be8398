/** A table over the made-up gadgets. */
import type { StatisticDefinition } from '../../statistics/types.ts'

export const added: readonly StatisticDefinition[] = [
  {
    code: 'gadgets',
    title: '器件统计',
    group: '测试',
    populations: { gadgets: { register: 'gadget', time: 'today' } },
    columns: [
      { key: 'gadgets', label: '器件', count: 'gadgets', unit: '件' },
      { key: 'price', label: '价款', sum: 'gadgets', field: 'price' },
    ],
  },
]
