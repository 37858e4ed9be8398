/** Turns a household of the demo into records by catalogue key. */
import type { RegisterName, RowOf } from '#core/catalogue/index.ts'
import { BASE_YEAR, two } from './family.ts'
import { livingIn, YEARS } from './household.ts'
import type { DemoHousehold, DemoPerson, HouseholdYear } from './household.ts'
import type { Income } from './livelihood.ts'
import { bankAccount, mobile, nationalNumber } from './numbers.ts'
import type { DemoIds, IdNumbers } from './numbers.ts'
import type { Flaw, HouseholdPlan, VillagePlan } from './plan.ts'
import { Random } from './random.ts'

/** Values of a record as it is put on file: derived fields are left to the store. */
export type DemoValues<N extends RegisterName> = { readonly [K in keyof RowOf<N>]?: RowOf<N>[K] }

/** A record to be inserted as it stands; records come after those they refer to. */
export type DemoRecord = { readonly [N in RegisterName]: { readonly register: N; readonly id: string; readonly values: DemoValues<N> } }[RegisterName]

/** What numbers and ids are taken from, county-wide. */
export interface Sources {
  readonly ids: DemoIds
  readonly idNumbers: IdNumbers
  /** Persons so far, for their national numbers and phones. */
  persons: number
}

/** The day on which those found poor in 2015 were announced. */
export const FOUND_ON = '2015-04-15'
/** The day on which households split in 2015. */
export const SPLIT_ON = '2015-06-10'

/** Places people of the county go to work: 务工状况 → 省, 市, 县. */
const PLACES: Readonly<Record<string, readonly (readonly [string, string, string])[]>> = {
  '04': [
    ['新疆维吾尔自治区', '乌鲁木齐市', '天山区'],
    ['内蒙古自治区', '鄂尔多斯市', '东胜区'],
    ['江苏省', '苏州市', '昆山市'],
    ['青海省', '西宁市', '城东区'],
    ['北京市', '市辖区', '朝阳区'],
  ],
  '03': [
    ['甘肃省', '兰州市', '城关区'],
    ['甘肃省', '天水市', '秦州区'],
    ['甘肃省', '酒泉市', '瓜州县'],
    ['甘肃省', '定西市', '安定区'],
  ],
  '02': [['甘肃省', '定西市', '漳县']],
  '01': [['甘肃省', '定西市', '漳县']],
}
const EMPLOYERS = ['建筑劳务队', '电子厂', '餐饮店', '采棉务工队', '公路养护队', '中药材加工厂', '家政服务公司', '砖厂']
const GROUP_NAMES = ['一社', '二社', '三社', '四社', '五社', '六社', '七社', '八社', '九社']

export function groupName(number: number): string {
  return GROUP_NAMES[number - 1] ?? `${number}社`
}

/** The household, its members and its years, in the order in which they can be inserted. */
export function* householdRecords(
  household: DemoHousehold,
  village: VillagePlan,
  groups: readonly string[],
  sources: Sources,
  random: Random,
): Generator<DemoRecord> {
  const { plan } = household
  const householdId = sources.ids.next('household')
  const identified = identifiedOn(plan, random)
  yield { register: 'household', id: householdId, values: householdValues(household, village, groups[plan.group - 1] ?? null, identified, random) }
  for (const person of household.persons) {
    const { relation, sex, birth, joined, left } = person.member
    const idNumber = sources.idNumbers.next(birth, sex)
    const personId = sources.ids.next('person')
    sources.persons += 1
    yield { register: 'person', id: personId, values: personValues(person, idNumber, sources.persons, random) }
    yield {
      register: 'membership',
      id: sources.ids.next('membership'),
      values: {
        household_id: householdId,
        person_id: personId,
        relation,
        status: left === null ? (person.goes === undefined ? '1' : '3') : left.reason === '01' ? '2' : '3',
        start_date: joined !== null && joined.date > identified ? joined.date : identified,
        increase_reason: joined !== null && joined.date > identified ? joined.reason : null,
        end_date: left?.date ?? (person.goes === undefined ? null : SPLIT_ON),
        decrease_reason: left?.reason ?? (person.goes === undefined ? null : '08'),
      },
    }
    for (const year of YEARS) {
      const values = personYearValues(person, year, village, random)
      if (values !== null)
        yield { register: 'person_year', id: sources.ids.next('person_year', { person_id: personId, year }), values: { person_id: personId, ...values } }
    }
  }
  for (const year of household.years) {
    yield {
      register: 'household_year',
      id: sources.ids.next('household_year', { household_id: householdId, year: year.year }),
      values: { household_id: householdId, ...householdYearValues(household, year) },
    }
  }
}

function identifiedOn({ late, fate }: HouseholdPlan, random: Random): string {
  if (fate === 'found') return FOUND_ON
  return late ? `2014-${two(random.int(9, 12))}-${two(random.int(1, 28))}` : `2013-12-${two(random.int(1, 28))}`
}

/** 脱贫年度 of a household as it is in the end; null of one that is on the list. */
function exitYearOf({ exited, fate }: HouseholdPlan): number | null {
  if (fate === 'leaves') return 2015
  return exited && fate !== 'restored' ? BASE_YEAR : null
}

export function householdValues(
  household: DemoHousehold,
  village: VillagePlan,
  groupId: string | null,
  identified: string,
  random: Random,
): DemoValues<'household'> {
  const { plan, mainCause, otherCauses } = household
  const moves = movingValues(random.chance(0.05), random)
  const daughters = childrenOf(household, '04')
  const sons = childrenOf(household, '03')
  return {
    village: village.code,
    group_id: groupId,
    household_no: nationalNumber('household', plan.index),
    local_no: localNumber(plan, village),
    address: `${village.countyName}${village.townshipName}${village.name}${groupName(plan.group)}`,
    phone: plan.flaw === 'no phone' ? null : mobile('household', plan.index),
    bank_name: '农村信用社',
    bank_account: bankAccount(plan.index),
    identification_standard: '1',
    attribute: household.years.at(-1)?.attribute ?? '01',
    military_family: random.chance(0.005),
    only_child_family: sons + daughters === 1 && random.chance(0.1),
    two_daughter_family: sons === 0 && daughters === 2,
    main_cause: mainCause,
    other_causes: otherCauses.length === 0 ? null : otherCauses.join(','),
    cause_description: null,
    first_identified_on: identified,
    registered_year: plan.fate === 'found' ? 2015 : plan.late ? 2014 : 2013,
    exit_status: exitYearOf(plan) === null ? '0' : '1',
    exit_year: exitYearOf(plan),
    valid: plan.fate !== 'closes' && plan.fate !== 'cleared',
    ...(plan.works === null ? moves : movingOf(plan)),
  }
}

/** Whether and how a household moves, where the plan of works says it. */
export function movingOf({ index, works }: HouseholdPlan): DemoValues<'household'> {
  return movingValues(works?.house === 'moved', new Random(`moves ${index}`))
}

function movingValues(relocated: boolean, random: Random): DemoValues<'household'> {
  return {
    relocated,
    relocation_method: relocated
      ? random.weighted([
          ['2', 6],
          ['3', 4],
        ])
      : null,
    resettlement_method: relocated
      ? random.weighted([
          ['1', 7],
          ['2', 3],
        ])
      : null,
    resettlement_place: relocated
      ? random.weighted([
          ['2', 4],
          ['3', 4],
          ['4', 2],
        ])
      : null,
    relocation_difficulties: relocated
      ? random.weighted([
          ['1', 6],
          ['1,2', 2],
          ['1,3', 1],
        ])
      : null,
  }
}

/** Village part of the code and a number within the county, so that it is unique in the village. */
function localNumber(plan: HouseholdPlan, village: VillagePlan): string {
  return `${village.code.slice(6, 9)}-${village.code.slice(9)}-${String(plan.index + 1).padStart(5, '0')}`
}

function childrenOf(household: DemoHousehold, relation: '03' | '04'): number {
  return household.persons.filter(({ member }) => member.relation === relation && member.left === null).length
}

function personValues({ member, traits }: DemoPerson, idNumber: string | null, number: number, random: Random): DemoValues<'person'> {
  const card = traits.disability === null || idNumber === null ? null : idNumber + traits.disability.category + traits.disability.level
  const age = BASE_YEAR - member.birthYear
  return {
    name: member.name,
    sex: member.sex,
    id_type: card === null ? '01' : '09',
    id_number: card ?? idNumber,
    birth_date: member.birth,
    ethnicity: '01',
    politics:
      age < 18
        ? '13'
        : random.weighted([
            ['13', 94],
            ['01', age > 24 ? 4 : 0],
            ['03', age < 28 ? 12 : 0],
          ]),
    person_no: nationalNumber('person', number),
    phone: age >= 18 && age < 60 && random.chance(0.15) && number < 1_000_000 ? mobile('person', number) : null,
    disability_card_no: card,
    disability_category: traits.disability?.category ?? null,
    disability_level: traits.disability?.level ?? null,
    disability_card_date: card === null ? null : `${random.int(2009, 2013)}-${two(random.int(1, 12))}-${two(random.int(1, 28))}`,
  }
}

function personYearValues(person: DemoPerson, year: number, village: VillagePlan, random: Random): Omit<DemoValues<'person_year'>, 'person_id'> | null {
  const state = person.years.get(year)
  if (state === undefined) return null
  const { member, traits } = person
  const age = year - member.birthYear
  const works = state.workMonths > 0
  const [province = null, city = null, county = null] = works ? random.pick(PLACES[traits.workPlace] ?? [['甘肃省', '定西市', '漳县']]) : []
  return {
    year,
    education: state.education,
    student_status: state.student,
    health: traits.health,
    illness: traits.illness,
    labour: state.labour,
    ...(year <= 2014 ? { able_to_work: state.labour === '01' || state.labour === '02' } : {}),
    military: false,
    work_place: works ? traits.workPlace : null,
    work_months: works ? state.workMonths : null,
    work_province: province,
    work_city: city,
    work_county: county,
    work_township: works && traits.workPlace === '01' ? village.townshipName : null,
    employer: works && random.chance(0.6) ? random.pick(EMPLOYERS) : null,
    resident_medical: traits.health !== '01' || random.chance(0.975),
    critical_illness_insurance: traits.health !== '01' || random.chance(0.96),
    resident_pension: age >= 16 && state.student === '01' && random.chance(0.94),
    employee_pension: false,
    low_income_allowance: person.allowance,
    five_guarantee: person.supported,
  }
}

export function householdYearValues(household: DemoHousehold, current: HouseholdYear): Omit<DemoValues<'household_year'>, 'household_id'> {
  const { plan, holding, mainCause } = household
  const { year, exited, income } = current
  const living = livingIn(household, year)
  const flawed = plan.flaw !== null && year === YEARS.at(-1)
  const unsafe = flawed && plan.flaw === 'unsafe water after exit'
  const dangerous = !exited && living.dangerous !== null
  const wrongLevel = flawed && plan.flaw === 'house level missing'
  return {
    year,
    attribute: current.attribute,
    exit_status: exited ? '1' : '0',
    ...(exited && plan.fate !== null ? { exit_way: current.attribute === '05' ? '1' : '2' } : {}),
    main_cause: mainCause,
    income_from: year === 2015 ? '2014-10' : `${year}-01`,
    income_to: year === 2015 ? '2015-09' : `${year}-12`,
    ...incomeValues(income, flawed ? plan.flaw : null),
    farmland: flawed && plan.flaw === 'much farmland' ? 1250 : holding.farmland,
    irrigated_land: holding.irrigated,
    forest: holding.forest,
    returned_forest: holding.returned,
    orchard: holding.orchard,
    grassland: holding.grassland,
    water_surface: 0,
    production_power: holding.productionPower && isPowered(plan, year),
    cooperative: year >= holding.cooperativeFrom,
    road_distance: flawed && plan.flaw === 'far road' ? 450 : holding.roadDistance,
    road_type: holding.roadType,
    living_power: true,
    broadcast: exited || holding.broadcast,
    house_area: holding.houseArea,
    dangerous_house: dangerous || wrongLevel,
    dangerous_house_level: dangerous && !wrongLevel ? living.dangerous : null,
    water_difficult: !exited && living.waterDifficult,
    water_safe: !unsafe && (exited || living.waterSafe),
    ...waterValues(plan, !unsafe && (exited || living.waterSafe)),
    fuel: holding.fuel,
    sanitary_toilet: holding.toilet,
  }
}

/** Nobody has 动力电 before their 社 has it. */
function isPowered({ works }: HouseholdPlan, year: number): boolean {
  return works === null || (works.poweredSince !== null && works.poweredSince <= year)
}

/** Where water comes from, of those of whom the plan of works says it: a tap where it is safe, a cistern where it is not. */
function waterValues({ works }: HouseholdPlan, safe: boolean): DemoValues<'household_year'> {
  return works === null || works.water === null ? {} : { water_source: safe ? '1' : '5', tap_water: safe }
}

/** 元 → 分. */
function incomeValues(income: Income, flaw: Flaw | null): DemoValues<'household_year'> {
  const left = flaw === 'income below line after exit' ? 30 : 100
  return {
    wage_income: income.wage * left,
    business_income: income.business * left,
    business_expense: income.expense * left,
    property_income: income.property * 100,
    family_planning_payment: 0,
    allowance_payment: income.allowance * 100,
    support_payment: income.support * 100,
    pension_payment: flaw === 'no pension' ? 0 : income.pension * 100,
    ecological_payment: income.ecology * 100,
    other_transfer_income: income.other * 100,
  }
}
