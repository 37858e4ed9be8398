/** Commands of the checks: looking at everything, what was found, and what is done with it. */
import type { Command } from './command.ts'

const RULE = { name: 'rule', kind: 'text', value: '规则号', help: '只要这条规则的' } as const
const DIVISION = { name: 'division', kind: 'text', value: '区划代码', help: '只要这个区划及其以下的' } as const
const RECORD = { name: 'record', kind: 'text', value: 'id', help: '只要这条记录上的' } as const
const REASON = { name: 'reason', kind: 'text', value: '说明', help: '由办理人自己写的说明', required: true } as const
const LIMIT = { name: 'limit', kind: 'integer', value: '行数', help: '最多几行，默认 500' } as const
const WHICH = [RULE, DIVISION, RECORD] as const

export const checkCommands: readonly Command[] = [
  {
    name: 'checks run',
    summary: '按全部规则核查全部记录（有须改正的问题时退出码为 1）',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/checks.ts')).runChecks,
  },
  {
    name: 'checks list',
    summary: '核查发现的问题，或按规则、区划、责任人的计数',
    arguments: [],
    options: [
      ...WHICH,
      { name: 'level', kind: 'text', value: '级别', help: 'block（须改正）、doubt（请核实）或 remark（待补填）' },
      { name: 'state', kind: 'text', value: '状态', help: 'open、assigned、overdue、explained 或 closed' },
      { name: 'count-by', kind: 'text', value: '依据', help: '只要计数：rule、division 或 charge（责任人）' },
      { name: 'out', kind: 'text', value: '文件.xlsx', help: '写到这个文件，已有的会被替换' },
      LIMIT,
    ],
    examples: ['checks list --count-by rule', 'checks list --rule 13.4-37 --state open --json'],
    load: async () => (await import('./commands/checks.ts')).listFindings,
  },
  {
    name: 'checks rules',
    summary: '全部规则，停用的注明理由',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/checks.ts')).listRules,
  },
  {
    name: 'checks assign',
    summary: '把问题交给责任人',
    arguments: [],
    options: [
      ...WHICH,
      { name: 'to', kind: 'text', value: '姓名', help: '责任人', required: true },
      { name: 'due', kind: 'text', value: '日期', help: '期限，如 2016-01-31' },
    ],
    load: async () => (await import('./commands/checks.ts')).assignFindings,
  },
  {
    name: 'checks explain',
    summary: '说明问题：情况属实，不必改',
    arguments: [],
    options: [...WHICH, REASON],
    load: async () => (await import('./commands/checks.ts')).explainFindings,
  },
  {
    name: 'checks close',
    summary: '问题销号',
    arguments: [],
    options: [...WHICH, REASON],
    load: async () => (await import('./commands/checks.ts')).closeFindings,
  },
  {
    name: 'checks off',
    summary: '停用一条规则；带 --on 重新启用',
    arguments: [{ name: '规则号', help: '见命令 checks rules' }],
    options: [REASON, { name: 'on', kind: 'flag', help: '重新启用' }],
    load: async () => (await import('./commands/checks.ts')).switchRule,
  },
]
