import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../testing/render.tsx'
import { Dialog, DialogForm } from './Dialog.tsx'

const onDo = vi.fn<(name: string, phone: string) => void>()
const onClose = vi.fn<() => void>()

function Asked({ running = false, mayClose = true }: { readonly running?: boolean; readonly mayClose?: boolean }) {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  return (
    <Dialog title="增加" onClose={onClose} mayClose={mayClose}>
      <DialogForm label="保存" ready={name !== ''} running={running} onDo={() => onDo(name, phone)} onCancel={onClose}>
        <TextInput label="姓名" value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <TextInput label="电话" value={phone} onChange={(event) => setPhone(event.currentTarget.value)} />
      </DialogForm>
    </Dialog>
  )
}

describe('窗口里的一件事', () => {
  it('回车到下一处，最后一处回车就办；没有填全的不办', async () => {
    onDo.mockClear()
    const { user } = renderComponent(<Asked />)
    await user.type(await screen.findByLabelText('电话'), '13{Enter}')
    expect(onDo).not.toHaveBeenCalled()
    await user.type(screen.getByLabelText('姓名'), '王五{Enter}')
    expect(document.activeElement).toBe(screen.getByLabelText('电话'))
    await user.keyboard('{Enter}')
    expect(onDo.mock.calls).toEqual([['王五', '13']])
  })

  it('Ctrl+S 就办', async () => {
    onDo.mockClear()
    const { user } = renderComponent(<Asked />)
    await user.type(await screen.findByLabelText('姓名'), '王五')
    await user.keyboard('{Control>}s{/Control}')
    expect(onDo).toHaveBeenCalledTimes(1)
  })

  it('点到窗口外面不关，填的还在；Esc 才关，不许关的时候也不关', async () => {
    onClose.mockClear()
    const { user, unmount } = renderComponent(<Asked />)
    await user.type(await screen.findByLabelText('姓名'), '王五')
    const overlay = document.querySelector('.mantine-Modal-overlay')
    expect(overlay).not.toBeNull()
    if (overlay !== null) await user.click(overlay)
    expect(onClose).not.toHaveBeenCalled()
    expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe('王五')
    await user.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledTimes(1)
    unmount()
    const kept = renderComponent(<Asked mayClose={false} running />)
    await screen.findByLabelText('姓名')
    await kept.user.keyboard('{Escape}')
    expect(onClose).toHaveBeenCalledTimes(1)
    expect(screen.queryByLabelText('关闭')).toBeNull()
  })
})
