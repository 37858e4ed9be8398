/** Who gets in, what a reader may do, and two windows at one record. */
import { goTo, listOf, openFirstHousehold } from './pages/household.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { PASSWORD } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const county = shareWindow('demo')

test('a wrong password opens nothing and says so; the right one opens', async () => {
  const { page } = county
  const password = page.getByLabel('密码', { exact: true })
  await password.fill('不是这个密码')
  await password.press('Enter')
  await expect(page.getByText(/密码(不对|不正确|错误)|用户名或密码/).first()).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  // Wrong passwords slow down: the right one may have to wait a second.
  await expect(async () => {
    await password.fill(PASSWORD)
    await password.press('Enter')
    await expect(page.getByRole('navigation').first().or(page.getByText('密码连续输错'))).toBeVisible()
    // Looked at once: waiting here for what only another try takes away would wait for nothing.
    expect(await page.getByText('密码连续输错').count()).toBe(0)
  }).toPass({ intervals: [1000] })
})

test('locking hides the data and keeps what was typed', async () => {
  const page = await county.inside()
  const card = await openFirstHousehold(page)
  const address = card.field('备注').first()
  await address.fill('锁定之前写的')
  await page.keyboard.press('Control+Shift+l')
  const password = page.getByLabel('密码', { exact: true })
  await expect(password).toBeVisible()
  await expect(address).toBeHidden()
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(address).toHaveValue('锁定之前写的')
  await card.saveNow()
})

test('two windows change one household: the second is told and loses nothing unseen', async () => {
  const page = await county.inside()
  const first = await openFirstHousehold(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  const otherName = other.getByRole('textbox', { name: '备注', exact: true }).first()
  await otherName.fill('第二个窗口写的')
  await first.field('备注').first().fill('第一个窗口写的')
  await first.saveNow()
  await other.keyboard.press('Control+s')
  await expect(other.getByText('这条记录刚才被别人改过')).toBeVisible()
  await other.getByRole('button', { name: '重新读取' }).click()
  await expect(otherName).toHaveValue('第一个窗口写的')
  await other.close()
})

test('a reader sees masked numbers and no way to change anything', async () => {
  const page = await county.inside()
  await goTo(page, '/users')
  await page.getByRole('button', { name: '增加用户' }).first().click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '姓名').fill('只看不改')
  await field(dialog, '登录名').fill('duzhe')
  await dialog.getByRole('radio', { name: '只读' }).check()
  await dialog.locator('input[type=password]').fill(PASSWORD)
  await dialog.getByRole('button', { name: '增加用户' }).click()
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('Control+Shift+l')
  await page.getByRole('button', { name: '换一个用户登录' }).click()
  await page.getByRole('combobox', { name: '用户', exact: true }).fill('duzhe')
  await page.getByRole('option', { name: 'duzhe' }).click()
  await logIn(page)
  // The password an administrator gave must be changed first.
  const change = page.getByRole('dialog')
  await field(change, '现在的密码', { exact: true }).fill(PASSWORD)
  for (const label of ['新密码', '再输一次新密码']) await field(change, label, { exact: true }).fill('读者自己的密码2026')
  await change.getByRole('button', { name: '修改密码' }).click()
  await expect(change).toHaveCount(0)
  await goTo(page, '/people')
  await expect(listOf(page).getByRole('row').nth(1)).toBeVisible()
  await expect(listOf(page)).toContainText('*')
  expect(await listOf(page).innerText()).not.toMatch(/\d{17}[\dX]/)
  await expect(page.getByRole('button', { name: /^新增/ })).toHaveCount(0)
  await openFirstHousehold(page)
  await expect(page.getByRole('button', { name: '保存', exact: true })).toHaveCount(0)
})
