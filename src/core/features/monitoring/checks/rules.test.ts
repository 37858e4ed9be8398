import { describe, expect, it } from 'vitest'
import { runRules } from '#core/checks/engine/index.ts'
import { defaultParameters } from '#core/rules/parameters.ts'
import { monitoredRules } from './index.ts'
import type { MonitoredFacts, MonitoredMember } from './types.ts'

const member = (year: MonitoredMember['year'], more: Partial<MonitoredMember> = {}): MonitoredMember => ({
  name: '马户主',
  age: 45,
  year,
  disabled: false,
  worked: false,
  subsidised: false,
  ...more,
})
const AT_WORK = { labour: '01', health: '01', work_months: 8, work_place: '04', resident_medical: true, employee_medical: false }

/** Monitored because work became uncertain, and helped. */
const SOUND: MonitoredFacts = {
  record: { kind: '100A03001', stage: 'helped', risk_removed: '0', risk_1: 'x7', risks: 'x7', identified_on: '2020-03-10', people: 3 },
  standing: 'exited',
  identification: null,
  removal: null,
  aids: [{ kind: 'x2', content: '劳务输出' }],
  members: [member(AT_WORK)],
  householdYear: { dangerous_house: false, water_resolved: true },
  today: '2020-12-31',
  parameters: defaultParameters,
}
const with_ = (record: MonitoredFacts['record'], more: Partial<MonitoredFacts> = {}): MonitoredFacts => ({
  ...SOUND,
  ...more,
  record: { ...SOUND.record, ...record },
})
const risk = (code: string, more: Partial<MonitoredFacts> = {}): MonitoredFacts => with_({ risk_1: code, risks: code }, more)

const REMOVAL: MonitoredFacts['removal'] = {
  people: 3,
  dropout: false,
  house_unsafe: false,
  uninsured: false,
  water_unsafe: false,
  wage_income: 1_500_000,
  property_income: 0,
  transfer_income: 100_000,
  business_income: 0,
  business_expense: 100_000,
  net_income: 1_500_000,
  income_per_person: 500_000,
  insurance_payout: 0,
  own_payment: 0,
}
/** Exactly six months, exactly on the line. */
const removed = (record: MonitoredFacts['record'] = {}, more: Partial<MonitoredFacts> = {}): MonitoredFacts =>
  with_({ stage: 'removed', risk_removed: '1', removed_on: '2020-09-10', removal_way: 'x1', ...record }, { removal: REMOVAL, ...more })

const aids = (...list: readonly (readonly [kind: string, content: string])[]): Partial<MonitoredFacts> => ({
  aids: list.map(([kind, content]) => ({ kind, content })),
})
const people = (...members: readonly MonitoredMember[]): Partial<MonitoredFacts> => ({ members })
const UNABLE = member({ ...AT_WORK, labour: '04', work_months: null, work_place: null })
const SICK = { ...AT_WORK, health: '03' }

/** By rule number: what fires it, what it says, and the like of it that does not. */
const CASES: Readonly<Record<string, { readonly fires: MonitoredFacts; readonly silent: MonitoredFacts; readonly says: string }>> = {
  '10-kind': { fires: with_({ kind: '100A03002' }), silent: with_({ kind: '100A03003' }), says: '边缘易致贫户只能是未建档户' },
  '1_11_001': { fires: with_({ risk_1: null, risks: null }), silent: with_({ risk_1: null, risks: null, stage: 'found' }), says: '没有填“致贫/返贫风险1”' },
  '2_11_001': {
    fires: risk('x3', aids(['x10', '残疾人补贴'], ['x2', '劳务输出'])),
    silent: risk('x3', { ...aids(['x10', '残疾人补贴'], ['x2', '劳务输出']), ...people(member(AT_WORK, { disabled: true })) }),
    says: '成员里没有登记残疾的',
  },
  '2_11_004': { fires: risk('x11'), silent: with_({ risk_1: 'x11', risks: 'x11', risk_remark: '债务' }), says: '请填“风险备注”' },
  '2_11_005': { fires: risk('x4'), silent: with_({ risk_1: 'x4', risks: 'x4', disaster: '0201' }), says: '没有填是哪种灾害' },
  '2_11_006': {
    fires: with_({ no_labour_support: true }, { ...people({ ...UNABLE, worked: true }), ...aids(['x1', '种植']) }),
    silent: SOUND,
    says: '成员却都是无劳动力或丧失劳动力',
  },
  '3_11-illness': {
    fires: risk('x1', people(member(SICK))),
    silent: risk('x1', { ...people(member(SICK)), ...aids(['x7', '救助'], ['x2', '劳务输出']) }),
    says: '没有健康帮扶、社会帮扶或综合保障',
  },
  '3_11-study': { fires: risk('x2'), silent: risk('x2', aids(['x8', '控辍保学'], ['x2', '劳务输出'])), says: '没有教育帮扶' },
  '3_11-disability': {
    fires: risk('x3', people(member(AT_WORK, { disabled: true }))),
    silent: risk('x3', { ...people(member(AT_WORK, { disabled: true })), ...aids(['x11', '捐助'], ['x2', '劳务输出']) }),
    says: '没有综合保障或社会帮扶',
  },
  '3_11-house': { fires: risk('x9'), silent: risk('x9', aids(['x12', '搬迁'], ['x2', '劳务输出'])), says: '没有住房安全保障或搬迁' },
  '3_11-water': { fires: risk('x10'), silent: risk('x10', aids(['x6', '管网'], ['x2', '劳务输出'])), says: '没有饮水安全保障' },
  '3_11-insurance': {
    fires: with_({}, { identification: { uninsured: true } }),
    silent: with_({}, { identification: { uninsured: true }, ...aids(['x11', '代缴'], ['x2', '劳务输出']) }),
    says: '没有健康帮扶或社会帮扶',
  },
  '5_15-work': {
    fires: with_({}, { ...people(member({ ...AT_WORK, work_months: null, work_place: null })), ...aids(['x1', '种植']) }),
    silent: with_({}, { ...people(member({ ...AT_WORK, work_months: null, work_place: null }, { worked: true })), ...aids(['x1', '种植']) }),
    says: '成员都没有务工信息',
  },
  '5_15-ill': {
    fires: risk('x1', aids(['x7', '救助'], ['x2', '劳务输出'])),
    silent: risk('x1', { ...people(member(SICK)), ...aids(['x7', '救助'], ['x2', '劳务输出']) }),
    says: '没有长期慢性病或大病的',
  },
  '5_15-own': {
    fires: risk('x1', { identification: { own_payment: 0 }, ...people(member(SICK)), ...aids(['x7', '救助'], ['x2', '劳务输出']) }),
    silent: risk('x1', { identification: { own_payment: 1 }, ...people(member(SICK)), ...aids(['x7', '救助'], ['x2', '劳务输出']) }),
    says: '合规自付支出却是 0',
  },
  '1_11_008': {
    fires: removed({}, people(member({ ...AT_WORK, employee_medical: true }))),
    silent: with_({}, people(member({ ...AT_WORK, employee_medical: true }))),
    says: '马户主的城乡居民医保和职工医保同为参加',
  },
  '1_02_008': { fires: removed({}, { removal: { ...REMOVAL, house_unsafe: true } }), silent: removed(), says: '住房仍损毁' },
  '1_02_009': { fires: removed({}, { removal: { ...REMOVAL, water_unsafe: true } }), silent: removed(), says: '饮水设施仍损毁' },
  '1_11_004': { fires: removed({}, { removal: { ...REMOVAL, own_payment: null } }), silent: removed(), says: '还没有填：合规自付支出' },
  '1_11_005': {
    fires: removed({}, people(member(AT_WORK), member({ student_status: '01' }, { name: '马小', age: 12 }))),
    silent: removed({}, people(member(AT_WORK), member({ student_status: '01', dropout_reason: '因病' }, { age: 12 }))),
    says: '马小在义务教育年龄而不在校',
  },
  '1_11_006': { fires: removed({}, { householdYear: { dangerous_house: true } }), silent: removed(), says: '仍是危房户' },
  '1_11_007': { fires: removed({}, { householdYear: { water_resolved: false } }), silent: removed(), says: '饮水不安全' },
  '1_11_009': { fires: removed({}, aids()), silent: removed({ removal_way: 'x2' }, aids()), says: '没有登记帮扶措施' },
  '10-days': { fires: removed({ removed_on: '2020-02' }), silent: removed(), says: '早于识别监测时间 2020-03-10' },
  '2_11_002': { fires: removed({ removed_on: '2020-09-09' }), silent: removed(), says: '不满 6 个月' },
  '3_11_010': {
    fires: removed({}, { removal: { ...REMOVAL, net_income: 1_499_997, income_per_person: 499_999 } }),
    silent: removed({ removed_on: '2021-09-10' }, { removal: { ...REMOVAL, net_income: 300_000, income_per_person: 100_000, wage_income: 300_000 } }),
    says: '人均纯收入 4999.99 元，低于 2020 年监测线 5000 元',
  },
  '1_11_010': {
    fires: with_({ no_labour_support: false }, { ...aids(), today: '2020-04-11' }),
    silent: with_({}, { ...aids(), today: '2020-04-10' }),
    says: '超过 1 个月还没有登记帮扶措施',
  },
  '5_12_007': {
    fires: with_({}, { ...aids(['x11', '捐助']), today: '2020-09-11' }),
    silent: with_({}, { ...aids(['x11', '捐助']), today: '2020-09-10' }),
    says: '还没有落实开发式帮扶',
  },
  '5_12_011': {
    fires: with_({ development: 'x1' }, aids(['x2', '其他'])),
    silent: with_({ development: 'x1' }, aids(['x2', '其他'], ['x1', '种植'])),
    says: '只填了“其他”',
  },
  '10-income': {
    fires: removed({}, { removal: { ...REMOVAL, net_income: 1_600_000, income_per_person: 533_333 } }),
    silent: removed({}, { removal: { ...REMOVAL, people: null } }),
    says: '风险消除时：各项收入减去支出是 15000.00 元，家庭纯收入填的是 16000.00 元',
  },
  '4_11_015': {
    fires: with_({}, people(member({ ...AT_WORK, low_income_allowance: true }))),
    silent: with_({}, { ...people(member({ ...AT_WORK, low_income_allowance: true })), ...aids(['x10', '低保'], ['x2', '劳务输出']) }),
    says: '没有综合保障',
  },
  '5_16-allowance': {
    fires: with_({}, aids(['x10', '低保'], ['x2', '劳务输出'])),
    silent: with_({}, aids(['x10', '残疾人补贴'], ['x2', '劳务输出'])),
    says: '成员里没有享受的',
  },
  '5_16-support': {
    fires: with_({}, { ...people(member({ ...AT_WORK, five_guarantee: true })), ...aids(['x10', '残疾人补贴'], ['x2', '劳务输出']) }),
    silent: with_({}, { ...people(member({ ...AT_WORK, five_guarantee: true })), ...aids(['x10', '特困供养'], ['x2', '劳务输出']) }),
    says: '有成员享受特困供养，综合保障没有填',
  },
  '5_11_032': {
    fires: with_({}, { ...aids(['x10', '残疾人补贴']), today: '2020-05-01' }),
    silent: with_({}, { ...aids(['x10', '残疾人补贴'], ['x1', '种植']), today: '2020-05-01' }),
    says: '措施只有综合保障',
  },
  '5_11_033': {
    fires: risk('x8', { ...people(UNABLE), ...aids(['x10', '残疾人补贴']) }),
    silent: with_({ risk_1: 'x8', risks: 'x8', no_labour_support: true }, { ...people(UNABLE), ...aids(['x10', '残疾人补贴']) }),
    says: '请核对后标上',
  },
  '5_17-exported': {
    fires: risk('x8', people(member({ ...AT_WORK, work_months: null, work_place: null }))),
    silent: risk('x8'),
    says: '成员都没有务工时间',
  },
  '5_17-job': {
    fires: with_({}, aids(['x4', '护林员'])),
    silent: with_({}, { ...aids(['x4', '护林员']), ...people(member({ ...AT_WORK, public_job: '01' })) }),
    says: '成员都没有公益性岗位',
  },
  '5_18-subsidy': {
    fires: risk('x8', { ...people(member({ ...AT_WORK, work_months: 0, work_place: null })), ...aids(['x2', '外出务工补贴']) }),
    silent: risk('x8', { ...people(member({ ...AT_WORK, work_months: 0 }, { subsidised: true })), ...aids(['x2', '外出务工补贴']) }),
    says: '没有年度交通费补助',
  },
  '5_18-study': {
    fires: with_({}, aids(['x9', '雨露计划'], ['x2', '劳务输出'])),
    silent: with_({}, { ...aids(['x9', '雨露计划'], ['x2', '劳务输出']), ...people(member(AT_WORK), member({ student_status: '11' })) }),
    says: '没有中职、高职在校生',
  },
  '5_18-insurance': {
    fires: with_(
      {},
      {
        ...aids(['x7', '参加城乡居民基本医疗保险个人缴费补贴'], ['x2', '劳务输出']),
        ...people(member({ ...AT_WORK, resident_medical: false, employee_medical: true })),
      },
    ),
    silent: with_({}, aids(['x7', '参加城乡居民基本医疗保险个人缴费补贴'], ['x2', '劳务输出'])),
    says: '都没有参加城乡居民基本医疗保险',
  },
  '5_17-development': {
    fires: with_({ no_labour_support: true }, { ...people(UNABLE), ...aids(['x2', '技能培训']) }),
    silent: with_({ no_labour_support: true }, { ...people(UNABLE), ...aids(['x1', '入股分红']) }),
    says: '登记了就业帮扶或公益岗位帮扶',
  },
}

const found = (facts: MonitoredFacts): [string, string][] => runRules(monitoredRules, facts).map(({ rule, message }) => [rule, message])

describe('监测对象的规则', () => {
  it('正好六个月、正好在线上的已消除户，刚纳入的，成员不详的未建档户，都没有疑点', () => {
    const edge = with_({ kind: '100A03002' }, { standing: 'unlisted', members: [], householdYear: null })
    for (const facts of [SOUND, removed(), edge, with_({ stage: 'included' }, { ...aids(), today: '2020-03-11' })]) expect(found(facts)).toEqual([])
  })

  it.each(monitoredRules.map(({ id, title }) => [id, title] as const))('规则 %s %s：有触发的例子，也有不触发的例子', (id) => {
    const one = CASES[id]
    if (one === undefined) throw new Error(`规则 ${id} 没有例子`)
    expect(found(one.fires).filter(([rule]) => rule === id)).toEqual([[id, expect.stringContaining(one.says)]])
    expect(found(one.silent).filter(([rule]) => rule === id)).toEqual([])
  })
})
