/** Commands for households that an office above returns. */
import type { Command } from './command.ts'

const LIMIT = { name: 'limit', kind: 'integer', value: '行数', help: '最多几行' } as const
const RETURN = { name: '编号', help: '退回的编号，见命令 returns' } as const

export const reviewCommands: readonly Command[] = [
  {
    name: 'returns',
    summary: '审核退回的户',
    arguments: [],
    options: [{ name: 'state', kind: 'text', value: '状态', help: 'open、answered 或 closed' }, LIMIT],
    load: async () => (await import('./commands/returns.ts')).returns,
  },
  {
    name: 'returns make',
    summary: '把一户退回给负责它的单位整改',
    arguments: [{ name: '户', help: '户的 id 或户编号' }],
    options: [{ name: 'remark', kind: 'text', value: '意见', help: '退回意见', required: true }],
    load: async () => (await import('./commands/returns.ts')).returnHousehold,
  },
  {
    name: 'returns answer',
    summary: '改好以后回复',
    arguments: [RETURN],
    options: [{ name: 'answer', kind: 'text', value: '回复', help: '怎么改的', required: true }],
    load: async () => (await import('./commands/returns.ts')).answerReturn,
  },
  { name: 'returns close', summary: '办结', arguments: [RETURN], options: [], load: async () => (await import('./commands/returns.ts')).closeReturn },
]
