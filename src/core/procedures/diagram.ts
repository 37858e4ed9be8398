/**
 * The diagram of a procedure, laid out from its declaration alone: the main states one below the other as they are declared, states beside the
 * main line in a column of their own. Steps to the next state go straight down; those that skip or go back take lanes on the left, those to a
 * state beside and back lanes between the two columns, where all of one name share one. No line passes through a box.
 */
import { stepTargets } from '#core/catalogue/derive/procedure.ts'
import type { ProcedureDefinition } from '#core/catalogue/procedure.ts'
import { besideLines, besideRoom } from './diagramBeside.ts'
import type { Diagram, DiagramBox, DiagramLine, Edge } from './diagramShapes.ts'

const BOX = { width: 148, height: 46 }
const GAP = 52
const MARGIN = 16
/** Width of a lane with the longest label that it holds. */
const LANE = 96

export function diagramOf(procedure: ProcedureDefinition): Diagram {
  const main = procedure.states.filter(({ side }) => side !== true)
  const beside = procedure.states.filter(({ side }) => side === true)
  const edges = edgesOf(procedure)
  const place = new Map(main.map(({ key }, index) => [key, index]))
  const isNext = ({ from, to }: Edge): boolean => place.get(to) === (place.get(from) ?? Number.NaN) + 1
  const inMain = edges.filter(({ from, to }) => place.has(from) && place.has(to))
  const laned = inMain.filter((edge) => !isNext(edge)).toSorted((one, other) => spanOf(one) - spanOf(other))
  const shared = Map.groupBy(laned, nameOf)
  const lanes = lanesOf(shared, place)
  const left = MARGIN + (lanes.size === 0 ? 0 : (Math.max(...lanes.values()) + 1) * LANE)
  const others = edges.filter((edge) => !inMain.includes(edge))
  const right = left + BOX.width + besideRoom(others, place)
  const sideYs = sidesOf(
    inChains(
      beside.map(({ key }) => key),
      edges,
    ).map((chain) => ({ chain, wanted: sideY(chain[0] ?? '') })),
  )
  const boxes = [
    ...main.map((state, index) => box(procedure, state, left, yOf(index))),
    ...beside.map((state) => box(procedure, state, right, sideYs.get(state.key) ?? MARGIN)),
  ]
  const byKey = new Map(boxes.map((one) => [one.key, one]))
  return {
    width: Math.max(...boxes.map(({ x }) => x + BOX.width)) + MARGIN + (beside.length === 0 ? LANE : 0),
    height: Math.max(...boxes.map(({ y }) => y + BOX.height)) + MARGIN,
    boxes,
    lines: [
      ...inMain.flatMap((edge) => line(edge, byKey, isNext(edge) ? undefined : lanes.get(nameOf(edge)), place, shared.get(nameOf(edge))?.[0] === edge)),
      ...besideLines(others, byKey, place),
    ],
  }

  function spanOf({ from, to }: Edge): number {
    return Math.abs((place.get(from) ?? 0) - (place.get(to) ?? 0))
  }

  /** A state beside the main line stands level with the middle of those that lead to it. */
  function sideY(key: string): number {
    const from = edges.flatMap((edge) => (edge.to === key ? (place.get(edge.from) ?? []) : []))
    return yOf(from.length === 0 ? 0 : (Math.min(...from) + Math.max(...from)) / 2)
  }
}

/** States beside the main line that only another of them leads to follow that one, so that the line between them meets no third. */
function inChains(keys: readonly string[], edges: readonly Edge[]): readonly (readonly string[])[] {
  const before = new Map(keys.map((key) => [key, beforeOf(key)]))
  const chainFrom = (key: string): string[] => [key, ...keys.filter((other) => before.get(other) === key).flatMap(chainFrom)]
  return keys.filter((key) => before.get(key) === undefined).map(chainFrom)

  /** Declared earlier, so that no chain leads back to its beginning. */
  function beforeOf(key: string): string | undefined {
    const from = edges.filter(({ to }) => to === key).map((edge) => edge.from)
    return from.every((one) => keys.includes(one)) ? from.find((one) => keys.indexOf(one) < keys.indexOf(key)) : undefined
  }
}

/** Where the states of the side column stand: chain by chain, as near to where they want to be as those above leave room. */
function sidesOf(wanted: readonly { readonly chain: readonly string[]; readonly wanted: number }[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  let free = MARGIN
  for (const { chain, wanted: y } of wanted.toSorted((one, other) => one.wanted - other.wanted)) {
    for (const [index, key] of chain.entries()) {
      const at = index === 0 ? Math.max(y, free) : free
      places.set(key, at)
      free = at + BOX.height + GAP / 2
    }
  }
  return places
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
  const found = new Map<string, { from: string; to: string; labels: string[] }>()
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

/** Steps of one name to one state share a lane. */
function nameOf({ to, labels }: Edge): string {
  return `${to} ${labels.join('、')}`
}

/** Lanes on the left, so that lines beside each other never lie on one another: the shortest nearest. */
function lanesOf(groups: ReadonlyMap<string, readonly Edge[]>, place: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const taken: (readonly [number, number])[][] = []
  const lanes = new Map<string, number>()
  for (const [name, edges] of groups) {
    const ends = edges.flatMap(({ from, to }) => [place.get(from) ?? 0, place.get(to) ?? 0])
    const [top, bottom] = [Math.min(...ends), Math.max(...ends)]
    let lane = taken.findIndex((spans) => spans.every(([from, to]) => to < top || from > bottom))
    if (lane === -1) lane = taken.push([]) - 1
    taken[lane]?.push([top, bottom])
    lanes.set(name, lane)
  }
  return lanes
}

function line(edge: Edge, boxes: ReadonlyMap<string, DiagramBox>, lane: number | undefined, place: ReadonlyMap<string, number>, named: boolean): DiagramLine[] {
  const [from, to] = [boxes.get(edge.from), boxes.get(edge.to)]
  if (from === undefined || to === undefined) return []
  const told = { from: edge.from, to: edge.to, label: edge.labels.join('、'), back: (place.get(edge.to) ?? -1) < (place.get(edge.from) ?? -1) }
  if (lane !== undefined) {
    const x = from.x - 14 - lane * LANE
    const [start, end] = [from.y + BOX.height / 2 + 6, to.y + BOX.height / 2 - 6]
    const points = [[from.x, start] as const, [x, start] as const, [x, end] as const, [to.x, end] as const]
    return [{ ...told, points, drawnFrom: 'to', at: named ? { x: x - 5, y: (start + end) / 2, anchor: 'end' } : null }]
  }
  const x = from.x + BOX.width / 2
  const points = [[x, from.y + BOX.height] as const, [x, to.y] as const]
  return [{ ...told, points, drawnFrom: 'from', at: { x: x + 8, y: (from.y + BOX.height + to.y) / 2, anchor: 'start' } }]
}
