import { fireEvent } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../testing/render.tsx'
import { cellAfter, useGridKeys } from './gridKeys.ts'
import type { GridKeysOptions } from './gridKeys.ts'

function Grid(options: Partial<GridKeysOptions>) {
  const keys = useGridKeys({ rowCount: 2, columnCount: 3, ...options })
  return (
    <input aria-label="格" data-at={`${keys.active.row},${keys.active.column}`} data-mode={keys.mode} onKeyDown={keys.onKeyDown} onInput={keys.startEditing} />
  )
}

const at = (): string | undefined => screen.getByLabelText('格').dataset['at']
const press = (key: string, init: object = {}): boolean => fireEvent.keyDown(screen.getByLabelText('格'), { key, ...init })

describe('表格录入的按键', () => {
  it('next 和 back 跨行走，到边为止', () => {
    expect(cellAfter({ row: 0, column: 2 }, 'next', 2, 3)).toEqual({ row: 1, column: 0 })
    expect(cellAfter({ row: 1, column: 0 }, 'back', 2, 3)).toEqual({ row: 0, column: 2 })
    expect(cellAfter({ row: 1, column: 2 }, 'next', 2, 3)).toBeNull()
    expect(cellAfter({ row: 0, column: 0 }, 'up', 2, 3)).toBeNull()
  })

  it('未改动时左右键换格，改动后左右键留给文字，上下键仍换行', () => {
    renderComponent(<Grid />)
    press('ArrowRight')
    expect(at()).toBe('0,1')
    fireEvent.input(screen.getByLabelText('格'), { target: { value: '张' } })
    press('ArrowRight')
    expect(at()).toBe('0,1')
    press('ArrowDown')
    expect(at()).toBe('1,1')
    expect(screen.getByLabelText('格').dataset['mode']).toBe('navigate')
  })

  it('组字时的回车、方向键都不动', () => {
    renderComponent(<Grid />)
    press('Enter', { isComposing: true })
    press('ArrowDown', { isComposing: true })
    expect(at()).toBe('0,0')
  })

  it('最后一格回车请求增加一行，Tab 则放行到表格之外', () => {
    const onPastEnd = vi.fn<() => void>()
    renderComponent(<Grid onPastEnd={onPastEnd} />)
    for (let step = 0; step < 5; step += 1) press('Enter')
    expect(at()).toBe('1,2')
    expect(press('Tab')).toBe(true)
    expect(onPastEnd).not.toHaveBeenCalled()
    press('Enter')
    expect(onPastEnd).toHaveBeenCalledOnce()
  })

  it('Ctrl+D 交给表格照抄或填充；Ctrl+Insert、Ctrl+Delete 增删行；Esc 只在改动后还原', () => {
    const calls = { onCopyFromAbove: vi.fn<() => void>(), onInsertRow: vi.fn<() => void>(), onRemoveRow: vi.fn<() => void>(), onRevert: vi.fn<() => void>() }
    renderComponent(<Grid {...calls} />)
    press('ArrowDown')
    press('d', { ctrlKey: true })
    expect(calls.onCopyFromAbove).toHaveBeenCalledWith({ row: 1, column: 0 })
    press('Insert', { ctrlKey: true })
    expect(calls.onInsertRow).toHaveBeenCalledWith(1)
    press('Delete', { ctrlKey: true })
    expect(calls.onRemoveRow).toHaveBeenCalledWith(1)
    press('Escape')
    expect(calls.onRevert).not.toHaveBeenCalled()
    press('F2')
    press('Escape')
    expect(calls.onRevert).toHaveBeenCalledWith({ row: 1, column: 0 })
  })
})
