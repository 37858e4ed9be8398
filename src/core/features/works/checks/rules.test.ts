import { describe, expect, it } from 'vitest'
import { runRules, type Rule } from '#core/checks/engine/index.ts'
import { defaultParameters } from '#core/rules/parameters.ts'
import { damageRules, groupPowerRules, plotRules, relocationRules, retrofitRules, roadRules, waterPointRules, waterUserRules } from './index.ts'
import type { GroupPowerFacts, HouseFacts, PlotFacts, RoadFacts, WaterPointFacts, WaterUserFacts } from './types.ts'

const READ = { today: '2015-12-31', parameters: defaultParameters }

interface Case<Facts> {
  readonly fires: Facts
  readonly silent: Facts
  readonly says: string
}

/** Each rule fires on its example with these words, and is silent on the near one. */
function tried<Facts>(name: string, rules: readonly Rule<Facts>[], cases: Readonly<Record<string, readonly Case<Facts>[]>>): void {
  describe(`${name}的规则`, () => {
    it('每条规则都有例子', () => expect(Object.keys(cases).toSorted()).toEqual(rules.map(({ id }) => id).toSorted()))
    it.each(Object.entries(cases).flatMap(([id, list]) => list.map((one, index) => [id, index + 1, one] as const)))('规则 %s 例 %d', (id, _, one) => {
      const of = (facts: Facts): string[] => runRules(rules, facts).flatMap(({ rule, message }) => (rule === id ? [message] : []))
      expect(of(one.fires)).toEqual([expect.stringContaining(one.says)])
      expect(of(one.silent)).toEqual([])
    })
  })
}

const point = (record: WaterPointFacts['record']): WaterPointFacts => ({ ...READ, record })
tried('饮水工程', waterPointRules, {
  'M09-people': [
    { fires: point({ stated_people: 200, people_solved: 197 }), silent: point({ stated_people: 197, people_solved: 197 }), says: '相差 3 人' },
    { fires: point({ stated_people: 5 }), silent: point({ people_solved: 5 }), says: '之和是 0 人' },
  ],
  'M09-design': [
    {
      fires: point({ designed_people: 200, people_served: 201 }),
      silent: point({ designed_people: 200, people_served: 200 }),
      says: '受益 201 人，多于设计供水人口 200 人',
    },
  ],
})

const user = (unsafe: boolean, before: WaterUserFacts['before']): WaterUserFacts => ({ ...READ, record: { unsafe_before: unsafe }, before })
tried('饮水受益户', waterUserRules, {
  'M09-before': [
    {
      fires: user(true, { year: 2014, water_safe: true }),
      silent: user(true, { year: 2014, water_safe: true, water_distance: 1000 }),
      says: '2014 年的年度记录写着饮水安全',
    },
    { fires: user(false, { year: 2014, water_distance: 1000 }), silent: user(false, { year: 2014, water_distance: 999 }), says: '取水水平距离 1000 米' },
    { fires: user(false, { year: 2014, water_height: 100 }), silent: user(false, { year: 2014, water_height: 99 }), says: '取水垂直高度 100 米' },
    { fires: user(false, { year: 2014, water_short_months: 6 }), silent: user(false, { year: 2014, water_short_months: 5 }), says: '一年缺水 6 个月' },
    { fires: user(true, { year: 2014, water_resolved: true }), silent: user(true, null), says: '请核对是哪一个' },
  ],
})

const power = (record: GroupPowerFacts['record'], accepted: boolean | null = null): GroupPowerFacts => ({ ...READ, record, accepted })
tried('社年度用电', groupPowerRules, {
  'M10-power': [
    {
      fires: power({ three_phase: true, living_power: true, transformer_capacity: 0 }),
      silent: power({ three_phase: false, living_power: true, transformer_capacity: 0 }),
      says: '只通生活用电的不算动力电',
    },
    { fires: power({ three_phase: true }), silent: power({ three_phase: true, transformer_capacity: 50 }), says: '台区容量没有填或者是 0' },
  ],
  'M10-open': [
    { fires: power({ three_phase: true }, false), silent: power({ three_phase: true }, true), says: '改造项目还没有验收' },
    {
      fires: power({ three_phase: true, low_voltage_households: 3, upgraded_on: '2015-06-01' }),
      silent: power({ three_phase: true, low_voltage_households: 0, upgraded_on: '2015-06-01' }),
      says: '还有 3 户低电压',
    },
  ],
})

const road = (record: RoadFacts['record'], paved: boolean | null = null): RoadFacts => ({ ...READ, record, paved })
tried('道路', roadRules, {
  'M11-straight': [
    {
      fires: road({ length: 499, straight_distance: 500 }),
      silent: road({ length: 500, straight_distance: 500 }),
      says: '里程 4.99 公里，比起止直线距离 5.00 公里还短',
    },
  ],
  'M11-longer': [{ fires: road({ length: 500, finished_length: 501 }), silent: road({ length: 500, finished_length: 500 }), says: '完工 5.01 公里' }],
  'M11-unaccepted': [
    {
      fires: road({ kind: '2', village: '621125100204' }, true),
      silent: road({ kind: '2', accepted_on: '2015-10-01' }, true),
      says: '村里已经写通沥青（水泥）路',
    },
    { fires: road({ kind: '3', finished_on: '2015-09-30' }), silent: road({ kind: '3' }, true), says: '没有验收日期' },
  ],
})

const plot = (record: PlotFacts['record']): PlotFacts => ({ ...READ, record: { year: 2015, ...record } })
tried('坡改梯', plotRules, {
  'M13-overlap': [{ fires: plot({ overlaps: '1', done_area: 100 }), silent: plot({ overlaps: '1', planned_area: 100 }), says: '另有退耕、流转' }],
  'M13-excess': [
    {
      fires: plot({ planned_area: 10_000, accepted_area: 11_001 }),
      silent: plot({ planned_area: 10_000, accepted_area: 11_000 }),
      says: '验收 110.01 亩，比计划 100.00 亩 多出 10% 以上',
    },
    {
      fires: plot({ planned_area: 0, accepted_area: 1 }),
      silent: plot({ planned_area: 10_000, accepted_area: 12_000, change_no: '漳水变〔2015〕3号' }),
      says: '没有变更单',
    },
  ],
})

const house =
  (register: HouseFacts['register']) =>
  (record: HouseFacts['record'], more: Partial<HouseFacts> = {}): HouseFacts => ({
    ...READ,
    register,
    record: { year: 2015, ...record },
    others: [],
    samePhotos: [],
    ...more,
  })
const REBUILT: HouseFacts['others'] = [{ id: 'r', register: 'damage_household', work: 'rebuilt', year: 2014 }]
const REPAIRED: HouseFacts['others'] = [{ id: 'r', register: 'damage_household', work: 'repaired', year: 2013 }]
const RETROFIT: HouseFacts['others'] = [{ id: 'r', register: 'house_retrofit', work: 'retrofit', year: 2015 }]
const MOVED: HouseFacts['others'] = [{ id: 'r', register: 'relocation', work: 'relocated', year: 2016 }]

/** What all registers of houses are asked. */
function common(register: HouseFacts['register']): Readonly<Record<string, readonly Case<HouseFacts>[]>> {
  const of = house(register)
  const rebuilt = register === 'damage_household' ? RETROFIT : REBUILT
  return {
    [`M12-once-${register}`]: [
      { fires: of({ way: '1' }, { others: rebuilt }), silent: of({ way: '1' }, { others: REPAIRED }), says: '一户只能享受一次' },
      { fires: of({ way: '1' }, { others: MOVED }), silent: of({ way: '1' }), says: '2016 年的易地搬迁' },
    ],
    [`M12-order-${register}`]: [
      {
        fires: of({ started_on: '2015-04-10', accepted_on: '2015-04-09' }),
        silent: of({ started_on: '2015-04-10', accepted_on: '2015-04' }),
        says: '验收（2015-04-09）早于开工（2015-04-10）',
      },
      {
        fires: of({ finished_on: '2015', moved_in_on: '2014-12' }),
        silent: of({ finished_on: '2015-12', moved_in_on: '2015' }),
        says: '入住（2014-12）早于竣工（2015）',
      },
    ],
    [`M12-photo-${register}`]: [
      { fires: of({}, { samePhotos: ['before', 'after'] }), silent: of({}), says: '建前照片、建后照片和本户另一阶段或别的户的照片一模一样' },
    ],
  }
}

const retrofit = house('house_retrofit')
tried('危房改造', retrofitRules, {
  ...common('house_retrofit'),
  'M12-grade': [
    { fires: retrofit({ grade: '2', stage: 'appraised' }), silent: retrofit({ grade: '2', stage: 'refused' }), says: 'A 级或 B 级' },
    { fires: retrofit({ grade: '1' }), silent: retrofit({ grade: '3' }), says: '不能列入危房改造' },
  ],
  'M12-again': [
    { fires: retrofit({}, { others: REPAIRED }), silent: retrofit({ year: 2016 }, { others: REPAIRED }), says: '2013 年的灾后维修加固，不满 3 年' },
    { fires: retrofit({ year: 2013 }, { others: REPAIRED }), silent: retrofit({ stage: 'refused' }, { others: REPAIRED }), says: '又列危房改造' },
  ],
  'M12-grant': [
    {
      fires: retrofit({ grant: 1_000_000, grant_due: 1_150_000 }),
      silent: retrofit({ grant: 1_150_000, grant_due: 1_150_000 }),
      says: '按标准应补 11500.00 元',
    },
  ],
  'M12-area': [
    { fires: retrofit({ area: 7_201, people: 4 }), silent: retrofit({ area: 7_200, people: 4 }), says: '超过上限 18 ㎡' },
    { fires: retrofit({ area: 5_500, people: 3 }), silent: retrofit({ area: 6_000, people: 2 }), says: '人均 18.33 ㎡' },
  ],
})
tried('灾后重建户', damageRules, common('damage_household'))
tried('易地搬迁', relocationRules, common('relocation'))

describe('先后', () => {
  it('拨款早于验收不行，早于入住可以；维修加固的户可以另有危改', () => {
    const said = (facts: HouseFacts) => runRules(retrofitRules, facts).map(({ rule }) => rule)
    expect(said(retrofit({ accepted_on: '2015-10-01', paid_on: '2015-09-30' }))).toEqual(['M12-order-house_retrofit'])
    expect(said(retrofit({ moved_in_on: '2015-11-01', paid_on: '2015-10-01' }))).toEqual([])
    expect(runRules(damageRules, house('damage_household')({ way: '2' }, { others: RETROFIT }))).toEqual([])
  })
})
