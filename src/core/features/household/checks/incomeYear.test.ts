/** readings.md 1 and 2: the line is the income year's, and on it is enough, with a doubt. */
import { describe, expect, it } from 'vitest'
import { defaultParameters, povertyLine } from '#core/rules/parameters.ts'
import { incomeYearOf } from './incomeYear.ts'

describe('收入年度', () => {
  it.each([
    [{ income_from: '2014-01', income_to: '2014-12' }, 0, 2014],
    [{ income_from: '2014-10', income_to: '2015-09' }, 0, 2015],
    [{ income_from: '2014-01' }, 0, 2014],
    [{ income_from: '2014-10' }, 1, 2015],
    [{}, 0, 2015],
    [{}, 1, 2014],
  ] as const)('%j，差 %i 年：%i 年', (period, lag, expected) => {
    expect(incomeYearOf(period, 2015, lag)).toBe(expected)
  })

  it('2015 年的表上 2014 年的收入 2820 元过 2800；作为 2015 年的收入不到 2855', () => {
    const lineOf = (period: { income_to: string }): number => povertyLine(defaultParameters, incomeYearOf(period, 2015, 0), null)?.yuan ?? 0
    expect(lineOf({ income_to: '2014-12' })).toBe(2800)
    expect(2820 >= lineOf({ income_to: '2014-12' })).toBe(true)
    expect(lineOf({ income_to: '2015-12' })).toBe(2855)
    expect(2820 >= lineOf({ income_to: '2015-12' })).toBe(false)
  })
})
