/** Through the door, as a user goes. */
import { expect, type Page } from '@playwright/test'
import { goTo } from '../pages/household.ts'
import { field } from './field.ts'
import { PASSWORD } from './shell.ts'

/** Logs the first user in by keyboard; the program's first page is open afterwards. */
export async function logIn(page: Page, password: string = PASSWORD): Promise<void> {
  const typed = field(page, '密码', { exact: true })
  await typed.fill(password)
  await typed.press('Enter')
  await expect(page.getByRole('navigation').first()).toBeVisible()
}

/** Gives the window to another user. */
export async function logInAs(page: Page, login: string, password: string = PASSWORD): Promise<void> {
  await page.keyboard.press('Control+Shift+l')
  await page.getByRole('button', { name: '换一个用户登录' }).click()
  await page.getByRole('combobox', { name: '用户', exact: true }).fill(login)
  await page.getByRole('option', { name: login }).click()
  await logIn(page, password)
}

/** Whoever logs in for the first time chooses a password of their own. */
export async function changePassword(page: Page, from: string, to: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await field(dialog, '现在的密码', { exact: true }).fill(from)
  for (const label of ['新密码', '再输一次新密码']) await field(dialog, label, { exact: true }).fill(to)
  await dialog.getByRole('button', { name: '修改密码' }).click()
  await expect(dialog).toHaveCount(0)
}

export interface NewUser {
  readonly name: string
  readonly login: string
  /** What they are limited to: what is typed to find it, and its name. */
  readonly within?: readonly [string, RegExp]
}

/** An administrator adds somebody who enters data. */
export async function addUser(page: Page, { name, login, within }: NewUser): Promise<void> {
  await goTo(page, '/users')
  await page.getByRole('button', { name: '增加用户' }).first().click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '姓名').fill(name)
  await field(dialog, '登录名').fill(login)
  if (within !== undefined) {
    await field(dialog, '查找区划').fill(within[0])
    await dialog.getByRole('checkbox', { name: within[1] }).check()
  }
  await dialog.locator('input[type=password]').fill(PASSWORD)
  await dialog.getByRole('button', { name: '增加用户' }).click()
  await expect(dialog).toHaveCount(0)
}
