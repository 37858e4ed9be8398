import { Loader, VisuallyHidden } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import classes from './BarsChart.module.css'
import type { RunningChart } from './engine.ts'

export interface ChartProps {
  /** What the picture shows, for those who do not see it. */
  readonly label: string
  /** As the library takes it. */
  readonly option: Readonly<Record<string, unknown>>
  readonly onOpen?: (category: number, series: number, part?: string) => void
  /** The numbers drawn, each saying what it counts, for those who do not see the picture. */
  readonly figures?: ReactNode
  /** Points of the screen; as high as its place without. */
  readonly height?: number
  /** Told how the picture is taken, for paper; null while there is none. */
  readonly onPicture?: (take: (() => string) | null) => void
}

/** A picture as large as its place; the library is loaded when the first is drawn. */
export function Chart({ label, option, onOpen, figures, height, onPicture }: ChartProps): ReactNode {
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
    chart?.draw(option)
  }, [chart, option])
  useEffect(() => {
    onPicture?.(chart === null ? null : () => chart.svg())
  }, [chart, onPicture])
  useEffect(() => {
    if (height !== undefined) chart?.resize()
  }, [chart, height])
  useEffect(() => {
    if (onOpen !== undefined) chart?.onOpen(onOpen)
  }, [chart, onOpen])
  return (
    <div className={classes['frame']}>
      {chart === null && <Loader size="sm" role="status" aria-label="正在画图" />}
      <div
        ref={holder}
        className={classes['chart']}
        role="img"
        aria-label={label}
        style={height === undefined ? undefined : { flex: 'none', minHeight: 0, height: `${height}px` }}
      />
      {figures !== undefined && <VisuallyHidden>{figures}</VisuallyHidden>}
    </div>
  )
}
