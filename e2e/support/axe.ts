/** The accessibility check of every screen. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Fails with rule, help and the elements for every violation of WCAG 2.2 A and AA on the page as it stands. */
export async function expectAccessible(page: Page, options: { readonly exclude?: readonly string[] } = {}): Promise<void> {
  // Put in anew, the library would be compiled anew and run cold. A frame inside may be new.
  const isThere = page.frames().length === 1 && (await page.evaluate(() => 'axe' in window))
  let builder = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  for (const selector of options.exclude ?? []) builder = builder.exclude(selector)
  const look = async () => {
    await page.evaluate(async () => {
      const passing = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
      await Promise.allSettled(passing.map(({ finished }) => finished))
    })
    // In the page itself: a second page for putting the results together costs as much as the look, and no frame here is of another origin.
    const { violations } = await builder.setLegacyMode(true).analyze()
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(' ')).slice(0, 5) }))
  }
  // What fades in or out has colours that it has for a moment only; a message may come up while it is looked at, and then the next look counts.
  const first = await look()
  expect(first.length === 0 ? first : await look()).toEqual([])
}
