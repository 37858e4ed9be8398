/** The menu by keyboard: it fits the window, opens what is used, and remembers it. */
import { expectAccessible } from './support/axe.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

test('the menu fits a window 768 px high, goes by keyboard and remembers what is open', async ({ program }) => {
  await logIn(program)
  const menu = program.getByRole('navigation', { name: '主菜单' })
  expect(await menu.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0)
  const people = menu.getByRole('button', { name: '对象' })
  await people.focus()
  await program.keyboard.press('ArrowDown')
  await expect(menu.getByRole('link', { name: '贫困户' })).toBeFocused()
  await program.keyboard.press('Enter')
  await expect(menu.getByRole('link', { name: '贫困户' })).toHaveAttribute('aria-current', 'page')
  const system = menu.getByRole('button', { name: '系统' })
  const open = (await system.getAttribute('aria-expanded')) === 'true'
  await system.click()
  await expect(system).toHaveAttribute('aria-expanded', String(!open))
  await expectAccessible(program)
  await program.reload()
  await expect(menu.getByRole('button', { name: '系统' })).toHaveAttribute('aria-expanded', String(!open))
  expect(await menu.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0)
})
