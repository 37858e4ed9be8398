import { describe, expect, it } from 'vitest'
import { calendarWith, daysLater, lastOfDays } from './workingDays.ts'

const published = calendarWith(new Map())

describe('日期推算', () => {
  it('自然日：含首日的七天到第七天，不含的到第八天；跨月、跨年、闰日不差', () => {
    expect(lastOfDays('2015-03-01', { days: 7, working: false, inclusive: true }, published)).toBe('2015-03-07')
    expect(lastOfDays('2015-03-01', { days: 7, working: false, inclusive: false }, published)).toBe('2015-03-08')
    expect(lastOfDays('2015-12-30', { days: 7, working: false, inclusive: true }, published)).toBe('2016-01-05')
    expect(daysLater('2016-02-28', 1)).toBe('2016-02-29')
  })

  it('工作日：国庆假期不算，调休上班的周六算', () => {
    // 2015 年国庆 10 月 1–7 日放假，10 月 10 日（周六）上班。
    expect(lastOfDays('2015-09-30', { days: 3, working: true, inclusive: true }, published)).toBe('2015-10-09')
    expect(lastOfDays('2015-09-30', { days: 3, working: true, inclusive: false }, published)).toBe('2015-10-10')
    expect(lastOfDays('2015-10-01', { days: 1, working: true, inclusive: true }, published)).toBe('2015-10-08')
  })

  it('本单位另定的放假和上班日优先', () => {
    const own = calendarWith(
      new Map([
        ['2015-10-08', false],
        ['2015-10-04', true],
      ]),
    )
    expect(lastOfDays('2015-10-01', { days: 2, working: true, inclusive: true }, own)).toBe('2015-10-09')
  })

  it('没有一天上班的日历也有尽头', () => {
    expect(lastOfDays('2015-01-01', { days: 1, working: true, inclusive: true }, () => false) > '2034').toBe(true)
  })
})
