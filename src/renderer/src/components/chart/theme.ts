import { FONT_FAMILY } from '../../theme.ts'

/** The one look of all charts: the colours of the program, no shadows, text of the page's size. */
export const CHART_THEME = 'bangfu'

/** In the order of the series; neighbours differ in lightness, too, so that they are told apart in print and by the colour-blind. */
const SERIES = ['#1f5b78', '#d08a2e', '#6b9db4', '#8a4b3c', '#5f7f4e', '#b8d1dd', '#7a6a9c', '#c9b458', '#4a535f', '#90b7c9', '#b3261e', '#3d8c84']
const TEXT = '#333a44'
const LINE = '#d3d8df'

const axis = {
  axisLine: { lineStyle: { color: LINE } },
  axisTick: { show: false },
  axisLabel: { color: TEXT, fontSize: 12 },
  splitLine: { lineStyle: { color: '#eff1f4' } },
}

export const chartTheme = {
  color: SERIES,
  textStyle: { fontFamily: FONT_FAMILY, color: TEXT },
  categoryAxis: axis,
  valueAxis: axis,
  legend: { textStyle: { color: TEXT, fontSize: 12, fontFamily: FONT_FAMILY }, itemWidth: 12, itemHeight: 12 },
  tooltip: { borderWidth: 1, borderColor: LINE, textStyle: { color: TEXT, fontSize: 12 }, extraCssText: 'box-shadow: none' },
}
