import { describe, expect, it } from 'vitest'
import { registerNames } from '../../src/core/catalogue/index.ts'
import { Found, LIMITS, exponent } from './limits.ts'
import { kind, median, single, timed, type Sample } from './measure.ts'
import { GROUPS, secondsFor, sectionsOf, VERY_LARGE } from './plan.ts'
import { verdict } from './report.ts'
import { tableOf } from './table.ts'

const sample = (milliseconds: number, bare?: number): Sample => ({
  milliseconds,
  cpu: milliseconds / 2,
  at: `${milliseconds}`,
  ...(bare === undefined ? {} : { bare }),
})

describe('a kind of requests', () => {
  it('tells the worst and the middle one, how many were over the bar, and the partner of the worst', () => {
    expect(kind('sort.person', '人：排序', [sample(3, 1), sample(80, 2), sample(60, 3)], { bar: 50, bareWhat: '直接取', of: 5 })).toEqual({
      key: 'sort.person',
      what: '人：排序',
      unit: 'ms',
      worst: 80,
      median: 60,
      cpu: 40,
      at: '80',
      asked: 3,
      of: 5,
      bar: 50,
      over: 2,
      bare: { what: '直接取', value: 2, ratio: 40 },
    })
    expect(kind('sort.person', '', [])).toBeNull()
    expect(median([4, 1, 3, 2])).toBe(3)
  })
  it('is met or missed by its value, or by its ratio to the partner', () => {
    expect(verdict(single('a', '', 10, 'MB', { bar: 10 }))).toBe('met')
    expect(verdict(single('a', '', 11, 'MB', { bar: 10 }))).toBe('missed')
    expect(verdict(single('a', '', 11, 'MB'))).toBe('none')
    const ratio = (worst: number): string => {
      const one = kind('a', '', [sample(worst, 10)], { bareWhat: 'b', ratioBar: 2 })
      return one === null ? '' : verdict(one)
    }
    expect([ratio(20), ratio(21)]).toEqual(['met', 'missed'])
  })
  it('waits for work and answers what it gave', async () => {
    expect((await timed(() => Promise.resolve('x'))).result).toBe('x')
  })
})

describe('the plan', () => {
  it('has the lists of every register of the catalogue', () => {
    const sections = GROUPS.flatMap((group) => sectionsOf(group, 50_000, null))
    for (const register of registerNames) expect(sections).toContain(`list:${register}`)
    expect(new Set(sections).size).toBe(sections.length)
  })
  it('runs what is named, and leaves out of itself what takes too long at a million people', () => {
    const at = (people: number, only: readonly string[] | null): string[] => GROUPS.flatMap((group) => sectionsOf(group, people, only))
    expect(at(50_000, ['use', 'list:person', 'commands'])).toEqual(['commands', 'list:person', 'use'])
    expect(at(50_000, ['list'])).toEqual(registerNames.map((register) => `list:${register}`))
    expect(at(VERY_LARGE, null)).not.toContain('checks')
    expect(at(VERY_LARGE, ['checks'])).toEqual(['checks'])
  })
  it('a quick run takes at most five minutes by its own estimate', () => {
    const seconds = GROUPS.flatMap((group) => sectionsOf(group, 5000, null)).reduce((sum, section) => sum + secondsFor(section, 5000), 0)
    expect(seconds).toBeLessThanOrEqual(300)
  })
})

describe('the table of limits', () => {
  const kept = { commit: 'abc', at: '2026-01-01T00:00:00.000Z', load: 1, took: 1, slow: [] }
  it('has a line for each limit, also where nothing was measured, and says so', () => {
    const home = kind('home', '', [sample(400, 2)], { bareWhat: 'b' })
    const table = tableOf([
      { people: 50_000, results: [{ ...kept, section: 'screens', measured: home === null ? [] : [home] }] },
      { people: 1_000_000, results: [] },
    ])
    expect(table.split('\n').filter((line) => line.startsWith('| '))).toHaveLength(LIMITS.length + 2)
    expect(table).toContain('| 首页的统计 | ≤ 300 毫秒 | 400 毫秒（400，处理器 200 毫秒） | 2.0 毫秒 | – | – |')
  })
  it('tells growth as an exponent', () => {
    const found = (people: number, milliseconds: number): Found => new Found(people, [single('home', '', milliseconds, 'ms')])
    expect(exponent(found(1000, 10), found(100_000, 1000), 'home')).toBeCloseTo(1)
    expect(exponent(found(1000, 10), new Found(100_000, []), 'home')).toBeNull()
    const asked = (people: number, milliseconds: number, at: string, of: number): Found => {
      const one = kind('home', '', [{ milliseconds: 1, cpu: milliseconds, at }], { of })
      return new Found(people, one === null ? [] : [one])
    }
    expect(exponent(asked(1000, 10, '头 1 位', 1), asked(100_000, 1000, '头 1 位', 9), 'home')).toBeCloseTo(1)
    expect(exponent(asked(1000, 10, '头 1 位', 1), asked(100_000, 1000, '头 2 位', 9), 'home')).toBeNull()
  })
})
