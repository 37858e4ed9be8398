/** A new data key and backups put back, as an administrator does it: one office for all of it. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { addUser, changePassword, logIn, logInAs } from './support/login.ts'
import { LOGIN, PASSWORD } from './support/shell.ts'
import { expect, test } from './support/test.ts'

test.use({ state: 'office' })

const CLERK = 'wang'

/** Keeps what the page prints in `printed` of its window. */
async function keepPrinted(page: Page): Promise<void> {
  await page.evaluate(() => {
    const srcdoc = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'srcdoc')
    const printed: string[] = []
    Object.assign(window, { printed })
    Object.defineProperty(HTMLIFrameElement.prototype, 'srcdoc', {
      ...srcdoc,
      set(this: HTMLIFrameElement, html: string) {
        printed.push(html)
        srcdoc?.set?.call(this, html)
      },
    })
  })
}

const printedBy = (page: Page): Promise<string> => page.evaluate(() => (Reflect.get(window, 'printed') as string[]).join(''))

test('a new data key hands out passwords and a code once; backups of before are put back, inside and at the door', async ({ program, shell }) => {
  await logIn(program)
  await addUser(program, { name: '王五', login: CLERK })
  await goTo(program, '/backups')
  await program.getByRole('button', { name: '立即备份' }).click()
  const putBack = program.getByRole('button', { name: /^恢复到 / }).first()
  await expect(putBack).toBeVisible()
  const dialog = program.getByRole('dialog')

  await goTo(program, '/users')
  await program.getByRole('button', { name: '更换数据密钥' }).click()
  await expect(dialog.getByLabel('您的密码', { exact: true })).toBeFocused()
  await expectAccessible(program)
  await field(dialog, '您的密码', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: '更换数据密钥' }).click()
  // The new code stands before everything, the dialog included, until it was confirmed.
  await expect(program.getByRole('heading', { name: '请保管好恢复码' })).toBeVisible()
  await expect(dialog).toHaveCount(0)
  await expectAccessible(program)
  const code = await program.getByRole('main').locator('code').innerText()
  await program.getByRole('checkbox').check()
  await program.getByRole('button', { name: '开始使用' }).click()
  await expect(dialog.getByText('其他人的临时密码')).toBeVisible()
  await expectAccessible(program)
  const temporary = await dialog.locator('code').innerText()
  await keepPrinted(program)
  await dialog.getByRole('button', { name: '打印临时密码' }).click()
  await expect.poll(() => printedBy(program)).toContain(temporary)
  expect(await printedBy(program)).not.toContain(code)
  await dialog.getByRole('button', { name: '都已交给本人' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(program.getByText(code)).toHaveCount(0)

  await logInAs(program, CLERK, temporary)
  await changePassword(program, temporary, '王五自己的密码2026')

  await logInAs(program, LOGIN, PASSWORD)
  await goTo(program, '/backups')
  await putBack.click()
  await expectAccessible(program)
  await field(dialog, /^密码/).fill(PASSWORD)
  await dialog.getByRole('button', { name: '换成这份备份' }).click()
  await expect(program.getByText('已恢复').first()).toBeVisible()

  await program.getByRole('button', { name: '从备份恢复' }).click()
  await expectAccessible(program)
  const choosing = program.waitForEvent('filechooser')
  await dialog.getByRole('button', { name: '选择备份文件' }).click()
  const backups = join(shell.dataDirectory, 'backups')
  await (await choosing).setFiles(join(backups, readdirSync(backups).find((name) => name.includes('manual')) ?? ''))
  await field(dialog, /^登录名/).fill(LOGIN)
  await field(dialog, /^密码/).fill(PASSWORD)
  await dialog.getByRole('button', { name: '换成这份备份' }).click()
  await expect(dialog).toHaveCount(0)
  // The clerk's own password outlived both: users are today's.
  await program.getByRole('combobox', { name: '用户', exact: true }).fill(CLERK)
  await program.getByRole('option', { name: CLERK }).click()
  await logIn(program, '王五自己的密码2026')
})
