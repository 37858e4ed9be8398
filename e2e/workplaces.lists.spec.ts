/** Lists and grids as clerks know them from WPS: yearly facts, heading filters, editing in place; ranges, filling, undoing (issue 11, lines 3 and 4). */
import type { Locator, Page } from '@playwright/test'
import { goTo, HouseholdCard } from './pages/household.ts'
import { idNumber } from './pages/roster.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { boxOf } from './support/boxOf.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

test.describe.configure({ mode: 'serial' })

const county = shareWindow('demo')
let page: Page
test.beforeAll(async () => {
  page = await county.inside()
})

const list = (): Locator => page.getByRole('grid', { name: '贫困户列表' })
const total = (count: string): Locator => page.locator('#main').getByText(`共 ${count} 户`, { exact: true })
const active = (): Promise<string> => list().evaluate((grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '')
const headings = (): Promise<readonly string[]> => list().getByRole('columnheader').allInnerTexts()

async function openList(): Promise<void> {
  await goTo(page, '/households')
  await expect(list().getByRole('row').nth(1)).toBeVisible()
  await list().focus()
}

test('11.3 yearly facts are columns, ready views and heading filters; counts of the drop-down are those of the list', async () => {
  await openList()
  expect((await headings()).join()).toMatch(/年人均纯收入.*是否危房户.*饮水是否安全.*帮扶责任人/s)

  await page.getByRole('button', { name: '常用筛选' }).click()
  for (const name of ['低于扶贫线', '危房未改', '无责任人', '有疑点', '今年拟脱贫'])
    await expect(page.getByRole('menuitem', { name: new RegExp(`^${name}`) })).toBeVisible()
  const view = page.getByRole('menuitem', { name: /^低于扶贫线 ?\d+/ })
  const below = /\d+$/.exec(await view.innerText())?.[0] ?? ''
  await view.click()
  await expect(total(below)).toBeVisible()

  await page.getByRole('button', { name: '是否危房户筛选' }).click()
  const filter = page.getByRole('dialog', { name: '是否危房户筛选' })
  const yes = filter.getByRole('listitem').filter({ has: page.getByRole('checkbox', { name: '是', exact: true }) })
  await expect(yes).toBeVisible()
  await expectAccessible(page)
  const dangerous = await yes.locator('small').innerText()
  await filter.getByRole('checkbox', { name: '全选' }).click()
  await yes.getByRole('checkbox').click()
  await filter.getByRole('button', { name: '筛选', exact: true }).click()
  await expect(total(dangerous)).toBeVisible()
  await expect(page.getByRole('button', { name: '是否危房户 是 是', exact: true })).toBeVisible()
  await page.getByRole('button', { name: '清除', exact: true }).click()

  // A range, and an order, from the same drop-down.
  await page.getByRole('button', { name: '年人均纯收入筛选' }).click()
  await field(page, '年人均纯收入 到').fill('2000')
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  await expect(page.getByRole('button', { name: '年人均纯收入 不大于 2,000.00元', exact: true })).toBeVisible()
  await page.getByRole('button', { name: '年人均纯收入筛选（已筛选）' }).click()
  await page.getByRole('button', { name: '降序' }).click()
  await expect(list().getByRole('columnheader', { name: /年人均纯收入/ })).toHaveAttribute('aria-sort', 'descending')
  await page.getByRole('button', { name: '清除', exact: true }).click()
})

test('11.1 the list says which year its facts are of, and ready views count what the list will hold', async () => {
  await openList()
  const year = page.getByRole('combobox', { name: '年度', exact: true })
  const said = page.getByText(/脱贫标志等是 \d{4} 年的/)
  await expect(said).toContainText('2015 年')
  await year.selectOption('2014')
  await expect(said).toContainText('2014 年')
  await year.selectOption('2015')
  await page.getByRole('treeitem').filter({ hasText: '武阳镇' }).click()
  await expect(total('300')).toHaveCount(0)
  await page.getByRole('button', { name: '常用筛选' }).click()
  const view = page.getByRole('menuitem', { name: /^低于扶贫线 ?\d+/ })
  const below = /\d+$/.exec(await view.innerText())?.[0] ?? ''
  await view.click()
  await expect(total(below)).toBeVisible()
  await page.getByRole('button', { name: '清除', exact: true }).click()
  await page.getByRole('treeitem').first().click()
  await expect(total('300')).toBeVisible()
})

test('11.3 conditions ask of other registers; the place in the list is kept while a record is looked at', async () => {
  await openList()
  await page.getByRole('button', { name: '条件', exact: true }).click()
  await page.getByRole('combobox', { name: '要筛选的项目' }).fill('结对帮扶')
  await page.getByRole('option', { name: /结对帮扶/ }).click()
  await field(page, '比较方式').selectOption({ label: '没有' })
  await page.getByRole('button', { name: '添加条件' }).click()
  await expect(page.getByRole('button', { name: '没有 结对帮扶', exact: true })).toBeVisible()
  await page.getByRole('button', { name: '清除', exact: true }).click()
  await expect(total('300')).toBeVisible()

  await list().focus()
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('PageDown')
  await page.keyboard.press(' ')
  const name = await active()
  expect(name).not.toBe('')
  const scrolled = await list().evaluate((grid) => grid.scrollTop)
  expect(scrolled).toBeGreaterThan(500)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('已选 1 户')).toBeVisible()
  await expect.poll(active).toBe(name)
  expect(await list().evaluate((grid) => grid.scrollTop)).toBe(scrolled)
  await page.getByRole('button', { name: '取消选择' }).click()
})

test('11.3 cells are edited in place, columns dragged, many records changed with old and new before them', async () => {
  await openList()
  // Households that have not left the list: what is true of those that have is checked against each other.
  await page.getByRole('button', { name: '常用筛选' }).click()
  const view = page.getByRole('menuitem', { name: /^低于扶贫线 ?\d+/ })
  const below = /\d+$/.exec(await view.innerText())?.[0] ?? ''
  await view.click()
  await expect(page.getByRole('button', { name: '去掉条件：低于扶贫线' })).toBeVisible()
  // While the rows are on their way there is no number either, and keys move through those that go.
  await expect(total(below)).toBeVisible()
  await list().focus()
  await page.keyboard.press('Home')
  for (let times = 0; times < 7; times += 1) await page.keyboard.press('ArrowRight')
  await expect.poll(active).toMatch(/^[是否]$/)
  const before = await active()
  const after = before === '否' ? '是' : '否'
  await page.keyboard.press('F2')
  await expect(page.getByLabel('修改饮水是否安全')).toBeFocused()
  await page.keyboard.type(after)
  await page.keyboard.press('Enter')
  await expect(list()).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe(after)

  const heading = list().getByRole('columnheader', { name: /帮扶责任人/ })
  await heading.scrollIntoViewIfNeeded()
  const target = list().getByRole('columnheader', { name: /是否危房户/ })
  const [start, end] = [await boxOf(heading), await boxOf(target)]
  await page.mouse.move(start.x + 20, start.y + 10)
  await page.mouse.down()
  await page.mouse.move(end.x + 40, end.y + 10, { steps: 5 })
  await page.mouse.move(end.x + 10, end.y + 10)
  await page.mouse.up()
  const order = async (): Promise<string> => (await headings()).map((text) => text.split('\n')[0]).join()
  expect(await order()).toMatch(/帮扶责任人,是否危房户,饮水是否安全/)
  await goTo(page, '/people')
  await expect(page.getByRole('grid', { name: '人员列表' })).toBeVisible()
  await openList()
  expect(await order()).toMatch(/帮扶责任人,是否危房户,饮水是否安全/)

  await page.keyboard.press('Home')
  await page.keyboard.press(' ')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByRole('button', { name: '批量修改' }).click()
  const dialog = page.getByRole('dialog', { name: /批量修改 3 户/ })
  await field(dialog, '要修改的项目').fill('yssfaq')
  await page.getByRole('option', { name: /饮水是否安全/ }).click()
  await dialog.getByRole('radiogroup').getByText('否', { exact: true }).click()
  const preview = dialog.getByRole('region', { name: '修改前后' })
  await expect(preview.getByText(/会改 \d 户/)).toBeVisible()
  await expectAccessible(page)
  await field(dialog, /原因/).fill('入户核实')
  await dialog.getByRole('button', { name: '修改 3 户' }).click()
  await expect(page.getByText(/^已修改 \d 户/)).toBeVisible()
  await expect(dialog).toHaveCount(0)
})

const FAMILY = [
  ['周大海', idNumber('19710203', 901), '户主', '男'],
  ['周小军', idNumber('19980607', 903), '03', '男'],
  ['吴秋月', idNumber('19730405', 902), '配偶', '女'],
] as const
const members = (): Locator => page.getByRole('grid', { name: '家庭成员' })
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
/** What stands in a column, row by row; the cell with the input says its value. */
const column = (at: number): Promise<readonly string[]> =>
  members().evaluate(
    (grid, index) => [...grid.querySelectorAll(`[data-at$=",${index}"]`)].map((cell) => cell.querySelector('input')?.value ?? cell.textContent ?? ''),
    at,
  )

async function paste(text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', copied)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

test('11.4 a block from a workbook is pasted, taken back and brought again; sex and birth come from the number', async () => {
  await goTo(page, '/households/new')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('新增贫困户')
  await page.keyboard.type('柯寨')
  await expect(page.getByRole('option', { name: /柯寨/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Alt+2')
  await expect.poll(() => members().evaluate((node) => node.contains(document.activeElement))).toBe(true)
  await paste(FAMILY.map(([name, number, relation]) => [name, '', number, relation].join('\t')).join('\r\n'))
  await expect(members().getByRole('row')).toHaveCount(FAMILY.length + 1)
  await expect.poll(() => column(1)).toEqual(FAMILY.map(([, , , sex]) => sex))
  await page.keyboard.press('Control+z')
  await expect(members().getByRole('row')).toHaveCount(2)
  await page.keyboard.press('Control+y')
  await expect(members().getByRole('row')).toHaveCount(FAMILY.length + 1)
  expect(await column(0)).toEqual(FAMILY.map(([name]) => name))
})

test('11.4 ranges by keys and mouse are filled, copied and emptied; the order typed and the cell stay over a save', async () => {
  await members().getByRole('gridcell').nth(4).click()
  await expect.poll(focused).toBe('第 1 行 民族')
  await page.keyboard.type('汉族')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(members().getByRole('gridcell', { selected: true })).toHaveCount(3)
  await page.keyboard.press('Control+d')
  await expect.poll(() => column(4)).toEqual(['汉族', '汉族', '汉族'])
  const copied = await members().evaluate((grid) => {
    const clipboardData = new DataTransfer()
    grid.querySelector('[data-active-cell] input')?.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/plain')
  })
  expect(copied).toBe('汉族\r\n汉族\r\n汉族')
  await page.keyboard.press('Delete')
  await expect.poll(() => column(4)).toEqual(['', '', ''])
  await page.keyboard.press('Control+z')
  await expect.poll(() => column(4)).toEqual(['汉族', '汉族', '汉族'])

  // The corner of the cell, dragged down over the rows below.
  await members().locator('[data-at="0,5"]').click()
  await page.keyboard.type('群众')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Enter')
  const corner = await members().locator('[data-at="0,5"] [class*="handle"]').boundingBox()
  const last = await members().locator('[data-at="2,5"]').boundingBox()
  await page.mouse.move((corner?.x ?? 0) + 3, (corner?.y ?? 0) + 3)
  await page.mouse.down()
  await page.mouse.move((last?.x ?? 0) + 20, (last?.y ?? 0) + 10, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => column(5)).toEqual(['群众', '群众', '群众'])
  await expectAccessible(page)

  const card = new HouseholdCard(page)
  const before = await focused()
  expect(before).toMatch(/^第 \d 行 /)
  await card.saveNow()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/周大海/)
  // The page of the new household goes on in the same cell.
  await expect.poll(focused).toBe(before)
  await expect.poll(() => column(0)).toEqual(FAMILY.map(([name]) => name))

  await members().locator('[data-at="2,5"]').click()
  await expect.poll(focused).toBe('第 3 行 政治面貌')
  await page.keyboard.type('共青团员')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Shift+Enter')
  await card.saveNow()
  await expect.poll(focused).toBe('第 3 行 政治面貌')
  expect(await column(0)).toEqual(FAMILY.map(([name]) => name))
})
