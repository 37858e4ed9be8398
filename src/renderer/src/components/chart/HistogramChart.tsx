import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { Chart, type ChartProps } from './Chart.tsx'

interface HistogramBand {
  /** Where it begins on the axis; all bands are as wide as the first. */
  readonly from: number
  readonly label: string
  readonly value: number | null
}

export interface HistogramChartProps extends Omit<ChartProps, 'option'> {
  /** In order, one beside the other. */
  readonly bands: readonly HistogramBand[]
  readonly width: number
  readonly unit: string
  /** A line across the axis: where it stands, and what it says. */
  readonly line: { readonly at: number; readonly label: string } | null
}

/** How many lie in which band of a number, with a line drawn where it stands between them. */
export function HistogramChart({ label, bands, width, unit, line, ...rest }: HistogramChartProps): ReactNode {
  const option = useMemo(() => optionOf({ label, bands, width, unit, line }), [label, bands, width, unit, line])
  return <Chart label={label} option={option} {...rest} />
}

function optionOf({ label, bands, width, unit, line }: HistogramChartProps): Record<string, unknown> {
  const first = bands[0]?.from ?? 0
  const mark = {
    symbol: 'none',
    lineStyle: { color: '#b3261e', width: 2, type: 'solid' },
    label: { formatter: line?.label ?? '', color: '#b3261e', fontSize: 12, position: 'end' },
    data: [{ xAxis: line?.at ?? 0 }],
  }
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    grid: { left: 12, right: 24, top: 40, bottom: 8, outerBoundsMode: 'same' },
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => `${bands[dataIndex]?.label ?? ''}：${bands[dataIndex]?.value ?? '—'}${unit}`,
    },
    xAxis: {
      type: 'value',
      min: first,
      max: first + width * bands.length,
      interval: width,
      axisLabel: { formatter: (at: number) => edgeText(at, first + width * bands.length) },
    },
    // Room for what stands on the bars and at the end of the line.
    yAxis: { type: 'value', name: unit.trim(), nameTextStyle: { align: 'right' }, boundaryGap: [0, '20%'], splitNumber: 4 },
    series: [
      {
        type: 'bar',
        data: bands.map(({ from, value }) => [from + width / 2, value]),
        barWidth: '92%',
        label: {
          show: true,
          position: 'top',
          fontSize: 11,
          color: '#333a44',
          formatter: ({ value }: { readonly value: readonly unknown[] }) => `${value[1] ?? ''}`,
        },
        ...(line === null ? {} : { markLine: mark }),
      },
    ],
  }
}

/** The last band has no upper end. */
const edgeText = (at: number, end: number): string => (at === end ? '以上' : String(at))
