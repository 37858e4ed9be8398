import { afterEach, expect, it, vi } from 'vitest'
import { remInPixels } from './rem.ts'

afterEach(() => {
  vi.restoreAllMocks()
  document.documentElement.style.fontSize = ''
})

// No size that the program offers: those may be known already.
it('每种字号只问浏览器一次，换了字号再问', () => {
  const sizes: Readonly<Record<string, string>> = { '150%': '24px', '200%': '32px' }
  const asked = vi
    .spyOn(window, 'getComputedStyle')
    .mockImplementation(() => ({ fontSize: sizes[document.documentElement.style.fontSize] ?? '' }) as CSSStyleDeclaration)
  const at = (size: string): number => {
    document.documentElement.style.fontSize = size
    return remInPixels()
  }
  expect([at('150%'), at('150%'), at('200%'), at('200%')]).toEqual([24, 24, 32, 32])
  expect(asked).toHaveBeenCalledTimes(2)
})
