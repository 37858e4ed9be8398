/** Commands of random draws: a frame frozen, a seed given in public, and who was drawn. */
import type { Command } from './command.ts'

const ID = { name: 'id', help: '抽取的 id，见命令 draw list' } as const
const FRAME = [
  { name: 'where', kind: 'json', value: 'JSON', help: '筛选条件，如 {"exit_status":"0"}' },
  { name: 'within', kind: 'text', value: '区划代码', help: '只从这个区划及其以下抽' },
  { name: 'divide', kind: 'text', value: '字段', help: '按哪一栏分层；不写是不分层' },
  { name: 'count', kind: 'integer', value: '个数', help: '每层抽几个' },
  { name: 'percent', kind: 'integer', value: '百分数', help: '每层抽百分之几，不足一个的抽一个' },
  { name: 'exit-check', kind: 'flag', help: '按退出核查的规定：20 个以下全抽，21 至 100 个抽 20 个，以上抽 30 个；数可以按参数改' },
  { name: 'method', kind: 'text', value: '抽法', help: '怎样抽：interval 等距（不写的就是它），sha256 按随机数和编号的校验值排序' },
  { name: 'reserves', kind: 'integer', value: '个数', help: '每层另抽几个备选' },
] as const
const REGISTER = { name: '台账', help: '从哪个台账抽，英文名见命令 registers；写错时列出可以抽的' } as const

export const drawCommands: readonly Command[] = [
  {
    name: 'draw list',
    summary: '列出随机抽取：名单多少条、抽了没有、随机数',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/draws.ts')).list,
  },
  {
    name: 'draw frame',
    summary: '看看按这些条件名单有多少条、每层抽几个；什么也不写',
    arguments: [REGISTER],
    options: FRAME,
    load: async () => (await import('./commands/draws.ts')).frame,
  },
  {
    name: 'draw freeze',
    summary: '定下一份名单，打印校验值；以后不再变，等当众产生随机数',
    arguments: [REGISTER],
    options: [
      { name: 'name', kind: 'text', value: '名称', help: '这次抽取叫什么', required: true },
      ...FRAME,
      { name: 'again', kind: 'text', value: '理由', help: '同样的名单抽过的，写明为什么再抽' },
    ],
    load: async () => (await import('./commands/draws.ts')).freeze,
  },
  {
    name: 'draw seed',
    summary: '用当众产生的随机数从定下的名单里抽，只能抽一次',
    arguments: [ID],
    options: [
      { name: 'seed', kind: 'text', value: '数字', help: '1 至 18 位数字', required: true },
      { name: 'from', kind: 'text', value: '说明', help: '随机数怎样产生、谁见证，如“村民代表摇号”', required: true },
    ],
    load: async () => (await import('./commands/draws.ts')).seed,
  },
  {
    name: 'draw show',
    summary: '一次抽取的结果，并照名单和随机数重抽一遍核对（不符时退出码为 1）',
    arguments: [ID],
    options: [],
    load: async () => (await import('./commands/draws.ts')).show,
  },
  {
    name: 'draw export',
    summary: '把抽中名单、整份名单和核对办法写成工作簿',
    arguments: [ID],
    options: [{ name: 'out', kind: 'text', value: '文件.xlsx', help: '写到这个文件，已有的会被替换', required: true }],
    load: async () => (await import('./commands/draws.ts')).exportDraw,
  },
]
