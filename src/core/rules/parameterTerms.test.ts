import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysLater } from './dates.ts'
import { defaultParameters, parameterDefaults, parameterIntervals, parameterReader } from './parameters.ts'
import { gapsOf, lastDayOf, overlapsOf, parameterOn, type ParameterTerm } from './parameterTerms.ts'

interface Value extends ParameterTerm {
  readonly value: string
}

const COUNTY = '621125000000'
const TOWNSHIP = '621125100000'
const VILLAGE = '621125100204'
const NEIGHBOUR = '621125105202'
const PLACES = [null, COUNTY, TOWNSHIP, VILLAGE] as const
const LINE = 'poverty_line_national'
const KEYS = [LINE, 'household_size_doubt'] as const

/** Within two years, so that many of few records meet. */
const day = fc.integer({ min: 0, max: 729 }).map((days) => daysLater('2018-01-01', days))
const term: fc.Arbitrary<ParameterTerm> = fc
  .record({
    key: fc.constantFrom(...KEYS),
    begins: fc.oneof(day, fc.constantFrom(2018, 2019)),
    lasts: fc.option(fc.integer({ min: 0, max: 500 })),
    division: fc.constantFrom(...PLACES),
  })
  .map(({ key, begins, lasts, division }) => {
    const from = typeof begins === 'number' ? `${begins}-01-01` : begins
    const when = typeof begins === 'number' ? { year: begins, valid_from: null } : { year: null, valid_from: begins }
    return { key, division, ...when, valid_until: lasts === null ? null : daysLater(from, lasts) }
  })
const office = fc.array(term, { maxLength: 8 }).map((terms) => terms.map((one, index): Value => ({ ...one, value: String(index) })))

/** The same said in the plainest way: all that hold on the day, the nearest place first, the latest begun of that. */
function plainly(rows: readonly Value[], key: string, on: string): Value | undefined {
  const from = ({ year, valid_from: begins }: Value): string => begins ?? `${year}-01-01`
  for (const division of PLACES.toReversed()) {
    const own = rows.filter((row) => row.key === key && row.division === division)
    const holding = own.filter((row) => {
      const next = own
        .map(from)
        .filter((other) => other > from(row))
        .sort()[0]
      const stated = row.valid_until ?? (key === LINE ? lastDayOf(Number(from(row).slice(0, 4))) : null)
      return from(row) <= on && (stated === null ? next === undefined || on < next : on <= stated)
    })
    const latest = holding.map(from).sort().at(-1)
    if (latest !== undefined) return holding.findLast((row) => from(row) === latest)
  }
  return undefined
}

describe('参数的有效期和区划', () => {
  it('最近的区划优先，没有的逐级往上；别处的不管', () => {
    fc.assert(
      fc.property(office, fc.constantFrom(...KEYS), day, (rows, key, on) => {
        const intervals = parameterIntervals(rows)
        expect(parameterOn(intervals, key, on, VILLAGE)?.row).toBe(plainly(rows, key, on))
        const wider = rows.filter(({ division }) => division === null || division === COUNTY)
        expect(parameterOn(intervals, key, on, NEIGHBOUR)?.row).toBe(plainly(wider, key, on))
        expect(parameterOn(intervals, key, on, null)?.row).toBe(
          plainly(
            rows.filter(({ division }) => division === null),
            key,
            on,
          ),
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('不重叠的，每处每天最多一条，空档里一条也没有', () => {
    let apart = 0
    fc.assert(
      fc.property(office, (rows) => {
        const intervals = parameterIntervals(rows)
        const overlapping = overlapsOf(intervals).length > 0
        if (!overlapping) apart += 1
        for (const key of KEYS) {
          for (const { division, intervals: own } of intervals.get(key) ?? []) {
            const days = own.flatMap(({ from, until }) => [from, ...(until === null || until < from ? [] : [until])])
            const most = Math.max(0, ...days.map((on) => own.filter(({ from, until }) => from <= on && (until === null || on <= until)).length))
            if (!overlapping) expect(most).toBeLessThanOrEqual(1)
            for (const gap of gapsOf(intervals, key).filter((one) => one.division === division)) {
              for (const on of [gap.from, gap.until]) expect(own.some(({ from, until }) => from <= on && (until === null || on <= until))).toBe(false)
            }
          }
        }
      }),
      { numRuns: 1000 },
    )
    expect(apart).toBeGreaterThan(100)
  })

  it('只写年度的和以前一样：阈值到下一次修改，扶贫线只管当年', () => {
    const formerly = (key: string, year: number): number | undefined => {
      const own = parameterDefaults.filter((row) => row.key === key && (/_line(_|$)/.test(key) ? row.year === year : row.year <= year))
      const last = own.toSorted((one, other) => one.year - other.year).at(-1)
      return last === undefined ? undefined : Number(last.value)
    }
    for (const key of new Set(parameterDefaults.map((row) => row.key))) {
      for (let year = 2010; year <= 2026; year += 1) {
        for (const on of [`${year}-01-01`, `${year}-06-30`, lastDayOf(year)]) expect(defaultParameters(key, on, VILLAGE)).toBe(formerly(key, year))
      }
    }
    expect(overlapsOf(parameterIntervals(parameterDefaults))).toEqual([])
  })

  it('年中生效的从那天起，按年问的是年底那天的', () => {
    const read = parameterReader([
      { key: 'own_days', year: 2015, value: '7' },
      { key: 'own_days', year: null, valid_from: '2017-07-01', value: '10' },
      { key: 'own_days', year: null, valid_from: '2017-09-01', valid_until: '2017-12-31', division: TOWNSHIP, value: '5' },
    ])
    expect(['2017-06-30', '2017-07-01', lastDayOf(2017)].map((on) => read('own_days', on, NEIGHBOUR))).toEqual([7, 10, 10])
    expect(['2017-08-31', '2017-09-01', '2018-01-01'].map((on) => read('own_days', on, VILLAGE))).toEqual([10, 5, 10])
  })
})
