/** 防止返贫监测 through the screen: a household at risk is identified, its facts and measures entered, removed after six months; its sheet goes out and comes back. */
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { goTo, saveNow } from './pages/household.ts'
import { checkAll, commit, pickFile } from './pages/importing.ts'
import { expectPaper } from './pages/papers.ts'
import { enterAct, makeStep, openRecord, type Act } from './pages/steps.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const HERE = ['柯寨', /柯寨.*武阳/] as const
const VOTES = ['15', '4', '2'] as const
const ACTS: readonly Act[] = [
  { name: '监测评议会', kind: '会议', on: '2023-01-10', place: HERE, present: ['31', '21'] },
  { name: '拟纳入公示', kind: '公示', on: '2023-01-11', until: '2023-01-17', place: HERE },
  { name: '消除评议会', kind: '会议', on: '2023-08-01', place: HERE, present: ['31', '21'] },
  { name: '拟消除公示', kind: '公示', on: '2023-08-02', until: '2023-08-08', place: HERE },
]
const RAISED = '风险消除后家庭人均纯收入'
const county = shareWindow('demo')

/** A household that has left poverty is put on the list of those to be looked at; answers with its id. */
async function begin(page: Page): Promise<string> {
  await goTo(page, '/households')
  const list = page.getByRole('grid', { name: '贫困户列表' })
  await list.getByRole('row').filter({ hasText: '已脱贫' }).first().getByRole('checkbox').check()
  await page.getByRole('button', { name: '列入排查' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
  await goTo(page, '/monitored')
  const monitored = page.getByRole('grid', { name: '监测对象列表' })
  await expect(monitored.getByRole('row')).toHaveCount(2)
  await monitored.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => openRecord(page, '/monitored')).not.toBe('new')
  return openRecord(page, '/monitored')
}

function cell(page: Page, label: string): Locator {
  const main = page.getByRole('main')
  return main
    .getByRole('textbox', { name: label, exact: true })
    .or(main.getByRole('combobox', { name: label, exact: true }))
    .first()
}

async function fill(page: Page, entries: readonly (readonly [string, string])[]): Promise<void> {
  for (const [label, text] of entries) {
    await cell(page, label).fill(text)
    await page.keyboard.press('Enter')
  }
  await saveNow(page)
}

async function open(page: Page, id: string, tab?: string): Promise<void> {
  await goTo(page, `/monitored/${id}`)
  if (tab !== undefined) await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
}

/** How the household stands, at the one time or the other. */
async function enterFacts(page: Page, id: string, when: string, on: string, income: string): Promise<void> {
  await open(page, id, '监测对象情况')
  await page.getByRole('main').getByRole('button', { name: '新增', exact: true }).click()
  await fill(page, [
    ['哪个时候', when],
    ['核实日期', on],
    ['家庭人均纯收入', income],
  ])
  await expect.poll(() => openRecord(page, '/monitored_facts')).not.toBe('new')
}

/** A line of the measures: kind, what, since when. */
async function enterAid(page: Page, id: string): Promise<void> {
  await open(page, id)
  await page.getByRole('button', { name: '增加一行' }).click()
  for (const text of ['就业帮扶', '劳务输出', '2023-02-01']) {
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  await saveNow(page)
}

async function include(page: Page, id: string): Promise<void> {
  await open(page, id, '办理')
  await expectAccessible(page)
  await makeStep(page, '入户核实', '2023-01-05', { signed: '甲、乙' })
  await makeStep(page, '信息比对', '2023-01-06')
  await makeStep(page, '民主评议', '2023-01-10', { act: '2023-01-10 监测评议会', votes: VOTES })
  await makeStep(page, '公示', '2023-01-11', { act: '2023-01-11 拟纳入公示' })
  await makeStep(page, '乡镇审核', '2023-01-18')
  await makeStep(page, '县审定', '2023-01-19')
  await makeStep(page, '纳入监测', '2023-01-20')
  await expect(page.getByText('已纳入监测').first()).toBeVisible()
  await expect(page.getByRole('list', { name: '“开展帮扶”还缺' })).toContainText('还没有登记帮扶措施')
}

/** Six months to the day; before that the step is not to be had. */
async function remove(page: Page, id: string): Promise<void> {
  await open(page, id)
  await fill(page, [['风险消除方式', '帮扶消除']])
  await open(page, id, '办理')
  await makeStep(page, '拟消除', '2023-08-01', { act: '2023-08-01 消除评议会', votes: VOTES })
  await makeStep(page, '拟消除公示', '2023-08-02', { act: '2023-08-02 拟消除公示' })
  await page.getByRole('button', { name: '办理风险消除', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await field(dialog, '办理日期').fill('2023-07-19')
  await page.keyboard.press('Control+s')
  await expect(dialog.getByText(/6 个月/)).toBeVisible()
  await field(dialog, '办理日期').fill('2023-08-09')
  await page.keyboard.press('Control+s')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('风险已消除').first()).toBeVisible()
  await expectAccessible(page)
}

/** The sheet goes out with all its columns; another income after the removal is written into it, and it comes in again. */
async function carrySheet(page: Page, path: string): Promise<void> {
  await goTo(page, '/monitored')
  await expect(page.getByRole('grid', { name: '监测对象列表' }).getByRole('row')).toHaveCount(2)
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出' }).click()
  await page.getByRole('menuitem', { name: 'Excel，全部列，证号电话完整' }).click()
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(await (await coming).path())
  const sheet = workbook.worksheets[0]
  let [row, column] = [0, 0]
  sheet?.eachRow((cells, number) => {
    cells.eachCell((cell, at) => {
      if (String(cell.value).startsWith(RAISED)) [row, column] = [number, at]
    })
  })
  expect(row).toBeGreaterThan(0)
  const income = sheet?.getRow(row + 1).getCell(column)
  expect(Number(income?.value)).toBe(8000)
  if (income !== undefined) income.value = 9000
  await workbook.xlsx.writeFile(path)
  await pickFile(page, path, '监测对象信息')
  await checkAll(page)
  await commit(page)
}

test('a household at risk is monitored, helped and removed after six months; its sheet goes out and comes back', async ({ browserName }, info) => {
  const page = await county.inside()
  for (const act of ACTS) await enterAct(page, act)
  const id = await begin(page)
  await fill(page, [
    ['发现途径', '干部排查'],
    ['发现日期', '2023-01-03'],
    ['致贫/返贫风险1', '因病'],
  ])
  await enterFacts(page, id, '识别时', '2023-01-05', '5000')
  await include(page, id)
  await expectPaper(page, { form: 'monitored_card', register: 'monitored_household', id, says: ['监测对象登记表', '因病'] })
  await enterAid(page, id)
  await open(page, id, '办理')
  await makeStep(page, '开展帮扶', '2023-02-02')
  await enterFacts(page, id, '风险消除时', '2023-07-30', '8000')
  await remove(page, id)
  await expectPaper(page, { form: 'monitored_removal', register: 'monitored_household', id, says: ['风险消除表', '帮扶消除'] })
  await carrySheet(page, join(info.outputPath(), '..', `监测对象-${browserName}-${info.workerIndex}.xlsx`))
  await open(page, id, '监测对象情况')
  await expect(page.getByText(/^9,?000(\.00)?$/).first()).toBeVisible()
})
