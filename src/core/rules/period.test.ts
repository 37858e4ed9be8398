import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysOf, isPeriod, lengthOf, nextPeriod, periodOf, periodText, readPeriodText, type PeriodLength } from './period.ts'

const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10))
const lengths = fc.constantFrom<PeriodLength>('tenDays', 'month', 'quarter', 'year')

describe('parts of a year', () => {
  it.each([
    ['2015-02-14', 'tenDays', '2015-02-D2', '2015-02-11', '2015-02-20', '2015年2月中旬'],
    ['2016-02-29', 'tenDays', '2016-02-D3', '2016-02-21', '2016-02-29', '2016年2月下旬'],
    ['2015-01-31', 'month', '2015-01', '2015-01-01', '2015-01-31', '2015年1月'],
    ['2015-06-30', 'quarter', '2015-Q2', '2015-04-01', '2015-06-30', '2015年第2季度'],
    ['2015-12-31', 'year', '2015', '2015-01-01', '2015-12-31', '2015年'],
  ] as const)('%s lies in the %s %s, from %s to %s, written %s', (day, length, period, first, last, text) => {
    expect(periodOf(day, length)).toBe(period)
    expect(daysOf(period)).toEqual({ first, last })
    expect(periodText(period)).toBe(text)
  })

  it('every day lies in exactly one, between its first and its last day; the next one begins the day after', () => {
    fc.assert(
      fc.property(days, lengths, (day, length) => {
        const period = periodOf(day, length)
        const { first, last } = daysOf(period)
        expect([isPeriod(period, length), lengthOf(period)]).toEqual([true, length])
        expect(first <= day && day <= last).toBe(true)
        expect([periodOf(first, length), periodOf(last, length)]).toEqual([period, period])
        expect(daysOf(nextPeriod(period)).first > last && periodOf(daysOf(nextPeriod(period)).first, length) === nextPeriod(period)).toBe(true)
      }),
    )
  })

  it('of one length are ordered as their texts are', () => {
    fc.assert(
      fc.property(days, days, lengths, (one, other, length) => {
        const [first, second] = [periodOf(one, length), periodOf(other, length)]
        expect(first < second).toBe(daysOf(first).first < daysOf(second).first)
      }),
    )
  })

  it('are read as they are written, and as they are shown', () => {
    for (const text of ['2015-Q2', '2015年第2季度', '2015年二季度', '2015Q2', '2015年2季']) expect(readPeriodText(text), text).toBe('2015-Q2')
    for (const text of ['2015-06-D2', '2015年6月中旬', '2015.6中', '2015-6-d2', '2015/06中旬']) expect(readPeriodText(text), text).toBe('2015-06-D2')
    for (const text of ['2015-Q5', '2015年13月上旬', '六月中旬', '2015-06', '']) expect(readPeriodText(text), text).toBeNull()
  })

  it('what is no period is refused', () => {
    expect(() => daysOf('2015-13')).toThrow(RangeError)
    expect(() => periodOf('2015-02-30', 'month')).toThrow(RangeError)
  })
})
