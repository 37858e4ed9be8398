import { describe, expect, it } from 'vitest'
import { isBelow, percentText, reaches } from './shares.ts'

describe('比率和线的比较', () => {
  it('比的是没有四舍五入的数：8/400 是 2.00% 不低于 2%，1999/100000 显示 2.00% 而低于', () => {
    expect(
      [
        [8, 400],
        [9, 400],
        [7, 400],
        [1999, 100_000],
      ].map(([part = 0, whole = 0]) => [percentText(part, whole), isBelow(part, whole, 2)]),
    ).toEqual([
      ['2.00%', false],
      ['2.25%', false],
      ['1.75%', true],
      ['2.00%', true],
    ])
  })

  it('达到：正好在线上算达到；没有分母的既不低于也不达到', () => {
    expect([reaches(90, 100, 90), reaches(8999, 10_000, 90), reaches(12, 13, 100), reaches(14, 14, 100)]).toEqual([true, false, false, true])
    expect([isBelow(0, 0, 2), reaches(0, 0, 90), percentText(0, 0)]).toEqual([false, false, '—'])
  })

  it('T19：319 ÷ 2543 = 12.54%；12 ÷ 13 = 92.31%；312 ÷ 1260 = 24.76%', () => {
    expect([percentText(319, 2543), percentText(12, 13), percentText(312, 1260)]).toEqual(['12.54%', '92.31%', '24.76%'])
  })
})
