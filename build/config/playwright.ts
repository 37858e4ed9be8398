import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../scripts/browser.ts'
import { QUIET } from './quietBrowser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const browser = findBrowser()
/** Program and browser stand on one machine and tell one day: between four in the afternoon and midnight of UTC it is tomorrow in China. */
const TIME_ZONE = 'Asia/Shanghai'
process.env['TZ'] = TIME_ZONE
/** Where a bare machine names no character set, the browser can neither take nor give a file with a Chinese name. */
process.env['LANG'] ??= 'C.UTF-8'

/** Ring 1 (`web`) drives the loopback shell in a real browser; ring 2 (`electron`) runs where an Electron runtime is present. */
export default defineConfig({
  testDir: `${root}e2e`,
  globalSetup: `${root}build/config/playwrightSetup.ts`,
  outputDir: `${root}test-results/e2e`,
  // No test depends on the speed of the machine: limits only end what hangs.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `${root}test-results/playwright.json` }], [`${root}build/config/playwrightCounts.ts`]],
  use: {
    locale: 'zh-CN',
    timezoneId: TIME_ZONE,
    viewport: { width: 1366, height: 768 },
    // Keeping the page as it was before and after each step costs a quarter of the run, pictures of every frame another. What a test did and what
    // was asked of the program is in the trace all the same, and the page at the failure beside it; `-- --trace on` keeps all of it.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      args: [...QUIET, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    },
  },
  projects: [
    { name: 'web', testIgnore: ['electron/**', 'support/**'] },
    { name: 'electron', testDir: `${root}e2e/electron` },
  ],
})
