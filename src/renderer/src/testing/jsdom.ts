/** What jsdom lacks and the components need: media queries, sizes, scrolling. Runs before each test file (`build/config/vitest.ts`). */
import { notifications } from '@mantine/notifications'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { readingsLoaded } from '../fields/pinyin.ts'
import { forgetKeptState } from '../preferences/useKeptState.ts'

// As in the office, where it comes before anybody has logged in.
await readingsLoaded

// A busy machine may take far longer than the library's one second; what never comes still fails.
configure({ asyncUtilTimeout: 60_000 })

const SHOWN_HEIGHT = 600
const SHOWN_WIDTH = 1200

class StillObserver {
  observe(): void {
    /* Sizes never change in tests. */
  }
  unobserve(): void {
    /* See observe. */
  }
  disconnect(): void {
    /* See observe. */
  }
}

window.matchMedia = (query) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
})
window.ResizeObserver = StillObserver
Element.prototype.scrollIntoView = () => undefined
Element.prototype.scrollTo = () => undefined
window.scrollTo = () => undefined
Object.defineProperty(document, 'fonts', {
  configurable: true,
  value: { ready: Promise.resolve(), addEventListener: () => undefined, removeEventListener: () => undefined },
})
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => SHOWN_HEIGHT },
  clientHeight: { configurable: true, get: () => SHOWN_HEIGHT },
  clientWidth: { configurable: true, get: () => SHOWN_WIDTH },
  offsetWidth: { configurable: true, get: () => SHOWN_WIDTH },
})

/**
 * Labels of a field, each asked once: jsdom asks every node of the page for its control, once for each label, so that one
 * look for a label took seconds on a page with some hundred fields.
 */
function labelsOf(field: Element): readonly Element[] {
  return [...document.getElementsByTagName('label')].filter((label) => (label.htmlFor === '' ? label.contains(field) : label.htmlFor === field.id))
}
for (const { prototype } of [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement, HTMLButtonElement])
  Object.defineProperty(prototype, 'labels', {
    configurable: true,
    get(this: HTMLElement) {
      return this instanceof HTMLInputElement && this.type === 'hidden' ? null : labelsOf(this)
    },
  })

// Files share one window (`isolate: false`): what outlives a screen is forgotten between tests.
beforeEach(() => {
  window.localStorage.clear()
  window.sessionStorage.clear()
  forgetKeptState()
  notifications.clean()
  notifications.cleanQueue()
})
afterEach(cleanup)
