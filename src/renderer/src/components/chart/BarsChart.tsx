import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { Chart, type ChartProps } from './Chart.tsx'

interface BarSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface BarsChartProps extends Omit<ChartProps, 'option'> {
  readonly categories: readonly string[]
  readonly series: readonly BarSeries[]
  /** Parts of one whole stand on each other. */
  readonly stacked: boolean
  readonly unit: string
  /** A line over the bars, with an axis of its own at the right; its series comes after those of the bars. */
  readonly line?: BarSeries & { readonly unit: string; readonly maximum?: number }
}

/** Bars, with a line over them where one is given. */
export function BarsChart({ label, categories, series, stacked, unit, line, ...rest }: BarsChartProps): ReactNode {
  const option = useMemo(
    () => optionOf({ label, categories, series, stacked, unit, ...(line === undefined ? {} : { line }) }),
    [label, categories, series, stacked, unit, line],
  )
  return <Chart label={label} option={option} {...rest} />
}

/** Many names stand upright and slanted, so that none is left out. */
const SLANTED_FROM = 9

const withUnit =
  (unit: string) =>
  (value: unknown): string =>
    typeof value === 'number' ? `${value}${unit}` : '—'

function optionOf({ label, categories, series, stacked, unit, line }: BarsChartProps): Record<string, unknown> {
  const several = series.length > 1 || line !== undefined
  const bars = series.map(({ name, values }) => ({
    type: 'bar',
    name,
    data: [...values],
    barMaxWidth: 36,
    tooltip: { valueFormatter: withUnit(unit) },
    ...(stacked ? { stack: 'whole' } : {}),
    label: series.length === 1 && categories.length <= 20 ? { show: true, position: 'top', fontSize: 11, color: '#333a44' } : undefined,
  }))
  const value = { type: 'value', name: unit.trim(), nameTextStyle: { align: 'right' } }
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    grid: { left: 12, right: 16, top: several ? 40 : 24, bottom: 8, outerBoundsMode: 'same' },
    legend: several ? { top: 4, type: 'plain' } : undefined,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    xAxis: { type: 'category', data: [...categories], axisLabel: { interval: 0, rotate: categories.length >= SLANTED_FROM ? 35 : 0 } },
    yAxis:
      line === undefined
        ? value
        : [value, { type: 'value', name: line.unit.trim(), min: 0, ...(line.maximum === undefined ? {} : { max: line.maximum }), splitLine: { show: false } }],
    series: line === undefined ? bars : [...bars, lineOf(line)],
  }
}

const lineOf = ({ name, values, unit }: NonNullable<BarsChartProps['line']>): Record<string, unknown> => ({
  type: 'line',
  name,
  data: [...values],
  yAxisIndex: 1,
  symbolSize: 7,
  tooltip: { valueFormatter: withUnit(unit) },
})
