import { fireEvent, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { sampleIdNumber } from '../gallery/sampleData.ts'
import { renderComponent, screen } from '../testing/render.tsx'
import { Field } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

type Changed = (value: FieldValue, title?: string) => void
const last = (mock: { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }): unknown => mock.mock.calls.at(-1)?.[0]

function Held({
  field,
  initial = null,
  onChange,
  ...rest
}: { readonly field: FieldDefinition; readonly initial?: FieldValue; readonly onChange?: Changed } & Partial<FieldProps>) {
  const [value, setValue] = useState<FieldValue>(initial)
  return (
    <>
      <Field
        {...rest}
        field={field}
        value={value}
        onChange={(next, title) => {
          setValue(next)
          onChange?.(next, title)
        }}
      />
      <button type="button">别处</button>
    </>
  )
}

const cause = fieldOf('household', 'main_cause')
const others = fieldOf('household', 'other_causes')
const money: FieldDefinition = { key: 'money', label: '工资性收入', type: 'money', unit: '元' }
const idNumber = fieldOf('person', 'id_number')
const compose = (input: HTMLElement, text: string): void => {
  fireEvent.compositionStart(input)
  fireEvent.change(input, { target: { value: text }, isComposing: true })
}

const about: FieldDefinition = { key: 'about', label: '涉及对象', type: 'subject', registers: ['household', 'helper'] }

describe('几种台账之一', () => {
  it('先选台账再选记录，值写明是哪种台账；换一种台账就清空', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={about} onChange={onChange} />)
    await user.selectOptions(screen.getByRole('combobox', { name: '涉及对象：哪种台账' }), 'helper')
    const record = screen.getAllByRole('combobox').at(-1) as HTMLElement
    await user.type(record, '赵')
    await waitFor(() => expect(screen.getAllByRole('option').length).toBeGreaterThan(2))
    await user.keyboard('{Enter}')
    expect(onChange).toHaveBeenLastCalledWith('helper:helper-0', '帮扶责任人：赵小红')
    await user.selectOptions(screen.getByRole('combobox', { name: '涉及对象：哪种台账' }), 'household')
    expect(last(onChange)).toBe(null)
  })
})

describe('编码项', () => {
  it.each([
    ['1', '01'],
    ['02', '02'],
    ['qzj', '09'],
    ['因残', '02'],
  ])('输 %s 回车得到编码 %s', async (typed, code) => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={cause} onChange={onChange} />)
    await user.type(screen.getByRole('combobox'), `${typed}{Enter}`)
    expect(last(onChange)).toBe(code)
    expect(screen.getByRole('combobox').getAttribute('aria-expanded')).toBe('false')
  })

  it('得到焦点不弹出，↓ 弹出，Esc 收起并保持原值', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={cause} initial="01" onChange={onChange} />)
    await user.tab()
    expect(screen.queryByRole('listbox')).toBeNull()
    await user.keyboard('{ArrowDown}')
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('因病')
    await user.keyboard('x{Escape}')
    expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe('因病')
    expect(onChange).not.toHaveBeenCalled()
  })

  it('读不懂的文字留在原处并说明，Esc 取回原值', async () => {
    const onProblem = vi.fn<(problem: string | null) => void>()
    const { user } = renderComponent(<Held field={cause} initial="01" onProblem={onProblem} />)
    const input = screen.getByRole<HTMLInputElement>('combobox')
    await user.clear(input)
    await user.type(input, '天灾人祸')
    await user.click(screen.getByText('别处'))
    expect(input.value).toBe('天灾人祸')
    expect(screen.getByText(/没有“天灾人祸”这一项/)).toBeDefined()
    expect(input.getAttribute('aria-describedby')).toContain('-error')
    await user.click(input)
    await user.keyboard('{Escape}')
    expect(last(onProblem)).toBe(null)
    expect(input.value).toBe('因病')
  })

  it('清空后离开就是没有填', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={cause} initial="01" onChange={onChange} />)
    await user.clear(screen.getByRole('combobox'))
    await user.click(screen.getByText('别处'))
    expect(last(onChange)).toBe(null)
  })

  it('组字时不筛选，组字的回车不选定', () => {
    const onChange = vi.fn<Changed>()
    renderComponent(<Held field={cause} onChange={onChange} />)
    const input = screen.getByRole('combobox')
    input.focus()
    compose(input, 'yin')
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true })
    expect(onChange).not.toHaveBeenCalled()
    fireEvent.change(input, { target: { value: '因病' } })
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(last(onChange)).toBe('01')
  })
})

describe('多选编码项', () => {
  it('按码表顺序保存，超过数量时说明，退格去掉最后一个', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={others} onChange={onChange} />)
    const input = screen.getByRole('combobox')
    await user.type(input, 'qzj{Enter}因残{Enter}')
    expect(last(onChange)).toBe('02,09')
    await user.type(input, '因病{Enter}')
    expect(last(onChange)).toBe('02,09')
    await user.click(screen.getByText('别处'))
    expect(screen.getByText(/最多选 2 项/)).toBeDefined()
    await user.click(input)
    await user.keyboard('{Escape}{Backspace}')
    expect(last(onChange)).toBe('02')
  })
})

describe('文字类输入', () => {
  it('金额随打随读成分，离开时整理写法', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={money} onChange={onChange} />)
    const input = screen.getByLabelText<HTMLInputElement>(/工资性收入/)
    await user.type(input, '1,200.50')
    expect(last(onChange)).toBe(120050)
    expect(input.value).toBe('1,200.50')
    await user.tab()
    expect(input.value).toBe('1200.5')
  })

  it('读不懂时保留原文和原值，离开后才提示', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={money} initial={100} onChange={onChange} />)
    const input = screen.getByLabelText<HTMLInputElement>(/工资性收入/)
    await user.clear(input)
    await user.type(input, '很多')
    expect(screen.queryByText(/应是数字/)).toBeNull()
    await user.tab()
    expect(screen.getByText(/应是数字/)).toBeDefined()
    expect(input.value).toBe('很多')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(onChange.mock.calls.every(([value]) => value === null)).toBe(true)
  })

  it('组字中的拼音不会成为值', () => {
    const onChange = vi.fn<Changed>()
    renderComponent(<Held field={fieldOf('person', 'name')} onChange={onChange} />)
    const input = screen.getByLabelText(/姓名/)
    compose(input, 'zhangsan')
    fireEvent.compositionEnd(input, { target: { value: '张三' } })
    expect(onChange.mock.calls.at(-1)?.[0]).toBe('张三')
  })

  it('证件号码：校验码不对说明哪里不对，对了显示性别、生日和年龄', async () => {
    const good = sampleIdNumber(3)
    const bad = `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`
    const { user } = renderComponent(<Held field={idNumber} />)
    const input = screen.getByLabelText<HTMLInputElement>(/证件号码/)
    await user.type(input, bad)
    expect(screen.getByText('18/18')).toBeDefined()
    await user.tab()
    expect(screen.getByText(/校验码不对/)).toBeDefined()
    await user.clear(input)
    await user.type(input, good)
    await user.tab()
    await waitFor(() => expect(screen.getByText(/(男|女) · \d{4}-\d{2}-\d{2} · \d+ 岁/)).toBeDefined())
  })

  it('遮蔽过的值不能改', () => {
    renderComponent(<Held field={idNumber} initial="629999********0013" />)
    expect(screen.getByLabelText<HTMLInputElement>(/证件号码/).readOnly).toBe(true)
    expect(screen.getByText(/已遮蔽/)).toBeDefined()
  })
})

describe('是否项', () => {
  it('按 1、0 选，Delete 清空', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={fieldOf('household', 'military_family')} onChange={onChange} />)
    await user.tab()
    await user.keyboard('1')
    expect(last(onChange)).toBe(true)
    await user.keyboard('0')
    expect(last(onChange)).toBe(false)
    await user.keyboard('{Delete}')
    expect(last(onChange)).toBe(null)
  })
})

describe('区划', () => {
  const village = fieldOf('household', 'village')
  it('同名的村不猜，列出所属乡镇；选定后显示路径', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={village} onChange={onChange} />)
    const input = screen.getByRole<HTMLInputElement>('combobox')
    await user.type(input, '小林村')
    expect(screen.getAllByRole('option')).toHaveLength(4)
    await user.click(screen.getByText('别处'))
    expect(screen.getByText(/有 4 处/)).toBeDefined()
    expect(onChange).not.toHaveBeenCalled()
    await user.clear(input)
    await user.type(input, 'xlc{ArrowDown}{Enter}')
    expect(onChange).toHaveBeenLastCalledWith('621125102201', '新寺镇 / 小林村')
    expect(input.value).toBe('新寺镇 / 小林村')
  })

  it('不打字时用 → 逐级进入；乡镇本身不能选为村', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={village} onChange={onChange} />)
    await user.click(screen.getByRole('combobox'))
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toContain('三岔镇')
    await user.keyboard('{Enter}')
    expect(onChange).not.toHaveBeenCalled()
    await user.keyboard('{ArrowDown}{Enter}')
    expect(onChange).toHaveBeenLastCalledWith('621125101202', '三岔镇 / 大林村')
  })
})

describe('引用', () => {
  it('边打边查，选定后带上名称', async () => {
    const onChange = vi.fn<Changed>()
    const { user } = renderComponent(<Held field={fieldOf('pairing', 'helper_id')} onChange={onChange} />)
    await user.type(screen.getByRole('combobox'), '赵')
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(3))
    await user.keyboard('{Enter}')
    expect(onChange).toHaveBeenLastCalledWith('helper-0', '赵小红')
  })
})
