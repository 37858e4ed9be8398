/** Commands of the exchange of files between offices. */
import type { Command } from './command.ts'

const FILE = { name: '文件', help: '数据包（.bfx）' } as const
const PASSPHRASE = { name: 'passphrase', kind: 'flag', help: '用口令打开；口令取自环境变量 BANGFU_PASSPHRASE' } as const
const REASON = { name: 'reason', kind: 'text', value: '原因', help: '原因，记入历史并随数据包带给对方', required: true } as const
const VILLAGE = { name: 'village', kind: 'text', value: '区划代码', help: '只要这个村或乡镇的' } as const
const REGISTER = { name: 'register', kind: 'text', value: '台账', help: '只要这个台账的' } as const
const LIMIT = { name: 'limit', kind: 'integer', value: '行数', help: '最多几行' } as const
const FORMER = { name: '记录', help: '命令 former 列出的记录的 id', optional: true, several: true } as const
const PROPOSALS = { name: '编号', help: '建议的编号，见命令 proposals；可以写多个', optional: true, several: true } as const
const EVERY = { name: 'all', kind: 'flag', help: '全部等待答复的建议' } as const

export const exchangeCommands: readonly Command[] = [
  {
    name: 'site show',
    summary: '本机的站点：编号、核对码、状态、待办',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/sites.ts')).showSite,
  },
  { name: 'site list', summary: '已登记的站点', arguments: [], options: [], load: async () => (await import('./commands/sites.ts')).listSites },
  {
    name: 'site request',
    summary: '制作加入申请（或更换密钥的申请），交给上级',
    arguments: [],
    options: [
      { name: 'label', kind: 'text', value: '名称', help: '这台电脑在本单位里的名称，如“办公室电脑”', required: true },
      { name: 'renew', kind: 'flag', help: '更换密钥' },
      { name: 'out', kind: 'text', value: '文件|目录', help: '写到这个文件或文件夹', required: true },
    ],
    examples: ['site request --label 办公室电脑 --out /media/u盘'],
    load: async () => (await import('./commands/sites.ts')).requestAdmission,
  },
  {
    name: 'site admit',
    summary: '登记下级的站点，制作给它的登记文件，打印核对码',
    arguments: [{ name: '申请文件', help: '对方用 site request 制作的文件' }],
    options: [
      { name: 'out', kind: 'text', value: '文件|目录', help: '登记文件写到这里', required: true },
      { name: 'again', kind: 'flag', help: '停用过的站点也登记，恢复使用' },
      { name: 'own-label', kind: 'text', value: '名称', help: '第一次登记别的站点时，本机在别的单位显示的名称，默认“1 号机”' },
    ],
    load: async () => (await import('./commands/sites.ts')).admitSite,
  },
  {
    name: 'site withdraw',
    summary: '停用一个站点：不再接受它的文件，也不再发给它',
    arguments: [{ name: '站点', help: '站点的编号，见命令 site list' }],
    options: [REASON],
    load: async () => (await import('./commands/sites.ts')).withdrawSite,
  },
  {
    name: 'pack',
    summary: '制作数据包，写入后读回核对',
    arguments: [],
    options: [
      { name: 'to', kind: 'text', value: '站点|区划代码', help: '收件单位：站点编号，或单位的区划代码（该单位的全部站点）', required: true },
      { name: 'out', kind: 'text', value: '目录', help: 'U 盘或文件夹', required: true },
      { name: 'full', kind: 'flag', help: '完整数据；平时只带对方还没有的' },
      { name: 'upgraded', kind: 'flag', help: '对方已经升级到本版本（上次收到的还是旧版本做的文件时要写明）' },
      { ...PASSPHRASE, help: '不用对方的密钥，改用口令封；口令取自环境变量 BANGFU_PASSPHRASE' },
    ],
    examples: ['pack --to 621125 --out /media/u盘', 'pack --to 621125105 --out /media/u盘 --full --json'],
    load: async () => (await import('./commands/packages.ts')).pack,
  },
  {
    name: 'inspect',
    summary: '看一个文件是什么、谁发的、接收过没有，不写入',
    arguments: [{ name: '文件', help: '数据包（.bfx）或加入申请（.json）' }],
    options: [PASSPHRASE],
    load: async () => (await import('./commands/packages.ts')).inspect,
  },
  {
    name: 'apply',
    summary: '接收文件：核对、合并、写回执；也接收登记文件和回执',
    arguments: [FILE],
    options: [
      { name: 'preview', kind: 'flag', help: '只预览，不写入' },
      { name: 'receipt', kind: 'text', value: '目录', help: '回执写到这个文件夹，默认与数据包放在一起' },
      PASSPHRASE,
    ],
    examples: ['apply /media/u盘/621125105000-0003.bfx --preview --json', 'apply /media/u盘/621125105000-0003.bfx'],
    load: async () => (await import('./commands/packages.ts')).apply,
  },
  {
    name: 'receipt',
    summary: '收下回执；或把已合并的数据包的回执再写一次',
    arguments: [{ name: '文件', help: '回执，或已合并的数据包' }],
    options: [PASSPHRASE],
    load: async () => (await import('./commands/packages.ts')).receipt,
  },
  {
    name: 'packages',
    summary: '发出和收到的数据包',
    arguments: [],
    options: [{ name: 'direction', kind: 'text', value: 'out|in', help: '只看发出的或收到的' }, LIMIT],
    load: async () => (await import('./commands/packages.ts')).packages,
  },
  {
    name: 'digest',
    summary: '核对码：两个单位的相同，数据就相同',
    arguments: [],
    options: [{ name: 'by', kind: 'text', value: 'village', help: '逐村打印' }],
    load: async () => (await import('./commands/packages.ts')).digest,
  },
  {
    name: 'conflicts',
    summary: '等待决定的冲突',
    arguments: [],
    options: [VILLAGE, REGISTER, LIMIT],
    load: async () => (await import('./commands/desks.ts')).conflicts,
  },
  {
    name: 'resolve',
    summary: '决定一处冲突，或按规则决定全部',
    arguments: [
      { name: '台账', help: '台账的英文名', optional: true },
      { name: 'id', help: '记录的 id', optional: true },
      { name: '字段', help: '字段名；删除还是保留的冲突写 $deleted', optional: true },
    ],
    options: [
      { name: 'take', kind: 'text', value: 'ours|theirs|作者/编号', help: '取本单位的、对方的，或命令 conflicts 列出的某一个' },
      { name: 'value', kind: 'text', value: '内容', help: '取一个新的值，写法与表格里一样' },
      { name: 'all', kind: 'text', value: 'ours|theirs|provisional', help: '全部冲突都取本单位的、对方的，或现在显示的' },
      VILLAGE,
      REGISTER,
      REASON,
    ],
    examples: ['resolve household 01K… phone --take theirs --reason 已电话核实', 'resolve --all provisional --village 621125105 --reason 逐户核对过'],
    load: async () => (await import('./commands/desks.ts')).resolve,
  },
  { name: 'duplicates', summary: '两边各录了一次的记录', arguments: [], options: [LIMIT], load: async () => (await import('./commands/desks.ts')).duplicates },
  {
    name: 'duplicates join',
    summary: '合并重复的两条：以留下的为准，引用都改过去',
    arguments: [],
    options: [
      { name: 'keep', kind: 'text', value: 'id', help: '留下哪一条', required: true },
      { name: 'drop', kind: 'text', value: 'id', help: '并掉哪一条', required: true },
      REASON,
    ],
    load: async () => (await import('./commands/desks.ts')).joinDuplicates,
  },
  {
    name: 'duplicates apart',
    summary: '两条不是同一个，都留下',
    arguments: [
      { name: '一条', help: '记录的 id' },
      { name: '另一条', help: '记录的 id' },
    ],
    options: [REASON],
    load: async () => (await import('./commands/desks.ts')).keepApart,
  },
  {
    name: 'proposals',
    summary: '对别人负责的记录提出的建议',
    arguments: [],
    options: [{ name: 'state', kind: 'text', value: '状态', help: 'open（默认）、accepted 或 declined' }, LIMIT],
    load: async () => (await import('./commands/desks.ts')).proposals,
  },
  {
    name: 'proposals accept',
    summary: '采纳建议',
    arguments: [PROPOSALS],
    options: [EVERY, { ...REASON, required: false }],
    load: async () => (await import('./commands/desks.ts')).acceptProposals,
  },
  {
    name: 'proposals decline',
    summary: '不采纳建议',
    arguments: [PROPOSALS],
    options: [EVERY, { ...REASON, required: false }],
    load: async () => (await import('./commands/desks.ts')).declineProposals,
  },
  {
    name: 'former',
    summary: '本机以前做过、现在本机没有的修改（退回过备份，或数据目录被复制过）',
    arguments: [],
    options: [LIMIT],
    load: async () => (await import('./commands/former.ts')).formerEdits,
  },
  {
    name: 'former take',
    summary: '收回以前的修改',
    arguments: [FORMER],
    options: [EVERY, REASON],
    load: async () => (await import('./commands/former.ts')).takeFormer,
  },
  {
    name: 'former keep',
    summary: '不收回，保留现在的内容；对方收到以后也改回来',
    arguments: [FORMER],
    options: [EVERY, REASON],
    load: async () => (await import('./commands/former.ts')).keepPresent,
  },
]
