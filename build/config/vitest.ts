import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('../..', import.meta.url))

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
          testTimeout: 30_000,
          hookTimeout: 60_000,
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
          testTimeout: 20_000,
        },
      },
    ],
  },
})
