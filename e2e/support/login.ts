/** Through the door, as a user goes. */
import { expect, type Page } from '@playwright/test'
import { PASSWORD } from './shell.ts'

/** Logs the first user in by keyboard; the program's first page is open afterwards. */
export async function logIn(page: Page, password: string = PASSWORD): Promise<void> {
  const field = page.getByLabel('密码', { exact: true })
  await field.fill(password)
  await field.press('Enter')
  await expect(page.getByRole('navigation').first()).toBeVisible()
}
