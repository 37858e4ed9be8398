/**
 * `npm test`: everything that must hold, section by section, with the slowest and the budget (`build/testRun/budget.ts`) of each at the end,
 * and one last line: `N passed, N failed`.
 */
import { chromium } from '@playwright/test'
import { spawn, spawnSync, type StdioOptions } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { findBrowser } from './browser.ts'
import { ensureElectronBuild, ensureScreens, ROOT } from './buildScreens.ts'
import { budgetLines, slowest, type SectionName, type Spent, type Timed } from '../testRun/budget.ts'
import { withCpu } from '../testRun/cpu.ts'
import { COUNTS_VARIABLE, readCounts, sumOfSteps, type FileCounts } from '../testRun/steps.ts'
import { failureLines, playwrightFailures, vitestFailures, type Failure } from './testFailures.ts'
import { addCounts, NO_TESTS, playwrightCounts, playwrightTimes, vitestCounts, vitestTimes, type Counts } from './testCounts.ts'

const RESULTS = join(ROOT, 'test-results')
const CHECKS = ['format:check', 'typecheck', 'lint', 'arrows'] as const

const spent: Spent[] = []
const times: Timed[] = []
const files: FileCounts[] = []
const failures: Failure[] = []
let sum = NO_TESTS

const counts = (passed: number, failed: number): Counts => ({ passed, failed })
const countsFolder = (section: SectionName): string => join(RESULTS, 'counts', section)

/** Runs a command; true when it ended with 0. Its output is ours, or is shown at its end where several run at once. */
function run(
  command: string,
  parameters: readonly string[],
  { env = {}, together = false }: { readonly env?: Record<string, string>; readonly together?: boolean } = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const stdio: StdioOptions = together ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit']
    const child = spawn(command, parameters, { cwd: ROOT, stdio, env: { ...process.env, ...env } })
    let said = ''
    const hear = (text: Buffer): void => {
      said += text.toString('utf8')
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', (error) => {
      console.error(error.message)
      resolve(false)
    })
    child.once('close', (code) => {
      process.stdout.write(said)
      resolve(code === 0)
    })
  })
}

const npm = (script: string): Promise<boolean> => run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['run', '--silent', script], { together: true })

/** Runs a part of the run and adds what it tells to the sum; what it throws is one failure. */
async function section(name: SectionName, title: string, work: () => Promise<Counts>): Promise<Counts> {
  console.log(`\n== ${title}`)
  mkdirSync(countsFolder(name), { recursive: true })
  const before = performance.now()
  const { result, cpu } = await withCpu(() =>
    work().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      console.error(message)
      failures.push({ name: title, message })
      return counts(0, 1)
    }),
  )
  const wall = (performance.now() - before) / 1000
  console.log(`== ${title}: ${result.failed === 0 ? 'ok' : 'FAILED'} (${wall.toFixed(1)} s)`)
  const counted = readCounts(countsFolder(name))
  files.push(...counted)
  spent.push({ section: name, wall, cpu, steps: sumOfSteps(counted) })
  sum = addCounts(sum, result)
  return result
}

/** What is read of the report of a runner. */
interface Reading {
  readonly read: (report: unknown) => Counts
  readonly timesOf: (report: unknown) => Timed[]
  readonly failuresOf: (report: unknown) => Failure[]
}
const VITEST: Reading = { read: vitestCounts, timesOf: vitestTimes, failuresOf: vitestFailures }
const PLAYWRIGHT: Reading = { read: playwrightCounts, timesOf: playwrightTimes, failuresOf: playwrightFailures }

/** Runs tests; what counts is the report they leave. A run that leaves none, or fails for another reason than a test, is one failure. */
async function tests(name: SectionName, script: string, parameters: readonly string[], { read, timesOf, failuresOf }: Reading): Promise<Counts> {
  const good = await run(process.execPath, [join(ROOT, 'node_modules', script), ...parameters], { env: { [COUNTS_VARIABLE]: countsFolder(name) } })
  const result = resultOf(name)
  const report: unknown = existsSync(result) ? JSON.parse(readFileSync(result, 'utf8')) : undefined
  if (report !== undefined) {
    times.push(...timesOf(report))
    failures.push(...failuresOf(report))
  }
  const found = report === undefined ? NO_TESTS : read(report)
  if (good || found.failed > 0) return found
  failures.push({ name: script, message: report === undefined ? 'left no report' : 'failed, though none of its tests did' })
  return addCounts(found, counts(0, 1))
}

const resultOf = (name: SectionName): string => join(RESULTS, `${name === 'browser' ? 'playwright' : name}.json`)

function vitest(name: SectionName, ...projects: string[]): Promise<Counts> {
  return tests(
    name,
    'vitest/vitest.mjs',
    [
      'run',
      '--config',
      'build/config/vitest.ts',
      ...projects.flatMap((project) => ['--project', project]),
      '--passWithNoTests',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${resultOf(name)}`,
    ],
    VITEST,
  )
}

/** A browser for the screen tests: found, or installed where that can be done. */
function browserIsThere(): boolean {
  if (findBrowser() !== null || existsSync(chromium.executablePath())) return true
  if (process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    console.log('没有找到浏览器，正在用 apt-get 安装 chromium 和中文字体……')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', timeout: 180_000 })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: 'inherit',
      timeout: 420_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  } else {
    console.log('没有找到浏览器，正在下载测试用的浏览器……')
    spawnSync(process.execPath, [join(ROOT, 'node_modules/playwright/cli.js'), 'install', 'chromium'], { stdio: 'inherit', timeout: 420_000 })
  }
  return findBrowser() !== null || existsSync(chromium.executablePath())
}

function tell(): void {
  const name = (file: string): string => relative(ROOT, file)
  console.log('\n== the twenty slowest files, by CPU time')
  for (const line of slowest(files.map(({ file, cpu }) => ({ name: name(file), seconds: cpu })))) console.log(line)
  console.log('\n== the twenty slowest tests')
  for (const line of slowest(times.map((one) => ({ ...one, name: one.name.replace(`${ROOT}`, '') })))) console.log(line)
  console.log('\n== budget')
  for (const line of budgetLines(spent)) console.log(line)
  if (failures.length === 0) return
  console.log('\n== failed')
  for (const line of failureLines(failures)) console.log(name(line))
}

async function main(): Promise<number> {
  rmSync(RESULTS, { recursive: true, force: true })
  await section('checks', `checks: ${CHECKS.join(', ')}`, async () => {
    const held = await Promise.all(CHECKS.map(npm))
    return counts(0, held.filter((good) => !good).length)
  })
  const built = await section('rest', 'builds of the screens and of the desktop program', async () => {
    await ensureElectronBuild()
    await ensureScreens()
    return NO_TESTS
  })
  await section('unit', 'unit and property tests', () => vitest('unit', 'node', 'alone', 'guard', 'screens', 'guard-screens'))
  await section('offices', 'offices of earlier versions', () => vitest('offices', 'offices', 'offices-alone'))
  if (built.failed > 0) console.log('界面没有编译成功，浏览器测试没有运行。')
  else if (!browserIsThere()) {
    console.log('没有浏览器，浏览器测试没有运行。请安装 Chromium、Chrome 或 Edge，或用 BANGFU_BROWSER 指定它的位置，再运行 npm test。')
    sum = addCounts(sum, counts(0, 1))
  } else {
    await section('browser', 'tests through the screen', () =>
      tests('browser', '@playwright/test/cli.js', ['test', '--config', 'build/config/playwright.ts'], PLAYWRIGHT),
    )
  }
  tell()
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 ? 0 : 1
}

process.exitCode = await main()
