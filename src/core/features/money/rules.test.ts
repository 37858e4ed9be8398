/** Each rule of money with a firing and a silent case. */
import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { allocationRules, claimRules, noticeRules, paymentRules, sourceRules } from './checks/index.ts'
import type { AllocationFacts, ClaimFacts, NoticeFacts, PaymentFacts, SourceFacts } from './checks/types.ts'

interface Case<Facts> {
  readonly fires: Facts
  readonly says: string
}
type Cases<Facts> = Readonly<Record<string, Case<Facts>>>

const SOURCE: SourceFacts = { record: { document_no: '甘财农〔2015〕1号', quota: 100, arrived: 60 }, twins: [], wrongSigns: 0, strange: [], gap: 10_000 }
const SOURCES: Cases<SourceFacts> = {
  '6-E28d': { fires: { ...SOURCE, twins: ['专项二'] }, says: '还录了“专项二”' },
  '6-E33': { fires: { ...SOURCE, wrongSigns: 1 }, says: '有 1 笔指标的正负与“变动”不符' },
  '6-E32q': { fires: { ...SOURCE, strange: [{ amount: 5_000, usual: 50_000_000 }] }, says: '50 元与同类的 500000 元相差一万倍上下' },
}

const CLAIM: ClaimFacts = {
  record: { amount: 20_000_000, scheme_amount: 20_000_000, applied_on: '2015-05-01', batch: '1' },
  project: { approved: 50_000_000, contract: 55_000_000, claimed: 55_000_000, allocated: 50_000_000, begun: true },
  handedDown: '2015-05-01',
  percent: 110,
  usual: 30_000_000,
  gap: 10_000,
}
const project = (more: Partial<NonNullable<ClaimFacts['project']>>): ClaimFacts => ({
  ...CLAIM,
  project: { approved: 50_000_000, contract: 55_000_000, claimed: 55_000_000, allocated: 50_000_000, begun: true, ...more },
})
const CLAIMS: Cases<ClaimFacts> = {
  '6-E28': { fires: { ...CLAIM, handedDown: '2015-05-02' }, says: '填报日期 2015-05-01 早于资金指标最早的下达日期 2015-05-02' },
  '6-E38': { fires: project({ contract: 54_999_999 }), says: '合计 550000 元，超过合同价 549999.99 元' },
  '6-E39c': { fires: project({ claimed: 55_000_001, contract: null }), says: '合计 550000.01 元，超过批复总投资 500000 元的 110%' },
  '6-E34': { fires: project({ allocated: 49_999_999 }), says: '分配合计 499999.99 元，批复总投资 500000 元，两者不等' },
  '8-scheme': { fires: { ...CLAIM, record: { ...CLAIM.record, scheme_amount: 19_999_999 } }, says: '按比例应报 199999.99 元，填了 200000 元' },
  '6-E32': { fires: { ...CLAIM, record: { ...CLAIM.record, amount: 3_000 } }, says: '30 元与同类的 300000 元相差一万倍上下' },
}

const PAYMENT: PaymentFacts = {
  record: { amount: 260_000, standard: 260_000, quantity: 100, account_name: '张三', aid_kind: '01', year: 2015 },
  names: ['张三', '李四'],
  died: null,
  claimed: '2015-05-01',
  others: [],
  repairYears: 3,
  usual: 260_000,
  gap: 10_000,
}
const other = (more: Partial<PaymentFacts['others'][number]>): PaymentFacts => ({
  ...PAYMENT,
  others: [{ kind: '01', year: 2015, project: '危改一期', sameProject: false, sameItem: false, ...more }],
})
const PAYMENTS: Cases<PaymentFacts> = {
  '6-E33p': { fires: { ...PAYMENT, record: { amount: 0 } }, says: '到户金额是 0 元' },
  '6-E35': { fires: { ...PAYMENT, record: { ...PAYMENT.record, standard: 333, quantity: 150, amount: 499 } }, says: '是 5 元，金额填了 4.99 元' },
  '6-E36': { fires: { ...PAYMENT, names: ['李四'] }, says: '户名“张三”不是受益的人' },
  '6-E41': { fires: { ...PAYMENT, died: '2015-04-30' }, says: '已在 2015-04-30 死亡' },
  '6-E40': { fires: other({ kind: '05', project: '养羊' }), says: '2015 年已在“养羊”领过同一种补助' },
  '12-once': { fires: other({ kind: '02', year: 2013, project: '重建' }), says: '2013 年已在“重建”享受过' },
  '12-repaired': { fires: other({ kind: '04', year: 2013, project: '维修' }), says: '2013 年领过房屋维修补助，不到 3 年' },
  '6-E32p': { fires: { ...PAYMENT, record: { amount: 26 } }, says: '0.26 元与同类的 2600 元' },
}
const asked = (id: string, facts: PaymentFacts): PaymentFacts => (id === '6-E40' ? { ...facts, record: { ...facts.record, aid_kind: '05' } } : facts)

const ALLOCATION: AllocationFacts = { record: {}, releasedOn: '2015-05-01', notices: 0, today: '2015-05-08', days: 7 }
const ALLOCATIONS: Cases<AllocationFacts> = { '6-E50f': { fires: { ...ALLOCATION, today: '2015-05-09' }, says: '2015-05-01 拨出，过了 7 天还没有公告公示' } }

const NOTICE: NoticeFacts = { record: { posted_on: '2015-04-08', ends_on: '2015-04-14' }, photos: ['2015-04-08', '2015-04-14'] }
const NOTICES: Cases<NoticeFacts> = {
  '8-photo-day': { fires: { ...NOTICE, photos: ['2015-04-15'] }, says: '拍于 2015-04-15，不在公示的 2015-04-08 到 2015-04-14 之间' },
}

describe('资金的规则', () => {
  it('没有问题的、正好在界上的不报', () => {
    expect(runRules(sourceRules, SOURCE)).toEqual([])
    expect(runRules(claimRules, CLAIM)).toEqual([])
    expect(runRules(claimRules, { ...CLAIM, project: null, handedDown: null, usual: null })).toEqual([])
    expect(runRules(claimRules, project({ allocated: 1, begun: false }))).toEqual([])
    expect(runRules(claimRules, { ...CLAIM, record: { ...CLAIM.record, amount: 3_001 } })).toEqual([])
    expect(runRules(allocationRules, ALLOCATION)).toEqual([])
    expect(runRules(allocationRules, { ...ALLOCATION, today: '2015-09-01', notices: 1 })).toEqual([])
    expect(runRules(noticeRules, NOTICE)).toEqual([])
    expect(runRules(noticeRules, { ...NOTICE, record: {}, photos: ['2015-01-01'] })).toEqual([])
  })

  it('到户发放：同一项目分两批的、三年前维修的、死亡以前报账的、没有成员名字的不报', () => {
    for (const facts of [
      PAYMENT,
      other({ sameProject: true }),
      other({ kind: '05', year: 2014 }),
      other({ kind: '04', year: 2012 }),
      { ...PAYMENT, died: '2015-05-01' },
      { ...PAYMENT, names: [] },
      { ...PAYMENT, record: { ...PAYMENT.record, amount: 27, standard: null } },
    ])
      expect(runRules(paymentRules, facts)).toEqual([])
  })

  it.each(sourceRules.map(({ id, title }) => [id, title] as const))('规则 %s %s', (id) => {
    expect(found(sourceRules, SOURCES, id)).toEqual([[id, expect.stringContaining(SOURCES[id]?.says ?? '没有例子')]])
  })
  it.each(claimRules.map(({ id, title }) => [id, title] as const))('规则 %s %s', (id) => {
    expect(found(claimRules, CLAIMS, id)).toEqual([[id, expect.stringContaining(CLAIMS[id]?.says ?? '没有例子')]])
  })
  it.each(allocationRules.map(({ id, title }) => [id, title] as const))('规则 %s %s', (id) => {
    expect(found(allocationRules, ALLOCATIONS, id)).toEqual([[id, expect.stringContaining(ALLOCATIONS[id]?.says ?? '没有例子')]])
  })
  it.each(noticeRules.map(({ id, title }) => [id, title] as const))('规则 %s %s', (id) => {
    expect(found(noticeRules, NOTICES, id)).toEqual([[id, expect.stringContaining(NOTICES[id]?.says ?? '没有例子')]])
  })
  it.each(paymentRules.map(({ id, title }) => [id, title] as const))('规则 %s %s', (id) => {
    const one = PAYMENTS[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(paymentRules, asked(id, one.fires)).map(({ rule, message }) => [rule, message])).toEqual([[id, expect.stringContaining(one.says)]])
  })
})

function found<Facts>(rules: Parameters<typeof runRules<Facts, string>>[0], cases: Cases<Facts>, id: string): unknown[] {
  const one = cases[id]
  return one === undefined ? [] : runRules(rules, one.fires).map(({ rule, message }) => [rule, message])
}
