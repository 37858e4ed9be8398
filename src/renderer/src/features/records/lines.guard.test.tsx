import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { Row } from '#core/shapes.ts'
import { menu, pages } from '../../frame/menu.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { relatedTo } from '#core/catalogue/derive/related.ts'
import { furtherTabs } from '../household/cardTabs.tsx'
import { relatedTabs } from './recordTabs.tsx'
import { screens } from './screens.tsx'

const gadget: Row = { id: 'g1', revision: 3, gadget_no: 'Q-001', name: '抽水机', household_id: 'h1', household_id$title: '张三', deleted: false }
const parts: Row[] = [
  { id: 'p1', revision: 1, gadget_id: 'g1', part_no: 'P1', count: 2, cost: 1250 },
  { id: 'p2', revision: 4, gadget_id: 'g1', part_no: 'P2', count: 1, cost: null },
]

function calls(save: (input: never) => unknown = vi.fn()) {
  const query = ({ register }: { register: string }) => (register === 'gadget_part' ? { total: parts.length, rows: parts } : { total: 0, rows: [] })
  return {
    records: { get: () => gadget, query, save, history: () => ({ entries: [] }) },
    attachments: { list: () => ({ attachments: [], removed: [], mayWrite: true, mayOpen: true }) },
  }
}

const saved = (_input: unknown) => ({ id: 'g1', revision: 4, changeSet: 'c', warnings: [], proposed: false })
const grid = () => screen.findByRole('grid', { name: '器件零件' })
const activeInput = (): HTMLInputElement => {
  const element = document.activeElement
  if (!(element instanceof HTMLInputElement)) throw new Error('no input has the focus')
  return element
}

describe('目录里新加的台账不用写画面', () => {
  it('在菜单里，有自己的页面：内容、年度、引用它的、照片、历史', async () => {
    expect(menu.find(({ place }) => place === '水电路房')?.entries.map(({ label }) => label)).toEqual(expect.arrayContaining(['器件', '器件评级', '器件事项']))
    expect(pages.map(({ label }) => label)).toContain('器件年度记录')
    const { user } = await renderScreen(screens, '/records/gadget/g1', { calls: calls() })
    const tabs = (await screen.findAllByRole('tab')).map((tab) => tab.textContent)
    expect(tabs).toEqual(['内容', '办理', '器件年度记录', '相关记录', '问卷', '照片与附件', '历史'])
    expect(screen.getByRole('button', { name: '打开户' })).toBeDefined()
    await user.click(screen.getByRole('tab', { name: '器件年度记录' }))
    expect(await screen.findByText('还没有器件年度记录')).toBeDefined()
    await user.click(screen.getByRole('tab', { name: '照片与附件' }))
    expect(await screen.findByText('还没有照片和附件')).toBeDefined()
  })

  it('两个引用同一台账的字段各有一页，不相混', () => {
    const others = relatedTo('helper')
      .map(({ register }) => register)
      .filter((register) => !register.startsWith('gadget'))
    expect(relatedTabs('helper', others).map(({ label }) => label)).toEqual(expect.arrayContaining(['器件（保管人）', '器件（修理人）']))
  })
})

describe('户的卡片', () => {
  it('属于户的新台账不多时各成一页，多了合成一页；卡片自己已有的不重复', () => {
    const labels = (without: readonly string[]) => relatedTabs('household', without).map(({ label }) => label)
    const others = relatedTo('household')
      .map(({ register }) => register)
      .filter((register) => !register.startsWith('gadget'))
    expect(labels(others)).toEqual(expect.arrayContaining(['器件', '器件事项']))
    expect(furtherTabs.map(({ label }) => label)).toEqual(['短板', '一户一策', '入户记录', '相关记录', '问卷'])
  })
})

describe('明细表格', () => {
  it('像表格一样录：回车到下一格，末尾回车加一行，与主记录一次保存', async () => {
    const save = vi.fn(saved)
    const { user } = await renderScreen(screens, '/records/gadget/g1', { calls: calls(save) })
    await user.click(within(await grid()).getByText('P2'))
    await user.keyboard('{Enter}{F2}{End}0{Enter}')
    expect(activeInput().getAttribute('aria-label')).toBe('第 2 行 单价')
    await user.keyboard('3.5{Enter}')
    expect(activeInput().getAttribute('aria-label')).toBe('第 3 行 零件编号')
    fireEvent.keyDown(activeInput(), { key: 'Enter', isComposing: true })
    expect(activeInput().getAttribute('aria-label')).toBe('第 3 行 零件编号')
    await user.keyboard('P3{Enter}7{Enter}')
    await user.type(screen.getByLabelText('备注'), '换过零件')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    const rows = [{ id: 'p2', revision: 4, values: { count: 10, cost: 350 } }, { values: { part_no: 'P3', count: 7 } }]
    expect(save.mock.calls[0]?.[0]).toEqual({
      register: 'gadget',
      id: 'g1',
      revision: 3,
      values: { remark: '换过零件' },
      lines: [{ register: 'gadget_part', rows, removed: [] }],
    })
  })

  it('删除可以撤回；删除的与新增的一起保存', async () => {
    const save = vi.fn(saved)
    const { user } = await renderScreen(screens, '/records/gadget/g1', { calls: calls(save) })
    await user.click(within(await grid()).getByDisplayValue('P1'))
    await user.keyboard('{Control>}{Delete}{/Control}')
    expect(within(await grid()).queryByDisplayValue('P1')).toBeNull()
    await user.keyboard('{Control>}z{/Control}')
    expect(within(await grid()).getAllByRole('row')).toHaveLength(3)
    expect(screen.queryByRole('button', { name: /撤回删除/ })).toBeNull()
    await user.keyboard('{Control>}{Delete}{/Control}')
    await user.click(screen.getByRole('button', { name: '撤回删除（1 行）' }))
    expect(within(await grid()).getAllByRole('row')).toHaveLength(3)
    await user.click(within(await grid()).getByText('P2'))
    await user.keyboard('{Control>}{Delete}{/Control}{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    expect(save.mock.calls[0]?.[0]).toMatchObject({ values: {}, lines: [{ register: 'gadget_part', rows: [], removed: ['p2'] }] })
  })

  it('从表格贴几行几列：读得出的进去，读不出的留在格里说明，不让保存', async () => {
    const save = vi.fn(saved)
    const { user } = await renderScreen(screens, '/records/gadget/g1', { calls: calls(save) })
    await user.click(within(await grid()).getByText('P2'))
    fireEvent.paste(activeInput(), { clipboardData: { getData: () => 'N2\t5\t1,200.50\r\nN3\t三只\t2\r\nN4\t1\t\r\n' } })
    expect(within(await grid()).getAllByRole('row')).toHaveLength(5)
    await user.keyboard('{Control>}s{/Control}')
    expect(save).not.toHaveBeenCalled()
    await user.click(await screen.findByRole('button', { name: /^第 3 行：/ }))
    expect(activeInput().value).toBe('三只')
    await user.clear(activeInput())
    await user.keyboard('3{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    const rows = [
      { id: 'p2', values: { part_no: 'N2', count: 5, cost: 120_050 } },
      { values: { part_no: 'N3', count: 3, cost: 200 } },
      { values: { part_no: 'N4', count: 1 } },
    ]
    expect(save.mock.calls[0]?.[0]).toMatchObject({ lines: [{ rows }] })
  })

  it('核心不收时，问题指到那一格，改了就不再显示', async () => {
    const save = vi.fn((_input: unknown) => {
      const issue = { path: 'lines.gadget_part.0.part_no', label: '零件编号', code: 'duplicate', message: '第 1 行：与“P1”相同', severity: 'error' as const }
      throw new AppError('DUPLICATE', '第 1 行重复。', '请改正。', { issues: [issue] }).toPayload()
    })
    const { user } = await renderScreen(screens, '/records/gadget/g1', { calls: calls(save) })
    await user.click(within(await grid()).getByText('P2'))
    await user.keyboard('P1{Control>}s{/Control}')
    await user.click(await screen.findByRole('button', { name: '第 2 行：与“P1”相同' }))
    expect(activeInput().getAttribute('aria-label')).toBe('第 2 行 零件编号')
    expect(activeInput().closest('[role=gridcell]')?.getAttribute('aria-invalid')).toBe('true')
    await user.keyboard('P9')
    await waitFor(() => expect(activeInput().closest('[role=gridcell]')?.getAttribute('aria-invalid')).toBeNull())
  })

  it('新的主记录连同明细；空行不算', async () => {
    const save = vi.fn(saved)
    const { user } = await renderScreen(screens, '/records/gadget/new?household_id=h1&household_id_title=张三', { calls: calls(save) })
    await user.type(await screen.findByLabelText(/器件编号/), 'Q-9')
    await user.type(screen.getByLabelText(/器件名称/), '新泵')
    // Parts come before the other lines of a gadget.
    await user.click(screen.getAllByRole('button', { name: '增加一行' })[0] ?? document.body)
    await user.keyboard('A1{Enter}4{Enter}{Enter}')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    expect(save.mock.calls[0]?.[0]).toMatchObject({
      values: { gadget_no: 'Q-9', name: '新泵', household_id: 'h1' },
      lines: [{ register: 'gadget_part', rows: [{ values: { part_no: 'A1', count: 4 } }], removed: [] }],
    })
  })

  it('只读用户看得到，改不了', async () => {
    await renderScreen(screens, '/records/gadget/g1', { calls: calls(), role: 'reader' })
    expect((await grid()).getAttribute('aria-readonly')).toBe('true')
    expect(screen.queryByRole('button', { name: '增加一行' })).toBeNull()
  })
})
