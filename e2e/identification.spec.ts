/** 识别核查 through the screen: a household not on file, cases begun for many, a case taken through its first steps, and the board of the year. */
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { beginCases } from './pages/identifications.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

async function enterUnlisted(page: Page): Promise<void> {
  await goTo(page, '/unlisted/new')
  await page.getByRole('combobox', { name: '行政村' }).fill('柯寨')
  await page.getByRole('option', { name: /柯寨/ }).first().click()
  await field(page, '户主姓名').fill('马在外')
  await field(page, '家庭人口数', { exact: true }).fill('4')
  await expectAccessible(page)
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('马在外')
}

async function enterCampaign(page: Page): Promise<void> {
  await goTo(page, '/campaigns/new')
  await field(page, '名称').fill('2015 年动态调整')
  await page.getByRole('textbox', { name: '年度' }).fill('2015')
  await field(page, '组织单位').fill('漳县')
  await page.getByRole('option', { name: /漳县/ }).first().click()
  await field(page, '开始日期').fill('2015-09-01')
  await field(page, '结束日期').fill('2015-11-30')
  // This campaign goes without a score sheet; with one the visit would wait for it.
  await expect(page.getByLabel('评分表代号')).toHaveValue('entry_assessment')
  await field(page, '评分表代号').fill('')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2015 年动态调整')
}

/** The same campaign and grounds for all chosen. */
const begin = (page: Page): Promise<void> =>
  beginCases(page, { campaign: /2015 年动态调整/, direction: '正向', ground: '本人申请', on: '2015-09-02' }, () => expectAccessible(page))

test('a household not on file is looked into: begun from the list, taken through a step, counted on the board', async ({ program }) => {
  await logIn(program)
  await enterCampaign(program)
  await enterUnlisted(program)
  await goTo(program, '/unlisted')
  const list = program.getByRole('grid', { name: '未建档户列表' })
  await list.getByRole('row').nth(1).getByRole('checkbox').check()
  await begin(program)
  await expect(program.getByRole('dialog')).toHaveCount(0)

  await list.getByRole('row').nth(1).getByRole('checkbox').check()
  await begin(program)
  await expect(program.getByRole('alert').getByText(/相同/)).toBeVisible()
  await program.getByRole('dialog').getByRole('button', { name: '取消' }).click()

  await goTo(program, '/identifications')
  const cases = program.getByRole('grid', { name: '识别核查列表' })
  await expect(cases.getByRole('row')).toHaveCount(2)
  await cases.getByText('未建档户：马在外').click()
  await program.getByRole('tab', { name: '办理' }).click()
  await expectAccessible(program)
  await program.getByRole('button', { name: '入户评估' }).click()
  const dialog = program.getByRole('dialog')
  await field(dialog, '办理日期').fill('2015-09-05')
  await field(dialog, /调查人签字/).fill('甲、乙')
  await program.keyboard.press('Control+s')
  await expect(program.getByText('已入户评估').first()).toBeVisible()

  await goTo(program, '/procedures/identification')
  await expect(program.getByRole('heading', { level: 1 })).toContainText('识别核查进度')
  await field(program, '哪一批').selectOption({ label: '2015 年动态调整' })
  await expect(program.getByText(/这一批 \d+ 天前结束/)).toBeVisible()
  await expectAccessible(program)
  await program.getByRole('button', { name: /已入户评估 1/ }).click()
  await expect(program.getByRole('grid', { name: '识别核查列表' }).getByRole('row')).toHaveCount(2)

  await goTo(program, '/notices')
  await expect(program.getByRole('heading', { level: 1 })).toContainText('本周公示')
  await program.getByRole('button', { name: '前一周' }).click()
  await expect(program.getByText('这一周没有公示')).toBeVisible()
  await expectAccessible(program)
})
