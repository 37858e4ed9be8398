import { describe, expect, it } from 'vitest'
import { defaultParameters } from '#core/rules/parameters.ts'
import { sampleIdNumber } from '../../gallery/sampleData.ts'
import type { Draft } from './draft.ts'
import { newDraft, newMember, withCell, withInserted, withMember } from './draft.ts'
import { findingsOf, incomeOf, pathOf } from './useFindings.ts'
import { blockingIssues } from './useSaveHousehold.ts'

const TODAY = '2016-03-01'
const JUDGING = { parameters: defaultParameters, off: new Set<string>() }

function household(): Draft {
  const draft = newDraft(2015, { id: 'h', village: '621125101201', attribute: '01', main_cause: '01' })
  const head = draft.members[0]?.key ?? ''
  return withMember(draft, head, (member) => withCell(withCell(member, 'person.name', '甲'), 'person.id_number', sampleIdNumber(20)))
}

describe('边填边查', () => {
  it('没有填姓名时不说话', () => {
    expect(findingsOf(newDraft(2015, {}), newDraft(2015, {}), [], JUDGING, TODAY).all).toEqual([])
  })

  it('指到成员那一格，空行不打乱位置；矛盾挡住保存', () => {
    const base = household()
    const second = withCell(withCell(newMember({ relation: '02' }), 'person.name', '乙'), 'person.id_number', sampleIdNumber(20))
    const typed = withInserted(withInserted(base, 0, newMember()), 1, second)
    const found = findingsOf(typed, base, [], JUDGING, TODAY)
    const twice = found.added.filter((finding) => finding.severity === 'error')
    expect(twice.length).toBeGreaterThan(0)
    expect(twice.map(pathOf).every((path) => /^members\.(0|2)\./.test(path))).toBe(true)
    expect(blockingIssues({ draft: typed, findings: found, problems: {} }).some((issue) => issue.rule === twice[0]?.rule)).toBe(true)
  })

  it('原来就有的问题不算这次的', () => {
    const base = household()
    const faulty = withMember(base, base.members[0]?.key ?? '', (member) => withCell(member, 'person.sex', member.person['sex'] === '1' ? '2' : '1'))
    const found = findingsOf({ ...faulty, household: { ...faulty.household, phone: '13900001234' } }, faulty, [], JUDGING, TODAY)
    expect(found.all.filter((finding) => finding.kind !== 'incomplete').length).toBeGreaterThan(0)
    expect(found.added).toEqual([])
  })

  it('县里停用的规则不说话，也不挡保存', () => {
    const base = household()
    const typed = withMember(base, base.members[0]?.key ?? '', (member) => withCell(member, 'person.sex', member.person['sex'] === '1' ? '2' : '1'))
    const rules = (off: readonly string[]): string[] => findingsOf(typed, base, [], { ...JUDGING, off: new Set(off) }, TODAY).added.map(({ rule }) => rule)
    expect(rules([])).toContain('13.1-5')
    expect(rules(['13.1-5'])).not.toContain('13.1-5')
  })

  it('读不懂的字也挡住保存', () => {
    const base = household()
    const found = findingsOf(base, base, [], JUDGING, TODAY)
    expect(
      blockingIssues({ draft: base, findings: found, problems: { 'householdYear.wage_income': '“工资性收入”应是数字。' } }).map((issue) => issue.path),
    ).toEqual(['householdYear.wage_income'])
  })
})

describe('收入边填边算', () => {
  it('人口按年末在册，收入按公式', () => {
    const draft: Draft = { ...household(), householdYear: { wage_income: 1_000_000, allowance_payment: 50_000, business_expense: 250_000 } }
    const gone = { person: { name: '走' }, membership: { status: '3', start_date: null, end_date: '2016-02-01' }, personYear: {} }
    expect(incomeOf(draft, [], defaultParameters)).toMatchObject({ transfer: 50_000, total: 1_050_000, net: 800_000, perPerson: 800_000, population: 1 })
    expect(incomeOf(draft, [gone], defaultParameters)).toMatchObject({ perPerson: 400_000, population: 2 })
  })
})
