import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { sheetRules } from './index.ts'
import type { SheetFacts } from './types.ts'

const SOUND: SheetFacts = { sheet: {}, questionnaire: '验收表', vetoes: [], open: [] }

const CASES: Readonly<Record<string, { readonly fires: SheetFacts; readonly says: string }>> = {
  'Q-1': { fires: { ...SOUND, open: ['甲', '乙', '丙', '丁'] }, says: '还没有答“甲”、“乙”、“丙” 等 4 题' },
  'Q-2': { fires: { ...SOUND, vetoes: ['饮水安全'] }, says: '命中否决项“饮水安全”' },
}

describe('答卷的规则', () => {
  it.each(sheetRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发和不触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(sheetRules, SOUND)).toEqual([])
    expect(
      runRules(sheetRules, one.fires)
        .filter(({ rule }) => rule === id)
        .map(({ message }) => message)
        .join(''),
    ).toContain(one.says)
  })
})
