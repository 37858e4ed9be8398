import { describe, expect, it } from 'vitest'
import { isAtLeast, levelOfUnit, OFFICE_LEVELS } from './levels.ts'

describe('levels of offices', () => {
  it.each([
    ['621125100204', 'village'],
    ['621125100000', 'township'],
    ['621125100', 'township'],
    ['621125000000', 'county'],
    ['621125', 'county'],
    ['621100000000', 'county'],
  ] as const)('%s is a %s', (code, level) => expect(levelOfUnit(code)).toBe(level))

  it('are ordered from the village up', () => {
    for (const [at, level] of OFFICE_LEVELS.entries()) expect(OFFICE_LEVELS.filter((other) => isAtLeast(level, other))).toEqual(OFFICE_LEVELS.slice(0, at + 1))
  })
})
