import { expect, it } from 'vitest'
import { addCounts, playwrightCounts, vitestCounts } from './testCounts.ts'

it('adds up what the runners report', () => {
  const unit = vitestCounts({ numPassedTests: 120, numFailedTests: 2, numFailedTestSuites: 3, other: true })
  const screen = playwrightCounts({ stats: { expected: 30, unexpected: 1, flaky: 1, skipped: 4 }, errors: [] })
  expect(addCounts(unit, screen)).toEqual({ passed: 150, failed: 4 })
})

it('a file that cannot even be loaded is a failure', () => {
  expect(vitestCounts({ numPassedTests: 5, numFailedTests: 0, numFailedTestSuites: 1 })).toEqual({ passed: 5, failed: 1 })
  expect(playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{ message: 'SyntaxError' }] })).toEqual({ passed: 0, failed: 1 })
})

it('a report of another shape is not taken for success', () => {
  expect(() => vitestCounts({})).toThrow()
  expect(() => playwrightCounts({ stats: {} })).toThrow()
})
