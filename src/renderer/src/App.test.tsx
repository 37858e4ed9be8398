import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { SessionStatus } from '#core/features/session/contract.ts'
import { App } from './App.tsx'
import { createQueryClient } from './bridge/queryClient.ts'
import { menu } from './frame/menu.ts'
import { currentEntry, isCurrent } from './frame/Navigation.tsx'
import { yearChoices } from './frame/TopBar.tsx'
import { fakeClient, fakeShell, sampleStatus } from './gallery/fakeClient.ts'
import type { FakeCalls } from './gallery/fakeClient.ts'
import { Providers } from './Providers.tsx'
import { recoverySheet } from './session/RecoveryCodePanel.tsx'

function start(status: SessionStatus, calls: FakeCalls = {}): void {
  const client = fakeClient({ ...calls, session: { status: () => status, ...calls.session } })
  render(
    <Providers client={client} shell={fakeShell} queryClient={createQueryClient()} animated={false}>
      <App />
    </Providers>,
  )
}

beforeEach(() => {
  window.location.hash = '#/nowhere'
})

describe('进入程序', () => {
  it('登录后进入；密码错误说明原因并留在登录页', async () => {
    const user = userEvent.setup()
    const login = vi.fn<(input: { password: string }) => SessionStatus>(({ password }) => {
      if (password !== 'right') throw Object.assign(new Error('x'), { code: 'WRONG_PASSWORD', message: '密码不对。', action: '请重新输入。' })
      return sampleStatus
    })
    start({ ...sampleStatus, state: 'closed', user: null }, { session: { login } })
    const password = await screen.findByLabelText('密码')
    fireEvent.keyDown(password, { key: 'Enter', isComposing: true })
    expect(login).not.toHaveBeenCalled()
    await user.type(password, 'wrong{Enter}')
    expect(await screen.findByText('密码不对。')).toBeDefined()
    await user.type(password, 'right{Enter}')
    expect(await screen.findByRole('navigation', { name: '主菜单' })).toBeDefined()
    expect(screen.getByText('漳县三岔镇')).toBeDefined()
  })

  it('锁定时内容藏起且够不着，解锁后原样还在', async () => {
    const user = userEvent.setup()
    start(sampleStatus)
    const nav = await screen.findByRole('navigation', { name: '主菜单' })
    fireEvent.keyDown(window, { key: 'L', ctrlKey: true, shiftKey: true })
    await user.type(await screen.findByLabelText('密码'), 'x')
    expect(document.contains(nav)).toBe(true)
    expect(screen.queryByRole('navigation', { name: '主菜单' })).toBeNull()
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    expect(screen.queryByRole('combobox', { name: '快速查找' })).toBeNull()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getByRole('navigation', { name: '主菜单' })).toBe(nav))
  })

  it('锁定时打开着的对话框也藏起且够不着，解锁后还在', async () => {
    const user = userEvent.setup()
    start(sampleStatus)
    await screen.findByRole('navigation', { name: '主菜单' })
    fireEvent.keyDown(window, { key: 'F1' })
    const dialog = await screen.findByRole('dialog')
    fireEvent.keyDown(window, { key: 'L', ctrlKey: true, shiftKey: true })
    await screen.findByLabelText('密码')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(dialog.closest('[inert]')).not.toBeNull()
    await user.type(screen.getByLabelText('密码'), 'x{Enter}')
    await waitFor(() => expect(screen.getByRole('dialog')).toBe(dialog))
  })

  it('首次使用：选单位、建管理员、收好恢复码', async () => {
    const user = userEvent.setup()
    const setUp = vi.fn<(input: object) => { recoveryCode: string }>(() => ({ recoveryCode: 'ABCD-EFGH' }))
    start({ ...sampleStatus, state: 'empty', unit: null, user: null }, { session: { setUp } })
    await user.type(await screen.findByRole('searchbox'), 'zx{Enter}')
    await user.click(await screen.findByRole('button', { name: '选三岔镇' }))
    await user.type(screen.getByLabelText('管理员姓名'), '王专干{Enter}wang{Enter}pass word 1{Enter}pass word 1{Enter}')
    expect(await screen.findByText('ABCD-EFGH')).toBeDefined()
    expect(setUp.mock.calls[0]?.[0]).toEqual({ unit: '621125101000', login: 'wang', displayName: '王专干', password: 'pass word 1' })
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '开始使用' }).disabled).toBe(true)
    expect(recoverySheet('A<B', '某<县>', '2026-11-23')).not.toContain('<县>')
  })
})

describe('框架', () => {
  it('没有的页面说明怎么回去；演示数据有标记', async () => {
    start(sampleStatus)
    expect(await screen.findByText('没有这个页面')).toBeDefined()
    expect(screen.getByText('演示数据，不是真实情况')).toBeDefined()
  })

  it('F1 列出快捷键，Ctrl+K 查找并用键盘打开', async () => {
    const user = userEvent.setup()
    start(sampleStatus)
    await screen.findByRole('navigation', { name: '主菜单' })
    fireEvent.keyDown(window, { key: 'F1' })
    expect(await screen.findByText(/^照抄上一行/)).toBeDefined()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByText(/^照抄上一行/)).toBeNull())
    fireEvent.keyDown(window, { key: 'k', ctrlKey: true })
    const box = await screen.findByRole('combobox', { name: '快速查找' })
    await user.type(box, 'zs')
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(3))
    fireEvent.keyDown(box, { key: 'Enter', isComposing: true })
    expect(window.location.hash).not.toContain('households')
    await user.keyboard('{Enter}')
    await waitFor(() => expect(window.location.hash).toBe('#/households/household-0'))
  })

  it('只读用户看不到用户管理', async () => {
    start({ ...sampleStatus, user: { ...sampleStatus.user, role: 'reader' } })
    await screen.findByRole('navigation', { name: '主菜单' })
    expect(screen.queryByRole('link', { name: '用户' })).toBeNull()
    expect(screen.getByRole('link', { name: '贫困户' })).toBeDefined()
  })

  it('菜单标出当前所在，年份从建档立卡开始', () => {
    expect(isCurrent('/households', '/households/1')).toBe(true)
    expect(isCurrent('/', '/households')).toBe(false)
    expect(isCurrent('/forms', '/formsx')).toBe(false)
    expect(currentEntry(['/', '/exchange', '/exchange/send'], '/exchange/send')).toBe('/exchange/send')
    expect(yearChoices(2016, 2016)).toEqual([2017, 2016, 2015, 2014, 2013])
    const paths = menu.flatMap((group) => group.entries.map((entry) => entry.path))
    expect(new Set(paths).size).toBe(paths.length)
  })
})
