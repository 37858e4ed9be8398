import fc from 'fast-check'
import { fireEvent } from '@testing-library/react'
import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { renderComponent, screen } from '../testing/render.tsx'
import { EditableGrid } from './EditableGrid.tsx'
import { displayValue, editText } from './display.ts'
import { Field } from './Field.tsx'
import { inMoneyUnit, MoneyUnitScope, MoneyUnitSwitch, useMoneyUnitOf } from './moneyUnit.tsx'
import { readText } from './readText.ts'

const investment: FieldDefinition = { key: 'approved_investment', label: '批复总投资', type: 'money', unit: '元', minimum: 0 }
const inTenThousands = inMoneyUnit(investment, '万元')
const read = (field: FieldDefinition, text: string): unknown => {
  const result = readText(field, text, 2015)
  return result.ok ? result.value : result.problem.message
}

describe('金额按元或者按万元填', () => {
  it('换单位不改变存的数，一分也不差', () => {
    const cents = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
    fc.assert(
      fc.property(cents, (value) => {
        const field = inMoneyUnit({ ...investment, minimum: -1_000_000_000_000 }, '万元')
        expect(read(field, editText(field, value))).toBe(value)
        expect(read(field, displayValue(field, value))).toBe(value)
      }),
    )
  })

  it('写了单位的按写的算，没有写的按框里的单位；小于一分的不收', () => {
    expect(read(inTenThousands, '11.96')).toBe(11_960_000)
    expect(read(inTenThousands, '119600元')).toBe(11_960_000)
    expect(read(investment, '11.96万元')).toBe(11_960_000)
    expect(read(investment, '11.96')).toBe(1196)
    expect(read(inTenThousands, '0.0000001')).toContain('小数')
    expect(read(inTenThousands, '-1')).toEqual(expect.any(String))
    expect(displayValue(inTenThousands, 11_960_000)).toBe('11.96')
  })

  it('别的字段照旧，同一个字段每次给同一个', () => {
    const people: FieldDefinition = { key: 'people', label: '人数', type: 'integer', unit: '人' }
    expect(inMoneyUnit(people, '万元')).toBe(people)
    expect(inMoneyUnit(investment, '元')).toBe(investment)
    expect(inMoneyUnit(investment, '万元')).toBe(inTenThousands)
  })
})

function Form({ register }: { readonly register: string }) {
  const money = useMoneyUnitOf(register)
  const [value, setValue] = useState<FieldValue>(11_960_000)
  return (
    <MoneyUnitScope of={money}>
      <MoneyUnitSwitch />
      <Field field={investment} value={value} onChange={setValue} />
      <EditableGrid
        label="各村"
        idPrefix="g"
        columns={[{ key: 'planned_amount', field: { ...investment, key: 'planned_amount', label: '计划投资' }, width: 120 }]}
        rows={[{ planned_amount: value }]}
        rowKey={() => 'one'}
        onCellChange={(_row, _key, next) => setValue(next)}
      />
      <output aria-label="存的数">{String(value)}</output>
    </MoneyUnitScope>
  )
}

describe('画面上的金额单位', () => {
  beforeEach(() => window.localStorage.clear())

  it('选了万元，表单和表格都按万元显示和填写，单位写在框里，下次打开还是万元', async () => {
    const { user, unmount } = renderComponent(<Form register="project" />)
    const box = (): HTMLInputElement => screen.getByRole('textbox', { name: /批复总投资/ })
    expect(box().value).toBe('119600')
    expect(box().parentElement?.textContent).toBe('元')
    await user.click(screen.getByRole('radio', { name: '万元' }))
    expect(box().value).toBe('11.96')
    expect(box().parentElement?.textContent).toBe('万元')
    expect(screen.getByRole('columnheader', { name: /计划投资/ }).textContent).toContain('万元')
    fireEvent.change(box(), { target: { value: '12' } })
    expect(screen.getByLabelText('存的数').textContent).toBe('12000000')
    unmount()
    renderComponent(<Form register="project" />)
    expect(box().parentElement?.textContent).toBe('万元')
  })

  it('没有金额的台账不问单位', () => {
    renderComponent(<Form register="helper" />)
    expect(screen.queryByRole('radio', { name: '万元' })).toBeNull()
  })
})
