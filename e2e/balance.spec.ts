/** 平衡表 through the screen: a birth and a death, a household that splits, its life, the sheet, and the records behind a figure. */
import type { Page } from '@playwright/test'
import { enterBirth, peopleOf } from './pages/balance.ts'
import { goTo, HouseholdCard } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { shareWindow } from './support/window.ts'
import { expect, test } from './support/test.ts'

const window = shareWindow('demo')

/** The first household that has not left the list: the first of all has. */
async function openPoorHousehold(page: Page): Promise<HouseholdCard> {
  await goTo(page, '/households')
  const list = page.getByRole('grid', { name: '贫困户列表' })
  await expect(list.getByRole('row').nth(2)).toContainText('未脱贫')
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
  return new HouseholdCard(page)
}

test('a birth, a death and a split are entered and stand on the sheet; a figure leads to its records', async () => {
  const page = await window.inside()
  await goTo(page, '/balance')
  await expect(page.getByRole('heading', { name: '合计' })).toBeVisible()
  await expectAccessible(page)
  const [born, died] = [await peopleOf(page, '新生儿'), await peopleOf(page, '死亡')]

  const card = await openPoorHousehold(page)
  await card.tab('家庭成员')
  await page.getByRole('button', { name: '成员减少…' }).click()
  const leaving = page.getByRole('dialog', { name: '成员减少' })
  await field(leaving, '减少原因').fill('死亡')
  await page.keyboard.press('Enter')
  await field(leaving, '减少日期').fill('2015-06-01')
  await leaving.getByRole('button', { name: '确定减少' }).click()
  await enterBirth(page, '新生甲', '2015-03-10', '2015-03-12')
  await card.saveNow()

  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '分户' }).click()
  const splitting = page.getByRole('dialog', { name: /^分户/ })
  await splitting.getByRole('checkbox').first().check()
  await field(splitting, '变动日期').fill('2015-06-02')
  await field(splitting, '变动原因').fill('子女成家另过')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await splitting.getByRole('button', { name: '分出 1 人' }).click()
  await expect(page.getByText('已分户', { exact: true })).toBeVisible()
  await card.tab('经历')
  await expect(page.getByRole('listitem').filter({ hasText: '分户' }).first()).toContainText('2015-06-02')
  await expectAccessible(page)

  await goTo(page, '/balance')
  await expect.poll(() => peopleOf(page, '死亡')).toBe(died + 1)
  expect(await peopleOf(page, '新生儿')).toBe(born + 1)
  await expect(page.getByRole('button', { name: /^分户 1 户/ })).toBeVisible()
  await page.getByRole('button', { name: /^分户 1 户/ }).click()
  const entries = page.getByRole('grid', { name: '平衡表明细' })
  await expect(entries.getByRole('row')).toHaveCount(3)
  await expect(entries.getByText('2015-06-02').first()).toBeVisible()
  await expectAccessible(page)
})
