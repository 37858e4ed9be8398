import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holds, RUNS, runsOf } from './heldNumbers.ts'

it('names every number that is held and no other, in whatever order they came', () => {
  const number = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 10 ** 12 }))
  fc.assert(
    fc.property(fc.array(number, { minLength: 1, maxLength: 60 }), fc.array(number, { maxLength: 20 }), (numbers, others) => {
      const text = runsOf(numbers)
      expect(text).toMatch(RUNS)
      const held = new Set(numbers)
      for (const one of [...numbers, ...others, ...numbers.map((each) => each + 1), ...numbers.map((each) => each - 1)])
        expect(holds(text, one), `${one} in ${text}`).toBe(held.has(one))
    }),
  )
  expect([runsOf([3, 1, 2, 7, 9, 8, 8]), runsOf([5])]).toEqual(['1-3 7-9', '5'])
})

it('a number alone, as earlier programs wrote it, stands for all before it', () => {
  expect([holds(5, 5), holds(5, 1), holds(5, 6), holds(undefined, 1)]).toEqual([true, true, false, false])
})
