/** 一户一策 through the screen: begun from the list of households, three measures and whether they are enough, signed and looked over, what came of one. */
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { addMeasure, beginPlans, enterResult, openFirstPlan } from './pages/plans.ts'
import { makeStep } from './pages/steps.ts'
import { expectAccessible } from './support/axe.ts'
import { logIn } from './support/login.ts'
import { expect, test } from './support/test.ts'

async function begin(page: Page): Promise<void> {
  await goTo(page, '/households')
  await page.getByRole('grid', { name: '贫困户列表' }).getByRole('row').nth(1).getByRole('checkbox').check()
  await beginPlans(page, '2015-02-10', () => expectAccessible(page))
}

test('a plan with three measures is signed, looked over and carried out', async ({ program }) => {
  await logIn(program)
  await begin(program)
  await openFirstPlan(program)

  await program.getByRole('button', { name: '增加一行' }).click()
  await addMeasure(program, '产业发展', '养羊 20 只', ['20', '只'], ['1600', '', '养羊', '', ''])
  await addMeasure(program, '雨露计划', '外出务工', ['1', '人'], ['50000', '', '务工工资', '', ''])
  await addMeasure(program, '产业发展', '入股分红', ['1', '股'], ['800', '', '入股分红', '', ''])
  await expect(program.getByRole('status', { name: '够不够线' })).toContainText('预计增收 52400 元')
  await expectAccessible(program)
  await program.keyboard.press('Control+s')
  await expect(program.getByText('已保存', { exact: true })).toBeVisible()
  await expect(program.getByRole('status', { name: '够不够线' })).toContainText('可以排入当年计划')

  await program.getByRole('tab', { name: '办理' }).click()
  await makeStep(program, '户主签字', '2015-02-12', { signed: '户主' })
  await makeStep(program, '村审', '2015-02-13', { signed: '村主任' })
  await makeStep(program, '乡镇审', '2015-02-14')
  await makeStep(program, '开始执行', '2015-02-15')
  await expect(program.getByText('执行中').first()).toBeVisible()

  await enterResult(program, '养羊 20 只', '2015-10-20', '20', '1500')
  await expectAccessible(program)
  await goTo(program, '/measures')
  await expect(program.getByRole('grid', { name: '措施台账列表' }).getByRole('row').filter({ hasText: '养羊 20 只' })).toContainText('已落实')
})
