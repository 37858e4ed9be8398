/** `test` of the screen tests: a page that is already connected to a shell in the wanted state. */
import { test as base, expect, type Page } from '@playwright/test'
import { startShell, type State, type TestShell } from './shell.ts'
import { openProgram, watch } from './window.ts'

interface Fixtures {
  /** State of the data; `test.use({ state: 'office' })`. */
  readonly state: State
  readonly shell: TestShell
  /** The page, opened at the program's first screen. Any request that leaves this machine fails the test. */
  readonly program: Page
}

export const test = base.extend<Fixtures>({
  state: ['demo', { option: true }],
  shell: async ({ state }, use) => {
    const shell = await startShell(state)
    await use(shell)
    await shell.stop()
  },
  program: async ({ page, shell }, use) => {
    const expectQuiet = watch(page, shell)
    await openProgram(page, shell)
    await use(page)
    expectQuiet()
  },
})

export { expect }
