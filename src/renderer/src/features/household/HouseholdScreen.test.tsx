import { waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import type { HouseholdDraft } from '#core/features/household/contract.ts'
import { sampleIdNumber } from '../../gallery/sampleData.ts'
import type { FakeCalls } from '../../gallery/fakeClient.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import type { ReactNode } from 'react'
import { useSession } from '../../session/useSession.tsx'
import { HouseholdScreen } from './HouseholdScreen.tsx'
import { screens } from './screens.tsx'

const records = { query: () => ({ total: 0, rows: [] }), choices: () => [] }
const detail = {
  year: 2016,
  years: [2015, 2016],
  household: { id: 'h1', revision: 2, village: '621125101201', village$title: '小林村', exit_status: '0', attribute: '01', address: '一社' },
  householdYear: { id: 'y', revision: 1, year: 2016, household_id: 'h1', wage_income: 1_800_000 },
  members: [
    {
      person: { id: 'p1', revision: 1, name: '张三' },
      membership: { id: 'm1', revision: 1, household_id: 'h1', person_id: 'p1', relation: '01', status: '1', end_date: null },
      personYear: {},
    },
  ],
  former: [],
  helpers: [],
  findings: [],
  previous: 'h0',
  next: 'h2',
}

beforeEach(() => window.sessionStorage.clear())

function calls(save: (draft: HouseholdDraft) => unknown): FakeCalls {
  return { records, household: { detail: () => detail, save } }
}

describe('户的卡片', () => {
  it('不用鼠标录入一户两人：行政村、成员、保存', async () => {
    const save = vi.fn((_draft: HouseholdDraft) => ({ id: 'h1', revision: 1, changeSet: 'c', warnings: [] }))
    const { user } = await renderScreen(screens, '/households/new', { calls: calls(save) })
    const village = await screen.findByLabelText(/行政村/)
    await waitFor(() => expect(document.activeElement).toBe(village))
    await user.keyboard('xlc')
    await user.keyboard('{Enter}{Alt>}2{/Alt}')
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('第 1 行 姓名'))
    await user.keyboard(`张三{Enter}{Enter}${sampleIdNumber(22)}${'{Enter}'.repeat(14)}`)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('第 2 行 姓名')
    await user.keyboard(`李四{Enter}{Enter}${sampleIdNumber(31)}{Enter}po{Enter}`)
    await user.keyboard('{Control>}s{/Control}')
    const asked = (): HTMLElement | null => screen.queryByRole('button', { name: '确实如此，保存' })
    await waitFor(() => expect(asked() !== null || save.mock.calls.length > 0).toBe(true))
    const question = asked()
    if (question !== null) {
      await user.type(screen.getByLabelText(/原因（/), '核实无误')
      await user.click(question)
    }
    await waitFor(() => expect(save).toHaveBeenCalledTimes(1))
    const sent = save.mock.calls[0]?.[0]
    expect(sent?.members.map((member) => member.person['name'])).toEqual(['张三', '李四'])
    expect(sent?.members[0]?.person['birth_date']).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    expect(sent?.members[1]?.membership['relation']).toBe('02')
  })

  it('刷新后草稿还在，可以放弃', async () => {
    const first = await renderScreen(screens, '/households/h1', { calls: calls(() => undefined) })
    const address = await screen.findByLabelText('家庭住址')
    await first.user.clear(address)
    await first.user.type(address, '三社五号')
    await waitFor(() => expect(Object.keys(window.sessionStorage).filter((key) => key.includes('draft'))).toHaveLength(1))
    expect(JSON.stringify(Object.entries(window.sessionStorage)), '存下来的是密文').not.toContain('三社五号')
    const stored = Object.entries(window.sessionStorage).map(([key, value]) => [key, String(value)] as const)
    first.unmount()
    // A reload ends the page without unmounting anything: the stored draft is still there.
    for (const [key, value] of stored) window.sessionStorage.setItem(key, value)
    const { user } = await renderScreen(screens, '/households/h1', { calls: calls(() => undefined) })
    expect(await screen.findByText('已恢复上次没有保存的修改')).toBeDefined()
    expect(screen.getByLabelText('家庭住址')).toHaveProperty('value', '三社五号')
    await user.click(screen.getByRole('button', { name: '放弃这些修改' }))
    await waitFor(() => expect(screen.getByLabelText('家庭住址')).toHaveProperty('value', '一社'))
    expect(Object.keys(window.sessionStorage).filter((key) => key.includes('draft'))).toEqual([])
  })

  it('别的单位负责的村：保存前写明理由，理由随建议带过去', async () => {
    const save = vi.fn((_draft: HouseholdDraft) => ({ id: 'h1', revision: 3, changeSet: 'c', warnings: [], proposed: true }))
    const { user } = await renderScreen(screens, '/households/h1', { calls: { ...calls(save), exchange: { inCharge: () => ({ unitName: '三岔镇' }) } } })
    await user.type(await screen.findByLabelText('家庭住址'), '五号')
    await user.keyboard('{Control>}s{/Control}')
    expect(await screen.findByRole('dialog', { name: '向三岔镇提修改建议' })).toBeDefined()
    expect(screen.getByRole('button', { name: '提建议' })).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText(/原因（/), '走访核实')
    await user.click(screen.getByRole('button', { name: '提建议' }))
    await waitFor(() => expect(save).toHaveBeenCalledWith(expect.objectContaining({ reason: '走访核实' })))
    expect(await screen.findByText('已记为修改建议')).toBeDefined()
  })

  it('从核查来看责任人的问题，打开的就是那一页', async () => {
    await renderScreen(screens, '/households/h1?at=pairing.helper_id&of=h1', { calls: calls(() => undefined) })
    expect((await screen.findByRole('tab', { name: /帮扶责任人/ })).getAttribute('aria-selected')).toBe('true')
  })

  it('结对有疑点：问原因，带着原因再存，然后才结束原来的', async () => {
    const issue = { path: 'helper.name', label: '姓名', code: 'rule', message: '赵干部现在结对 21 户，多于 20 户。', severity: 'warning' as const }
    const save = vi.fn((input: { id?: string; reason?: string }) => {
      if (input.id === undefined && input.reason === undefined) throw new AppError('VALIDATION', issue.message, '请核实。', { issues: [issue] }).toPayload()
      return { id: 'b2', revision: 1, changeSet: 'c', warnings: [] }
    })
    const helped = {
      ...detail,
      helpers: [{ pairing: { id: 'b1', helper_id: 'k0', is_main: true, start_date: '2014-01-01' }, helper: { id: 'k0', name: '钱干部' }, organization: null }],
    }
    const choices = (): unknown[] => [{ id: 'k1', title: '赵干部', detail: '' }]
    const { user } = await renderScreen(screens, '/households/h1', { calls: { household: { detail: () => helped }, records: { ...records, choices, save } } })
    await user.click(await screen.findByRole('tab', { name: /帮扶责任人/ }))
    await user.click(screen.getByRole('button', { name: '增加或更换责任人' }))
    await user.type(await screen.findByLabelText(/帮扶责任人/, { selector: 'input' }), '赵')
    await user.keyboard('{Enter}')
    await user.click(screen.getAllByRole('button', { name: '保存' }).at(-1) ?? document.body)
    await user.type(await screen.findByLabelText(/原因（/), '其他人都驻村')
    expect(save).toHaveBeenCalledTimes(1)
    await user.click(screen.getByRole('button', { name: '确实如此，保存' }))
    await waitFor(() => expect(save).toHaveBeenCalledTimes(3))
    expect(save.mock.calls.map(([{ id, reason }]) => [id, reason])).toEqual([
      [undefined, undefined],
      [undefined, '其他人都驻村'],
      ['b1', undefined],
    ])
  })

  it('收入边填边算', async () => {
    const { user } = await renderScreen(screens, '/households/h1', { calls: calls(() => undefined) })
    await user.click(await screen.findByRole('tab', { name: /收入情况/ }))
    const steps = screen.getByLabelText('计算过程')
    expect(steps.textContent).toContain('(18000) ÷ 1 = 18000')
    await user.type(screen.getByLabelText('生产经营性支出'), '3000')
    await waitFor(() => expect(steps.textContent).toContain('(18000 − 3000) ÷ 1 = 15000'))
  })

  it('换年度先问，说明改的先留着；没有改就直接换', async () => {
    function Years(): ReactNode {
      const { year, setYear } = useSession()
      return <button onClick={() => setYear(2015)}>换到 2015，现在 {year}</button>
    }
    const withYears = screens.map((one) =>
      one.path === '/households/$id'
        ? {
            ...one,
            component: () => (
              <>
                <Years />
                <HouseholdScreen />
              </>
            ),
          }
        : one,
    )
    const { user } = await renderScreen(withYears, '/households/h1', { calls: calls(() => undefined) })
    await user.type(await screen.findByLabelText('家庭住址'), '旁')
    await user.click(screen.getByRole('button', { name: /换到 2015/ }))
    await user.click(await screen.findByRole('button', { name: '留在这里' }))
    expect(screen.getByRole('button', { name: /现在 2016/ })).toBeDefined()
    await user.clear(screen.getByLabelText('家庭住址'))
    await user.type(screen.getByLabelText('家庭住址'), '一社')
    await user.click(screen.getByRole('button', { name: /换到 2015/ }))
    await screen.findByRole('button', { name: /现在 2015/ })
  })

  it('换页先问，选择留下就不走', async () => {
    const { user, currentPath } = await renderScreen(screens, '/households/h1', { calls: calls(() => undefined) })
    await user.type(await screen.findByLabelText('家庭住址'), '旁')
    await user.click(screen.getByRole('button', { name: '下一户' }))
    await user.click(await screen.findByRole('button', { name: '留在这里' }))
    expect(currentPath()).toContain('/households/h1')
  })

  it('只读用户看得到，改不了', async () => {
    await renderScreen(screens, '/households/h1', { calls: calls(() => undefined), role: 'reader' })
    expect((await screen.findAllByText('张三')).length).toBeGreaterThan(0)
    expect(screen.queryByRole('button', { name: '保存' })).toBeNull()
  })
})
