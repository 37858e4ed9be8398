import { describe, expect, expectTypeOf, it } from 'vitest'
import { codeListOf, entityFields, fieldOf, findField, isRegisterName, registerNames, registerOf, registers } from './index.ts'
import type { FieldKey, RegisterName, RowOf } from './index.ts'

describe('RowOf', () => {
  it('knows keys, kinds and what may be missing', () => {
    expectTypeOf<RowOf<'household'>['village']>().toEqualTypeOf<string>()
    expectTypeOf<RowOf<'household'>['address']>().toEqualTypeOf<string | null>()
    expectTypeOf<RowOf<'household'>['relocated']>().toEqualTypeOf<boolean | null>()
    expectTypeOf<RowOf<'household_year'>['wage_income']>().toEqualTypeOf<number | null>()
    expectTypeOf<RowOf<'household_year'>['year']>().toEqualTypeOf<number>()
    expectTypeOf<FieldKey<'parameter'>>().toEqualTypeOf<
      'year' | 'key' | 'label' | 'value' | 'unit' | 'basis' | 'valid_from' | 'valid_until' | 'division' | 'document_no' | 'unverified'
    >()
    expectTypeOf<RegisterName>().toEqualTypeOf<keyof typeof registers>()
    expect(registerNames).toEqual(Object.keys(registers).filter((name) => registerOf(name).computed !== true))
  })
})

describe('looking things up', () => {
  it('finds registers, fields and code lists', () => {
    expect(registerOf('household').label).toBe('户')
    expect(fieldOf('household', 'phone').type).toBe('phone')
    expect(fieldOf(registers.person, 'name').required).toBe(true)
    expect(codeListOf('sex').items).toHaveLength(3)
    expect(entityFields('household', 'writable').map((field) => field.key)).not.toContain('population')
    expect(entityFields('household').map((field) => field.key)).toContain('population')
  })

  it('says plainly what does not exist', () => {
    expect(isRegisterName('toString')).toBe(false)
    expect(findField('household', 'nothing')).toBeUndefined()
    expect(() => registerOf('nothing')).toThrow(RangeError)
    expect(() => fieldOf('household', 'nothing')).toThrow('household.nothing')
    expect(() => codeListOf('nothing')).toThrow(RangeError)
  })
})
