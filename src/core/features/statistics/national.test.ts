/** Every national table has the columns that the domain lists for it, with their shares and units, in their order. */
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../statistics/columns.ts'
import { statistics, statisticOf } from './registry.ts'
import { nationalTables } from './testing/national.ts'

describe('全国口径统计表与 forms.md §11 逐列相同', () => {
  it('一张不少，不多', () => {
    const national = statistics.filter(({ source }) => source?.startsWith('全国口径标准统计表') === true).map(({ code }) => code)
    expect(national.toSorted()).toEqual(Object.keys(nationalTables).toSorted())
  })

  it.each(Object.entries(nationalTables))('%s', (code, text) => {
    const columns = columnsOf(statisticOf(code))
    let last = -1
    for (const wanted of text.split(', ')) {
      const [, word = '', unit, share, key = ''] = /^([^=(%]*)(?:\((.+)\))?(%)?=(\w+)$/u.exec(wanted) ?? []
      const at = columns.findIndex((column) => column.key === key)
      expect(at, `${code} ${word} (${key}) in its order`).toBeGreaterThan(last)
      last = at
      if (unit !== undefined) expect(columns[at]?.unit, `${code} ${word}`).toBe(unit)
      if (share === undefined) continue
      const told = columns[at]?.unit === '%' || columns[at + 1]?.unit === '%'
      expect(told, `${code} ${word} has its share`).toBe(true)
    }
  })
})
