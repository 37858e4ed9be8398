/** A household of five without the mouse. */
import { goTo, HouseholdCard } from './pages/household.ts'
import { idNumber } from './pages/roster.ts'
import { pressEnterWhileComposing } from './support/ime.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'
import { Typist } from './support/typist.ts'

const FAMILY = [
  { name: '周大海', sex: '1', id: idNumber('19710203', 901), relation: '01' },
  { name: '吴秋月', sex: '2', id: idNumber('19730405', 902), relation: '02' },
  { name: '周小军', sex: '1', id: idNumber('19980607', 903), relation: '03' },
  { name: '周小燕', sex: '2', id: idNumber('20010809', 904), relation: '04' },
  { name: '周明', sex: '1', id: idNumber('20031011', 905), relation: '03' },
]

test('a household of five, keys only; the Enter of the input method saves nothing', async ({ program }) => {
  await logIn(program)
  await goTo(program, '/households')
  await expect(program.getByRole('grid').first()).toBeVisible()
  const typist = new Typist(program)
  await typist.press('Alt+n')
  await expect(program.getByRole('heading', { level: 1 })).toContainText('新增贫困户')
  await typist.type('柯寨')
  await expect(program.getByRole('option', { name: /柯寨/ }).first()).toBeVisible()
  await typist.press('Enter')
  await typist.press('Alt+2')
  const grid = program.getByRole('grid', { name: '家庭成员' })
  await expect(grid).toBeVisible()
  // The typist looks up before typing on: the grid takes the keys.
  await expect.poll(() => grid.evaluate((node) => node.contains(document.activeElement))).toBe(true)
  for (const [at, person] of FAMILY.entries()) {
    // The line of the head is there from the start.
    if (at > 0) await typist.press('Control+Insert')
    await expect(grid.getByRole('row')).toHaveCount(at + 2)
    if (at === 0) {
      await pressEnterWhileComposing(program, { keys: 'zhoudahai', text: person.name })
      await expect(program.getByRole('heading', { level: 1 })).toContainText('新增贫困户')
    } else await typist.type(person.name)
    await typist.press('Enter')
    await typist.type(person.sex)
    await typist.press('Enter')
    await typist.type(person.id)
    await typist.press('Enter')
    await typist.type(person.relation)
    await typist.press('Enter')
  }
  for (const { name } of FAMILY) await expect(grid.getByRole('gridcell', { name, exact: true })).toBeVisible()
  const card = new HouseholdCard(program)
  await card.saveNow()
  await expect(program.getByRole('heading', { level: 1 })).toHaveText(/周大海/)
  test.info().annotations.push({ type: 'keys', description: String(typist.keys) })
  expect(typist.keys).toBeLessThan(200)
})
