import { describe, expect, it } from 'vitest'
import { fieldOf, registerOf } from '#core/catalogue/index.ts'
import { whereShape } from '#core/shapes.ts'
import { askableAt } from './askable.ts'
import { conditionsOf, EVERY_YEAR, whereOf } from './clauses.ts'
import { describeAsked, describeCondition, operatorsOf } from './conditions.ts'
import type { FilterCondition } from './conditions.ts'

const household = registerOf('household')

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
    const where = whereOf(household, conditions, 2015)
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
    expect(conditionsOf(household, where)).toEqual(conditions)
  })

  it('没有条件就没有筛选；别处写的简单筛选也读得懂', () => {
    expect(whereOf(household, [], 2015)).toBeUndefined()
    expect(conditionsOf(household, null)).toEqual([])
    expect(conditionsOf(household, { village: '621125101000', exit_status: { in: ['0'] } })).toEqual([
      { field: 'village', operator: 'eq', value: '621125101000' },
      { field: 'exit_status', operator: 'in', value: '0' },
    ])
  })

  it('比条件更复杂的筛选不冒充读懂', () => {
    expect(conditionsOf(household, { or: [{ a: 1 }, { b: 2 }] })).toBeNull()
    expect(conditionsOf(household, { a: { gte: 1, lte: 2 } })).toBeNull()
  })

  const others: readonly FilterCondition[] = [
    { field: 'household_year.net_income_per_person', operator: 'lt', value: 285_500 },
    { field: 'household_year.attribute', operator: 'notIn', value: '01' },
    { field: 'household_year.water_safe', operator: 'empty', value: null },
    { field: 'gathered.helpers', operator: 'empty', value: null },
    { field: 'of:pairing.household_id', operator: 'some', value: null, inner: [{ field: 'start_date', operator: 'gte', value: '2015' }] },
    { field: 'of:household_year.household_id', operator: 'none', value: null, inner: [] },
    { field: 'group_id', operator: 'which', value: null, inner: [{ field: 'name', operator: 'contains', value: '一' }] },
    { field: 'population', operator: 'among', value: null, values: [3, null] },
  ]

  it('年度情况、别的台账的记录也写得出、读得回', () => {
    const where = whereOf(household, others, 2015)
    expect(whereShape.safeParse(where).success).toBe(true)
    expect(conditionsOf(household, where)).toEqual(others)
    expect(where?.['and']).toContainEqual({ yearly: { year: 2015, where: { net_income_per_person: { lt: 285_500 } } } })
    expect(JSON.stringify(whereOf(household, others, EVERY_YEAR))).not.toContain('2015,')
    expect(conditionsOf(household, whereOf(household, others, EVERY_YEAR))).toEqual(others)
  })

  it('选定的责任人是有这几个人结对的户，空白是没有的户', () => {
    const clause = whereOf(household, [{ field: 'gathered.helpers', operator: 'among', value: null, values: ['x', null] }], 2015)
    const inForce = { end_date: { empty: true } }
    expect(clause).toEqual({
      and: [
        {
          or: [
            { none: { register: 'pairing', by: 'household_id', where: inForce } },
            { exists: { register: 'pairing', by: 'household_id', where: { and: [inForce, { helper_id: { in: ['x'] } }] } } },
          ],
        },
      ],
    })
  })

  it('别的台账的条件也用一句话说明', () => {
    const told = others.map((condition) => {
      const askable = askableAt(household, condition.field, 2015)
      return askable === undefined ? '' : describeAsked(askable, condition, (code) => code)
    })
    expect(told).toEqual([
      '年人均纯收入 小于 2,855.00元',
      '当年贫困户属性 不是 一般贫困户',
      '饮水是否安全 没有填写',
      '没有 帮扶责任人',
      '有 结对帮扶（帮扶开始时间 不早于 2015）',
      '没有 户年度记录',
      '社（村民小组）（名称 含有 一）',
      '家庭人口数 是 3、空白',
    ])
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
