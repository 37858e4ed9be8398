/** Money as a user moves it: given to a project, claimed, and read in from lists of the bank. */
import { expect, type Page } from '@playwright/test'
import { goTo } from './household.ts'

export interface Allocation {
  readonly source: readonly [typed: string, option: RegExp]
  readonly project: readonly [typed: string, option: RegExp]
  readonly place: readonly [typed: string, option: RegExp]
  readonly amount: string
}

async function choose(page: Page, label: string, [typed, option]: readonly [string, RegExp]): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox', { name: label, exact: true }).fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

/** Gives money to a project from the list of allocations. */
export async function allocate(page: Page, { source, project, place, amount }: Allocation, before?: () => Promise<void>): Promise<void> {
  await goTo(page, '/fund_allocations')
  await page.getByRole('button', { name: '分配资金' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, '资金来源', source)
  await choose(page, '项目', project)
  await choose(page, '支配区划', place)
  await dialog.getByRole('textbox', { name: '金额', exact: true }).fill(amount)
  await before?.()
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
}

/** Reads a file into a claim; `told` is seen before it is written. */
export async function readBank(
  page: Page,
  {
    button,
    claim,
    file,
    kind,
    told,
  }: { readonly button: string; readonly claim: string; readonly file: string; readonly kind?: string; readonly told: string },
  before?: () => Promise<void>,
): Promise<void> {
  await goTo(page, '/household_payments')
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, '报账单', [claim, new RegExp(claim)])
  if (kind !== undefined) await choose(page, '补助种类', [kind, new RegExp(kind)])
  const choosing = page.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: '选择文件' }).click()
  await (await choosing).setFiles(file)
  await expect(dialog.getByRole('table', { name: '名单的合计' })).toContainText(told)
  await before?.()
  await dialog.getByRole('button', { name: /^写进台账 \d+ 笔$/ }).click()
  await expect(dialog).toHaveCount(0)
}
