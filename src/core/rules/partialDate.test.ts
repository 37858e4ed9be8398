import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstDayOf, isCertainlyAfter, isPartialDate, lastDayOf } from './partialDate.ts'

const days = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10))
const partial = fc.tuple(days, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length))

describe('dates known in part', () => {
  it.each(['2013', '2013-12', '2013-12-05', '2016-02-29'])('takes %s', (text) => expect(isPartialDate(text)).toBe(true))
  it.each(['201', '2013-13', '2013-00', '2013-1', '2015-02-29', '2013-12-', '2013年', ''])('refuses %j', (text) => expect(isPartialDate(text)).toBe(false))

  it('lie between their first and last day, which are whole dates', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(4, 7, 10), (day, length) => {
        const text = day.slice(0, length)
        expect(isPartialDate(text)).toBe(true)
        expect([firstDayOf(text).length, lastDayOf(text).length]).toEqual([10, 10])
        expect(firstDayOf(text) <= day && day <= lastDayOf(text)).toBe(true)
      }),
    )
  })

  it('are ordered by their first day, the vaguer one first, and that is the order of the texts', () => {
    fc.assert(
      fc.property(partial, partial, (one, other) => {
        const byRule = firstDayOf(one) === firstDayOf(other) ? one.length - other.length : firstDayOf(one) < firstDayOf(other) ? -1 : 1
        expect(Math.sign(byRule)).toBe(one < other ? -1 : one > other ? 1 : 0)
      }),
    )
  })

  it('contradict only where no day could be right', () => {
    expect(isCertainlyAfter('2015-06', '2015')).toBe(false)
    expect(isCertainlyAfter('2015', '2015-06-30')).toBe(false)
    expect(isCertainlyAfter('2015-07', '2015-06')).toBe(true)
    fc.assert(fc.property(partial, partial, (one, other) => !(isCertainlyAfter(one, other) && isCertainlyAfter(other, one))))
  })
})
