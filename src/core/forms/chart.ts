/** Bars and circles of a list of figures, drawn so that they are read in black and white as well. */
import type { Figure, FigureShape } from '../excel/formSheet.ts'
import { exactUnits, fixedText, over, plainText, plus, times, type Exact } from './exact.ts'

export interface ChartItem {
  readonly label: string
  readonly value: Exact
}

const COLOURS = ['2F5D8A', 'C8752D', '6B8E4E', '8C6BA8', 'B84A4A', '4E9AA3', 'A08A3C', '7A7A7A'] as const
const TEXT = 9
const LINE = 18
const BAR = 11
const WIDTH = 360
const LABEL_WIDTH = 96
const VALUE_WIDTH = 70
const LONGEST_LABEL = 10
const RADIUS = 70
const MARGIN = 6
const HUNDRED = exactUnits(100, 0)
const NONE = exactUnits(0, 0)

/** A bar for each item, its label before and its figure behind it; figures below zero have no bar. */
export function barChart(items: readonly ChartItem[]): Figure {
  const most = Math.max(1e-9, ...items.map(({ value }) => lengthOf(value)))
  const room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
  const shapes = items.flatMap(({ label, value }, index): FigureShape[] => {
    const y = MARGIN + index * LINE
    const length = Math.max(0, (lengthOf(value) / most) * room)
    const baseline = y + BAR - 2
    return [
      { kind: 'text', text: shortened(label), x: LABEL_WIDTH - 4, y: baseline, size: TEXT, align: 'right' },
      { kind: 'area', path: `M${LABEL_WIDTH} ${y}h${rounded(length)}v${BAR}h-${rounded(length)}z`, colour: COLOURS[0] },
      { kind: 'text', text: plainText(value), x: LABEL_WIDTH + length + 4, y: baseline, size: TEXT, align: 'left' },
    ]
  })
  return { kind: 'figure', width: WIDTH, height: 2 * MARGIN + Math.max(1, items.length) * LINE, shapes, label: inWords(items) }
}

/** The items as parts of a circle, with label, figure and share beside it; only figures above zero have a part. */
export function pieChart(items: readonly ChartItem[]): Figure {
  const parts = items.filter(({ value }) => value.numerator > 0n)
  const total = parts.reduce((all, { value }) => plus(all, value), NONE)
  const centre = MARGIN + RADIUS
  let angle = 0
  const shapes = parts.flatMap(({ label, value }, index): FigureShape[] => {
    const colour = COLOURS[index % COLOURS.length] ?? COLOURS[0]
    const share = lengthOf(over(value, total) ?? NONE)
    const path = slice(centre, angle, angle + share)
    angle += share
    const y = MARGIN + index * LINE
    const x = 2 * centre + 12
    return [
      { kind: 'area', path, colour },
      { kind: 'area', path: `M${x} ${y + 1}h9v9h-9z`, colour },
      { kind: 'text', text: `${shortened(label)} ${plainText(value)}（${percent(value, total)}）`, x: x + 14, y: y + BAR - 2, size: TEXT, align: 'left' },
    ]
  })
  return { kind: 'figure', width: WIDTH, height: Math.max(2 * centre, 2 * MARGIN + parts.length * LINE), shapes, label: inWords(items) }
}

/** For lengths on paper alone: what is written is written exactly. */
function lengthOf(value: Exact): number {
  return Number(fixedText(value, 9))
}

/** A sector between two parts of the circle, from the top clockwise; a whole circle in two halves. */
function slice(centre: number, from: number, to: number): string {
  const at = (part: number): string => {
    const turn = 2 * Math.PI * part
    return `${rounded(centre + RADIUS * Math.sin(turn))} ${rounded(centre - RADIUS * Math.cos(turn))}`
  }
  const half = (from + to) / 2
  return `M${centre} ${centre}L${at(from)}A${RADIUS} ${RADIUS} 0 0 1 ${at(half)}A${RADIUS} ${RADIUS} 0 0 1 ${at(to)}z`
}

function percent(value: Exact, total: Exact): string {
  return `${fixedText(times(over(value, total) ?? NONE, HUNDRED), 1)}%`
}

function shortened(label: string): string {
  const characters = [...label]
  return characters.length <= LONGEST_LABEL ? label : `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
}

function inWords(items: readonly ChartItem[]): string {
  return items.map(({ label, value }) => `${label} ${plainText(value)}`).join('，')
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
