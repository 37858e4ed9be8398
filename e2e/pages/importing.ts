/** The import wizard. */
import { expect, type Page } from '@playwright/test'
import { field } from '../support/field.ts'
import { goTo } from './household.ts'

/** Picks a file in the wizard, for a register by its label where it is not the roster; ends at the headings. */
export async function pickFile(page: Page, path: string, register?: string): Promise<void> {
  await goTo(page, '/imports/new')
  if (register !== undefined) await field(page, '导入到哪个台账').selectOption({ label: register })
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^选择文件/ }).click()
  await (await choosing).setFiles(path)
  await expect(page.getByRole('button', { name: '核对全部行' })).toBeEnabled()
}

/** Year of the sheet, where it is not the one on top of the program. */
export async function chooseYear(page: Page, year: number): Promise<void> {
  await field(page, '年度（表里没有年度列时）').selectOption(String(year))
}

/** From the headings to the preview. */
export async function checkAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: '核对全部行' }).click()
  await expect(page.getByRole('button', { name: /^导入 [\d,]+ 行$|^没有要写入的行$/ })).toBeVisible()
}

/** Writes what is right. */
export async function commit(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^导入 [\d,]+ 行$/ }).click()
  const partly = page.getByRole('button', { name: /^只导入正确的/ })
  await expect(partly.or(page.getByText('导入完成')).or(page.getByText('正在导入')).first()).toBeVisible()
  if (await partly.isVisible()) await partly.click()
  await expect(page.getByText('导入完成', { exact: true })).toBeVisible()
}
