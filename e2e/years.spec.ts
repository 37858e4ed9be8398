/** 年度对照 through the screen: four pictures of the years, and the list behind a bar of each. */
import type { Locator } from '@playwright/test'
import { goTo } from './pages/household.ts'
import { expectAccessible } from './support/axe.ts'
import { faultsOfLayout } from './support/layout.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const window = shareWindow('demo')
const PICTURES = [/^五年贫困户/, /致贫原因$/, /人均纯收入分组$/, /^脱贫时序/]
/** Smaller ones are symbols of the legend, or bars that count nothing. */
const LEAST = 500

/** Where the largest bar of the first series is drawn; null while there is none. */
const largestBar = (panel: Locator): Promise<{ x: number; y: number } | null> =>
  panel.locator('svg path[fill="#1f5b78"]').evaluateAll((bars, least) => {
    const boxes = bars.map((bar) => bar.getBoundingClientRect()).toSorted((one, other) => other.width * other.height - one.width * one.height)
    const [box] = boxes
    return box === undefined || box.width * box.height < least ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }, LEAST)

test('years stand beside each other; a bar of each picture leads to the list that it counts', async () => {
  const page = await window.inside()
  await goTo(page, '/years')
  for (const name of PICTURES) await expect.poll(() => largestBar(page.getByRole('region', { name }))).not.toBeNull()
  expect(await faultsOfLayout(page)).toEqual([])
  await expectAccessible(page)
  for (const name of PICTURES) {
    await goTo(page, '/years')
    const panel = page.getByRole('region', { name })
    await expect.poll(() => largestBar(panel)).not.toBeNull()
    const { x, y } = (await largestBar(panel)) ?? { x: 0, y: 0 }
    await page.mouse.click(x, y)
    await expect(
      page
        .getByRole('grid', { name: /列表$|明细$/ })
        .getByRole('row')
        .nth(1),
    ).toBeVisible()
  }
})
