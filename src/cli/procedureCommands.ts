/** Commands of procedures and of what is due: where a record stands, and steps made for one record or many. */
import type { Command } from './command.ts'

const REGISTER = { name: '台账', help: '有办理流程的台账的英文名，见命令 procedure list' } as const
const RECORD = { name: 'id', help: '记录的 id' } as const
const ON = { name: 'on', kind: 'text', value: '日期', help: '办理日期，如 2015-10-08；不写是今天' } as const
const REMARK = { name: 'remark', kind: 'text', value: '说明', help: '写在步骤里的说明' } as const
const MADE_BY = [
  ON,
  REMARK,
  { name: 'act', kind: 'text', value: 'id', help: '按哪一次会议或公示办的' },
  { name: 'votes', kind: 'text', value: '同意,反对,弃权', help: '会议里还没有列入的，按这些票数列入，如 20,1,0' },
  { name: 'signed', kind: 'text', value: '姓名', help: '签字的人，用逗号隔开' },
] as const

export const procedureCommands: readonly Command[] = [
  {
    name: 'due',
    summary: '到期和逾期的事：公示期满、办理期限、整改期限，最早的在前',
    arguments: [],
    options: [
      { name: 'until', kind: 'text', value: '日期', help: '到这一天为止，如 2015-10-31；不写是全部' },
      { name: 'from', kind: 'text', value: '日期', help: '从这一天起' },
      { name: 'within', kind: 'text', value: '区划代码', help: '只要这个区划及其以下的' },
      { name: 'charge', kind: 'text', value: '责任人', help: '只要这个人的：姓名，或责任人的 id' },
      { name: 'limit', kind: 'integer', value: '条数', help: '最多几条，默认 100' },
    ],
    load: async () => (await import('./commands/due.ts')).due,
  },
  {
    name: 'notices',
    summary: '一周里的公示：正在公示、今天期满、已期满，按地方',
    arguments: [],
    options: [{ name: 'day', kind: 'text', value: '日期', help: '这一天所在的一周，如 2015-11-12；不写是本周' }],
    load: async () => (await import('./commands/notices.ts')).notices,
  },
  {
    name: 'procedure list',
    summary: '列出有办理流程的台账和各流程的状态',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/procedures.ts')).list,
  },
  {
    name: 'procedure show',
    summary: '一条记录办到哪一步、办过什么、下一步各缺什么',
    arguments: [REGISTER, RECORD],
    options: [],
    load: async () => (await import('./commands/procedures.ts')).show,
  },
  {
    name: 'procedure step',
    summary: '给一条或几条记录办一步；缺什么的不办，说明原因（有没办成的时退出码为 1）',
    arguments: [REGISTER, { name: '步骤', help: '步骤的代号，见命令 procedure show' }, { ...RECORD, several: true }],
    options: MADE_BY,
    load: async () => (await import('./commands/procedures.ts')).step,
  },
  {
    name: 'procedure batch',
    summary: '给筛选出来的记录一起办一步，一次写入；没办成的逐条说明原因（退出码为 1）',
    arguments: [REGISTER, { name: '步骤', help: '步骤的代号' }],
    options: [{ name: 'where', kind: 'json', value: 'JSON', help: '筛选条件，如 {"village":"621125105201"}', required: true }, ...MADE_BY],
    load: async () => (await import('./commands/procedures.ts')).batch,
  },
  {
    name: 'procedure undo',
    summary: '撤销一条记录的最后一步（或 --step 指明的一步）；撤销也记为一步',
    arguments: [REGISTER, RECORD],
    options: [
      { name: 'reason', kind: 'text', value: '原因', help: '为什么撤销', required: true },
      { name: 'step', kind: 'text', value: 'id', help: '撤销哪一步；不写是能撤的最后一步' },
    ],
    load: async () => (await import('./commands/procedures.ts')).undo,
  },
  {
    name: 'procedure open',
    summary: '承接已有的状态：没有步骤的记录成为这个状态，注明来源',
    arguments: [REGISTER, { name: '状态', help: '状态的代号，见命令 procedure list' }, { ...RECORD, several: true }],
    options: [ON, { name: 'basis', kind: 'text', value: '来源', help: '状态从哪里来，如 2014 年台账', required: true }],
    load: async () => (await import('./commands/procedures.ts')).open,
  },
  {
    name: 'procedure board',
    summary: '各村或各乡镇有多少条在哪个状态、多少条逾期',
    arguments: [REGISTER],
    options: [
      { name: 'by', kind: 'text', value: '级别', help: 'village（村，默认）或 township（乡镇）' },
      { name: 'year', kind: 'integer', value: '年度', help: '按年度的台账只看这一年' },
    ],
    load: async () => (await import('./commands/procedures.ts')).board,
  },
]
