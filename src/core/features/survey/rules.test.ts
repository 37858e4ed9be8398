/** Each rule of visits with a firing and a silent case. */
import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { visitRules } from './checks/index.ts'
import type { VisitFacts } from './checks/types.ts'

const SOUND: VisitFacts = {
  record: { visited_on: '2015-06-10', surveyor_id: 'a', second_surveyor_id: 'b', ticked: '1,2,3,4,5', survey_id: 's' },
  survey: { startsOn: '2015-06-01', endsOn: '2015-08-31' },
  pairedFrom: '2015-06-10',
  unclear: [],
  papers: 1,
}
const CASES: Readonly<Record<string, { readonly fires: VisitFacts; readonly says: string }>> = {
  '3-paired': { fires: { ...SOUND, pairedFrom: '2015-06-11' }, says: '早于调查人和这一户结对的 2015-06-11' },
  '3-window': { fires: { ...SOUND, survey: { startsOn: '2015-06-11', endsOn: '2015-08-31' } }, says: '不在调查的 2015-06-11 至 2015-08-31 之间' },
  '3-surveyors': { fires: { ...SOUND, record: { ...SOUND.record, second_surveyor_id: 'a' } }, says: '同一个人' },
  '3-ticked': { fires: { ...SOUND, papers: 0 }, says: '没有一个附件' },
  '3-clear': { fires: { ...SOUND, unclear: ['3', '5'] }, says: '勾了对策清、任务清' },
}

describe('入户记录的规则', () => {
  it('两端的日子都在期间；没有结对、没有年度记录、没有勾全的没有疑点', () => {
    const partly: VisitFacts = { ...SOUND, record: { ...SOUND.record, ticked: '1,2', visited_on: '2015-08-31' }, papers: 0, pairedFrom: null, unclear: ['3'] }
    for (const facts of [SOUND, partly, { ...SOUND, unclear: null, survey: null }]) expect(runRules(visitRules, facts)).toEqual([])
  })

  it.each(visitRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(visitRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
