/** 入户调查与短板 through the screen: a round begun for chosen households, a visit done by two surveyors and checked, what is lacking found by the standards and put under a need. */
import type { Page } from '@playwright/test'
import { goTo, listOf } from './pages/household.ts'
import { makeStep } from './pages/steps.ts'
import { arrangeVisits, visitFirst, visitsOf } from './pages/surveys.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

async function choose(page: Page, label: string, text: string, option: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(text)
  await page.getByRole('option', { name: option }).first().click()
}

async function enterRound(page: Page): Promise<void> {
  await goTo(page, '/surveys/new')
  await field(page, '名称').fill('2015 年第一轮过筛')
  await page.getByRole('textbox', { name: '年度' }).fill('2015')
  await field(page, '组织单位').fill('漳县')
  await page.getByRole('option', { name: /漳县/ }).first().click()
  await field(page, '开始日期').fill('2015-09-01')
  await field(page, '结束日期').fill('2015-11-30')
  await page.keyboard.press('Control+s')
  await expect(heading(page)).toContainText('2015 年第一轮过筛')
}

/** The same round and the same two surveyors for two households. */
async function beginVisits(page: Page): Promise<void> {
  await goTo(page, '/households')
  const list = page.getByRole('grid', { name: '贫困户列表' })
  await list.getByRole('row').nth(1).getByRole('checkbox').check()
  await list.getByRole('row').nth(2).getByRole('checkbox').check()
  await arrangeVisits(page, /2015 年第一轮过筛/, () => expectAccessible(page))
}

/** Who went and whom they met is filled in before the visit can be settled. */
async function visit(page: Page): Promise<void> {
  await goTo(page, '/visits')
  await expect(visitsOf(page).getByRole('row')).toHaveCount(3)
  await visitFirst(page, '2015-09-10', '没有自来水')
  await expect(page.getByText('已访').first()).toBeVisible()
  await makeStep(page, '复核', '2015-09-15')
  await makeStep(page, '锁定', '2015-09-16')
  await expect(page.getByText('已锁定').first()).toBeVisible()
}

async function findShortfalls(page: Page): Promise<void> {
  await goTo(page, '/shortfalls')
  await page.getByRole('button', { name: '按标准查短板' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '年度' }).fill('2015')
  await dialog.getByRole('button', { name: '只看有多少' }).click()
  await expect(dialog.getByText(/会登记 [1-9]\d* 条短板/)).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '查短板', exact: true }).click()
  await expect(dialog.getByText(/新登记 [1-9]\d* 条短板/)).toBeVisible()
  await dialog.getByRole('button', { name: '查短板', exact: true }).click()
  await expect(dialog.getByText(/新登记 0 条短板/)).toBeVisible()
  await dialog.getByRole('button', { name: '关闭' }).last().click()
  await expect(listOf(page).getByRole('row').nth(1)).toBeVisible()
}

/** The coloured table, and the gaps behind one of its cells. */
async function openMap(page: Page): Promise<void> {
  await goTo(page, '/statistics')
  await page.getByRole('button', { name: /短板热力图/ }).click()
  const map = page.getByRole('grid', { name: /短板热力图/ })
  await expect(map).toBeVisible()
  await expectAccessible(page)
  await map
    .locator('td')
    .filter({ hasText: /^[1-9]/ })
    .nth(1)
    .click()
  await expect(page.getByRole('grid', { name: '短板列表' }).getByRole('row').nth(1)).toBeVisible()
}

async function listUnderNeed(page: Page): Promise<void> {
  await goTo(page, '/needs/new')
  await field(page, '需求名称').fill('自来水入户')
  await choose(page, '行政村', '柯寨', /柯寨/)
  await page.getByRole('textbox', { name: '年度' }).fill('2015')
  await field(page, '类别').fill('饮水')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '增加一行' }).click()
  await page.keyboard.type('柯寨')
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
  await page
    .getByRole('listbox')
    .getByRole('option', { name: /柯寨村/ })
    .first()
    .click()
  await page.keyboard.press('Control+s')
  await expect(heading(page)).toContainText('自来水入户')
}

test('households are visited by two surveyors, what they lack is found by the standards and put under a need', async ({ program }) => {
  await logIn(program)
  await enterRound(program)
  await beginVisits(program)
  await visit(program)
  await goTo(program, '/procedures/survey_visit')
  await expect(program.getByText('已锁定').first()).toBeVisible()
  await findShortfalls(program)
  await openMap(program)
  await listUnderNeed(program)
})
