import { describe, expect, it, vi } from 'vitest'
import { isEnter, isEscape, isImeKey, onEnter } from './ime.ts'

const key = (init: KeyboardEventInit): KeyboardEvent => new KeyboardEvent('keydown', { cancelable: true, ...init })

describe('输入法守卫', () => {
  it('正在组字时的按键属于输入法', () => {
    expect(isImeKey(key({ key: 'Enter', isComposing: true }))).toBe(true)
    expect(isImeKey(key({ key: 'Enter' }))).toBe(false)
  })

  it('只报键码 229 的输入法也认得', () => {
    expect(isImeKey(key({ key: 'Process', keyCode: 229 }))).toBe(true)
  })

  it('组字时的回车和 Esc 都不算', () => {
    expect(isEnter(key({ key: 'Enter', isComposing: true }))).toBe(false)
    expect(isEscape(key({ key: 'Escape', isComposing: true }))).toBe(false)
    expect(isEnter(key({ key: 'Enter', shiftKey: true }))).toBe(true)
    expect(isEnter(key({ key: 'Enter', ctrlKey: true }))).toBe(false)
  })

  it('onEnter 只在真正的回车时执行，并拦住默认动作', () => {
    const action = vi.fn<() => void>()
    const handler = onEnter(action)
    handler(key({ key: 'Enter', isComposing: true }))
    handler(key({ key: 'a' }))
    handler(key({ key: 'Enter', shiftKey: true }))
    expect(action).not.toHaveBeenCalled()
    const enter = key({ key: 'Enter' })
    handler(enter)
    expect(action).toHaveBeenCalledOnce()
    expect(enter.defaultPrevented).toBe(true)
  })
})
