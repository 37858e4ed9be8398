import { fireEvent } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../testing/render.tsx'
import { combinationOf, readableKeys, shortcutOf, shortcuts } from './shortcuts.ts'
import { useActiveShortcuts, useSectionShortcuts, useShortcut } from './useShortcut.ts'

const press = (init: KeyboardEventInit): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  fireEvent(window, event)
  return event
}

describe('快捷键表', () => {
  it('同一个按键不会有两个用处，编号不重复', () => {
    const keys = shortcuts.filter((shortcut) => shortcut.local !== true).flatMap((shortcut) => shortcut.keys)
    expect(new Set(keys).size).toBe(keys.length)
    expect(new Set(shortcuts.map((shortcut) => shortcut.id)).size).toBe(shortcuts.length)
  })

  it('大小写、数字键盘和 Mac 的 Command 都认得', () => {
    expect(combinationOf(new KeyboardEvent('keydown', { key: 's', ctrlKey: true }))).toBe('Ctrl+S')
    expect(combinationOf(new KeyboardEvent('keydown', { key: 'k', metaKey: true }))).toBe('Ctrl+K')
    expect(shortcutOf(new KeyboardEvent('keydown', { key: '¡', code: 'Digit1', altKey: true }))).toBe('section-1')
    expect(readableKeys('PageDown')).toBe('PgDn')
  })

  it('组字时没有快捷键', () => {
    expect(shortcutOf(new KeyboardEvent('keydown', { key: 's', ctrlKey: true, isComposing: true }))).toBeNull()
  })
})

function Page({ onSave, onFind }: { readonly onSave: () => void; readonly onFind?: () => void }) {
  useShortcut('save', onSave)
  useShortcut('find', onFind ?? (() => undefined))
  return <output>{useActiveShortcuts().join(' ')}</output>
}

describe('useShortcut', () => {
  it('执行并拦住浏览器自己的动作；后出现的优先', () => {
    const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const view = renderComponent(<Page onSave={first} />)
    expect(press({ key: 's', ctrlKey: true }).defaultPrevented).toBe(true)
    expect(first).toHaveBeenCalledOnce()
    const over = renderComponent(<Page onSave={second} />)
    press({ key: 's', ctrlKey: true })
    expect(second).toHaveBeenCalledOnce()
    expect(first).toHaveBeenCalledOnce()
    over.unmount()
    view.unmount()
    expect(press({ key: 's', ctrlKey: true }).defaultPrevented).toBe(false)
  })

  it('对话框打开时，页面的快捷键不起作用，但保存仍可用', () => {
    const [save, find] = [vi.fn<() => void>(), vi.fn<() => void>()]
    renderComponent(
      <>
        <Page onSave={save} onFind={find} />
        <div role="dialog" aria-modal="true" />
      </>,
    )
    press({ key: 'k', ctrlKey: true })
    press({ key: 's', ctrlKey: true })
    expect(find).not.toHaveBeenCalled()
    expect(save).toHaveBeenCalledOnce()
  })

  it('Alt+数字转到相应部分，超出的不理', () => {
    function Sections() {
      const [at, setAt] = useState(0)
      useSectionShortcuts(3, setAt)
      return <output>{at}</output>
    }
    renderComponent(<Sections />)
    press({ key: '3', code: 'Digit3', altKey: true })
    expect(screen.getByText('2')).toBeDefined()
    press({ key: '4', code: 'Digit4', altKey: true })
    expect(screen.getByText('2')).toBeDefined()
  })
})
