/** What jsdom lacks and the components need: media queries, sizes, scrolling. Imported for its effect. */
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { forgetKeptState } from '../preferences/useKeptState.ts'

// A busy machine may take longer than the library's one second; what never comes still fails.
configure({ asyncUtilTimeout: 6000 })

const SHOWN_HEIGHT = 600
const SHOWN_WIDTH = 1200

class StillObserver {
  observe(): void { /* Sizes never change in tests. */ }
  unobserve(): void { /* See observe. */ }
  disconnect(): void { /* See observe. */ }
}

window.matchMedia = (query) => ({
  matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined,
  addEventListener: () => undefined, removeEventListener: () => undefined, dispatchEvent: () => false,
})
window.ResizeObserver = StillObserver
Element.prototype.scrollIntoView = () => undefined
Element.prototype.scrollTo = () => undefined
window.scrollTo = () => undefined
Object.defineProperty(document, 'fonts', { configurable: true, value: { ready: Promise.resolve(), addEventListener: () => undefined, removeEventListener: () => undefined } })
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => SHOWN_HEIGHT },
  clientHeight: { configurable: true, get: () => SHOWN_HEIGHT },
  clientWidth: { configurable: true, get: () => SHOWN_WIDTH },
  offsetWidth: { configurable: true, get: () => SHOWN_WIDTH },
})

beforeEach(() => {
  window.localStorage.clear()
  forgetKeptState()
})
afterEach(cleanup)
