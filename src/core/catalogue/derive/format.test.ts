import { describe, expect, it } from 'vitest'
import { fieldOf } from '../index.ts'
import { formatValue, maskValue } from './format.ts'

describe('formatValue', () => {
  it.each([
    ['household_year', 'wage_income', 123450, {}, '1234.50'],
    ['household_year', 'wage_income', 123450, { grouped: true }, '1,234.50'],
    ['household_year', 'wage_income', 123456789, { grouped: true }, '1,234,567.89'],
    ['household_year', 'net_income', -50, {}, '-0.50'],
    ['household_year', 'net_income', -123456700, { grouped: true }, '-1,234,567.00'],
    ['household_year', 'farmland', 350, {}, '3.5'],
    ['village', 'longitude', 1044712345, {}, '104.4712345'],
    ['village_year', 'collective_income', 3500000, {}, '3.5'],
    ['household', 'exit_year', 2016, { grouped: true }, '2016'],
    ['village_year', 'population', 12345, { grouped: true }, '12,345'],
    ['household', 'relocated', true, {}, '是'],
    ['household', 'relocated', false, {}, '否'],
    ['household', 'other_causes', '01,03', {}, '因病，因学'],
    ['person', 'birth_date', '1980-05-01', {}, '1980-05-01'],
    ['household', 'main_cause', null, {}, ''],
    ['household', 'main_cause', 'zz', {}, 'zz'],
  ] as const)('writes %s.%s %j %j as %j', (register, key, value, options, text) => {
    expect(formatValue(fieldOf(register, key), value, options)).toBe(text)
  })

  it('calls a code what it was called in the year', () => {
    const field = fieldOf('household', 'attribute')
    expect([2016, 2018, undefined].map((year) => formatValue(field, '02', year === undefined ? {} : { year }))).toEqual(['低保户', '低保脱贫户', '低保户'])
  })

  it('masks only what is sensitive, and only when asked', () => {
    expect(formatValue(fieldOf('household', 'phone'), '13800138000', { masked: true })).toBe('138****8000')
    expect(formatValue(fieldOf('household', 'phone'), '13800138000')).toBe('13800138000')
    expect(formatValue(fieldOf('household', 'address'), '三社', { masked: true })).toBe('三社')
  })
})

describe('maskValue', () => {
  it.each([
    ['idNumber', '621125198005011234', '621125************'],
    ['idNumber', '62112519800501123441', '621125**************'],
    ['idNumber', '12345', '*****'],
    ['phone', '13800138000', '138****8000'],
    ['phone', '0932-4862345', '********2345'],
    ['phone', '4862', '****'],
    ['bankAccount', '6217004120001234567', '***************4567'],
    ['illness', '高血压', '***'],
    ['illness', '', ''],
  ] as const)('%s %j as %j', (sensitivity, text, masked) => {
    expect(maskValue(sensitivity, text)).toBe(masked)
  })
})
