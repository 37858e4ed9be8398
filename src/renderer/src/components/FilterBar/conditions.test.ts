import { describe, expect, it } from 'vitest'
import { fieldOf } from '#core/catalogue/index.ts'
import { whereShape } from '#core/shapes.ts'
import { conditionsOf, describeCondition, operatorsOf, whereOf } from './conditions.ts'
import type { FilterCondition } from './conditions.ts'

const conditions: readonly FilterCondition[] = [
  { field: 'exit_status', operator: 'in', value: '0,3' },
  { field: 'main_cause', operator: 'notIn', value: '01' },
  { field: 'other_causes', operator: 'has', value: '02' },
  { field: 'village', operator: 'within', value: '621125101000' },
  { field: 'population', operator: 'gte', value: 5 },
  { field: 'phone', operator: 'empty', value: null },
  { field: 'address', operator: 'filled', value: null },
  { field: 'head_name', operator: 'contains', value: '张' },
  { field: 'military_family', operator: 'eq', value: false },
]

describe('筛选条件', () => {
  it('写成约定的筛选并原样读回', () => {
    const where = whereOf(conditions)
    expect(whereShape.safeParse(where).success).toBe(true)
    expect(where).toMatchObject({
      and: [
        { exit_status: { in: ['0', '3'] } },
        { not: { main_cause: { in: ['01'] } } },
        { other_causes: { has: '02' } },
        { village: { within: '621125101000' } },
        { population: { gte: 5 } },
        { phone: { empty: true } },
        { address: { empty: false } },
        { head_name: { contains: '张' } },
        { military_family: { eq: false } },
      ],
    })
    expect(conditionsOf(where)).toEqual(conditions)
  })

  it('没有条件就没有筛选；别处写的简单筛选也读得懂', () => {
    expect(whereOf([])).toBeUndefined()
    expect(conditionsOf(null)).toEqual([])
    expect(conditionsOf({ village: '621125101000', exit_status: { in: ['0'] } })).toEqual([
      { field: 'village', operator: 'eq', value: '621125101000' },
      { field: 'exit_status', operator: 'in', value: '0' },
    ])
  })

  it('比条件更复杂的筛选不冒充读懂', () => {
    expect(conditionsOf({ or: [{ a: 1 }, { b: 2 }] })).toBeNull()
    expect(conditionsOf({ a: { gte: 1, lte: 2 } })).toBeNull()
  })

  it('用一句话说明', () => {
    const names = (code: string): string => (code === '621125101000' ? '三岔镇' : code)
    expect(describeCondition(fieldOf('household', 'exit_status'), { field: 'exit_status', operator: 'in', value: '0,3' }, names)).toBe(
      '脱贫标志 是 未脱贫、返贫',
    )
    expect(describeCondition(fieldOf('household', 'village'), { field: 'village', operator: 'within', value: '621125101000' }, names)).toBe(
      '行政村 在 三岔镇 之内',
    )
    expect(describeCondition(fieldOf('household', 'population'), { field: 'population', operator: 'gte', value: 5 }, names)).toBe('家庭人口数 不小于 5人')
    expect(describeCondition(fieldOf('household', 'first_identified_on'), { field: 'first_identified_on', operator: 'lte', value: '2014-12-31' }, names)).toBe(
      '首次识别时间 不晚于 2014-12-31',
    )
    expect(operatorsOf(fieldOf('household', 'main_cause'))[0]).toBe('in')
  })
})
