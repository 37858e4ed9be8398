import fc from 'fast-check'
import { expect, it } from 'vitest'
import { namesWithRoom, type Box, type Named } from './names.ts'

const box = (left: number, top: number, width: number, height: number): Box => ({ left, top, right: left + width, bottom: top + height })
const marked = (left: number, top: number, width: number): Named => ({ sign: box(left, top, 20, 20), name: box(left + 20, top, width, 20) })
const overlap = (one: Box, other: Box): boolean => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

it('压着别人图例的名称不显示；没有名称的不占地方', () => {
  expect(namesWithRoom([marked(0, 0, 60), marked(10, 10, 60), marked(0, 40, 60), { sign: box(300, 0, 20, 20), name: null }])).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(namesWithRoom([marked(0, 0, 60), marked(100, 0, 60), marked(90, 30, 60), marked(70, 40, 60)])).toEqual([true, true, true, false])
})

it('显示的名称互不相碰，也不碰别的图例；宽敞的时候都显示', () => {
  const many = fc.array(
    fc.record({ left: fc.nat(800), top: fc.nat(500), width: fc.integer({ min: 10, max: 120 }) }).map(({ left, top, width }) => marked(left, top, width)),
  )
  fc.assert(
    fc.property(many, (all) => {
      const shown = namesWithRoom(all)
      const names = all.flatMap(({ name }, index) => (shown[index] === true && name !== null ? [{ name, index }] : []))
      for (const { name, index } of names) {
        for (const [other, { sign }] of all.entries()) if (other !== index) expect(overlap(name, sign)).toBe(false)
        for (const other of names) if (other.index !== index) expect(overlap(name, other.name)).toBe(false)
      }
      const apart = all.map(({ name }, index) => marked(index * 400, 0, name === null ? 0 : name.right - name.left))
      expect(namesWithRoom(apart).every(Boolean)).toBe(true)
    }),
  )
})
