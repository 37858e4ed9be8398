/** Every screen: accessible, and at 1366 × 768 without a page that scrolls sideways, overlaps or cuts. */
import type { Page } from '@playwright/test'
import { openFirstHousehold, goTo, listOf } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { faultsOfLayout } from './support/layout.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

async function expectGood(page: Page): Promise<void> {
  await expect(page.getByLabel(/^正在(读取|打开|生成)/)).toHaveCount(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'sideways scroll').toBe(0)
  expect(await faultsOfLayout(page)).toEqual([])
  // The form preview is the paper itself, a frame of its own.
  await expectAccessible(page, { exclude: ['iframe'] })
}

const SCREENS = [
  ['首页', '/'],
  ['贫困户', '/households'],
  ['人员', '/people'],
  ['区划与村', '/villages'],
  ['社', '/groups'],
  ['帮扶单位', '/organizations'],
  ['帮扶责任人', '/helpers'],
  ['结对', '/pairings'],
  ['导入记录', '/imports'],
  ['导入', '/imports/new'],
  ['表单与导出', '/forms'],
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
  ['户迁移', '/exchange/transfers'],
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

test('login', async ({ program }) => {
  await program.getByLabel('密码', { exact: true }).waitFor()
  await expectGood(program)
})

/** So many screens share a shell and a login. */
const TOGETHER = 6

for (const part of Array.from({ length: Math.ceil(SCREENS.length / TOGETHER) }, (_, index) => SCREENS.slice(index * TOGETHER, (index + 1) * TOGETHER))) {
  test(`screens: ${part.map(([name]) => name).join('、')}`, async ({ program }) => {
    await logIn(program)
    for (const [name, path] of part) {
      await test.step(name, async () => {
        await goTo(program, path)
        await expect(program.getByRole('heading', { level: 1 }).first()).toBeVisible()
        await expectGood(program)
      })
    }
  })
}

test('the household card, tab by tab, and a person', async ({ program }) => {
  await logIn(program)
  await openFirstHousehold(program)
  const tabs = program.getByRole('tab')
  const count = await tabs.count()
  expect(count).toBeGreaterThanOrEqual(9)
  for (let at = 0; at < count; at++) {
    await tabs.nth(at).click()
    await test.step(await tabs.nth(at).innerText(), () => expectGood(program))
  }
  await goTo(program, '/people')
  await expect(listOf(program).getByRole('row').nth(1)).toBeVisible()
  await listOf(program).focus()
  await program.keyboard.press('Enter')
  await expect(program.getByRole('tab').first()).toBeVisible()
  await expectGood(program)
})

test.describe('first start', () => {
  test.use({ state: 'empty' })
  test('set-up', async ({ program }) => {
    await expect(program.getByLabel('查找')).toBeVisible()
    await expectGood(program)
  })
})
