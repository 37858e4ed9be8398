/** What the first page waits for is done once, and never in the way of who needs it. */
import { expect, it } from 'vitest'
import { makeReady } from './ready.ts'
import { RESOURCES } from './testing/fonts.ts'

it('叫几次也只准备一次；备好的那一页出了错，也不妨碍谁', async () => {
  let set = 0
  const ready = makeReady(RESOURCES)
  const setPage = (): Promise<never> => {
    set += 1
    return Promise.reject(new Error('no such form'))
  }
  await Promise.all([ready(setPage), ready(setPage)])
  await ready(setPage)
  expect(set).toBe(1)
})
