/** 入户调查 as a user arranges it and goes. */
import { expect, type Locator, type Page } from '@playwright/test'
import { field } from '../support/field.ts'
import { makeStep } from './steps.ts'

/** The round and two surveyors, the first two of the list, for the households that are chosen in the list. */
export async function arrangeVisits(page: Page, round: RegExp, before?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '安排入户' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('入户调查')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: round }).click()
  for (const [at, label] of ['调查人', '第二调查人'].entries()) {
    await dialog.getByLabel(label, { exact: true }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('listbox').getByRole('option').nth(at).click()
  }
  await before?.()
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
}

export const visitsOf = (page: Page): Locator => page.getByRole('grid', { name: '入户记录列表' })

/** Opens the first visit of the list, says who was met and what they lack, and makes the step. */
export async function visitFirst(page: Page, on: string, problems: string): Promise<void> {
  await visitsOf(page).focus()
  await page.keyboard.press('Enter')
  await field(page, '入户日期').fill(on)
  await field(page, '见到谁').fill('户主')
  await page.keyboard.press('Enter')
  await field(page, '主要问题').fill(problems)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('未保存', { exact: true })).toHaveCount(0)
  await page.getByRole('tab', { name: '办理' }).click()
  await makeStep(page, '入户', on)
}
