/** A window on a shell of its own, for files whose tests go on from one another with one login. */
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { dataIn, startShell, type State, type TestShell } from './shell.ts'

export interface ShellWindow {
  readonly shell: TestShell
  readonly context: BrowserContext
  readonly page: Page
  /** Closes the window, then stops the shell. */
  close(): Promise<void>
}

/**
 * Starts a shell over data in the given state and opens it at the first screen, 1366 × 768.
 * @param prepare what is done to the data folder before
 */
export async function openWindow(browser: Browser, state: State, prepare?: (dataDirectory: string) => void): Promise<ShellWindow> {
  const dataDirectory = prepare === undefined ? null : dataIn(state)
  if (dataDirectory !== null) prepare?.(dataDirectory)
  const shell = await startShell(dataDirectory === null ? state : { dataDirectory })
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  await page.goto(shell.startAddress)
  await page.waitForURL((url) => !url.pathname.startsWith('/start'))
  return {
    shell,
    context,
    page,
    close: async () => {
      await context.close()
      await shell.stop()
    },
  }
}
