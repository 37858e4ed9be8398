/** Long work at the door: told step by step, cancelled while there is time, and never closed unseen. */
import { waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import type { ReactNode } from 'react'
import type { Opening } from '#core/features/session/contract.ts'
import { RestoreDialog } from '../features/backups/RestoreDialog.tsx'
import { RekeyDialog } from '../features/users/RekeyDialog.tsx'
import { renderComponent, screen } from '../testing/render.tsx'

const CANCELLED = Object.assign(new Error('x'), { code: 'CANCELLED', message: '已取消，没有留下文件，现有数据没有改动。', action: '需要时可以重新开始。' })

interface Case {
  readonly dialog: (onClose: () => void) => ReactNode
  readonly start: string
  readonly cancel: string
  readonly title: string
}

const cases: readonly Case[] = [
  { dialog: (onClose) => <RestoreDialog name="一份.bfbak" login="admin" onClose={onClose} />, start: '换成这份备份', cancel: '取消恢复', title: '正在恢复' },
  { dialog: (onClose) => <RekeyDialog onClose={onClose} />, start: '更换数据密钥', cancel: '取消更换', title: '正在更换数据密钥' },
]

it.each(cases)('$title：说出步骤和进度，能取消，做着的时候关不掉', async ({ dialog, start, cancel, title }) => {
  let opening: Opening = { step: '核对台账', share: 0.62, cancellable: true }
  let fail = (_: Error): void => undefined
  const working = vi.fn(
    () =>
      new Promise<never>((_, reject) => {
        fail = reject
      }),
  )
  const cancelOpening = vi.fn(() => {
    opening = { step: null, share: null, cancellable: false }
    fail(CANCELLED)
    return { cancelled: true }
  })
  const closed = vi.fn()
  const { user } = renderComponent(dialog(closed), {
    calls: { backups: { restore: working }, session: { renewDataKey: working, opening: () => opening, cancelOpening } },
  })
  await user.type(await screen.findByLabelText(/^(您的)?密码/), '管理员的口令')
  await user.click(screen.getByRole('button', { name: start }))
  expect(await screen.findByText(new RegExp(`${title}：核对台账\\s62%`))).toBeTruthy()
  expect(screen.getByRole('progressbar', { name: `${title}的进度` }).getAttribute('aria-valuenow')).toBe('62')
  expect(screen.queryByRole('button', { name: '关闭' })).toBeNull()
  await user.keyboard('{Escape}')
  expect(closed).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: cancel }))
  await waitFor(() => expect(cancelOpening).toHaveBeenCalled())
  expect(await screen.findByText(/没有留下文件/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: '取消' }))
  expect(closed).toHaveBeenCalled()
})

it('换上新数据的时候不能取消，按钮也说明白', async () => {
  const { user } = renderComponent(<RekeyDialog onClose={() => undefined} />, {
    calls: { session: { renewDataKey: () => new Promise<never>(() => undefined), opening: () => ({ step: '换上新的数据', share: 0.98, cancellable: false }) } },
  })
  await user.type(await screen.findByLabelText('您的密码'), '管理员的口令{Enter}')
  expect(await screen.findByText(/换上新的数据\s98%/)).toBeTruthy()
  expect(screen.getByRole('button', { name: '取消更换' })).toHaveProperty('disabled', true)
})
