/** What a run prints: everything measured at one size, then what was slow. */
import type { Measured } from './measure.ts'
import type { SizeResults } from './table.ts'
import { textTable } from '../../src/cli/table.ts'
import type { Slow } from '../../src/core/shell/slowness.ts'

const MOST_SLOW = 20

/** `12.3 毫秒`, `0.8 秒`, `423 MB`. */
export function amount(value: number, unit: Measured['unit']): string {
  if (unit === 'ms')
    return value >= 10_000
      ? `${(value / 1000).toFixed(0)} 秒`
      : value >= 1000
        ? `${(value / 1000).toFixed(1)} 秒`
        : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} 毫秒`
  if (unit === 'B') return `${value.toFixed(0)} 字节`
  if (unit === '%') return `${value.toFixed(0)} %`
  return `${Number.isInteger(value) ? value.toString() : value.toFixed(1)} ${unit}`
}

export function printReport({ people, results }: SizeResults): void {
  const measured = results.flatMap((result) => result.measured)
  if (measured.length === 0) return
  const loads = results.map(({ load }) => load)
  console.log(`\n${people.toLocaleString('en')} 人（测量时的系统负载 ${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}）`)
  console.log(
    textTable(
      [
        { label: '项目', of: (one: Measured) => one.what },
        { label: '最慢', number: true, of: (one) => amount(one.worst, one.unit) },
        { label: '中位', number: true, of: (one) => (one.asked > 1 ? amount(one.median, one.unit) : '') },
        { label: '占处理器', number: true, of: (one) => (one.cpu === undefined || one.cpu === 0 ? '' : amount(one.cpu, 'ms')) },
        { label: '最慢的是', of: (one) => one.at ?? '' },
        { label: '次数', number: true, of: (one) => (one.of === 1 ? '' : one.asked < one.of ? `${one.asked}/${one.of}` : String(one.asked)) },
        { label: '对照', number: true, of: (one) => (one.bare === undefined ? '' : amount(one.bare.value, 'ms')) },
        { label: '比值', number: true, of: (one) => (one.bare === undefined ? '' : (one.worst / one.bare.value).toFixed(2)) },
        { label: '标准', number: true, of: barText },
        { label: '结果', of: (one) => ({ met: '达到', missed: '未达到', none: '' })[verdict(one)] },
      ],
      measured,
    ),
  )
  printSlow(results.flatMap(({ slow }) => slow))
}

/** Whether a measure meets its bar. */
export function verdict(one: Measured): 'met' | 'missed' | 'none' {
  if (one.bar !== undefined) return one.worst <= one.bar ? 'met' : 'missed'
  if (one.ratioBar !== undefined && one.bare !== undefined) return one.worst / one.bare.value <= one.ratioBar ? 'met' : 'missed'
  return 'none'
}

function barText(one: Measured): string {
  if (one.bar !== undefined) return `≤ ${amount(one.bar, one.unit)}`
  return one.ratioBar === undefined ? '' : `≤ ${one.ratioBar} 倍`
}

/** Statements over 200 ms and blocks over 100 ms, the longest of each text or cause. */
function printSlow(slow: readonly Slow[]): void {
  const groups = [...Map.groupBy(slow, (one) => `${one.kind} ${one.by.join(' ')} ${one.sql ?? ''}`).values()].map((all) => ({
    worst: all.toSorted((a, b) => b.milliseconds - a.milliseconds)[0],
    times: all.length,
  }))
  const shown = groups
    .flatMap(({ worst, times }) => (worst === undefined ? [] : [{ ...worst, times }]))
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, MOST_SLOW)
  if (shown.length === 0) return
  console.log(`\n慢的语句（超过 200 毫秒）和主线程的停顿（超过 100 毫秒），最长的 ${shown.length} 种：`)
  for (const one of shown)
    console.log(
      `  ${amount(one.milliseconds, 'ms')}  ${one.kind === 'block' ? '停顿' : '语句'}${one.times > 1 ? ` ×${one.times}` : ''}  ${one.by.join('、')}  ${one.cpu === undefined ? '' : `处理器 ${amount(one.cpu, 'ms')}`}${one.sql?.slice(0, 110) ?? ''}`,
    )
}
