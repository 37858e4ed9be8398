/** Each rule of gaps and needs with a firing and a silent case. */
import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { needRules, shortfallRules } from './checks/index.ts'
import type { NeedFacts, ShortfallFacts } from './checks/types.ts'

const SOUND: ShortfallFacts = {
  record: { current: 16_400, required: 21_000, unit: '户', stage: 'listed', set_aside_reason: null },
  standardUnit: '户',
  needs: [{ name: '自来水', unit: '户', askedBy: null }],
}
const CASES: Readonly<Record<string, { readonly fires: ShortfallFacts; readonly says: string }>> = {
  '5-met': { fires: { ...SOUND, record: { ...SOUND.record, current: 21_000 } }, says: '还列在需求“自来水”下' },
  '5-asked': {
    fires: { ...SOUND, needs: [...SOUND.needs, { name: '饮水工程', unit: '户', askedBy: 'o1' }] },
    says: '由 2 个单位各列了一次需求（自来水、饮水工程）',
  },
  '5-unit': { fires: { ...SOUND, needs: [{ name: '自来水', unit: '公里', askedBy: null }] }, says: '需求“自来水”是“公里”' },
  '5-reason': { fires: { ...SOUND, record: { ...SOUND.record, stage: 'deferred_agreed' } }, says: '没有写原因' },
  '5-listed': { fires: { ...SOUND, needs: [] }, says: '没有一项需求里列着它' },
}

describe('短板的规则', () => {
  it('没有达到的、一个单位两项需求的、写了原因的没有疑点', () => {
    const twice: ShortfallFacts = { ...SOUND, needs: [...SOUND.needs, { name: '二期', unit: null, askedBy: null }] }
    const aside: ShortfallFacts = { ...SOUND, record: { ...SOUND.record, stage: 'deferred', set_aside_reason: '整村搬迁' } }
    for (const facts of [SOUND, twice, aside, { ...SOUND, standardUnit: null }]) expect(runRules(shortfallRules, facts)).toEqual([])
  })

  it.each(shortfallRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(shortfallRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})

const NEED: NeedFacts = {
  record: { size: 21_000, unit: '户', households: 210, poor_households: 210, votes_for: 42, votes_present: 42 },
  households: 210,
  people: 900,
}
const NEEDS: Readonly<Record<string, { readonly fires: NeedFacts; readonly says: string }>> = {
  '5-size': { fires: { ...NEED, record: { ...NEED.record, size: 21_100 } }, says: '规模 211 户，全村只有 210 户' },
  '5-poor': { fires: { ...NEED, record: { ...NEED.record, households: 209 } }, says: '受益贫困户 210 户多于受益户 209 户' },
  '5-votes': { fires: { ...NEED, record: { ...NEED.record, votes_present: 41 } }, says: '同意 42 票多于到会 41 人' },
}

describe('项目需求的规则', () => {
  it('正好等于的、公里数大的、不知道全村户数的没有疑点', () => {
    for (const facts of [NEED, { ...NEED, record: { ...NEED.record, unit: '公里', size: 99_000 } }, { ...NEED, households: null, people: null }])
      expect(runRules(needRules, facts)).toEqual([])
  })

  it.each(needRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = NEEDS[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(needRules, one.fires).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})
