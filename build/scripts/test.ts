/** `npm test`: everything that must hold, in order, with one line at the end: `N passed, N failed`. */
import { chromium } from '@playwright/test'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'
import { ensureScreens, ROOT } from './buildScreens.ts'
import { addCounts, NO_TESTS, playwrightCounts, vitestCounts, type Counts } from './testCounts.ts'

const RESULTS = join(ROOT, 'test-results')
const VITEST_RESULT = join(RESULTS, 'vitest.json')
const PLAYWRIGHT_RESULT = join(RESULTS, 'playwright.json')

/** Runs a command with our output; true when it ended with 0. */
function run(command: string, parameters: readonly string[], env: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    child.once('error', (error) => { console.error(error.message); resolve(false) })
    child.once('exit', (code) => resolve(code === 0))
  })
}

const tool = (script: string, ...parameters: string[]): Promise<boolean> => run(process.execPath, [join(ROOT, 'node_modules', script), ...parameters])
const npm = (script: string): Promise<boolean> => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', script])

async function step(title: string, check: () => Promise<boolean>): Promise<Counts> {
  console.log(`\n== ${title}`)
  const before = Date.now()
  const good = await check().catch((error: unknown) => { console.error(error instanceof Error ? error.message : error); return false })
  console.log(`== ${title}: ${good ? 'ok' : 'FAILED'} (${((Date.now() - before) / 1000).toFixed(1)} s)`)
  return { passed: 0, failed: good ? 0 : 1 }
}

/** Runs tests; what counts is the report they leave. A run that leaves none, or fails for another reason than a test, is one failure. */
async function tests(title: string, result: string, read: (report: unknown) => Counts, check: () => Promise<boolean>): Promise<Counts> {
  const { failed: broken } = await step(title, check)
  const counts = existsSync(result) ? read(JSON.parse(readFileSync(result, 'utf8'))) : NO_TESTS
  return broken > 0 && counts.failed === 0 ? addCounts(counts, { passed: 0, failed: 1 }) : counts
}

/** A browser for the screen tests: found, or installed where that can be done. */
function browserIsThere(): boolean {
  if (findBrowser() !== null || existsSync(chromium.executablePath())) return true
  if (process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('没有找到浏览器，正在用 apt-get 安装 chromium 和中文字体……')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', timeout: 180_000 })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { stdio: 'inherit', timeout: 420_000, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  } else {
    console.log('没有找到浏览器，正在下载测试用的浏览器……')
    spawnSync(process.execPath, [join(ROOT, 'node_modules/playwright/cli.js'), 'install', 'chromium'], { stdio: 'inherit', timeout: 420_000 })
  }
  return findBrowser() !== null || existsSync(chromium.executablePath())
}

async function main(): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  let sum = NO_TESTS
  sum = addCounts(sum, await step('type check', () => npm('typecheck')))
  sum = addCounts(sum, await step('lint', () => npm('lint')))
  sum = addCounts(sum, await step('import arrows', () => npm('arrows')))
  sum = addCounts(sum, await tests('unit and property tests', VITEST_RESULT, vitestCounts, () =>
    tool('vitest/vitest.mjs', 'run', '--config', 'build/config/vitest.ts', '--reporter=dot', '--reporter=json', `--outputFile.json=${VITEST_RESULT}`)))
  const built = await step('build of the screens', async () => { await ensureScreens(); return true })
  sum = addCounts(sum, built)
  if (built.failed > 0) console.log('界面没有编译成功，浏览器测试没有运行。')
  else if (!browserIsThere()) {
    console.log('没有浏览器，浏览器测试没有运行。请安装 Chromium、Chrome 或 Edge，或用 BANGFU_BROWSER 指定它的位置，再运行 npm test。')
    sum = addCounts(sum, { passed: 0, failed: 1 })
  } else {
    sum = addCounts(sum, await tests('tests through the screen', PLAYWRIGHT_RESULT, playwrightCounts, () =>
      tool('@playwright/test/cli.js', 'test', '--config', 'build/config/playwright.ts')))
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 ? 0 : 1
}

process.exitCode = await main()
