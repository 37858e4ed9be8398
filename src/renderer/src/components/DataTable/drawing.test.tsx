/** What a table draws: counted by the rows whose text is asked for. A row that is drawn again though nothing of it changed makes scrolling and typing slow. */
import { useQueryClient } from '@tanstack/react-query'
import { act, fireEvent, waitFor } from '@testing-library/react'
import { useEffect, useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { registerOf } from '#core/catalogue/index.ts'
import { fakeClient, type FakeCalls } from '../../gallery/fakeClient.ts'
import { renderComponent, screen } from '../../testing/render.tsx'
import { DataTable } from './DataTable.tsx'
import { registerColumns } from './registerColumns.tsx'
import type { Row, Selection } from './types.ts'
import { useRecordPages } from './useRecordPages.ts'

/** Ids of the rows drawn since it was emptied, one for each time. */
const drawn: string[] = []
/** Those of them that were drawn in the first go. */
let drawnAtOnce: readonly string[] = []
const columns = registerColumns(registerOf('household'), { first: ['head_name'], listed: ['head_name', 'household_no', 'population'] }).map((column) => ({
  ...column,
  text: (row: Row) => {
    if (column.key === 'household_no') {
      if (drawn.length === 0) queueMicrotask(() => (drawnAtOnce = [...drawn]))
      drawn.push(String(row['id']))
    }
    return column.text(row)
  },
}))

/** What the tests do to the screen that is shown. */
const screenNow = { redraw: (): void => undefined, refetch: async (): Promise<void> => undefined }

/** As screens are: what it hands to the table is new at each drawing. */
function List() {
  const [selection, setSelection] = useState<Selection>(new Map())
  const [, again] = useState(0)
  const queryClient = useQueryClient()
  useEffect(() => {
    screenNow.redraw = () => again((times) => times + 1)
    screenNow.refetch = () => queryClient.invalidateQueries()
  }, [queryClient])
  const source = useRecordPages({ register: 'household' })
  return (
    <DataTable
      label="贫困户列表"
      storageKey="test"
      columns={columns}
      source={source}
      onSortChange={() => undefined}
      selection={selection}
      onSelectionChange={(next) => setSelection(next)}
      onOpen={() => undefined}
      filters={{ offers: () => true, isActive: () => false, render: () => null }}
      editing={{ may: () => true, render: () => <input aria-label="修改" /> }}
    />
  )
}

const grid = (): HTMLElement => screen.getByRole('grid')

async function shown(calls: FakeCalls = {}): Promise<ReturnType<typeof renderComponent>> {
  const rendered = renderComponent(<List />, { calls })
  await waitFor(() => expect(screen.getByText('共 13,600 条')).toBeDefined())
  // Until the rows beyond sight are there too.
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(30))
  drawn.length = 0
  return rendered
}

function scrollTo(top: number): void {
  Object.defineProperty(grid(), 'scrollTop', { value: top, writable: true, configurable: true })
  fireEvent.scroll(grid())
}

describe('画过的行不再画', () => {
  it('换当前格只画离开和到达的行，选一行只画这一行', async () => {
    const { user } = await shown()
    await user.tab()
    await user.keyboard('{ArrowDown}')
    expect(drawn).toEqual(['h0', 'h1'])
    drawn.length = 0
    await user.keyboard('{ArrowRight}')
    expect(drawn).toEqual(['h1'])
    drawn.length = 0
    await user.keyboard(' ')
    expect(drawn).toEqual(['h1'])
    drawn.length = 0
    await user.click(screen.getByRole('checkbox', { name: '选择第 5 行' }))
    expect(drawn).toEqual(['h4'])
    drawn.length = 0
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: '取消选择' }))
    expect(drawn).toEqual(['h1', 'h4'])
  })

  it('画面为别的事重画，改开一格、打开列的筛选，都不画别的行', async () => {
    const { user } = await shown()
    act(() => screenNow.redraw())
    expect(drawn).toEqual([])
    await user.click(screen.getByRole('button', { name: '户编号筛选' }))
    expect(screen.getByRole('dialog', { name: '户编号筛选' })).toBeDefined()
    expect(drawn).toEqual([])
    await user.click(screen.getByRole('button', { name: '户编号筛选' }))
    expect(screen.queryByRole('dialog')).toBeNull()
    await user.keyboard('{F2}')
    expect(new Set(drawn)).toEqual(new Set(['h0']))
  })

  it('重新读到同样的内容，一行也不画；读到改过的一行，只画这一行', async () => {
    let name = '甲'
    const row = (index: number): Row => ({ id: `h${index}`, head_name: index === 3 ? name : '户主', household_no: String(index) })
    const query = vi.fn(() => ({ total: 20, more: false, rows: Array.from({ length: 20 }, (_, index) => row(index)) }))
    renderComponent(<List />, { calls: { records: { query } } })
    await screen.findByText('甲')
    await waitFor(() => expect(screen.getAllByRole('row')).toHaveLength(21))
    drawn.length = 0
    await act(() => screenNow.refetch())
    expect(query).toHaveBeenCalledTimes(2)
    expect(drawn).toEqual([])
    name = '乙'
    await act(() => screenNow.refetch())
    await screen.findByText('乙')
    expect(drawn).toEqual(['h3'])
  })

  it('滚动时只画新露出的行；滚得不到一行，一行也不画', async () => {
    await shown()
    scrollTo(5)
    expect(new Set(drawn).size).toBeLessThanOrEqual(1)
    for (let step = 1; step <= 20; step += 1) {
      drawn.length = 0
      scrollTo(step * 3 * 26)
      expect(drawn.length).toBeLessThanOrEqual(4)
      expect(drawn.length).toBe(new Set(drawn).size)
    }
    // What is far away takes no more than what is seen and a little.
    drawn.length = 0
    scrollTo(10_000 * 26)
    await waitFor(() => expect(drawn).toContain('h10000'))
    expect(drawn.length).toBe(new Set(drawn).size)
    expect(drawn.length).toBeLessThan(50)
  })

  it('拖着滚动条经过的，不一页一页都去问；停下来的地方一定问', async () => {
    const offsets: number[] = []
    const answer = fakeClient().records.query
    const query: typeof answer = (input, ...rest) => {
      offsets.push(input.offset ?? 0)
      return answer(input, ...rest)
    }
    await shown({ records: { query } })
    offsets.length = 0
    for (let step = 1; step <= 100; step += 1) scrollTo(step * 100 * 26)
    await waitFor(() => expect(drawn).toContain('h10000'))
    expect(offsets).toContain(10_000)
    // The first place that was passed, and where it stopped.
    expect(offsets.length).toBeLessThanOrEqual(4)
  })
})

describe('浏览器要做的少', () => {
  it('一格文字就是一个元素；行不随滚动移动，上面空出没有画的行的高度', async () => {
    await shown()
    const row = screen.getAllByRole('row')[1]
    // The box and the link in the cells that have one; the others are text.
    expect([...(row?.querySelectorAll('*') ?? [])].map(({ tagName }) => tagName)).toEqual(['DIV', 'INPUT', 'DIV', 'BUTTON', 'DIV', 'DIV'])
    scrollTo(1000 * 26)
    const block = screen.getAllByRole('rowgroup')[1]
    const first = Number(block?.querySelector('[role=row]')?.getAttribute('aria-rowindex')) - 2
    expect(first).toBeGreaterThan(900)
    expect(block?.style.paddingTop).toBe(`${first * 26}px`)
    expect(block?.style.transform).toBe('')
  })

  it('左边的列只在横着滚过以后才钉住', async () => {
    await shown()
    expect(grid().hasAttribute('data-sideways')).toBe(false)
    for (const [left, pinned] of [
      [40, true],
      [0, false],
    ] as const) {
      Object.defineProperty(grid(), 'scrollLeft', { value: left, writable: true, configurable: true })
      fireEvent.scroll(grid())
      expect(grid().hasAttribute('data-sideways')).toBe(pinned)
    }
  })
})

describe('先画看得见的', () => {
  it('头一次只画看得见的和前后两行，每行一次', async () => {
    drawn.length = 0
    renderComponent(<List />)
    await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(30))
    const seen = Math.ceil((600 - 32) / 26)
    expect(drawnAtOnce.length).toBeGreaterThanOrEqual(seen)
    expect(drawnAtOnce.length).toBeLessThanOrEqual(seen + 3)
    // Those beyond come later, and the first ones are not drawn again for them.
    expect(drawn.length).toBe(new Set(drawn).size)
  })
})
