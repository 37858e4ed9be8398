/**
 * The diagram of a procedure, laid out from its declaration alone: the main states one below the other as they are declared, states beside the
 * main line in a column of their own. Steps to the next state go straight down; those that skip or go back take lanes on the left.
 */
import { stepTargets } from '#core/catalogue/derive/procedure.ts'
import type { ProcedureDefinition } from '#core/catalogue/procedure.ts'

export interface DiagramBox {
  readonly key: string
  readonly label: string
  /** Steps that leave the record where it is. */
  readonly signOffs: readonly string[]
  readonly final: boolean
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface DiagramLine {
  readonly from: string
  readonly to: string
  /** Labels of the steps that it stands for. */
  readonly label: string
  /** Where the label is written, and how it is aligned there. */
  readonly at: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' }
  /** Corners of the line. */
  readonly points: readonly (readonly [number, number])[]
  /** Back to an earlier state. */
  readonly back: boolean
}

export interface Diagram {
  readonly width: number
  readonly height: number
  readonly boxes: readonly DiagramBox[]
  readonly lines: readonly DiagramLine[]
}

const BOX = { width: 148, height: 46 }
const GAP = 52
const MARGIN = 16
/** Width of a lane with the longest label that it holds. */
const LANE = 96
const SIDE_GAP = 150
/** How much lower the label of a further line out of the same box stands. */
const FURTHER = 36

interface Edge {
  readonly from: string
  readonly to: string
  readonly labels: string[]
}

export function diagramOf(procedure: ProcedureDefinition): Diagram {
  const main = procedure.states.filter(({ side }) => side !== true)
  const beside = procedure.states.filter(({ side }) => side === true)
  const edges = edgesOf(procedure)
  const place = new Map(main.map(({ key }, index) => [key, index]))
  const isNext = ({ from, to }: Edge): boolean => place.get(to) === (place.get(from) ?? Number.NaN) + 1
  const laned = edges.filter((edge) => place.has(edge.from) && place.has(edge.to) && !isNext(edge)).toSorted((one, other) => spanOf(one) - spanOf(other))
  const lanes = lanesOf(laned, place)
  const left = MARGIN + (lanes.size === 0 ? 0 : (Math.max(...lanes.values()) + 1) * LANE)
  const boxes = [
    ...main.map((state, index) => box(procedure, state, left, yOf(index))),
    ...beside.map((state, index) => box(procedure, state, left + BOX.width + SIDE_GAP, sideY(state.key, index))),
  ]
  const byKey = new Map(boxes.map((one) => [one.key, one]))
  const width = Math.max(...boxes.map(({ x }) => x + BOX.width)) + MARGIN + (beside.length === 0 ? LANE : 0)
  return {
    width,
    height: Math.max(...boxes.map(({ y }) => y + BOX.height)) + MARGIN,
    boxes,
    lines: edges.flatMap((edge, index) =>
      line(edge, byKey, lanes.get(edge), place, edges.slice(0, index).filter((other) => aside(other) && other.from === edge.from).length),
    ),
  }

  /** Leads from the main line to a state beside it. */
  function aside({ from, to }: Edge): boolean {
    return place.has(from) && !place.has(to)
  }

  function spanOf({ from, to }: Edge): number {
    return Math.abs((place.get(from) ?? 0) - (place.get(to) ?? 0))
  }

  /** A state beside the main line stands level with the middle of those that lead to it, below its neighbours. */
  function sideY(key: string, index: number): number {
    const from = edges.flatMap((edge) => (edge.to === key ? (place.get(edge.from) ?? []) : []))
    const middle = from.length === 0 ? index : (Math.min(...from) + Math.max(...from)) / 2
    return Math.max(yOf(middle), yOf(index))
  }
}

function yOf(index: number): number {
  return MARGIN + index * (BOX.height + GAP)
}

function box(procedure: ProcedureDefinition, { key, label, final }: ProcedureDefinition['states'][number], x: number, y: number): DiagramBox {
  const signOffs = procedure.steps.filter((step) => step.kind === 'signOff' && step.from.includes(key)).map((step) => step.label)
  return { key, label, final: final === true, signOffs, x, y, ...BOX }
}

/** One edge for each pair of states, with all steps between them. */
function edgesOf(procedure: ProcedureDefinition): readonly Edge[] {
  const found = new Map<string, Edge>()
  for (const step of procedure.steps) {
    for (const from of step.from) {
      for (const to of stepTargets(procedure, step)) {
        const edge = found.get(`${from} ${to}`) ?? { from, to, labels: [] }
        edge.labels.push(step.label)
        found.set(`${from} ${to}`, edge)
      }
    }
  }
  return [...found.values()]
}

/** Lanes on the left, so that lines beside each other never lie on one another: the shortest nearest. */
function lanesOf(edges: readonly Edge[], place: ReadonlyMap<string, number>): ReadonlyMap<Edge, number> {
  const taken: (readonly [number, number])[][] = []
  const lanes = new Map<Edge, number>()
  for (const edge of edges) {
    const [one, other] = [place.get(edge.from) ?? 0, place.get(edge.to) ?? 0]
    const [top, bottom] = [Math.min(one, other), Math.max(one, other)]
    let lane = taken.findIndex((spans) => spans.every(([from, to]) => to < top || from > bottom))
    if (lane === -1) lane = taken.push([]) - 1
    taken[lane]?.push([top, bottom])
    lanes.set(edge, lane)
  }
  return lanes
}

function line(edge: Edge, boxes: ReadonlyMap<string, DiagramBox>, lane: number | undefined, place: ReadonlyMap<string, number>, before: number): DiagramLine[] {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)]
  if (from === undefined || to === undefined) return []
  const label = edge.labels.join('、')
  const back = (place.get(edge.to) ?? -1) < (place.get(edge.from) ?? -1)
  if (lane !== undefined) {
    const x = from.x - 14 - lane * LANE
    const [start, end] = [from.y + BOX.height / 2 + 6, to.y + BOX.height / 2 - 6]
    const points = [
      [from.x, start],
      [x, start],
      [x, end],
      [to.x, end],
    ] as const
    return [{ ...edge, label, back, points, at: { x: x - 5, y: (start + end) / 2, anchor: 'end' } }]
  }
  if (from.x === to.x) {
    const x = from.x + BOX.width / 2
    return [
      {
        ...edge,
        label,
        back,
        points: [
          [x, from.y + BOX.height],
          [x, to.y],
        ],
        at: { x: x + 8, y: (from.y + BOX.height + to.y) / 2, anchor: 'start' },
      },
    ]
  }
  // Beside the main line: there a little above the middle of the boxes, back a little below.
  const out = from.x < to.x
  const shift = out ? -8 : 8
  const start = [out ? from.x + BOX.width : from.x, from.y + BOX.height / 2 + shift] as const
  const end = [out ? to.x : to.x + BOX.width, to.y + BOX.height / 2 + shift] as const
  const near = out ? start : end
  // Each further way out of a box is named a little lower, as its line goes down.
  const lower = out ? before * FURTHER : 0
  return [{ ...edge, label, back: !out, points: [start, end], at: { x: near[0] + 8, y: near[1] + (out ? -6 : 14) + lower, anchor: 'start' } }]
}
