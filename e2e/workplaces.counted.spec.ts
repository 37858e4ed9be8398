/** What daily work costs, counted in keys and clicks (issue 11, line 11); the import of three hundred people is counted in workplaces.import.spec.ts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { idNumber } from './pages/roster.ts'
import { countClicks } from './support/clicks.ts'
import { runCli } from './support/shell.ts'
import { expect, test } from './support/test.ts'
import { Typist } from './support/typist.ts'
import { shareWindow } from './support/window.ts'

test.describe.configure({ mode: 'serial' })

let page: Page
let typist: Typist
let folder: string

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-counted-'))
})
const county = shareWindow('demo', (data) => admitTownship(data, folder))
test.beforeAll(async () => {
  page = await county.inside()
})
test.beforeEach(() => {
  typist = new Typist(page)
})
test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A township takes part, so that there is somebody to send to. */
function admitTownship(county: string, between: string): void {
  const township = join(between, 'township')
  runCli(township, ['init', '--unit', '621125101'])
  runCli(township, ['site', 'request', '--label', '扶贫专干电脑', '--out', join(between, 'request.json')])
  runCli(county, ['site', 'admit', join(between, 'request.json'), '--out', join(between, 'admission.bfx')])
}

function counted(what: string, count: number, most: number): void {
  test.info().annotations.push({ type: what, description: String(count) })
  console.log(`${what}: ${count} of ${most}`)
  expect(count, what).toBeLessThanOrEqual(most)
}

/** Numbers of the county; the clerk types them from the date of birth on. */
const FAMILY = [
  { name: '周大海', id: idNumber('19710203', 901), relation: null },
  { name: '吴秋月', id: idNumber('19730405', 902), relation: '02' },
  { name: '周小军', id: idNumber('19980607', 903), relation: '03' },
  { name: '周小燕', id: idNumber('20010809', 904), relation: '04' },
  { name: '周明', id: idNumber('20031011', 905), relation: '03' },
] as const

test('11.11 五口之家录入并保存，不超过 120 键', async () => {
  await goTo(page, '/households')
  await expect(page.getByRole('grid', { name: '贫困户列表' })).toBeVisible()
  await typist.press('Alt+n')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('新增贫困户')
  await typist.type('柯寨')
  await expect(page.getByRole('option', { name: /柯寨/ }).first()).toBeVisible()
  await typist.press('Enter', 'Alt+2')
  const grid = page.getByRole('grid', { name: '家庭成员' })
  await expect.poll(() => grid.evaluate((node) => node.contains(document.activeElement))).toBe(true)
  for (const [at, { name, id, relation }] of FAMILY.entries()) {
    if (at > 0) await typist.press('Control+Insert')
    await expect(grid.getByRole('row')).toHaveCount(at + 2)
    await typist.type(name)
    // The sex is told by the number.
    await typist.press('Enter', 'Enter')
    await typist.type(id.slice(6))
    if (relation === null) continue
    await typist.press('Enter')
    await typist.type(relation)
    await typist.press('Enter')
  }
  for (const { id } of FAMILY) await expect(grid.getByRole('gridcell', { name: id })).toBeVisible()
  await typist.press('Control+s')
  const doubt = page.getByRole('button', { name: '确实如此，保存' })
  await expect(doubt.or(page.getByText('已保存', { exact: true })).first()).toBeVisible()
  expect(await doubt.isVisible(), 'a sound household is saved without a question').toBe(false)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/周大海/)
  counted('keys for a household of five', typist.keys, 120)
})

test('11.11 名单上下一户的电话改正，不超过 14 键', async () => {
  await goTo(page, '/households')
  const list = page.getByRole('grid', { name: '贫困户列表' })
  await expect(list.getByRole('row').nth(2)).toBeVisible()
  // The clerk goes down the column of phone numbers; the place in the list is kept.
  const heading = list.getByRole('columnheader', { name: /^联系电话/ })
  const columns = await list.getByRole('columnheader').allInnerTexts()
  await list.focus()
  await page.keyboard.press('Home')
  for (let at = 1; at < columns.findIndex((text) => text.startsWith('联系电话')); at += 1) await page.keyboard.press('ArrowRight')
  await expect(heading).toBeVisible()
  const active = (): Promise<string> => list.evaluate((grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent ?? '')
  await typist.press('ArrowDown', 'F2')
  await expect(page.getByLabel('修改联系电话')).toBeFocused()
  await typist.type('13812345678')
  await typist.press('Enter')
  await expect(list).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect.poll(active).toBe('13812345678')
  counted('keys for a phone number', typist.keys, 14)
})

test('11.11 从名单到一张表的预览、再到打印，不超过 4 键', async () => {
  await goTo(page, '/households')
  const list = page.getByRole('grid', { name: '贫困户列表' })
  await expect(list.getByRole('row').nth(1)).toBeVisible()
  await list.focus()
  await page.evaluate(() => {
    // What goes to the printer is a frame of its own; the dialog of the browser would wait for good.
    const counting = window as { printed?: number }
    counting.printed = 0
    const own = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')
    Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
      configurable: true,
      get(this: HTMLIFrameElement) {
        const frame = own?.get?.call(this) as Window | null
        if (frame !== null) frame.print = () => (counting.printed = (counting.printed ?? 0) + 1)
        return frame
      },
    })
  })
  await typist.press('Enter')
  await expect(page.getByRole('tab', { name: /^家庭成员/ })).toBeVisible()
  await typist.press('Control+p')
  await expect(page.getByTitle('表单预览')).toBeVisible()
  await typist.press('Control+p')
  await expect.poll(() => page.evaluate(() => (window as { printed?: number }).printed)).toBe(1)
  counted('keys for a form', typist.keys, 4)
})

test('11.11 本月的数据包做好并保存，不超过 4 次点击', async () => {
  await goTo(page, '/')
  const task = page.getByRole('region', { name: '待办' }).getByRole('button', { name: /^未发送的改动/ })
  await expect(task).toBeVisible()
  const clicks = await countClicks(page)
  await task.click()
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('radio', { name: /保存为文件/ })).toBeChecked()
  await page.getByRole('button', { name: '下一步' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '制作并保存' }).click()
  expect((await download).suggestedFilename()).toMatch(/^漳县→三岔镇_.*\.bfx$/)
  await expect(page.getByText('文件已保存', { exact: true }).first()).toBeVisible()
  counted('clicks for a package', await clicks(), 4)
  // Nothing waits in the outbox to be saved.
  await goTo(page, '/exchange?box=out')
  await expect(page.getByRole('table', { name: '发件箱' })).toBeVisible()
  await expect(page.getByText('还没有保存')).toHaveCount(0)
})
