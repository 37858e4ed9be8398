import { waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderScreen, screen } from '../../testing/render.tsx'
import { Counts } from './Counts.tsx'
import { EmptyYear } from './HomeScreen.tsx'
import type { Summary } from './figures.ts'

/** A table of counts with a total and no rows. */
function table(figures: Readonly<Record<string, number>>): Summary['onFile'] {
  const common = {
    source: null,
    notes: [],
    unverified: [],
    rowsAre: 'place' as const,
    rowLabel: '区划',
    by: 'township' as const,
    year: 2016,
    day: null,
    from: null,
  }
  const list = { register: 'household_year', where: { year: 2016 }, place: null, moved: [] }
  const column = { group: null, unit: null, digits: 0, kind: 'count' as const, ratio: null, part: null, list }
  return {
    ...common,
    code: 'x',
    title: '表',
    within: null,
    columns: Object.keys(figures).map((key) => ({ ...column, key, label: key })),
    rows: [],
    total: Object.values(figures).map((value) => ({ value })),
    definition: 'abc',
    changeSet: 1,
  }
}

const onFile = (households: number): Summary['onFile'] =>
  table({
    households,
    poor: 7,
    exited: 2,
    households_rest: 1,
    'exited.share': 20,
    people: 30,
    poor_people: 20,
    exited_people: 8,
    size: 4,
    stated: 9,
    stated_members: 3,
  })
const list = { path: '/records/$register', title: '列表', component: () => <p>列表在这里</p> }

describe('首页的数', () => {
  it('点一个数，到它的那张列表；只有来表人数的人写在旁边', async () => {
    const summary = { onFile: onFile(10), villages: table({ villages: 3, poor: 1 }) }
    const { user, currentPath } = await renderScreen([{ path: '/', title: '首页', component: () => <Counts summary={summary} /> }, list], '/')
    expect(screen.getByText(/另有 6 人只有来表人数/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /在册户/ }))
    await waitFor(() => expect(currentPath()).toBe('/records/household_year'))
  })

  it('没有记录的年度说明白，一点就到有数据的最新一年', async () => {
    const component = () => <EmptyYear summary={{ onFile: onFile(0), newestYear: 2015 }} />
    const { user } = await renderScreen([{ path: '/', title: '首页', component }], '/')
    expect(screen.getByText(/2016 年没有户年度记录/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: /看 2015 年/ }))
    expect(await screen.findByText(/2015 年没有户年度记录/)).toBeTruthy()
  })
})
