import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LEAST, mergeSmall, type Line } from './protect.ts'

const cells = (values: Record<string, number>): Map<string, number> => new Map(Object.entries(values))

describe('小数字合并', () => {
  it('小于 5 的合并；只剩一个未知数时，再合并一个', () => {
    const line: Line = { parts: ['a', 'b', 'c'], total: 'sum' }
    expect([...mergeSmall(cells({ a: 3, b: 9, c: 20, sum: 32 }), [line])].toSorted()).toEqual(['a', 'b'])
    expect([...mergeSmall(cells({ a: 8, b: 9, c: 20, sum: 37 }), [line])]).toEqual([])
    expect([...mergeSmall(cells({ a: 1, b: 2, c: 20, sum: 23 }), [line])].toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('合计本身要合并时，部分里至少还有一个未知数', () => {
    expect([...mergeSmall(cells({ a: 0, b: 3, sum: 3 }), [{ parts: ['a', 'b'], total: 'sum' }])].toSorted()).toEqual(['a', 'b', 'sum'])
  })

  it('从任何一条算式都推不出一个合并掉的数', () => {
    const table = fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
    const check = fc.property(table, (rows) => {
      const { values, lines } = linesOf(rows)
      const merged = mergeSmall(values, lines)
      const shownSmall = [...values].filter(([name, value]) => value < LEAST && !merged.has(name))
      // A whole that is shown elsewhere leaves one alone only where nothing more can be merged.
      const alone = lines.filter(({ parts, total }) => {
        const unknowns = [...parts, ...(total === undefined ? [] : [total])].filter((name) => merged.has(name)).length
        return unknowns === 1 && !(total === undefined && parts.length === 1)
      })
      return shownSmall.length === 0 && alone.length === 0
    })
    expect(fc.check(check)).toMatchObject({ failed: false })
  })
})

/** A table with a line of totals, whose rows add up to something that is shown elsewhere. */
function linesOf(rows: readonly (readonly number[])[]): { values: Map<string, number>; lines: Line[] } {
  const values = new Map<string, number>()
  rows.forEach((row, y) => row.forEach((value, x) => values.set(`${y}|${x}`, value)))
  for (const x of [0, 1, 2]) {
    values.set(
      `t|${x}`,
      rows.reduce((sum, row) => sum + (row[x] ?? 0), 0),
    )
  }
  const lines: Line[] = [
    ...[0, 1, 2].map((x) => ({ parts: rows.map((_, y) => `${y}|${x}`), total: `t|${x}` })),
    ...[...rows.keys(), 't'].map((y) => ({ parts: [0, 1, 2].map((x) => `${y}|${x}`) })),
  ]
  return { values, lines }
}
