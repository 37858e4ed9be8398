/** 退出 through the screen: criteria of a household's year, a step that one of them bars, what no data tells entered, the steps to the end, a paper. */
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { makeStep } from './pages/steps.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { askCli } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const VILLAGE = '621125100204'
/** A standard of the county's own, of which the data tells the first item only. */
const STANDARD = { code: 'county_2015', version: '户：本县 2015', about: '1', from_year: 2015 }
const ITEMS = [
  { number: 1, item: 'h_income', label: '收入', target: '超过扶贫标准' },
  { number: 2, item: 'h_food', label: '不愁吃、不愁穿', target: '有余粮、有换季衣服' },
]
const ACTS = [
  { name: '退出评议会', kind: 'meeting', held_on: '2015-10-08', expected: 31, present: 21 },
  { name: '拟退出公示', kind: 'notice', held_on: '2015-10-14' },
  { name: '脱贫公告', kind: 'notice', held_on: '2015-10-26' },
]

const save = (register: string, values: object): string[] => ['save', register, '--values', JSON.stringify(values)]

interface Yearly {
  readonly id: string
  readonly household_id: string
  readonly wage_income: number
}

let household = ''
const county = shareWindow('demo', (dataDirectory) => {
  const listed = { year: 2015, exit_stage: 'listed', counted_village: VILLAGE }
  const [found] = askCli(dataDirectory, [['query', 'household_year', '--where', JSON.stringify(listed), '--limit', '1']])
  const [{ id = '', household_id: chosen = '', wage_income: wage = 0 } = {}] = (found as { rows: Yearly[] }).rows
  household = chosen
  // Above the line of the year, in cents.
  const richer = JSON.stringify({ wage_income: wage + 1_000_000 })
  askCli(dataDirectory, [
    ['save', 'household_year', '--id', id, '--values', richer, '--reason', '已核对'],
    ...ITEMS.map((item) => save('exit_standard', { ...STANDARD, ...item })),
    ...ACTS.map((act) => save('shared_act', { ...act, division: VILLAGE })),
  ])
})

async function openExit(page: Page): Promise<void> {
  await goTo(page, `/households/${household}`)
  await page.getByRole('tab', { name: '退出' }).click()
}

test('a household leaves poverty: a criterion bars the step until somebody enters what was seen, and the paper is printed', async () => {
  const program = await county.inside()
  await openExit(program)
  const criteria = program.getByRole('table', { name: '达标情况' })
  await expect(criteria.getByRole('row', { name: /收入/ })).toContainText('达标')
  await expect(criteria.getByRole('row', { name: /不愁吃/ })).toContainText('不知道')
  await makeStep(program, '民主评议', '2015-10-08', { act: '2015-10-08 退出评议会', votes: ['15', '4', '2'] })
  await expect(program.getByRole('list', { name: '“入户核实”还缺' })).toContainText('“不愁吃、不愁穿”还不知道是否达标')
  await expect(program.getByRole('button', { name: '办理入户核实' })).toBeDisabled()
  await expectAccessible(program)

  await program.getByRole('button', { name: '填写“不愁吃、不愁穿”' }).click()
  await field(program, '现状').fill('有余粮，有换季衣服')
  await program.getByRole('radio', { name: '是否达标 是' }).check()
  await field(program, '核实日期').fill('2015-10-09')
  await field(program, '佐证说明').fill('入户照片，存村委会')
  await program.keyboard.press('Control+s')
  await expect(program.getByText('已保存', { exact: true })).toBeVisible()

  await openExit(program)
  await expect(criteria.getByRole('row', { name: /不愁吃/ })).toContainText('按填写的认定')
  await makeStep(program, '入户核实', '2015-10-10', { signed: '王核实、李队员' })
  await makeStep(program, '农户认可', '2015-10-12', { signed: '户主' })
  await makeStep(program, '村内公示', '2015-10-14', { act: '2015-10-14 拟退出公示' })
  await makeStep(program, '乡镇审核', '2015-10-22')
  await makeStep(program, '公告退出', '2015-10-26', { act: '2015-10-26 脱贫公告' })
  await makeStep(program, '销号', '2015-11-05')
  await expect(program.getByText('已销号').first()).toBeVisible()
  await expectAccessible(program)

  await program.getByRole('button', { name: /退出验收表/ }).click()
  await expect(program.getByRole('combobox', { name: '表单' })).toHaveValue('exit_verification')
  await expect(program.getByText('第 1 / 1 页')).toBeVisible()
})
