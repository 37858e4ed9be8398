/** 数据比对 through the screen: a list is brought, its account seen, two suspicions judged together, a case begun for one of them. */
import { writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

/** Name and number of the first people of the list, as the clerk sees them. */
async function somebody(page: Page, count: number): Promise<(readonly [name: string, number: string])[]> {
  await goTo(page, '/people')
  const rows = page.getByRole('grid', { name: '人员列表' }).getByRole('row')
  await expect(rows.nth(count)).toBeVisible()
  const found: (readonly [string, string])[] = []
  for (let at = 1; at <= count; at += 1) {
    const cells = await rows.nth(at).getByRole('gridcell').allInnerTexts()
    const number = cells.find((text) => /^\d{17}[\dX]$/.test(text.trim())) ?? ''
    const name = cells.find((text) => /^\p{Script=Han}{2,4}$/u.test(text.trim())) ?? ''
    found.push([name.trim(), number.trim()])
  }
  return found
}

async function bringList(page: Page, path: string): Promise<void> {
  await goTo(page, '/comparisons/new')
  await field(page, '哪一种名单').selectOption({ label: '车辆' })
  await expectAccessible(page)
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^选择文件/ }).click()
  await (await choosing).setFiles(path)
  await expect(page.getByLabel('“车牌号”是什么')).toHaveValue('item')
  await expectAccessible(page)
  await page.getByRole('button', { name: '比对全部行' }).click()
  await expect(page.getByLabel('比对行数 3 等于对上 2，加存疑 0，加没对上 0，加读不出 1')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '存入', exact: true }).click()
  await expect(page.getByText('已存入', { exact: false }).first()).toBeVisible()
}

async function enterCampaign(page: Page): Promise<void> {
  await goTo(page, '/campaigns/new')
  await field(page, '名称').fill('2015 年动态调整')
  await page.getByRole('textbox', { name: '年度' }).fill('2015')
  await field(page, '组织单位').fill('漳县')
  await page.getByRole('option', { name: /漳县/ }).first().click()
  await field(page, '开始日期').fill('2015-09-01')
  await field(page, '结束日期').fill('2015-11-30')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('2015 年动态调整')
}

test('a list of cars: the account, two suspicions judged together, a case for the household', async ({ program }, info) => {
  await logIn(program)
  const people = await somebody(program, 2)
  const path = info.outputPath('车辆名单.csv')
  const lines = people.map(([name, number], at) => `${name},${number},甘J1000${at},五菱`)
  await writeFile(path, `\ufeff姓名,身份证号,车牌号,品牌\n${lines.join('\n')}\n没号码,62112519,甘J10009,五菱\n`)
  await enterCampaign(program)
  await bringList(program, path)

  await program.getByRole('button', { name: '去核实疑点' }).click()
  const list = program.getByRole('grid', { name: '比对疑点列表' })
  await expect(list.getByRole('row')).toHaveCount(3)
  await expectAccessible(program)
  await list.getByRole('row').nth(1).getByRole('checkbox').check()
  await list.getByRole('row').nth(2).getByRole('checkbox').check()
  await program.getByRole('button', { name: '属实', exact: true }).click()
  const dialog = program.getByRole('dialog')
  await field(dialog, /核实人签字/).fill('王核实')
  await program.keyboard.press('Control+s')
  await expect(dialog.getByText(/要在“说明”里写明核实情况/).first()).toBeVisible()
  await field(dialog, '办理日期').fill('2015-10-09')
  await field(dialog, /说明/).fill('查了行驶证')
  await expectAccessible(program)
  await program.keyboard.press('Control+s')
  await expect(program.getByRole('dialog')).toHaveCount(0)
  await expect(list.getByText('王核实').first()).toBeVisible()

  await list.getByRole('row').nth(1).getByRole('checkbox').check()
  await program.getByRole('button', { name: '发起核查' }).click()
  await expect(program.getByRole('dialog').getByLabel('识别批次')).toBeFocused()
  await program.keyboard.press('ArrowDown')
  await program.getByRole('option', { name: /2015 年动态调整/ }).click()
  await field(program.getByRole('dialog'), '立案日期').fill('2015-10-09')
  await program.keyboard.press('Control+s')
  await expect(program.getByRole('dialog')).toHaveCount(0)
  await goTo(program, '/identifications')
  await expect(program.getByRole('grid', { name: '识别核查列表' }).getByRole('row')).toHaveCount(2)

  await goTo(program, '/comparisons')
  await program.getByRole('grid', { name: '数据比对列表' }).getByText(/车辆/).first().click()
  await expect(program.getByRole('heading', { level: 1 })).toContainText('车辆')
  await expectAccessible(program)
})
