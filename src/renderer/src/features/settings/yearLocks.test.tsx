import { within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../../testing/render.tsx'
import { YearLocks } from './YearLocks.tsx'

const list = () =>
  Promise.resolve({
    villages: [
      { code: '621125100204', name: '武阳镇柯寨村' },
      { code: '621125100205', name: '武阳镇新庄村' },
    ],
    years: [2015, 2014],
    locks: [{ division: '621125100204', year: 2014, level: 'township' as const, locked: true, on: '2015-01-31', by: '王主任', reason: null }],
    levels: ['village' as const, 'township' as const],
  })

it('看得出哪个村哪一年在哪一级锁定；选中的村一起锁定', async () => {
  const set = vi.fn((_request: unknown) => Promise.resolve({ changed: 2, changeSet: 'c' }))
  const { user } = renderComponent(<YearLocks />, { calls: { locks: { list, set } } })
  const row = (await screen.findByText('武阳镇柯寨村')).closest('tr') as HTMLElement
  expect(within(row).getByText('乡镇锁').getAttribute('title') ?? within(row).getByText('乡镇锁').closest('[title]')?.getAttribute('title')).toBe(
    '2015-01-31 王主任',
  )
  await user.click(screen.getByLabelText('选中所有村'))
  await user.click(screen.getByRole('button', { name: '锁定所选 2 个村' }))
  expect(set.mock.calls[0]?.[0]).toEqual({ year: 2015, villages: ['621125100204', '621125100205'], level: 'township', locked: true })
})

it('解锁要先写理由', async () => {
  const set = vi.fn((_request: unknown) => Promise.resolve({ changed: 1, changeSet: 'c' }))
  const { user } = renderComponent(<YearLocks />, { calls: { locks: { list, set } } })
  await user.click(await screen.findByLabelText('选中武阳镇柯寨村'))
  const unlock = screen.getByRole('button', { name: '解锁所选' })
  expect((unlock as HTMLButtonElement).disabled).toBe(true)
  await user.type(screen.getByLabelText('理由（解锁必填）'), '数据有误')
  await user.click(unlock)
  expect(set.mock.calls[0]?.[0]).toMatchObject({ locked: false, reason: '数据有误' })
})
