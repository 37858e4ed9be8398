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

const playwrightShape = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()).default([]),
})

/** Playwright's JSON report. A flaky test did not pass; errors outside tests (a file that fails to load) count one each. */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = playwrightShape.parse(report)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

const vitestTests = z.object({
  testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(z.object({ title: z.string(), duration: z.number().nullish() })) })),
})

/** How long each test took, in seconds. */
export function vitestTimes(report: unknown): { name: string; seconds: number }[] {
  return vitestTests
    .parse(report)
    .testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ title, duration }) => ({ name: `${name} › ${title}`, seconds: (duration ?? 0) / 1000 })),
    )
}

interface PlaywrightSuite {
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly { readonly results: readonly { readonly duration: number }[] }[]
  }[]
  readonly suites?: readonly PlaywrightSuite[] | undefined
}
const suiteShape: z.ZodType<PlaywrightSuite> = z.object({
  specs: z.array(z.object({ title: z.string(), file: z.string(), tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })) })),
  get suites() {
    return z.array(suiteShape).optional()
  },
})

/** How long each test through the screen took, in seconds. */
export function playwrightTimes(report: unknown): { name: string; seconds: number }[] {
  const of = ({ specs, suites = [] }: PlaywrightSuite): { name: string; seconds: number }[] => [
    ...specs.flatMap(({ title, file, tests }) =>
      tests.flatMap(({ results }) => results.map(({ duration }) => ({ name: `e2e/${file} › ${title}`, seconds: duration / 1000 }))),
    ),
    ...suites.flatMap(of),
  ]
  return z
    .object({ suites: z.array(suiteShape) })
    .parse(report)
    .suites.flatMap(of)
}
