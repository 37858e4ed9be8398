/** Ring 2: the real Electron. Runs where its runtime is present; says so where it is not. Needs `npm run build:electron` first. */
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedPath } from '../../build/scripts/electronRuntime.ts'
import { hasScreen } from '../../src/web/openBrowser.ts'
import { ROOT } from '../support/shell.ts'

const runtime = installedPath(join(ROOT, 'node_modules/electron'))
const reason =
  runtime === null
    ? '没有 Electron 运行文件，这一圈测试没有运行。'
    : !hasScreen({ platform: process.platform, env: process.env })
      ? '没有图形界面，Electron 测试没有运行。'
      : !existsSync(join(ROOT, 'out/main/index.js'))
        ? '还没有编译：请先运行 npm run build:electron。'
        : null

if (reason !== null) console.log(`Electron: ${reason}`)
test.skip(reason !== null, reason ?? '')

let program: ElectronApplication
let page: Page
let directory: string

test.beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-electron-'))
  program = await _electron.launch({ executablePath: runtime ?? '', args: [ROOT], env: { ...process.env, BANGFU_DATA: directory } as Record<string, string> })
  page = await program.firstWindow()
  await page.waitForLoadState('domcontentloaded')
})
test.afterEach(async () => {
  await program.close()
  rmSync(directory, { recursive: true, force: true })
})

test('the page is sandboxed and sees only the bridge', async () => {
  expect(await page.evaluate(() => location.href)).toMatch(/^app:\/\/register\//)
  expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'require'), typeof Reflect.get(globalThis, 'process')])).toEqual(['undefined', 'undefined'])
  expect(await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'bridge') as object).toSorted())).toEqual([
    'connectCore',
    'pickFile',
    'printHtml',
    'saveFile',
    'shell',
  ])
})

test('the first screen answers from the core process', async () => {
  await expect(page.locator('#root')).not.toBeEmpty()
  await expect(page.getByRole('heading').first()).toBeVisible()
})

test('the page stays where it is, opens nothing, reaches no network', async () => {
  const before = page.url()
  for (const target of ['https://example.com/', 'file:///etc/passwd', 'app://other/']) {
    await page.evaluate((address) => {
      location.href = address
    }, target)
    await page.waitForLoadState()
    expect(page.url()).toBe(before)
  }
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(
    await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused',
      ),
    ),
  ).toBe('refused')
  expect(program.windows()).toHaveLength(1)
  expect(page.url()).toBe(before)
})

test('injected code does not run', async () => {
  const ran = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve(false), { once: true })
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.body.append(script)
        if (Reflect.get(window, 'injected') === true) resolve(true)
      }),
  )
  expect(ran).toBe(false)
})

test('no permission is granted', async () => {
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  expect(
    await page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      ),
    ),
  ).toBe('denied')
})

test('a page that crashes comes back', async () => {
  await program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(() => program.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(/^app:\/\/register\//)
})

test('a second start brings the first to the front and ends', async () => {
  const second = await _electron
    .launch({ executablePath: runtime ?? '', args: [ROOT], env: { ...process.env, BANGFU_DATA: directory } as Record<string, string> })
    .catch(() => null)
  await second?.waitForEvent('close').catch(() => undefined)
  expect(program.windows()).toHaveLength(1)
})
