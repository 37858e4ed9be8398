/** For every rule: changes to the sound household that make it fire, and near ones that must not. */
import type { FindingKind } from '../types.ts'
import { syntheticNumber } from './household.ts'
import type { Changes } from './household.ts'

export interface RuleCase {
  readonly fires: Changes
  readonly silent: Changes
  readonly kind: FindingKind
  /** Words the message must hold. */
  readonly says: string
  /** `register.field`, with the member if it is about one. */
  readonly at: string
}

const son = (personYear: object, birth = '20050901', order = 31): Changes => ({
  members: [
    undefined,
    undefined,
    { personYear, person: { id_number: syntheticNumber(birth, order), birth_date: `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}` } },
  ],
})
const head = (personYear: object, person: object = {}): Changes => ({ members: [{ personYear, person }] })
const exited = (householdYear: object = {}, personYear: object = {}): Changes => ({
  household: { attribute: '05', exit_status: '1', exit_year: 2014 },
  householdYear: { attribute: '05', exit_status: '1', ...householdYear },
  members: [{ personYear }],
})
/** Poor no more in a year in which households are monitored. */
const since2020 = (monitored: boolean, householdYear: object, personYear: object = {}): Changes => ({
  ...exited(householdYear, personYear),
  year: 2020,
  today: '2020-12-31',
  monitored,
})
const year = (householdYear: object): Changes => ({ householdYear })
const attribute = (code: string, householdYear: object = {}, personYear: object = {}): Changes => ({
  household: { attribute: code },
  householdYear: { attribute: code, ...householdYear },
  members: [{ personYear }],
})
const supported = (householdYear: object, personYear: object): Changes => ({ ...attribute('06', householdYear, personYear), count: 1 })

const RETIRED_WORK = { labour: '04', work_place: null, work_months: null }

/** By rule number. */
export const ruleCases: Readonly<Record<string, readonly RuleCase[]>> = {
  '2-sharing': [
    {
      fires: year({ income_model: '1,5' }),
      silent: year({ income_model: '1,5', sharing_people: 4 }),
      kind: 'incomplete',
      says: '除以共享收支人口',
      at: 'household_year.sharing_people',
    },
  ],
  '6-E21': [
    {
      fires: year({ reimbursement: 30_000 }),
      silent: year({ reimbursement: 30_000, income_model: '1,3' }),
      kind: 'doubt',
      says: '其他转移性收入 300 元与报销的医药费正好相同',
      at: 'household_year.other_transfer_income',
    },
    {
      fires: { ...year({ reimbursement: 60_000, one_off_subsidy: 30_000, other_transfer_income: 0 }), stated: { netIncomePerPerson: 256_667 } },
      silent: { ...year({ reimbursement: 60_000, one_off_subsidy: 30_000, other_transfer_income: 0 }), stated: { netIncomePerPerson: 226_667 } },
      kind: 'doubt',
      says: '是把报销的医药费、一次性补助算进去的',
      at: 'household_year.stated_income_per_person',
    },
  ],
  '13.1-1': [
    { fires: head({}, { id_number: '6211251975051200' }), silent: {}, kind: 'contradiction', says: '“张三”的证件号码有 16 位', at: '0 person.id_number' },
    {
      fires: head({}, { id_number: '621125750512001' }),
      silent: head({}, { id_type: '03', id_number: '军字第12345号' }),
      kind: 'contradiction',
      says: '15 位旧号',
      at: '0 person.id_number',
    },
  ],
  '35-line': [
    {
      fires: { ...year({ exit_stage: 'proposed', wage_income: null, business_income: null }), stated: { netIncomePerPerson: 285_500 } },
      silent: { ...year({ exit_stage: 'proposed', wage_income: null, business_income: null }), stated: { netIncomePerPerson: 286_501 } },
      kind: 'doubt',
      says: '正好在',
      at: 'household_year.net_income_per_person',
    },
  ],
  '35-early': [
    {
      fires: year({ exit_noticed_on: '2015-09-01', exit_announced_on: '2015-09-07', exit_evidenced: 1 }),
      silent: year({ exit_noticed_on: '2015-09-01', exit_announced_on: '2015-09-08', exit_evidenced: 1 }),
      kind: 'doubt',
      says: '不满 7 天',
      at: 'household_year.exit_announced_on',
    },
  ],
  '35-evidence': [
    {
      fires: year({ exit_announced_on: '2015-09-08', exit_evidenced: 0 }),
      silent: year({ exit_announced_on: '2015-09-08', exit_evidenced: 1 }),
      kind: 'incomplete',
      says: '没有一项退出指标写明佐证资料',
      at: 'household_year.exit_announced_on',
    },
  ],
  '13.1-2': [
    {
      fires: head({}, { id_number: `${syntheticNumber('19750512', 11)}42` }),
      silent: head({ health: '04' }, { id_type: '09', id_number: `${syntheticNumber('19750512', 11)}42` }),
      kind: 'contradiction',
      says: '证件号码却有 20 位',
      at: '0 person.id_type',
    },
    { fires: head({}, { id_type: '09' }), silent: head({}, { id_type: null }), kind: 'contradiction', says: '残疾人证（应为 20 位', at: '0 person.id_type' },
  ],
  '13.1-3': [
    {
      fires: head({}, { id_number: '621125197513120011' }),
      silent: head({}, { id_number: '999999197505120000' }),
      kind: 'contradiction',
      says: '“13”不是月份',
      at: '0 person.id_number',
    },
  ],
  '13.1-4': [
    {
      fires: {
        members: [undefined, undefined, undefined, { person: { name: '张大', id_number: syntheticNumber('19750512', 11) }, membership: { relation: '99' } }],
      },
      silent: {
        members: [
          undefined,
          undefined,
          undefined,
          {
            person: { name: '张大', id_number: syntheticNumber('19750512', 11) },
            membership: { relation: '99', status: '3', end_date: '2014-05-01', decrease_reason: '08' },
          },
        ],
      },
      kind: 'contradiction',
      says: '“张大”和“张三”的证件号码前 18 位相同',
      at: '3 person.id_number',
    },
  ],
  '13.1-5': [
    { fires: head({}, { sex: '2' }), silent: head({}, { sex: null }), kind: 'contradiction', says: '按证件号码第 17 位应为“男”', at: '0 person.sex' },
    {
      fires: head({}, { birth_date: '1975-05-21' }),
      silent: head({}, { birth_date: null }),
      kind: 'contradiction',
      says: '证件号码里是 1975-05-12',
      at: '0 person.birth_date',
    },
  ],
  '13.1-6': [
    {
      fires: { members: [undefined, undefined, { membership: { relation: '04' } }] },
      silent: { members: [undefined, undefined, { membership: { relation: '99' } }] },
      kind: 'contradiction',
      says: '“之女”，性别却是“男”',
      at: '2 membership.relation',
    },
  ],
  '13.1-6a': [
    {
      fires: { members: [undefined, { person: { sex: '1', id_number: syntheticNumber('19770308', 21) } }] },
      silent: { members: [undefined, { person: { sex: '9', id_number: syntheticNumber('19770308', 21) } }] },
      kind: 'contradiction',
      says: '性别都是“男”',
      at: '1 membership.relation',
    },
  ],
  '13.1-7': [
    {
      fires: { members: [{ membership: { relation: '99' } }] },
      silent: { members: [{ membership: { relation: null } }] },
      kind: 'contradiction',
      says: '本户没有户主',
      at: '0 membership.relation',
    },
    {
      fires: { members: [undefined, { membership: { relation: '01' } }] },
      silent: { members: [{ membership: { relation: '01', status: '2', end_date: '2015-03-01', decrease_reason: '01' } }, { membership: { relation: '01' } }] },
      kind: 'contradiction',
      says: '有 2 个户主',
      at: '1 membership.relation',
    },
    {
      fires: { members: [undefined, undefined, { membership: { relation: '02' } }] },
      silent: {},
      kind: 'contradiction',
      says: '有 2 个配偶',
      at: '2 membership.relation',
    },
  ],
  '13.1-9': [
    {
      fires: { year: 2020, today: '2020-11-01', members: [undefined, undefined, { personYear: { education: '02', student_status: '07' } }] },
      silent: { year: 2020, today: '2020-11-01', members: [undefined, undefined, { personYear: { education: null, student_status: '07' } }] },
      kind: 'contradiction',
      says: '2020 年起在校生不填文化程度（现填“小学”）',
      at: '2 person_year.education',
    },
  ],
  '13.1-10': [
    { fires: head({}, { phone: '0932-4861234' }), silent: head({}, { phone: '13893201234' }), kind: 'doubt', says: '不是 11 位手机号码', at: '0 person.phone' },
  ],
  '13.1-10h': [
    {
      fires: { household: { phone: '1380013800' } },
      silent: { household: { phone: '19900000000' } },
      kind: 'doubt',
      says: '户联系电话不是',
      at: 'household.phone',
    },
  ],
  '13.1-11': [{ fires: head({}, { id_number: '999999197505120000' }), silent: {}, kind: 'doubt', says: '没有身份证的原因', at: '0 person.id_number' }],
  '13.1-12': [
    {
      fires: head({}, { id_type: '09', id_number: `${syntheticNumber('19750512', 11)}43` }),
      silent: head({ health: '04' }, { id_type: '09', id_number: `${syntheticNumber('19750512', 11)}43` }),
      kind: 'contradiction',
      says: '有残疾人证，健康状况却是“健康”',
      at: '0 person_year.health',
    },
    {
      fires: head({}, { disability_card_no: `${syntheticNumber('19750512', 11)}43` }),
      silent: head({ health: null }, { disability_card_no: `${syntheticNumber('19750512', 11)}43` }),
      kind: 'contradiction',
      says: '有残疾人证',
      at: '0 person_year.health',
    },
  ],
  '13.1-12a': [
    {
      fires: head({ health: '01,02' }),
      silent: head({ health: '02,04' }, { disability_card_no: `${syntheticNumber('19750512', 11)}43` }),
      kind: 'doubt',
      says: '同时选了“健康”和其他项',
      at: '0 person_year.health',
    },
  ],
  '13.1-12b': [
    {
      fires: head({ health: '04' }, { disability_card_no: `${syntheticNumber('19760512', 11)}43` }),
      silent: head({ health: '04' }, { disability_card_no: `${syntheticNumber('19750512', 11)}43`, disability_category: '4', disability_level: '3' }),
      kind: 'doubt',
      says: '前 18 位与证件号码不同',
      at: '0 person.disability_card_no',
    },
    {
      fires: head({ health: '04' }, { disability_card_no: `${syntheticNumber('19750512', 11)}43`, disability_category: '1' }),
      silent: head({ health: '04' }, { disability_category: '1' }),
      kind: 'doubt',
      says: '应为“肢体残疾”',
      at: '0 person.disability_category',
    },
    {
      fires: head({ health: '04' }, { disability_card_no: `${syntheticNumber('19750512', 11)}43`, disability_level: '1' }),
      silent: {},
      kind: 'doubt',
      says: '应为“三级”',
      at: '0 person.disability_level',
    },
  ],
  '13.2-13': [
    {
      fires: son({ student_status: '06' }),
      silent: son({ student_status: '03' }),
      kind: 'doubt',
      says: '10 岁，在校生状况是“九年级”（一般为12–17 岁）',
      at: '2 person_year.student_status',
    },
    {
      fires: son({ student_status: '16' }, '19981201', 33),
      silent: son({ student_status: '16' }, '19971101', 33),
      kind: 'doubt',
      says: '满 18 岁',
      at: '2 person_year.student_status',
    },
  ],
  '13.2-14': [
    {
      fires: son({ student_status: '02' }),
      silent: son({ student_status: '02' }, '20100901', 31),
      kind: 'doubt',
      says: '还填学龄前或学前教育',
      at: '2 person_year.student_status',
    },
    {
      fires: son({ student_status: null, education: '06' }),
      silent: son({ student_status: null, education: '06', health: '04' }),
      kind: 'doubt',
      says: '满 10 岁',
      at: '2 person_year.education',
    },
  ],
  '13.2-15': [
    {
      fires: son({ student_status: '07' }),
      silent: son({ student_status: '07' }, '20000901', 31),
      kind: 'doubt',
      says: '不大于 14 岁而在读高中及以上',
      at: '2 person_year.student_status',
    },
    {
      fires: son({ student_status: '02' }, '20130301', 31),
      silent: son({ student_status: '02' }, '20120301', 31),
      kind: 'doubt',
      says: '不满 3 岁就是在校生',
      at: '2 person_year.student_status',
    },
    {
      fires: son({ student_status: '03' }, '19950901', 33),
      silent: son({ student_status: '01', labour: '01' }, '19950901', 33),
      kind: 'doubt',
      says: '满 20 岁仍在读小学及以下',
      at: '2 person_year.student_status',
    },
    { fires: head({ student_status: '16' }), silent: {}, kind: 'doubt', says: '满 30 岁仍是在校生', at: '0 person_year.student_status' },
  ],
  '13.2-16': [
    { fires: son({ student_status: '01' }), silent: son({ student_status: null }), kind: 'doubt', says: '疑似辍学', at: '2 person_year.student_status' },
    {
      fires: { ...son({ student_status: null, education: '02' }), year: 2020 },
      silent: son({ student_status: '01', dropout_reason: '厌学' }),
      kind: 'doubt',
      says: '疑似辍学',
      at: '2 person_year.student_status',
    },
    {
      fires: son({ student_status: '01' }, '20010101', 31),
      silent: son({ student_status: '01' }, '20000101', 31),
      kind: 'doubt',
      says: '14 岁',
      at: '2 person_year.student_status',
    },
  ],
  '13.2-17': [
    {
      fires: son({ education: '01', student_status: '01', labour: '01' }, '19950901', 33),
      silent: son({ education: '02', student_status: '01', labour: '01' }, '19950901', 33),
      kind: 'doubt',
      says: '20 岁，文化程度是“文盲或半文盲”',
      at: '2 person_year.education',
    },
  ],
  '13.2-18': [
    {
      fires: son({ student_status: '01', dropout_reason: '因病休学' }),
      silent: son({ student_status: '01', dropout_reason: '因病休学', health: '03' }),
      kind: 'contradiction',
      says: '原因是“因病”，健康状况却是“健康”',
      at: '2 person_year.dropout_reason',
    },
  ],
  '13.3-20': [
    {
      fires: son({ labour: '01' }),
      silent: son({ labour: null }),
      kind: 'contradiction',
      says: '10 岁，不满 16 岁，劳动技能应为“无劳动力”，现填“普通劳动力”',
      at: '2 person_year.labour',
    },
    {
      fires: son({ student_status: '16', labour: '02' }, '19950901', 33),
      silent: son({ student_status: '16', labour: '04' }, '19950901', 33),
      kind: 'contradiction',
      says: '是在校生',
      at: '2 person_year.labour',
    },
  ],
  '13.3-21': [
    {
      fires: { members: [undefined, { personYear: { labour: '04' } }] },
      silent: { members: [undefined, { personYear: { labour: '04', health: '02' } }] },
      kind: 'doubt',
      says: '38 岁、健康、不在校，劳动技能却是“无劳动力”',
      at: '1 person_year.labour',
    },
  ],
  '13.3-22': [
    {
      fires: head({ labour: '01' }, { id_number: syntheticNumber('19551101', 11), birth_date: '1955-11-01' }),
      silent: head({ ...RETIRED_WORK, labour: '04' }, { id_number: syntheticNumber('19551101', 11), birth_date: '1955-11-01' }),
      kind: 'doubt',
      says: '已 60 岁',
      at: '0 person_year.labour',
    },
  ],
  '13.3-23': [
    {
      fires: head({ labour: '03', health: '03' }),
      silent: head({ labour: '03', health: '03', work_place: '99', work_months: 0 }),
      kind: 'contradiction',
      says: '“丧失劳动力”，却填了务工情况（县外省内务工，8 个月）',
      at: '0 person_year.labour',
    },
  ],
  '13.3-24': [
    { fires: head({ work_months: 13 }), silent: head({ work_months: 12 }), kind: 'contradiction', says: '13 个月，应在 0–12', at: '0 person_year.work_months' },
    {
      fires: head({ work_months: 0 }),
      silent: head({ work_months: null }),
      kind: 'contradiction',
      says: '务工时间却是 0 个月',
      at: '0 person_year.work_months',
    },
  ],
  '13.3-25': [
    {
      fires: head({ work_place: null, work_months: null }),
      silent: head({ work_place: null, work_months: null, public_job: 'x1', public_job_months: 12 }),
      kind: 'doubt',
      says: '没有人填写务工情况',
      at: 'household_year.wage_income',
    },
    {
      fires: year({ wage_income: 0 }),
      silent: year({ wage_income: null, business_income: null, business_expense: null }),
      kind: 'doubt',
      says: '工资性收入却是 0 或没有填',
      at: 'household_year.wage_income',
    },
  ],
  '13.3-27': [
    {
      fires: son({ public_job: 'x1', public_job_months: 6 }),
      silent: head({ public_job: 'x1', public_job_months: 6 }),
      kind: 'contradiction',
      says: '只能安排 16–69 岁',
      at: '2 person_year.public_job',
    },
    {
      fires: head({ public_job: 'x1,x2,x3', public_job_months: 6 }),
      silent: head({ public_job: 'x1,x2', public_job_months: 6 }),
      kind: 'contradiction',
      says: '3 种公益性岗位',
      at: '0 person_year.public_job',
    },
    {
      fires: head({ public_job: 'x1', public_job_months: 0 }),
      silent: head({ public_job: 'x1', public_job_months: null }),
      kind: 'contradiction',
      says: '月数却是 0',
      at: '0 person_year.public_job_months',
    },
  ],
  '13.3-28': [
    {
      fires: head({ work_province: '新疆' }),
      silent: head({ work_province: '新疆', work_county: '玛纳斯县' }),
      kind: 'doubt',
      says: '只填到“新疆”',
      at: '0 person_year.work_county',
    },
  ],
  '13.3-29': [
    {
      fires: head({ health: '04' }, { id_type: '09', id_number: `${syntheticNumber('19750512', 11)}42` }),
      silent: head({ health: '04' }, { id_type: '09', id_number: `${syntheticNumber('19750512', 11)}43` }),
      kind: 'doubt',
      says: '肢体残疾二级',
      at: '0 person_year.labour',
    },
  ],
  '6-E09': [
    {
      fires: head({ health: '04', labour: '02' }),
      silent: head({ health: '04', labour: '01' }),
      kind: 'doubt',
      says: '劳动技能却是“技能劳动力”',
      at: '0 person_year.labour',
    },
  ],
  '13.4-30': [
    {
      fires: { stated: { netIncomePerPerson: 240_000 } },
      silent: { stated: { netIncomePerPerson: 236_700 } },
      kind: 'contradiction',
      says: '(5000 + 3000 + 300 − 1200) ÷ 3 = 2366.67',
      at: 'household_year.net_income_per_person',
    },
  ],
  '13.4-31': [
    {
      fires: year({ wage_income: 0, business_income: 100_000, business_expense: 130_000 }),
      silent: {},
      kind: 'doubt',
      says: '人均纯收入 0 元，不是正数',
      at: 'household_year.net_income_per_person',
    },
    { fires: year({ wage_income: 30_000_000 }), silent: {}, kind: 'doubt', says: '明显不合理', at: 'household_year.net_income_per_person' },
    {
      fires: { householdYear: { wage_income: null, business_income: null }, stated: { netIncomePerPerson: 3_100_000 } },
      silent: year({ wage_income: null, business_income: null, business_expense: null, allowance_payment: 100 }),
      kind: 'doubt',
      says: '偏高',
      at: 'household_year.net_income_per_person',
    },
  ],
  '13.4-32': [
    {
      fires: year({ wage_income: 1_000_000 }),
      silent: { ...exited({ wage_income: 1_000_000 }) },
      kind: 'doubt',
      says: '高于2015 年国家线 2855 元',
      at: 'household_year.net_income_per_person',
    },
  ],
  '13.4-33': [
    {
      fires: exited(),
      silent: exited({ wage_income: 1_000_000 }),
      kind: 'contradiction',
      says: '低于2015 年国家线 2855 元；请核对收入，确实返贫的把脱贫标志改为“返贫”',
      at: 'household_year.net_income_per_person',
    },
    {
      fires: { ...exited({ wage_income: null, business_income: null, business_expense: null }), stated: { netIncomePerPerson: 285_499 } },
      silent: { ...exited({ wage_income: null, business_income: null, business_expense: null }), stated: { netIncomePerPerson: 285_500 } },
      kind: 'contradiction',
      says: '2854.99 元',
      at: 'household_year.net_income_per_person',
    },
  ],
  '13.4-34': [
    { fires: year({ business_expense: 0 }), silent: {}, kind: 'doubt', says: '支出却是 0', at: 'household_year.business_expense' },
    {
      fires: year({ business_income: 0 }),
      silent: year({ business_income: 0, business_expense: 0 }),
      kind: 'doubt',
      says: '生产经营性收入却是 0',
      at: 'household_year.business_income',
    },
  ],
  '13.4-35': [
    {
      fires: year({ wage_income: 9_999 }),
      silent: year({ wage_income: 10_000 }),
      kind: 'doubt',
      says: '工资性收入只有 99.99 元',
      at: 'household_year.wage_income',
    },
  ],
  '13.4-36': [
    { fires: year({ pension_payment: 66_000 }), silent: {}, kind: 'doubt', says: '没有满 60 岁的人', at: 'household_year.pension_payment' },
    {
      fires: { ...head({ ...RETIRED_WORK }, { id_number: syntheticNumber('19501101', 11), birth_date: '1950-11-01' }), householdYear: { wage_income: 0 } },
      silent: {
        ...head({ ...RETIRED_WORK }, { id_number: syntheticNumber('19501101', 11), birth_date: '1950-11-01' }),
        householdYear: { wage_income: 0, pension_payment: 66_000 },
      },
      kind: 'doubt',
      says: '养老保险金却是 0 或没有填',
      at: 'household_year.pension_payment',
    },
    {
      fires: {
        ...head({ ...RETIRED_WORK }, { id_number: syntheticNumber('19501101', 11), birth_date: '1950-11-01' }),
        householdYear: { pension_payment: 5_500 },
      },
      silent: year({ wage_income: null, business_income: null, business_expense: null }),
      kind: 'doubt',
      says: '只有 55 元',
      at: 'household_year.pension_payment',
    },
  ],
  '13.4-37': [
    {
      fires: attribute('04'),
      silent: attribute('04', { allowance_payment: 120_000 }, { low_income_allowance: true }),
      kind: 'contradiction',
      says: '成员却都没有享受低保',
      at: 'household.attribute',
    },
    {
      fires: attribute('04', { allowance_payment: 5_000 }, { low_income_allowance: true }),
      silent: attribute('04', {}, { low_income_allowance: null }),
      kind: 'contradiction',
      says: '低保金却只有 50 元',
      at: 'household_year.allowance_payment',
    },
    {
      fires: attribute('01', {}, { low_income_allowance: true }),
      silent: {},
      kind: 'contradiction',
      says: '“一般贫困户”，“张三”却享受低保',
      at: '0 person_year.low_income_allowance',
    },
    {
      fires: year({ allowance_payment: 120_000 }),
      silent: year({ allowance_payment: 0 }),
      kind: 'contradiction',
      says: '却领取低保金 1200 元',
      at: 'household_year.allowance_payment',
    },
    { fires: year({ support_payment: 120_000 }), silent: {}, kind: 'contradiction', says: '却领取五保金 1200 元', at: 'household_year.support_payment' },
  ],
  '13.4-38': [
    {
      fires: supported({ support_payment: 0 }, RETIRED_WORK),
      silent: supported({ support_payment: 300_000 }, RETIRED_WORK),
      kind: 'contradiction',
      says: '五保金却只有 0 元',
      at: 'household_year.support_payment',
    },
    {
      fires: supported({ support_payment: 300_000 }, {}),
      silent: supported({}, RETIRED_WORK),
      kind: 'contradiction',
      says: '五保户不应有劳动年龄的劳动力',
      at: '0 person_year.labour',
    },
    {
      fires: supported({ support_payment: 300_000, allowance_payment: 120_000 }, RETIRED_WORK),
      silent: {
        ...supported({ support_payment: 300_000, allowance_payment: 120_000, attribute: 'x1' }, { ...RETIRED_WORK, low_income_allowance: true }),
        household: { attribute: 'x1' },
        year: 2018,
        today: '2018-11-01',
      },
      kind: 'contradiction',
      says: '两项不能并存',
      at: 'household_year.support_payment',
    },
  ],
  '13.4-39': [
    {
      fires: { household: { exit_status: '1', exit_year: 2015 } },
      silent: exited({ wage_income: 1_000_000 }),
      kind: 'contradiction',
      says: '脱贫标志是“已脱贫”，户的贫困户属性却是“一般贫困户”，应为“一般农户”',
      at: 'household.attribute',
    },
    {
      fires: year({ exit_status: '3', attribute: '03' }),
      silent: year({ exit_status: '2', attribute: '03' }),
      kind: 'contradiction',
      says: '脱贫标志是“返贫”，2015 年的贫困户属性却是“五保户”，应为“五保贫困户”',
      at: 'household_year.attribute',
    },
  ],
  '13.4-40': [
    {
      fires: { household: { other_causes: '07,09' } },
      silent: { household: { other_causes: '09,10' } },
      kind: 'contradiction',
      says: '又选了主要致贫原因“缺技术”',
      at: 'household.other_causes',
    },
    {
      fires: { household: { other_causes: '08,09,10' } },
      silent: { household: { other_causes: null } },
      kind: 'contradiction',
      says: '选了 3 项，至多 2 项',
      at: 'household.other_causes',
    },
  ],
  '13.4-41': [
    {
      fires: year({ main_cause: '01' }),
      silent: { householdYear: { main_cause: '01' }, members: [{ personYear: { health: '02' } }] },
      kind: 'contradiction',
      says: '“因病”，家里却没有患病',
      at: 'household.main_cause',
    },
    {
      fires: year({ main_cause: '02' }),
      silent: { householdYear: { main_cause: '02' }, members: [{ personYear: { health: null } }] },
      kind: 'contradiction',
      says: '没有残疾的成员',
      at: 'household.main_cause',
    },
    {
      fires: year({ main_cause: '03' }),
      silent: { householdYear: { main_cause: '03' }, year: 2018, today: '2018-11-01' },
      kind: 'contradiction',
      says: '没有高中及以上的在校生',
      at: 'household.main_cause',
    },
    {
      fires: exited({ main_cause: '01', wage_income: 1_000_000 }),
      silent: { householdYear: { main_cause: '03' }, ...son({ student_status: '07' }, '19990901', 33) },
      kind: 'doubt',
      says: '没有患病',
      at: 'household.main_cause',
    },
  ],
  '13.4-42': [
    {
      fires: { householdYear: { main_cause: '08' }, ...son({ education: '03', student_status: '01', labour: '01' }, '19950901', 33) },
      silent: year({ main_cause: '08' }),
      kind: 'doubt',
      says: '有 3 名普通或技能劳动力',
      at: 'household.main_cause',
    },
  ],
  '13.4-43': [{ fires: { count: 7 }, silent: { count: 6 }, kind: 'doubt', says: '本户有 7 人', at: 'household.population' }],
  '13.4-44': [
    {
      fires: { stated: { population: 4 } },
      silent: { stated: { population: 3 } },
      kind: 'contradiction',
      says: '家庭人口数是 4 人，在册成员却是 3 人',
      at: 'household.population',
    },
  ],
  '13.4-44b': [
    {
      fires: { ...year({ stated_population: 5 }), count: 1 },
      silent: { ...year({ stated_population: 3 }), count: 3 },
      kind: 'doubt',
      says: '成员未录入：来表写 5 人，录入的成员是 1 人；人数先按 5 人计',
      at: 'household_year.stated_population',
    },
  ],
  '13.4-44a': [
    {
      fires: { count: 1, members: [{ membership: { status: '2', end_date: '2015-02-01', decrease_reason: '01' } }] },
      silent: { household: { valid: false }, count: 1, members: [{ membership: { status: '2', end_date: '2015-02-01', decrease_reason: '01' } }] },
      kind: 'doubt',
      says: '2015 年已没有在册成员',
      at: 'household.valid',
    },
  ],
  '13.5-46': [
    { fires: year({ farmland: 1_000 }), silent: year({ farmland: 999 }), kind: 'doubt', says: '耕地面积 10 亩，达到 10 亩', at: 'household_year.farmland' },
    {
      fires: { year: 2018, today: '2018-11-01', householdYear: { forest: 21_300 } },
      silent: { year: 2018, today: '2018-11-01', householdYear: { forest: 20_000 } },
      kind: 'doubt',
      says: '林地面积人均 71 亩，超过 70 亩',
      at: 'household_year.forest',
    },
  ],
  '13.5-47': [
    {
      fires: year({ irrigated_land: 801 }),
      silent: year({ irrigated_land: 801, farmland: null }),
      kind: 'contradiction',
      says: '有效灌溉面积 8.01 亩，大于耕地面积 8 亩',
      at: 'household_year.irrigated_land',
    },
  ],
  '13.5-48': [
    {
      fires: year({ road_distance: 201 }),
      silent: year({ road_distance: 200 }),
      kind: 'doubt',
      says: '2.01 公里，超过 2 公里',
      at: 'household_year.road_distance',
    },
  ],
  '13.5-49': [
    { fires: year({ house_area: 50_001 }), silent: year({ house_area: 50_000 }), kind: 'doubt', says: '超过 500 ㎡', at: 'household_year.house_area' },
    {
      fires: exited({ wage_income: 1_000_000, house_area: 999 }),
      silent: exited({ wage_income: 1_000_000, house_area: 1_000 }),
      kind: 'contradiction',
      says: '只有 9.99 ㎡',
      at: 'household_year.house_area',
    },
    { fires: year({ house_area: 0 }), silent: year({ house_area: 900 }), kind: 'doubt', says: '住房面积是 0 ㎡', at: 'household_year.house_area' },
  ],
  '13.5-50': [
    {
      fires: exited({ wage_income: 1_000_000, dangerous_house: true, dangerous_house_level: 'x1' }),
      silent: year({ dangerous_house: true, dangerous_house_level: 'x1' }),
      kind: 'contradiction',
      says: '本户已脱贫，却住的还是危房（是否危房户：是）',
      at: 'household_year.dangerous_house',
    },
    {
      fires: exited({ wage_income: 1_000_000, water_safe: false }),
      silent: exited({ wage_income: 1_000_000, water_safe: null }),
      kind: 'contradiction',
      says: '饮水不安全',
      at: 'household_year.water_safe',
    },
    { fires: year({ dangerous_house_level: 'x2' }), silent: {}, kind: 'doubt', says: '不是危房户，却填了危房级别', at: 'household_year.dangerous_house_level' },
  ],
  'M09-difficult': [
    {
      fires: year({ water_difficult: false, water_distance: 1_000 }),
      silent: year({ water_difficult: false, water_distance: 999 }),
      kind: 'doubt',
      says: '取水水平距离 1000 米',
      at: 'household_year.water_difficult',
    },
    {
      fires: year({ water_difficult: false, water_height: 100 }),
      silent: year({ water_difficult: false, water_height: 99 }),
      kind: 'doubt',
      says: '取水垂直高度 100 米',
      at: 'household_year.water_difficult',
    },
    {
      fires: year({ water_difficult: false, water_short_months: 6 }),
      silent: year({ water_difficult: true, water_short_months: 6 }),
      kind: 'doubt',
      says: '一年缺水月数 6 个月',
      at: 'household_year.water_difficult',
    },
  ],
  '13.5-51': [
    {
      fires: exited({ main_cause: '01', wage_income: 1_000_000 }, { health: '03', critical_illness_insurance: false }),
      silent: exited({ main_cause: '01', wage_income: 1_000_000 }, { health: '03', critical_illness_insurance: null }),
      kind: 'contradiction',
      says: '患病的“张三”却没有参加大病保险',
      at: '0 person_year.critical_illness_insurance',
    },
  ],
  '13.5-52': [
    {
      fires: { ...exited({ wage_income: 1_000_000 }), ...son({ student_status: '01', dropout_reason: '厌学' }) },
      silent: son({ student_status: '01', dropout_reason: '厌学' }),
      kind: 'contradiction',
      says: '因“厌学”辍学，义务教育没有保障',
      at: '2 person_year.dropout_reason',
    },
  ],
  '13.6-54': [
    {
      fires: { members: [undefined, undefined, { membership: { start_date: '2015-05-01', end_date: '2015-04-01' } }] },
      silent: {},
      kind: 'contradiction',
      says: '早于开始日期',
      at: '2 membership.end_date',
    },
    {
      fires: { members: [undefined, undefined, { membership: { start_date: '2015-12-01' } }] },
      silent: { members: [undefined, undefined, { membership: { start_date: '2015-11-01' } }] },
      kind: 'contradiction',
      says: '开始日期 2015-12-01 还没有到',
      at: '2 membership.start_date',
    },
    {
      fires: { members: [undefined, undefined, { membership: { end_date: '2016-01-01' } }] },
      silent: {},
      kind: 'contradiction',
      says: '结束日期 2016-01-01 还没有到',
      at: '2 membership.end_date',
    },
    {
      fires: { members: [undefined, undefined, { membership: { end_date: '2015-04-01', decrease_reason: '08' } }] },
      silent: { members: [undefined, undefined, { membership: { end_date: '2015-04-01', decrease_reason: '08', status: '3' } }] },
      kind: 'doubt',
      says: '生存状态却还是“正常”',
      at: '2 membership.status',
    },
  ],
  '6-E14': [
    {
      fires: son({ student_status: '01', education: '03', labour: '01' }, '19740901', 33),
      silent: {},
      kind: 'contradiction',
      says: '的“之子”，年龄不比户主小',
      at: '2 membership.relation',
    },
    {
      fires: { members: [undefined, undefined, undefined, { person: { name: '王五', sex: '2', birth_date: '1975-05-12' }, membership: { relation: '12' } }] },
      silent: { members: [undefined, undefined, undefined, { person: { name: '王五', sex: '2', birth_date: '1950-05-12' }, membership: { relation: '12' } }] },
      kind: 'contradiction',
      says: '的“之母”，年龄不比户主大',
      at: '3 membership.relation',
    },
  ],
  '6-W04': [
    { fires: head({}, { name: '张三1' }), silent: head({}, { name: '买买提·艾力' }), kind: 'doubt', says: '里有“1”', at: '0 person.name' },
    { fires: head({}, { name: '王\uE000' }), silent: head({}, { name: '王喆' }), kind: 'doubt', says: '别处认不得的字（第 2 个字）', at: '0 person.name' },
    { fires: head({}, { name: '金⻰' }), silent: head({}, { name: '金龙' }), kind: 'doubt', says: '请改成“龙”', at: '0 person.name' },
    { fires: head({}, { name: '李某某' }), silent: head({}, { name: '李某平' }), kind: 'doubt', says: '不像真实的姓名', at: '0 person.name' },
    { fires: head({}, { name: '无名' }), silent: head({}, { name: '吴明' }), kind: 'doubt', says: '不像真实的姓名', at: '0 person.name' },
    { fires: head({}, { name: '王' }), silent: head({}, { name: '王一' }), kind: 'doubt', says: '只有一个字', at: '0 person.name' },
  ],
  '6-W10': [
    {
      fires: attribute('06', { support_payment: 300_000 }),
      silent: supported({ support_payment: 300_000 }, RETIRED_WORK),
      kind: 'doubt',
      says: '却有 3 人',
      at: 'household.attribute',
    },
  ],
  '6-E16': [
    {
      fires: { year: 2018, today: '2018-11-01', householdYear: { property_income: 50_000, asset_dividend: 30_000 } },
      silent: { year: 2018, today: '2018-11-01', householdYear: { property_income: 50_000, asset_dividend: 30_000, other_property_income: 20_000 } },
      kind: 'contradiction',
      says: '填了 500 元，资产收益分红加其他财产性收入却是 300 元',
      at: 'household_year.property_income',
    },
  ],
  '6-E30': [
    {
      fires: head({}, { id_number: null, birth_date: '2016-01-01' }),
      silent: {},
      kind: 'contradiction',
      says: '2016-01-01 还没有到',
      at: '0 person.birth_date',
    },
  ],
  '6-E30h': [
    {
      fires: { household: { first_identified_on: '2016-01-01' } },
      silent: { household: { first_identified_on: '2014-06-01' } },
      kind: 'contradiction',
      says: '首次识别时间',
      at: 'household.first_identified_on',
    },
    {
      fires: { household: { exit_year: 2016 } },
      silent: { household: { exit_year: 2016, exit_status: '2' } },
      kind: 'contradiction',
      says: '脱贫年度 2016 年还没有到',
      at: 'household.exit_year',
    },
  ],
  '1_02_001': [
    {
      fires: since2020(false, { dangerous_house: true }),
      silent: since2020(true, { dangerous_house: true }),
      kind: 'doubt',
      says: '本户已脱贫，住危房，没有纳入监测',
      at: 'household_year.dangerous_house',
    },
  ],
  '1_02_002': [
    {
      fires: since2020(false, { water_resolved: false }),
      silent: { ...since2020(false, { water_resolved: false }), year: 2019 },
      kind: 'doubt',
      says: '饮水不安全，没有纳入监测',
      at: 'household_year.water_resolved',
    },
  ],
  '1_02_003': [
    {
      fires: since2020(false, {}, { critical_illness_insurance: false }),
      silent: since2020(false, {}),
      kind: 'doubt',
      says: '“张三”没有参加大病保险，没有纳入监测',
      at: 'household_year.exit_status',
    },
  ],
  '1_02_006': [
    {
      fires: since2020(false, { wage_income: 500_000 }),
      // 5,000 元 each: exactly on the line.
      silent: since2020(false, { wage_income: 1_290_000 }),
      kind: 'doubt',
      says: '人均纯收入 2366.67 元，低于 2020 年监测线 5000 元',
      at: 'household_year.net_income_per_person',
    },
  ],
  '12-village': [{ fires: { becomes: { name: '新庄村', on: '2016-07-01' } }, silent: {}, kind: 'contradiction', says: '起是新庄村', at: 'household.village' }],
  '13.6-53': [{ fires: { helpers: [] }, silent: {}, kind: 'incomplete', says: '现在没有帮扶责任人', at: 'pairing.helper_id' }],
  '6-E52': [
    {
      fires: { helpers: [{ is_main: true }, { is_main: true }, { is_main: false }] },
      silent: { helpers: [{ is_main: true }, { is_main: false }] },
      kind: 'contradiction',
      says: '有 2 名主要责任人',
      at: 'pairing.is_main',
    },
    { fires: { helpers: [{ is_main: null }] }, silent: { helpers: [] }, kind: 'incomplete', says: '没有一名是主要责任人', at: 'pairing.is_main' },
  ],
  '13.2-19': [
    {
      fires: {
        members: [undefined, undefined, { personYear: { student_status: '04' }, earlier: [{ student_status: '04' }, { student_status: '04' }] }],
      },
      silent: {
        members: [undefined, undefined, { personYear: { student_status: '04' }, earlier: [{ student_status: '04' }, { student_status: '03' }] }],
      },
      kind: 'doubt',
      says: '从 2013 年到 2015 年都是“七年级”',
      at: '2 person_year.student_status',
    },
    {
      fires: {
        members: [undefined, undefined, { personYear: { student_status: '09' }, earlier: [{ student_status: '09' }, { student_status: '09' }] }],
      },
      silent: { members: [undefined, undefined, { earlier: [{ student_status: '03' }, { student_status: '03' }] }] },
      kind: 'doubt',
      says: '都是“高中三年级”',
      at: '2 person_year.student_status',
    },
  ],
  '6-W18': [
    {
      fires: { before: { wage_income: 250_000, net_income_per_person: 118_333 } },
      silent: { before: { wage_income: 250_000, net_income_per_person: 118_334 } },
      kind: 'doubt',
      says: '增加了 100% 以上',
      at: 'household_year.net_income_per_person',
    },
    {
      fires: { householdYear: { wage_income: 0, business_income: 0 }, before: { wage_income: 500_000, net_income_per_person: 236_667 } },
      silent: { before: { net_income_per_person: 118_333 } },
      kind: 'doubt',
      says: '减少了 100% 以上',
      at: 'household_year.net_income_per_person',
    },
  ],
  '6-E26': [
    {
      fires: { household: { first_identified_on: '2014-05' }, pairings: [{ start_date: '2014-04-30', end_date: '2014-12-31' }] },
      silent: { household: { first_identified_on: '2014-05' }, pairings: [{ start_date: '2014-05-01' }] },
      kind: 'doubt',
      says: '却有 2014-04-30 开始的结对',
      at: 'pairing.start_date',
    },
  ],
  '6-E51': [
    {
      fires: { pairings: [{ start_date: '2014-01-01', end_date: '2014-06-01' }, { start_date: '2014-07-02' }] },
      silent: { pairings: [{ start_date: '2014-01-01', end_date: '2014-06-01' }, { start_date: '2014-07-01' }] },
      kind: 'doubt',
      says: '2014-06-01 到 2014-07-01 没有帮扶责任人',
      at: 'pairing.start_date',
    },
    {
      fires: { pairings: [{ start_date: '2013-01-01', end_date: '2013-02-01' }, { start_date: '2014-01-01' }] },
      silent: {
        pairings: [{ start_date: '2013-01-01', end_date: '2013-02-01' }, { start_date: '2013-01-15', end_date: '2014-01-01' }, { start_date: '2014-01-01' }],
      },
      kind: 'doubt',
      says: '2013-02-01 到 2013-12-31',
      at: 'pairing.start_date',
    },
  ],
  '6-W15': [
    {
      fires: { household: { first_identified_on: '2014-01-01' }, members: [undefined, { membership: { start_date: '2015-03-02' } }] },
      silent: {
        household: { first_identified_on: '2014' },
        members: [{ membership: { start_date: '2014-01-01' } }, { membership: { start_date: '2015-03-02', increase_reason: '05' } }],
      },
      kind: 'doubt',
      says: '没有增加原因',
      at: '1 membership.increase_reason',
    },
    {
      fires: { members: [undefined, undefined, { membership: { end_date: '2015-03-02', status: '5' } }] },
      silent: { members: [undefined, undefined, { membership: { end_date: '2015-03-02', status: '5', decrease_reason: '08' } }] },
      kind: 'doubt',
      says: '没有减少原因',
      at: '2 membership.decrease_reason',
    },
    {
      fires: { members: [undefined, undefined, { membership: { status: '2', decrease_reason: '01' } }] },
      silent: {},
      kind: 'doubt',
      says: '没有减少日期',
      at: '2 membership.end_date',
    },
  ],
  '8-newborn': [
    {
      fires: { members: [undefined, undefined, { membership: { increase_reason: '06', start_date: '2015-03-02' } }] },
      silent: { members: [undefined, undefined, { membership: { increase_reason: '06', start_date: '2005-12-02' } }] },
      kind: 'doubt',
      says: '相差一年以上',
      at: '2 membership.start_date',
    },
  ],
  '6-E41d': [
    {
      fires: {
        members: [undefined, { membership: { end_date: '2014-03-02', decrease_reason: '01', status: '2' }, personYear: { low_income_allowance: true } }],
      },
      silent: {
        members: [undefined, { membership: { end_date: '2015-03-02', decrease_reason: '01', status: '2' }, personYear: { low_income_allowance: true } }],
      },
      kind: 'contradiction',
      says: '已在 2014-03-02 死亡',
      at: '1 person_year.low_income_allowance',
    },
  ],
  '8-paper': [
    {
      fires: { members: [undefined, { membership: { end_date: '2015-03-02', decrease_reason: '01', status: '2' }, papers: ['portrait'] }] },
      silent: { members: [undefined, { membership: { end_date: '2015-03-02', decrease_reason: '01', status: '2' }, papers: ['death'] }] },
      kind: 'doubt',
      says: '还没有死亡证明或户口注销证明',
      at: '1 membership.decrease_reason',
    },
    {
      fires: { members: [undefined, { membership: { start_date: '2015-03-02', increase_reason: '05' }, papers: [] }] },
      silent: { members: [undefined, { membership: { start_date: '2015-03-02', increase_reason: '05' } }] },
      kind: 'doubt',
      says: '还没有结婚证',
      at: '1 membership.increase_reason',
    },
  ],
  '13-incomplete': [
    { fires: { household: { phone: null, bank_account: null } }, silent: {}, kind: 'incomplete', says: '户：联系电话、银行账号', at: 'household.phone' },
    {
      fires: { members: [undefined, { personYear: { health: null, labour: null } }] },
      silent: {},
      kind: 'incomplete',
      says: '“李四”：健康状况、劳动技能',
      at: '1 person_year.health',
    },
    { fires: year({ fuel: null, water_safe: null }), silent: {}, kind: 'incomplete', says: '主要燃料类型、饮水是否安全', at: 'household_year.fuel' },
    { fires: { count: 0 }, silent: {}, kind: 'incomplete', says: '家庭成员', at: 'household.head_name' },
    {
      fires: head({ health: '04' }),
      silent: head({ health: '04' }, { disability_card_no: `${syntheticNumber('19750512', 11)}43` }),
      kind: 'incomplete',
      says: '“张三”：残疾证号',
      at: '0 person.disability_card_no',
    },
    {
      fires: head({ work_months: null }),
      silent: head({ work_months: null, work_place: null }),
      kind: 'incomplete',
      says: '“张三”：务工时间',
      at: '0 person_year.work_months',
    },
    {
      fires: head({ work_place: null }),
      silent: { ...head({ work_place: null, work_location: '兰州市' }) },
      kind: 'incomplete',
      says: '“张三”：务工状况',
      at: '0 person_year.work_place',
    },
    {
      fires: { members: [undefined, undefined, { membership: { status: '3' } }] },
      silent: {},
      kind: 'incomplete',
      says: '“张小”：结束日期',
      at: '2 membership.end_date',
    },
    {
      fires: attribute('04', {}, { low_income_allowance: null }),
      silent: {},
      kind: 'incomplete',
      says: '“张三”：是否享受低保',
      at: '0 person_year.low_income_allowance',
    },
    { fires: year({ dangerous_house: true }), silent: {}, kind: 'incomplete', says: '危房级别', at: 'household_year.dangerous_house_level' },
  ],
}
