/** Counts the keys that are pressed: a combination is one, and a Chinese character is one, whatever the input method asks for. */
import type { Page } from '@playwright/test'

export class Typist {
  readonly page: Page
  keys = 0

  constructor(page: Page) {
    this.page = page
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
    this.keys += keys.length
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
    this.keys += text.length
  }
}
