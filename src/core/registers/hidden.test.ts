/** Questions for whole numbers are counted, also where the question is begun anew. */
import { expect, it } from 'vitest'
import type { Asker } from '../access/asker.ts'
import { Lookups, RepeatedLookups } from './hidden.ts'

it('counts a question that was broken off before it got there, each number it asks for, and none of them twice', () => {
  let noted = 0
  class Counting extends Lookups {
    override note(): void {
      noted += 1
    }
  }
  const asker = {} as Asker
  const repeated = new RepeatedLookups(new Counting())
  const counts = [0, 1, 2, 2].map((asked) => {
    repeated.begin()
    for (let number = 0; number < asked; number += 1) repeated.note(asker)
    return noted
  })
  expect(counts).toEqual([0, 1, 2, 2])
})
