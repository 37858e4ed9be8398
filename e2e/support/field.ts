/** Fields by what stands beside them. */
import type { Locator, Page } from '@playwright/test'

/**
 * What can be typed or chosen under that label. A heading's “入户日期筛选” has the same words and stands there before the form does: asked by the label
 * alone, a slow machine is told that a button cannot be filled.
 */
export function field(scope: Page | Locator, label: string | RegExp, options: { readonly exact?: boolean } = {}): Locator {
  const page = 'page' in scope ? scope.page() : scope
  return scope.getByLabel(label, options).and(page.locator('input, select, textarea'))
}
