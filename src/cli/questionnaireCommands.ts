/** Commands of questionnaires: versions, their workbooks, and what was answered. */
import type { Command } from './command.ts'

const ID = { name: 'id', help: '问卷的 id（一版一个），见命令 questionnaire list' } as const
const OUT = { name: 'out', kind: 'text', value: '文件.xlsx', help: '写到这个文件，已有的会被替换', required: true } as const
const FILE = { name: '文件', help: '工作簿' } as const

export const questionnaireCommands: readonly Command[] = [
  {
    name: 'questionnaire list',
    summary: '列出发布过的问卷、各版的题数和答卷数',
    arguments: [],
    options: [{ name: 'built-in', kind: 'flag', help: '列出程序自带的' }],
    load: async () => (await import('./commands/questionnaires.ts')).list,
  },
  {
    name: 'questionnaire export',
    summary: '把一版问卷写成工作簿，可以在上面改了再读回来',
    arguments: [ID],
    options: [OUT],
    load: async () => (await import('./commands/questionnaires.ts')).exportDefinition,
  },
  {
    name: 'questionnaire import',
    summary: '从工作簿读一份问卷，存成草稿；写得不对的逐条说明哪一行哪一列（退出码 2）',
    arguments: [FILE],
    options: [{ name: 'publish', kind: 'flag', help: '读好就发布为下一版' }],
    load: async () => (await import('./commands/questionnaires.ts')).importDefinition,
  },
  {
    name: 'questionnaire publish',
    summary: '发布程序自带的一份问卷',
    arguments: [{ name: '代号', help: '见命令 questionnaire list --built-in' }],
    options: [],
    load: async () => (await import('./commands/questionnaires.ts')).publishBuiltIn,
  },
  {
    name: 'questionnaire withdraw',
    summary: '停用一版问卷；答过的不变',
    arguments: [ID],
    options: [{ name: 'reason', kind: 'text', value: '原因', help: '为什么停用', required: true }],
    load: async () => (await import('./commands/questionnaires.ts')).withdraw,
  },
  {
    name: 'answers list',
    summary: '一版问卷的答卷：对象、日期、得分、等次、否决项',
    arguments: [ID],
    options: [{ name: 'limit', kind: 'integer', value: '份数', help: '最多几份，默认 200' }],
    load: async () => (await import('./commands/questionnaires.ts')).answers,
  },
  {
    name: 'answers export',
    summary: '把一版问卷的答卷写成工作簿，一行一份、一列一题',
    arguments: [ID],
    options: [
      OUT,
      { name: 'register', kind: 'text', value: '台账', help: '另给这个台账里的每条记录一行空白，供下村填写' },
      { name: 'where', kind: 'json', value: 'JSON', help: '空白行只要这些记录' },
    ],
    load: async () => (await import('./commands/questionnaires.ts')).exportAnswers,
  },
  {
    name: 'answers import',
    summary: '从工作簿读答卷：对的一次写入，不对的逐行说明（有不对的退出码为 1）',
    arguments: [ID, FILE],
    options: [],
    load: async () => (await import('./commands/questionnaires.ts')).importAnswers,
  },
]
