import { assert, constantFrom, integer, nat, property, record, tuple } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { heightOf, rowsAt, scrolledToShow, TALLEST } from './rowWindow.ts'
import type { Sight } from './rowWindow.ts'

const sights = record({ total: integer({ min: 1, max: 3_000_000 }), rowHeight: constantFrom(26, 31, 38, 48), room: integer({ min: 100, max: 1400 }) })
/** A table, and how far it is scrolled, of what can be scrolled. */
const scrolled = tuple(sights, nat(1_000_000)).map(([sight, part]) => ({ sight, at: (Math.max(0, heightOf(sight) - sight.room) * part) / 1_000_000 }))

/** Px between the top of sight and a row that is drawn. */
const topOf = (sight: Sight, at: number, index: number): number => index * sight.rowHeight + rowsAt(sight, at, 0).shift - at

describe('画哪些行', () => {
  it('看得见的地方都有行，除了前后各几行不多画', () => {
    assert(
      property(scrolled, nat(10), ({ sight, at }, beyond) => {
        const { first, last } = rowsAt(sight, at, beyond)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(last).toBeLessThan(sight.total)
        expect(topOf(sight, at, first)).toBeLessThanOrEqual(0.01)
        const bottom = topOf(sight, at, last) + sight.rowHeight
        expect(last === sight.total - 1 || bottom >= sight.room - 0.01).toBe(true)
        expect(last - first + 1).toBeLessThanOrEqual(Math.ceil(sight.room / sight.rowHeight) + 1 + 2 * beyond)
      }),
    )
  })

  it('再多的行也滚得到头，头尾都对得齐', () => {
    assert(
      property(sights, (sight) => {
        expect(heightOf(sight)).toBeLessThanOrEqual(TALLEST)
        expect(rowsAt(sight, 0, 0)).toMatchObject({ first: 0, shift: 0 })
        const end = Math.max(0, heightOf(sight) - sight.room)
        const { last } = rowsAt(sight, end, 0)
        expect(last).toBe(sight.total - 1)
        if (end > 0) expect(topOf(sight, end, last) + sight.rowHeight).toBeCloseTo(sight.room, 1)
      }),
    )
  })

  it('往下滚，行只往后走', () => {
    assert(
      property(scrolled, nat(400), ({ sight, at }, further) => {
        expect(rowsAt(sight, at + further, 3).first).toBeGreaterThanOrEqual(rowsAt(sight, at, 3).first)
      }),
    )
  })

  it('要看的行在眼前，已在眼前就不滚', () => {
    assert(
      property(scrolled, nat(3_000_000), ({ sight, at }, wanted) => {
        const index = wanted % sight.total
        const then = scrolledToShow(sight, at, index)
        const top = topOf(sight, then, index)
        expect(top).toBeGreaterThanOrEqual(-0.1)
        expect(top + sight.rowHeight).toBeLessThanOrEqual(sight.room + 0.1)
        expect(scrolledToShow(sight, then, index)).toBeCloseTo(then, 0)
      }),
    )
  })

  it('没有行、没有地方时什么也不画', () => {
    expect(rowsAt({ total: 0, rowHeight: 26, room: 500 }, 0, 8).last).toBe(-1)
    expect(rowsAt({ total: 10, rowHeight: 26, room: 0 }, 0, 8).last).toBe(-1)
  })
})
