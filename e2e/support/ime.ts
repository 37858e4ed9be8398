/** Typing through an input method, as Chinese is typed: real composition events, made by the browser itself (CDP). */
import type { CDPSession, Page } from '@playwright/test'

export interface Composition {
  /** What is typed on the keyboard, shown while composing, e.g. `zhangsan`. */
  readonly keys: string
  /** What the chosen candidate puts in, e.g. `张三`. */
  readonly text: string
}

/** Composes and commits in the focused field. `during` runs while the candidates are shown. */
export async function typeWithIme(page: Page, { keys, text }: Composition, during?: (session: CDPSession) => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  try {
    for (let length = 1; length <= keys.length; length++) {
      await session.send('Input.imeSetComposition', { text: keys.slice(0, length), selectionStart: length, selectionEnd: length })
    }
    await during?.(session)
    await session.send('Input.insertText', { text })
  } finally {
    await session.detach()
  }
}

/** The Enter that confirms a candidate: it must save nothing and move nowhere. */
export async function pressEnterWhileComposing(page: Page, composition: Composition): Promise<void> {
  await typeWithIme(page, composition, async (session) => {
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, nativeVirtualKeyCode: 13 })
  })
}
