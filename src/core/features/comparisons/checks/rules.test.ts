/** Every rule of comparisons with a case in which it fires, and cases in which all are silent. */
import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { hitRules } from './rules.ts'
import type { HitFacts } from './types.ts'

const OPEN: HitFacts = {
  record: { state: 'open', found_on: '2015-10-01', matched_by: '1', who: 'person:p1', known: false },
  today: '2015-10-31',
  days: 30,
  papers: 0,
  numbered: true,
}
const JUDGED: HitFacts = { ...OPEN, record: { ...OPEN.record, state: 'confirmed', verifier: '王一', judged_on: '2015-10-05', case_id: 'c1' } }

const CASES: Readonly<Record<string, { readonly fires: HitFacts; readonly says: string }>> = {
  '1-hit-open': { fires: { ...OPEN, today: '2015-11-01' }, says: '过了 30 天还没有核实' },
  '1-hit-case': { fires: { ...JUDGED, record: { ...JUDGED.record, case_id: null } }, says: '还没有发起核查' },
  '1-hit-unsigned': { fires: { ...JUDGED, record: { ...JUDGED.record, verifier: null } }, says: '没有核实人或者日期' },
  '1-hit-name': { fires: { ...JUDGED, record: { ...JUDGED.record, matched_by: '4' } }, says: '没有附核实材料' },
  '1-hit-number': { fires: { ...OPEN, record: { ...OPEN.record, matched_by: '3' }, numbered: false }, says: '比对只能凭姓名' },
}

describe('比对疑点的规则', () => {
  it('期限最后一天、已判过的、保留的、附了材料的没有疑点', () => {
    const known: HitFacts = { ...JUDGED, record: { ...JUDGED.record, known: true, case_id: null } }
    const kept: HitFacts = { ...JUDGED, record: { ...JUDGED.record, state: 'kept', case_id: null, matched_by: '3' } }
    const proved: HitFacts = { ...JUDGED, record: { ...JUDGED.record, matched_by: '5' }, papers: 1 }
    const refuted: HitFacts = { ...JUDGED, record: { ...JUDGED.record, state: 'refuted', case_id: null, matched_by: '3' }, numbered: false }
    for (const facts of [OPEN, JUDGED, known, kept, proved, refuted]) expect(runRules(hitRules, facts)).toEqual([])
  })

  it.each(hitRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(hitRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
