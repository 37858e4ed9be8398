import { within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { renderScreen, screen } from '../../testing/render.tsx'
import { Due } from './Due.tsx'
import { monthLater, weeksOf } from './monthDays.ts'

const item = { register: 'household', id: 'h1', title: '张三', place: '武阳镇柯寨村', charge: { value: '李四', name: '李四' } }
const screens = [{ path: '/', title: '首页', component: Due }]

describe('首页的到期清单', () => {
  it('逾期的在前，写明几天；日历上选一天、选一个责任人只看那些', async () => {
    const list = vi.fn((_request: unknown) =>
      Promise.resolve({
        total: 2,
        today: '2015-10-08',
        items: [
          { ...item, on: '2015-10-05', days: -3, what: '问题整改' },
          { ...item, id: 'h2', title: '王五', on: '2015-10-08', days: 0, what: '第一次公示：公示中', charge: null },
        ],
      }),
    )
    const days = () => Promise.resolve([{ day: '2015-10-08', count: 1 }])
    const { user } = await renderScreen(screens, '/', { calls: { due: { list, days } } })
    const table = await screen.findByRole('table', { name: '到期的事' })
    expect(
      within(table)
        .getAllByRole('row')
        .map((row) => row.textContent),
    ).toEqual(['2015-10-05 逾期 3 天问题整改张三武阳镇柯寨村李四', '2015-10-08 今天第一次公示：公示中王五武阳镇柯寨村'])
    await user.click(await screen.findByRole('button', { name: '2015-10-08 1 项' }))
    expect(list.mock.calls.at(-1)?.[0]).toMatchObject({ from: '2015-10-08', until: '2015-10-08' })
    await user.selectOptions(await screen.findByLabelText('责任人'), '李四')
    expect(list.mock.calls.at(-1)?.[0]).toMatchObject({ charge: '李四' })
  })

  it('一个月按周一开头的星期排', () => {
    expect(weeksOf('2015-10')[0]).toEqual([null, null, null, '2015-10-01', '2015-10-02', '2015-10-03', '2015-10-04'])
    expect(
      weeksOf('2016-02')
        .flat()
        .filter((day) => day !== null),
    ).toHaveLength(29)
    expect([monthLater('2015-12', 1), monthLater('2015-01', -1)]).toEqual(['2016-01', '2014-12'])
  })
})
