import { expect, type Locator } from '@playwright/test'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Where something lies on the page; what is drawn anew between two looks is waited for. */
export async function boxOf(locator: Locator): Promise<Box> {
  let found: Box | null = null
  await expect
    .poll(async () => {
      found = await locator.boundingBox()
      return found
    })
    .not.toBeNull()
  return found ?? { x: 0, y: 0, width: 0, height: 0 }
}
