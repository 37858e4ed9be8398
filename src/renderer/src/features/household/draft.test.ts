import { describe, expect, it } from 'vitest'
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import { sampleIdNumber } from '../../gallery/sampleData.ts'
import {
  draftIssues,
  draftOf,
  gridRow,
  isBlank,
  newDraft,
  newMember,
  staying,
  tabOf,
  toContract,
  toldByNumber,
  asTyped,
  withCell,
  withPasted,
  withInserted,
  withLeaving,
  withMember,
  withoutBlanks,
  withReturned,
} from './draft.ts'
import { proposedRelation } from './heads.ts'

const member = (id: string, name: string, relation: string) => ({
  person: { id: `p${id}`, revision: 1, name },
  membership: { id, revision: 1, relation, status: '1', end_date: null, decrease_reason: null },
  personYear: {},
})
const detail: HouseholdDetail = {
  year: 2015,
  years: [2015],
  household: { id: 'h', revision: 3, village: '621125101201', village$title: '小林村' },
  householdYear: null,
  members: [member('a', '甲', '01'), member('b', '乙', '02'), member('c', '丙', '03')],
  former: [],
  helpers: [],
  findings: [],
  previous: null,
  next: null,
}

describe('户的草稿', () => {
  it('证件号码填出性别、出生日期和证件类型，不盖掉另外填的', () => {
    const number = sampleIdNumber(11)
    const filled = withCell(newMember(), 'person.id_number', number)
    expect(filled.person).toMatchObject({
      id_number: number,
      id_type: '01',
      birth_date: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
      sex: Number(number.charAt(16)) % 2 === 1 ? '1' : '2',
    })
    const kept = withCell(withCell(newMember(), 'person.birth_date', '1950-01-01'), 'person.id_number', number)
    expect(kept.person['birth_date']).toBe('1950-01-01')
  })

  it('贴入的几行：不够的行加上，证件号码当场得出性别和出生日期', () => {
    const number = sampleIdNumber(11)
    const base = draftOf(detail)
    const { draft, keys } = withPasted(base, 2, [{ 'person.name': '丙一' }, { 'person.id_number': number, 'person.sex': null, 'person.name': '丁' }], newMember)
    expect(staying(draft).map(({ person }) => person['name'])).toEqual(['甲', '乙', '丙一', '丁'])
    expect(keys).toEqual([base.members[2]?.key, staying(draft)[3]?.key])
    expect(staying(draft)[3]?.person).toMatchObject({ sex: Number(number.charAt(16)) % 2 === 1 ? '1' : '2', birth_date: expect.any(String) })
  })

  it('保存以后仍是录入的次序，行还是原来的行', () => {
    const typed = withInserted(draftOf(detail), 0, { ...newMember(), key: 'n', person: { name: '新' } })
    const fresh = draftOf({ ...detail, members: [...detail.members, member('z', '新', '04')] })
    const now = asTyped(typed, fresh)
    expect(now.members.map(({ key, membership }) => [key, membership['id']])).toEqual([
      ['a', 'a'],
      ['n', 'z'],
      ['b', 'b'],
      ['c', 'c'],
    ])
    expect(asTyped(typed, draftOf({ ...detail, members: detail.members.slice(1) })).members.map(({ key }) => key)).toEqual(['b', 'c'])
  })

  it('改正证件号码时，原来由号码得出的性别和日期跟着改；号码不对时不动', () => {
    const first = withCell(newMember(), 'person.id_number', sampleIdNumber(11))
    const next = sampleIdNumber(12)
    expect(withCell(first, 'person.id_number', next).person['birth_date']).toBe(`${next.slice(6, 10)}-${next.slice(10, 12)}-${next.slice(12, 14)}`)
    expect(toldByNumber({}, '620000199901011234')).toEqual({})
    expect(toldByNumber({}, '621125********1234')).toEqual({})
  })

  it('在册成员减少：不删行，记原因、日期和状态，排到最后；撤回后恢复原样', () => {
    const left = withLeaving(draftOf(detail), 'a', { reason: '01', date: '2015-06-01' })
    expect(staying(left).map((one) => one.key)).toEqual(['b', 'c'])
    expect(left.members.at(-1)?.membership).toMatchObject({ id: 'a', end_date: '2015-06-01', decrease_reason: '01', status: '2' })
    expect(withLeaving(draftOf(detail), 'a', { reason: '08', date: '2015-06-01' }).members.at(-1)?.membership['status']).toBe('3')
    const back = withReturned(left, 'a', detail.members[0]?.membership ?? {})
    expect(back.members.find((one) => one.key === 'a')).toEqual(draftOf(detail).members[0])
  })

  it('没有存过的行减少就是去掉；没有名字的行不送出', () => {
    const added = withInserted(draftOf(detail), 0, { ...newMember(), key: 'n' })
    expect(added.members.map((one) => one.key)).toEqual(['a', 'n', 'b', 'c'])
    expect(withLeaving(added, 'n', { reason: '', date: '' }).members).toHaveLength(3)
    expect(isBlank(newMember())).toBe(true)
    expect(toContract(added).members).toHaveLength(3)
    expect(withoutBlanks(added).members).toHaveLength(3)
  })

  it('送出的内容不带名称列；没有填年度内容时年度为空', () => {
    const sent = toContract(draftOf(detail), '核实过')
    expect(sent.household).toEqual({ id: 'h', revision: 3, village: '621125101201' })
    expect(sent.householdYear).toBeNull()
    expect(sent.reason).toBe('核实过')
    expect(toContract({ ...draftOf(detail), householdYear: { wage_income: 100 } }).householdYear).toEqual({ wage_income: 100 })
  })

  it('缺村、缺户主、缺关系都指到那一格', () => {
    expect(draftIssues(newDraft(2015, {})).map((issue) => issue.path)).toEqual(['household.village', 'members.0.person.name'])
    const named = withMember(withInserted(draftOf(detail), 2, { ...newMember(), key: 'n' }), 'n', (one) => withCell(one, 'person.name', '丁'))
    const issues = draftIssues(named)
    expect(issues.map((issue) => issue.path)).toEqual(['members.3.membership.relation'])
    expect(issues[0]?.message).toContain('丁')
  })

  it('每个路径落在自己的页签', () => {
    expect(
      [
        'household.phone',
        'household.main_cause',
        'household.relocated',
        'householdYear.wage_income',
        'householdYear.farmland',
        'householdYear.attribute',
        'members.2.person.sex',
      ].map(tabOf),
    ).toEqual(['basic', 'cause', 'relocation', 'income', 'living', 'basic', 'members'])
  })

  it('一行的键带着所属记录', () => {
    const [first] = draftOf(detail).members
    expect(first === undefined ? {} : gridRow(first)).toMatchObject({ key: 'a', 'person.name': '甲', 'membership.relation': '01' })
  })
})

describe('更换户主后的关系', () => {
  const man = '1'
  const woman = '2'
  it('配偶接任：原户主为配偶，子女不变，父母变公婆或岳父母', () => {
    const wife = { relation: '02', sex: woman }
    expect(['01', '03', '04', '08', '11', '12', '13'].map((relation) => proposedRelation(wife, { relation, sex: man }))).toEqual([
      '02',
      '03',
      '04',
      '08',
      '15',
      '16',
      '11',
    ])
    expect(proposedRelation({ relation: '02', sex: man }, { relation: '11', sex: man })).toBe('13')
  })
  it('儿子接任：父母按性别，祖父母上一辈，其余要选', () => {
    const son = { relation: '03', sex: man }
    expect(proposedRelation(son, { relation: '01', sex: man })).toBe('11')
    expect(proposedRelation(son, { relation: '02', sex: woman })).toBe('12')
    expect(proposedRelation(son, { relation: '12', sex: woman })).toBe('18')
    expect(proposedRelation(son, { relation: '04', sex: woman })).toBeNull()
  })
})
