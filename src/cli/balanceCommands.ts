/** Commands for balance sheets and for what happens to households as a whole. */
import type { Command } from './command.ts'

const HOUSEHOLD = { name: '户', help: '户的 id 或户编号' } as const
const ABOUT = [
  { name: 'on', kind: 'text', value: '日期', help: '变动日期，如 2015-06-30', required: true },
  {
    name: 'reason',
    kind: 'text',
    value: '代码',
    help: '户变动原因的代码：1 全户死亡，2 全户迁出县外，3 婚姻，4 子女成家另过，5 赡养、投靠，6 原户主死亡，7 原户主外出或失能，9 其他',
    required: true,
  },
  { name: 'document', kind: 'text', value: '编号', help: '文号或证明编号' },
  { name: 'remark', kind: 'text', value: '说明', help: '说明，记入历史' },
] as const
const MEMBERS = { name: 'members', kind: 'text', value: '姓名=关系', help: '每人与新户主的关系代码，如 王二=01,李三=02', required: true } as const

export const balanceCommands: readonly Command[] = [
  {
    name: 'balance',
    summary: '在册户和人口平衡表：期初、增减各项、期末，差额列在原因不明',
    arguments: [],
    options: [
      { name: 'within', kind: 'text', value: '区划代码', help: '只数这个区划的；不写是全单位' },
      { name: 'year', kind: 'integer', value: '年度', help: '年度；不写时用单位的工作年度' },
      { name: 'from', kind: 'text', value: '日期', help: '从这一天起，不写为年初' },
      { name: 'as-of', kind: 'text', value: '日期', help: '到这一天止，不写为年末' },
    ],
    examples: ['balance --year 2015', 'balance --within 621125100204 --from 2015-07-01 --as-of 2015-12-31'],
    load: async () => (await import('./commands/balance.ts')).balance,
  },
  {
    name: 'household split',
    summary: '分户：选出的人另立一户，户数加一，人数不变',
    arguments: [HOUSEHOLD],
    options: [MEMBERS, { name: 'local-no', kind: 'text', value: '编号', help: '新户的本地户号' }, ...ABOUT],
    load: async () => (await import('./commands/balance.ts')).split,
  },
  {
    name: 'household merge',
    summary: '并户：全户并入同村的另一户，户数减一，人数不变',
    arguments: [HOUSEHOLD, { name: '并入', help: '并入的户：id 或户编号' }],
    options: [MEMBERS, ...ABOUT],
    load: async () => (await import('./commands/balance.ts')).merge,
  },
  {
    name: 'household close',
    summary: '整户销户：全户死亡、迁出县外等，人只计在整户销户里',
    arguments: [HOUSEHOLD],
    options: [...ABOUT],
    load: async () => (await import('./commands/balance.ts')).close,
  },
  {
    name: 'household head',
    summary: '更换户主：记下日期和原因，户编号不变',
    arguments: [HOUSEHOLD],
    options: [MEMBERS, ...ABOUT],
    load: async () => (await import('./commands/balance.ts')).head,
  },
  {
    name: 'moments',
    summary: '一条记录的经历：识别、成员增减、户变动、迁移、各流程的步骤，按日期',
    arguments: [
      { name: '台账', help: '台账的英文名，如 household、person' },
      { name: 'id', help: '记录的 id；户也可以写户编号' },
    ],
    options: [],
    load: async () => (await import('./commands/balance.ts')).moments,
  },
]
