import { Loader, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import classes from './BarsChart.module.css'
import type { RunningChart } from './engine.ts'

export interface BarSeries {
  readonly name: string
  readonly values: readonly (number | null)[]
}

export interface BarsChartProps {
  /** What the picture shows, for those who do not see it. */
  readonly label: string
  readonly categories: readonly string[]
  readonly series: readonly BarSeries[]
  /** Parts of one whole stand on each other. */
  readonly stacked: boolean
  readonly unit: string
  readonly onOpen?: (category: number, series: number) => void
  /** The numbers drawn, each saying what it counts, for those who do not see the picture. */
  readonly figures?: ReactNode
}

/** Bars; the library is loaded when the first is drawn. */
export function BarsChart({ label, categories, series, stacked, unit, onOpen, figures }: BarsChartProps): ReactNode {
  const holder = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<RunningChart | null>(null)
  useEffect(() => {
    const element = holder.current
    if (element === null) return undefined
    let running: RunningChart | null = null
    let gone = false
    void import('./engine.ts').then(({ startChart }) => {
      if (gone) return
      running = startChart(element)
      setChart(running)
    })
    const watch = new ResizeObserver(() => running?.resize())
    watch.observe(element)
    return () => {
      gone = true
      watch.disconnect()
      running?.end()
      setChart(null)
    }
  }, [])
  useEffect(() => {
    chart?.draw(optionOf({ label, categories, series, stacked, unit }))
  }, [chart, label, categories, series, stacked, unit])
  useEffect(() => {
    if (onOpen !== undefined) chart?.onOpen(onOpen)
  }, [chart, onOpen])
  return (
    <div className={classes['frame']}>
      {chart === null && <Loader size="sm" role="status" aria-label="正在画图" />}
      <div ref={holder} className={classes['chart']} role="img" aria-label={label} />
      {figures !== undefined && <VisuallyHidden>{figures}</VisuallyHidden>}
    </div>
  )
}

/** Many names stand upright and slanted, so that none is left out. */
const SLANTED_FROM = 9

function optionOf({ label, categories, series, stacked, unit }: BarsChartProps): Record<string, unknown> {
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    grid: { left: 12, right: 16, top: series.length > 1 ? 40 : 24, bottom: 8, outerBoundsMode: 'same' },
    legend: series.length > 1 ? { top: 4, type: 'plain' } : undefined,
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value}${unit}` : '—') },
    xAxis: { type: 'category', data: [...categories], axisLabel: { interval: 0, rotate: categories.length >= SLANTED_FROM ? 35 : 0 } },
    yAxis: { type: 'value', name: unit.trim(), nameTextStyle: { align: 'right' } },
    series: series.map(({ name, values }) => ({
      type: 'bar',
      name,
      data: [...values],
      barMaxWidth: 36,
      ...(stacked ? { stack: 'whole' } : {}),
      label: series.length === 1 && categories.length <= 20 ? { show: true, position: 'top', fontSize: 11, color: '#333a44' } : undefined,
    })),
  }
}
