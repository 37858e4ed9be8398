/** One household of the demo in full: who is in it, how each year was, and why it is poor. Everything a record needs, before it becomes records. */
import { BASE_YEAR, drawFamily, presentAtEnd } from './family.ts'
import type { Member, Relation } from './family.ts'
import { composeIncome, drawHolding } from './livelihood.ts'
import type { Holding, Income } from './livelihood.ts'
import type { HouseholdPlan, VillagePlan } from './plan.ts'
import type { Random } from './random.ts'
import { drawTraits, isSeniorStudent, labourInYear, schoolYear } from './traits.ts'
import type { Traits } from './traits.ts'

export const YEARS = [2013, 2014, 2015] as const

/** How somebody stood at the end of a year. */
interface MemberYear {
  readonly student: string
  readonly education: string
  readonly labour: '01' | '02' | '03' | '04'
  /** Months away at work; 0 for those who stayed. */
  readonly workMonths: number
}

export interface DemoPerson {
  readonly member: Member
  readonly traits: Traits
  /** By year in which the person was on file. */
  readonly years: ReadonlyMap<number, MemberYear>
  readonly allowance: boolean
  readonly supported: boolean
  /** Goes along where the household splits, and is there to the new head what it says. */
  readonly goes?: Relation
}

export interface HouseholdYear {
  readonly year: number
  readonly exited: boolean
  /** 贫困户属性 of the year. */
  readonly attribute: string
  readonly people: number
  readonly income: Income
}

export interface DemoHousehold {
  readonly plan: HouseholdPlan
  readonly holding: Holding
  readonly persons: readonly DemoPerson[]
  readonly years: readonly HouseholdYear[]
  readonly mainCause: string
  readonly otherCauses: readonly string[]
  /** The household that some of its people found. */
  readonly founded?: DemoHousehold
}

/** 一般 01, 低保 04, 五保 06 while poor; 02 for 低保 and 05 for the rest afterwards (forms.md §13.4-39). */
type Kind = 'general' | 'allowance' | 'support'

export function drawHousehold(plan: HouseholdPlan, village: VillagePlan, random: Random): DemoHousehold {
  const holding = workedOn(drawHolding(random, plan.size, village.poor), plan)
  const members = drawFamily(plan, random).map((member) => ({ member, traits: drawTraits(random, member.sex, member.birthYear) }))
  const kind = drawKind(plan, members, random)
  const years = YEARS.filter((year) => year >= firstYear(plan) && year <= lastYear(plan))
  const drafts = members.map(({ member, traits }, position) => ({
    member,
    traits,
    years: new Map<number, MemberYear>(),
    supported: kind === 'support',
    allowance: kind === 'allowance' && (position === 0 || random.chance(0.55)),
    ...goingAlong(plan, member.relation),
  }))
  const staying = drafts.filter(({ goes }) => goes === undefined)
  const householdYears = years.map((year) => liveYear(plan, holding, year === SPLIT_YEAR ? staying : drafts, kind, year, random))
  const causes = drawCauses(plan, drafts, years, random)
  const household = { plan, holding, persons: drafts, years: householdYears, mainCause: causes.main, otherCauses: causes.others }
  if (staying.length === drafts.length) return household
  const own = { ...holding, ...NO_LAND }
  const going = drafts.filter(({ goes }) => goes !== undefined)
  return { ...household, founded: { ...household, holding: own, years: [liveYear(plan, own, going, 'general', SPLIT_YEAR, random)] } }
}

/** What the plan of works says of house and water stands before what was drawn. */
function workedOn(holding: Holding, { works }: HouseholdPlan): Holding {
  if (works === null) return holding
  const { house, water } = works
  const level = house === 'retrofit C' ? 'x1' : house === 'retrofit D' ? 'x2' : house === 'rebuilt' || house === 'repaired' ? null : holding.dangerous
  if (water === null) return { ...holding, dangerous: level }
  return { ...holding, dangerous: level, waterSafe: water === 'safe', waterDifficult: water !== 'safe' && holding.waterDifficult }
}

/** The year in which the works of the demo were done. */
const WORKS_YEAR = 2015

/** How house and water were at the end of a year: works of 2015 that were accepted made them safe. */
export function livingIn(
  { holding, plan: { works } }: Pick<DemoHousehold, 'holding' | 'plan'>,
  year: number,
): Pick<Holding, 'dangerous' | 'waterSafe' | 'waterDifficult'> {
  const done = works !== null && year >= WORKS_YEAR
  const mended = done && works.housed && (works.house === 'retrofit C' || works.house === 'retrofit D')
  const watered = done && works.watered && (works.water === 'project' || works.water === 'village')
  return {
    dangerous: mended ? null : holding.dangerous,
    waterSafe: watered || holding.waterSafe,
    waterDifficult: !watered && holding.waterDifficult,
  }
}

/** The year in which households split. */
const SPLIT_YEAR = 2015
/** Land stays with the household that people go from. */
const NO_LAND = { farmland: 0, irrigated: 0, forest: 0, returned: 0, orchard: 0, grassland: 0 } as const

/** What those who found a household of their own are there: a son, who is its head, his wife and their children. */
const FOUNDING: { readonly [R in Relation]?: Relation } = { '03': '01', '05': '02', '07': '03', '08': '04' }

function goingAlong({ fate }: HouseholdPlan, relation: Relation): { readonly goes?: Relation } {
  const goes = fate === 'splits' ? FOUNDING[relation] : undefined
  return goes === undefined ? {} : { goes }
}

/** The first year with a record. */
function firstYear({ late, fate }: HouseholdPlan): number {
  return fate === 'found' ? 2015 : late ? BASE_YEAR : YEARS[0]
}

/** The last year at whose end the household is on file. */
function lastYear({ fate }: HouseholdPlan): number {
  return fate === 'closes' || fate === 'cleared' ? 2014 : 2015
}

/** Out of poverty at the end of a year. */
function isOut({ exited, fate }: HouseholdPlan, year: number): boolean {
  return (exited && year >= BASE_YEAR && (fate !== 'restored' || year === BASE_YEAR)) || (fate === 'leaves' && year === 2015)
}

type PersonDraft = Omit<DemoPerson, 'years'> & { readonly years: Map<number, MemberYear> }

/** 五保 are those who live alone and cannot work; 低保 is more likely where few can. */
function drawKind(plan: HouseholdPlan, members: readonly { member: Member; traits: Traits }[], random: Random): Kind {
  const able = members.filter(({ member, traits }) => member.birthYear > 1953 && member.birthYear <= 1998 && traits.labour !== '03').length
  if (plan.size === 1 && able === 0 && !plan.exited && random.chance(0.6)) return 'support'
  return random.chance(plan.exited ? 0.12 : able === 0 ? 0.6 : 0.2) ? 'allowance' : 'general'
}

function liveYear(plan: HouseholdPlan, holding: Holding, persons: readonly PersonDraft[], kind: Kind, year: number, random: Random): HouseholdYear {
  const present = persons.filter(({ member }) => presentAtEnd(member, year))
  const exited = isOut(plan, year)
  const states = present.map((person) => {
    const school = schoolYear(person.traits, person.member.birth, year)
    return { person, ...school, labour: labourInYear(person.traits, person.member.birthYear, year, school.student) }
  })
  const able = states.filter(({ labour }) => labour === '01' || labour === '02')
  const willing = able.filter(({ person }) => person.traits.worksAway)
  const income = composeIncome(
    {
      year,
      people: present.length,
      elders: present.filter(({ member }) => year - member.birthYear >= 60).length,
      allowances: present.filter(({ allowance }) => allowance).length,
      supported: present.filter(({ supported }) => supported).length,
      workers: willing.length,
      farms: able.length > 0,
      exited,
      leaving: exited && !isOut(plan, year - 1),
      rising: plan.exited || plan.fate === 'leaves',
      holding,
    },
    random,
  )
  const working = new Set(willing.slice(0, income.workers).map(({ person }) => person))
  for (const { person, student, education, labour } of states) {
    const workMonths = working.has(person) ? monthsOf(income, random) : 0
    person.years.set(year, { student, education, labour, workMonths })
  }
  return { year, exited, attribute: attributeOf(kind, exited), people: present.length, income }
}

/** Months that fit the wages at what a month brings home. */
function monthsOf(income: Income, random: Random): number {
  return Math.max(1, Math.min(11, Math.round(income.wage / income.workers / random.int(900, 2200))))
}

function attributeOf(kind: Kind, exited: boolean): string {
  if (exited) return kind === 'allowance' ? '02' : kind === 'support' ? '03' : '05'
  return kind === 'allowance' ? '04' : kind === 'support' ? '06' : '01'
}

/** 主要和其他致贫原因 that the members bear out (forms.md §13.4-41, 42). */
function drawCauses(plan: HouseholdPlan, persons: readonly PersonDraft[], years: readonly number[], random: Random): { main: string; others: string[] } {
  const always = persons.filter(({ member }) => years.every((year) => presentAtEnd(member, year)))
  const sick = always.some(({ traits }) => traits.health !== '01')
  const disabled = always.some(({ traits }) => traits.health === '04')
  const students = years.every((year) => persons.some((person) => isSeniorStudent(person.years.get(year)?.student ?? '')))
  const labour = Math.max(...years.map((year) => persons.filter((person) => ['01', '02'].includes(person.years.get(year)?.labour ?? '')).length))
  const weights: (readonly [string, number])[] = [
    ['01', sick ? 85 : 0],
    ['02', disabled ? 55 : 0],
    ['03', students ? 90 : 0],
    ['04', 3],
    ['05', 1],
    ['06', 1.5],
    ['07', labour > 0 ? 26 : 0],
    ['08', labour === 0 ? 60 : labour === 1 ? 9 : 0],
    ['09', labour > 0 ? 28 : 3],
    ['10', 3],
    ['11', labour > 1 ? 3 : 0],
  ]
  const main = plan.flaw === 'cause without student' ? '03' : random.weighted(weights)
  const others = new Set<string>()
  const count = random.weighted([
    [0, 25],
    [1, 50],
    [2, 25],
  ])
  for (let attempt = 0; attempt < 6 && others.size < count; attempt += 1) {
    const cause = random.weighted(weights)
    if (cause !== main) others.add(cause)
  }
  if (plan.flaw === 'cause named twice') others.add(main)
  return { main, others: [...others].slice(-2).sort() }
}
