import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NOT_ASSIGNED, standingOf, targetTree, type TargetPlace } from './tree.ts'

const county: TargetPlace<number> = { place: 'c', parent: null, target: 100 }

describe('目标任务的树', () => {
  it('上级等于下级之和，不等时说差多少；没有下达的不算 0', () => {
    const nodes = targetTree<number>(
      [
        county,
        { place: 'a', parent: 'c', target: 60 },
        { place: 'b', parent: 'c', target: 30 },
        { place: 'd', parent: 'c', target: null },
        { place: 'a1', parent: 'a', target: 60 },
      ],
      (amount) => amount,
    )
    expect(nodes.map(({ place, depth, assigned, handedDown, difference }) => [place, depth, assigned, handedDown, difference])).toEqual([
      ['c', 0, 2, 90, 10],
      ['a', 1, 1, 60, 0],
      ['a1', 2, 0, null, null],
      ['b', 1, 0, null, null],
      ['d', 1, 0, null, null],
    ])
  })

  it('每个地方出现一次，在它上级的后面；各级的差额加起来等于顶上的数减末级之和', () => {
    const tree = fc.array(fc.record({ parent: fc.nat({ max: 30 }), amount: fc.nat({ max: 1_000_000 }) }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(tree, (drawn) => {
        const places = drawn.map(
          ({ parent, amount }, index): TargetPlace<number> => ({
            place: `p${index}`,
            parent: index === 0 ? null : `p${parent % index}`,
            target: amount,
          }),
        )
        const nodes = targetTree(places, (amount) => amount)
        expect(nodes.map(({ place }) => place).toSorted()).toEqual(places.map(({ place }) => place).toSorted())
        for (const [at, { parent }] of nodes.entries()) if (parent !== null) expect(nodes.findIndex(({ place }) => place === parent)).toBeLessThan(at)
        const leaves = nodes.filter(({ assigned }) => assigned === 0).reduce((sum, { target }) => sum + (target ?? 0), 0)
        const differences = nodes.reduce((sum, { difference }) => sum + (difference ?? 0), 0)
        expect(differences).toBe((places[0]?.target ?? 0) - leaves)
      }),
    )
  })

  it('完成率四舍五入两位；未下达既不是 0 也不是 100', () => {
    expect(standingOf(18, 16)).toEqual({ share: '88.89%', missing: 2 })
    expect(standingOf(10, 12)).toEqual({ share: '120.00%', missing: -2 })
    expect(standingOf(null, 12)).toEqual({ share: NOT_ASSIGNED, missing: null })
    expect(standingOf(0, 0)).toEqual({ share: '—', missing: 0 })
    expect(standingOf(10, null)).toEqual({ share: '—', missing: null })
  })
})
