/** Commands for households and people who move into another village. */
import type { Command } from './command.ts'

const REASON = { name: 'reason', kind: 'text', value: '原因', help: '原因，记入历史并随数据包带给对方', required: true } as const
const LIMIT = { name: 'limit', kind: 'integer', value: '行数', help: '最多几行' } as const
const TRANSFER = { name: '编号', help: '户迁移的编号，见命令 transfer list' } as const
const REMARK = { name: 'remark', kind: 'text', value: '说明', help: '说明' } as const

export const transferCommands: readonly Command[] = [
  {
    name: 'transfer list',
    summary: '户的迁出和迁入',
    arguments: [],
    options: [{ name: 'household', kind: 'text', value: '户', help: '只看这一户（id 或户编号）' }, LIMIT],
    load: async () => (await import('./commands/transfers.ts')).transfers,
  },
  {
    name: 'transfer out',
    summary: '办理一户迁出',
    arguments: [{ name: '户', help: '户的 id 或户编号' }],
    options: [{ name: 'to', kind: 'text', value: '村代码', help: '迁往的村，12 位区划代码', required: true }, REASON],
    load: async () => (await import('./commands/transfers.ts')).transferOut,
  },
  {
    name: 'transfer accept',
    summary: '办理迁入',
    arguments: [TRANSFER],
    options: [REMARK],
    load: async () => (await import('./commands/transfers.ts')).transferAccept,
  },
  {
    name: 'transfer decline',
    summary: '不接收，退回迁出方',
    arguments: [TRANSFER],
    options: [REMARK],
    load: async () => (await import('./commands/transfers.ts')).transferDecline,
  },
  {
    name: 'transfer note',
    summary: '看过上级的裁定：接收的户归别处',
    arguments: [TRANSFER],
    options: [],
    load: async () => (await import('./commands/transfers.ts')).transferNote,
  },
  {
    name: 'transfer people',
    summary: '人员的迁出和迁入（嫁娶、投靠）',
    arguments: [],
    options: [{ name: 'person', kind: 'text', value: '人', help: '只看这个人（id 或证件号码）' }, LIMIT],
    load: async () => (await import('./commands/personTransfers.ts')).personTransfers,
  },
  {
    name: 'transfer person',
    summary: '办理一个人迁出',
    arguments: [{ name: '人', help: '人的 id 或证件号码' }],
    options: [
      { name: 'to', kind: 'text', value: '村代码', help: '迁往的村，12 位区划代码', required: true },
      { name: 'decrease', kind: 'text', value: '代码', help: '减少原因的代码：02 嫁出，08 其他转出', required: true },
      { name: 'on', kind: 'text', value: '日期', help: '迁出日期，不写为今天' },
      REASON,
    ],
    load: async () => (await import('./commands/personTransfers.ts')).personTransferOut,
  },
  {
    name: 'transfer take',
    summary: '办理一个人迁入某一户',
    arguments: [TRANSFER, { name: '户', help: '迁入的户：id 或户编号；写“自立”为他新立一户' }],
    options: [
      { name: 'relation', kind: 'text', value: '代码', help: '与户主关系的代码：02 配偶，其余见代码表', required: true },
      { name: 'increase', kind: 'text', value: '代码', help: '增加原因的代码：05 嫁入，07 其他转入', required: true },
      REMARK,
    ],
    load: async () => (await import('./commands/personTransfers.ts')).personTransferTake,
  },
  {
    name: 'transfer refuse',
    summary: '不接收一个人，退回迁出方',
    arguments: [TRANSFER],
    options: [REMARK],
    load: async () => (await import('./commands/personTransfers.ts')).personTransferRefuse,
  },
  {
    name: 'transfer recall',
    summary: '取消自己办的人员迁出',
    arguments: [TRANSFER],
    options: [REMARK],
    load: async () => (await import('./commands/personTransfers.ts')).personTransferRecall,
  },
  {
    name: 'transfer cancel',
    summary: '取消自己办的迁出',
    arguments: [TRANSFER],
    options: [REMARK],
    load: async () => (await import('./commands/transfers.ts')).transferCancel,
  },
]
