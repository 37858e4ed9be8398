import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideHalfUp, percentText, plainText, ratioScaled, scaledText, sumKnown, toScaled, yuanText } from './money.ts'

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })

describe('金额的精确计算', () => {
  it('分相加不走小数', () => {
    expect(sumKnown([10, 20])).toBe(30)
    expect(sumKnown([null, 500, null])).toBe(500)
    expect(sumKnown([0, null])).toBe(0)
  })

  it('什么都没有填，合计也是没有，不是 0', () => {
    expect(sumKnown([])).toBeNull()
    expect(sumKnown([null, null])).toBeNull()
  })

  it.each([
    [10, 4, 3],
    [9, 4, 2],
    [5, 2, 3],
    [-5, 2, -3],
    [5, -2, -3],
    [-9, -4, 2],
    [1, 3, 0],
    [2, 3, 1],
    [0, 7, 0],
  ])('%i ÷ %i 四舍五入得 %i', (numerator, denominator, quotient) => {
    expect(divideHalfUp(numerator, denominator)).toBe(quotient)
  })

  it('分母是零就没有得数', () => {
    expect(divideHalfUp(100, 0)).toBeNull()
    expect(ratioScaled(1, 0, 4)).toBeNull()
    expect(percentText(0, 0)).toBe('—')
  })

  it.each([
    [312, 1260, '24.76%'],
    [32, 1260, '2.54%'],
    [73, 86, '84.88%'],
    [412, 640, '64.38%'],
    [43510, 45200, '96.26%'],
    [1006, 1106, '90.96%'],
    [1083, 1316, '82.29%'],
    [46, 60, '76.67%'],
    [6, 800, '0.75%'],
    [9, 400, '2.25%'],
    [319, 2543, '12.54%'],
  ])('回归算例 %i/%i = %s', (numerator, denominator, text) => {
    expect(percentText(numerator, denominator)).toBe(text)
  })

  it('超出可以精确表示的数会报错，不会悄悄变样', () => {
    expect(() => sumKnown([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
    expect(() => sumKnown([0.1])).toThrow(RangeError)
    expect(() => divideHalfUp(1.5, 2)).toThrow(RangeError)
  })

  it('很大的分子乘上倍数也不失真', () => {
    expect(ratioScaled(9_007_199_254_740_991, 9_007_199_254_740_991, 4)).toBe(10_000)
    expect(divideHalfUp(9_007_199_254_740_991, 2)).toBe(4_503_599_627_370_496)
  })

  it('写成文字', () => {
    expect(scaledText(520000, 2)).toBe('5200.00')
    expect(scaledText(-5, 2)).toBe('-0.05')
    expect(scaledText(42, 0)).toBe('42')
    expect([520000, 50, 123456, -150, 0].map(yuanText)).toEqual(['5200', '0.5', '1234.56', '-1.5', '0'])
    expect(yuanText(null)).toBe('—')
    expect(plainText(1200, 0)).toBe('1200')
  })

  it('参数换成存储单位时按写出的数字四舍五入', () => {
    expect([2800, 1.005, 0.1, 0.28, -1.005].map((value) => toScaled(value, 2))).toEqual([280000, 101, 10, 28, -101])
    expect(toScaled(2.5, 0)).toBe(3)
    expect(() => toScaled(Number.NaN, 2)).toThrow(RangeError)
  })

  it('合计与先后次序无关，也与怎样分组无关', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 50 }), fc.nat(50), (parts, cut) => {
        const total = sumKnown(parts)
        expect(sumKnown(parts.toReversed())).toBe(total)
        expect(sumKnown([sumKnown(parts.slice(0, cut)), sumKnown(parts.slice(cut))])).toBe(total)
      }),
    )
  })

  it('商乘回去与原数相差不到半个除数，正好一半时离零更远', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 100_000 }), (numerator, denominator) => {
        const quotient = divideHalfUp(numerator, denominator)
        if (quotient === null) throw new Error('有分母就该有得数')
        const rest = 2n * (BigInt(numerator) - BigInt(quotient) * BigInt(denominator))
        const size = rest < 0n ? -rest : rest
        expect(size <= BigInt(denominator)).toBe(true)
        if (size === BigInt(denominator)) expect(Math.abs(quotient) * denominator > Math.abs(numerator)).toBe(true)
        expect(divideHalfUp(-numerator, denominator)).toBe(quotient === 0 ? quotient : -quotient)
      }),
    )
  })
})
