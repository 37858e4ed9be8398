import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { TargetRow, TargetTable } from '#core/features/targets/contract.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { TargetsScreen } from './TargetsScreen.tsx'

const screens = [
  { path: '/targets', title: '目标任务', component: TargetsScreen },
  { path: '/households', title: '户', component: () => <p>户的列表</p> },
]
const target = {
  id: 't',
  amount: 1_000,
  documentNo: '漳扶发〔2015〕1号',
  issuedOn: null,
  dueOn: '2015-12-31',
  organization: null,
  reason: null,
  reportedOn: null,
  reportedFrom: null,
}
const row = (part: Partial<TargetRow> & Pick<TargetRow, 'place' | 'name' | 'level' | 'depth'>): TargetRow => ({
  target: null,
  assigned: 0,
  handedDown: null,
  difference: null,
  reached: 0,
  reachedText: '0',
  share: '未下达',
  missing: null,
  list: null,
  ...part,
})
const table: TargetTable = {
  measure: { id: 'm', name: '减贫户数', unit: '户' },
  year: 2015,
  source: '在册户数：户',
  asOf: null,
  knowsDays: false,
  hands: ['county', 'township', 'village'],
  rows: [
    row({
      place: '621125000000',
      name: '漳县',
      level: 'county',
      depth: 0,
      target,
      assigned: 1,
      handedDown: 900,
      difference: 100,
      reached: 500,
      reachedText: '5',
      share: '50.00%',
      missing: 500,
      list: { register: 'household', where: { valid: true } },
    }),
    row({ place: '621125100000', name: '武阳镇', level: 'township', depth: 1, target: { ...target, amount: 900 }, share: '0.00%', missing: 900 }),
    row({ place: '621125100204', name: '柯寨村', level: 'village', depth: 2 }),
  ],
}
const measures = [{ id: 'm', name: '减贫户数', statistic: 'on_file', measure: 'households', years: [2015] }]
const shown = (assign = vi.fn()) => renderScreen(screens, '/targets', { calls: { targets: { measures: () => measures, table: () => table, assign } } })

describe('目标任务', () => {
  it('从县到乡镇，展开才到村；没有下达的写“未下达”；完成数列出所数的记录', async () => {
    const { user, currentPath } = await shown()
    expect(await screen.findByText('漳县')).toBeDefined()
    expect(screen.getByText('50.00%')).toBeDefined()
    expect(screen.queryByText('柯寨村')).toBeNull()
    await user.click(screen.getByRole('button', { name: '展开武阳镇' }))
    expect(screen.getByText('柯寨村').closest('tr')?.textContent).toContain('未下达')
    await user.click(screen.getByRole('button', { name: '5' }))
    await waitFor(() => expect(currentPath()).toBe('/households'))
  })

  it('在表里下达：只送改了的，一次操作；带文号', async () => {
    const assign = vi.fn((_input: unknown) => ({ changeSet: 'c', changed: 2, proposed: 0 }))
    const { user } = await shown(assign)
    await user.click(await screen.findByRole('button', { name: '下达…' }))
    await user.type(screen.getByLabelText('文号'), '漳扶发〔2015〕2号')
    const input = screen.getByLabelText('武阳镇 下达')
    await user.clear(input)
    await user.type(input, '10')
    await user.type(screen.getByLabelText('漳县 下达'), '{Enter}')
    expect(document.activeElement).toBe(input)
    await user.type(screen.getByLabelText('漳县 相差的原因'), '机动')
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(assign).toHaveBeenCalledTimes(1))
    expect(assign.mock.calls[0]?.[0]).toEqual({
      measure: 'm',
      year: 2015,
      documentNo: '漳扶发〔2015〕2号',
      issuedOn: null,
      dueOn: null,
      rows: [
        { place: '621125000000', amount: 1_000, reason: '机动' },
        { place: '621125100000', amount: 1_000 },
      ],
    })
  })
})
