/**
 * Pictures of the user's manual: `npm run manual:pictures` takes the real screens over a small synthetic county, 1366 × 768, into docs/pictures.
 * Needs a browser (see browser.ts). People and numbers in the pictures are made up.
 */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findBrowser } from './browser.ts'
import { ensureScreens, ROOT } from './buildScreens.ts'

const PASSWORD = '手册图片专用2026'
const HOUSEHOLDS = '1200'
const PICTURES = join(ROOT, 'docs/pictures')
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/start\?token=[\w-]+/

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

async function take(page: Page, name: string): Promise<void> {
  // The event stream of the core keeps the network busy for good, so the pictures wait for the screen instead.
  await page.waitForTimeout(1200)
  await page
    .getByLabel(/^正在(读取|打开|生成)/)
    .first()
    .waitFor({ state: 'hidden' })
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' })
}

async function open(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    Reflect.set(Reflect.get(globalThis, 'location') as object, 'hash', hash)
  }, path)
}

async function takeDoor(page: Page): Promise<void> {
  await take(page, 'set-up')
}

async function takeScreens(page: Page): Promise<void> {
  await page.getByLabel('密码', { exact: true }).waitFor()
  await take(page, 'login')
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation').first().waitFor()
  await take(page, 'home')
  for (const [name, path] of [
    ['households', '/households'],
    ['imports', '/imports'],
    ['import-file', '/imports/new'],
    ['forms', '/forms'],
    ['users', '/users'],
    ['backups', '/backups'],
    ['changes', '/changes'],
  ] as const) {
    await open(page, path)
    await take(page, name)
  }
  await takeHousehold(page)
  await page.keyboard.press('F1')
  await take(page, 'keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('zs')
  await take(page, 'find')
}

async function takeHousehold(page: Page): Promise<void> {
  await open(page, '/households')
  const list = page.getByRole('grid', { name: /列表/ })
  await list.waitFor()
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  for (const [key, name] of [
    ['1', 'household'],
    ['2', 'household-members'],
    ['3', 'household-income'],
  ] as const) {
    await page.keyboard.press(`Alt+${key}`)
    await take(page, name)
  }
  await page.getByRole('tab', { name: /历史/ }).click()
  await take(page, 'household-history')
  await page.getByRole('button', { name: '信息采集表' }).click()
  await page.getByTitle('表单预览').waitFor()
  await take(page, 'household-form')
}

/** A command of the CLI over a data folder. */
function cli(data: string, ...parameters: string[]): unknown {
  return JSON.parse(
    execFileSync(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...parameters, '--data', data, '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, BANGFU_PASSWORD: PASSWORD },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 28,
    }),
  )
}

/** A township joins the county, gets its data, and both change one helper; answers the file that the township sends up. */
function exchangeBetween(county: string, township: string, stick: string): string {
  cli(township, 'init', '--unit', '621125100')
  mkdirSync(stick)
  cli(township, 'site', 'request', '--label', '扶贫专干电脑', '--out', join(stick, 'request.json'))
  cli(county, 'site', 'admit', join(stick, 'request.json'), '--out', join(stick, 'admission.bfx'))
  cli(township, 'apply', join(stick, 'admission.bfx'))
  const pack = (from: string, to: string): string => (cli(from, 'pack', '--to', to, '--out', stick) as { file: string }).file
  const { receipt } = cli(township, 'apply', pack(county, '621125100000')) as { receipt: string }
  cli(county, 'apply', receipt)
  const helper = (cli(county, 'query', 'helper', '--limit', '1') as { rows: { id: string }[] }).rows[0]?.id ?? ''
  const household = (cli(township, 'query', 'household', '--limit', '1') as { rows: { id: string }[] }).rows[0]?.id ?? ''
  cli(county, 'save', 'helper', '--id', helper, '--values', '{"position":"副主任"}')
  cli(township, 'save', 'helper', '--id', helper, '--values', '{"position":"驻村干事"}', '--reason', '本人来电更正')
  cli(township, 'save', 'household', '--id', household, '--values', '{"address":"新址三社 12 号"}', '--reason', '入户核实')
  return pack(township, '621125000000')
}

async function takeExchange(page: Page, file: string): Promise<void> {
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation').first().waitFor()
  await open(page, '/exchange/send')
  await take(page, 'exchange-send')
  await open(page, '/exchange/receive')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '从别处选文件' }).click()
  await (await choosing).setFiles(file)
  const merge = page.getByRole('button', { name: /^合并 [\d,]+ 条/ })
  await merge.waitFor()
  await take(page, 'exchange-receive')
  await merge.click()
  await page.getByText('合并完成', { exact: true }).first().waitFor()
  await open(page, '/exchange/conflicts')
  await page.getByText('各单位填的不一样').waitFor()
  await take(page, 'exchange-conflicts')
  await open(page, '/exchange')
  await take(page, 'exchange')
}

/** Pictures with few colours need a third of the space; without the tool they stay as they are. */
function shrink(): void {
  try {
    execFileSync('pngquant', [
      '--quality=60-92',
      '--ext',
      '.png',
      '--force',
      ...readdirSync(PICTURES)
        .filter((name) => name.endsWith('.png'))
        .map((name) => join(PICTURES, name)),
    ])
  } catch {
    console.log('pngquant is not at hand: the pictures are kept in full colour.')
  }
}

async function withShell(data: string, work: (page: Page) => Promise<void>): Promise<void> {
  const executablePath = findBrowser()
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    ...(process.getuid?.() === 0 ? { args: ['--no-sandbox'] } : {}),
  })
  const shell = await startShell(data)
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
    page.setDefaultTimeout(15_000)
    await page.goto(shell.address)
    await work(page)
  } finally {
    shell.stop()
    await browser.close()
  }
}

await ensureScreens()
mkdirSync(PICTURES, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'bangfu-pictures-'))
try {
  await withShell(join(folder, 'empty'), takeDoor)
  execFileSync(process.execPath, [join(ROOT, 'build/scripts/makeState.ts'), 'demo', join(folder, 'demo'), HOUSEHOLDS], {
    cwd: ROOT,
    env: { ...process.env, BANGFU_PASSWORD: PASSWORD },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await withShell(join(folder, 'demo'), takeScreens)
  const file = exchangeBetween(join(folder, 'demo'), join(folder, 'township'), join(folder, 'stick'))
  await withShell(join(folder, 'demo'), (page) => takeExchange(page, file))
  shrink()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
