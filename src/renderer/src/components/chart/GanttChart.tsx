import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { Chart } from './Chart.tsx'

export interface GanttBar {
  /** `YYYY-MM-DD`, both days counted. */
  readonly from: string
  readonly to: string
  /** How much of it is done, from 0 to 1. */
  readonly done: number
}

export interface GanttRow {
  readonly label: string
  readonly bars: readonly GanttBar[]
}

export interface GanttChartProps {
  /** What the picture shows, for those who do not see it; the figures stand in the table beside it. */
  readonly label: string
  readonly rows: readonly GanttRow[]
  /** The day up to which it is told: a line. */
  readonly day: string
  readonly onOpen?: (row: number) => void
  /** Told how the picture is taken, for paper. */
  readonly onPicture?: (take: (() => string) | null) => void
}

const ROW = 26
const AROUND = 64
const DAY = 86_400_000
/** The day is shown where it lies within so many days of what is planned; far away it would leave no room for the bars. */
const NEAR = 45 * DAY
const [PLAN, DONE, TODAY] = ['#b8d1dd', '#1f5b78', '#b3261e']

/** Bars over time: what is planned light, what is done of it dark, the day asked for as a line. */
export function GanttChart({ label, rows, day, onOpen, onPicture }: GanttChartProps): ReactNode {
  const option = useMemo(() => optionOf(label, rows, day), [label, rows, day])
  const open = useMemo(() => {
    if (onOpen === undefined) return undefined
    return (index: number) => onOpen(barsOf(rows)[index]?.row ?? 0)
  }, [onOpen, rows])
  return (
    <Chart
      label={label}
      option={option}
      height={rows.length * ROW + AROUND}
      {...(open === undefined ? {} : { onOpen: open })}
      {...(onPicture === undefined ? {} : { onPicture })}
    />
  )
}

interface PlacedBar extends GanttBar {
  readonly row: number
}

const barsOf = (rows: readonly GanttRow[]): PlacedBar[] => rows.flatMap(({ bars }, row) => bars.map((bar) => ({ ...bar, row })))

/** What ECharts hands to whoever draws an item, as far as it is asked. */
interface Drawing {
  value(dimension: number): number
  coord(point: readonly [number, number]): [number, number]
}

function optionOf(label: string, rows: readonly GanttRow[], day: string): Record<string, unknown> {
  const bars = barsOf(rows)
  const days = bars.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to) + DAY])
  const [from, to, at] = [Math.min(...days), Math.max(...days), Date.parse(day)]
  const isNear = at >= from - NEAR && at <= to + NEAR
  const [first, last] = isNear ? [Math.min(from, at), Math.max(to, at + DAY)] : [from, to]
  return {
    animation: false,
    aria: { enabled: true, label: { description: label } },
    grid: { left: 12, right: 24, top: 28, bottom: 12, outerBoundsMode: 'same' },
    tooltip: {
      formatter: ({ dataIndex, seriesIndex }: { dataIndex: number; seriesIndex: number }) => {
        const bar = bars[dataIndex]
        return seriesIndex !== 0 || bar === undefined ? `统计到 ${day}` : `${bar.from} 至 ${bar.to}，完成 ${Math.round(bar.done * 100)}%`
      },
    },
    xAxis: { type: 'time', position: 'top', min: first, max: last, splitLine: { show: true }, axisLabel: { hideOverlap: true } },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.label), axisLabel: { interval: 0, width: 180, overflow: 'truncate' } },
    series: [
      {
        type: 'custom',
        name: label,
        encode: { x: [1, 2], y: 0 },
        data: bars.map(({ row, from, to, done }) => [row, Date.parse(from), Date.parse(to) + DAY, done]),
        renderItem: (_: unknown, api: Drawing) => barShape(api),
      },
      {
        type: 'custom',
        name: '统计到',
        silent: true,
        data: isNear ? [[at + DAY, 0]] : [],
        encode: { x: 0, y: 1 },
        renderItem: (place: { coordSys: { y: number; height: number } }, api: Drawing) => {
          const [x] = api.coord([api.value(0), 0])
          const { y, height } = place.coordSys
          return { type: 'line', shape: { x1: x, y1: y, x2: x, y2: y + height }, style: { stroke: TODAY, lineWidth: 1.5, lineDash: [4, 3] } }
        },
      },
    ],
  }
}

/** The plan with what is done of it, from its beginning on. */
function barShape(api: Drawing): Record<string, unknown> {
  const row = api.value(0)
  const [left, middle] = api.coord([api.value(1), row])
  const [right] = api.coord([api.value(2), row])
  const [width, height] = [Math.max(2, right - left), ROW * 0.55]
  const rect = (wide: number, fill: string): Record<string, unknown> => ({
    type: 'rect',
    shape: { x: left, y: middle - height / 2, width: wide, height },
    style: { fill, stroke: DONE, lineWidth: 0.5 },
  })
  const done = width * api.value(3)
  return { type: 'group', children: [rect(width, PLAN), ...(done > 0 ? [rect(done, DONE)] : [])] }
}
