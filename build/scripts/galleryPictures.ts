/**
 * Pictures of every screen: `npm run gallery:pictures -- <folder> [names …]` takes them over a synthetic county as most see them, at 125 % and with
 * the largest text, so that they can be looked at. Says which parts lie over one another or are cut.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { addresses, type Address } from '../../src/renderer/src/gallery/addresses.ts'
import { ensureScreens, ROOT } from './buildScreens.ts'
import { logIn, makeCounty, open, take, WINDOW, withShell } from './pictures.ts'

// Written for the page, whose types this side does not know.
const { faultsOfLayout } = (await import(join(ROOT, 'e2e/support/layout.ts'))) as { faultsOfLayout: (page: Page) => Promise<string[]> }

/** The same screen at 125 %: fewer, larger pixels. */
const AT_125 = { width: 1093, height: 614 }

const [into, ...only] = process.argv.slice(2)
if (into === undefined) throw new Error('gallery:pictures -- <folder> [names …]')
const folder = resolve(into)
const wanted = (name: string): boolean => only.length === 0 || only.includes(name)

async function look(page: Page, name: string, look: string): Promise<void> {
  await take(page, folder, `${name}.${look}`)
  for (const fault of await faultsOfLayout(page)) console.log(`${name} ${look}: ${fault}`)
}

async function goTo(page: Page, { path, first }: Address): Promise<boolean> {
  await open(page, path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  if (first !== true) return true
  const list = page.getByRole('grid', { name: /列表/ })
  const filled = await list
    .getByRole('row')
    .nth(1)
    .waitFor({ timeout: 5000 })
    .then(() => true)
    .catch(() => false)
  if (!filled) return false
  await list.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.hash !== `#${path}`)
  return true
}

async function takeScreens(page: Page, how: string): Promise<void> {
  for (const address of addresses.filter(({ name }) => wanted(name))) {
    if (!(await goTo(page, address))) {
      console.log(`${address.name}: nothing is on file`)
      continue
    }
    await look(page, address.name, how)
    if (address.tabs === undefined) continue
    const tabs = page.getByRole('main').getByRole('tab')
    for (let at = 1; at < (await tabs.count()); at += 1) {
      await tabs.nth(at).click()
      await look(page, `${address.name}-${at + 1}`, how)
    }
  }
}

async function chooseLargestText(page: Page): Promise<void> {
  await page.getByRole('button', { name: /管理员/ }).click()
  await page.getByRole('menuitem', { name: '特大' }).click()
  await page.keyboard.press('Escape')
}

/** The three ways in which screens are looked at. */
async function takeAll(page: Page): Promise<void> {
  if (wanted('login')) {
    await page.getByLabel('密码', { exact: true }).waitFor()
    await look(page, 'login', 'standard')
    await page.setViewportSize(AT_125)
    await look(page, 'login', '125')
    await page.setViewportSize(WINDOW)
  }
  await logIn(page)
  await takeScreens(page, 'standard')
  await page.setViewportSize(AT_125)
  await takeScreens(page, '125')
  await page.setViewportSize(WINDOW)
  await chooseLargestText(page)
  await takeScreens(page, 'largest')
}

await ensureScreens()
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'bangfu-gallery-'))
try {
  if (wanted('set-up'))
    await withShell(join(data, 'empty'), async (page) => {
      await page.getByLabel('查找').waitFor()
      await look(page, 'set-up', 'standard')
      await page.setViewportSize(AT_125)
      await look(page, 'set-up', '125')
    })
  // The county is kept beside the pictures, so that a second look does not wait for it.
  const county = join(folder, 'county')
  if (!existsSync(county)) makeCounty(county)
  await withShell(county, takeAll)
} finally {
  rmSync(data, { recursive: true, force: true })
}
process.exit()
