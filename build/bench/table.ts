/** The table of limits as it stands, written into `docs/performance.md` between its marks. */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { exponent, Found, GROWING, LIMITS } from './limits.ts'
import type { KeptResult } from './results.ts'
import { ROOT } from './state.ts'

export interface SizeResults {
  readonly people: number
  readonly results: readonly KeptResult[]
}

const FILE = join(ROOT, 'docs/performance.md')
const [BEGIN, END] = ['<!-- made by `npm run bench -- --write-table` -->', '<!-- end of the table -->']

/** Writes the table of all sizes that were measured; throws when the marks are gone. */
export function writeTable(sizes: readonly SizeResults[]): void {
  const text = readFileSync(FILE, 'utf8')
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (from === -1 || to < from) throw new Error(`${FILE}: the marks of the table are gone`)
  writeFileSync(FILE, `${text.slice(0, from)}${BEGIN}\n\n${tableOf(sizes)}\n\n${text.slice(to)}`)
}

/** The table as Markdown. */
export function tableOf(sizes: readonly SizeResults[]): string {
  const found = sizes.map(
    ({ people, results }) =>
      new Found(
        people,
        results.flatMap((result) => result.measured),
      ),
  )
  const names = sizes.map(({ people }) => `${people.toLocaleString('en')} 人`)
  const head = ['项目', '标准', ...names.flatMap((name) => [name, '同时测的对照'])]
  const rows = LIMITS.map((limit) => [limit.what, limit.bar, ...found.flatMap((one) => [limit.today(one), limit.bare(one)])])
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return [origin(sizes), '', ...lines, ...growth(found)].join('\n')
}

/** Where and when it was measured. */
function origin(sizes: readonly SizeResults[]): string {
  const results = sizes.flatMap((size) => size.results)
  const [loads, days] = [results.map(({ load }) => load), results.map(({ at }) => at.slice(0, 10)).toSorted()]
  const commits = [...new Set(results.map(({ commit }) => commit))].join('、')
  return `提交 ${commits}，${[...new Set(days)].join('、')}，Node ${process.version}，${cpus().length} 个处理器（${cpus()[0]?.model ?? ''}），测量时的系统负载 ${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}。`
}

function growth([small, large]: readonly Found[]): string[] {
  if (small === undefined || large === undefined) return []
  const parts = GROWING.flatMap(([key, what]) => {
    const power = exponent(small, large, key)
    return power === null ? [] : [`${what} ${power.toFixed(2)}`]
  })
  return ['', `随人数的增长（双对数，同一请求的处理器时间；标准 ≤ 1.05）：${parts.join('，')}。`]
}
