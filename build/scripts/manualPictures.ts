/**
 * Pictures of the user's manual: `npm run manual:pictures` takes the real screens over a small synthetic county, 1366 × 768, into docs/pictures.
 * Needs a browser (see browser.ts). People and numbers in the pictures are made up.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ensureScreens, ROOT } from './buildScreens.ts'
import { logIn, makeCounty, open, PASSWORD, shrink, take as takeInto, withShell } from './pictures.ts'

const PICTURES = join(ROOT, 'docs/pictures')

const take = (page: Page, name: string): Promise<void> => takeInto(page, PICTURES, name)

async function takeDoor(page: Page): Promise<void> {
  await take(page, 'set-up')
}

async function takeScreens(page: Page): Promise<void> {
  await page.getByLabel('密码', { exact: true }).waitFor()
  await take(page, 'login')
  await logIn(page)
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
  // While a dialog is open, its keys alone are heard.
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: '快速查找' }).waitFor()
  await page.keyboard.type('zs')
  await page.getByRole('listbox', { name: '查找结果' }).getByRole('option').first().waitFor()
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
  await logIn(page)
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

await ensureScreens()
mkdirSync(PICTURES, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'bangfu-pictures-'))
try {
  await withShell(join(folder, 'empty'), takeDoor)
  makeCounty(join(folder, 'demo'))
  await withShell(join(folder, 'demo'), takeScreens)
  const file = exchangeBetween(join(folder, 'demo'), join(folder, 'township'), join(folder, 'stick'))
  await withShell(join(folder, 'demo'), (page) => takeExchange(page, file))
  await shrink(PICTURES)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit()
