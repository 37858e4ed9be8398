/** The lists of the program, as the features make them, draw no row again that did not change. */
import { waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { screens } from '../../router/screens.ts'
import { renderScreen, screen } from '../../testing/render.tsx'

/** Rows that were read since it was emptied: drawn, or made anew for the table. */
const read = new Set<number>()
const ROWS = 60

/** A row that tells when anything of it but its id is read. */
function told(index: number): object {
  const row = {
    id: `r${index}`,
    revision: 1,
    head_name: `户主${index}`,
    name: `名${index}`,
    village: '621125101201',
    year: 2016,
    message: '问题',
    level: 'doubt',
    state: 'open',
  }
  return Object.defineProperties(
    {},
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        {
          enumerable: true,
          get: () => {
            if (key !== 'id') read.add(index)
            return value
          },
        },
      ]),
    ),
  )
}

const page = () => ({ total: ROWS, more: false, due: 0, rows: Array.from({ length: ROWS }, (_, index) => told(index)) })
const calls = {
  records: { query: page, readyViews: () => [] },
  checks: { list: page, rules: () => [], summary: () => ({ due: 0, rows: [], total: 0 }) },
  exchange: { transfers: () => ({ rows: [], total: 0 }), overview: () => ({ superior: null }) },
}

describe('各种列表', () => {
  it.each(['/households', '/villages', '/people', '/records/household_year', '/checks', '/balance_entries'])('%s：移动、选定时只画有关的行', async (path) => {
    const { user } = await renderScreen(screens, path, { calls })
    const grid = await screen.findByRole('grid')
    await waitFor(() => expect(grid.querySelectorAll('[role=row]').length).toBeGreaterThan(28))
    grid.focus()
    await waitFor(() => expect(screen.getAllByText(new RegExp(`^共 ${ROWS} `)).length).toBeGreaterThan(0))
    read.clear()
    await user.keyboard('{ArrowDown}')
    expect([...read].filter((index) => index > 1)).toEqual([])
    read.clear()
    await user.keyboard('{ArrowRight}')
    expect([...read].filter((index) => index !== 1)).toEqual([])
    read.clear()
    await user.keyboard(' ')
    expect([...read].filter((index) => index !== 1)).toEqual([])
    await user.keyboard('{Escape}')
    const find = screen.queryByRole('searchbox')
    if (find === null) return
    read.clear()
    await user.type(find, 'z')
    expect([...read].filter((index) => index !== 1)).toEqual([])
  })
})
