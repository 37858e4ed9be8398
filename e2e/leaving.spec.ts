/** Every screen, opened and left again, leaves nothing behind in the page: no elements, no listeners. */
import type { CDPSession, Page } from '@playwright/test'
import { lawSamples } from '../src/core/testing/lawRuns.ts'
import { addresses, type Address } from '../src/renderer/src/gallery/addresses.ts'
import { expect, test } from './support/test.ts'
import { shareWindow } from './support/window.ts'

const county = shareWindow('demo')

/** Where one is between visits: a page with little on it. */
const ELSEWHERE = '/draws'
/** How often the list is opened, and how often each screen. */
const TIMES = { list: 50, each: 4 } as const

interface Kept {
  readonly nodes: number
  readonly listeners: number
}

/** What the page keeps, once garbage is collected. */
async function keptIn(session: CDPSession): Promise<Kept> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  return { nodes, listeners: jsEventListeners }
}

/** What came to what the page keeps with each of some visits. */
function grown(before: Kept, after: Kept, visits: number): Kept {
  return { nodes: (after.nodes - before.nodes) / visits, listeners: (after.listeners - before.listeners) / visits }
}

/** Opens one screen after the other, each once the one before is there. Within the page, since to ask for each from outside takes as long as the screen. */
async function visit(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(async (all) => {
    const stands = (path: string): boolean => {
      const main = document.querySelector('main')
      if (main === null || main.dataset['screen'] !== decodeURIComponent(path.split('?')[0] ?? '')) return false
      return main.querySelector('h1') !== null && main.querySelector('[aria-label^="正在"]') === null
    }
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
    for (const path of all) {
      location.hash = path
      for (let frames = 0; !stands(path); frames += 1) {
        if (frames > 5000) throw new Error(`${path} does not come to rest`)
        await frame()
      }
      await frame()
    }
  }, paths)
}

/** Where screens are; those of records are the first of their lists, where there is one on file. */
async function pathsOf(page: Page, screens: readonly Address[]): Promise<string[]> {
  const paths: string[] = []
  for (const { path, first } of screens) {
    await visit(page, [path])
    if (first !== true) paths.push(path)
    else if ((await page.getByRole('grid').getByRole('row').count()) > 1) {
      await page.getByRole('grid').first().focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.hash !== `#${path}`)
      paths.push(new URL(page.url()).hash.slice(1))
    }
  }
  return [...new Set(paths)]
}

/** What screens leave behind at each visit after the first ones, which load them; one element or listener that is there once is not left by a visit. */
async function leaving(page: Page, session: CDPSession, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    await visit(page, [path, ELSEWHERE, path, ELSEWHERE])
    const before = await keptIn(session)
    await visit(page, Array.from({ length: TIMES.each }, () => [path, ELSEWHERE]).flat())
    const { nodes, listeners } = grown(before, await keptIn(session), TIMES.each)
    if (nodes >= 1 || listeners >= 1) found.push(`${path}: ${nodes} elements, ${listeners} listeners a visit`)
  }
  return found
}

test('a list opened and left 50 times leaves nothing', async () => {
  const page = await county.inside()
  const session = await page.context().newCDPSession(page)
  await visit(page, ['/households', ELSEWHERE, '/households', ELSEWHERE])
  const before = await keptIn(session)
  await visit(page, Array.from({ length: TIMES.list }, () => ['/households', ELSEWHERE]).flat())
  expect(grown(before, await keptIn(session), 1)).toEqual({ nodes: 0, listeners: 0 })
})

test('no screen of the program leaves anything: some in each run, all in the long one', async () => {
  const page = await county.inside()
  const session = await page.context().newCDPSession(page)
  expect(await leaving(page, session, await pathsOf(page, lawSamples(addresses, 12)))).toEqual([])
})
