/** 核查 through the screen: what was entered with a doubt stands there, Enter leads to its field, and it is explained. */
import { goTo, HouseholdCard, openFirstHousehold } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

test('a finding is met, opened with one key, and explained', async ({ program }) => {
  await logIn(program)
  await openFirstHousehold(program)
  const card = new HouseholdCard(program)
  await card.field('联系电话').fill('09324862301')
  await card.saveNow()

  await goTo(program, '/checks')
  await program.getByRole('button', { name: '户联系电话是手机号码' }).click()
  const list = program.getByRole('grid', { name: '问题列表' })
  await expect(list.getByRole('row')).toHaveCount(2)
  await expectAccessible(program)
  await list.getByRole('gridcell', { name: /户联系电话不是/ }).click()
  await program.keyboard.press('Enter')
  await expect(card.field('联系电话')).toBeFocused()

  await program.goBack()
  await program.getByRole('button', { name: '户联系电话是手机号码' }).click()
  await list.getByRole('row').nth(1).getByRole('checkbox').check()
  await program.getByRole('button', { name: '说明', exact: true }).click()
  const dialog = program.getByRole('dialog')
  await field(dialog, '原因').fill('村里只有座机')
  await expectAccessible(program)
  await dialog.getByRole('button', { name: '说明', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(program.getByRole('button', { name: '户联系电话是手机号码' })).toBeHidden()
  await program.getByRole('radiogroup', { name: '问题的状态' }).getByText('已说明').click()
  await expect(list.getByRole('gridcell', { name: '村里只有座机' })).toBeVisible()

  await program.getByRole('button', { name: '全面核查' }).click()
  await expect(list.getByRole('gridcell', { name: '村里只有座机' })).toBeVisible()
})
