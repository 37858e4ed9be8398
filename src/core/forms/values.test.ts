import { describe, expect, it } from 'vitest'
import { fieldOf, registers } from '../catalogue/index.ts'
import type { FormChoice } from './types.ts'
import { formDecimal } from './exact.ts'
import { paperRecord, paperValue } from './values.ts'

const options = { year: 2016 }

describe('paperValue', () => {
  it('gives numbers in the unit of their field', () => {
    expect(paperValue(fieldOf('household_year', 'wage_income'), 1_860_050, options)).toEqual(formDecimal(1_860_050, 2))
    expect(paperValue(fieldOf('household_year', 'farmland'), 1250, options)).toEqual(formDecimal(1250, 2))
    expect(paperValue(fieldOf('person_year', 'work_months'), 9, options)).toBe(9)
    expect(paperValue(fieldOf('household_year', 'wage_income'), null, options)).toBeNull()
  })

  it('gives what is chosen and all there is to choose from in the year', () => {
    const cause = paperValue(fieldOf('household', 'other_causes'), '01,09', options) as FormChoice
    expect(cause.text).toBe('因病，缺资金')
    expect(cause.chosen).toEqual(['01', '09'])
    expect(cause.options.length).toBeGreaterThan(10)
    expect(paperValue(fieldOf('household', 'military_family'), false, options)).toMatchObject({ text: '否', chosen: ['0'] })
    expect(paperValue(fieldOf('household', 'military_family'), null, options)).toMatchObject({ text: '', chosen: [] })
  })

  it('tells what holds of a field that is read as another one', () => {
    const started = (row: Record<string, unknown>): unknown => paperRecord(registers.house_retrofit, row, options)['started']
    expect(started({ started: null, started_on: '2015-04-11', started_standing: true })).toMatchObject({ text: '是' })
    expect(started({ started: true })).toMatchObject({ text: '是' })
    expect(started({ started: null, started_standing: null })).toMatchObject({ text: '' })
  })

  it('calls items as the year did, and keeps an item the year does not have', () => {
    const attribute = fieldOf('household', 'attribute')
    expect((paperValue(attribute, '03', { year: 2017 }) as FormChoice).text).toBe('五保户')
    expect((paperValue(attribute, '03', { year: 2018 }) as FormChoice).text).toBe('特困供养脱贫户')
    const early = paperValue(attribute, 'x1', { year: 2016 }) as FormChoice
    expect(early.text).toBe('低保特困供养贫困户')
    expect(early.options.filter(({ code }) => code === 'x1')).toHaveLength(1)
  })

  it('masks what is sensitive unless asked not to', () => {
    const id = fieldOf('person', 'id_number')
    expect(paperValue(id, '621125197001000016', options)).toBe('621125************')
    expect(paperValue(id, '621125197001000016', { year: 2016, masked: false })).toBe('621125197001000016')
  })

  it('leaves references to the caller, who knows their names', () => {
    const organization = fieldOf('helper', 'organization_id')
    expect(paperValue(organization, 'abc', options)).toBe('')
    expect(paperValue(organization, 'abc', { year: 2016, nameOf: () => '县住建局' })).toBe('县住建局')
  })
})

describe('paperRecord', () => {
  it('has every field of the register, for a missing record too', () => {
    expect(Object.keys(paperRecord(registers.person_year, undefined, options))).toEqual(registers.person_year.fields.map(({ key }) => key))
    expect(paperRecord(registers.person, { name: '张小明', sex: '1' }, options)).toMatchObject({ name: '张小明', sex: { text: '男' }, ethnicity: { text: '' } })
  })
})
