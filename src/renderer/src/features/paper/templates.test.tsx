import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { PaperForm } from '#core/features/paper/contract.ts'
import { renderScreen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'

const form = (over: Partial<PaperForm>): PaperForm => ({
  code: 'card',
  title: '采集表',
  source: '某文件',
  paper: 'A4',
  kind: 'record',
  register: 'organization',
  statistic: null,
  perPlace: false,
  from: null,
  own: false,
  edited: false,
  ...over,
})
const forms = (): PaperForm[] => [
  form({}),
  form({ code: 'own_1', title: '单位一览', kind: 'list', own: true, edited: true, from: { kind: 'list', register: 'organization' } }),
  form({ code: 'roster', title: '名册', edited: true }),
]
const shell = { pickFile: () => Promise.resolve({ ticket: 't', name: '改过.xlsx', size: 1 }) }

describe('表样', () => {
  it('列出全部表样，说明内容来自哪里、是不是改过；别的角色只能取', async () => {
    await renderScreen(screens, '/forms?tab=templates', { calls: { paper: { forms } }, role: 'reader' })
    const row = (await screen.findByText('单位一览')).closest('tr')
    expect(within(row ?? document.body).getByText('本单位自定')).toBeTruthy()
    expect(screen.getByRole('button', { name: '取表样：采集表' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /换表样/ })).toBeNull()
    expect(screen.queryByRole('button', { name: '新增一张表' })).toBeNull()
  })

  it('换表样：有错的逐格列出，不能启用；没错的看过样张再启用', async () => {
    const put = vi.fn(() => undefined)
    const trials = [
      { problems: [{ sheet: '表', cell: 'B1', message: '的占位符“{{x}}”不存在' }], html: null, pages: 0 },
      { problems: [], html: '<p>样张</p>', pages: 1 },
    ]
    const { user } = await renderScreen(screens, '/forms?tab=templates', {
      divisions: [],
      shell,
      calls: { paper: { forms, tryTemplate: () => trials.shift(), putTemplate: put } },
    })
    await user.click(await screen.findByRole('button', { name: '换表样：采集表' }))
    expect(await screen.findByText('占位符“{{x}}”不存在')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '启用这个表样' })).toBeNull()
    await user.click(screen.getByText('关闭'))
    await user.click(await screen.findByRole('button', { name: '换表样：采集表' }))
    expect(await screen.findByTitle('样张')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '启用这个表样' }))
    await waitFor(() => expect(put).toHaveBeenCalledWith({ code: 'card', year: expect.any(Number), ticket: 't' }))
  })

  it('新增一张表：起个名、选台账，由程序生成表样', async () => {
    const addForm = vi.fn(() => ({ code: 'own_2' }))
    const { user } = await renderScreen(screens, '/forms?tab=templates', {
      divisions: [],
      shell,
      calls: { paper: { forms, addForm }, records: { views: () => [] } },
    })
    await user.click(await screen.findByRole('button', { name: '新增一张表' }))
    await user.type(await screen.findByRole('textbox', { name: '表名' }), '责任人登记表')
    await user.click(screen.getByRole('radio', { name: '一个列表' }))
    await user.selectOptions(screen.getByRole('combobox', { name: '台账' }), 'helper')
    await user.click(screen.getByRole('button', { name: '由程序生成表样' }))
    await waitFor(() => expect(addForm).toHaveBeenCalledWith({ title: '责任人登记表', source: '', from: { kind: 'list', register: 'helper' }, ticket: null }))
  })
  it('修改自定的表：表名、内容来自哪里都填好了，只改要改的；自带的没有这个按钮', async () => {
    const changeForm = vi.fn(() => undefined)
    const { user } = await renderScreen(screens, '/forms?tab=templates', {
      divisions: [],
      shell,
      calls: { paper: { forms, changeForm }, records: { views: () => [] } },
    })
    expect(screen.queryByRole('button', { name: '修改：采集表' })).toBeNull()
    await user.click(await screen.findByRole('button', { name: '修改：单位一览' }))
    const title = await screen.findByRole('textbox', { name: '表名' })
    await user.clear(title)
    await user.type(title, '帮扶单位一览')
    await user.click(screen.getByRole('button', { name: '保存' }))
    await waitFor(() =>
      expect(changeForm).toHaveBeenCalledWith({
        code: 'own_1',
        title: '帮扶单位一览',
        source: '某文件',
        from: { kind: 'list', register: 'organization' },
        workbook: 'kept',
      }),
    )
  })
})
