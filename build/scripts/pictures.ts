/** What the pictures of the manual and those of the gallery are taken with: a shell over a made-up county, a browser, a screen that has come to rest. */
import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import sharp from 'sharp'
import { findBrowser } from './browser.ts'
import { ROOT } from './buildScreens.ts'

export const PASSWORD = '手册图片专用2026'
const HOUSEHOLDS = '1200'
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]+/

/** A screen at a hundred per cent. */
export const WINDOW = { width: 1366, height: 768 }

interface Shell {
  readonly address: string
  stop(): void
}

function startShell(data: string): Promise<Shell> {
  const child = spawn(process.execPath, [join(ROOT, 'src/web/main.ts'), '--data', data, '--no-open'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = ADDRESS.exec(said)?.[0]
      if (address !== undefined)
        resolve({
          address,
          stop: () => {
            child.kill('SIGINT')
          },
        })
    })
    child.once('exit', (code) => reject(new Error(`the shell ended with ${code} before it served:\n${said}`)))
  })
}

/** Makes the synthetic county in a new folder. */
export function makeCounty(folder: string): void {
  execFileSync(process.execPath, [join(ROOT, 'build/scripts/makeState.ts'), 'demo', folder, HOUSEHOLDS], {
    cwd: ROOT,
    env: { ...process.env, BANGFU_PASSWORD: PASSWORD },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Takes the window as it stands once nothing is being read any more. */
export async function take(page: Page, folder: string, name: string): Promise<void> {
  // The event stream of the core keeps the network busy for good, so the pictures wait for the screen instead.
  await page.waitForTimeout(1200)
  await page
    .getByLabel(/^正在(读取|打开|生成|统计)/)
    .first()
    .waitFor({ state: 'hidden' })
  // Lists say it in words.
  await page
    .getByText(/^正在读取/)
    .first()
    .waitFor({ state: 'hidden' })
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
}

/** Goes to an address inside the program. */
export async function open(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    Reflect.set(Reflect.get(globalThis, 'location') as object, 'hash', hash)
  }, path)
}

/** Through the door, as the first user. */
export async function logIn(page: Page): Promise<void> {
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation').first().waitFor()
}

/** Opens a shell over a folder in a window, for as long as the work lasts. */
export async function withShell(data: string, work: (page: Page) => Promise<void>): Promise<void> {
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    ...(process.getuid?.() === 0 ? { args: ['--no-sandbox'] } : {}),
  })
  const shell = await startShell(data)
  try {
    const page = await browser.newPage({ viewport: WINDOW, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    page.setDefaultTimeout(60_000)
    await page.goto(shell.address)
    await work(page)
  } finally {
    shell.stop()
    await browser.close()
  }
}

/** Pictures with few colours need a third of the space. */
export async function shrink(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.png'))) {
    const path = join(folder, name)
    writeFileSync(path, await sharp(readFileSync(path)).png({ palette: true, quality: 92, effort: 10 }).toBuffer())
  }
}
