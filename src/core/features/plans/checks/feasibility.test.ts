import { describe, expect, it } from 'vitest'
import { parameterReader, parameterDefaults, defaultParameters } from '#core/rules/parameters.ts'
import { expectedIncrease, feasibilityOf, type PlanFigures } from './feasibility.ts'

const EXAMPLE: PlanFigures = { year: 2015, targetExitYear: 2015, people: 4, baseIncome: 920_000, increase: 640_000 }
const judged = (more: Partial<PlanFigures> = {}, parameters = defaultParameters) => feasibilityOf({ ...EXAMPLE, ...more }, parameters, null)

describe('预计可达人均够不够线（readings.md 14）', () => {
  it('4 口、9200＋6400 元：人均 3900 元，达到 2855×105%＝2997.75 元', () => {
    expect(judged()).toEqual({
      reaches: true,
      asked: true,
      sentence: '（2014 年纯收入 9200 元＋预计增收 6400 元）÷4 人＝人均 3900 元，达到2015 年国家线 2855 元×105%＝2997.75 元，可以排入当年计划。',
    })
  })

  it('正好 2997.75 元达到，2997.74 元不到；差一分也按没有四舍五入的数比', () => {
    expect(judged({ baseIncome: 0, increase: 299_775 * 4 }).reaches).toBe(true)
    expect(judged({ baseIncome: 0, increase: 299_775 * 4 - 1 }).reaches).toBe(false)
    const short = judged({ baseIncome: 0, increase: 299_774 * 4 })
    expect(short.reaches).toBe(false)
    expect(short.sentence).toContain('人均 2997.74 元，不到2015 年国家线 2855 元×105%＝2997.75 元，不能排入当年计划')
  })

  it('线按目标脱贫年，本地定了用本地的；缓冲系数可以改', () => {
    expect(judged({ targetExitYear: 2016 })).toMatchObject({
      reaches: true,
      asked: false,
      sentence: expect.stringContaining('2016 年国家线 2952 元') as string,
    })
    expect(judged({ targetExitYear: 2018 }).sentence).toContain('2018 年本地定的目标线 3500 元×105%＝3675 元')
    const own = parameterReader([
      ...parameterDefaults.filter(({ key }) => key !== 'plan_income_buffer').map((row) => ({ ...row, valid_from: null, valid_until: null, division: null })),
      { key: 'plan_income_buffer', year: 2013, value: '136.61', valid_from: null, valid_until: null, division: null },
    ])
    expect(judged({}, own).sentence).toContain('不到2015 年国家线 2855 元×136.61%＝3900.2155 元')
  })

  it('缺人口、收入、线的说明缺什么，不当作够', () => {
    expect(judged({ people: 0 })).toMatchObject({ reaches: null, sentence: expect.stringContaining('没有登记人口') as string })
    expect(judged({ baseIncome: null })).toMatchObject({ reaches: null, sentence: expect.stringContaining('没有 2014 年的纯收入') as string })
    expect(judged({ year: 2030, targetExitYear: 2030 })).toMatchObject({ reaches: null, sentence: expect.stringContaining('没有设 2030 年的扶贫线') as string })
  })

  it('收入可以是负数', () => {
    expect(judged({ baseIncome: -100_001 }).sentence).toContain('人均 1350 元')
  })
})

describe('预计增收', () => {
  const typed = (expected: number | null, kind: string | null = '11', earner: string | null = 'p1', incomeYear: number | null = null) => ({
    expected,
    kind,
    earner,
    incomeYear,
  })

  it('同一个人同一年的同一种收入只计一次，没有写种类的、目标年以后的不计', () => {
    const plan = { year: 2015, targetExitYear: 2015 }
    expect(expectedIncrease([typed(80_000, '51', null), typed(400_000), typed(400_000), typed(160_000, '32', null)], plan)).toBe(640_000)
    expect(expectedIncrease([typed(400_000), typed(500_000, '11', 'p1', 2015), typed(100_000, '11', 'p2'), typed(70_000, null), typed(null)], plan)).toBe(
      600_000,
    )
    expect(expectedIncrease([typed(400_000, '11', 'p1', 2016)], plan)).toBe(0)
    expect(expectedIncrease([typed(400_000, '11', 'p1', 2016)], { year: 2015, targetExitYear: 2016 })).toBe(400_000)
  })
})
