import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { defaultParameters, firstValue } from '#core/rules/parameters.ts'
import { planRules } from './index.ts'
import type { MeasureFacts, PlanFacts } from './types.ts'

const SHEEP: MeasureFacts = {
  content: '养羊 20 只',
  category: '4',
  size: 2000,
  unit: '只',
  responsible: true,
  startsOn: '2015-03-01',
  dueOn: '2015-11-30',
  expected: 160_000,
  actual: 150_000,
  kind: '32',
  incomeYear: 2015,
  earner: null,
  firstResultOn: '2015-03-01',
}
const WORK: MeasureFacts = {
  ...SHEEP,
  content: '外出务工',
  category: '1',
  size: 100,
  unit: '人',
  expected: 400_000,
  actual: 800_000,
  kind: '11',
  earner: { id: 'p1', name: '张三', member: true },
}
const OTHERS = [1, 2, 3, 4].map((number) => ({ ...SHEEP, content: `措施${number}`, expected: null, kind: null, size: null, actual: null }))
const SOUND: PlanFacts = {
  plan: {
    year: 2015,
    version: 1,
    target_exit_year: 2015,
    target_income: 380_000,
    path: '1',
    people: 4,
    base_income: 920_000,
    measures: 6,
    expected_increase: 640_000,
    expected_per_person: 390_000,
    stage: 'signed',
  },
  measures: [SHEEP, WORK, ...OTHERS],
  exitYear: null,
  workers: 2,
  parameters: defaultParameters,
  threshold: (key) => defaultParameters(key, '2015-12-31', null) ?? firstValue(key),
}
const measured = (...measures: readonly MeasureFacts[]): PlanFacts => ({ ...SOUND, measures: [...measures, ...OTHERS] })
const planned = (plan: Partial<PlanFacts['plan']>): PlanFacts => ({ ...SOUND, plan: { ...SOUND.plan, ...plan } })

const CASES: Readonly<Record<string, { readonly fires: PlanFacts; readonly says: string }>> = {
  '4-income-twice': {
    fires: measured(WORK, { ...WORK, content: '技能培训' }),
    says: '“外出务工”和“技能培训”都计了张三 2015 年的务工工资',
  },
  '4-income-high': {
    fires: measured(WORK, { ...SHEEP, content: '养鸡 20 只', kind: '34', expected: 10_000_000, actual: null }),
    says: '“养鸡 20 只”20 只预计净增收 100000 元，超过一只 100 元',
  },
  '4-uncounted': { fires: measured(WORK, { ...SHEEP, kind: null }), says: '“养羊 20 只”预计净增收 1600 元没有写收入种类' },
  '4-earner': { fires: measured(SHEEP, { ...WORK, earner: { id: 'p2', name: '李四', member: false } }), says: '写的是李四的收入' },
  '4-actual-high': { fires: measured(WORK, { ...SHEEP, actual: 320_001 }), says: '是预计 1600 元的 200% 以上' },
  '4-feasible': { fires: planned({ expected_increase: 279_099, target_income: null }), says: '不到2015 年国家线 2855 元×105%＝2997.75 元' },
  '4-aim': { fires: planned({ target_income: 390_001 }), says: '预计可达人均 3900 元，不到方案的目标 3900.01 元' },
  '4-after-exit': {
    fires: measured(WORK, { ...SHEEP, startsOn: '2016-01-01', dueOn: '2016-11-30', firstResultOn: null }),
    says: '2016-01-01 在脱贫的 2015 年以后',
  },
  '4-order': { fires: measured(WORK, { ...SHEEP, dueOn: '2015-02-28' }), says: '完成期限 2015-02-28 早于开始日期 2015-03-01' },
  '4-result-early': { fires: measured(WORK, { ...SHEEP, firstResultOn: '2015-02-28' }), says: '在 2015-02-28 就有落实记录' },
  '4-no-labour': { fires: { ...SOUND, workers: 0 }, says: '“外出务工”是外出务工，这一户没有一个有劳动能力的人' },
  '4-backstop-loan': { fires: { ...measured(WORK, { ...SHEEP, category: '2' }), plan: { ...SOUND.plan, path: '4' } }, says: '这一户的路径是兜底' },
  '4-no-one': { fires: measured(WORK, { ...SHEEP, responsible: false }), says: '没有责任单位，也没有责任人' },
  '4-no-limit': { fires: measured(WORK, { ...SHEEP, dueOn: null }), says: '没有完成期限' },
  '4-least': { fires: { ...SOUND, measures: SOUND.measures.slice(1) }, says: '至少 6 项，现有 5 项' },
  '4-target-year': { fires: { ...planned({ target_exit_year: 2014 }) }, says: '目标脱贫年 2014 早于方案年度 2015' },
  '4-version': { fires: planned({ version: 2 }), says: '这是第 2 版，没有写换版原因' },
}

describe('一户一策的规则', () => {
  it('周全的没有疑点：正好够线、正好到上限、正好两倍、年末、别的单位、没有劳力资料的都不问', () => {
    const sound: readonly PlanFacts[] = [
      SOUND,
      planned({ expected_increase: 279_100, target_income: null }),
      measured(WORK, { ...SHEEP, expected: 3_000_000 }),
      measured(WORK, { ...SHEEP, kind: '34', unit: '群', expected: 10_000_000 }),
      measured(WORK, { ...SHEEP, startsOn: '2015-12-31', dueOn: '2015-12-31', firstResultOn: null }),
      measured(WORK, { ...WORK, content: '另一人务工', earner: { id: 'p3', name: '王五', member: true } }, { ...WORK, content: '去年务工', incomeYear: 2014 }),
      { ...SOUND, workers: null },
      planned({ version: 2, change_reason: '改养牛' }),
      { ...SOUND, plan: { ...SOUND.plan, target_exit_year: null }, measures: SOUND.measures.slice(0, 3) },
      { ...SOUND, measures: [], plan: { ...SOUND.plan, stage: 'drafted' } },
    ]
    for (const facts of sound) expect(runRules(planRules, facts)).toEqual([])
  })

  it('已脱贫的年度以后的措施也问；巩固方案不问', () => {
    const after = measured(WORK, { ...SHEEP, startsOn: '2016-01-01', dueOn: '2016-06-01', firstResultOn: null })
    const exited = { ...after, exitYear: 2015, plan: { ...SOUND.plan, target_exit_year: 2017 } }
    expect(runRules(planRules, exited).map(({ rule }) => rule)).toEqual(['4-after-exit'])
    const keeping = { ...exited, exitYear: 2013, plan: { ...SOUND.plan, target_exit_year: null } }
    expect(runRules(planRules, keeping)).toEqual([])
  })

  it.each(planRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(runRules(planRules, one.fires).map(({ rule, message }) => [rule, message])).toContainEqual([id, expect.stringContaining(one.says)])
  })
})
