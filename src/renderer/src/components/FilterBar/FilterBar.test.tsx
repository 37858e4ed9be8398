import { act, fireEvent, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { registerOf } from '#core/catalogue/index.ts'
import { renderComponent, screen } from '../../testing/render.tsx'
import { SearchInput } from '../SearchInput.tsx'
import type { FilterCondition } from './conditions.ts'
import { FilterBar } from './FilterBar.tsx'
import { SavedViewsMenu } from './SavedViewsMenu.tsx'
import { useRegisterFilter } from './useRegisterFilter.ts'

const household = registerOf('household')

function Bar({ initial = [] }: { readonly initial?: readonly FilterCondition[] }) {
  const [text, setText] = useState('')
  const [conditions, setConditions] = useState(initial)
  return (
    <>
      <FilterBar register={household} text={text} onTextChange={setText} conditions={conditions} onConditionsChange={setConditions} />
      <output data-testid="state">{JSON.stringify({ text, conditions })}</output>
    </>
  )
}

const state = (): { text: string; conditions: readonly FilterCondition[] } => JSON.parse(screen.getByTestId('state').textContent ?? '')

describe('筛选栏', () => {
  it('只用键盘添加条件：字段首字母、比较方式、值', async () => {
    const { user } = renderComponent(<Bar />)
    await user.click(screen.getByRole('button', { name: '条件' }))
    await user.type(screen.getByRole('combobox', { name: '要筛选的项目' }), 'tpbz{Enter}')
    await user.type(screen.getByRole('combobox', { name: '脱贫标志的值' }), 'wtp{Enter}fp{Enter}')
    await user.click(screen.getByRole('button', { name: '添加条件' }))
    expect(state().conditions).toEqual([{ field: 'exit_status', operator: 'in', value: '0,3' }])
    expect(screen.getByRole('button', { name: '脱贫标志 是 未脱贫、返贫' })).toBeDefined()
  })

  it('条件可以改、可以去掉，清除全部', async () => {
    const { user } = renderComponent(
      <Bar
        initial={[
          { field: 'population', operator: 'gte', value: 5 },
          { field: 'phone', operator: 'empty', value: null },
        ]}
      />,
    )
    await user.click(screen.getByRole('button', { name: '家庭人口数 不小于 5人' }))
    const value = screen.getByLabelText('家庭人口数的值')
    await user.clear(value)
    await user.type(value, '7{Enter}')
    expect(state().conditions[0]).toEqual({ field: 'population', operator: 'gte', value: 7 })
    await user.click(screen.getByRole('button', { name: '去掉条件：联系电话 没有填写' }))
    expect(state().conditions).toHaveLength(1)
    await user.click(screen.getByRole('button', { name: '清除' }))
    expect(state()).toEqual({ text: '', conditions: [] })
  })

  it('Ctrl+F 到查找框', () => {
    renderComponent(<Bar />)
    fireEvent.keyDown(window, { key: 'f', ctrlKey: true })
    expect(document.activeElement?.getAttribute('aria-label')).toBe('查找户')
  })
})

describe('查找框', () => {
  it('停顿后才查，组字时不查，Esc 清空', async () => {
    const onChange = vi.fn<(text: string) => void>()
    const { user } = renderComponent(<SearchInput label="查找" value="" onChange={onChange} delay={20} />)
    const input = screen.getByRole('searchbox')
    vi.useFakeTimers()
    fireEvent.compositionStart(input)
    fireEvent.change(input, { target: { value: 'zhang' } })
    await act(() => vi.advanceTimersByTimeAsync(1000))
    vi.useRealTimers()
    expect(onChange).not.toHaveBeenCalled()
    fireEvent.change(input, { target: { value: '张' } })
    fireEvent.compositionEnd(input)
    await waitFor(() => expect(onChange.mock.calls).toEqual([['张']]))
    await user.click(input)
    await user.keyboard('{Escape}')
    await waitFor(() => expect(onChange.mock.calls.at(-1)).toEqual(['']))
  })
})

describe('常用筛选与保留', () => {
  function Screen() {
    const filter = useRegisterFilter('household')
    return (
      <>
        <SavedViewsMenu register="household" conditions={filter.conditions} sort={filter.sortList} onApply={filter.applyView} />
        <output data-testid="state">{JSON.stringify(filter.question)}</output>
      </>
    )
  }

  it('套用后离开再回来仍在', async () => {
    const { user, unmount } = renderComponent(<Screen />)
    await user.click(screen.getByRole('button', { name: '常用筛选' }))
    await user.click(await screen.findByRole('menuitem', { name: '未脱贫户（共用）' }))
    const question = screen.getByTestId('state').textContent
    expect(question).toContain('"exit_status":{"in":["0","3"]}')
    unmount()
    renderComponent(<Screen />)
    expect(screen.getByTestId('state').textContent).toBe(question)
  })

  it('保存当前筛选带上名称和条件', async () => {
    const saveView = vi.fn<(input: object) => { id: string }>(() => ({ id: 'v9' }))
    function Saving() {
      return <SavedViewsMenu register="household" conditions={[{ field: 'population', operator: 'gte', value: 5 }]} sort={null} onApply={() => undefined} />
    }
    const { user } = renderComponent(<Saving />, { calls: { records: { saveView } } })
    await user.click(screen.getByRole('button', { name: '常用筛选' }))
    await user.click(await screen.findByRole('menuitem', { name: '保存当前筛选…' }))
    await user.type(screen.getByRole('textbox', { name: '名称' }), '大户{Enter}')
    await waitFor(() =>
      expect(saveView.mock.calls[0]?.[0]).toMatchObject({ register: 'household', name: '大户', shared: false, where: { and: [{ population: { gte: 5 } }] } }),
    )
  })
})
