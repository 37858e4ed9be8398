import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportion } from './apportion.ts'

const weights = fc.array(fc.nat({ max: 1_000_000_000_000 }), { minLength: 1, maxLength: 40 }).filter((some) => some.some((weight) => weight > 0))
const whole = fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 })

describe('按比例分配（最大余数法）', () => {
  it('分给三家一样多时，余下的给排在前面的', () => {
    expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(apportion(-100, [1, 1, 1])).toEqual([-34, -33, -33])
    expect(apportion(10, [0, 7, 0])).toEqual([0, 10, 0])
    expect(apportion(1000, [4, 5, 1])).toEqual([400, 500, 100])
  })

  it('没有权数可分时说没有，不编数', () => {
    expect(apportion(100, [])).toBeNull()
    expect(apportion(100, [0, 0])).toBeNull()
    expect(() => apportion(1.5, [1])).toThrow(RangeError)
    expect(() => apportion(1, [-1])).toThrow(RangeError)
  })

  it('各份之和等于总数，每份和精确份额相差不到一个单位', () => {
    fc.assert(
      fc.property(whole, weights, (amount, some) => {
        const parts = apportion(amount, some) ?? []
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount))
        const total = some.reduce((sum, weight) => sum + BigInt(weight), 0n)
        parts.forEach((part, index) => {
          const difference = BigInt(part) * total - BigInt(amount) * BigInt(some[index] ?? 0)
          expect(difference < total && difference > -total).toBe(true)
        })
      }),
    )
  })

  it('权数大的不会分得少；权数同乘一个数，结果不变', () => {
    fc.assert(
      fc.property(fc.nat({ max: 9_000_000_000 }), weights, fc.integer({ min: 1, max: 1000 }), (amount, some, factor) => {
        const parts = apportion(amount, some) ?? []
        for (const [one, weight] of some.entries()) {
          for (const [other, against] of some.entries()) if (weight > against) expect(parts[one]).toBeGreaterThanOrEqual(parts[other] ?? 0)
        }
        expect(
          apportion(
            amount,
            some.map((weight) => weight * factor),
          ),
        ).toEqual(parts)
      }),
    )
  })
})
