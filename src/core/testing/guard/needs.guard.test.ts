/** What a step lacks, need by need, and what is wrong with declarations. */
import { describe, expect, it } from 'vitest'
import { procedureProblems, statesList, stepTargets } from '../../catalogue/derive/procedure.ts'
import type { ProcedureDefinition, ProcedureStep } from '../../catalogue/procedure.ts'
import type { RegisterDefinition } from '../../catalogue/types.ts'
import { calendarWith } from '../../rules/workingDays.ts'
import { gadget, gadgetPart } from './family.ts'
import { scrapping } from './scrapping.ts'
import { lastDayOf, missingFor, type Missing, type NoticeFacts, type Rules, type StepFacts } from '../../procedures/needs.ts'
import { stateOf, stepOf, type StepFact } from '../../procedures/state.ts'

const rules: Rules = { parameter: () => undefined, worksOn: calendarWith(new Map()) }
const at = (...keys: readonly string[]): readonly StepFact[] =>
  keys.map((step, index) => ({ id: String(index), step, follows: index === 0 ? null : String(index - 1) }))
const facts = (steps: readonly StepFact[], more: Partial<StepFacts> = {}): StepFacts => ({
  standing: stateOf(scrapping, steps),
  elsewhere: null,
  refusals: [],
  conditions: [],
  on: '2015-10-09',
  previousOn: '2015-10-01',
  today: '2015-10-09',
  maker: { role: 'entry', level: 'county' },
  locked: null,
  emptyFields: [],
  papers: { record: {}, act: {} },
  paperLabels: { photo: '器件照片', minutes: '会议记录' },
  act: null,
  vote: null,
  notice: null,
  since: null,
  signatures: 0,
  sameHand: null,
  remark: null,
  ...more,
})
const lacks = (key: string, given: StepFacts, by: Rules = rules): Missing[] => {
  const step = stepOf(scrapping, key)
  return step === undefined ? [] : missingFor(scrapping, step, given, by)
}
const needs = (found: readonly Missing[]): string[] => found.map(({ need }) => need)
const VOTE = { expected: 30, present: 20, inFavour: 11, against: 5, abstained: 4 }
const MEETING: Partial<StepFacts> = { act: { on: '2015-10-08' }, papers: { record: {}, act: { minutes: 1 } }, signatures: 2, vote: VOTE }

describe('办一步要有什么', () => {
  it('状态、级别、角色、日期、字段', () => {
    expect(lacks('propose', facts([], { previousOn: null }))).toEqual([])
    expect(lacks('post', facts([]))[0]?.message).toBe('现在是“在用”，要在“已评议”时才能办“张贴公示”。')
    expect(needs(lacks('send_back', facts(at('propose', 'discuss', 'post'), { maker: { role: 'entry', level: 'village' } })))).toEqual(['level'])
    expect(needs(lacks('propose', facts([], { maker: { role: 'reader', level: 'county' } })))).toEqual(['role'])
    expect(needs(lacks('propose', facts([], { on: '2015-10-10' })))).toEqual(['day'])
    expect(needs(lacks('propose', facts([], { previousOn: '2015-10-12' })))).toEqual(['day'])
    expect(lacks('propose', facts([], { emptyFields: [{ key: 'keeper_id', label: '保管人' }] }))[0]?.message).toBe('“保管人”还没有填。')
  })

  it('有争议的不能往前办', () => {
    const both: StepFact[] = [...at('propose', 'discuss'), { id: 'x', step: 'withdraw', follows: '0' }]
    expect(lacks('discuss', facts(both, MEETING))[0]?.message).toContain('要由上级撤销其中一个')
  })

  it('表决：实到不少于应到三分之二，同意超过实到一半；票数要对得上', () => {
    const vote = (change: Partial<typeof VOTE>) => needs(lacks('discuss', facts(at('propose'), { ...MEETING, vote: { ...VOTE, ...change } })))
    expect(vote({})).toEqual([])
    expect(vote({ present: 19, inFavour: 10 })).toEqual(['vote'])
    expect(vote({ inFavour: 10, against: 6 })).toEqual(['vote'])
    expect(vote({ expected: 15 })).toEqual(['vote'])
    expect(vote({ inFavour: 12 })).toEqual(['vote'])
    expect(needs(lacks('discuss', facts(at('propose'))))).toEqual(['act', 'signature'])
    expect(needs(lacks('discuss', facts(at('propose'), { ...MEETING, act: { on: '2015-09-30' } })))).toEqual(['day'])
  })

  it('公示要满期、没有未处理的异议；天数和算法可由参数定', () => {
    const notice: NoticeFacts = { begins: '2015-10-01', objection: null, settled: false }
    const given = (on: string, more = notice) => facts(at('propose', 'discuss', 'post'), { on, today: '2015-12-31', notice: more })
    expect(lacks('review', given('2015-10-07'))[0]?.message).toContain('到 2015-10-07 期满')
    expect(lacks('review', given('2015-10-08'))).toEqual([])
    const longer: Rules = { ...rules, parameter: (key) => (key === 'gadget_notice_days' ? 10 : undefined) }
    expect(needs(lacks('review', given('2015-10-08'), longer))).toEqual(['notice'])
    const objected = { ...notice, objection: '还能用' }
    expect(lacks('review', given('2015-10-08', objected))[0]?.message).toContain('有异议（还能用）')
    expect(lacks('review', given('2015-10-08', { ...objected, settled: true }))).toEqual([])
    expect(needs(lacks('review', facts(at('propose', 'discuss', 'post'))))).toEqual(['notice'])
    expect(lastDayOf({ days: 3, working: { value: false, parameter: 'by_working_days' } }, '2015-09-30', { ...rules, parameter: () => 3 })).toBe('2015-10-10')
  })

  it('并行签认缺一不可，每个只签一次；附件按件数', () => {
    const chain = at('propose', 'discuss', 'post', 'review')
    const signed = [...chain, { id: 'e', step: 'price_checked', follows: '3' }]
    expect(lacks('scrap', facts(signed)).map(({ message }) => message)).toEqual(['缺“器件照片”。', '还缺“维修签认”。'])
    expect(needs(lacks('price_checked', facts(signed)))).toEqual(['state'])
    expect(lacks('scrap', facts([...signed, { id: 'f', step: 'parts_checked', follows: '3' }], { papers: { record: { photo: 1 }, act: {} } }))).toEqual([])
  })
})

describe('流程的声明', () => {
  const fields: RegisterDefinition['fields'] = [
    ...gadget.fields.filter(({ key }) => !['stage', 'stage_due'].includes(key)),
    { key: 'stage', label: '状态', type: 'code', codeList: 'gadget_scrapping', derived: '由步骤得出。' },
    { key: 'stage_due', label: '期限', type: 'date', derived: '由步骤得出。' },
  ]
  const problems = (change: Partial<ProcedureDefinition>): string[] => {
    const register: RegisterDefinition = { ...gadget, fields, procedure: { ...scrapping, ...change } }
    return procedureProblems(register, { gadget: register, gadget_part: gadgetPart })
  }
  const changed = (key: string, change: Partial<ProcedureStep>): string[] =>
    problems({ steps: scrapping.steps.map((step) => (step.key === key ? ({ ...step, ...change } as ProcedureStep) : step)) })

  it('样例没有毛病；状态成为代码表；恢复通向中止前的各个状态', () => {
    expect(problems({})).toEqual([])
    expect(statesList(scrapping).items[0]).toEqual({ code: 'in_use', label: '在用' })
    const resume = stepOf(scrapping, 'resume')
    expect(resume === undefined ? [] : stepTargets(scrapping, resume)).toEqual(['discussed', 'noticed', 'reviewed'])
  })

  it('到不了的状态、没有名称、没有的字段和附件，都说得出来', () => {
    expect(problems({ states: [...scrapping.states, { key: 'lost', label: '' }] })).toEqual([
      'state lost has no label',
      'no step leads to state lost',
      'state lost is not final, and no step leads on',
    ])
    expect(problems({ initial: 'new' })[0]).toBe('the first state new is not declared')
    expect(problems({ state: 'name' })).toEqual(['field name does not hold the state'])
    expect(changed('propose', { label: ' ', needs: { fields: ['nothing', 'seller_phone'] } })).toEqual([
      'step propose: no label',
      'step propose: no such field: nothing',
      'step propose: field seller_phone is masked for some',
    ])
    expect(changed('scrap', { needs: { papers: [{ kind: 'letter' }], signOffs: ['propose'] } })).toEqual([
      'step scrap: no such paper: letter',
      'step scrap: propose is no sign-off where it begins',
    ])
    expect(changed('review', { needs: { notice: { posted: 'discuss', days: 7 } } })).toEqual(['step review: no step puts up its notice'])
    expect(changed('propose', { to: 'away' })).toContain('step propose: no such state: away')
  })
})
