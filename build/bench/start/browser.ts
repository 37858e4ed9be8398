/** The shells in a browser: from the start of the program to a list that can be worked with, and what list screens leave behind. */
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { CORE_ENVIRONMENT, CORE_NODE_FLAGS } from '../../../src/core/shell/memory.ts'
import { hasScreen } from '../../../src/web/openBrowser.ts'
import { findBrowser } from '../../scripts/browser.ts'
import { ensureScreens, ROOT } from '../../scripts/buildScreens.ts'
import { installedPath } from '../../scripts/electronRuntime.ts'
import type { BenchInput } from '../input.ts'
import { kind, single, type Measured, type Sample } from '../measure.ts'
import { PASSWORD } from '../state.ts'
import { scrolling } from './scrolling.ts'

/** Screens with a list, by their addresses. */
const LISTS = ['/households', '/people', '/villages', '/helpers', '/pairings', '/organizations', '/groups'] as const
const LONG = 120_000

/** Runs in the page: the longest time in which it answered nobody. As text, since the names of a page are not known here. */
const LONGEST_TASK = `globalThis.longestTask = 0
new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) globalThis.longestTask = Math.max(globalThis.longestTask, duration) }).observe({ type: 'longtask', buffered: true })`

export async function browser(input: BenchInput): Promise<(Measured | null)[]> {
  sayElectron()
  const executablePath = findBrowser()
  if (executablePath === null) {
    process.stderr.write('  这台电脑上没有浏览器，没有测网页外壳的启动。\n')
    return []
  }
  await ensureScreens()
  const running = await chromium.launch({ executablePath, ...(process.getuid?.() === 0 ? { args: ['--no-sandbox'] } : {}) })
  const [address, usable, tasks]: Sample[][] = [[], [], []]
  let left: Leaving | null = null
  let frames: readonly (Measured | null)[] = []
  try {
    for (let round = 0; round < (input.quick ? 1 : 3); round += 1) {
      const one = await startOnce(running, input, round === 0)
      address?.push({ milliseconds: one.address, cpu: 0, at: '' })
      usable?.push({ milliseconds: one.usable, cpu: 0, at: '' })
      tasks?.push({ milliseconds: one.longTask, cpu: 0, at: '' })
      left ??= one.left
      if (round === 0) frames = one.frames
    }
  } finally {
    await running.close()
  }
  return [
    kind('start.address', '网页外壳：启动到给出地址', address ?? []),
    kind('start.usable', '网页外壳：启动到户列表可用（含密码核对）', usable ?? [], { bar: 2000 }),
    kind('start.longTask', '网页外壳：打开页面时最长的停顿', tasks ?? [], { bar: 100 }),
    ...frames,
    ...(left === null
      ? []
      : [
          single('screens.nodes', '第一次打开并离开一个列表画面后留下的 DOM 节点', left.first.nodes, '个', { bar: 0 }),
          single('screens.listeners', '第一次打开并离开一个列表画面后留下的监听器', left.first.listeners, '个', { bar: 0 }),
          single('screens.nodes.again', '再打开并离开一个列表画面后留下的 DOM 节点', left.again.nodes, '个', { bar: 0 }),
          single('screens.listeners.again', '再打开并离开一个列表画面后留下的监听器', left.again.listeners, '个', { bar: 0 }),
        ]),
  ]
}

/** The window of Electron can only be measured where its runtime is and a screen to show it on. */
function sayElectron(): void {
  const runtime = installedPath(join(ROOT, 'node_modules/electron'))
  const why =
    runtime === null
      ? '没有 Electron 运行文件'
      : !hasScreen({ platform: process.platform, env: process.env })
        ? '没有图形界面'
        : '窗口由 e2e/electron 的测试打开'
  process.stderr.write(`  Electron 外壳的启动没有测：${why}。\n`)
}

interface Left {
  readonly nodes: number
  readonly listeners: number
}
interface Leaving {
  readonly first: Left
  readonly again: Left
}
interface Started {
  readonly address: number
  readonly usable: number
  readonly longTask: number
  readonly left: Leaving | null
  readonly frames: readonly (Measured | null)[]
}

async function startOnce(running: Browser, input: BenchInput, look: boolean): Promise<Started> {
  const begun = performance.now()
  const shell = spawn(process.execPath, [...CORE_NODE_FLAGS, join(ROOT, 'src/web/main.ts'), '--data', input.office, '--no-open'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...CORE_ENVIRONMENT },
  })
  try {
    const start = await addressOf(shell)
    const address = performance.now() - begun
    const context = await running.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    await page.addInitScript(LONGEST_TASK)
    await page.goto(start)
    const password = page.getByLabel('密码', { exact: true })
    await password.waitFor({ timeout: LONG })
    await password.fill(PASSWORD)
    await password.press('Enter')
    await page.getByRole('navigation').first().waitFor({ timeout: LONG })
    await goTo(page, '/households')
    await firstRow(page)
    const usable = performance.now() - begun
    const longTask = await page.evaluate<number>('globalThis.longestTask')
    const left = look ? await leftBehind(page, input) : null
    await goTo(page, '/people')
    await firstRow(page)
    const frames = look ? await scrolling(page, '人的列表') : []
    await context.close()
    return { address, usable, longTask, left, frames }
  } finally {
    await ended(shell)
  }
}

/** Nodes and listeners that one list screen leaves on average, counted after garbage was collected: when every list is opened for the first time, and when they are opened again. */
async function leftBehind(page: Page, input: BenchInput): Promise<Leaving> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const rounds = input.quick ? 1 : 3
  const leave = async (): Promise<void> => {
    await goTo(page, '/settings')
    await page.getByRole('heading', { level: 1, name: '设置' }).waitFor({ timeout: LONG })
  }
  const visit = async (): Promise<void> => {
    for (const path of LISTS) {
      await goTo(page, path)
      await firstRow(page)
      await leave()
    }
  }
  await leave()
  const fresh = await counted(session)
  await visit()
  const before = await counted(session)
  for (let round = 0; round < rounds; round += 1) await visit()
  return { first: difference(fresh, before, LISTS.length), again: difference(before, await counted(session), rounds * LISTS.length) }
}

function difference(before: Left, after: Left, screens: number): Left {
  return { nodes: (after.nodes - before.nodes) / screens, listeners: (after.listeners - before.listeners) / screens }
}

async function counted(session: CDPSession): Promise<Left> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(path)}`)
}

async function firstRow(page: Page): Promise<void> {
  await page.getByRole('grid').first().getByRole('row').nth(1).waitFor({ timeout: LONG })
}

function addressOf(shell: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    shell.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]+/.exec(said)
      if (found !== null) resolve(found[0])
    })
    shell.once('exit', (code) => reject(new Error(`the shell ended with ${String(code)}:\n${said}`)))
  })
}

function ended(shell: ChildProcess): Promise<void> {
  if (shell.exitCode !== null || shell.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    shell.once('exit', () => resolve())
    shell.kill('SIGINT')
  })
}
