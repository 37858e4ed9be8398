import { describe, expect, it } from 'vitest'
import { emptyHistory, remembered, wentBack, wentForward } from './history.ts'

describe('撤回与重做', () => {
  it('一格里连着打的字是一步', () => {
    const typed = ['张', '张三', '张三丰'].reduce((history, _text, index) => remembered(history, index, 'a name'), emptyHistory<number>())
    expect(wentBack(typed, 3)?.state).toBe(0)
    const other = remembered(remembered(typed, 3, 'b name'), 4, null)
    expect(other.past.map(({ state }) => state)).toEqual([0, 3, 4])
  })
  it('撤回几步再重做几步，回到原处；撤回后再改，撤回的不再有', () => {
    let [history, now] = [emptyHistory<number>(), 0]
    for (const next of [1, 2, 3]) [history, now] = [remembered(history, now, null), next]
    const seen: number[] = []
    for (let found = wentBack(history, now); found !== null; found = wentBack(history, now)) {
      ;[history, now] = [found.history, found.state]
      seen.push(now)
    }
    expect(seen).toEqual([2, 1, 0])
    for (let found = wentForward(history, now); found !== null; found = wentForward(history, now)) [history, now] = [found.history, found.state]
    expect(now).toBe(3)
    const back = wentBack(history, now)
    expect(wentForward(remembered(back?.history ?? emptyHistory(), 2, null), 9)).toBeNull()
  })
})
