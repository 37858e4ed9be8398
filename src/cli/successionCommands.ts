/** Commands for what becomes of villages. */
import type { Command } from './command.ts'

const DOCUMENT = [
  { name: 'on', kind: 'text', value: '日期', help: '生效日期，如 2016-07-01', required: true },
  { name: 'document', kind: 'text', value: '文号', help: '批准文件的文号', required: true },
  { name: 'reason', kind: 'text', value: '原因', help: '为什么变更，记入历史', required: true },
] as const

export const successionCommands: readonly Command[] = [
  {
    name: 'village-changes',
    summary: '列出并村、换代码、划转和改名',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/villageChanges.ts')).listVillageChanges,
  },
  {
    name: 'village-change',
    summary: '把一个或几个村并入另一个村，或换代码、划转：现在的户跟着走，以前的数字仍在原村名下（县里办理）',
    arguments: [{ name: '村', help: '原村的 12 位区划代码，可以写多个', several: true }],
    options: [
      { name: 'into', kind: 'text', value: '村代码', help: '并入这个现有的村' },
      { name: 'code', kind: 'text', value: '村代码', help: '新的村的 12 位代码，前 9 位是所在乡镇的' },
      { name: 'name', kind: 'text', value: '名称', help: '新的村的名称' },
      ...DOCUMENT,
      { name: 'dry-run', kind: 'flag', help: '只数会带走什么，不办理' },
    ],
    examples: ['village-change 621125100204 --into 621125100205 --on 2016-07-01 --document 漳政发〔2016〕12号 --reason 并村 --dry-run'],
    load: async () => (await import('./commands/villageChanges.ts')).changeVillages,
  },
  {
    name: 'village-rename',
    summary: '一个村改名，代码不变（县里办理）',
    arguments: [{ name: '村代码', help: '村的 12 位区划代码' }],
    options: [{ name: 'name', kind: 'text', value: '名称', help: '新的名称', required: true }, ...DOCUMENT],
    load: async () => (await import('./commands/villageChanges.ts')).renameVillage,
  },
]
