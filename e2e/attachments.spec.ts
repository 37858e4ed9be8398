/** Photos on households: added, seen after a reload, pointed out when used twice. The pictures are made here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { EMPTY_PDF, makePicture } from '../src/core/features/attachments/testing/pictures.ts'
import { goTo, openFirstHousehold } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

test.describe.configure({ mode: 'serial' })

const county = shareWindow('demo')

let directory: string
test.beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-photos-'))
})
test.afterAll(() => rmSync(directory, { recursive: true, force: true }))

function file(name: string, content: Uint8Array): string {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

/** Picks a file and presses 添加. */
async function add(page: Page, path: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '添加照片或附件' }).click()
  await (await choosing).setFiles(path)
  await page.getByRole('dialog').getByRole('button', { name: '添加', exact: true }).click()
}

test('a damaged picture is refused in words and leaves nothing', async () => {
  const page = await county.inside()
  const card = await openFirstHousehold(page)
  await card.tab('照片与附件')
  await add(page, file('坏的.jpg', (await makePicture({ width: 900 })).subarray(0, 1500)))
  await expect(page.getByRole('dialog').getByText(/不完整或已损坏/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  await expect(page.getByText('还没有照片和附件')).toBeVisible()
})

test('a photo added to a household is there after a reload, large and small, and by keyboard', async () => {
  const page = await county.inside()
  const card = await openFirstHousehold(page)
  await card.tab('照片与附件')
  await expect(page.getByText('还没有照片和附件')).toBeVisible()
  await add(page, file('大门.jpg', await makePicture({ width: 3000, height: 2000, orientation: 6, taken: '2015:06:01 08:00:00' })))
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await add(page, file('院子.png', await makePicture({ seed: 2, format: 'png' })))
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await add(page, file('申请书.pdf', EMPTY_PDF))
  await expect(page.getByRole('button', { name: /^打开 申请书/ })).toBeVisible()
  await expectAccessible(page)

  await page.reload()
  await card.tab('照片与附件')
  const gate = page.getByRole('button', { name: '打开 大门，2015-06-01 拍摄' })
  await expect(gate.locator('img')).toHaveAttribute('src', /^data:image\/jpeg/)
  await gate.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('img', { name: '大门' })).toBeVisible()
  // Turned upright and scaled down.
  await expect(dialog).toContainText('1333 × 2000')
  await expectAccessible(page)
  await page.keyboard.press('ArrowRight')
  await expect(dialog.getByRole('img', { name: '院子' })).toBeVisible()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '另存' }).click()
  expect((await download).suggestedFilename()).toBe('院子.jpg')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^打开 院子/ })).toBeFocused()
})

test('the same photo on a second household is pointed out and needs a reason; on the same one it is refused', async () => {
  const page = await county.inside()
  const card = await openFirstHousehold(page)
  await card.tab('照片与附件')
  const path = file('房子.jpg', await makePicture({ seed: 3 }))
  await add(page, path)
  await expect(page.getByRole('button', { name: /^打开 房子/ })).toBeVisible()
  await add(page, path)
  await expect(page.getByRole('dialog').getByText(/已经有这张照片/)).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()

  const first = await page.getByRole('heading').first().textContent()
  await page.keyboard.press('PageDown')
  await expect(page.getByText('还没有照片和附件')).toBeVisible()
  await add(page, path)
  const question = page.getByRole('dialog', { name: '同一张照片已经用过' })
  await expect(question).toContainText(`户“${first}”`)
  await question.getByRole('textbox').fill('两户同住一院')
  await question.getByRole('button', { name: '确实同用，添加' }).click()
  await expect(page.getByRole('button', { name: /^打开 房子/ })).toBeVisible()
  await card.tab('历史')
  await expect(page.getByText('两户同住一院').first()).toBeVisible()
})

test('photos go into a backup when asked for, and the screen says which backups hold them', async () => {
  const page = await county.inside()
  // Three of one test and one of another, which stands on two households and is kept once.
  await goTo(page, '/backups')
  await expect(page.getByText(/照片和附件 4 份.*不在自动备份里/)).toBeVisible()
  await page.getByRole('button', { name: '立即备份' }).click()
  await expect(page.getByRole('cell', { name: '不含', exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^连同照片备份/ }).click()
  await expect(page.getByRole('cell', { name: '含 4 份', exact: true })).toBeVisible()
  await expectAccessible(page)
})
