/** Whether a risk that is said to be removed is (forms.md §13.8: 1_02_008, 1_11_004–009, 2_11_002, 3_11_010), and what is late (1_11_010, 5_12). */
import { fieldOf } from '#core/catalogue/index.ts'
import { monthsLater } from '#core/rules/dates.ts'
import { firstDayOf, isCertainlyAfter, lastDayOf } from '#core/rules/partialDate.ts'
import { DEVELOPING } from './words.ts'
import { hasAid, hasLabour, isLate, isOpen, isRemoved, namesOf, threshold } from './facts.ts'
import type { MonitoredFacts, MonitoredMember, MonitoredRule } from './types.ts'

const S16 = (number: string): string => `forms.md §13.8-${number}（S16）`
const REMOVED_AT = 'monitored_household.risk_removed'
const CENTS = 100

/** FI–FU of the national export, in its order. */
const AFTER_REMOVAL = [
  'dropout',
  'house_unsafe',
  'uninsured',
  'water_unsafe',
  'wage_income',
  'property_income',
  'transfer_income',
  'business_income',
  'business_expense',
  'net_income',
  'income_per_person',
  'insurance_payout',
  'own_payment',
] as const

/** A rule about households whose risk is removed: what is still the matter, if anything. */
const ofRemoved = (rule: Pick<MonitoredRule, 'id' | 'title' | 'reads'> & { readonly says: (facts: MonitoredFacts) => string | null }): MonitoredRule => ({
  id: rule.id,
  title: rule.title,
  official: 'E',
  kind: 'doubt',
  relaxed: '消除时没有的问题可能后来才有，由人核对',
  source: S16(rule.id),
  reads: [...rule.reads, REMOVED_AT, 'monitored_household.stage'],
  verify: (facts) => {
    const message = isRemoved(facts) ? rule.says(facts) : null
    return message === null ? [] : [{ field: REMOVED_AT, message }]
  },
})

const OUT_OF_SCHOOL: ReadonlySet<string> = new Set(['01'])
const FROM_AGE = 6
const TO_AGE = 16

/** 6 to 16, not at school, and no reason of health that lets them be. */
function droppedOut({ members }: MonitoredFacts): readonly MonitoredMember[] {
  return members.filter(
    ({ age, year }) => age !== null && age >= FROM_AGE && age < TO_AGE && OUT_OF_SCHOOL.has(year?.student_status ?? '') && !year?.dropout_reason,
  )
}

export const removalRules: readonly MonitoredRule[] = [
  ofRemoved({
    id: '1_02_008',
    title: '消除以后住房没有损毁',
    reads: ['monitored_fact.house_unsafe'],
    says: ({ removal }) => (removal?.house_unsafe === true ? '风险已消除，风险消除时的情况里住房仍损毁；请核对，问题没有解决的不能消除。' : null),
  }),
  ofRemoved({
    id: '1_02_009',
    title: '消除以后饮水设施没有损毁',
    reads: ['monitored_fact.water_unsafe'],
    says: ({ removal }) => (removal?.water_unsafe === true ? '风险已消除，风险消除时的情况里饮水设施仍损毁；请核对，问题没有解决的不能消除。' : null),
  }),
  {
    id: '1_11_004',
    title: '已消除户填全消除后的 13 项',
    official: 'E',
    kind: 'incomplete',
    source: S16('1_11_004'),
    reads: ['monitored_household.stage', ...AFTER_REMOVAL.map((key) => `monitored_fact.${key}` as const)],
    verify: (facts) => {
      if (!isRemoved(facts)) return []
      const { removal } = facts
      const open = AFTER_REMOVAL.filter((key) => (removal?.[key] ?? null) === null)
      if (open.length === 0) return []
      const labels = open.map((key) => fieldOf('monitored_fact', key).label).join('、')
      return [{ field: REMOVED_AT, message: `风险已消除，风险消除时的情况里还没有填：${labels}。请补上。` }]
    },
  },
  ofRemoved({
    id: '1_11_005',
    title: '已消除户没有辍学',
    reads: ['monitored_fact.dropout', 'person_year.student_status'],
    says: (facts) => {
      const out = droppedOut(facts)
      if (out.length > 0) return `风险已消除，${namesOf(out)}在义务教育年龄而不在校；请核对在校生状况。`
      return facts.removal?.dropout === true ? '风险已消除，风险消除时的情况里仍有失学辍学；请核对。' : null
    },
  }),
  ofRemoved({
    id: '1_11_006',
    title: '已消除户不住危房',
    reads: ['household_year.dangerous_house'],
    says: ({ householdYear }) => (householdYear?.dangerous_house === true ? '风险已消除，最近一年的年度记录里仍是危房户；请核对。' : null),
  }),
  ofRemoved({
    id: '1_11_007',
    title: '已消除户饮水安全',
    reads: ['household_year.water_resolved', 'household_year.water_safe'],
    says: ({ householdYear }) =>
      householdYear?.water_resolved === false || householdYear?.water_safe === false ? '风险已消除，最近一年的年度记录里饮水不安全；请核对。' : null,
  }),
  ofRemoved({
    id: '1_11_009',
    title: '帮扶消除的有措施',
    reads: ['monitored_household.removal_way', 'monitored_aid.kind'],
    says: ({ record, aids }) =>
      record.removal_way === 'x1' && aids.length === 0 ? '风险消除方式是“帮扶消除”，没有登记帮扶措施；请补登，或改正消除方式。' : null,
  }),
  {
    id: '10-days',
    title: '消除不早于识别',
    official: 'E',
    kind: 'contradiction',
    source: 'forms.md §10（识别 → 消除）',
    reads: ['monitored_household.identified_on', 'monitored_household.removed_on'],
    verify: ({ record: { identified_on: from, removed_on: to } }) =>
      typeof from === 'string' && typeof to === 'string' && isCertainlyAfter(from, to)
        ? [{ field: 'monitored_household.removed_on', message: `消除监测时间 ${to} 早于识别监测时间 ${from}，请改正。` }]
        : [],
  },
  {
    id: '2_11_002',
    title: '识别到消除不短于六个月',
    official: 'W',
    kind: 'doubt',
    source: `${S16('2_11_002')}；标题写 6 个月，代码用 2 个月，取 6 个月（readings.md 17）`,
    reads: ['monitored_household.identified_on', 'monitored_household.removed_on', 'monitored_household.stage'],
    parameters: ['monitor_removal_months'],
    verify: (facts) => {
      const { identified_on: from, removed_on: to } = facts.record
      if (typeof from !== 'string' || typeof to !== 'string' || isCertainlyAfter(from, to)) return []
      const months = threshold(facts, 'monitor_removal_months')
      // Of vague dates the days that speak for it count.
      return lastDayOf(to) >= monthsLater(firstDayOf(from), months)
        ? []
        : [{ field: 'monitored_household.removed_on', message: `${from} 识别、${to} 消除，不满 ${months} 个月；请核对日期，或说明。` }]
    },
  },
  {
    id: '3_11_010',
    title: '消除时人均纯收入不低于当年监测线',
    official: 'E',
    kind: 'doubt',
    relaxed: '线只作参考，由人说明；在本程序里办消除的，低于线的办不了',
    source: `${S16('3_11_010')}；代码写 4000 元，取当年线（readings.md 17）`,
    reads: ['monitored_fact.income_per_person', 'monitored_household.removed_on', 'monitored_household.stage'],
    parameters: ['monitoring_line'],
    verify: (facts) => {
      const [income, on] = [facts.removal?.income_per_person, facts.record.removed_on]
      if (!isRemoved(facts) || typeof income !== 'number' || typeof on !== 'string') return []
      const line = facts.parameters('monitoring_line', lastDayOf(on), facts.record.village ?? null)
      if (line === undefined || income >= Math.round(line * CENTS)) return []
      return [
        { field: REMOVED_AT, message: `风险消除时人均纯收入 ${(income / CENTS).toFixed(2)} 元，低于 ${on.slice(0, 4)} 年监测线 ${line} 元；请核对，或说明。` },
      ]
    },
  },
  {
    id: '1_11_010',
    title: '识别一个月以内有帮扶措施',
    official: 'E',
    kind: 'incomplete',
    source: S16('1_11_010'),
    reads: ['monitored_household.stage', 'monitored_household.identified_on', 'monitored_aid.kind'],
    parameters: ['monitor_aid_months'],
    verify: (facts) =>
      facts.aids.length === 0 && isLate(facts, 'monitor_aid_months')
        ? [
            {
              field: 'monitored_household.stage',
              message: `${facts.record.identified_on ?? ''} 识别，超过 ${threshold(facts, 'monitor_aid_months')} 个月还没有登记帮扶措施，请补登。`,
            },
          ]
        : [],
  },
  {
    id: '5_12_007',
    title: '有劳动力的六个月以内落实开发式帮扶',
    official: 'W',
    kind: 'doubt',
    source: S16('5_12_007'),
    reads: ['monitored_household.stage', 'monitored_household.identified_on', 'monitored_household.development', 'monitored_aid.kind', 'person_year.labour'],
    parameters: ['monitor_development_months'],
    verify: (facts) =>
      isLate(facts, 'monitor_development_months') && hasLabour(facts) === true && facts.record.development !== 'x1' && !hasAid(facts, ...DEVELOPING)
        ? [
            {
              field: 'monitored_household.development',
              message: `户内有劳动力，识别超过 ${threshold(facts, 'monitor_development_months')} 个月还没有落实开发式帮扶（产业、就业、金融、公益岗位）；请落实并登记，或说明。`,
            },
          ]
        : [],
  },
  {
    id: '5_12_011',
    title: '实施了开发式帮扶的写明是什么',
    official: 'W',
    kind: 'doubt',
    source: S16('5_12_011'),
    reads: ['monitored_household.development', 'monitored_aid.kind', 'monitored_aid.content'],
    verify: (facts) => {
      const developing = facts.aids.filter(({ kind }) => DEVELOPING.includes(kind))
      return isOpen(facts) && facts.record.development === 'x1' && developing.every(({ content }) => content === '其他')
        ? [
            {
              field: 'monitored_household.development',
              message: '“实施开发式帮扶措施情况”是“是”，产业、就业、金融、公益岗位帮扶却没有登记，或者只填了“其他”；请写明具体措施。',
            },
          ]
        : []
    },
  },
  {
    id: '10-income',
    title: '家庭纯收入、人均纯收入与各项相符',
    official: 'E',
    kind: 'doubt',
    relaxed: '来表只列合计的多，由人核对',
    source: 'forms.md §13.4-30、§10.1',
    reads: ['monitored_fact.net_income', 'monitored_fact.income_per_person', 'monitored_fact.people'],
    parameters: ['income_check_tolerance'],
    verify: (facts) =>
      [facts.identification, facts.removal].flatMap((one, index) =>
        incomeProblems(one, threshold(facts, 'income_check_tolerance')).map((message) => ({
          field: 'monitored_household.people' as const,
          message: `${index === 0 ? '识别时' : '风险消除时'}：${message}`,
        })),
      ),
  },
]

const PARTS = ['wage_income', 'business_income', 'property_income', 'transfer_income'] as const

/** Where all parts are there they come to the net income; where people are there, to the income per person. */
function incomeProblems(fact: MonitoredFacts['removal'], tolerance: number): string[] {
  if (fact === null) return []
  const most = tolerance * CENTS
  const parts = PARTS.map((key) => fact[key])
  const { net_income: net, income_per_person: each, business_expense: expense, people } = fact
  const found: string[] = []
  const sum = parts.every((part) => typeof part === 'number') && typeof expense === 'number' ? parts.reduce((total, part) => total + part, 0) - expense : null
  if (sum !== null && typeof net === 'number' && Math.abs(sum - net) > most)
    found.push(`各项收入减去支出是 ${(sum / CENTS).toFixed(2)} 元，家庭纯收入填的是 ${(net / CENTS).toFixed(2)} 元，请核对。`)
  if (typeof net === 'number' && typeof each === 'number' && typeof people === 'number' && people > 0 && Math.abs(net - each * people) > most * people)
    found.push(`家庭纯收入 ${(net / CENTS).toFixed(2)} 元除以 ${people} 人，与人均纯收入 ${(each / CENTS).toFixed(2)} 元不符，请核对。`)
  return found
}
