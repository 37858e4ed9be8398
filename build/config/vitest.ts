import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** No test depends on the speed of the machine: the limit only ends what hangs. A slice of `npm run soak` has a limit of its own. */
const LIMIT_MS = process.env['BANGFU_RUNS'] === undefined ? 120_000 : 0

/** Two worlds: everything that runs under Node, and the screens in jsdom. Browser tests are Playwright's (see playwright.ts). */
export default defineConfig({
  root,
  test: {
    root,
    globalSetup: ['build/config/vitestSetup.ts'],
    projects: [
      {
        root,
        test: {
          name: 'node',
          environment: 'node',
          include: ['src/{core,main,preload,web,cli}/**/*.test.ts', 'build/**/*.test.ts', 'e2e/support/**/*.test.ts'],
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['src/{renderer,bridge}/**/*.test.{ts,tsx}'],
          css: false,
          testTimeout: LIMIT_MS,
          hookTimeout: LIMIT_MS,
        },
      },
    ],
  },
})
