import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retentionArrived, retentionDue, schemePart, schemeParts, splitOver } from './claims.ts'

describe('报账的算法', () => {
  it('T05：50 万按 4:5:1 是 20/25/5 万；别的比例由参数定；分不尽的一分不多一分不少', () => {
    expect(schemeParts(50_000_000, [4, 5, 1])).toEqual([20_000_000, 25_000_000, 5_000_000])
    expect(schemeParts(50_000_000, [3, 6, 1])).toEqual([15_000_000, 30_000_000, 5_000_000])
    expect(schemeParts(10_001, [4, 5, 1])).toEqual([4_000, 5_001, 1_000])
    expect([schemePart(50_000_000, '3', [4, 5, 1]), schemePart(50_000_000, '9', [4, 5, 1]), schemePart(null, '1', [4, 5, 1])]).toEqual([5_000_000, null, null])
    expect(schemeParts(100, [0, 0, 0])).toBeNull()
    expect(schemeParts(100, [0.5, 1, 1])).toBeNull()
  })

  it('质保金到期：2015-09-30 验收加 365 天是 2016-09-29（闰年），没有验收的没有', () => {
    expect(retentionDue('2015-09-30', 365)).toBe('2016-09-29')
    expect(retentionDue('2014-09-30', 365)).toBe('2015-09-30')
    expect(retentionDue(null, 365)).toBeNull()
  })

  it('readings 24：20 万摊到 30 万和 20 万是 12 万和 8 万；100.00 摊到相等的三笔是 33.34/33.33/33.33；余额不够的不摊', () => {
    expect(splitOver(20_000_000, [30_000_000, 20_000_000])).toEqual([12_000_000, 8_000_000])
    expect(splitOver(10_000, [20_000, 20_000, 20_000])).toEqual([3_334, 3_333, 3_333])
    expect(splitOver(50_000_001, [30_000_000, 20_000_000])).toBeNull()
    expect(splitOver(100, [-50, 100])).toEqual([0, 100])
  })

  it('不管余额怎样，各行合计等于报账，没有一行超过它的余额', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 10 ** 12 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 10_000 }),
        (balances, share) => {
          const held = balances.reduce((sum, one) => sum + Math.max(0, one), 0)
          const amount = Number((BigInt(held) * BigInt(share)) / 10_000n)
          const lines = splitOver(amount, balances)
          expect(lines === null ? 0 : lines.reduce((sum, one) => sum + one, 0)).toBe(amount)
          expect(lines === null).toBe(held === 0)
          for (const [index, line] of (lines ?? []).entries()) expect(line).toBeLessThanOrEqual(Math.max(0, balances[index] ?? 0))
        },
      ),
    )
  })

  it('没有拨的质保金里到了账的：先到的先用在前两批', () => {
    const arrived = (received: number | null, retained: number | null = null) => retentionArrived({ grant: 5_000, retention: 500, received, retained })
    expect([null, 0, 2_000, 4_500, 4_600, 5_000, 5_500].map((received) => arrived(received))).toEqual([0, 0, 0, 0, 100, 500, 500])
    expect([arrived(5_000, 200), arrived(5_000, 500), arrived(4_700, 200)]).toEqual([300, 0, 0])
  })
})
