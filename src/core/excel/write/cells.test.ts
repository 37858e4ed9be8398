/** Dates as workbooks count them. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { dateSerial } from './cells.ts'

const DAY = 86_400_000
const EPOCH = Date.UTC(1899, 11, 30)

/** The same by the library's own dates. */
function byLibrary(iso: string): number | undefined {
  const moment = Date.parse(`${iso}T00:00:00Z`)
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== iso) return undefined
  return moment >= Date.UTC(1900, 2, 1) ? (moment - EPOCH) / DAY : undefined
}

describe('日期在工作簿里的数', () => {
  it('1899 年到 2101 年每一天都对', () => {
    for (let moment = Date.UTC(1899, 0, 1); moment < Date.UTC(2101, 0, 1); moment += DAY) {
      const iso = new Date(moment).toISOString().slice(0, 10)
      expect(dateSerial(iso)).toBe(byLibrary(iso))
    }
    expect(dateSerial('2015-11-20')).toBe(42_328)
  })

  it('不是日期的都不算', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'))
    const year = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'))
    fc.assert(
      fc.property(year, two, two, (...parts) => {
        expect(dateSerial(parts.join('-'))).toBe(byLibrary(parts.join('-')))
      }),
    )
    for (const text of ['', '2015', '2015-02-30', '2015-13-01', '2015-00-10', '2015-1-1', '2015-01-01 ']) expect(dateSerial(text)).toBeUndefined()
  })

  it('一格也不另做日期来比', () => {
    const told = vi.spyOn(Date.prototype, 'toISOString')
    for (let day = 10; day < 29; day += 1) dateSerial(`2015-11-${day}`)
    expect(told).not.toHaveBeenCalled()
    told.mockRestore()
  })
})
