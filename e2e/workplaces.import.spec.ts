/** Importing as a clerk does it: wrong rows are mended where they are shown, and an import is taken back whole or in part (issue 11). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { checkAll, pickFile } from './pages/importing.ts'
import { idNumber, manyHouseholds, rosterWorkbook, wrongCheckDigit, type Person } from './pages/roster.ts'
import { expectAccessible } from './support/axe.ts'
import { countClicks } from './support/clicks.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

test.describe.configure({ mode: 'serial' })

const office = shareWindow('office')
let page: Page
let folder: string

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-importing-'))
  await rosterWorkbook(join(folder, '三百人花名册.xlsx'), people())
  page = await office.inside()
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A hundred households of three; four have a wrong row each, two have heads of one name. */
function people(): Record<string, readonly Person[]> {
  const households: Record<string, readonly Person[]> = { ...manyHouseholds(300) }
  const numbers = Object.keys(households)
  const change = (at: number, member: number, to: (person: Person) => Partial<Person>): void => {
    const number = numbers[at] ?? ''
    households[number] = (households[number] ?? []).map((person, index) => (index === member ? { ...person, ...to(person) } : person))
  }
  change(10, 1, ({ id }) => ({ id: wrongCheckDigit(id) }))
  change(30, 1, () => ({ relation: '不知道' }))
  change(50, 1, () => ({ name: '' }))
  change(70, 2, () => ({ labour: '说不清' }))
  for (const twin of [80, 81]) change(twin, 0, () => ({ name: '赵同名' }))
  return households
}

test('11.11 三百人的花名册导入，四个错行在屏幕上改好，不超过五次点击', async () => {
  await goTo(page, '/imports')
  const clicks = await countClicks(page)
  await page.getByRole('button', { name: '导入文件' }).first().click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: /^选择文件/ }).click()
  await (await choosing).setFiles(join(folder, '三百人花名册.xlsx'))
  await page.getByRole('button', { name: '核对全部行' }).click()
  // Real faults alone; who waits for them is folded under them.
  await expect(page.getByText('自己有错的 4 行，只是等它们改好的 8 行')).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^第 \d+ 行 姓名$/ })).toHaveCount(4)
  await expectAccessible(page)
  // The first wrong cell has the focus; Enter goes on to the next.
  for (const right of [idNumber('19721101', 2), '配偶', '刘玉兰', '普通劳动力']) {
    await page.keyboard.type(right)
    await page.keyboard.press('Enter')
  }
  const write = page.getByRole('button', { name: '导入 300 行' })
  await expect(write).toBeEnabled()
  await expect(page.getByText('已改好')).toHaveCount(4)
  await write.click()
  await expect(page.getByText('导入完成', { exact: true })).toBeVisible()
  expect(await clicks()).toBeLessThanOrEqual(5)
})

test('11.5 改正记在导入里；两户对得上一个名字就问是哪一户，选定才写', async () => {
  await page.getByText('导入时改正了 4 格').click()
  await expect(page.getByText(/劳动技能.*说不清.*改为.*普通劳动力/)).toBeVisible()
  const path = join(folder, '同名改电话.csv')
  writeFileSync(path, '\uFEFF户主姓名,行政村,联系电话\r\n赵同名,武阳镇柯寨村,13811112222\r\n')
  await pickFile(page, path)
  await checkAll(page)
  const question = page.getByRole('group', { name: '“赵同名”是哪一个？' })
  await expect(question.getByRole('button')).toHaveCount(3)
  await expectAccessible(page)
  await question.getByRole('button', { name: /6211259900081/ }).click()
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await expect(page.getByText('导入完成', { exact: true })).toBeVisible()
})

test('11.9 撤销导入只收选中的户，预览加得起来；后来改过的留下，点得到那条记录', async () => {
  await goTo(page, '/imports')
  await page.getByRole('row').filter({ hasText: '三百人花名册.xlsx' }).getByRole('button', { name: /^撤销/ }).click()
  const tally = page.getByRole('table', { name: '各台账收回和留下的记录' })
  await expect(tally).toBeVisible()
  for (const row of await tally.getByRole('row').all()) {
    const [all = 0, ...parts] = (await row.getByRole('cell').allTextContents()).map((text) => Number(text.replaceAll(',', '')))
    expect(all).toBe(parts.reduce((sum, part) => sum + part, 0))
  }
  const kept = page.getByRole('table', { name: '留下的记录' })
  await expect(kept.getByText(/导入 同名改电话\.csv”里又改过/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('checkbox', { name: '全部收回' }).click()
  await expect(page.getByRole('button', { name: '没有可以收回的' })).toBeDisabled()
  await page.getByRole('checkbox', { name: '收回 户 陈建国 6211259900003' }).check()
  await page.getByRole('button', { name: /^收回 \d+ 条记录$/ }).click()
  await expect(page.getByRole('status').filter({ hasText: /已收回 \d+ 条记录，留下/ })).toBeVisible()
  await page.getByRole('checkbox', { name: '全部收回' }).click()
  await kept
    .getByRole('link', { name: /赵同名/ })
    .first()
    .click()
  await expect(page).toHaveURL(/#\/households\/[\w-]+/)
  await goTo(page, '/imports')
  await expect(page.getByText('撤销了一部分')).toBeVisible()
})
