/** 行政村, 社 and 行政村年度信息 of the demo; what the yearly figures say about people on file is counted from the households. */
import { drawName, drawSurname } from './naming.ts'
import { livingIn, YEARS } from './household.ts'
import type { DemoHousehold } from './household.ts'
import { mobile, nationalNumber } from './numbers.ts'
import type { HouseholdPlan, VillagePlan } from './plan.ts'
import { groupWorks, worksValues } from './worked.ts'
import { apportion, Random } from './random.ts'
import { groupName } from './records.ts'
import type { DemoRecord, DemoValues, Sources } from './records.ts'

const POSITIONS = ['村党支部书记', '村委会主任']

export function villageRecord(village: VillagePlan, position: number, sources: Sources, random: Random): DemoRecord {
  const sex = random.chance(0.85) ? '1' : '2'
  return {
    register: 'village',
    id: sources.ids.next('village', { village: village.code }),
    values: {
      village: village.code,
      village_attribute: village.poor ? 'x1' : 'x4',
      development_direction: village.residents
        ? 'zx'
        : random.weighted([
            ['yb', 70],
            ['gd', 20],
            ['zx', 10],
          ]),
      terrain: random.weighted([
        ['sq', 82],
        ['ql', 14],
        ['pb', 4],
      ]),
      planned_exit_year: plannedYear(village, random),
      whole_village_year: village.wholeVillage ? 2015 : null,
      leader: drawName(random, drawSurname(random), sex, random.int(1958, 1982), new Set()),
      leader_position: random.pick(POSITIONS),
      phone: mobile('village', position + 1),
      // Somewhere within the county; no survey was made.
      longitude: random.int(1_042_000_000, 1_047_500_000),
      latitude: random.int(346_000_000, 350_500_000),
      altitude: random.int(164_000, 285_000),
    },
  }
}

/** As the plan of the county has it. One draw that decides nothing: what follows in the village stays what it was for a seed. */
function plannedYear({ poor, exitYear }: VillagePlan, random: Random): number | null {
  if (poor) random.next()
  return exitYear
}

/** The 社 of a village; poor households and people as of the end of 2014. */
export function groupRecords(
  village: VillagePlan,
  households: readonly HouseholdPlan[],
  sources: Sources & { groups: number },
  random: Random,
): (DemoRecord & { register: 'village_group' })[] {
  const numbers = Array.from({ length: village.groups }, (_, index) => index + 1)
  const shares = numbers.map((number) => households.filter(({ group }) => group === number).length + 1 + random.next() * 8)
  const sizes = apportion(village.households, shares)
  const people = apportion(village.people, sizes)
  return numbers.map((number, index) => {
    const poor = households.filter(({ group, exited, fate }) => group === number && !exited && fate !== 'found')
    sources.groups += 1
    return {
      register: 'village_group',
      id: sources.ids.next('village_group', { village: village.code, name: groupName(number) }),
      values: {
        village: village.code,
        name: groupName(number),
        number,
        national_no: nationalNumber('group', sources.groups),
        households: sizes[index] ?? 0,
        population: people[index] ?? 0,
        poor_households: poor.length,
        poor_population: poor.reduce((sum, { size }) => sum + size, 0),
        distance: random.int(10, 650),
        ...groupWorks(village, index, { paved: random.chance(0.35), production_power: random.chance(0.85) }),
        living_power: true,
        broadband: random.chance(0.2),
      },
    }
  })
}

/** What the households of a village on file add up to in one year. */
interface YearTally {
  households: { general: number; allowance: number; support: number }
  people: { general: number; allowance: number; support: number }
  allowancePeople: number
  disabled: number
  women: number
  labour: number
  away: number
  unsafeWater: number
  difficultWater: number
  dangerous: number
  cooperative: number
  /** Of everybody on file, poor or not: at least so much land must the village have. */
  land: { farmland: number; irrigated: number; forest: number; returned: number; orchard: number; grassland: number }
  onFile: { households: number; people: number }
}

const KINDS: Readonly<Record<string, 'general' | 'allowance' | 'support'>> = { '01': 'general', '04': 'allowance', '06': 'support' }

/** Counts households while they pass by. */
/** Of all people so many are of rural households: in villages, and in residents' committees. */
const RURAL = 0.985
const RURAL_IN_TOWN = 0.2

export class VillageTally {
  readonly #years = new Map<number, YearTally>(YEARS.map((year) => [year, emptyTally()]))

  add(household: DemoHousehold): void {
    for (const { year, attribute, people, exited } of household.years) {
      const tally = this.#years.get(year)
      if (tally === undefined) continue
      tally.onFile.households += 1
      tally.onFile.people += people
      addLand(tally, household)
      if (exited) continue
      const kind = KINDS[attribute] ?? 'general'
      tally.households[kind] += 1
      tally.people[kind] += people
      addPeople(tally, household, year)
      const { holding } = household
      const living = livingIn(household, year)
      tally.unsafeWater += living.waterSafe ? 0 : 1
      tally.difficultWater += living.waterDifficult ? 1 : 0
      tally.dangerous += living.dangerous === null ? 0 : 1
      tally.cooperative += year >= holding.cooperativeFrom ? 1 : 0
    }
  }

  of(year: number): YearTally {
    return this.#years.get(year) ?? emptyTally()
  }
}

function addPeople(tally: YearTally, household: DemoHousehold, year: number): void {
  for (const { member, traits, years, allowance } of household.persons) {
    const state = years.get(year)
    if (state === undefined) continue
    tally.allowancePeople += allowance ? 1 : 0
    tally.disabled += traits.health === '04' ? 1 : 0
    tally.women += member.sex === '2' ? 1 : 0
    tally.labour += state.labour === '01' || state.labour === '02' ? 1 : 0
    tally.away += state.workMonths > 0 ? 1 : 0
  }
}

function addLand(tally: YearTally, { holding }: DemoHousehold): void {
  tally.land.farmland += holding.farmland
  tally.land.irrigated += holding.irrigated
  tally.land.forest += holding.forest
  tally.land.returned += holding.returned
  tally.land.orchard += holding.orchard
  tally.land.grassland += holding.grassland
}

function emptyTally(): YearTally {
  return {
    households: { general: 0, allowance: 0, support: 0 },
    people: { general: 0, allowance: 0, support: 0 },
    allowancePeople: 0,
    disabled: 0,
    women: 0,
    labour: 0,
    away: 0,
    unsafeWater: 0,
    difficultWater: 0,
    dangerous: 0,
    cooperative: 0,
    land: { farmland: 0, irrigated: 0, forest: 0, returned: 0, orchard: 0, grassland: 0 },
    onFile: { households: 0, people: 0 },
  }
}

export function* villageYearRecords(villageId: string, village: VillagePlan, tally: VillageTally, sources: Sources, random: Random): Generator<DemoRecord> {
  const steady = String(random.next())
  for (const year of YEARS) {
    const counted = tally.of(year)
    // The same draws every year: a village keeps its clinic, and what comes with a rising chance comes to stay.
    const same = new Random(steady)
    yield {
      register: 'village_year',
      id: sources.ids.next('village_year', { village_id: villageId, year }),
      values: {
        village_id: villageId,
        year,
        ...peopleValues(village, counted, same),
        ...landValues(village, counted.land),
        ...facilityValues(village, year, counted, same),
        ...(village.works === null
          ? {}
          : worksValues(village.works, {
              year,
              unsafe: counted.unsafeWater,
              elsewhere: elsewhereOf(village, counted),
              farmland: landValues(village, counted.land).farmland ?? 0,
            })),
      },
    }
  }
}

function peopleValues(village: VillagePlan, counted: YearTally, random: Random): DemoValues<'village_year'> {
  const { households: h, people: p } = counted
  const poorHouseholds = h.general + h.allowance + h.support
  const poorPeople = p.general + p.allowance + p.support
  const allowanceOthers = random.int(0, 6)
  // Households that fell out of the plan's totals cannot be: a village has at least those on file.
  const households = Math.max(village.households, counted.onFile.households)
  const people = Math.max(village.people, counted.onFile.people)
  const elsewhere = Math.max(0, people - poorPeople)
  return {
    households,
    population: people,
    rural_population: Math.floor(people * (village.residents ? RURAL_IN_TOWN : RURAL)),
    natural_villages: village.groups,
    poor_households: poorHouseholds,
    poor_population: poorPeople,
    general_poor_households: h.general,
    allowance_poor_households: h.allowance,
    support_poor_households: h.support,
    general_poor_population: p.general,
    allowance_poor_population: p.allowance,
    support_poor_population: p.support,
    allowance_households: h.allowance + allowanceOthers,
    allowance_population: counted.allowancePeople + allowanceOthers * 2,
    support_households: h.support,
    support_population: p.support,
    minority_population: random.int(0, 8),
    women: counted.women + Math.round(elsewhere * 0.485),
    disabled: counted.disabled + Math.round(elsewhere * 0.02),
    poor_disabled: counted.disabled,
    labourers: counted.labour + Math.round(elsewhere * 0.55),
    migrant_workers: counted.away + Math.round(elsewhere * 0.24),
    graduate_officials: random.int(0, 1),
    party_members: random.int(18, 55),
    livestock: random.int(150, 1400),
    medical_insured: Math.round(people * 0.97),
    medical_aid: Math.round(people * 0.03),
    resident_pension_insured: Math.round(people * 0.62),
    employee_pension_insured: random.int(0, 6),
  }
}

function landValues(village: VillagePlan, land: YearTally['land']): DemoValues<'village_year'> {
  const more = (own: number, perHousehold: number): number => own + Math.round(village.households * perHousehold)
  return {
    farmland: more(land.farmland, 430),
    irrigated_land: more(land.irrigated, 25),
    forest: more(land.forest, 160),
    returned_forest: more(land.returned, 70),
    orchard: more(land.orchard, 10),
    grassland: more(land.grassland, 60),
    water_surface: 0,
  }
}

/** Households of the village that are not on file. */
function elsewhereOf(village: VillagePlan, { onFile }: YearTally): number {
  return Math.max(0, village.households - onFile.households)
}

function facilityValues(village: VillagePlan, year: number, counted: YearTally, random: Random): DemoValues<'village_year'> {
  const paved = random.chance(village.poor ? 0.55 + (year - 2013) * 0.15 : 0.85)
  const unpaved = random.int(100, 1200)
  const fund = village.poor && year === 2015 ? 1 : 0
  const fundSize = random.int(20, 50) * 1_000_000
  const elsewhere = elsewhereOf(village, counted)
  const perPerson = (village.poor ? 2500 : 3600) + (year - 2013) * 420 + random.int(-200, 260)
  return {
    income_per_person: perPerson * 100,
    collective_income: village.poor ? 0 : random.int(0, 40) * 100_000,
    paved_to_township: paved,
    bus: random.chance(0.6),
    unpaved_to_township: paved ? 0 : unpaved,
    unpaved_natural_villages: random.int(0, village.groups),
    unpaved_natural_length: random.int(0, 1500),
    unsafe_water_households: counted.unsafeWater + Math.round(elsewhere * 0.12),
    water_difficult_households: counted.difficultWater + Math.round(elsewhere * 0.06),
    villages_without_living_power: 0,
    households_without_living_power: 0,
    villages_without_production_power: 0,
    villages_with_production_power: village.groups,
    dangerous_houses: counted.dangerous + Math.round(elsewhere * 0.08),
    cooperatives: random.int(0, 3),
    poor_in_cooperatives: counted.cooperative,
    mutual_fund_associations: fund,
    mutual_fund_size: fund * fundSize,
    tourism_households: 0,
    farm_stays: 0,
    tourism_workers: 0,
    clinics: random.chance(0.75) ? 1 : 0,
    public_toilets: random.int(0, 1),
    doctors: random.int(0, 1),
    waste_points: random.int(0, 4),
    reading_rooms: random.chance(0.8) ? 1 : 0,
    broadcast_households: Math.round(village.households * 0.95),
    broadband_households: Math.round(village.households * 0.06 * (year - 2012)),
    broadband_schools: random.int(0, 1),
    mobile_internet_households: Math.round(village.households * 0.2 * (year - 2012)),
    information_officers: 1,
    broadband_natural_villages: random.int(0, village.groups),
    junior_graduates: random.int(0, 12),
    senior_graduates: random.int(0, 8),
    training_participants: random.int(0, 10),
  }
}
