/** The limits of speed and memory: for each what it is today and what it is held against, read from what the sections measured. */
import type { Measured } from './measure.ts'
import { amount } from './report.ts'

/** What was measured at one size, by key. */
export class Found {
  readonly people: number
  readonly #byKey: ReadonlyMap<string, Measured>

  constructor(people: number, measured: readonly Measured[]) {
    this.people = people
    this.#byKey = new Map(measured.map((one) => [one.key, one]))
  }

  get(key: string): Measured | undefined {
    return this.#byKey.get(key)
  }

  /** All whose key begins so. */
  all(prefix: string): Measured[] {
    return [...this.#byKey.values()].filter(({ key }) => key.startsWith(prefix))
  }
}

export interface Limit {
  readonly what: string
  /** Today, and in the same run the bare partner. */
  readonly today: (found: Found) => string
  readonly bare: (found: Found) => string
  readonly bar: string
}

const NONE = '–'

/** The worst of several measures, with where it was; lists say how much of them was asked. */
function worst(found: Found, keys: readonly string[]): string {
  const [one] = keys.flatMap((key) => found.get(key) ?? []).toSorted((a, b) => b.worst - a.worst)
  if (one === undefined) return NONE
  const details = [
    one.at,
    one.cpu === undefined || one.cpu === 0 ? '' : `处理器 ${amount(one.cpu, 'ms')}`,
    one.asked === 1 ? '' : `中位 ${amount(one.median, one.unit)}`,
    one.asked < one.of ? `${one.of} 次只问了 ${one.asked} 次` : '',
  ]
  return `${amount(one.worst, one.unit)}（${details.filter((text) => text !== undefined && text !== '').join('，')}）`
}

function each(found: Found, keys: readonly string[]): string {
  const all = keys.map((key) => found.get(key)).map((one) => (one === undefined ? NONE : amount(one.worst, one.unit)))
  return all.every((text) => text === NONE) ? NONE : all.join('；')
}

/** Blocks with what the main thread worked in them: where that is much less, it waited. */
function eachBlock(found: Found, keys: readonly string[]): string {
  const all = keys.map((key) => {
    const one = found.get(key)
    if (one === undefined) return NONE
    return one.worst === 0 || one.cpu === undefined ? amount(one.worst, one.unit) : `${amount(one.worst, one.unit)}（处理器 ${amount(one.cpu, 'ms')}）`
  })
  return all.every((text) => text === NONE) ? NONE : all.join('；')
}

function bare(found: Found, keys: readonly string[]): string {
  const [one] = keys.flatMap((key) => found.get(key) ?? []).toSorted((a, b) => b.worst - a.worst)
  return one?.bare === undefined ? NONE : amount(one.bare.value, 'ms')
}

function times(found: Found, key: string): string {
  const one = found.get(key)
  return one?.bare === undefined ? NONE : `${(one.worst / one.bare.value).toFixed(2)} 倍`
}

function over(found: Found, prefix: string): string {
  const all = found.all(prefix)
  return all.length === 0
    ? NONE
    : `${all.reduce((sum, one) => sum + (one.over ?? 0), 0)} / ${all.reduce((sum, one) => sum + one.asked, 0)} 次超过；最慢 ${worst(
        found,
        all.map(({ key }) => key),
      )}`
}

function library(found: Found): string {
  const [check, alone] = [found.get('import.check'), found.get('import.check.library')]
  return check === undefined || alone === undefined
    ? NONE
    : `检查：SheetJS 的 ${(check.worst / alone.worst).toFixed(2)} 倍，自己的读取器的 ${times(found, 'import.check')}；写入 ${times(found, 'import.commit')}，另有写入前的备份 ${each(found, ['import.backup'])}`
}

function exportsOf(found: Found): string {
  const ratios = found
    .all('export.')
    .flatMap((one) => (one.bare === undefined || one.bare.value < 500 ? [] : [{ what: one.what, ratio: one.worst / one.bare.value }]))
    .toSorted((a, b) => b.ratio - a.ratio)
  const [most] = ratios
  return most === undefined ? NONE : `人 ${times(found, 'export.person')}；最高 ${most.ratio.toFixed(2)} 倍（${most.what}）`
}

/** The questions of a register's list that the two great lists are asked. */
const of = (kind: string): string[] => [`${kind}.person`, `${kind}.household`]

export const LIMITS: readonly Limit[] = [
  {
    what: '数字查找（证件号码开头与中间 1–18 位，人、户列表）',
    today: (found) => worst(found, of('digits')),
    bare: (found) => bare(found, of('digits')),
    bar: '50 / 100 毫秒',
  },
  { what: '一至三个首字母（人、户列表）', today: (found) => worst(found, of('initials')), bare: (found) => bare(found, of('initials')), bar: '50 / 100 毫秒' },
  { what: '姓或姓名（人、户列表）', today: (found) => worst(found, of('surname')), bare: (found) => bare(found, of('surname')), bar: '50 / 100 毫秒' },
  {
    what: 'Ctrl+K 键入 18 位号码：最慢一键；合计处理器（72 次查询）',
    today: (found) => each(found, ['find.idNumber', 'find.idNumber.total']),
    bare: (found) => bare(found, ['find.idNumber']),
    bar: '每键 ≤ 100 毫秒，过时的不算',
  },
  {
    what: '所有列表首页（各台账）',
    today: (found) => over(found, 'first.'),
    bare: (found) =>
      bare(
        found,
        found.all('first.').map(({ key }) => key),
      ),
    bar: '50 / 100 毫秒',
  },
  {
    what: '按列排序（各台账的列出列）',
    today: (found) => over(found, 'sort.'),
    bare: (found) =>
      bare(
        found,
        found.all('sort.').map(({ key }) => key),
      ),
    bar: '50 / 100 毫秒；其余作为任务',
  },
  {
    what: '按字段筛选（各台账的每个字段）',
    today: (found) => over(found, 'filter.'),
    bare: (found) =>
      bare(
        found,
        found.all('filter.').map(({ key }) => key),
      ),
    bar: '50 / 100 毫秒；其余作为任务',
  },
  {
    what: '统计表（每一张，按村）',
    today: (found) => worst(found, ['statistic']),
    bare: (found) => bare(found, ['statistic']),
    bar: '≤ 300 毫秒；100 万人 ≤ 3 秒',
  },
  {
    what: '项目和资金（2,000 个项目、60,000 笔发放）：统计表；资金流向；全部进度',
    today: (found) => each(found, ['statistic.money', 'money.flow', 'project.progress']),
    bare: (found) => bare(found, ['statistic.money']),
    bar: '≤ 300 毫秒',
  },
  { what: '首页的统计', today: (found) => worst(found, ['home']), bare: (found) => bare(found, ['home']), bar: '≤ 300 毫秒' },
  {
    what: '翻到深处（第 60,000 / 900,000 条，人）',
    today: (found) => worst(found, ['deep.person']),
    bare: (found) => bare(found, ['deep.person']),
    bar: '同首页',
  },
  { what: '保存户卡片', today: (found) => worst(found, ['save.card']), bare: (found) => bare(found, ['save.card']), bar: '≤ 10 毫秒' },
  { what: '保存一条记录（各台账）', today: (found) => worst(found, ['save.record']), bare: (found) => bare(found, ['save.record']), bar: '≤ 10 毫秒' },
  {
    what: '主线程最长停顿：检查；导入检查；导入写入；撤销；30 分钟使用',
    today: (found) => eachBlock(found, ['block.verify', 'block.import.check', 'block.import.commit', 'block.import.undo', 'block.use']),
    bare: () => '0',
    bar: '≤ 100 毫秒',
  },
  {
    what: '内存峰值：导入 55,000 行；1,000 户卡片成 PDF；导出；几项任务以后',
    today: (found) => each(found, ['memory.import.large', 'memory.cards', 'memory.export', 'memory.after']),
    bare: () => NONE,
    bar: '≤ 400 MB',
  },
  { what: '内存：刚打开数据；此后静下来', today: (found) => each(found, ['memory.opened', 'memory.rest']), bare: () => NONE, bar: '静下来 ≤ 120 MB' },
  { what: '导入 20,000 行 × 40 列', today: library, bare: (found) => bare(found, ['import.commit']), bar: '≤ 2 ×（读取器 + 直接写入）' },
  { what: '表单预览：第一次；以后', today: (found) => each(found, ['preview.first', 'preview']), bare: (found) => bare(found, ['preview']), bar: '≤ 150 毫秒' },
  {
    what: '打开数据的命令：除密钥推导外的处理器时间；`--help`',
    today: (found) => each(found, ['cli.open.beyond', 'cli.help']),
    bare: (found) => bare(found, ['cli.open']),
    bar: '≤ 600 毫秒',
  },
  {
    what: '网页外壳：到地址；到户列表可用；页面最长停顿',
    today: (found) => each(found, ['start.address', 'start.usable', 'start.longTask']),
    bare: () => NONE,
    bar: '≤ 2 秒；停顿 ≤ 100 毫秒',
  },
  { what: '导出各台账', today: exportsOf, bare: () => '1 倍', bar: '≤ 1.2 倍' },
  {
    what: '人的列表滚动，两帧之间：一格一格；拖滚动条',
    today: (found) => ['scroll.wheel', 'scroll.drag'].map((key) => worst(found, [key])).join('；'),
    bare: () => NONE,
    bar: '≤ 20 毫秒（每秒 50 帧）',
  },
  {
    what: '列表画面打开并离开后留下：DOM 节点；监听器；再次打开：节点；监听器',
    today: (found) => each(found, ['screens.nodes', 'screens.listeners', 'screens.nodes.again', 'screens.listeners.again']),
    bare: () => '0',
    bar: '0',
  },
  {
    what: '磁盘：每人；日志所占；多余的索引；它们占用',
    today: (found) => each(found, ['disk.person', 'disk.journal', 'disk.indexes', 'disk.indexes.size']),
    bare: () => NONE,
    bar: '日志 ≤ 40 %，没有多余的索引',
  },
  {
    what: '检查全部数据；全部数据的核对码',
    today: (found) => `${times(found, 'verify')}；${times(found, 'digest')}`,
    bare: (found) => bare(found, ['verify']),
    bar: '不停顿',
  },
  {
    what: '全面核查（每条规则，全部户、村、干部）；主线程最长停顿；内存峰值',
    today: (found) => `${worst(found, ['findings'])}；${each(found, ['block.findings', 'memory.findings'])}`,
    bare: (found) => bare(found, ['findings']),
    bar: '≤ 10 秒；≤ 100 毫秒；≤ 400 MB',
  },
  { what: '批量写入；合并完整数据包', today: (found) => `${times(found, 'write')}；${times(found, 'merge')}`, bare: () => '1 倍', bar: '≤ 3 倍；≤ 4 倍' },
]

/** Kinds whose growth from one size to the other is told. */
export const GROWING: readonly (readonly [string, string])[] = [
  ['digits.person', '数字查找'],
  ['initials.person', '首字母'],
  ['surname.person', '姓名'],
  ['home', '首页的统计'],
  ['first.person', '列表首页'],
  ['sort.person', '排序'],
  ['deep.person', '翻到深处'],
  ['card.open', '打开户卡片'],
]

/**
 * Exponent of growth between two sizes: 1 is in proportion to the people. Like is compared with like: the processor time of the worst request
 * where it is the same at both sizes, else the medians where all requests were asked at both; null where neither can be done.
 */
export function exponent(small: Found, large: Found, key: string): number | null {
  const [one, other] = [small.get(key), large.get(key)]
  if (one === undefined || other === undefined) return null
  const times = Math.log(large.people / small.people)
  if (one.at === other.at && one.cpu !== undefined && other.cpu !== undefined) return Math.log(other.cpu / one.cpu) / times
  return one.asked < one.of || other.asked < other.of ? null : Math.log(other.median / one.median) / times
}
