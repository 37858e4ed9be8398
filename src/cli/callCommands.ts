/** Commands that reach whatever the screens can do and no command of its own does: moving money, its streams, and all that comes later. */
import type { Command } from './command.ts'

export const callCommands: readonly Command[] = [
  {
    name: 'calls',
    summary: '列出画面上能办的每一件事的代号（不需要数据目录）；写一个代号，列出它要填什么',
    arguments: [{ name: '代号', help: '领域（money）或者一件事（money.allocate）', optional: true }],
    options: [],
    examples: ['calls money', 'calls money.allocate'],
    load: async () => (await import('./commands/calls.ts')).listCalls,
  },
  {
    name: 'call',
    summary: '按代号办一件事，和在画面上办一样检查权限和内容；金额的单位是分',
    arguments: [{ name: '代号', help: '见命令 calls' }],
    options: [
      { name: 'input', kind: 'json', value: 'JSON', help: '要填的内容，见 calls <代号>' },
      { name: 'files', kind: 'json', value: 'JSON', help: '要读的文件：{"ticket":"名单.xlsx"}，键是内容里的项' },
      { name: 'out', kind: 'text', value: '文件', help: '办出来的文件写到这里' },
    ],
    examples: [
      'call money.flow --input \'{"year":2015}\' --json',
      'call money.giveBack --input \'{"allocation":"…","amount":500000,"on":"2015-11-30","reason":"项目取消"}\'',
    ],
    load: async () => (await import('./commands/calls.ts')).call,
  },
]
