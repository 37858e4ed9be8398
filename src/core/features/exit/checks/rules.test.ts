import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { inspectionRules, judgementRules } from './index.ts'
import type { InspectionFacts, JudgementFacts } from './types.ts'

const JUDGED: JudgementFacts = { record: { item: 'h_food', met: true, evidence: '32', checked_by: '王核实、赵核实', reported_by: '李文书' }, papers: 0 }
const bare = { ...JUDGED, record: { ...JUDGED.record, evidence: null } }

const JUDGEMENTS: Readonly<Record<string, { readonly fires: JudgementFacts; readonly says: string }>> = {
  '35-bare': { fires: bare, says: '没有写佐证资料' },
  '35-same': { fires: { ...JUDGED, record: { ...JUDGED.record, reported_by: '赵核实' } }, says: '赵核实既填报又核实' },
}

describe('退出指标认定的规则', () => {
  it('有佐证类别、说明或者附件就行；没有达标的不要求', () => {
    const noted = { ...bare, record: { ...bare.record, evidence_note: '存折复印件' } }
    const unmet = { ...bare, record: { ...bare.record, met: false } }
    for (const facts of [JUDGED, noted, unmet, { ...bare, papers: 1 }]) expect(runRules(judgementRules, facts)).toEqual([])
  })

  it.each(judgementRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = JUDGEMENTS[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(judgementRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})

const PASSED: InspectionFacts = {
  record: { chosen: '1', draw_id: 'd1', result: '1', people: 4, inspected_by: '赵验收', reported_by: '李文书' },
  drawn: true,
}
const inspection = (record: InspectionFacts['record'], drawn: boolean | null = true): InspectionFacts => ({ record: { ...PASSED.record, ...record }, drawn })

const INSPECTIONS: Readonly<Record<string, { readonly fires: InspectionFacts; readonly says: string }>> = {
  '35-verifier': { fires: inspection({ inspected_by: '赵验收，李文书' }), says: '李文书既填报又验收' },
  '35-random': { fires: inspection({}, false), says: '不在那次随机抽取的名单里' },
  '35-reason': { fires: inspection({ result: '2' }), says: '没有写原因' },
  '35-people': { fires: inspection({ people: null }), says: '没有写人口数' },
}

describe('退出验收的规则', () => {
  it('指定的、全查的不要求抽中；写了原因的退回没有疑点', () => {
    for (const facts of [PASSED, inspection({ chosen: '3', draw_id: null }, null), inspection({ result: '2', reasons: '07' })])
      expect(runRules(inspectionRules, facts)).toEqual([])
  })

  it('说是抽样而没有写哪一次、那一次不在册，各说各的', () => {
    expect(runRules(inspectionRules, inspection({ draw_id: null }, null))[0]?.message).toContain('没有写明是哪一次')
    expect(runRules(inspectionRules, inspection({}, null))[0]?.message).toContain('不在册')
  })

  it.each(inspectionRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = INSPECTIONS[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(inspectionRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
