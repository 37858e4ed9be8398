/** Counts of passed and failed tests, read from the reports of the test runners. */
import { z } from 'zod'

export interface Counts {
  readonly passed: number
  readonly failed: number
}

export const NO_TESTS: Counts = { passed: 0, failed: 0 }

export function addCounts(left: Counts, right: Counts): Counts {
  return { passed: left.passed + right.passed, failed: left.failed + right.failed }
}

const vitestShape = z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numFailedTestSuites: z.number() })

/** Vitest's JSON report. A file that fails to load has no tests; its suites count as failures then. */
export function vitestCounts(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = vitestShape.parse(report)
  return { passed: numPassedTests, failed: numFailedTests > 0 ? numFailedTests : numFailedTestSuites }
}

const playwrightShape = z.object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }), errors: z.array(z.unknown()).default([]) })

/** Playwright's JSON report. A flaky test did not pass; errors outside tests (a file that fails to load) count one each. */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = playwrightShape.parse(report)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}
