import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportion, hash, Random } from './random.ts'

describe('可重复的随机数', () => {
  it('同一种子同一序列，不同种子不同', () => {
    const draw = (seed: string): number[] => {
      const random = new Random(seed)
      return Array.from({ length: 5 }, () => random.next())
    }
    expect(draw('甲')).toEqual(draw('甲'))
    expect(draw('甲')).not.toEqual(draw('乙'))
  })
  it('序列不随机器和版本改变', () => {
    const random = new Random('漳县')
    expect(Array.from({ length: 6 }, () => random.int(0, 999))).toMatchInlineSnapshot(`
      [
        277,
        834,
        234,
        688,
        537,
        330,
      ]
    `)
    expect(hash('漳县')).toMatchInlineSnapshot(`27447140`)
  })
  it('大致均匀，两端都取得到', () => {
    const random = new Random('均匀')
    const counts = new Map<number, number>()
    for (let draw = 0; draw < 6000; draw += 1) {
      const value = random.int(1, 6)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6])
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })
  it('按权重取，权重为零的从不取到；没有可取的报错', () => {
    const random = new Random('权重')
    const drawn = new Set(
      Array.from({ length: 500 }, () =>
        random.weighted([
          ['甲', 0],
          ['乙', 1],
          ['丙', 3],
          ['丁', 0],
        ]),
      ),
    )
    expect([...drawn].sort()).toEqual(['丙', '乙'])
    expect(() => random.weighted([['甲', 0]])).toThrow(RangeError)
    expect(() => random.pick([])).toThrow(RangeError)
  })
  it('抽样不重复，不够时全取', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(60), fc.string(), (count, limit, seed) => {
        const sample = new Random(seed).sample(Math.min(count, limit), limit)
        expect(new Set(sample).size).toBe(Math.min(count, limit))
        expect(sample.every((value) => value >= 0 && value < limit)).toBe(true)
        expect(sample).toEqual(sample.toSorted((one, other) => one - other))
      }),
    )
    expect(new Random('多').sample(9, 3)).toEqual([0, 1, 2])
  })
})

it('按权重分配，合计分毫不差，零权重不分', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 150 }), (total, weights) => {
      const parts = apportion(total, weights)
      const sum = parts.reduce((all, part) => all + part, 0)
      expect(sum).toBe(weights.some((weight) => weight > 0) ? total : 0)
      for (const [index, weight] of weights.entries()) if (weight === 0) expect(parts[index]).toBe(0)
    }),
  )
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3])
})
