/** How evenly a list is drawn while it is scrolled: the time from each frame to the next, in the page itself. */
import type { CDPSession, Page } from '@playwright/test'
import { kind, type Measured, type Sample } from '../measure.ts'

/** Milliseconds from one frame to the next at 50 frames a second. */
const FRAME = 20
const FRAMES = 300
/** Px that a notch of the wheel scrolls. */
const NOTCH = 100
/** Milliseconds until what was begun by the last scrolling is done. */
const RESTS = 1500

/**
 * Runs in the page: scrolls what holds the table once in each frame, by so many px (0: so far that the last frame is at the end of the list, as whoever
 * drags the scrollbar), and tells the time between frames. As text, since the names of a page are not known here.
 */
const scrolled = (by: number): string => `(async () => {
  let box = document.querySelector('[role=grid]')
  while (box.scrollHeight <= box.clientHeight + 1 || !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement
  box.scrollTop = 0
  const step = ${by} === 0 ? (box.scrollHeight - box.clientHeight) / ${FRAMES} : ${by}
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const gaps = []
  await frame()
  let last = await frame()
  for (let at = 0; at < ${FRAMES}; at += 1) {
    box.scrollTop += step
    const now = await frame()
    gaps.push(now - last)
    last = now
  }
  return gaps
})()`

/** What a list that is open does when it is scrolled by the wheel, and dragged from its beginning to its end; with processor time of the page's main thread, a frame on average. */
export async function scrolling(page: Page, list: string): Promise<(Measured | null)[]> {
  const measured: (Measured | null)[] = []
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  for (const [key, what, by] of [
    ['scroll.wheel', '一格一格往下滚', NOTCH],
    ['scroll.drag', '拖滚动条从头到尾', 0],
  ] as const) {
    const before = await taken(session)
    const gaps = await page.evaluate<number[]>(scrolled(by))
    const cpu = ((await taken(session)) - before) / gaps.length
    await page.waitForTimeout(RESTS)
    const samples = gaps.map((milliseconds, at): Sample => ({ milliseconds, cpu, at: `第 ${at + 1} 帧` }))
    measured.push(kind(key, `${list}${what}：两帧之间`, samples, { bar: FRAME }))
  }
  return measured
}

/** Milliseconds of processor that the page's main thread has taken so far. */
async function taken(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}
