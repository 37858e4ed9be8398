/**
 * The lines of a diagram to states beside the main line and back. All of one name that meet in one state share a lane between the two columns, so
 * that what is put aside from six states is one line with six branches, named once.
 */
import type { DiagramBox, DiagramLine, Edge } from './diagramShapes.ts'

/** Room from the main column to the first lane, between lanes, and for the name between the last lane and the state. */
const FIRST = 22
const BETWEEN = 20
const CHARACTER = 12
/** How far a name stands above or below its line. */
const OFF = 8

interface Lane {
  /** The state beside, and whether the lane leads there. */
  readonly side: string
  readonly out: boolean
  readonly label: string
  readonly edges: Edge[]
}

/** Width between the columns. */
export function besideRoom(edges: readonly Edge[], place: ReadonlyMap<string, number>): number {
  const lanes = lanesBeside(edges, place)
  const longest = Math.max(0, ...lanes.map(({ label }) => [...label].length))
  return FIRST + Math.max(0, lanes.length - 1) * BETWEEN + longest * CHARACTER + 2 * OFF
}

/** The lines of these edges: those to states beside, from there, and between two of them. */
export function besideLines(edges: readonly Edge[], boxes: ReadonlyMap<string, DiagramBox>, place: ReadonlyMap<string, number>): DiagramLine[] {
  const lanes = lanesBeside(edges, place)
  const laned = lanes.flatMap((lane, index) => lane.edges.map((edge, position) => branch(edge, lane, index, position)))
  const between = edges.filter(({ from, to }) => !place.has(from) && !place.has(to))
  return [...laned.flat(), ...between.flatMap((edge) => straight(edge, boxes))]

  function branch(edge: Edge, lane: Lane, index: number, position: number): DiagramLine[] {
    const [main, side] = [boxes.get(lane.out ? edge.from : edge.to), boxes.get(lane.side)]
    if (main === undefined || side === undefined) return []
    const x = main.x + main.width + FIRST + index * BETWEEN
    const far = portOf(side, lanesAt(side.key), lane)
    // The only lane of a box goes straight where both stand level.
    const level = lanesAt(main.key).length === 1 && far > main.y && far < main.y + main.height
    const near = level ? far : portOf(main, lanesAt(main.key), lane)
    const points = [[main.x + main.width, near] as const, [x, near] as const, [x, far] as const, [side.x, far] as const]
    const first = position === 0 ? ({ x: side.x - OFF, y: far + (lane.out ? -OFF : OFF + 2), anchor: 'end' } as const) : null
    return [{ from: edge.from, to: edge.to, label: lane.label, at: first, points: lane.out ? points : points.toReversed(), back: !lane.out, drawnFrom: 'from' }]
  }

  function lanesAt(key: string): readonly Lane[] {
    return lanes.filter((lane) => lane.edges.some(({ from, to }) => from === key || to === key))
  }
}

/** Lanes that lead out come first, so that each meets its box above those that come back. */
function lanesBeside(edges: readonly Edge[], place: ReadonlyMap<string, number>): readonly Lane[] {
  const lanes = new Map<string, Lane>()
  for (const edge of edges) {
    const out = place.has(edge.from)
    if (out === place.has(edge.to)) continue
    const [side, label] = [out ? edge.to : edge.from, edge.labels.join('、')]
    const key = `${side} ${out} ${label}`
    const lane = lanes.get(key) ?? { side, out, label, edges: [] }
    lane.edges.push(edge)
    lanes.set(key, lane)
  }
  return [...lanes.values()].toSorted((one, other) => Number(other.out) - Number(one.out))
}

/** Where a lane meets a box: those that do share its height evenly. */
function portOf({ y, height }: DiagramBox, lanes: readonly Lane[], lane: Lane): number {
  return y + (height * (lanes.indexOf(lane) + 1)) / (lanes.length + 1)
}

/** Between two states beside: from one down or up to the other. */
function straight({ from, to, labels }: Edge, boxes: ReadonlyMap<string, DiagramBox>): DiagramLine[] {
  const [one, other] = [boxes.get(from), boxes.get(to)]
  if (one === undefined || other === undefined) return []
  const down = other.y > one.y
  const [start, end] = [down ? one.y + one.height : one.y, down ? other.y : other.y + other.height]
  const x = one.x + one.width / 2 + (down ? -OFF : OFF)
  const points = [[x, start] as const, [x, end] as const]
  return [
    {
      from,
      to,
      label: labels.join('、'),
      back: !down,
      drawnFrom: 'from',
      points,
      at: { x: x + (down ? -OFF : OFF), y: (start + end) / 2, anchor: down ? 'end' : 'start' },
    },
  ]
}
