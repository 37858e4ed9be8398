import { describe, expect, it } from 'vitest'
import { stepTargets } from '../catalogue/derive/procedure.ts'
import { scrapping } from '../testing/guard/scrapping.ts'
import { diagramOf } from './diagram.ts'

const diagram = diagramOf(scrapping)

describe('流程图', () => {
  it('每个状态一个框，互不重叠，都在图内；签认写在框里', () => {
    expect(diagram.boxes.map(({ key }) => key)).toEqual(scrapping.states.map(({ key }) => key))
    for (const [index, one] of diagram.boxes.entries()) {
      expect(one.x >= 0 && one.x + one.width <= diagram.width && one.y + one.height <= diagram.height).toBe(true)
      for (const other of diagram.boxes.slice(index + 1))
        expect(one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true)
    }
    expect(diagram.boxes.find(({ key }) => key === 'reviewed')?.signOffs).toEqual(['财务签认', '维修签认'])
  })

  it('每一步从每个起点到终点都有一条线', () => {
    const drawn = new Set(diagram.lines.map(({ from, to, label }) => `${from} ${to} ${label}`))
    for (const step of scrapping.steps) {
      for (const from of step.from)
        for (const to of stepTargets(scrapping, step)) expect([...drawn].some((one) => one.startsWith(`${from} ${to} `) && one.includes(step.label))).toBe(true)
    }
    expect(diagram.lines.find(({ from, to }) => from === 'reviewed' && to === 'proposed')?.back).toBe(true)
  })

  it('左边的线不相叠', () => {
    const upright = diagram.lines
      .filter(({ points }) => points.length === 4)
      .map(({ points }) => ({ x: points[1]?.[0], ys: [points[1]?.[1] ?? 0, points[2]?.[1] ?? 0].toSorted((a, b) => a - b) }))
    expect(upright.length).toBe(4)
    for (const [index, one] of upright.entries())
      for (const other of upright.slice(index + 1))
        expect(one.x !== other.x || (one.ys[1] ?? 0) < (other.ys[0] ?? 0) || (other.ys[1] ?? 0) < (one.ys[0] ?? 0)).toBe(true)
  })
})
