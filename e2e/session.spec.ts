/** Who gets in, what a reader may do, and two windows at one record. */
import { goTo, listOf, openFirstHousehold } from './pages/household.ts'
import { logIn } from './support/login.ts'
import { PASSWORD } from './support/shell.ts'
import { expect, test } from './support/test.ts'

test('a wrong password opens nothing and says so; the right one opens', async ({ program }) => {
  const password = program.getByLabel('密码', { exact: true })
  await password.fill('不是这个密码')
  await password.press('Enter')
  await expect(program.getByText(/密码(不对|不正确|错误)|用户名或密码/).first()).toBeVisible()
  await expect(program.getByRole('navigation')).toHaveCount(0)
  // Wrong passwords slow down: the right one may have to wait a second.
  await expect(async () => {
    await password.fill(PASSWORD)
    await password.press('Enter')
    await expect(program.getByRole('navigation').first().or(program.getByText('密码连续输错'))).toBeVisible()
    // Looked at once: waiting here for what only another try takes away would wait for nothing.
    expect(await program.getByText('密码连续输错').count()).toBe(0)
  }).toPass({ intervals: [1000] })
})

test('locking hides the data and keeps what was typed', async ({ program }) => {
  await logIn(program)
  const card = await openFirstHousehold(program)
  const address = card.field('备注').first()
  await address.fill('锁定之前写的')
  await program.keyboard.press('Control+Shift+l')
  const password = program.getByLabel('密码', { exact: true })
  await expect(password).toBeVisible()
  await expect(address).toBeHidden()
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(address).toHaveValue('锁定之前写的')
})

test('two windows change one household: the second is told and loses nothing unseen', async ({ program }) => {
  await logIn(program)
  const first = await openFirstHousehold(program)
  const other = await program.context().newPage()
  await other.goto(program.url())
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

test('a reader sees masked numbers and no way to change anything', async ({ program }) => {
  await logIn(program)
  await goTo(program, '/users')
  await program.getByRole('button', { name: '增加用户' }).first().click()
  const dialog = program.getByRole('dialog')
  await dialog.getByLabel('姓名').fill('只看不改')
  await dialog.getByLabel('登录名').fill('duzhe')
  await dialog.getByRole('radio', { name: '只读' }).check()
  await dialog.locator('input[type=password]').fill(PASSWORD)
  await dialog.getByRole('button', { name: '增加用户' }).click()
  await expect(dialog).toHaveCount(0)
  await program.keyboard.press('Control+Shift+l')
  await program.getByRole('button', { name: '换一个用户登录' }).click()
  await program.getByRole('combobox', { name: '用户', exact: true }).fill('duzhe')
  await program.getByRole('option', { name: 'duzhe' }).click()
  await logIn(program)
  // The password an administrator gave must be changed first.
  const change = program.getByRole('dialog')
  await change.getByLabel('现在的密码', { exact: true }).fill(PASSWORD)
  for (const label of ['新密码', '再输一次新密码']) await change.getByLabel(label, { exact: true }).fill('读者自己的密码2026')
  await change.getByRole('button', { name: '修改密码' }).click()
  await expect(change).toHaveCount(0)
  await goTo(program, '/people')
  await expect(listOf(program).getByRole('row').nth(1)).toBeVisible()
  await expect(listOf(program)).toContainText('*')
  expect(await listOf(program).innerText()).not.toMatch(/\d{17}[\dX]/)
  await expect(program.getByRole('button', { name: /^新增/ })).toHaveCount(0)
  await openFirstHousehold(program)
  await expect(program.getByRole('button', { name: '保存', exact: true })).toHaveCount(0)
})
