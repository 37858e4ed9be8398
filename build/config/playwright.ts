import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../scripts/browser.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const browser = findBrowser()

/** Ring 1 (`web`) drives the loopback shell in a real browser; ring 2 (`electron`) runs where an Electron runtime is present. */
export default defineConfig({
  testDir: `${root}e2e`,
  globalSetup: `${root}build/config/playwrightSetup.ts`,
  outputDir: `${root}test-results/e2e`,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: `${root}test-results/playwright.json` }]],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 768 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser }),
      ...(process.getuid?.() === 0 ? { args: ['--no-sandbox'] } : {}),
    },
  },
  projects: [
    { name: 'web', testIgnore: ['electron/**', 'support/**'] },
    { name: 'electron', testDir: `${root}e2e/electron` },
  ],
})
