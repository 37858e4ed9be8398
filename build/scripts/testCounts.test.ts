import { expect, it } from 'vitest'
import { addCounts, playwrightCounts, playwrightTimes, vitestCounts, vitestTimes } from './testCounts.ts'

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

it('says how long each test took', () => {
  expect(vitestTimes({ testResults: [{ name: 'a.test.ts', assertionResults: [{ title: 'holds', duration: 1500 }, { title: 'skipped' }] }] })).toEqual([
    { name: 'a.test.ts › holds', seconds: 1.5 },
    { name: 'a.test.ts › skipped', seconds: 0 },
  ])
  expect(
    playwrightTimes({ suites: [{ specs: [], suites: [{ specs: [{ title: 'opens', file: 'a.spec.ts', tests: [{ results: [{ duration: 2000 }] }] }] }] }] }),
  ).toEqual([{ name: 'e2e/a.spec.ts › opens', seconds: 2 }])
})
