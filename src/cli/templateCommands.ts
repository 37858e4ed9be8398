/** Commands of templates (表样), and of forms that an office adds without code. */
import type { Command } from './command.ts'

const CODE = { name: '代号', help: '表单代号，见命令 template list' } as const
const FILE = { name: '文件', help: '表样工作簿（.xlsx）' } as const
const OUT = { name: 'out', kind: 'text', value: '文件.xlsx', help: '写到这个文件，已有的会被替换', required: true } as const
const YEAR = { name: 'year', kind: 'integer', value: '年度', help: '哪一年的表样；不写时用单位的工作年度' } as const
const CHOSEN = [
  { name: 'basis', kind: 'text', value: '文件', help: '哪个文件要求填的' },
  { name: 'record', kind: 'text', value: '台账', help: '内容来自：这个台账，一条记录一份' },
  { name: 'list', kind: 'text', value: '台账', help: '内容来自：这个台账的列表' },
  { name: 'step', kind: 'text', value: '台账', help: '内容来自：这个台账的流程的一步' },
  { name: 'statistic', kind: 'text', value: '统计表', help: '内容来自：这张统计表，代号见命令 statistics' },
  { name: 'questionnaire', kind: 'text', value: '代号', help: '内容来自：这份问卷；写 any 是任何一份' },
  { name: 'where', kind: 'json', value: 'JSON', help: '列表只要符合条件的' },
  { name: 'sort', kind: 'json', value: 'JSON', help: '列表的排序' },
  { name: 'per-place', kind: 'flag', help: '列表每村一份' },
  { name: 'file', kind: 'text', value: '文件.xlsx', help: '用这个表样；不写由程序生成' },
] as const

export const templateCommands: readonly Command[] = [
  {
    name: 'template list',
    summary: '列出各张表的表样：内容来自哪里，是自带的、改过的还是自定的',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/templates.ts')).list,
  },
  {
    name: 'template fetch',
    summary: '取一张表的表样，在 Excel 或 WPS 里改',
    arguments: [CODE],
    options: [OUT, YEAR, { name: 'shipped', kind: 'flag', help: '取程序自带的，不取本单位改过的' }],
    load: async () => (await import('./commands/templates.ts')).fetch,
  },
  {
    name: 'template check',
    summary: '检查改好的表样，不启用；有错的逐格列出（退出码 2）',
    arguments: [CODE, FILE],
    options: [YEAR],
    load: async () => (await import('./commands/templates.ts')).check,
  },
  {
    name: 'template bring',
    summary: '换上改好的表样；有错的不启用（退出码 2）',
    arguments: [CODE, FILE],
    options: [YEAR],
    load: async () => (await import('./commands/templates.ts')).bring,
  },
  {
    name: 'template restore',
    summary: '恢复程序自带的表样，本单位改过的删除',
    arguments: [CODE],
    options: [YEAR],
    load: async () => (await import('./commands/templates.ts')).restore,
  },
  {
    name: 'template add',
    summary: '新增一张自定的表，不写代码',
    arguments: [{ name: '表名', help: '这张表叫什么' }],
    options: CHOSEN,
    examples: ['template add 人口统计 --statistic 1.0 --basis 县里的通知'],
    load: async () => (await import('./commands/templates.ts')).add,
  },
  {
    name: 'template change',
    summary: '改一张自定的表：表名、依据、内容来自哪里；没有写的照旧',
    arguments: [CODE],
    options: [
      { name: 'title', kind: 'text', value: '表名', help: '新的表名' },
      ...CHOSEN,
      { name: 'redraw', kind: 'flag', help: '由程序重新生成表样，现在的不再用' },
    ],
    load: async () => (await import('./commands/templates.ts')).change,
  },
  {
    name: 'template remove',
    summary: '删除一张自定的表和它的表样；台账里的内容不受影响',
    arguments: [CODE],
    options: [],
    load: async () => (await import('./commands/templates.ts')).remove,
  },
]
