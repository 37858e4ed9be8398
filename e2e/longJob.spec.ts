/** Long work: it can be cancelled without a trace, and it outlives the page. */
import { join } from 'node:path'
import { goTo } from './pages/household.ts'
import { pickFile } from './pages/importing.ts'
import { manyHouseholds, rosterWorkbook } from './pages/roster.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

test.use({ state: 'office' })

test('3,000 rows: shown after a reload, and cancelled without a trace', async ({ program }, info) => {
  const path = join(info.outputPath(), '..', `三千人-${info.workerIndex}.xlsx`)
  await rosterWorkbook(path, manyHouseholds(3000))
  await logIn(program)
  await pickFile(program, path)
  const check = program.getByRole('button', { name: '核对全部行' })
  await check.click()
  // The work is under way, and the page knows it.
  await expect(check).toHaveCount(0)
  await program.reload()
  await expect(program.getByText(/核对/).first()).toBeVisible()
  const write = program.getByRole('button', { name: /^(只)?导入(正确的 )? ?[\d,]+ 行$/ })
  await expect(write).toBeEnabled()
  await write.click()
  await program.getByRole('button', { name: /^取消/ }).first().click()
  await expect(program.getByText('库里的内容没有变', { exact: false })).toBeVisible()
  await goTo(program, '/households')
  await expect(program.getByText(/共 0 户|还没有/).first()).toBeVisible()
})
