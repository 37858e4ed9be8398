import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { batchFields } from './BatchEditDialog.tsx'
import { narrowed } from './narrowed.ts'
import { screens } from './screens.tsx'

const helper: Row = { id: 'k1', revision: 4, name: '王帮扶', sex: '1', phone: '13900001111', deleted: false }
const get = () => helper

describe('任何台账的记录', () => {
  it('只送出改过的项和看到的版本，Ctrl+S 保存', async () => {
    const save = vi.fn((_input: unknown) => ({ id: 'k1', revision: 5, changeSet: 'c', warnings: [] }))
    const { user } = await renderScreen(screens, '/helpers/k1', { calls: { records: { get, save } } })
    const phone = await screen.findByLabelText('联系电话')
    await user.clear(phone)
    await user.type(phone, '13900002222')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    expect(save.mock.calls[0]?.[0]).toEqual({ register: 'helper', id: 'k1', revision: 4, values: { phone: '13900002222' } })
    await waitFor(() => expect(screen.getByRole('button', { name: '保存' })).toHaveProperty('disabled', true))
  })

  it('别人先改了：说明，重新读取后换成别人的值', async () => {
    let now = helper
    const save = () => {
      now = { ...helper, revision: 9, phone: '13900009999' }
      throw new AppError('CONFLICT', '这条记录被李文书改过。', '请重新读取。').toPayload()
    }
    const { user } = await renderScreen(screens, '/helpers/k1', { calls: { records: { get: () => now, save } } })
    const phone = await screen.findByLabelText('联系电话')
    await user.clear(phone)
    await user.type(phone, '13900002222')
    await user.keyboard('{Control>}s{/Control}')
    await screen.findByText(/这条记录被李文书改过/)
    await user.click(screen.getByRole('button', { name: '重新读取' }))
    await waitFor(() => expect(screen.getByLabelText('联系电话')).toHaveProperty('value', '13900009999'))
  })

  it('由别的单位负责：先说明，保存后说是建议，显示仍在册的值；新增的没有可打开的', async () => {
    const save = vi.fn((input: { id?: string }) => ({
      id: input.id ?? 'k9',
      revision: input.id === undefined ? 0 : 4,
      changeSet: 'c',
      warnings: [],
      proposed: true,
    }))
    const inCharge = vi.fn((_input: unknown) => ({ unitName: '三岔镇' }))
    const calls = { records: { get, save }, exchange: { inCharge } }
    const { user, unmount } = await renderScreen(screens, '/helpers/k1', { calls })
    expect((await screen.findByText(/这条记录由三岔镇负责/)).textContent).toContain('作为建议')
    expect(inCharge.mock.calls[0]?.[0]).toEqual({ register: 'helper', record: 'k1' })
    const phone = screen.getByLabelText('联系电话')
    await user.clear(phone)
    await user.type(phone, '13900002222')
    await user.keyboard('{Control>}s{/Control}')
    expect(await screen.findByText('已记为修改建议')).toBeDefined()
    expect(screen.queryByText('已保存')).toBeNull()
    await waitFor(() => expect(screen.getByLabelText('联系电话')).toHaveProperty('value', '13900001111'))
    unmount()

    const added = await renderScreen(screens, '/helpers/new', { calls })
    await added.user.type(await screen.findByRole('textbox', { name: '姓名' }), '李帮扶')
    await added.user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(added.currentPath()).toBe('/helpers'))
  })

  it('只有疑点：问原因，带着原因再存', async () => {
    const issue = { path: 'phone', label: '联系电话', code: 'rule', message: '电话与另一人相同，请核实。', severity: 'warning' as const }
    const save = vi.fn((input: { reason?: string }) => {
      if (input.reason === undefined) throw new AppError('VALIDATION', issue.message, '请核实。', { issues: [issue] }).toPayload()
      return { id: 'k1', revision: 5, changeSet: 'c', warnings: [issue] }
    })
    const { user } = await renderScreen(screens, '/helpers/k1', { calls: { records: { get, save } } })
    await user.type(await screen.findByLabelText('职务'), '主任')
    await user.keyboard('{Control>}s{/Control}')
    await user.type(await screen.findByLabelText(/原因（/), '两人共用')
    await user.click(screen.getByRole('button', { name: '确实如此，保存' }))
    await waitFor(() => expect(save).toHaveBeenCalledTimes(2))
    expect(save.mock.calls[1]?.[0].reason).toBe('两人共用')
  })

  it('有年度的新记录先记在正在看的年度', async () => {
    await renderScreen(screens, '/needs/new')
    expect(await screen.findByRole('textbox', { name: '年度' })).toHaveProperty('value', '2016')
  })

  it('新增缺姓名：不送出，指出哪里没填', async () => {
    const save = vi.fn()
    const { user } = await renderScreen(screens, '/helpers/new', { calls: { records: { save } } })
    await user.keyboard('{Control>}s{/Control}')
    expect(await screen.findAllByText(/“姓名”没有填写/)).not.toHaveLength(0)
    expect(save).not.toHaveBeenCalled()
  })

  it('新增时带上路径给的值', async () => {
    await renderScreen(screens, '/helpers/new?organization_id=o1&organization_id_title=县水务局')
    expect(await screen.findByLabelText('帮扶单位')).toHaveProperty('value', '县水务局')
  })

  it('只知名称的记录说明是什么、资料在哪里，不能恢复、不能改', async () => {
    const named = { id: 'h1', revision: 0, name: '王帮扶', deleted: true }
    await renderScreen(screens, '/helpers/k1', { calls: { records: { get: () => named } } })
    expect(await screen.findByText(/本单位只知道它的姓名.*其余资料在负责它的单位/)).toBeDefined()
    for (const action of ['恢复', '保存', '删除']) expect(screen.queryByRole('button', { name: action })).toBeNull()
    expect(screen.queryByText('已删除')).toBeNull()
  })

  it('只读用户不能改、不能删、不能增', async () => {
    await renderScreen(screens, '/helpers/k1', { calls: { records: { get } }, role: 'reader' })
    expect((await screen.findAllByText('王帮扶')).length).toBeGreaterThan(0)
    expect(screen.queryByRole('button', { name: '保存' })).toBeNull()
    expect(screen.queryByRole('button', { name: '删除' })).toBeNull()
  })
})

describe('列表', () => {
  it('未知的台账名不是白屏', async () => {
    await renderScreen(screens, '/records/nothing')
    expect(await screen.findByText('没有这个页面')).toBeDefined()
  })

  it('左边选的区划与用户的条件同时成立', () => {
    expect(narrowed({ register: 'household' }, { village: { within: '62' } })).toEqual({ register: 'household', where: { village: { within: '62' } } })
    expect(narrowed({ register: 'household', where: { exit_status: '0' } }, { village: { within: '62' } }).where).toEqual({
      and: [{ exit_status: '0' }, { village: { within: '62' } }],
    })
  })

  it('批量修改不给出唯一的、程序得出的项', () => {
    const keys = batchFields('household').map((field) => field.key)
    expect(keys).toContain('exit_status')
    expect(keys).not.toContain('household_no')
    expect(keys).not.toContain('head_name')
  })
})
