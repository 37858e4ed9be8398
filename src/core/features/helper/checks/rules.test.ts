import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { syntheticPerson } from '../../../testing/builders.ts'
import { helperRules } from './index.ts'
import type { HelperFacts } from './types.ts'

const SOUND: HelperFacts = {
  helper: { name: '李干部', phone: '13800138000', id_number: syntheticPerson({ birthDate: '1975-03-04' }).id_number },
  today: '2015-11-20',
  households: 20,
  isPoor: false,
  threshold: () => 20,
}

const CASES: Readonly<Record<string, { readonly fires: HelperFacts; readonly says: string; readonly silent: HelperFacts }>> = {
  '13.1-3h': {
    fires: { ...SOUND, helper: { ...SOUND.helper, id_number: '621125197503040000' } },
    says: '“李干部”的',
    silent: { ...SOUND, helper: { name: '李干部', id_number: null } },
  },
  '13.1-10r': {
    fires: { ...SOUND, helper: { ...SOUND.helper, phone: '4862301' } },
    says: '手机号码',
    silent: { ...SOUND, helper: { ...SOUND.helper, phone: null } },
  },
  '13.6-53b': { fires: { ...SOUND, isPoor: true }, says: '贫困人口相同', silent: SOUND },
  '6-W53': { fires: { ...SOUND, households: 21 }, says: '现在结对 21 户，多于 20 户', silent: SOUND },
}

describe('帮扶责任人的规则', () => {
  it('没有问题的责任人没有任何提示', () => {
    expect(runRules(helperRules, SOUND)).toEqual([])
  })

  it.each(helperRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发和不触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    const found = runRules(helperRules, one.fires).filter(({ rule }) => rule === id)
    expect(found.map(({ message }) => message).join('\n')).toContain(one.says)
    expect(runRules(helperRules, one.silent).filter(({ rule }) => rule === id)).toEqual([])
  })
})
