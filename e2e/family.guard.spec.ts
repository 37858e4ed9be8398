/** The made-up family of registers in a real browser: whatever is on these screens follows from its declaration alone. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { checkAll, chooseYear, commit, pickFile } from './pages/importing.ts'
import { idNumber, rosterWorkbook } from './pages/roster.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

test.use({ state: 'guard' })

let folder: string
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-guard-'))
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A household of one, which gadgets stand in. */
async function enterHousehold(page: Page): Promise<void> {
  const roster = join(folder, '花名册.xlsx')
  await rosterWorkbook(roster, { 6211250001: [{ name: '张三', id: idNumber('19750312', 1), relation: '本人或户主' }] })
  await pickFile(page, roster)
  await chooseYear(page, 2015)
  await checkAll(page)
  await commit(page)
}

async function importGadgets(page: Page): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('器件').addRows([
    ['户编号', '器件编号', '器件名称', '件数', '购置日期'],
    ['6211250001', 'Q-101', '水泵', 2, '2015-03-01'],
    ['6211250001', 'Q-102', '风机', 1, '2015-03-02'],
    ['6211250001', 'Q-103', '电机', '很多', '2015-03-03'],
  ])
  const path = join(folder, '器件.xlsx')
  await workbook.xlsx.writeFile(path)
  await pickFile(page, path, '器件')
  await checkAll(page)
  await expect(page.getByRole('row', { name: /^4 拒绝/ })).toContainText('很多')
  await commit(page)
}

/** A gadget with two parts, by keyboard. */
async function enterGadget(page: Page): Promise<void> {
  await page.keyboard.press('Alt+n')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('新增器件台账')
  await page.keyboard.type('Q-001')
  await page.getByRole('textbox', { name: /器件名称/ }).fill('抽水机')
  const household = page.getByRole('combobox', { name: /户$/ }).first()
  await household.fill('张三')
  await page.getByRole('option', { name: /张三/ }).first().click()
  await page.getByRole('textbox', { name: '使用季度' }).fill('2015年第2季度')
  await page.getByRole('button', { name: '增加一行' }).first().click()
  await page.keyboard.type('P1')
  await page.keyboard.press('Enter')
  await page.keyboard.type('4')
  await page.keyboard.press('Enter')
  await page.keyboard.type('12.5')
  await page.keyboard.press('Enter')
  await page.keyboard.type('P2')
  await page.keyboard.press('Enter')
  await page.keyboard.type('1')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await page.keyboard.press('Control+s')
  await expect(page.getByText('已保存', { exact: true })).toBeVisible()
  await expect(page.getByRole('grid', { name: '器件零件' }).getByRole('gridcell', { name: '12.50' })).toBeVisible()
}

async function choose(page: Page, names: readonly string[]): Promise<void> {
  const list = page.getByRole('grid', { name: '器件列表' })
  for (const name of names)
    await list
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('checkbox')
      .check()
}

async function changeBoth(page: Page): Promise<void> {
  await choose(page, ['水泵', '风机'])
  await page.getByRole('button', { name: /批量修改/ }).click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '要修改的项目').fill('件数')
  await page.getByRole('option', { name: /^件数/ }).click()
  await dialog.getByRole('textbox', { name: '件数' }).fill('7')
  await field(dialog, /^原因/).fill('清点')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '修改 2 件' }).click()
  await expect(page.getByText('已修改 2 件')).toBeVisible()
}

/** What a step lacks is told record by record. */
async function proposeAll(page: Page): Promise<void> {
  await choose(page, ['水泵', '风机', '抽水机'])
  await page.getByRole('button', { name: '一起办理' }).click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '步骤').selectOption({ label: '提出报废' })
  await page.keyboard.press('Control+s')
  for (const name of ['水泵', '风机']) await expect(dialog.getByText(`${name}：“保管人”还没有填。`)).toBeVisible()
  await expect(dialog.getByText('抽水机：“购置日期”还没有填。“保管人”还没有填。')).toBeVisible()
  await expectAccessible(page)
}

test('a register that no screen names: menu, import, list, entry with lines, batch edit, a step for many, board', async ({ program }) => {
  await logIn(program)
  await enterHousehold(program)
  await importGadgets(program)
  const menu = program.getByRole('navigation', { name: '主菜单' })
  await menu.getByRole('button', { name: '水电路房' }).click()
  await menu.getByRole('link', { name: '器件', exact: true }).click()
  const list = program.getByRole('grid', { name: '器件列表' })
  await expect(list.getByRole('row')).toHaveCount(3)
  await expect(program.getByRole('treeitem', { name: /漳县/ })).toContainText('2')
  await expectAccessible(program)
  await enterGadget(program)
  await program.getByRole('tab', { name: '办理' }).click()
  await expectAccessible(program)
  await goTo(program, '/records/gadget')
  await expect(list.getByRole('row')).toHaveCount(4)
  await changeBoth(program)
  await proposeAll(program)
  await goTo(program, '/procedures/gadget')
  await expect(program.getByRole('heading', { level: 1 })).toContainText('进度')
  await expect(program.getByRole('table', { name: '器件报废进度' })).toContainText('3')
  await expectAccessible(program)
})
