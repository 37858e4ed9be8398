/** All commands. Each is declared here once; its code is loaded when it is called. */
import type { Command } from './command.ts'
import { balanceCommands } from './balanceCommands.ts'
import { callCommands } from './callCommands.ts'
import { checkCommands } from './checkCommands.ts'
import { comparisonCommands } from './comparisonCommands.ts'
import { drawCommands } from './drawCommands.ts'
import { exchangeCommands } from './exchangeCommands.ts'
import { procedureCommands } from './procedureCommands.ts'
import { questionnaireCommands } from './questionnaireCommands.ts'
import { templateCommands } from './templateCommands.ts'
import { reviewCommands } from './reviewCommands.ts'
import { shortfallCommands } from './shortfallCommands.ts'
import { transferCommands } from './transferCommands.ts'
import { successionCommands } from './successionCommands.ts'

const REGISTER = { name: '台账', help: '台账的英文名，见命令 registers' } as const
const RECORD = { name: 'id', help: '记录的 id；户也可以写户编号' } as const
const WHERE = { name: 'where', kind: 'json', value: 'JSON', help: '筛选条件，如 {"village":"621125105000","exit_status":"0"}' } as const
const TEXT = { name: 'text', kind: 'text', value: '文字', help: '快速查找：姓名、拼音、首字母或号码中的一段' } as const
const SORT = { name: 'sort', kind: 'text', value: '字段', help: '排序字段，多个用逗号隔开，前面加 - 为从大到小' } as const
const UNMASKED = { name: 'unmasked', kind: 'flag', help: '证件号、电话、账号、病情不打星号（要有权限）' } as const
const YEAR = { name: 'year', kind: 'integer', value: '年度', help: '年度；不写时用单位的工作年度' } as const
const REASON = { name: 'reason', kind: 'text', value: '原因', help: '修改原因，记入历史；有疑点时必须填写' } as const
const VILLAGES = { name: '村', help: '村的 12 位区划代码，可以写多个；不写就是负责的所有村', optional: true, several: true } as const
const LEVEL = { name: 'level', kind: 'text', value: '级别', help: 'village（村）、township（乡镇）或 county（县）', required: true } as const
const SHEET_OUT = { name: 'out', kind: 'text', value: '文件.xlsx', help: '写到这个文件，已有的会被替换', required: true } as const

const STATISTIC = { name: '代号', help: '统计表的代号，见命令 statistics' } as const
const STATISTIC_OPTIONS = [
  { name: 'by', kind: 'text', value: '级别', help: '一行是一个 village（村）、township（乡镇，默认）或 county（县）' },
  YEAR,
  { name: 'as-of', kind: 'text', value: '日期', help: '按这一天数（只有各项都有日期的表才行），如 2014-06-30' },
  { name: 'from', kind: 'text', value: '日期', help: '从这一天数起（只有按一段时间统计的表才行），不写为年初' },
  { name: 'within', kind: 'text', value: '区划代码', help: '只数这个区划的' },
  { name: 'forerunners', kind: 'flag', help: '--within 是一个村时，连同并入它的村，各按原来的名称' },
] as const

export const commands: readonly Command[] = [
  {
    name: 'init',
    summary: '建立新的数据目录和第一个管理员（密码取自 BANGFU_PASSWORD），打印恢复码',
    arguments: [],
    options: [
      { name: 'unit', kind: 'text', value: '区划代码', help: '本单位的区划代码，如 621125（县）或 621125105（乡镇）', required: true },
      { name: 'name', kind: 'text', value: '姓名', help: '管理员的姓名，默认“管理员”' },
      { name: 'year', kind: 'integer', value: '年度', help: '单位的工作年度，默认今年' },
    ],
    examples: ['init --unit 621125 --data 数据 --login admin'],
    load: async () => (await import('./commands/setUp.ts')).init,
  },
  {
    name: 'demo',
    summary: '在空的数据目录里建立演示县（全部虚构），登录名 demo',
    arguments: [],
    options: [
      { name: 'households', kind: 'integer', value: '户数', help: '户数，默认 13600 户左右的全县' },
      { name: 'seed', kind: 'text', value: '种子', help: '同样的种子生成同样的数据' },
    ],
    examples: ['demo --data 演示 --households 500'],
    load: async () => (await import('./commands/setUp.ts')).demo,
  },
  {
    name: 'users',
    summary: '列出用户：登录名、姓名、角色、负责的区划、是否在用',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/users.ts')).listUsers,
  },
  {
    name: 'registers',
    summary: '列出所有台账（不需要数据目录）',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/catalogue.ts')).listRegisters,
  },
  {
    name: 'fields',
    summary: '列出一个台账的字段（不需要数据目录）',
    arguments: [REGISTER],
    options: [],
    load: async () => (await import('./commands/catalogue.ts')).listFields,
  },
  {
    name: 'parameters',
    summary: '参数的各时段；带 --on 是那一天用的值，再带 --division 是在那个区划用的值',
    arguments: [],
    options: [
      { name: 'key', kind: 'text', value: '代号', help: '只要这个参数' },
      { name: 'on', kind: 'text', value: '日期', help: '这一天用的值，如 2016-06-30' },
      { name: 'division', kind: 'text', value: '区划代码', help: '在这个县、乡镇或村用的值（12 位）；要和 --on 一起用' },
    ],
    examples: ['parameters --key poverty_line_national', 'parameters --on 2016-12-31 --division 621125105201'],
    load: async () => (await import('./commands/parameters.ts')).listParameters,
  },
  {
    name: 'locks',
    summary: '哪些村的哪些年度在哪一级锁定了',
    arguments: [],
    options: [YEAR],
    load: async () => (await import('./commands/locks.ts')).listLocks,
  },
  {
    name: 'lock',
    summary: '锁定一个年度：以后只有这一级和上级能更正',
    arguments: [VILLAGES],
    options: [YEAR, LEVEL, { name: 'reason', kind: 'text', value: '说明', help: '说明，可以不写' }],
    examples: ['lock 621125105201 --year 2015 --level township', 'lock --year 2015 --level county'],
    load: async () => (await import('./commands/locks.ts')).lock,
  },
  {
    name: 'carry-forward',
    summary: '把上一年的年度记录沿用为下一年的草稿：生产生活条件、健康和劳力照抄，收入和签字留空',
    arguments: [VILLAGES],
    options: [{ name: 'year', kind: 'integer', value: '年度', help: '沿用哪一年的，下一年是草稿', required: true }],
    examples: ['carry-forward 621125105201 --year 2015'],
    load: async () => (await import('./commands/carryForward.ts')).carryForward,
  },
  {
    name: 'unlock',
    summary: '解锁一个年度，写明理由',
    arguments: [VILLAGES],
    options: [YEAR, LEVEL, { name: 'reason', kind: 'text', value: '理由', help: '为什么解锁，记入历史', required: true }],
    load: async () => (await import('./commands/locks.ts')).unlock,
  },
  {
    name: 'template',
    summary: '写出一个台账的 Excel 录入模板',
    arguments: [REGISTER],
    options: [SHEET_OUT],
    load: async () => (await import('./commands/sheets.ts')).template,
  },
  {
    name: 'import',
    summary: '导入 Excel 或 CSV：先逐行检查，再一次写入，可撤销',
    arguments: [REGISTER, { name: '文件', help: '.xlsx、.xlsm、.xls、.et 或 .csv 文件' }],
    options: [
      { name: 'dry-run', kind: 'flag', help: '只检查，不写入' },
      { name: 'map', kind: 'text', value: 'M.json', help: '表头对应关系：{"表头":"台账.字段、字段或中文名称"或 null}' },
      { name: 'problems', kind: 'text', value: 'P.xlsx', help: '把有问题的行连同“问题说明”写到这个文件' },
      { name: 'sheet', kind: 'text', value: '工作表', help: '工作表的名字，默认自动识别' },
      { name: 'year', kind: 'integer', value: '年度', help: '表里没有年度列时，年度信息记在这一年' },
      { name: 'empty-erases', kind: 'flag', help: '空单元格清除已有的值（平时空单元格不改动）' },
      { name: 'leave-hidden', kind: 'flag', help: '不导入隐藏的行和列（平时照常导入，并说明）' },
      { name: 'year-against-title', kind: 'flag', help: '标题写的年度与 --year 不同时，以 --year 为准（平时不导入，先问）' },
      { name: 'accept-identity', kind: 'flag', help: '接受与已有记录不同的姓名和证件号' },
      { name: 'all-or-nothing', kind: 'flag', help: '只要有一行被拒绝就什么也不写' },
      { name: 'reason', kind: 'text', value: '原因', help: '保留疑点时的原因' },
      { name: 'decisions', kind: 'text', value: 'D.json', help: '改哪些格、几条都对得上时选哪一条，见说明' },
    ],
    examples: ['import household 花名册.xlsx --dry-run --problems 问题.xlsx', 'import person 人口.csv --year 2015 --json'],
    load: async () => (await import('./commands/import.ts')).importFile,
  },
  {
    name: 'query',
    summary: '查询一个台账',
    arguments: [REGISTER],
    options: [
      TEXT,
      WHERE,
      SORT,
      { name: 'limit', kind: 'integer', value: '行数', help: '最多几行，默认 100' },
      { name: 'offset', kind: 'integer', value: '行数', help: '跳过前面几行' },
      { name: 'deleted', kind: 'flag', help: '查已删除的记录' },
      { name: 'count', kind: 'flag', help: '只要条数' },
      { name: 'by-place', kind: 'flag', help: '只要各区划的条数（台账有区划的），含各级' },
      { name: 'masked', kind: 'flag', help: '证件号、电话、账号、病情打星号' },
    ],
    examples: ['query household --text zs', 'query person --where \'{"village":"621125105000"}\' --sort -birth_date --limit 20 --json'],
    load: async () => (await import('./commands/records.ts')).query,
  },
  {
    name: 'get',
    summary: '显示一条记录',
    arguments: [REGISTER, RECORD],
    options: [],
    load: async () => (await import('./commands/records.ts')).get,
  },
  {
    name: 'save',
    summary: '新增或修改一条记录',
    arguments: [REGISTER],
    options: [
      { name: 'values', kind: 'json', value: 'JSON', help: '字段和值，如 {"phone":"13900000000"}', required: true },
      { name: 'id', kind: 'text', value: 'id', help: '要修改的记录；不写时新增' },
      { name: 'revision', kind: 'integer', value: '修订号', help: '只在记录仍是这个修订号时修改' },
      REASON,
    ],
    load: async () => (await import('./commands/records.ts')).save,
  },
  {
    name: 'export',
    summary: '把台账导出为 Excel 或 CSV',
    arguments: [REGISTER],
    options: [
      { ...SHEET_OUT, value: '文件.xlsx|文件.csv' },
      WHERE,
      TEXT,
      SORT,
      { name: 'columns', kind: 'text', value: '字段', help: '要哪些列，用逗号隔开；不写时为列表的默认列' },
      { name: 'gb18030', kind: 'flag', help: 'CSV 用 GB18030 编码（默认 UTF-8）' },
      { ...UNMASKED, help: '不打星号；有权限时本来就是这样' },
      { name: 'masked', kind: 'flag', help: '证件号、电话、账号打星号，病情不写' },
    ],
    examples: ['export household --out 贫困户.xlsx --where \'{"exit_status":"0"}\''],
    load: async () => (await import('./commands/sheets.ts')).exportRegister,
  },
  { name: 'statistics', summary: '列出统计表', arguments: [], options: [], load: async () => (await import('./commands/statistics.ts')).list },
  {
    name: 'statistic',
    summary: '数一张统计表；每个数按有权看到的记录算',
    arguments: [STATISTIC],
    options: [...STATISTIC_OPTIONS, { name: 'out', kind: 'text', value: '文件.xlsx', help: '写成工作簿，已有的会被替换' }],
    examples: ['statistic 1.1 --by village --year 2015', 'statistic members --as-of 2014-06-30 --json', 'statistic 2.4 --out 致贫原因.xlsx'],
    load: async () => (await import('./commands/statistics.ts')).statistic,
  },
  {
    name: 'report',
    summary: '把一张统计表存为上报：以后不再变动，可以和现在的数比较',
    arguments: [STATISTIC],
    options: [...STATISTIC_OPTIONS, { name: 'remark', kind: 'text', value: '说明', help: '上报给谁、用于什么' }],
    examples: ['report 2.4 --year 2015 --remark 报县办'],
    load: async () => (await import('./commands/statistics.ts')).report,
  },
  { name: 'reports', summary: '列出上报过的统计表', arguments: [], options: [], load: async () => (await import('./commands/statistics.ts')).reports },
  {
    name: 'report compare',
    summary: '上报时的数和现在的数，逐格列出差别',
    arguments: [{ name: '编号', help: '上报的编号，见命令 reports' }],
    options: [],
    load: async () => (await import('./commands/statistics.ts')).compareReport,
  },
  {
    name: 'project progress',
    summary: '各项目到一天的计划进度、实际进度、偏差和颜色',
    arguments: [],
    options: [
      { name: 'within', kind: 'text', value: '区划', help: '只看这个区划的项目' },
      { name: 'as-of', kind: 'text', value: '日期', help: '统计到哪一天，例如 2015-06-30；不写是今天' },
      YEAR,
    ],
    examples: ['project progress --year 2015 --as-of 2015-06-30'],
    load: async () => (await import('./commands/projects.ts')).projectProgress,
  },
  {
    name: 'targets',
    summary: '目标任务：下达、完成、完成率和差额，从县到村；不写指标是列出指标',
    arguments: [],
    options: [
      { name: 'measure', kind: 'text', value: '名称', help: '哪一项指标' },
      { name: 'as-of', kind: 'text', value: '日期', help: '到这一天完成了多少，例如 2015-06-30；要这张统计表能按天统计' },
      YEAR,
    ],
    examples: ['targets --measure 减贫人数 --year 2015', 'targets --measure 帮扶户数 --as-of 2015-06-30'],
    load: async () => (await import('./commands/targets.ts')).targets,
  },
  ...templateCommands,
  { name: 'forms', summary: '列出标准表单', arguments: [], options: [], load: async () => (await import('./commands/paper.ts')).forms },
  {
    name: 'form',
    summary: '生成标准表单',
    arguments: [{ name: '表单', help: '表单代号，见命令 forms' }],
    options: [
      {
        name: 'for',
        kind: 'text',
        value: '记录或区划',
        help: '记录的 id、编号（如户编号），或区划代码（那里的全部记录）；步骤、问卷、答卷写它的 id，问卷也可以写代号（空白卷），答卷也可以写编号；多个用逗号隔开',
      },
      { name: 'blank', kind: 'flag', help: '空白表，留着手填；--for 写区划代码时印上地名，写记录时只有当年各项空着' },
      { name: 'document-no', kind: 'text', value: '文号', help: '印在表样写了文号的地方' },
      { ...SHEET_OUT, value: '文件.xlsx|文件.pdf|文件.html' },
      YEAR,
      UNMASKED,
    ],
    examples: ['form household_card --for 52000000007 --out 采集表.pdf'],
    load: async () => (await import('./commands/paper.ts')).form,
  },
  {
    name: 'history',
    summary: '一条记录的修改历史',
    arguments: [REGISTER, RECORD],
    options: [
      { name: 'field', kind: 'text', value: '字段', help: '只看这个字段' },
      { name: 'related', kind: 'flag', help: '连同所属的成员和年度记录' },
    ],
    load: async () => (await import('./commands/records.ts')).history,
  },
  {
    name: 'changes',
    summary: '最近的操作记录',
    arguments: [],
    options: [
      { name: 'limit', kind: 'integer', value: '行数', help: '最多几行，默认 50' },
      { name: 'offset', kind: 'integer', value: '行数', help: '跳过前面几行' },
      { name: 'kind', kind: 'text', value: '类别', help: '只看这一类，如 import、edit、undo' },
    ],
    load: async () => (await import('./commands/records.ts')).changes,
  },
  {
    name: 'undo',
    summary: '撤销一次操作',
    arguments: [{ name: '操作', help: '操作的编号，见命令 changes 或导入结果的 changeSet' }],
    options: [
      { name: 'households', kind: 'text', value: '文件', help: '导入只收回这些户（或别的记录）和属于它们的一切：一行一个户编号或 id' },
      { name: 'dry-run', kind: 'flag', help: '导入：只看会收回什么、留下什么，不写入' },
    ],
    load: async () => (await import('./commands/records.ts')).undo,
  },
  {
    name: 'backup',
    summary: '备份全部数据到一个文件',
    arguments: [],
    options: [{ name: 'out', kind: 'text', value: '文件', help: '写到这个文件，已有的会被替换', required: true }],
    load: async () => (await import('./commands/care.ts')).backup,
  },
  {
    name: 'restore',
    summary: '用备份替换现有数据（登录名和密码是现在的管理员的；还没有数据时，是备份时的）',
    arguments: [{ name: '文件', help: '备份文件' }],
    options: [
      { name: 'backup-login', kind: 'text', value: '登录名', help: '备份是另一份数据的：它自己的管理员，密码取自环境变量 BANGFU_BACKUP_PASSWORD' },
      { name: 'words', kind: 'text', value: '确认恢复', help: '备份有问题、或不是现在数据以前的样子时，确认仍要恢复' },
    ],
    load: async () => (await import('./commands/care.ts')).restore,
  },
  {
    name: 'rescue',
    summary: '抢救损坏的数据文件：以最近的完好备份为底，接上还读得出来的内容，说明哪些村要核对（可能有丢失时退出码为 1）',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/care.ts')).rescue,
  },
  {
    name: 'rekey',
    summary: '更换数据密钥：有人离开、重设密码或更换恢复码以后用；打印新的恢复码和其他人的临时密码',
    arguments: [],
    options: [],
    load: async () => (await import('./commands/care.ts')).rekey,
  },
  { name: 'verify', summary: '检查数据库、日志和台账是否一致', arguments: [], options: [], load: async () => (await import('./commands/care.ts')).verify },
  {
    name: 'dictionary',
    summary: '写出数据字典',
    arguments: [],
    options: [SHEET_OUT],
    load: async () => (await import('./commands/sheets.ts')).dictionary,
  },
  ...callCommands,
  ...checkCommands,
  ...exchangeCommands,
  ...comparisonCommands,
  ...drawCommands,
  ...procedureCommands,
  ...questionnaireCommands,
  ...reviewCommands,
  ...shortfallCommands,
  ...balanceCommands,
  ...transferCommands,
  ...successionCommands,
]
