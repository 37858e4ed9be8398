/** What of ECharts the program uses: bars, lines, bars over time and streams as SVG. Loaded when the first chart is drawn. */
import { BarChart, CustomChart, LineChart, SankeyChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, registerTheme, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { CHART_THEME, chartTheme } from './theme.ts'

register([BarChart, CustomChart, LineChart, SankeyChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])
registerTheme(CHART_THEME, chartTheme)

/** A chart that fills an element. */
export interface RunningChart {
  draw(option: Readonly<Record<string, unknown>>): void
  resize(): void
  /** Told which bar was clicked: its place on the axis and its series; of streams, whether it was a node or a stream. */
  onOpen(open: (category: number, series: number, part?: string) => void): void
  /** The picture by itself, for paper. */
  svg(): string
  end(): void
}

export function startChart(element: HTMLElement): RunningChart {
  const chart = init(element, CHART_THEME, { renderer: 'svg' })
  return {
    draw: (option) => chart.setOption(option, true),
    resize: () => chart.resize(),
    onOpen: (open) => {
      chart.off('click')
      chart.on('click', ({ dataIndex, seriesIndex, dataType }) => open(dataIndex, seriesIndex ?? 0, dataType))
    },
    svg: () => chart.renderToSVGString(),
    end: () => chart.dispose(),
  }
}
