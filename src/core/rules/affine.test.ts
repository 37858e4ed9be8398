import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOnPicture, readLine, threePointsProblem, transformOf, writeLine, type Point, type ThreePoints } from './affine.ts'

const place = fc.integer({ min: 0, max: 10_000 })
const point = fc.record({ x: place, y: place })
const three = fc.tuple(point, point, point).filter((points) => threePointsProblem(points) === null)
const coefficient = fc.integer({ min: -150, max: 150 }).map((hundredths) => hundredths / 100)

describe('three points of reference', () => {
  it('recover any affine map, for every point, to less than a thousandth of the picture', () => {
    fc.assert(
      fc.property(
        three,
        fc.array(point, { maxLength: 20 }),
        fc.array(coefficient, { minLength: 4, maxLength: 4 }),
        point,
        (from, others, [a = 1, b = 0, c = 0, d = 1], moved) => {
          const exact = ({ x, y }: Point): Point => ({ x: a * x + b * y + moved.x, y: c * x + d * y + moved.y })
          // Never −0, which no coordinate is.
          const rounded = (one: Point): Point => ({ x: Math.round(exact(one).x) + 0, y: Math.round(exact(one).y) + 0 })
          const to = from.map(rounded) as unknown as ThreePoints
          fc.pre(threePointsProblem(to) === null)
          const transform = transformOf(from, to)
          // The points themselves come to lie exactly where they were put.
          expect(from.map((one) => transform(one))).toEqual(to)
          for (const one of others) {
            const [found, wanted] = [transform(one), exact(one)]
            // Half a unit of rounding in the points grows by how far outside the triangle a point lies: at most 1 / LEAST_AREA of it.
            const area = Math.abs((from[1].x - from[0].x) * (from[2].y - from[0].y) - (from[2].x - from[0].x) * (from[1].y - from[0].y)) / 1e8
            const bound = 0.5 + 1.5 / area
            expect(Math.abs(found.x - wanted.x)).toBeLessThanOrEqual(bound)
            expect(Math.abs(found.y - wanted.y)).toBeLessThanOrEqual(bound)
          }
        },
      ),
    )
  })

  it('far apart in the corners keep every point of the picture to two hundredths of a per cent', () => {
    const from: ThreePoints = [
      { x: 500, y: 500 },
      { x: 9_500, y: 500 },
      { x: 500, y: 9_500 },
    ]
    const turned: ThreePoints = [
      { x: 1_003, y: 812 },
      { x: 9_206, y: 1_377 },
      { x: 438, y: 9_015 },
    ]
    const there = transformOf(from, turned)
    const back = transformOf(turned, from)
    fc.assert(
      fc.property(point, (one) => {
        const again = back(there(one))
        expect(Math.max(Math.abs(again.x - one.x), Math.abs(again.y - one.y))).toBeLessThanOrEqual(2)
      }),
    )
  })

  it('in one line are refused with a sentence that says what to do, before and after', () => {
    const straight: ThreePoints = [
      { x: 0, y: 0 },
      { x: 5_000, y: 5_000 },
      { x: 10_000, y: 10_001 },
    ]
    const sound: ThreePoints = [
      { x: 0, y: 0 },
      { x: 10_000, y: 0 },
      { x: 0, y: 10_000 },
    ]
    expect(threePointsProblem(straight)).toContain('请选离得远、不在一条线上的三个点')
    expect(threePointsProblem(sound)).toBeNull()
    expect(() => transformOf(straight, sound)).toThrow('差不多在一条直线上')
    expect(() => transformOf(sound, straight)).toThrow('差不多在一条直线上')
  })
})

describe('lines and edges', () => {
  it('are written and read as the same points; other texts are none', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ x: fc.integer({ min: -9_999, max: 19_999 }), y: place })), (points) => {
        expect(readLine(writeLine(points))).toEqual(points)
      }),
    )
    expect([readLine(null), readLine(''), readLine('1,2  3,4'), readLine('1;2'), readLine('1,2,3')]).toEqual([
      [],
      [],
      [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ],
      null,
      null,
    ])
  })

  it('belong to the picture', () => {
    expect([isOnPicture({ x: 0, y: 10_000 }), isOnPicture({ x: -1, y: 5 }), isOnPicture({ x: 5, y: 10_001 })]).toEqual([true, false, false])
  })
})
