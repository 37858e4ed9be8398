/** Work places as the eye finds them: at 1366 × 768, at 125 % and with the largest text nothing overlaps; what was folded stays folded. */
import type { Locator, Page } from '@playwright/test'
import { goTo, listOf, openFirstHousehold } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { faultsOfLayout } from './support/layout.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const county = shareWindow('demo')

const SCREENS = [
  '/',
  '/households',
  '/people',
  '/villages',
  '/checks',
  '/statistics',
  '/targets',
  '/forms',
  '/questionnaires',
  '/questionnaires/new/edit',
  '/draws/new',
  '/imports',
  '/imports/new',
  '/exchange',
  '/exchange/send',
  '/exchange/receive',
  '/exchange/conflicts',
  '/exchange/sites',
  '/users',
  '/changes',
  '/backups',
  '/settings',
] as const

const WINDOW = { width: 1366, height: 768 }
/** The same screen at 125 %: fewer, larger pixels. */
const AT_125 = { width: 1093, height: 614 }

async function expectSound(page: Page, where: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.getByLabel(/^正在(读取|打开|生成|统计)/)).toHaveCount(0)
  expect(await faultsOfLayout(page), where).toEqual([])
}

async function chooseText(page: Page, size: string): Promise<void> {
  await page.getByRole('button', { name: /管理员/ }).click()
  await page.getByRole('menuitem', { name: size }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
}

test('the look at the layout finds what is wrong', async ({ page }) => {
  await page.setContent(`<main style="position:relative;width:300px;height:200px">
    <button style="position:relative;left:2000px">远</button>
    <button style="margin:60px 0 0 20px">盖住</button><div style="position:absolute;inset:40px 0 auto 0;height:60px;background:#fff"></div>
    <header><h1 style="width:20px;overflow:hidden;white-space:nowrap">切掉了的标题</h1></header>
    <ul style="display:flex;list-style:none;position:relative;margin-top:90px"><li style="width:60px"><button style="width:50px;border:0;padding:0;text-align:left">
    <span style="white-space:nowrap">左边的名称很长</span></button></li><li><button><span>右边</span></button></li></ul></main>`)
  const found = (await faultsOfLayout(page)).join()
  for (const fault of ['“远” stands beyond', '“盖住” lies under', '“切掉了的标题” are cut', '“左边的名称很长” runs into “右边”']) expect(found).toContain(fault)
})

test('11.10 the form preview zooms; a long change says how much came in and folds the rest', async () => {
  const page = await county.inside()
  await openFirstHousehold(page)
  await page.getByRole('button', { name: '信息采集表' }).click()
  const frame = page.getByTitle(/^表单预览/)
  await expect(frame).toBeVisible()
  await field(page, '显示大小').selectOption('100')
  const plain = (await frame.boundingBox())?.width ?? 0
  await page.getByRole('button', { name: '放大' }).click()
  await expect.poll(async () => Math.round((((await frame.boundingBox())?.width ?? 0) / plain) * 100)).toBe(125)
  await field(page, '显示大小').selectOption('page')
  await expect.poll(async () => (await frame.boundingBox())?.height ?? 9999).toBeLessThan(768)
  await goTo(page, '/changes')
  const change = page.getByRole('region', { name: '这次操作的内容' })
  await expect(change.getByText(/^新增/).first()).toBeVisible()
  await expect(change.locator('details').first()).toBeVisible()
  await expectAccessible(page)
})

// At 1366 × 768 with the standard text: screens.spec.ts, which visits every screen there.
test('11.2 nothing overlaps or is cut at 125 % and with the largest text', async () => {
  const page = await county.inside()
  for (const [name, window] of [
    ['125 %', AT_125],
    ['largest text', WINDOW],
  ] as const) {
    await test.step(name, async () => {
      await page.setViewportSize(window)
      if (name === 'largest text') await chooseText(page, '特大')
      for (const path of SCREENS) {
        await goTo(page, path)
        await expectSound(page, `${name} ${path}`)
      }
      await openFirstHousehold(page)
      await expectSound(page, `${name} household`)
    })
  }
  await chooseText(page, '标准')
})

test('the menu fits a window 768 px high, goes by keyboard and remembers what is open', async () => {
  const page = await county.inside()
  const menu = page.getByRole('navigation', { name: '主菜单' })
  expect(await menu.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0)
  const people = menu.getByRole('button', { name: '对象' })
  await people.focus()
  await page.keyboard.press('ArrowDown')
  await expect(menu.getByRole('link', { name: '贫困户' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(menu.getByRole('link', { name: '贫困户' })).toHaveAttribute('aria-current', 'page')
  const system = menu.getByRole('button', { name: '系统' })
  const open = (await system.getAttribute('aria-expanded')) === 'true'
  await system.click()
  await expect(system).toHaveAttribute('aria-expanded', String(!open))
  await expectAccessible(page)
  // All places, not the one asked for: before the height is known more stand open than there is room for, and the rest is folded then.
  const left = await openPlacesOf(menu)
  await page.reload()
  await expect.poll(() => openPlacesOf(menu)).toEqual(left)
  expect(await menu.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0)
  await menu.getByRole('link', { name: '首页' }).click()
  await goTo(page, '/people')
  await expect(people, 'going to a page opens its place').toHaveAttribute('aria-expanded', 'true')
})

function openPlacesOf(menu: Locator): Promise<string[]> {
  return menu.locator('[data-place][aria-expanded=true]').allInnerTexts()
}

test('11.2 the menu, the tree and the rows stay as the user left them, also after a reload', async () => {
  const page = await county.inside()
  await goTo(page, '/households')
  const row = listOf(page).getByRole('row').nth(1)
  await expect(row).toBeVisible()
  expect((await row.boundingBox())?.height, 'close rows on a small screen').toBeLessThanOrEqual(27)
  const wide = (await page.getByRole('main').boundingBox())?.width ?? 0
  await page.keyboard.press('Control+b')
  await expect.poll(async () => (await page.getByRole('main').boundingBox())?.width ?? 0).toBeGreaterThan(wide + 80)
  await page.getByRole('button', { name: /收起.*(区划|乡镇)/ }).click()
  await expectSound(page, 'folded')
  await expectAccessible(page)
  await page.reload()
  const menu = page.getByRole('navigation', { name: '主菜单' })
  await expect(menu.getByRole('button', { name: '展开菜单' })).toBeVisible()
  await expect(page.getByRole('tree')).toHaveCount(0)
  await menu.getByRole('link', { name: '人员' }).click()
  await expect(page.getByRole('heading', { name: '人员' })).toBeVisible()
})
