import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { StatisticTable } from '#core/statistics/table.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { printable } from './printable.ts'
import { StatisticsScreen } from './StatisticsScreen.tsx'

const screens = [
  { path: '/statistics', title: '统计', component: StatisticsScreen },
  { path: '/records/$register', title: '列表', component: () => <p>列表在这里</p> },
]
const column = { group: null, unit: '人', digits: 0, ratio: null, part: null }
const list = { register: 'person_year', where: { year: 2016 }, place: 'counted_village', moved: [] }
const table = {
  code: '1.2',
  title: '贫困人口身体健康统计表',
  source: null,
  notes: [],
  unverified: ['口径<待核>'],
  rowsAre: 'place' as const,
  rowLabel: '区划',
  by: 'township' as const,
  year: 2016,
  day: null,
  from: null,
  within: null,
  columns: [
    { ...column, key: 'people', label: '贫困人口', kind: 'count' as const, list },
    { ...column, key: 'chronic', label: '长期慢性病', kind: 'count' as const, list: null },
    {
      ...column,
      key: 'share',
      label: '占比',
      unit: '%',
      digits: 2,
      kind: 'ratio' as const,
      ratio: { over: 1, under: 0, as: 'percent' as const, scale: 0 },
      list: null,
    },
  ],
  rows: [
    { key: '621125100000', label: '武阳镇', where: null, cells: [{ value: 8 }, { hidden: true as const }, { hidden: true as const }] },
    { key: '621125101000', label: '三岔镇', where: null, cells: [{ value: 24 }, { value: 7 }, { over: 7, under: 24 }] },
  ],
  total: [{ value: 32 }, { value: 9 }, { over: 9, under: 0 }],
  definition: 'abc',
  changeSet: 3,
} satisfies StatisticTable

const listed = [
  { code: '1.2', title: '贫困人口身体健康统计表', group: '贫困人口', source: null, days: false, years: true, places: true, chart: ['chronic'] },
  { code: 'members', title: '在册户数和人数', group: '本单位', source: null, days: true, years: true, places: true, chart: ['people'] },
]
const shown = (count = vi.fn(() => Promise.resolve(table))) =>
  renderScreen(screens, '/statistics', { calls: { statistics: { list: () => Promise.resolve(listed), count } } })

describe('统计', () => {
  it('表里有合计、占比和合并掉的小数字；方向键走到一格，Enter 列出它的记录', async () => {
    const { user, currentPath } = await shown()
    const grid = await screen.findByRole('grid')
    expect(within(grid).getByText('29.17')).toBeTruthy()
    expect(within(grid).getByText('—')).toBeTruthy()
    expect(within(grid).getAllByText('<5*').length).toBe(2)
    expect(screen.getByText(/小于 5 的敏感数字已合并/)).toBeTruthy()
    grid.focus()
    await user.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(currentPath()).toContain('person_year'))
  })

  it('列不出的数说明为什么；换一张表按它能问的来问', async () => {
    const count = vi.fn(() => Promise.resolve(table))
    const { user, currentPath } = await shown(count)
    const grid = await screen.findByRole('grid')
    grid.focus()
    await user.keyboard('{ArrowRight}{Enter}')
    expect(await screen.findByText('这个数不能列出记录')).toBeTruthy()
    expect(currentPath()).toBe('/statistics')
    await user.click(screen.getByRole('button', { name: '在册户数和人数' }))
    expect(await screen.findByText('统计到')).toBeTruthy()
    await waitFor(() => expect(count).toHaveBeenCalledWith(expect.objectContaining({ code: 'members', by: 'township', year: 2016 })))
  })

  it('印出来的纸上有单位、年度、合计和待核说明，文字不会变成标记', () => {
    const html = printable(table, '某县 & 某镇')
    for (const text of ['1.2 贫困人口身体健康统计表', '某县 &amp; 某镇', '2016 年', '合计', '口径&lt;待核&gt;']) expect(html).toContain(text)
  })
})
