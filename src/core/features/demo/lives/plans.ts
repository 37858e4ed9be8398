/** Plans of 2015 in the demo (一户一策), in the villages of 整村推进: six measures for households that leave, three for others. */
import type { DemoHousehold } from '../household.ts'
import { LINES } from '../livelihood.ts'
import { two } from '../family.ts'
import type { VillagePlan } from '../plan.ts'
import { apportion, type Random } from '../random.ts'
import type { DemoRecord, Sources } from '../records.ts'
import { netOf } from './exits.ts'
import { stepRecords, type Step } from './steps.ts'

interface Kind {
  readonly content: (size: number) => string
  readonly category: string
  readonly unit: string
  /** 收入种类 and 元 that one of the unit brings in a year; null where it brings none by itself. */
  readonly income: readonly [string, number] | null
  readonly sizes: readonly [number, number]
  /** 元 of public money for one of the unit. */
  readonly paid: number
}

/** What brings income, by itself or with hands to work. */
const EARNING: readonly Kind[] = [
  { content: (size) => `种植黄芪、当归 ${size} 亩`, category: '4', unit: '亩', income: ['22', 900], sizes: [1, 8], paid: 200 },
  { content: (size) => `种植地膜马铃薯 ${size} 亩`, category: '4', unit: '亩', income: ['21', 450], sizes: [1, 10], paid: 80 },
  { content: (size) => `养羊 ${size} 只`, category: '4', unit: '只', income: ['32', 260], sizes: [5, 30], paid: 100 },
  { content: (size) => `养牛 ${size} 头`, category: '4', unit: '头', income: ['31', 2200], sizes: [1, 4], paid: 1000 },
  { content: (size) => `养猪 ${size} 头`, category: '4', unit: '头', income: ['33', 420], sizes: [2, 10], paid: 150 },
  { content: (size) => `养鸡 ${size} 只`, category: '4', unit: '只', income: ['34', 18], sizes: [50, 200], paid: 5 },
  { content: (size) => `养中蜂 ${size} 箱`, category: '4', unit: '箱', income: ['35', 350], sizes: [3, 12], paid: 200 },
]
const LABOUR: Kind = { content: (size) => `培训后外出务工 ${size} 人`, category: '1', unit: '人', income: ['11', 6000], sizes: [1, 1], paid: 500 }
const OTHER: readonly Kind[] = [
  { content: (size) => `入户路硬化 ${size} 米`, category: '5', unit: '米', income: null, sizes: [20, 120], paid: 60 },
  { content: () => '自来水接入户', category: '5', unit: '户', income: null, sizes: [1, 1], paid: 1200 },
  { content: (size) => `改造圈舍 ${size} 平方米`, category: '5', unit: '平方米', income: null, sizes: [20, 60], paid: 80 },
  { content: (size) => `实用技术培训 ${size} 人次`, category: '1', unit: '人次', income: null, sizes: [1, 3], paid: 100 },
  { content: (size) => `代缴新农合 ${size} 人`, category: '6', unit: '人', income: null, sizes: [1, 5], paid: 90 },
  { content: (size) => `加入互助资金协会 ${size} 股`, category: '6', unit: '股', income: null, sizes: [1, 2], paid: 200 },
  { content: (size) => `发放良种化肥 ${size} 袋`, category: '6', unit: '袋', income: null, sizes: [2, 8], paid: 110 },
]
/** Measures of a plan for leaving in its own year, and of the others (parameters `plan_least_exit`, `plan_least_other`). */
const MEASURES = { leaving: 6, other: 3 } as const
/** 预计可达人均 to the line times this, and a little more, so that it is reached (parameter `plan_income_buffer`). */
const BUFFER = 1.05
const MORE = 1.08

interface Planned {
  readonly village: VillagePlan
  readonly household: DemoHousehold
  readonly householdId: string
  readonly helper: string
}

/** The plan of a household with its measures, what came of them, and its steps. */
export function* planRecords(about: Planned, random: Random, sources: Sources): Generator<DemoRecord> {
  const { village, household, householdId, helper } = about
  const [leaves, able] = [household.plan.fate === 'leaves', hasHands(household)]
  const planId = sources.ids.next('household_plan', { household_id: householdId, year: 2015, version: 1 })
  yield {
    register: 'household_plan',
    id: planId,
    values: {
      household_id: householdId,
      year: 2015,
      version: 1,
      target_exit_year: leaves ? 2015 : Math.max(2016, village.exitYear ?? 2017),
      target_income: leaves ? Math.ceil((LINES[2015] ?? 0) * BUFFER) * 100 : null,
      path: able ? (random.chance(0.25) ? '2' : '1') : '4',
      main_cause: household.mainCause,
      other_causes: household.otherCauses.length === 0 ? null : household.otherCauses.join(','),
      made_by: '驻村工作队（演示）',
      made_on: '2015-03-18',
    },
  }
  let all = true
  for (const measure of measuresOf(household, leaves, able, random)) {
    const id = sources.ids.next('plan_measure')
    const done = leaves || random.chance(0.7)
    all &&= done
    yield {
      register: 'plan_measure',
      id,
      values: {
        plan_id: planId,
        category: measure.kind.category,
        content: measure.kind.content(measure.size),
        size: measure.size * 100,
        unit: measure.kind.unit,
        fund_amount: measure.size * measure.kind.paid * 100,
        helper_id: helper,
        starts_on: '2015-04-01',
        due_on: '2015-09-30',
        ...(measure.income === null ? {} : { expected_income: measure.income.yuan * 100, income_kind: measure.income.kind, income_year: 2015 }),
      },
    }
    if (done || random.chance(0.5)) yield resultRecord(id, measure, done, random, sources)
  }
  yield* stepRecords(`household_plan:${planId}`, 'plan_stage', stepsOf(about, leaves && all), sources)
}

interface Measure {
  readonly kind: Kind
  readonly size: number
  readonly income: { readonly kind: string; readonly yuan: number } | null
}

/** As many as are asked, of different kinds; those that earn close the gap to the line between them. */
function measuresOf(household: DemoHousehold, leaves: boolean, able: boolean, random: Random): readonly Measure[] {
  const count = leaves ? MEASURES.leaving : MEASURES.other
  const earning = [...EARNING]
  random.shuffle(earning)
  const kinds = earning.slice(0, leaves ? 3 : 1)
  if (able && household.persons.some(({ traits }) => traits.worksAway) && random.chance(0.5)) kinds[0] = LABOUR
  const others = [...OTHER]
  random.shuffle(others)
  const gap = leaves ? gapOf(household) : 0
  const shares = apportion(
    gap,
    kinds.map(() => 1 + random.next()),
  )
  const measures = [...kinds, ...others.slice(0, count - kinds.length)].map((kind, position): Measure => {
    const share = shares[position] ?? 0
    const drawn = random.int(...kind.sizes)
    if (kind.income === null) return { kind, size: drawn, income: null }
    const size = leaves ? Math.max(1, Math.ceil(share / kind.income[1])) : drawn
    return { kind, size, income: { kind: kind.income[0], yuan: size * kind.income[1] } }
  })
  random.shuffle(measures as Measure[])
  return measures
}

/** 元 that the whole household lacks to the line of the plan, with a little more. */
function gapOf({ years }: DemoHousehold): number {
  const [last, own] = [2014, 2015].map((year) => years.find((one) => one.year === year))
  const people = own?.people ?? last?.people ?? 1
  const wanted = Math.ceil((LINES[2015] ?? 0) * BUFFER * people)
  return Math.max(1000, Math.ceil((wanted - (last === undefined ? 0 : netOf(last.income))) * MORE))
}

function hasHands({ persons }: DemoHousehold): boolean {
  return persons.some(({ years }) => ['01', '02'].includes(years.get(2014)?.labour ?? years.get(2015)?.labour ?? ''))
}

function resultRecord(measureId: string, { kind, size, income }: Measure, done: boolean, random: Random, { ids }: Sources): DemoRecord {
  const share = done ? 1 : 0.5
  return {
    register: 'measure_result',
    id: ids.next('measure_result'),
    values: {
      measure_id: measureId,
      done_on: `2015-0${random.int(6, 9)}-${two(random.int(1, 28))}`,
      done_amount: Math.round(size * share * 100),
      paid: Math.round(size * kind.paid * share) * 100,
      actual_income: income === null ? null : Math.round(income.yuan * share * (0.9 + 0.2 * random.next())) * 100,
      finished: done,
      signed: random.chance(0.97),
    },
  }
}

function stepsOf({ village, household }: Planned, completed: boolean): readonly Step[] {
  const clerk = { level: 'village', by: `${village.name}文书（演示）` } as const
  const steps: readonly Step[] = [
    { key: 'sign', ...clerk, on: '2015-03-20', signatures: household.persons[0]?.member.name ?? '户主' },
    { key: 'review', ...clerk, on: '2015-03-25', signatures: '村支书（演示）' },
    { key: 'approve', level: 'township', by: `${village.townshipName}扶贫专干（演示）`, on: '2015-04-02' },
    { key: 'execute', ...clerk, on: '2015-04-05' },
    { key: 'complete', ...clerk, on: '2015-10-05' },
  ]
  return completed ? steps : steps.slice(0, 4)
}
