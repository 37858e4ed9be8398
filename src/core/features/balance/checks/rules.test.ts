import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { eventRules, type EventFacts } from './index.ts'

const event = (kind: string, papers: readonly string[] = [], number: string | null = null): EventFacts => ({ record: { kind, document_no: number }, papers })
const said = (facts: EventFacts): readonly string[] => runRules(eventRules, facts).map(({ rule, message }) => `${rule} ${message}`)

describe('户变动的规则', () => {
  it('8-event-paper：分户、并户缺申请，销户缺户口注销证明；写了文号或者附了就没有；更换户主不要求', () => {
    expect(said(event('2'))).toEqual(['8-event-paper 分户没有分户申请：附件里没有，文号或证明编号也没有写；请补上。'])
    expect(said(event('3', ['other']))[0]).toContain('并户没有并户申请')
    expect(said(event('4', ['application']))[0]).toContain('整户销户没有户口注销证明')
    for (const facts of [event('1'), event('2', ['application']), event('3', [], '漳扶发〔2015〕3号'), event('4', ['register_book'])])
      expect(said(facts)).toEqual([])
  })
})
