/** 识别核查 as a user begins it. */
import { expect, type Page } from '@playwright/test'
import { field } from '../support/field.ts'
import { goTo } from './household.ts'
import { openRecord } from './steps.ts'

export interface Begun {
  readonly campaign: RegExp
  readonly direction: string
  readonly ground: string
  readonly on: string
}

/** Fills in what is the same for all chosen; the dialog is sent off. */
export async function beginCases(page: Page, { campaign, direction, ground, on }: Begun, before?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '发起核查' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('识别批次')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: campaign }).click()
  await field(dialog, '方向').fill(direction)
  await page.keyboard.press('Enter')
  await field(dialog, '因何核查').fill(ground)
  await page.keyboard.press('Enter')
  await field(dialog, '立案日期').fill(on)
  await before?.()
  await page.keyboard.press('Control+s')
}

/** Opens the case of somebody; answers with its id. */
export async function openCase(page: Page, name: string): Promise<string> {
  await goTo(page, '/identifications')
  await page.getByRole('grid', { name: '识别核查列表' }).getByText(name).first().click()
  await expect.poll(() => openRecord(page, '/identifications')).not.toBe('new')
  return openRecord(page, '/identifications')
}
