/** A window on a shell of its own that the tests of a file share: a shell, a page and a login cost more than most of what is then looked at. */
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { logIn } from './login.ts'
import { dataIn, startShell, type State, type TestShell } from './shell.ts'

export interface ShellWindow {
  readonly shell: TestShell
  readonly context: BrowserContext
  readonly page: Page
}

type Prepare = (dataDirectory: string) => void

/** `window.page` at its first screen; `inside` answers with it after the login. */
export interface SharedWindow extends ShellWindow {
  inside(): Promise<Page>
}

/** Listens to what a page must never do; what is answered fails when it has asked another machine for anything or thrown. */
export function watch(page: Page, { address }: TestShell): () => void {
  const strange: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== address && !['data:', 'blob:', 'about:'].includes(protocol)) strange.push(request.url())
  })
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return () => {
    expect(strange, 'requests to other machines').toEqual([])
    expect(errors, 'errors in the page').toEqual([])
  }
}

/** Opens the program at its first screen. */
export async function openProgram(page: Page, shell: TestShell): Promise<void> {
  await page.goto(shell.startAddress)
  await page.waitForURL((url) => !url.pathname.startsWith('/start'))
}

async function openWindow(browser: Browser, state: State, prepare: Prepare | undefined): Promise<ShellWindow> {
  const dataDirectory = prepare === undefined ? null : dataIn(state)
  if (dataDirectory !== null) prepare?.(dataDirectory)
  const shell = await startShell(dataDirectory === null ? state : { dataDirectory })
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1366, height: 768 } })
  const page = await context.newPage()
  return { shell, context, page }
}

/**
 * One window for the tests of a file or of a `describe`, over data in the given state, 1366 × 768. After a failed test the next ones get
 * a new shell, data and page, so each must be able to be the first, or the group be `serial`.
 * @param prepare what is done to the data folder before
 */
export function shareWindow(state: State, prepare?: Prepare): SharedWindow {
  let opened: ShellWindow | undefined
  let expectQuiet: () => void
  const now = (): ShellWindow => {
    if (opened === undefined) throw new Error('the window is open in tests only')
    return opened
  }
  test.beforeAll(async ({ browser }) => {
    opened = await openWindow(browser, state, prepare)
    expectQuiet = watch(opened.page, opened.shell)
    await openProgram(opened.page, opened.shell)
  })
  test.afterEach(() => expectQuiet())
  test.afterAll(async () => {
    await opened?.context.close()
    await opened?.shell.stop()
  })
  return {
    get shell() {
      return now().shell
    },
    get context() {
      return now().context
    },
    get page() {
      return now().page
    },
    inside: async () => {
      const { page } = now()
      if ((await page.getByRole('navigation').count()) === 0) await logIn(page)
      return page
    },
  }
}
