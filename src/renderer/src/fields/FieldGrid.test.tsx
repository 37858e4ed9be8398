import { act, renderHook } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { registerOf } from '#core/catalogue/index.ts'
import { renderComponent, screen } from '../testing/render.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { FieldGrid, sectionFields } from './FieldGrid.tsx'
import { changedValues, fieldIssues, initialValues, useRecordForm } from './useRecordForm.ts'

const household = registerOf('household')

function Form({ onSave }: { readonly onSave?: () => void }) {
  const form = useRecordForm(household, { ...initialValues(household), household_no: 'A1' })
  return (
    <>
      <ErrorSummary issues={form.issues} idPrefix="card" attempt={form.attempt} />
      <FieldGrid
        register={household}
        sections={['cause', 'note']}
        values={form.values}
        onChange={form.set}
        onProblem={form.setProblem}
        messages={form.messages}
        idPrefix="card"
        onLast={onSave ?? (() => form.showIssues(form.localIssues))}
      />
      <button type="button" onClick={() => form.showIssues(form.localIssues)}>
        保存
      </button>
      <output data-testid="changed">{JSON.stringify(form.changed)}</output>
    </>
  )
}

describe('表单', () => {
  it('只用键盘：选原因、写说明、离开多行文字', async () => {
    const { user } = renderComponent(<Form />)
    await user.tab()
    await user.keyboard('1{Enter}')
    await user.keyboard('02{Enter}{Escape}{Enter}')
    await user.keyboard('户主{Enter}患病{Control>}{Enter}{/Control}')
    expect(JSON.parse(screen.getByTestId('changed').textContent ?? '')).toEqual({ main_cause: '01', other_causes: '02', cause_description: '户主\n患病' })
  })

  it('失败后焦点到汇总，链接到出错的项，改过的项不再显示旧错误', async () => {
    const issue = {
      path: 'main_cause',
      label: '主要致贫原因',
      code: 'rule',
      message: '主要致贫原因不能与其他致贫原因相同，请改正。',
      severity: 'error' as const,
    }
    const { result } = renderHook(() => useRecordForm(household, {}))
    act(() => result.current.showIssues([issue]))
    expect(result.current.messages['main_cause']?.error).toContain('不能与其他致贫原因相同')
    act(() => result.current.set('main_cause', '02'))
    expect(result.current.issues).toEqual([])

    const { user } = renderComponent(
      <>
        <ErrorSummary issues={[issue]} idPrefix="card" attempt={1} />
        <Form />
      </>,
    )
    expect(document.activeElement?.getAttribute('role')).toBe('alert')
    await user.click(screen.getByRole('button', { name: /不能与其他致贫原因相同/ }))
    expect(document.activeElement?.id).toBe('card-main_cause')
  })

  it('必填未填、读不懂的内容都拦住保存', async () => {
    const { result } = renderHook(() => useRecordForm(household, initialValues(household)))
    expect(result.current.localIssues.map((found) => [found.path, found.code])).toEqual([['village', 'required']])
    act(() => {
      result.current.set('village', '621125101201')
      result.current.setProblem('phone', '读不懂')
    })
    expect(result.current.localIssues.map((found) => found.path)).toEqual(['phone'])
    expect(result.current.dirty).toBe(true)
    act(() => result.current.setProblem('phone', null))
    expect(result.current.localIssues).toEqual([])
  })

  it('没有变的、程序得出的、遮蔽过的都不送去保存', () => {
    const loaded = { phone: '139****0001', address: '甲', head_name: '张三', main_cause: '01' }
    expect(changedValues(household, loaded, { ...loaded, head_name: '李四', address: '乙' })).toEqual({ address: '乙' })
    expect(changedValues(household, { phone: '13900000001' }, { phone: '139****0001' })).toEqual({})
    expect(fieldIssues(household, { village: '621125101201', phone: '139****0001' }, 'household.')).toEqual([])
  })

  it('只显示该年度有的项目，已有内容的旧项目仍显示', () => {
    const keys = (year: number, values = {}): readonly string[] => sectionFields(household, 'exit', values, year).map((field) => field.key)
    expect(keys(2016)).not.toContain('return_cause')
    expect(keys(2018)).toContain('return_cause')
    expect(keys(2016, { return_cause: '01' })).toContain('return_cause')
  })

  it('最后一项回车时保存', async () => {
    const save = vi.fn<() => void>()
    const { user } = renderComponent(<Form onSave={save} />)
    document.getElementById('card-remark')?.focus()
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(save).toHaveBeenCalledOnce()
  })
})
