import { within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { ProcedureOfRecord } from '#core/features/procedures/contract.ts'
import { renderComponent, renderScreen, screen, type RenderOptions } from '../../testing/render.tsx'
import { screens as recordScreens } from '../records/screens.tsx'
import { BatchStep } from './BatchStep.tsx'
import { ProcedureTab } from './ProcedureTab.tsx'
import { screens } from './screens.tsx'

const step = {
  by: '王主任',
  level: 'village',
  remark: null,
  signatures: null,
  basis: null,
  standing: 'counts',
  note: null,
  act: null,
  prints: [],
  sheets: [],
  kept: true,
  mayUndo: true,
} as const
const shown: ProcedureOfRecord = {
  label: '器件报废',
  state: 'proposed',
  stateLabel: '拟报废',
  due: '2015-03-13',
  late: true,
  contested: false,
  conditions: [
    { key: 'worn', label: '磨损', target: '不能再修', value: '只剩外壳', met: 'met', note: null, doubtful: true },
    { key: 'spare', label: '替换', target: '有新的', value: null, met: 'unknown', note: '没有登记。', doubtful: false },
  ],
  entering: { register: 'gadget_survey', item: 'found', values: { gadget_id: 'g1' } },
  steps: [{ ...step, id: 's1', label: '提出报废', on: '2015-03-01' }],
  next: [
    {
      key: 'discuss',
      label: '评议',
      hint: null,
      kind: 'step',
      act: 'meeting',
      vote: true,
      signatures: { label: '评议人', atLeast: 2 },
      remark: null,
      missing: [],
      sheets: [],
    },
    {
      key: 'withdraw',
      label: '撤回',
      hint: null,
      kind: 'step',
      act: null,
      vote: false,
      signatures: null,
      remark: null,
      sheets: [],
      missing: [{ need: 'level', about: null, message: '“撤回”由村级办理。' }],
    },
  ],
}
const tab = (options: RenderOptions) => renderScreen([{ path: '/', title: '办理', component: () => <ProcedureTab register="gadget" id="g1" /> }], '/', options)
const show = () => Promise.resolve(shown)
const query = () => Promise.resolve({ total: 1, rows: [{ id: 'a1', name: '三月评议会', held_on: '2015-03-10' }] })

describe('一条记录的办理', () => {
  it('看得到状态、期限、经过、下一步缺什么和流程图；缺东西的不能办', async () => {
    await tab({ calls: { procedures: { show } } })
    expect(await screen.findByText('期限 2015-03-13，已逾期')).toBeDefined()
    expect(within(screen.getByRole('list', { name: '办理经过' })).getByText('提出报废')).toBeDefined()
    expect(screen.getByText('“撤回”由村级办理。')).toBeDefined()
    expect((screen.getByRole('button', { name: '办理撤回' }) as HTMLButtonElement).disabled).toBe(true)
    const conditions = within(screen.getByRole('table', { name: '达标情况' }))
    expect(conditions.getByText('达标，要核实')).toBeDefined()
    expect(conditions.getByRole('button', { name: '填写“替换”' })).toBeDefined()
    const diagram = screen.getByRole('img', { name: '器件报废流程图，现在是“拟报废”' })
    expect(diagram.querySelectorAll('rect').length).toBe(7)
    expect(diagram.querySelector('[data-current]')?.textContent).toContain('拟报废')
  })

  it('办一步：选会议、填票数和签字，Ctrl+S 提交；没有办成的说明原因', async () => {
    const refused = [{ id: 'g1', title: '抽水机', missing: [{ need: 'vote' as const, about: null, message: '同意 3 票，没有超过半数。' }] }]
    const make = vi.fn((_request: unknown) => Promise.resolve({ done: [] as string[], refused, changeSet: null }))
    const { user } = await tab({ calls: { procedures: { show, step: make }, records: { query } } })
    await user.click(await screen.findByRole('button', { name: '办理评议' }))
    const day = await screen.findByLabelText(/办理日期/)
    await user.clear(day)
    await user.type(day, '2015-03-10')
    await screen.findByRole('option', { name: '2015-03-10 三月评议会' })
    await user.selectOptions(screen.getByLabelText('会议'), 'a1')
    await user.type(screen.getByLabelText('同意'), '3')
    await user.type(screen.getByLabelText('反对'), '4')
    await user.type(screen.getByLabelText('弃权'), '0')
    await user.type(screen.getByLabelText(/评议人签字/), '王一、李二')
    await user.keyboard('{Control>}s{/Control}')
    expect(make.mock.calls[0]?.[0]).toEqual({
      register: 'gadget',
      ids: ['g1'],
      step: 'discuss',
      on: '2015-03-10',
      act: 'a1',
      signatures: ['王一', '李二'],
      votes: { inFavour: 3, against: 4, abstained: 0 },
    })
    expect(await screen.findByText('抽水机：同意 3 票，没有超过半数。')).toBeDefined()
  })

  it('撤销要写原因；只读的用户没有按钮', async () => {
    const undo = vi.fn((_request: unknown) => Promise.resolve({ changeSet: 'c' }))
    const { user, unmount } = await tab({ calls: { procedures: { show, undo } } })
    await user.click(await screen.findByRole('button', { name: '撤销“提出报废”' }))
    await user.type(await screen.findByRole('textbox'), '填错了')
    await user.click(screen.getByRole('button', { name: '撤销' }))
    expect(undo.mock.calls[0]?.[0]).toEqual({ register: 'gadget', id: 'g1', step: 's1', reason: '填错了' })
    unmount()
    await tab({ calls: { procedures: { show } }, role: 'reader' })
    await screen.findByText('提出报废')
    expect(screen.queryByRole('button', { name: /撤销|办理/ })).toBeNull()
  })

  it('记录页有“办理”一栏，没有流程的台账没有', async () => {
    const gadget = { id: 'g1', revision: 3, gadget_no: 'Q-001', name: '抽水机', household_id: 'h1', deleted: false }
    await renderScreen(recordScreens, '/records/gadget/g1', { calls: { records: { get: () => gadget }, procedures: { show } } })
    expect((await screen.findAllByRole('tab')).map((tab) => tab.textContent)).toContain('办理')
  })
})

describe('许多条', () => {
  it('列表里选中的一起办一步', async () => {
    const make = vi.fn((_request: unknown) => Promise.resolve({ done: ['g1', 'g2'], refused: [], changeSet: 'c' }))
    const done = vi.fn()
    const { user, unmount } = renderComponent(<BatchStep register="gadget" ids={['g1', 'g2']} onDone={done} />, { calls: { procedures: { step: make } } })
    await user.click(screen.getByRole('button', { name: '一起办理' }))
    await user.selectOptions(await screen.findByLabelText('步骤'), 'withdraw')
    await user.click(screen.getByRole('button', { name: '办理' }))
    expect(make.mock.calls[0]?.[0]).toMatchObject({ ids: ['g1', 'g2'], step: 'withdraw' })
    expect(done).toHaveBeenCalled()
    unmount()
    renderComponent(<BatchStep register="household" ids={['h1']} onDone={done} />)
    expect(screen.queryByRole('button', { name: '一起办理' })).toBeNull()
  })

  it('各地进度：状态乘地方，数字打开那些记录', async () => {
    const board = () => Promise.resolve([{ code: '621125100204', name: '武阳镇柯寨村', counts: { proposed: 3 }, late: 1 }])
    const { user, currentPath } = await renderScreen([...screens, ...recordScreens], '/procedures/gadget', { calls: { procedures: { board } } })
    await user.click(await screen.findByRole('button', { name: '武阳镇柯寨村拟报废 3' }))
    expect(currentPath()).toContain('gadget')
  })
})
