import { fireEvent } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../testing/render.tsx'
import { letEnterMove, useEnterToNext } from './enterToNext.ts'

function Form({ onLast }: { readonly onLast?: () => void }) {
  const keys = useEnterToNext(onLast)
  return (
    <div role="presentation" {...keys}>
      <input aria-label="姓名" defaultValue="张三" />
      <input aria-label="只读" readOnly />
      <input aria-label="停用" disabled />
      <textarea aria-label="备注" />
      <input aria-label="下拉" role="combobox" aria-expanded aria-controls="none" />
      <div role="radiogroup" aria-label="是否军烈属">
        <input type="radio" name="r" aria-label="是" />
        <input type="radio" name="r" aria-label="否" defaultChecked />
      </div>
      <input aria-label="电话" />
      <button type="button">按钮</button>
    </div>
  )
}

const focused = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null

describe('回车到下一项', () => {
  it('跳过只读和停用的，到了下一项选中全部文字', async () => {
    const { user } = renderComponent(<Form />)
    screen.getByLabelText('备注').focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(focused()).toBe('下拉')
    screen.getByLabelText('姓名').focus()
    await user.keyboard('{Enter}')
    expect(focused()).toBe('备注')
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}')
    expect(focused()).toBe('姓名')
    const name = screen.getByLabelText<HTMLInputElement>('姓名')
    expect(name.value.slice(name.selectionStart ?? 0, name.selectionEnd ?? 0)).toBe('张三')
  })

  it('组字时的回车不移动也不保存', () => {
    const save = vi.fn<() => void>()
    renderComponent(<Form onLast={save} />)
    screen.getByLabelText('电话').focus()
    fireEvent.keyDown(screen.getByLabelText('电话'), { key: 'Enter', isComposing: true })
    fireEvent.keyDown(screen.getByLabelText('电话'), { key: 'Enter', keyCode: 229 })
    expect(save).not.toHaveBeenCalled()
    expect(focused()).toBe('电话')
  })

  it('多行文字里的回车是换行', async () => {
    const { user } = renderComponent(<Form />)
    await user.type(screen.getByLabelText('备注'), '一{Enter}二')
    expect(screen.getByLabelText<HTMLTextAreaElement>('备注').value).toBe('一\n二')
    expect(focused()).toBe('备注')
  })

  it('下拉打开时不移动，除非它自己说可以', () => {
    const { container } = renderComponent(<Form />)
    const combo = screen.getByLabelText('下拉')
    combo.focus()
    fireEvent.keyDown(combo, { key: 'Enter' })
    expect(focused()).toBe('下拉')
    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
    letEnterMove({ nativeEvent: event } as never)
    combo.dispatchEvent(event)
    expect(focused()).toBe('否')
    expect(container.querySelectorAll('input')).toHaveLength(7)
  })

  it('单选组只停一次，最后一项回车保存，Shift+回车往回', async () => {
    const save = vi.fn<() => void>()
    const { user } = renderComponent(<Form onLast={save} />)
    screen.getByLabelText('否').focus()
    await user.keyboard('{Enter}')
    expect(focused()).toBe('电话')
    await user.keyboard('{Shift>}{Enter}{/Shift}')
    expect(focused()).toBe('否')
    expect(save).not.toHaveBeenCalled()
    await user.keyboard('{Enter}{Enter}')
    expect(save).toHaveBeenCalledOnce()
  })

  it('按钮上的回车仍是按下按钮', async () => {
    const save = vi.fn<() => void>()
    const { user } = renderComponent(<Form onLast={save} />)
    screen.getByRole('button').focus()
    await user.keyboard('{Enter}')
    expect(save).not.toHaveBeenCalled()
  })
})
