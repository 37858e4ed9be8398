/** What failed in a run and why, read from the reports of the test runners, to be told once more at its end: whoever has only the end of it knows what to mend. */
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

export interface Failure {
  /** The file and the titles down to the test. */
  readonly name: string
  readonly message: string
}

/** As many lines of a message as tell what was expected and what came. */
const LINES = 12

const vitestShape = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          title: z.string(),
          status: z.string(),
          ancestorTitles: z.array(z.string()).default([]),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** The failed tests of Vitest's JSON report, and files that fail with no test of their own. */
export function vitestFailures(report: unknown): Failure[] {
  return vitestShape.parse(report).testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults
      .filter((test) => test.status === 'failed')
      .map(({ title, ancestorTitles, failureMessages }) => ({
        name: [file, ...ancestorTitles, title].join(' › '),
        message: (failureMessages ?? []).join('\n'),
      }))
    return status === 'failed' && failed.length === 0 ? [{ name: file, message }] : failed
  })
}

interface PlaywrightSuite {
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly tests: readonly { readonly status: string; readonly results: readonly { readonly errors: readonly { readonly message: string }[] }[] }[]
  }[]
  readonly suites?: readonly PlaywrightSuite[] | undefined
}
const errors = z.array(z.object({ message: z.string().default('') })).default([])
const suiteShape: z.ZodType<PlaywrightSuite> = z.object({
  specs: z.array(z.object({ title: z.string(), file: z.string(), tests: z.array(z.object({ status: z.string(), results: z.array(z.object({ errors })) })) })),
  get suites() {
    return z.array(suiteShape).optional()
  },
})

/** The failed tests of Playwright's JSON report, and what failed outside of tests. */
export function playwrightFailures(report: unknown): Failure[] {
  const of = ({ specs, suites = [] }: PlaywrightSuite): Failure[] => [
    ...specs.flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => ({
          name: `e2e/${file} › ${title}`,
          message: results.flatMap((result) => result.errors.map((error) => error.message)).join('\n'),
        })),
    ),
    ...suites.flatMap(of),
  ]
  const whole = z.object({ suites: z.array(suiteShape).default([]), errors }).parse(report)
  return [...whole.suites.flatMap(of), ...whole.errors.map(({ message }) => ({ name: 'e2e', message }))]
}

/** Each failure with the beginning of its message, in plain characters. */
export function failureLines(failures: readonly Failure[]): string[] {
  return failures.flatMap(({ name, message }) => [
    name,
    ...stripVTControlCharacters(message)
      .split('\n')
      .slice(0, LINES)
      .map((line) => `    ${line}`),
  ])
}
