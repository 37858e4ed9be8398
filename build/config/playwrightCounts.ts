/** Counts what the screen tests do: calls of the browser and looks at the page. */
import type { Reporter, TestCase, TestResult, TestStep } from '@playwright/test/reporter'
import { keepCounts } from '../testRun/steps.ts'

export default class PlaywrightCounts implements Reporter {
  readonly #actions = new Map<string, number>()

  onStepEnd(test: TestCase, _result: TestResult, step: TestStep): void {
    if (step.category === 'pw:api' || step.category === 'expect') this.#actions.set(test.location.file, (this.#actions.get(test.location.file) ?? 0) + 1)
  }

  onEnd(): void {
    for (const [file, actions] of this.#actions) keepCounts({ file, cpu: 0, steps: { actions } })
  }

  printsToStdio(): boolean {
    return false
  }
}
