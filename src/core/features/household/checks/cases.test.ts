import { describe, expect, it } from 'vitest'
import { ruleCases } from './testing/cases.ts'
import { household } from './testing/household.ts'
import { checkHousehold } from './engine.ts'
import { rules } from './registry.ts'

describe.each(rules.map((rule) => [rule.id, rule.title] as const))('规则 %s %s', (id) => {
  const own = ruleCases[id] ?? []

  it('有触发和不触发的例子', () => {
    expect(own.length).toBeGreaterThan(0)
  })

  it.each(own)('触发：$says', ({ fires, kind, says, at }) => {
    const found = checkHousehold(household(fires)).filter((finding) => finding.rule === id)
    const texts = found.map(
      (finding) =>
        `${[finding.target.member, `${finding.target.register}.${finding.target.field}`].filter((part) => part !== undefined).join(' ')} ${finding.kind} ${finding.message}`,
    )
    expect(
      texts.some((text) => text.startsWith(`${at} ${kind} `) && text.includes(says)),
      texts.join('\n') || '没有触发',
    ).toBe(true)
  })

  it.each(own)('不触发：与“$says”相近的正常情况', ({ silent, says }) => {
    const found = checkHousehold(household(silent)).filter((finding) => finding.rule === id)
    expect(found.filter((finding) => finding.message.includes(says)).map((finding) => finding.message)).toEqual([])
    if (id !== '13-incomplete') expect(found.map((finding) => finding.message)).toEqual([])
  })
})
