/** Commands of what is lacking by which standard. */
import type { Command } from './command.ts'

export const shortfallCommands: readonly Command[] = [
  {
    name: 'shortfalls find',
    summary: '按标准查短板：把一个地方的年度信息和当年的达标标准逐项比对，没有达到的写成短板；一次写入，可撤销',
    arguments: [],
    options: [
      { name: 'within', kind: 'text', value: '区划代码', help: '查哪个县、乡镇或村', required: true },
      { name: 'year', kind: 'integer', value: '年度', help: '年度；不写时用单位的工作年度' },
      { name: 'dry-run', kind: 'flag', help: '只看会登记多少，不写入' },
    ],
    examples: ['shortfalls find --within 621125105000 --year 2015 --dry-run'],
    load: async () => (await import('./commands/shortfalls.ts')).findShortfalls,
  },
]
