import { describe, expect, it } from 'vitest'
import { registerOf } from '../catalogue/index.ts'
import { askerOf, isHidden, levelAt, mayWriteRecord, readingCondition, type Asker, type AskingUser } from './asker.ts'
import type { Role } from './permissions.ts'

const COUNTY = '621125000000'
const user = (role: Role, ...divisions: string[]): AskingUser => ({ id: 'u', displayName: '某人', role, divisions })
const asker = (role: Role, ...divisions: string[]): Asker => askerOf(user(role, ...divisions), COUNTY)

describe('谁在问', () => {
  it('级别随负责的区划，从不高于本单位', () => {
    expect(askerOf(user('entry'), COUNTY).level).toBe('county')
    expect(askerOf(user('entry', '621125100000'), COUNTY).level).toBe('township')
    expect(askerOf(user('entry', '621125100204'), COUNTY).level).toBe('village')
    expect(askerOf(user('administrator'), '621125100000').level).toBe('township')
    expect(askerOf(user('entry'), '621125100204').level).toBe('village')
    // A division above the unit raises nobody above it.
    expect(askerOf(user('entry', COUNTY), '621125100000').level).toBe('township')
    const mixed = askerOf(user('review', '621125100000', '621125101201'), COUNTY)
    expect([mixed.level, levelAt(mixed, '621125100204'), levelAt(mixed, '621125101201'), levelAt(mixed, '621125102200')]).toEqual([
      'township',
      'township',
      'village',
      null,
    ])
  })

  it('全县共用的台账：限于区划的录入员能新增，不能改；证件号码看不全，电话看得到', () => {
    const helper = registerOf('helper')
    const clerk = asker('entry', '621125100204')
    expect((['insert', 'update', 'remove', 'restore'] as const).map((writing) => mayWriteRecord(clerk, helper, null, writing))).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect((['insert', 'update', 'remove', 'restore'] as const).map((writing) => mayWriteRecord(asker('entry'), helper, null, writing))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(mayWriteRecord(asker('entry'), registerOf('parameter'), null, 'insert')).toBe(false)
    expect([
      isHidden(clerk, helper, { sensitive: 'idNumber' }),
      isHidden(clerk, helper, { sensitive: 'phone' }),
      isHidden(asker('entry'), helper, { sensitive: 'idNumber' }),
    ]).toEqual([true, false, false])
  })

  it('程序自己记的全县台账，限于区划的人一条也读不到', () => {
    expect(readingCondition(asker('entry', '621125100204'), registerOf('distinction'), 't').sql).toBe('0')
    expect(readingCondition(asker('reader'), registerOf('distinction'), 't').sql).toBe('1')
    expect(readingCondition(asker('entry', '621125100204'), registerOf('person'), 't').parameters).toEqual(['621125100204', '621125100204\u{10ffff}'])
  })
})
