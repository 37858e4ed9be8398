import { waitFor } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { DrawShown } from '#core/features/draws/contract.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { DrawScreen } from './DrawScreen.tsx'

const waiting: DrawShown = {
  id: 'd1',
  number: 'CQ-1',
  name: '抽查',
  place: '漳县',
  register: 'household',
  frameSize: 23,
  method: 'interval',
  frameHash: 'ab',
  frozenOn: '2015-10-08',
  frozenBy: '张三',
  againBecause: null,
  seed: null,
  seedFrom: null,
  drawnOn: null,
  drawnBy: null,
  where: '{}',
  dividedBy: null,
  rule: { by: 'number', count: 1 },
  strata: [{ stratum: '', label: '全部', size: 23, count: 1, reserves: 0 }],
  drawn: [],
  differences: [],
}
const line = { register: 'household', id: 'h10', stratum: '', position: 10, role: 'drawn' as const, rank: 1, number: '110', title: '李四' }
const done: DrawShown = { ...waiting, seed: '4817', seedFrom: '摇号', drawnOn: '2015-10-09', drawnBy: '张三', drawn: [line] }
const screens = [
  { path: '/draws/$id', title: '抽取', component: DrawScreen },
  { path: '/draws', title: '抽取', component: () => <p>全部</p> },
]

describe('一次随机抽取', () => {
  it('随机数不是数字不能抽；抽之前再问一次，抽过只看结果', async () => {
    let now = waiting
    const draw = vi.fn(() => Promise.resolve((now = done)))
    const { user } = await renderScreen(screens, '/draws/d1', { calls: { draws: { show: () => Promise.resolve(now), draw } } })
    const seed = await screen.findByRole('textbox', { name: /^随机数/ })
    await user.type(seed, '48一7')
    expect(screen.getByText('只能是 1 至 18 位数字')).toBeTruthy()
    await user.clear(seed)
    await user.type(seed, '4817')
    await user.type(screen.getByRole('textbox', { name: /^怎样产生/ }), '摇号')
    await user.click(screen.getByRole('button', { name: '抽取' }))
    expect(await screen.findByText('一份名单只能抽一次，抽过不能重抽。')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: '抽取' }).at(-1) as HTMLElement)
    await waitFor(() => expect(draw).toHaveBeenCalledWith({ id: 'd1', seed: '4817', seedFrom: '摇号' }))
    expect(await screen.findByText('李四')).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: /^随机数/ })).toBeNull()
  })

  it('核对不符用红字写明', async () => {
    await renderScreen(screens, '/draws/d1', {
      calls: { draws: { show: () => Promise.resolve({ ...done, differences: ['名单和定下时的校验值不符'] }) } },
    })
    expect((await screen.findByRole('alert')).textContent).toContain('名单和定下时的校验值不符')
  })
})
