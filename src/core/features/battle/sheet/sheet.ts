/**
 * The printed battle map (mechanisms.md M07.d): one large sheet with the picture and its markers, the legend, people, causes, measures, pairings and the
 * table of tasks by their days. A pure function, so that the screen, the PDF and the tests agree on where everything lies.
 */
import { exactUnits } from '../../../forms/exact.ts'
import { pieChart } from '../../../forms/chart.ts'
import type { FormFonts } from '../../../forms/fonts.ts'
import type { Page } from '../../../forms/page.ts'
import { WHOLE, type Point } from '../../../rules/affine.ts'
import { mapColour, shapePath } from '../../../rules/mapShapes.ts'
import { Canvas, DESIGN_HEIGHT, DESIGN_WIDTH, type PaperName, type TextLook } from './canvas.ts'
import { drawTable, tableHeight } from './table.ts'
import type { DrawnMarker, SheetData } from './types.ts'

const MARGIN = 20
const GAP = 12
const HEAD = 62
const RIGHT_X = 800
const RIGHT_WIDTH = DESIGN_WIDTH - MARGIN - RIGHT_X
const BOTTOM_Y = 640
const FOOT = 14
const LEGEND_WIDTH = 250
const CAUSES_HEIGHT = 112

/** The area for the picture, in millimetres of A0. */
export const MAP_AREA = { x: MARGIN, y: HEAD + GAP, width: RIGHT_X - MARGIN - GAP, height: BOTTOM_Y - HEAD - 2 * GAP } as const

const RADIUS = 6.5
const LETTER: TextLook = { size: 22, bold: true, sans: true, align: 'center' }
const LABEL: TextLook = { size: 18, sans: true }
const LEGEND: TextLook = { size: 22 }
const LEGEND_ROW = 15
const LINE_WIDTH = 2

/** Where the picture lies in its area: as large as it may be in its own shape, in the middle. Without one it is the whole area. */
export function pictureBox(picture: SheetData['picture']): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  if (picture === null) return MAP_AREA
  const scale = Math.min(MAP_AREA.width / picture.width, MAP_AREA.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  return { x: MAP_AREA.x + (MAP_AREA.width - width) / 2, y: MAP_AREA.y + (MAP_AREA.height - height) / 2, width, height }
}

/** The sheet on a paper, lying. */
export function battleSheet(data: SheetData, paper: PaperName, fonts: FormFonts): Page {
  const canvas = new Canvas(paper, fonts)
  drawHead(canvas, data)
  drawMap(canvas, data)
  drawLegend(canvas, data)
  drawTable(canvas, data.tasks, MARGIN + LEGEND_WIDTH + GAP, BOTTOM_Y, RIGHT_X - MARGIN - LEGEND_WIDTH - 2 * GAP, DESIGN_HEIGHT - FOOT - MARGIN - BOTTOM_Y)
  drawRight(canvas, data)
  canvas.text(data.foot, MARGIN, DESIGN_HEIGHT - MARGIN + 4, { size: 18 })
  return canvas.page
}

function drawHead(canvas: Canvas, { title, subtitle, version }: SheetData): void {
  canvas.text(title, DESIGN_WIDTH / 2, 45, { size: 96, bold: true, sans: true, align: 'center' })
  canvas.text(subtitle, MARGIN, 58, { size: 30 })
  canvas.text(version, DESIGN_WIDTH - MARGIN, 58, { size: 30, bold: true, align: 'right' })
  canvas.line([MARGIN, HEAD + 2], [DESIGN_WIDTH - MARGIN, HEAD + 2], 1)
}

function drawMap(canvas: Canvas, { picture, markers }: SheetData): void {
  const box = pictureBox(picture)
  if (picture === null) canvas.text('还没有底图', box.x + box.width / 2, box.y + box.height / 2, { size: 40, align: 'center', colour: '6B7280' })
  else canvas.picture(picture.bytes, box.x, box.y, box.width, box.height, '底图')
  canvas.box(MAP_AREA.x, MAP_AREA.y, MAP_AREA.width, MAP_AREA.height, 0.6)
  const at = ({ x, y }: Point): readonly [number, number] => [box.x + (x / WHOLE) * box.width, box.y + (y / WHOLE) * box.height]
  for (const marker of markers) drawLine(canvas, marker, at)
  for (const marker of markers) drawSign(canvas, marker, at(middleOf(marker)))
}

/** Where the sign and the name of a marker stand: of a line in its middle, since several begin at the same place. */
function middleOf({ line, ...first }: DrawnMarker): Point {
  return line[Math.ceil(line.length / 2) - 1] ?? first
}

function drawLine(canvas: Canvas, { line, colour, ...first }: DrawnMarker, at: (point: Point) => readonly [number, number]): void {
  const points = [first, ...line].map((point) => at(point))
  points.slice(1).forEach((to, index) => {
    const from = points[index]
    if (from !== undefined) canvas.stroke(from, to, LINE_WIDTH, mapColour(colour).fill)
  })
}

function drawSign(canvas: Canvas, { shape, letter, colour, label }: DrawnMarker, [x, y]: readonly [number, number]): void {
  const look = mapColour(colour)
  // White around it, so that it stands out from any picture.
  canvas.area(shapePath(shape, RADIUS + 1), x, y, 'FFFFFF')
  canvas.area(shapePath(shape, RADIUS), x, y, look.fill)
  canvas.text(letter, x, y + 2.9, { ...LETTER, colour: look.letter })
  if (label === null) return
  const width = canvas.measure(label, LABEL)
  canvas.area(`M0 0h${(width + 2).toFixed(2)}v7.6h-${(width + 2).toFixed(2)}z`, x + RADIUS + 1.5, y - 3.8, 'FFFFFF')
  canvas.text(label, x + RADIUS + 2.5, y + 2.1, LABEL)
}

function drawLegend(canvas: Canvas, { legend }: SheetData): void {
  const height = DESIGN_HEIGHT - FOOT - MARGIN - BOTTOM_Y
  canvas.box(MARGIN, BOTTOM_Y, LEGEND_WIDTH, height)
  canvas.text('图例', MARGIN + 4, BOTTOM_Y + 10, { size: 26, bold: true, sans: true })
  const perColumn = Math.floor((height - 16) / LEGEND_ROW)
  legend.slice(0, 2 * perColumn).forEach(({ shape, letter, colour, label, count }, index) => {
    const x = MARGIN + 12 + Math.floor(index / perColumn) * (LEGEND_WIDTH / 2)
    const y = BOTTOM_Y + 24 + (index % perColumn) * LEGEND_ROW
    drawSign(canvas, { x: 0, y: 0, line: [], shape, letter, colour, label: null }, [x, y])
    canvas.text(canvas.fitted(`${label} ${count}`, LEGEND, LEGEND_WIDTH / 2 - 26), x + 11, y + 3, LEGEND)
  })
}

function drawRight(canvas: Canvas, data: SheetData): void {
  const bottom = DESIGN_HEIGHT - FOOT - MARGIN
  let y = MAP_AREA.y
  y += drawTable(canvas, data.people, RIGHT_X, y, RIGHT_WIDTH, tableHeight(data.people)) + GAP / 2
  drawCauses(canvas, data, y)
  y += CAUSES_HEIGHT + GAP / 2
  data.tables.forEach((table, index) => {
    const rest = bottom - y
    const left = data.tables.length - index
    // Those before the last take what they need, and no more than their part of what there is.
    const height = left === 1 ? rest : Math.min(tableHeight(table), rest / left)
    y += drawTable(canvas, table, RIGHT_X, y, RIGHT_WIDTH, height) + GAP / 2
  })
}

function drawCauses(canvas: Canvas, { causes }: SheetData, y: number): void {
  canvas.text(causes.title, RIGHT_X, y + 9, { size: 26, bold: true, sans: true })
  const items = causes.items.filter(({ value }) => value > 0).toSorted((one, other) => other.value - one.value)
  if (items.length === 0) return canvas.text('（没有）', RIGHT_X, y + 20, { size: 18 })
  const [first, rest] = [items.slice(0, 8), items.slice(8)]
  const others = rest.reduce((sum, { value }) => sum + value, 0)
  const figure = pieChart(
    [...first, ...(others > 0 ? [{ label: '其余', value: others }] : [])].map(({ label, value }) => ({ label, value: exactUnits(value, 0) })),
  )
  const scale = Math.min((CAUSES_HEIGHT - 14) / figure.height, RIGHT_WIDTH / figure.width)
  for (const shape of figure.shapes) {
    if (shape.kind === 'area') canvas.area(scaled(shape.path, scale), RIGHT_X, y + 14, shape.colour)
    else canvas.text(shape.text, RIGHT_X + shape.x * scale, y + 14 + shape.y * scale, { size: 18, align: shape.align })
  }
}

/** The path with all its lengths so many times as large; of an arc, whose flags are none, the five numbers that are. */
function scaled(path: string, scale: number): string {
  return path.replaceAll(/([a-zA-Z])([^a-zA-Z]*)/gu, (_, command: string, numbers: string) => {
    const parts = numbers.trim() === '' ? [] : numbers.trim().split(/[\s,]+/u)
    const isFlag = (index: number): boolean => command.toUpperCase() === 'A' && [2, 3, 4].includes(index % 7)
    return `${command}${parts.map((part, index) => (isFlag(index) ? part : (Number(part) * scale).toFixed(3))).join(' ')}`
  })
}
