import { fireEvent, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { fieldOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { sampleIdNumber } from '../gallery/sampleData.ts'
import { renderComponent, screen } from '../testing/render.tsx'
import { EditableGrid } from './EditableGrid.tsx'
import type { EditableGridProps, GridColumn } from './EditableGrid.tsx'
import { focusFieldAt } from './fieldId.ts'

const columns: readonly GridColumn[] = [
  { key: 'name', field: fieldOf('person', 'name'), width: 100 },
  { key: 'relation', field: fieldOf('membership', 'relation'), width: 110 },
  { key: 'id_number', field: fieldOf('person', 'id_number'), width: 170 },
  { key: 'work_months', field: fieldOf('person_year', 'work_months'), width: 90 },
]

function Members({ initial, ...rest }: { readonly initial: readonly Row[] } & Partial<EditableGridProps>) {
  const [rows, setRows] = useState<readonly Row[]>(initial)
  return (
    <>
      <EditableGrid
        label="家庭成员"
        columns={columns}
        rows={rows}
        rowKey={(row, index) => String(row['key'] ?? index)}
        idPrefix="card-members"
        onCellChange={(row, key, value) => setRows((now) => now.map((member, index) => (index === row ? { ...member, [key]: value } : member)))}
        onInsertRow={(after) => setRows((now) => [...now.slice(0, after + 1), { key: `n${now.length}` }, ...now.slice(after + 1)])}
        onRemoveRow={(row) => setRows((now) => now.filter((_, index) => index !== row))}
        {...rest}
      />
      <output data-testid="rows">{JSON.stringify(rows.map(({ key: _key, ...row }) => row))}</output>
    </>
  )
}

const rows = (): unknown => JSON.parse(screen.getByTestId('rows').textContent ?? '')
const active = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null

describe('家庭成员表格', () => {
  it('不用鼠标录入三个人：回车到下一格，最后一格回车加一行', async () => {
    const ids = [sampleIdNumber(1), sampleIdNumber(2), sampleIdNumber(3)]
    const { user } = renderComponent(<Members initial={[{ key: 'a' }]} />)
    await user.tab()
    expect(active()).toBe('第 1 行 姓名')
    await user.keyboard(`张三{Enter}1{Enter}${ids[0]}{Enter}{Enter}`)
    expect(active()).toBe('第 2 行 姓名')
    await user.keyboard(`李四{Enter}po{Enter}${ids[1]}{Enter}{Enter}`)
    await user.keyboard(`张小{Enter}之子{Enter}${ids[2]}{Enter}8`)
    expect(rows()).toEqual([
      { name: '张三', relation: '01', id_number: ids[0] },
      { name: '李四', relation: '02', id_number: ids[1] },
      { name: '张小', relation: '03', id_number: ids[2], work_months: 8 },
    ])
  })

  it('组字的回车不换格', async () => {
    const { user } = renderComponent(<Members initial={[{ key: 'a' }]} />)
    await user.tab()
    fireEvent.keyDown(screen.getByLabelText('第 1 行 姓名'), { key: 'Enter', isComposing: true })
    expect(active()).toBe('第 1 行 姓名')
  })

  it('Esc 还原当前格，Ctrl+D 照抄上一行', async () => {
    const { user } = renderComponent(
      <Members
        initial={[
          { key: 'a', name: '张三' },
          { key: 'b', name: '李四' },
        ]}
      />,
    )
    await user.tab()
    await user.keyboard('王五{Escape}')
    expect(rows()).toEqual([{ name: '张三' }, { name: '李四' }])
    expect(active()).toBe('第 1 行 姓名')
    await user.keyboard('{Control>}d{/Control}')
    expect(rows(), 'nothing stands above the first').toEqual([{ name: '张三' }, { name: '李四' }])
    await user.keyboard('{ArrowDown}{Control>}d{/Control}')
    expect(rows()).toEqual([{ name: '张三' }, { name: '张三' }])
  })

  it('读不懂的内容换格后仍留在格里并标红，改好才算', async () => {
    const onProblem = vi.fn<(row: number, key: string, problem: string | null) => void>()
    const { user } = renderComponent(<Members initial={[{ key: 'a', work_months: 3 }]} onProblem={onProblem} />)
    await user.tab()
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}三个月半{ArrowUp}{Shift>}{Tab}{/Shift}')
    const cell = document.getElementById('card-members-0-work_months')
    expect(cell?.textContent).toBe('三个月半')
    expect(cell?.getAttribute('aria-invalid')).toBe('true')
    expect(onProblem.mock.calls.at(-1)?.slice(0, 2)).toEqual([0, 'work_months'])
    await user.keyboard('{ArrowRight}')
    expect(screen.getByText(/应是(整数|数字)，现在是“三个月半”/)).toBeDefined()
    await user.keyboard('4{Shift>}{Tab}{/Shift}')
    expect(onProblem.mock.calls.at(-1)).toEqual([0, 'work_months', null, 'a'])
    expect(rows()).toEqual([{ work_months: 4 }])
  })

  it('Ctrl+Insert 在下面插一行，Ctrl+Delete 删除当前行', async () => {
    const { user } = renderComponent(
      <Members
        initial={[
          { key: 'a', name: '张三' },
          { key: 'b', name: '李四' },
        ]}
      />,
    )
    await user.tab()
    await user.keyboard('{Control>}{Insert}{/Control}')
    expect(rows()).toEqual([{ name: '张三' }, {}, { name: '李四' }])
    expect(active()).toBe('第 2 行 姓名')
    await user.keyboard('{Control>}{Delete}{/Control}')
    expect(rows()).toEqual([{ name: '张三' }, { name: '李四' }])
  })

  it('Shift+方向键选一片：复制、向下填充、清空；一个格的内容贴满选中的格', async () => {
    const initial = [
      { key: 'a', name: '张三', work_months: 3 },
      { key: 'b', name: '李四' },
      { key: 'c', name: '王五' },
    ]
    const onPaste = vi.fn<(row: number, values: readonly Row[]) => readonly string[]>(() => ['a', 'b'])
    const { user } = renderComponent(<Members initial={initial} onPaste={onPaste} />)
    await user.tab()
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(screen.getAllByRole('gridcell', { selected: true })).toHaveLength(3)
    await user.keyboard('{Control>}d{/Control}')
    expect(rows()).toEqual(initial.map(({ key: _key, ...row }) => ({ ...row, work_months: 3 })))
    await user.keyboard('{Shift>}{ArrowLeft}{/Shift}{ArrowUp}')
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}')
    const grid = screen.getByRole('grid')
    const clipboardData = { text: '', setData: (_type: string, text: string) => (clipboardData.text = text), getData: () => clipboardData.text }
    fireEvent.copy(grid, { clipboardData })
    expect(clipboardData.text).toBe('3\r\n3')
    await user.keyboard('{Delete}')
    expect(rows()).toEqual([
      { name: '张三', work_months: null },
      { name: '李四', work_months: null },
      { name: '王五', work_months: 3 },
    ])
    clipboardData.text = '7'
    fireEvent.paste(grid, { clipboardData })
    expect(onPaste.mock.calls).toEqual([[0, [{ work_months: 7 }, { work_months: 7 }]]])
  })

  it('Ctrl+Z、Ctrl+Y 在格里没有打字时才算撤回', async () => {
    const [onUndo, onRedo] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const { user } = renderComponent(<Members initial={[{ key: 'a', name: '张三' }]} onUndo={onUndo} onRedo={onRedo} />)
    await user.tab()
    await user.keyboard('李{Control>}z{/Control}')
    expect(onUndo).not.toHaveBeenCalled()
    await user.keyboard('{Enter}{Control>}z{/Control}{Control>}y{/Control}{Control>}{Shift>}z{/Shift}{/Control}')
    expect([onUndo.mock.calls.length, onRedo.mock.calls.length]).toEqual([1, 2])
  })

  it('错误汇总的链接能到达任何一格', async () => {
    renderComponent(
      <Members
        initial={[
          { key: 'a', name: '张三' },
          { key: 'b', name: '李四' },
        ]}
        messages={{ '1.id_number': { error: '校验码不对' } }}
      />,
    )
    focusFieldAt('card', 'members.1.id_number')
    await waitFor(() => expect(active()).toBe('第 2 行 证件号码'))
  })

  it('只读时不能改、不能增删', async () => {
    const { user } = renderComponent(<Members initial={[{ key: 'a', name: '张三' }]} readOnly />)
    await user.tab()
    await user.keyboard('李四{Control>}{Delete}{/Control}{Control>}{Insert}{/Control}')
    expect(rows()).toEqual([{ name: '张三' }])
    expect(screen.queryByRole('button', { name: /增加/ })).toBeNull()
  })
})
