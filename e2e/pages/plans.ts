/** 一户一策 as a user makes it. */
import { expect, type Page } from '@playwright/test'
import { field } from '../support/field.ts'
import { goTo } from './household.ts'
import { openRecord } from './steps.ts'

/** A plan for leaving poverty in 2015, for the households that are chosen in the list. */
export async function beginPlans(page: Page, on: string, before?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '制定一户一策' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '年度' }).fill('2015')
  await dialog.getByRole('textbox', { name: '目标脱贫年' }).fill('2015')
  await field(dialog, '脱贫路径').fill('发展')
  await page.keyboard.press('Enter')
  await field(dialog, '编制日期').fill(on)
  await before?.()
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
}

/** Opens the first plan of the list; answers with its id. */
export async function openFirstPlan(page: Page): Promise<string> {
  await goTo(page, '/plans')
  await page
    .getByRole('grid', { name: '一户一策列表' })
    .getByRole('row')
    .nth(1)
    .getByRole('gridcell')
    .nth(1)
    .click({ position: { x: 20, y: 12 } })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('CS')
  return openRecord(page, '/plans')
}

/** Cells of a line in the order of the grid; what is left open is passed over. */
export async function addMeasure(page: Page, category: string, content: string, more: readonly string[], income: readonly string[]): Promise<void> {
  for (const text of [category, content, '', ...more, '', '', '', '', '', '2015-11-30', ...income]) {
    if (text !== '') await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

/** What came of a measure, found by its content. */
export async function enterResult(page: Page, content: string, on: string, done: string, earned: string): Promise<void> {
  await goTo(page, '/measures')
  await page.getByRole('grid', { name: '措施台账列表' }).getByText(content).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(content)
  await page.getByRole('tab', { name: '措施落实' }).click()
  await page.getByRole('main').getByRole('button', { name: '新增', exact: true }).click()
  await field(page, '落实日期').fill(on)
  await field(page, '完成量').fill(done)
  await field(page, '实际增收').fill(earned)
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(on)
}
