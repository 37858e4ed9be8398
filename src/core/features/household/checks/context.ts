/** The facts of a household prepared for the rules: who counts, which attribute and line hold in the year, what the income is. */
import { referenceDate } from '#core/rules/dates.ts'
import { computeIncome } from './income.ts'
import { populationOf } from '#core/rules/population.ts'
import type { Income } from './income.ts'
import { modelOfRecord, type IncomeModel } from '#core/rules/incomeModel.ts'
import { incomeYearOf } from './incomeYear.ts'
import { toScaled } from '#core/rules/money.ts'
import { defaultParameters, firstValue, povertyLine } from '#core/rules/parameters.ts'
import type { ParameterKey, ParameterReader, PovertyLine } from '#core/rules/parameters.ts'
import { lastDayOf } from '#core/rules/parameterTerms.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import { isMemberOn } from './members.ts'
import type { MemberView } from './members.ts'
import type { FieldPath, HouseholdFacts, MemberFacts } from './facts.ts'

export interface CheckContext {
  readonly year: number
  readonly today: string
  /** The day for which the year is judged: its end, or today. */
  readonly date: string
  readonly household: Row<'household'>
  /** An empty row when there is no yearly record. */
  readonly householdYear: Row<'household_year'>
  readonly hasYear: boolean
  readonly everyone: readonly MemberView[]
  /** Who helps it today; null where that is not known. */
  readonly helpers: readonly Row<'pairing'>[] | null
  /** Who helps it or ever helped it; null where that is not known. */
  readonly pairings: readonly Row<'pairing'>[] | null
  /** The record of the year before; null where there is none or it is not known. */
  readonly before: Row<'household_year'> | null
  /** What its village has become; null where it still is. */
  readonly becomes: NonNullable<HouseholdFacts['becomes']> | null
  /** Whether it is monitored; null where that is not looked at. */
  readonly monitored: boolean | null
  readonly stated: NonNullable<HouseholdFacts['stated']>
  /** Those who belong to the household on {@link date}. */
  readonly members: () => readonly MemberView[]
  /** How the income of the year is reckoned. */
  readonly incomeModel: () => IncomeModel
  readonly income: () => Income
  /**
   * Net income per person in 分, for judging: computed once wages or business are entered, else as stated, else `null`.
   * A record that holds nothing but, say, an allowance imported from a list would otherwise look like the whole income.
   */
  readonly incomePerPerson: () => number | null
  readonly line: () => PovertyLine | undefined
  /** The line of monitoring of the year in 元, where one is set. */
  readonly monitoringLine: () => number | undefined
  /** A threshold in its own unit (岁, 人, 元 …). */
  readonly threshold: (key: ParameterKey) => number
  /** A threshold in stored units of two decimals (分, 0.01 亩, 0.01 公里 …). */
  readonly scaledThreshold: (key: ParameterKey) => number
}

/** Prepares facts; nothing is computed before a rule asks. */
export function makeContext(facts: HouseholdFacts): CheckContext {
  const { year, today, household, stated = {} } = facts
  const date = referenceDate(year, today)
  const householdYear = facts.householdYear ?? {}
  const everyone = facts.members.map(memberView)
  const { threshold, scaledThreshold, lineOf, monitoringLine } = thresholdsOf(facts.parameters, year, household.village ?? null)
  const members = once(() => everyone.filter((member) => isMemberOn(member.membership, date)))
  const place = householdYear.counted_village ?? household.village ?? null
  const model = once(() => modelOfRecord(householdYear.income_model, facts.parameters, year, place))
  const income = once(() => computeIncome(householdYear, populationOf(members().length, householdYear.stated_population), year, model()))
  return {
    year,
    today,
    date,
    household,
    householdYear,
    hasYear: facts.householdYear !== null,
    everyone,
    helpers: facts.helpers ?? null,
    pairings: facts.pairings ?? null,
    before: facts.before ?? null,
    becomes: facts.becomes ?? null,
    monitored: facts.monitored ?? null,
    stated,
    members,
    incomeModel: model,
    income,
    threshold,
    incomePerPerson: () => (hasMainIncome(householdYear) ? income().perPerson : null) ?? stated.netIncomePerPerson ?? null,
    line: once(() => lineOf(incomeYearOf(householdYear, year, threshold('income_year_lag')))),
    monitoringLine,
    scaledThreshold,
  }
}

type Thresholds = Pick<CheckContext, 'threshold' | 'scaledThreshold' | 'monitoringLine'> & { readonly lineOf: (year: number) => PovertyLine | undefined }

/** By reader, year and village: all households of a village are held against the same. A reader always gives the same answers. */
const thresholds = new WeakMap<ParameterReader, Map<string, Thresholds>>()

function thresholdsOf(parameters: ParameterReader, year: number, village: string | null): Thresholds {
  let ofReader = thresholds.get(parameters)
  if (ofReader === undefined) thresholds.set(parameters, (ofReader = new Map()))
  const name = `${year} ${village ?? ''}`
  let found = ofReader.get(name)
  if (found === undefined) ofReader.set(name, (found = makeThresholds(parameters, year, village)))
  return found
}

function makeThresholds(parameters: ParameterReader, year: number, village: string | null): Thresholds {
  const read: ParameterReader = (...asked) => parameters(...asked) ?? defaultParameters(...asked)
  const threshold = byKey((key) => read(key, lastDayOf(year), village) ?? firstValue(key))
  return {
    threshold,
    scaledThreshold: byKey((key) => toScaled(threshold(key), 2)),
    lineOf: byYear((income) => povertyLine(read, income, village)),
    monitoringLine: once(() => read('monitoring_line', lastDayOf(year), village)),
  }
}

function byYear<T>(compute: (year: number) => T): (year: number) => T {
  const known = new Map<number, T>()
  return (year) => {
    if (!known.has(year)) known.set(year, compute(year))
    return known.get(year) as T
  }
}

function byKey(compute: (key: ParameterKey) => number): (key: ParameterKey) => number {
  const known = new Map<ParameterKey, number>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) known.set(key, (value = compute(key)))
    return value
  }
}

const NONE_KNOWN = (): readonly never[] => []

function memberView(facts: MemberFacts, index: number): MemberView {
  const name = facts.person.name
  return {
    index,
    name: name ? `“${name}”` : `第 ${index + 1} 位成员`,
    person: facts.person,
    personYear: facts.personYear ?? {},
    hasYear: facts.personYear !== null,
    membership: facts.membership,
    earlier: facts.earlier ?? NONE_KNOWN,
    papers: facts.papers ?? null,
    number: facts.number ?? {},
    known: {},
  }
}

/** Whether wages or business income are entered, so that the computed income can be taken for the whole. */
export function hasMainIncome(householdYear: Row<'household_year'>): boolean {
  return (householdYear.wage_income ?? householdYear.business_income ?? null) !== null
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined
  return () => (known ??= { value: compute() }).value
}

/** Fields behind {@link exitStatusOf}, {@link attributeOf}, {@link mainCauseOf}. */
export const EXIT_FIELDS = ['household_year.exit_status', 'household.exit_status', 'household.exit_year'] as const satisfies readonly FieldPath[]
export const ATTRIBUTE_FIELDS = ['household_year.attribute', 'household.attribute'] as const satisfies readonly FieldPath[]
export const MAIN_CAUSE_FIELDS = ['household_year.main_cause', 'household.main_cause'] as const satisfies readonly FieldPath[]

const NOT_EXITED = '0'

/** 脱贫标志 of the year: the yearly record's; else the household's, except that a later exit had not happened yet. */
export function exitStatusOf(context: CheckContext): string | null {
  const { household, householdYear, year } = context
  if (householdYear.exit_status) return householdYear.exit_status
  const status = household.exit_status ?? null
  return isExited(status) && (household.exit_year ?? year) > year ? NOT_EXITED : status
}

/** 贫困户属性 of the year: the yearly record's, else the household's. */
export function attributeOf(context: CheckContext): string | null {
  return context.householdYear.attribute ?? context.household.attribute ?? null
}

/** 主要致贫原因 of the year: the yearly record's, else the household's. */
export function mainCauseOf(context: CheckContext): string | null {
  return context.householdYear.main_cause ?? context.household.main_cause ?? null
}

/** 已脱贫 (1), and 4, which tools treat alike. */
export function isExited(status: string | null | undefined): boolean {
  return status === '1' || status === '4'
}

/** 未脱贫 (0) or 返贫 (3): a poor household now. */
export function isPoor(status: string | null | undefined): boolean {
  return status === '0' || status === '3'
}
