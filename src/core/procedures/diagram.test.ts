import { describe, expect, it } from 'vitest'
import { stepTargets } from '../catalogue/derive/procedure.ts'
import { scrapping } from '../testing/guard/scrapping.ts'
import { diagramOf } from './diagram.ts'
import type { DiagramBox } from './diagramShapes.ts'
import { allProceedings } from './proceedings.ts'

const declared = [scrapping, ...allProceedings.map(({ procedure }) => procedure)].map((procedure) => [procedure.label, procedure] as const)

/** Whether a line from one corner to the next, upright or level, passes through the inside of a box. */
function passes([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number], { x, y, width, height }: DiagramBox): boolean {
  return Math.max(x1, x2) > x && Math.min(x1, x2) < x + width && Math.max(y1, y2) > y && Math.min(y1, y2) < y + height
}

describe.each(declared)('%s的流程图', (_, procedure) => {
  const { boxes, lines, width, height } = diagramOf(procedure)

  it('每个状态一个框，互不重叠，都在图内', () => {
    expect(boxes.map(({ key }) => key).toSorted()).toEqual(procedure.states.map(({ key }) => key).toSorted())
    for (const [index, one] of boxes.entries()) {
      expect(one.x >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true)
      for (const other of boxes.slice(index + 1))
        expect(one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)
    }
  })

  it('每一步从每个起点到终点都有一条线，每一步的名字都写着', () => {
    for (const step of procedure.steps) {
      for (const from of step.from)
        for (const to of stepTargets(procedure, step))
          expect(lines.some((one) => one.from === from && one.to === to && one.label.includes(step.label))).toBe(true)
      if (step.kind !== 'signOff') expect(lines.some(({ at, label }) => at !== null && label.includes(step.label))).toBe(true)
    }
  })

  it('线只横着、竖着走，不穿过框', () => {
    for (const { points, label } of lines) {
      for (const [index, end] of points.entries()) {
        const start = points[index - 1]
        if (start === undefined) continue
        expect(start[0] === end[0] || start[1] === end[1], label).toBe(true)
        for (const box of boxes) expect(passes(start, end, box), `${label} 穿过 ${box.label}`).toBe(false)
      }
    }
  })
})

const diagram = diagramOf(scrapping)

describe('流程图', () => {
  it('签认写在框里，回头的线标出来', () => {
    expect(diagram.boxes.find(({ key }) => key === 'reviewed')?.signOffs).toEqual(['财务签认', '维修签认'])
    expect(diagram.lines.find(({ from, to }) => from === 'reviewed' && to === 'proposed')?.back).toBe(true)
  })

  it('左边的线不相叠', () => {
    const upright = diagram.lines
      .filter(({ points }) => points.length === 4 && (points[1]?.[0] ?? 0) < Math.min(...diagram.boxes.map(({ x }) => x)))
      .map(({ points, to, label }) => ({ name: `${to} ${label}`, x: points[1]?.[0], ys: [points[1]?.[1] ?? 0, points[2]?.[1] ?? 0].toSorted((a, b) => a - b) }))
    expect(upright.length).toBe(4)
    for (const [index, one] of upright.entries())
      for (const other of upright.slice(index + 1))
        expect(one.name === other.name || one.x !== other.x || (one.ys[1] ?? 0) < (other.ys[0] ?? 0) || (other.ys[1] ?? 0) < (one.ys[0] ?? 0)).toBe(true)
  })
})
