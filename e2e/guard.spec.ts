/** The made-up family of registers in a real browser: whatever is on these screens follows from its declaration alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { goTo } from './pages/household.ts'
import { checkAll, chooseYear, commit, pickFile } from './pages/importing.ts'
import { idNumber, rosterWorkbook } from './pages/roster.ts'
import { expectAccessible } from './support/axe.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

test.use({ state: 'guard' })

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-guard-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a register that no screen names: menu, entry, lines', async ({ program }) => {
  await logIn(program)
  const roster = join(folder, '花名册.xlsx')
  await rosterWorkbook(roster, { 6211250001: [{ name: '张三', id: idNumber('19750312', 1), relation: '本人或户主' }] })
  await pickFile(program, roster)
  await chooseYear(program, 2015)
  await checkAll(program)
  await commit(program)
  await goTo(program, '/records/gadget')
  await program.waitForTimeout(3000)
  await program.screenshot({ path: '/tmp/g1.png' })
  await program.keyboard.press('Alt+n')
  await program.waitForTimeout(3000)
  await program.screenshot({ path: '/tmp/g2.png' })
  await goTo(program, '/imports/new')
  await program.waitForTimeout(3000)
  await program.screenshot({ path: '/tmp/g3.png' })
})
