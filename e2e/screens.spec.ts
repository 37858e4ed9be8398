/** Every screen: accessible, and at 1366 × 768 without a page that scrolls sideways, overlaps or cuts. */
import type { Page } from '@playwright/test'
import { openFirstHousehold, goTo, listOf } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { faultsOfLayout } from './support/layout.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

async function expectGood(page: Page): Promise<void> {
  await expect(page.getByLabel(/^正在(读取|打开|生成)/)).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'sideways scroll').toBe(0)
  expect(await faultsOfLayout(page)).toEqual([])
  // The form preview is the paper itself, a frame of its own.
  await expectAccessible(page, { exclude: ['iframe'] })
}

/** Title and path; no two of one title one after the other. */
const SCREENS = [
  ['首页', '/'],
  ['贫困户', '/households'],
  ['人员', '/people'],
  ['区划与村', '/villages'],
  ['社', '/groups'],
  ['帮扶单位', '/organizations'],
  ['帮扶责任人', '/helpers'],
  ['结对帮扶', '/pairings'],
  ['导入', '/imports'],
  ['表单与导出', '/forms'],
  ['导入', '/imports/new'],
  ['统计', '/statistics'],
  ['目标任务', '/targets'],
  ['问卷', '/questionnaires'],
  ['编写问卷', '/questionnaires/new/edit'],
  ['随机抽取', '/draws'],
  ['定抽取名单', '/draws/new'],
  ['用户', '/users'],
  ['备份与检查', '/backups'],
  ['设置', '/settings'],
  ['操作记录', '/changes'],
  ['核查', '/checks'],
  ['数据交换', '/exchange'],
  ['发送', '/exchange/send'],
  ['接收', '/exchange/receive'],
  ['冲突台', '/exchange/conflicts'],
  ['重复记录', '/exchange/duplicates'],
  ['修改建议', '/exchange/proposals'],
  ['迁移', '/exchange/transfers'],
  ['审核退回', '/exchange/returns'],
  ['站点', '/exchange/sites'],
] as const

test('the look at accessibility finds what is wrong', async ({ page }) => {
  await page.setContent(
    '<html lang="zh"><title>x</title><main><h1>x</h1><img src="data:,"><p style="color:#ddd;background:#fff">几乎看不见的字</p></main></html>',
  )
  const found = await expectAccessible(page).then(
    () => '',
    (error: unknown) => String(error),
  )
  expect(found).toContain('image-alt')
  expect(found).toContain('color-contrast')
})

test.describe('a county with people on file', () => {
  const county = shareWindow('demo')

  test('login', async () => {
    await county.page.getByLabel('密码', { exact: true }).waitFor()
    await expectGood(county.page)
  })

  for (const [title, path] of SCREENS) {
    test(`screen: ${title} ${path}`, async () => {
      const page = await county.inside()
      await goTo(page, path)
      // The screen before stays while this one is loaded; the window is named after what is shown.
      await expect(page).toHaveTitle(new RegExp(`^${title} · `))
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
      await expectGood(page)
    })
  }

  test('the household card, tab by tab, and a person', async () => {
    const page = await county.inside()
    await openFirstHousehold(page)
    const tabs = page.getByRole('tab')
    const count = await tabs.count()
    expect(count).toBeGreaterThanOrEqual(9)
    for (let at = 0; at < count; at++) {
      await tabs.nth(at).click()
      await test.step(await tabs.nth(at).innerText(), () => expectGood(page))
    }
    await goTo(page, '/people')
    await expect(listOf(page).getByRole('row').nth(1)).toBeVisible()
    await listOf(page).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab').first()).toBeVisible()
    await expectGood(page)
  })
})

test.describe('first start', () => {
  test.use({ state: 'empty' })
  test('set-up', async ({ program }) => {
    await expect(program.getByLabel('查找')).toBeVisible()
    await expectGood(program)
  })
})
