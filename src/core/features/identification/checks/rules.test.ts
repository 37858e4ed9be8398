import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { caseRules, unlistedRules } from './index.ts'
import type { CaseFacts, UnlistedFacts } from './types.ts'

const CAMPAIGN = { startsOn: '2015-09-01', endsOn: '2015-11-30', scoreSheet: 'entry_assessment' }
const SOUND: CaseFacts = {
  record: { scope: '3', direction: '1', ground: '1', opened_on: '2015-09-01', people: 4, proposed_outcome: '2', score: 6100, surveyors: 2 },
  campaign: CAMPAIGN,
  signedSheets: 1,
  surveyorsWanted: 2,
  drawn: { households: 0, relatives: 0 },
}
const HIT: CaseFacts = {
  ...SOUND,
  record: { ...SOUND.record, scope: '1', direction: '2', ground: '4', red_lines: '03', proposed_outcome: '3', open_business: '无', id_checked: true },
  signedSheets: 0,
}

/** One of several households not on file that were drawn. */
const DRAWN: CaseFacts = {
  ...SOUND,
  record: { ...SOUND.record, direction: '2', ground: '6', proposed_outcome: '7', cadre_relative: true },
  drawn: { households: 3, relatives: 2 },
}

const CASES: Readonly<Record<string, { readonly fires: CaseFacts; readonly says: string }>> = {
  '1-outcome': { fires: { ...HIT, record: { ...HIT.record, proposed_outcome: '6' } }, says: '在册的只能是清退' },
  '1-window': {
    fires: { ...SOUND, record: { ...SOUND.record, opened_on: '2015-08-31' } },
    says: '立案日期 2015-08-31 不在批次的 2015-09-01 至 2015-11-30 之间',
  },
  '1-unsigned': { fires: { ...SOUND, signedSheets: 0 }, says: '还没有附上户主签字的评分表' },
  '1-sheetless': { fires: { ...SOUND, campaign: { ...CAMPAIGN, scoreSheet: null } }, says: '没有写明用哪份评分表' },
  '1-surveyors': { fires: { ...SOUND, record: { ...SOUND.record, surveyors: 1 } }, says: '写了 1 名调查人，应有 2 名' },
  '1-red-line': { fires: { ...SOUND, record: { ...SOUND.record, sheet_hits: 'r03' } }, says: '红线清单命中 r03' },
  '1-open-business': { fires: { ...HIT, record: { ...HIT.record, open_business: null } }, says: '没有的写“无”' },
  '1-namesake': { fires: { ...HIT, record: { ...HIT.record, id_checked: null } }, says: '没有写明核对过证件号码' },
  '1-relation': { fires: { ...DRAWN, record: { ...DRAWN.record, cadre_relative: null } }, says: '没有写明是不是村干部的亲属' },
  '1-relatives': { fires: { ...DRAWN, drawn: { households: 3, relatives: 3 } }, says: '3 户未在册户全是村干部的亲属' },
  '1-groundless': { fires: { ...HIT, record: { ...HIT.record, red_lines: null } }, says: '没有写命中哪条红线' },
  '1-people': { fires: { ...SOUND, record: { ...SOUND.record, people: 0 } }, says: '没有写人口数' },
}

describe('识别核查的规则', () => {
  it('两端的日子都在期间；抽查不要求红线；维持类结论不限对象', () => {
    const drawn: CaseFacts = { ...HIT, record: { ...HIT.record, ground: '6', red_lines: null, opened_on: '2015-11-30', proposed_outcome: '1' } }
    const alone: CaseFacts = { ...DRAWN, drawn: { households: 1, relatives: 1 } }
    for (const facts of [SOUND, HIT, DRAWN, alone, drawn, { ...SOUND, campaign: null }]) expect(runRules(caseRules, facts)).toEqual([])
  })

  it.each(caseRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(caseRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})

const FAMILY: UnlistedFacts = {
  household: { head_name: '马申请', stated_population: 2 },
  people: [
    { name: '马申请', relation: '01' },
    { name: '李配偶', relation: '02' },
  ],
  onFile: [],
}

const UNLISTED: Readonly<Record<string, { readonly fires: UnlistedFacts; readonly says: string }>> = {
  '1-listed': { fires: { ...FAMILY, onFile: ['李配偶'] }, says: '李配偶的证件号码已登记在一户在册户里' },
  '1-head': { fires: { ...FAMILY, people: [{ name: '李配偶', relation: '02' }] }, says: '户主有 0 个' },
  '1-population': { fires: { ...FAMILY, household: { ...FAMILY.household, stated_population: 1 } }, says: '登记了 2 名成员，家庭人口数写的是 1 人' },
}

describe('未建档户的规则', () => {
  it('指明了建档后的户、还没有登记成员的没有疑点', () => {
    const known: UnlistedFacts = { ...FAMILY, household: { ...FAMILY.household, household_id: 'h1' }, onFile: ['李配偶'] }
    for (const facts of [FAMILY, known, { ...FAMILY, people: [] }]) expect(runRules(unlistedRules, facts)).toEqual([])
  })

  it.each(unlistedRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = UNLISTED[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(unlistedRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
