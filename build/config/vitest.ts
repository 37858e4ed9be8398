import react from '@vitejs/plugin-react'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { registerIcons } from './registerIcons.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** No test depends on the speed of the machine: the limit only ends what hangs. A slice of `npm run soak` has a limit of its own. */
const LIMIT_MS = process.env['BANGFU_RUNS'] === undefined ? 300_000 : 0
const limits = { testTimeout: LIMIT_MS, hookTimeout: LIMIT_MS, teardownTimeout: LIMIT_MS, expect: { poll: { timeout: 60_000 } } }

/** Counts what costs, for `npm test`. */
const COUNTS = 'build/config/vitestCounts.ts'

const NODE = ['src/{core,main,preload,web,cli}/**/*.test.ts', 'build/**/*.test.ts', 'e2e/support/**/*.test.ts']
/** Offices as earlier versions left them: a section of its own in `npm test`. */
const OFFICES = ['src/**/*.offices.test.ts']
/**
 * What changes modules under others' feet, or measures its process, has a process of its own; all other files of a world share one with its modules loaded.
 * So has the packing of the program: it reads so many files that collecting the garbage of a large heap again and again was 40 % of its time.
 */
const NEEDS_OWN_PROCESS = /\bvi\.(?:mock|doMock|resetModules)\(|\bmemoryUsage\b|\bmaxRSS\b|\bfrom 'electron-builder'/

/**
 * What runs under Node is loaded by Node itself, as the program is: its cache of compiled sources serves every process of every run, while Vite would
 * make each module anew for each project. More room for what is thrown away at once: tests make much of it.
 */
const NATIVE = { experimental: { viteModuleRunner: false, nodeLoader: false }, execArgv: ['--max-semi-space-size=64'] }

/** The made-up family of registers (`core/testing/guard`), and laws over all registers that hold for it, too. */
const GUARD = ['src/**/*.guard.test.ts', 'src/core/catalogue/catalogue.test.ts', 'src/core/store/schema.test.ts', 'src/core/features/derivations.test.ts']

const aloneOf = (patterns: readonly string[]): string[] =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => NEEDS_OWN_PROCESS.test(readFileSync(join(root, file), 'utf8')))
const officesAlone = aloneOf(OFFICES)
const alone = aloneOf(NODE).filter((file) => !file.endsWith('.offices.test.ts'))

/** Two worlds: everything that runs under Node, and the screens in jsdom. Browser tests are Playwright's (see playwright.ts). */
export default defineConfig({
  root,
  test: {
    root,
    globalSetup: ['build/config/vitestSetup.ts'],
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        root,
        test: {
          name: 'node',
          environment: 'node',
          include: NODE,
          exclude: [...alone, ...OFFICES, '**/*.guard.test.ts'],
          setupFiles: [COUNTS],
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          ...NATIVE,
          ...limits,
        },
      },
      {
        root,
        test: {
          name: 'guard',
          environment: 'node',
          include: GUARD,
          setupFiles: [COUNTS],
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          ...NATIVE,
          execArgv: [...NATIVE.execArgv, '--conditions=guard'],
          ...limits,
        },
      },
      { root, test: { name: 'alone', environment: 'node', include: alone, setupFiles: [COUNTS], ...limits } },
      {
        root,
        test: {
          name: 'offices',
          environment: 'node',
          include: OFFICES,
          exclude: officesAlone,
          setupFiles: [COUNTS],
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          ...NATIVE,
          ...limits,
        },
      },
      { root, test: { name: 'offices-alone', environment: 'node', include: officesAlone, setupFiles: [COUNTS], ...limits } },
      {
        root,
        plugins: [react(), registerIcons()],
        ssr: { resolve: { conditions: ['guard', ...defaultServerConditions] } },
        resolve: { conditions: ['guard', ...defaultClientConditions] },
        test: {
          name: 'guard-screens',
          environment: 'jsdom',
          include: ['src/renderer/**/*.guard.test.tsx'],
          setupFiles: [COUNTS, 'src/renderer/src/testing/jsdom.ts'],
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          css: false,
          ...limits,
        },
      },
      {
        root,
        plugins: [react(), registerIcons()],
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['src/{renderer,bridge}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.guard.test.{ts,tsx}'],
          setupFiles: [COUNTS, 'src/renderer/src/testing/jsdom.ts'],
          isolate: false,
          unstubEnvs: true,
          unstubGlobals: true,
          css: false,
          ...limits,
        },
      },
    ],
  },
})
