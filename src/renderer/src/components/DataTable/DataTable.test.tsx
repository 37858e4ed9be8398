import { waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { registerOf } from '#core/catalogue/index.ts'
import { renderComponent, screen } from '../../testing/render.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { toTabSeparated } from './clipboard.ts'
import { DataTable } from './DataTable.tsx'
import { registerColumns } from './registerColumns.tsx'
import type { DataColumn, Row, RowSource, Selection, SortState } from './types.ts'
import { useRecordPages } from './useRecordPages.ts'
import { visibleColumns } from './useTableLayout.ts'

const columns = registerColumns(registerOf('household'), { first: ['head_name'], listed: ['head_name', 'household_no', 'population'] })

function List({ text = '', onOpen }: { readonly text?: string; readonly onOpen?: (row: Row) => void }) {
  const [sort, setSort] = useState<SortState | null>(null)
  const [selection, setSelection] = useState<Selection>(new Map())
  const source = useRecordPages({ register: 'household', ...(text === '' ? {} : { text }), ...(sort === null ? {} : { sort: [sort] }) })
  return (
    <div style={{ height: 600 }}>
      <DataTable
        label="贫困户列表"
        storageKey="test"
        columns={columns}
        source={source}
        sort={sort}
        onSortChange={setSort}
        selection={selection}
        onSelectionChange={setSelection}
        countUnit="户"
        empty={<EmptyState title="没有符合条件的户" />}
        {...(onOpen === undefined ? {} : { onOpen })}
      />
    </div>
  )
}

const grid = (): HTMLElement => screen.getByRole('grid')
const activeCell = (): HTMLElement | null => document.getElementById(grid().getAttribute('aria-activedescendant') ?? '')
const ready = async (): Promise<void> => {
  await waitFor(() => expect(screen.getAllByRole('gridcell').length).toBeGreaterThan(20))
}

describe('数据表', () => {
  it('总数、行号告诉读屏，只画看得见的行', async () => {
    renderComponent(<List />)
    await ready()
    await waitFor(() => expect(grid().getAttribute('aria-rowcount')).toBe('13601'))
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
    expect(screen.getByText('共 13,600 户')).toBeDefined()
    expect(screen.getAllByRole('row')[1]?.getAttribute('aria-rowindex')).toBe('2')
  })

  it('总数还在数的时候，明说至少有多少，不当成总数', async () => {
    const source: RowSource = {
      total: 100,
      more: true,
      rowAt: (index) => ({ id: `h${index}`, head_name: `户主${index}` }),
      showRange: () => undefined,
      fetchAll: async () => [],
      error: null,
      fetching: false,
      retry: () => undefined,
      resetKey: '',
      figure: { 'data-counts': 'list household', 'data-filter': '{}' },
    }
    const shown = (now: RowSource) => (
      <div style={{ height: 600 }}>
        <DataTable label="贫困户列表" storageKey="test" columns={columns} source={now} countUnit="户" />
      </div>
    )
    const counting = renderComponent(shown(source))
    expect(screen.getByText('100 户以上，正在数共有多少…').hasAttribute('data-counts')).toBe(false)
    expect(grid().getAttribute('aria-rowcount')).toBe('-1')
    counting.unmount()
    renderComponent(shown({ ...source, total: 2345, more: false }))
    expect(screen.getByText('共 2,345 户').getAttribute('data-counts')).toBe('list household')
    expect(grid().getAttribute('aria-rowcount')).toBe('2346')
  })

  it('还没读到行时，不说当前格是哪一格', async () => {
    renderComponent(<List />)
    expect(grid().hasAttribute('aria-activedescendant')).toBe(false)
    await ready()
    expect(activeCell()).not.toBeNull()
  })

  it('一个 Tab 停，方向键移动，回车打开当前行', async () => {
    const onOpen = vi.fn<(row: Row) => void>()
    const { user } = renderComponent(<List onOpen={onOpen} />)
    await ready()
    await user.tab()
    expect(document.activeElement).toBe(grid())
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}')
    expect(activeCell()?.textContent).toBe('6211250000002')
    await user.keyboard('{Enter}')
    expect(onOpen.mock.calls[0]?.[0]['id']).toBe('h2')
  })

  it('表头回车排序：升、降、恢复', async () => {
    const { user } = renderComponent(<List />)
    await ready()
    await user.tab()
    await user.keyboard('{ArrowRight}{ArrowUp}{Enter}')
    const head = (): string | null => screen.getByRole('columnheader', { name: /户编号/ }).getAttribute('aria-sort')
    expect(head()).toBe('ascending')
    await user.keyboard('{Enter}')
    expect(head()).toBe('descending')
    await user.click(screen.getByRole('button', { name: /户编号/ }))
    expect(head()).toBe('none')
  })

  it('空格选中，Shift+↓ 连选，Ctrl+C 带表头复制，Esc 取消', async () => {
    const { user } = renderComponent(<List />)
    await ready()
    await user.tab()
    await user.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(screen.getByText('已选 3 户')).toBeDefined()
    await user.keyboard('{Control>}c{/Control}')
    const copied = await navigator.clipboard.readText()
    expect(copied.split('\r\n')).toHaveLength(4)
    expect(copied.split('\r\n')[0]).toBe('户主姓名\t户编号\t家庭人口数（人）')
    await user.keyboard('{Escape}')
    expect(screen.queryByText(/已选/)).toBeNull()
  })

  it('Ctrl+A 选中全部（不止看得见的），分批取回', async () => {
    const { user } = renderComponent(<List />)
    await ready()
    await user.tab()
    await user.keyboard('{Control>}a{/Control}')
    await waitFor(() => expect(screen.getByText('已选 13,600 户')).toBeDefined())
  })

  it('没有行时显示说明，失败时显示原因和重试', async () => {
    renderComponent(<List text="无" />)
    await waitFor(() => expect(screen.getByText('没有符合条件的户')).toBeDefined())
    const fail = vi.fn<() => never>(() => {
      throw Object.assign(new Error('x'), { code: 'FORBIDDEN', message: '没有权限查看。', action: '请联系管理员。' })
    })
    const { user } = renderComponent(<List />, { calls: { records: { query: fail } } })
    await waitFor(() => expect(screen.getByText('没有权限查看。')).toBeDefined())
    await user.click(screen.getByRole('button', { name: '重试' }))
    await waitFor(() => expect(fail.mock.calls.length).toBeGreaterThan(1))
  })

  it('显示列的选择记住，去掉的字段不再出现', async () => {
    const { user, unmount } = renderComponent(<List />)
    await ready()
    await user.click(screen.getByRole('button', { name: '显示列' }))
    await user.click(screen.getByRole('checkbox', { name: '家庭人口数' }))
    await user.type(screen.getByLabelText('查找列'), 'zz')
    await user.click(screen.getByRole('checkbox', { name: '家庭住址' }))
    unmount()
    renderComponent(<List />)
    await ready()
    expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual(['', '户主姓名', '户编号', '家庭住址'])
  })
})

describe('复制与列', () => {
  const column = (key: string): DataColumn => ({ key, label: key, width: 10, text: (row) => String(row[key] ?? '') })

  it('格里的换行和制表符不会打乱表格', () => {
    expect(toTabSeparated([column('a'), column('b')], [{ a: '一\n二', b: '三\t四' }])).toBe('a\tb\r\n一 二\t三 四')
  })

  it('存下的列已不存在时回到默认', () => {
    const all = [{ ...column('a'), listed: true }, column('b')]
    expect(visibleColumns(all, ['gone']).map((shown) => shown.key)).toEqual(['a'])
    expect(visibleColumns(all, ['b', 'a']).map((shown) => shown.key)).toEqual(['b', 'a'])
  })
})
