/** Clicks of the mouse on a page. */
import type { Page } from '@playwright/test'

/** Answers how many clicks there were since it was asked for; keys that press a button are none. Lost on a reload. */
export async function countClicks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counted = window as { clicks?: number }
    counted.clicks = 0
    window.addEventListener('click', ({ isTrusted, detail }) => (counted.clicks = (counted.clicks ?? 0) + (isTrusted && detail > 0 ? 1 : 0)), true)
  })
  return () => page.evaluate(() => (window as { clicks?: number }).clicks ?? 0)
}
