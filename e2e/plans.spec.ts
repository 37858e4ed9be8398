/** 一户一策 through the screen: begun from the list of households, three measures and whether they are enough, signed and looked over, what came of one. */
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

async function begin(page: Page): Promise<void> {
  await goTo(page, '/households')
  await page.getByRole('grid', { name: '贫困户列表' }).getByRole('row').nth(1).getByRole('checkbox').check()
  await page.getByRole('button', { name: '制定一户一策' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '年度' }).fill('2015')
  await dialog.getByRole('textbox', { name: '目标脱贫年' }).fill('2015')
  await dialog.getByLabel('脱贫路径').fill('发展')
  await page.keyboard.press('Enter')
  await dialog.getByLabel('编制日期').fill('2015-02-10')
  await expectAccessible(page)
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
}

/** Cells of a line in the order of the grid; what is left open is passed over. */
async function measure(page: Page, category: string, content: string, more: readonly string[], income: readonly string[]): Promise<void> {
  for (const text of [category, content, '', ...more, '', '', '', '', '', '2015-11-30', ...income]) {
    if (text !== '') await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
}

async function step(page: Page, name: string, on: string, signed?: string): Promise<void> {
  await page.getByRole('button', { name: `办理${name}`, exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('办理日期').fill(on)
  if (signed !== undefined) await dialog.getByLabel(/签字/).first().fill(signed)
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
}

test('a plan with three measures is signed, looked over and carried out', async ({ program }) => {
  await logIn(program)
  await begin(program)
  await goTo(program, '/plans')
  const plans = program.getByRole('grid', { name: '一户一策列表' })
  await plans
    .getByRole('row')
    .nth(1)
    .getByRole('gridcell')
    .nth(1)
    .click({ position: { x: 20, y: 12 } })
  await expect(program.getByRole('heading', { level: 1 })).toContainText('CS')

  await program.getByRole('button', { name: '增加一行' }).click()
  await measure(program, '产业发展', '养羊 20 只', ['20', '只'], ['1600', '', '养羊', '', ''])
  await measure(program, '雨露计划', '外出务工', ['1', '人'], ['50000', '', '务工工资', '', ''])
  await measure(program, '产业发展', '入股分红', ['1', '股'], ['800', '', '入股分红', '', ''])
  await expect(program.getByRole('status', { name: '够不够线' })).toContainText('预计增收 52400 元')
  await expectAccessible(program)
  await program.keyboard.press('Control+s')
  await expect(program.getByText('已保存', { exact: true })).toBeVisible()
  await expect(program.getByRole('status', { name: '够不够线' })).toContainText('可以排入当年计划')

  await program.getByRole('tab', { name: '办理' }).click()
  await step(program, '户主签字', '2015-02-12', '户主')
  await step(program, '村审', '2015-02-13', '村主任')
  await step(program, '乡镇审', '2015-02-14')
  await step(program, '开始执行', '2015-02-15')
  await expect(program.getByText('执行中').first()).toBeVisible()

  await goTo(program, '/measures')
  const measures = program.getByRole('grid', { name: '措施台账列表' })
  await measures.getByText('养羊 20 只').click()
  await expect(program.getByRole('heading', { level: 1 })).toContainText('养羊 20 只')
  await program.getByRole('tab', { name: '措施落实' }).click()
  await expectAccessible(program)
  await program.getByRole('main').getByRole('button', { name: '新增', exact: true }).click()
  await program.getByLabel('落实日期').fill('2015-10-20')
  await program.getByLabel('完成量').fill('20')
  await program.getByLabel('实际增收').fill('1500')
  await program.keyboard.press('Control+s')
  await expect(program.getByRole('heading', { level: 1 })).toContainText('2015-10-20')
  await goTo(program, '/measures')
  await expect(measures.getByRole('row').filter({ hasText: '养羊 20 只' })).toContainText('已落实')
})
