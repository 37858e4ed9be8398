import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../scripts/browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const browser = findBrowser()

/** No GPU process draws in software what nobody sees. */
const QUIET = ['--disable-gpu']

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
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    // Pictures of every frame cost a quarter of the run; what the page held at each step is in the trace all the same.
    trace: { mode: 'retain-on-failure', screenshots: false },
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
