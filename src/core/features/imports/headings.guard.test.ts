/** Laws of headings over all registers: what an export and a template write is read back as what it says, and no two columns are taken for one. */
import { describe, expect, it } from 'vitest'
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import { enteredReferences, referenceKeys } from '#core/catalogue/derive/telling.ts'
import { fieldOf, officeRegisterNames, registerNames, registerOf } from '#core/catalogue/index.ts'
import { layoutOf } from '../exports/layout.ts'
import { keyTarget } from './registerProfile.ts'
import { candidatesOf, profileOf } from './targets.ts'

const REGISTERS = officeRegisterNames.filter((name) => !profileOf(name).roster)
// The layout asks divisions for nothing before there are rows.
const options = { divisions: {} as Parameters<typeof layoutOf>[2]['divisions'], hides: () => false }

describe('表头', () => {
  it.each(registerNames)('%s 的每个引用各有自己的表头', (name) => {
    const headings = referenceKeys(registerOf(name)).map(({ heading }) => headingSpelling(heading))
    const own = registerOf(name).fields.filter(({ type }) => type !== 'reference')
    expect(headings.length).toBe(new Set(headings).size)
    expect(own.filter(({ label }) => headings.includes(headingSpelling(label)))).toEqual([])
  })

  it.each(REGISTERS)('%s 的每个引用都导出，导出的表头读回来是同一个引用的同一项', (name) => {
    const register = registerOf(name)
    const written = layoutOf(register, undefined, options).columns.map(({ heading }) => heading)
    expect(written.length).toBe(new Set(written.map(headingSpelling)).size)
    for (const reference of enteredReferences(register)) {
      const keys = referenceKeys(register).filter((key) => key.reference === reference)
      if (keys.length === 0 || reference.createMissing === true) {
        expect(written.some((heading) => candidatesOf(profileOf(name), heading)?.[0] === keyTarget(name, reference.key, []))).toBe(true)
        continue
      }
      for (const { heading, path } of keys) {
        expect(written).toContain(heading)
        // The reference's own column reads a number as well as a name.
        expect([keyTarget(name, reference.key, path), keyTarget(name, reference.key, [])]).toContain(candidatesOf(profileOf(name), heading)?.[0])
      }
    }
  })

  it('两个引用指同一个台账，表头由各自的名称和那一项组成', () => {
    const headings = referenceKeys(registerOf('gadget')).map(({ heading }) => heading)
    expect(headings).toEqual(expect.arrayContaining(['保管人姓名', '保管人证件号码', '修理人姓名', '修理人证件号码', '修理人帮扶单位', '备用于器件编号']))
    expect(fieldOf('gadget', 'keeper_id').register).toBe(fieldOf('gadget', 'repairer_id').register)
  })

  it('从前的导出和用户熟悉的表头照旧认得', () => {
    const meaning = (heading: string): string | undefined => candidatesOf(profileOf('pairing'), heading)?.[0]
    const helper = (key: string): string => `pairing.helper_id.${key}`
    expect(meaning('户编号')).toBe('pairing.household_id')
    expect(meaning('本地户号')).toBe('pairing.household_id.local_no')
    expect(meaning('户主姓名')).toBe('pairing.household_id.head_name')
    expect(meaning('户主证件号码')).toBe('pairing.household_id.head_id_number')
    expect(meaning('帮扶责任人')).toBe('pairing.helper_id')
    for (const heading of ['帮扶责任人证件号码', '帮扶责任人身份证号', '责任人身份证号', '责任人证件号码', '干部身份证号', '证件号码', '身份证号'])
      expect([heading, meaning(heading)]).toEqual([heading, helper('id_number')])
    for (const heading of ['帮扶责任人电话', '帮扶责任人联系电话', '责任人电话', '责任人联系电话', '联系电话', '电话'])
      expect([heading, meaning(heading)]).toEqual([heading, helper('phone')])
    for (const heading of ['帮扶单位', '帮扶单位名称', '单位名称', '单位', '派出单位'])
      expect([heading, meaning(heading)]).toEqual([heading, helper('organization_id.name')])
    for (const register of ['membership', 'person_year']) {
      expect(candidatesOf(profileOf(register), '姓名')?.[0]).toBe(`${register}.person_id.name`)
      expect(candidatesOf(profileOf(register), '身份证号')?.[0]).toBe(`${register}.person_id.id_number`)
      expect(profileOf(register).aliases.get('person.id_number')).toBe(`${register}.person_id.id_number`)
    }
    expect(profileOf('pairing').aliases.get('household.village')).toBe('division.village')
  })
})
