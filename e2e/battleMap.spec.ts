/** 挂图作战 through the screen: a map is begun, its picture uploaded, households dragged onto it, moved by mouse and keys, shown on the wall, printed; another scan keeps the markers. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { makePicture } from '../src/core/features/attachments/testing/pictures.ts'
import { goTo } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { field } from './support/field.ts'
import { logIn } from './support/login.ts'
import { boxOf } from './support/boxOf.ts'
import { expect, test } from './support/test.ts'

let directory: string
test.beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'e2e-battle-'))
})
test.afterAll(() => rmSync(directory, { recursive: true, force: true }))

const markers = (page: Page): Locator => page.getByRole('region', { name: /村作战图$/ }).getByRole('button', { name: /，(在册|已脱贫|拟脱贫|返贫|兜底)/ })
/** Where the picture lies on the screen. */
const picture = (page: Page): Locator => page.getByRole('region', { name: /村作战图$/ }).locator('.leaflet-image-layer')

async function beginMap(page: Page): Promise<void> {
  await goTo(page, '/battle_maps/new')
  await page.getByRole('combobox', { name: '区划', exact: true }).fill('柯寨')
  await page.getByRole('option', { name: /柯寨/ }).first().click()
  await page.getByRole('textbox', { name: '年度' }).fill('2015')
  await field(page, '图名').fill('村作战图')
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('村作战图')
  await goTo(page, '/battle')
  await expect(page.getByRole('button', { name: '上传底图' })).toBeVisible()
}

async function upload(page: Page, button: string, name: string, width: number): Promise<void> {
  const path = join(directory, name)
  writeFileSync(path, await makePicture({ width }))
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await choosing).setFiles(path)
}

/** How far along the picture the middle of a sign lies, in parts of it. */
async function placeOf(page: Page, sign: Locator): Promise<{ x: number; y: number }> {
  const [box, whole] = [await boxOf(sign), await boxOf(picture(page))]
  return { x: (box.x + box.width / 2 - whole.x) / whole.width, y: (box.y + box.height / 2 - whole.y) / whole.height }
}

async function dragHouseholds(page: Page): Promise<void> {
  const list = page.getByRole('list', { name: '还没有上图的' })
  const before = await list.getByRole('listitem').count()
  expect(before).toBeGreaterThan(2)
  const whole = await boxOf(picture(page))
  await list
    .getByRole('button', { name: /拖到图上/ })
    .first()
    .dragTo(picture(page), { targetPosition: { x: Math.round(whole.width * 0.25), y: Math.round(whole.height * 0.5) }, force: true })
  await expect(markers(page)).toHaveCount(1)
  const put = await placeOf(page, markers(page).first())
  expect(Math.abs(put.x - 0.25)).toBeLessThan(0.01)
  expect(Math.abs(put.y - 0.5)).toBeLessThan(0.01)
  // By keyboard alone: put in the middle, moved by arrows.
  await list
    .getByRole('button', { name: /放在图中间/ })
    .first()
    .focus()
  await page.keyboard.press('Enter')
  await expect(markers(page)).toHaveCount(2)
  await expect(list.getByRole('listitem')).toHaveCount(before - 2)
}

async function moveByMouse(page: Page): Promise<void> {
  const sign = markers(page).first()
  const [box, whole] = [await boxOf(sign), await boxOf(picture(page))]
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(whole.x + whole.width * 0.6, whole.y + whole.height * 0.3, { steps: 8 })
  await page.mouse.up()
  await expect(async () => expect((await placeOf(page, sign)).x).toBeCloseTo(0.6, 1)).toPass()
}

async function moveByKeys(page: Page): Promise<void> {
  const sign = markers(page).nth(1)
  await sign.focus()
  const chosen = page.getByRole('region', { name: '选中的标记' })
  await expect(chosen.getByText('横向 50.00%，纵向 50.00%')).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(chosen.getByText('横向 50.20%，纵向 51.00%')).toBeVisible()
  await expect(sign).toBeFocused()
}

async function print(page: Page): Promise<string> {
  await page.getByRole('button', { name: '打印', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '打印作战图' })
  await expectAccessible(page)
  const downloading = page.waitForEvent('download')
  await dialog.getByRole('button', { name: '存成 PDF' }).click()
  const path = join(directory, 'map.pdf')
  await (await downloading).saveAs(path)
  await expect(dialog).toHaveCount(0)
  return path
}

/** The letters of signs in the PDF, in parts of the paper's width. */
function printedAt(path: string, letter: string): { x: number; y: number }[] {
  const words = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' })
  return [...words.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</gu)]
    .filter(([, , , , , text]) => text === letter)
    .map(([, left, top, right, bottom]) => ({ x: (Number(left) + Number(right)) / 2, y: (Number(top) + Number(bottom)) / 2 }))
}

test('a village is put on its map, moved by mouse and keys, shown on the wall, printed where it lies, and kept by another scan', async ({ program }) => {
  await logIn(program)
  await beginMap(program)
  await upload(program, '上传底图', '底图.jpg', 1_200)
  await expect(picture(program)).toBeVisible()
  await dragHouseholds(program)
  await expectAccessible(program)
  await moveByKeys(program)
  await moveByMouse(program)
  const moved = await placeOf(program, markers(program).first())
  expect(Math.abs(moved.x - 0.6)).toBeLessThan(0.01)
  expect(Math.abs(moved.y - 0.3)).toBeLessThan(0.01)

  await program.getByRole('button', { name: '大屏' }).click()
  const board = program.getByRole('dialog')
  await expect(board.getByRole('heading', { name: '作战图', exact: true })).toBeVisible()
  await program.keyboard.press('ArrowRight')
  await expect(board.getByRole('heading', { name: '六要素作战表' })).toBeVisible()
  await board.getByRole('button', { name: /翻页/ }).click()
  await program.keyboard.press('ArrowRight')
  await program.keyboard.press('ArrowRight')
  await expect(board.getByRole('heading', { name: '进度' })).toBeVisible()
  await expectAccessible(program)
  await program.keyboard.press('Escape')
  await expect(board).toHaveCount(0)

  const letters = await markers(program).evaluateAll((signs) => signs.map((sign) => sign.querySelector('text')?.textContent ?? ''))
  const path = await print(program)
  const found = letters.map((letter) => printedAt(path, letter))
  const dots = await Promise.all([0, 1].map((index) => placeOf(program, markers(program).nth(index))))
  // Two markers on paper lie as far from each other, in parts of the picture, as on the screen.
  const wide = Math.abs((dots[0]?.x ?? 0) - (dots[1]?.x ?? 0))
  const pairs = (found[0] ?? []).flatMap((one) => (found[1] ?? []).map((other) => Math.abs(one.x - other.x)))
  const points = (await pictureWidth(path)) * wide
  expect(Math.min(...pairs.map((distance) => Math.abs(distance - points)))).toBeLessThan(0.002 * (await pictureWidth(path)))

  await upload(program, '换底图', '新底图.jpg', 1_000)
  const rescan = program.getByRole('dialog', { name: '换底图' })
  await expect(rescan).toBeVisible()
  const points3 = [
    ['5', '5'],
    ['95', '5'],
    ['5', '95'],
  ] as const
  for (const which of ['旧底图', '新底图']) {
    for (const [index, name] of ['第一点', '第二点', '第三点'].entries()) {
      for (const [axis, label] of ['横向', '纵向'].entries()) await field(rescan, `${which}${name}${label}（%）`).fill(points3[index]?.[axis] ?? '')
    }
  }
  await expectAccessible(program)
  await rescan.getByRole('button', { name: '按三个点搬标记' }).click()
  await expect(rescan).toHaveCount(0)
  await expect(markers(program)).toHaveCount(2)
  await expect(async () => expect((await placeOf(program, markers(program).first())).x).toBeCloseTo(moved.x, 2)).toPass()
})

/** Width of the picture on paper in points, out of the drawing itself: A0 lying, the area for it 768 by 554 mm, the picture three by two. */
async function pictureWidth(path: string): Promise<number> {
  const images = execFileSync('pdfimages', ['-list', path], { encoding: 'utf8' }).split('\n')[2]?.trim().split(/\s+/u) ?? []
  const [width, perInch] = [Number(images[3]), Number(images[12])]
  return Promise.resolve((width / perInch) * 72)
}
