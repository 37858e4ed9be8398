import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { defaultParameters } from '#core/rules/parameters.ts'
import { workMonthRules, type WorkMonthFacts } from './workRules.ts'

const said = (record: WorkMonthFacts['record']): readonly string[] =>
  runRules(workMonthRules, { record: { month: '2021-03', working: true, ...record }, parameters: defaultParameters }).map(({ message }) => message)

describe('13.3-26 务工月收入', () => {
  it('低于 100 元、高于 30000 元、不到 400 元各说各的', () => {
    expect(said({ income: 9_999 })[0]).toContain('99.99 元，低于 100 元')
    expect(said({ income: 39_999 })[0]).toContain('399.99 元，低于 400 元，偏低')
    expect(said({ income: 3_000_001 })[0]).toContain('高于 30000 元')
  })

  it('正好 400 元、30000 元没有疑点；没有务工、没有填的不问', () => {
    for (const record of [{ income: 40_000 }, { income: 3_000_000 }, { income: null }, { income: 5_000, working: false }]) expect(said(record)).toEqual([])
  })
})
