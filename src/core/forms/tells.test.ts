/** What papers are there to tell stands on them in full, and only to whoever may see it. */
import { expect, it } from 'vitest'
import { fieldOf, registerOf } from '../catalogue/index.ts'
import { battleForms } from './declared/battle.ts'
import { worksForms } from './declared/works.ts'
import { paperRecord } from './values.ts'

const told = [...battleForms, ...worksForms].flatMap(({ tells = [] }) => tells)

it('只说台账里有的、平时要遮盖的项', () => {
  expect(told).toEqual(['helper.phone', 'water_point.upkeep_phone'])
  for (const path of told) {
    const [register = '', key = ''] = path.split('.')
    expect(fieldOf(registerOf(register), key).sensitive).toBe('phone')
  }
})

it('明白卡上的电话印完整；没有说要印的照样遮盖，看不到完整的人印出来也遮盖', () => {
  const helper = { name: '王五', phone: '15200001234', id_number: null }
  const phone = (more: Partial<Parameters<typeof paperRecord>[2]>) => paperRecord(registerOf('helper'), helper, { year: 2015, ...more })['phone']
  const tells = ({ key }: { readonly key: string }): boolean => key === 'phone'
  expect(phone({ masked: true })).toBe('152****1234')
  expect(phone({ masked: true, tells })).toBe('15200001234')
  expect(phone({ masked: true, tells, hides: () => true })).toBe('152****1234')
})
