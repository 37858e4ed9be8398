import { describe, expect, it } from 'vitest'
import { registerNames, registerOf } from '../index.ts'
import { issuesOf, rowSchema, valuesSchema } from './schema.ts'

const VILLAGE = '621125105201'

function issues(register: string, values: unknown, partial = false): readonly { path: string; code: string; message: string }[] {
  const result = valuesSchema(register, { partial }).safeParse(values)
  return result.success ? [] : issuesOf(register, result.error).map(({ path, code, message }) => ({ path, code, message }))
}

describe('valuesSchema', () => {
  it('brings values into their stored spelling', () => {
    const values = { village: VILLAGE, address: '  三社 ', phone: '138 0013 8000', other_causes: '03,01', bank_name: '', relocated: null }
    expect(valuesSchema('household').parse(values)).toEqual({
      village: VILLAGE,
      address: '三社',
      phone: '13800138000',
      other_causes: '01,03',
      bank_name: null,
      relocated: null,
    })
  })

  it.each([[{}], [{ village: null }], [{ village: '' }], [{ village: '  ' }]])('asks for a required field that is missing or empty: %j', (values) => {
    expect(issues('household', values)).toEqual([{ path: 'village', code: 'required', message: '请填写“行政村”。' }])
  })

  it('lets a patch leave out required fields, but not empty them', () => {
    expect(issues('household', { address: '三社' }, true)).toEqual([])
    expect(issues('household', { village: null }, true)).toMatchObject([{ path: 'village', code: 'required' }])
  })

  it('refuses derived and unknown fields in words', () => {
    expect(issues('household', { village: VILLAGE, population: 3 })).toMatchObject([{ message: '“家庭人口数”由程序计算，不能填写。' }])
    expect(issues('household', { village: VILLAGE, shoe_size: 3 })).toMatchObject([{ message: expect.stringContaining('shoe_size') }])
  })

  it('names the field and the fault, with the same codes as an import', () => {
    const values = {
      village: '柯寨',
      address: 5,
      phone: '没有',
      main_cause: '77',
      other_causes: '01,02,03',
      exit_year: 1900,
      first_identified_on: '2014-02-30',
      bank_account: 'x',
      relocated: '是',
      remark: '长'.repeat(1001),
    }
    expect(
      issues('household', values)
        .map((issue) => [issue.path, issue.code])
        .sort(),
    ).toEqual([
      ['address', 'format'],
      ['bank_account', 'format'],
      ['exit_year', 'range'],
      ['first_identified_on', 'date_format'],
      ['main_cause', 'code_unknown'],
      ['other_causes', 'length'],
      ['phone', 'format'],
      ['relocated', 'format'],
      ['remark', 'length'],
      ['village', 'division_unknown'],
    ])
    for (const issue of issues('household', values)) expect(issue.message).toMatch(/“.+”.*。$/)
    expect(issues('person', { name: '张三', id_number: '621125198005011230' }).map((issue) => issue.code)).toEqual(['id_checksum'])
    expect(issues('household_year', { household_id: 'a', year: 2016, wage_income: 0.5 })).toMatchObject([{ path: 'wage_income', code: 'number_format' }])
    expect(issues('household_year', { household_id: 'a', year: 2016, wage_income: Number.NaN })).toMatchObject([{ path: 'wage_income', code: 'format' }])
  })

  it('can be made for every register, and then accepts its initial values', () => {
    for (const name of registerNames) {
      const initial = Object.fromEntries(
        registerOf(name)
          .fields.filter((field) => field.initial !== undefined)
          .map((field) => [field.key, field.initial]),
      )
      expect(issues(name, initial, true)).toEqual([])
    }
  })
})

describe('rowSchema', () => {
  const row = (name: string): Record<string, unknown> => Object.fromEntries(registerOf(name).fields.map((field) => [field.key, null]))

  it('wants id, revision and every field, derived ones included', () => {
    const household = { ...row('household'), id: 'a', revision: 1, village: VILLAGE, population: 4 }
    expect(rowSchema('household').parse(household)).toMatchObject({ population: 4, address: null })
    const { address: _, ...short } = { ...household, address: null }
    expect(rowSchema('household').safeParse(short).success).toBe(false)
    expect(rowSchema('household').safeParse({ ...household, village: null }).success).toBe(false)
    expect(rowSchema('household').safeParse({ ...household, extra: 1 }).success).toBe(false)
  })
})
