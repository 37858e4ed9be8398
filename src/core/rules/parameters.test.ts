import { describe, expect, it } from 'vitest'
import { defaultParameters, firstValue, parameterDeclarations, parameterDefaults, parameterReader, povertyLine } from './parameters.ts'
import { lastDayOf } from './parameterTerms.ts'

/** As it holds at the end of a year. */
const inYear = (key: string, year: number, read = defaultParameters): number | undefined => read(key, lastDayOf(year), null)

describe('按年参数', () => {
  it('2013–2020 年都有国家线，且都标待核', () => {
    expect([2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020].map((year) => inYear('poverty_line_national', year))).toEqual([
      2736, 2800, 2855, 2952, 2952, 2995, 3218, 4000,
    ])
    expect(parameterDefaults.every((row) => row.unverified && row.basis !== '' && row.label !== '')).toBe(true)
  })

  it('扶贫线只管当年，阈值管到被取代为止', () => {
    expect(inYear('poverty_line_national', 2021)).toBeUndefined()
    expect(inYear('poverty_line_provincial', 2017)).toBeUndefined()
    expect([2012, 2013, 2017, 2018, 2022, 2023].map((year) => inYear('road_distance_doubt', year))).toEqual([undefined, 2, 2, 50, 50, 5])
  })

  it('登记册里的行可以是任何次序，写坏的和空的不算', () => {
    const read = parameterReader([
      { year: 2018, key: 'household_size_doubt', value: '8' },
      { year: 2013, key: 'household_size_doubt', value: '7' },
      { year: 2019, key: 'household_size_doubt', value: '很多' },
      { year: 2020, key: 'household_size_doubt', value: ' ' },
      { year: 2015, key: 'own_key', value: '0.6' },
    ])
    expect([2013, 2017, 2018, 2021].map((year) => inYear('household_size_doubt', year, read))).toEqual([7, 7, 8, 8])
    expect(inYear('own_key', 2016, read)).toBe(0.6)
    expect(inYear('unknown', 2016, read)).toBeUndefined()
  })

  it('有省定线用省定线，没有用国家线，都没有就不比', () => {
    expect(povertyLine(defaultParameters, 2018, null)).toEqual({ yuan: 3500, label: '2018 年省定线 3500 元' })
    expect(povertyLine(defaultParameters, 2015, null)).toEqual({ yuan: 2855, label: '2015 年国家线 2855 元' })
    expect(povertyLine(defaultParameters, 2021, null)).toBeUndefined()
  })

  it('每个参数都有起始值，同一年不重复', () => {
    for (const key of Object.keys(parameterDeclarations) as (keyof typeof parameterDeclarations)[]) expect(firstValue(key)).toBeGreaterThanOrEqual(0)
    const keys = parameterDefaults.map((row) => `${row.year} ${row.key}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
