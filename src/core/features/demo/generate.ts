/**
 * The demo county: 漳县's real divisions with people who do not exist. The same seed and number of households give the same records,
 * ids included, on every machine. Pure; records are made one by one, so that a county needs no memory.
 *
 * Divisions are those in force today; what they were called and numbered in 2013–2015 (草滩乡 …) stands in `former_names`, and the
 * codes of that time also in `national_code`, as the national system lagged behind the bureau. 北沟寺 (gone since 2019) is among the divisions only.
 */
import { parameterDefaults } from '#core/rules/parameters.ts'
import { parseFormer } from '../divisions/index.ts'
import type { DivisionValues } from '../divisions/index.ts'
import { bodyRecords, helperRecords, helpersFor, pairingRecords } from './helping.ts'
import type { Bodies } from './helping.ts'
import { drawHousehold } from './household.ts'
import type { DemoHousehold } from './household.ts'
import { BattleMaps, countyLives, planFates, planWorks, VillageLives } from './lives/index.ts'
import { DemoIds, IdNumbers } from './numbers.ts'
import { FULL_HOUSEHOLDS, planCounty } from './plan.ts'
import type { HouseholdPlan, VillagePlan } from './plan.ts'
import { Random } from './random.ts'
import { FOUND_ON, householdRecords } from './records.ts'
import type { DemoRecord, Sources } from './records.ts'
import { groupRecords, VillageTally, villageRecord, villageYearRecords } from './villages.ts'

export interface DemoOptions {
  /** Values of the register `division` for one county, as `NationalDivisions.countyDivisions` gives them. */
  readonly divisions: readonly DivisionValues[]
  /** Households on file, those that left in 2014 included; 16,870 (54,500 people still poor and 13,100 who left) unless given. */
  readonly households?: number
  /** Any text or number; 1 unless given. */
  readonly seed?: string | number
  /** Whether what happened in 2014 and 2015 is told, too: exits, identification, survey, plans, events, targets, projects, works, battle maps. People and figures alone unless given. */
  readonly lives?: boolean
}

/** The county of the demo: 甘肃省定西市漳县. */
export const DEMO_COUNTY = '621125000000'

type Counters = Sources & { groups: number; helpers: number }

/**
 * All records of the demo, each after those it refers to: parameters, divisions, units, then village by village.
 * Throws RangeError when the number of households is not a positive whole number.
 */
export function* generateDemo(options: DemoOptions): Generator<DemoRecord> {
  const seed = String(options.seed ?? 1)
  const told = options.lives === true
  const people = planCounty(options.divisions, options.households ?? FULL_HOUSEHOLDS, seed)
  const plan = told ? planWorks(planFates(people, seed), seed) : people
  const county = options.divisions.find(({ level }) => level === 'county')
  const sources: Counters = { ids: new DemoIds(seed), idNumbers: new IdNumbers((county?.code ?? DEMO_COUNTY).slice(0, 6)), persons: 0, groups: 0, helpers: 0 }
  for (const parameter of parameterDefaults)
    yield { register: 'parameter', id: sources.ids.next('parameter', { year: parameter.year, key: parameter.key }), values: parameter }
  for (const division of options.divisions)
    yield { register: 'division', id: sources.ids.next('division', { code: division.code }), values: { ...division, national_code: nationalCode(division) } }
  const bodies = bodyRecords(plan.villages, sources)
  yield* bodies.records
  const common = told ? countyLives(county?.code ?? DEMO_COUNTY, plan, bodies, seed, sources) : null
  if (common !== null) yield* common.records
  const maps = told ? new BattleMaps(plan) : null
  for (const [position, village] of plan.villages.entries()) {
    const plans = plan.households[position] ?? []
    const lives = common === null || plans.length === 0 ? null : new VillageLives(village, common, sources, seed)
    for (const record of villageRecords({ village, position, plans, bodies, lives }, sources, new Random(`village ${village.code} ${seed}`))) {
      maps?.note(record)
      yield record
    }
  }
  if (maps !== null) yield* maps.records(county?.code ?? DEMO_COUNTY, seed, sources)
}

type GroupRecord = ReturnType<typeof groupRecords>[number]

interface InVillage {
  readonly village: VillagePlan
  readonly position: number
  readonly plans: readonly HouseholdPlan[]
  readonly bodies: Bodies
  readonly lives: VillageLives | null
}

function* villageRecords({ village, position, plans, bodies, lives }: InVillage, sources: Counters, random: Random): Generator<DemoRecord> {
  const own = villageRecord(village, position, sources, random)
  yield own
  const tally = new VillageTally()
  const groups: GroupRecord[] = []
  if (plans.length > 0) {
    groups.push(...groupRecords(village, plans, sources, random))
    yield* groups
    const helpers = [...helperRecords(village, helpersFor(village, plans.length), bodies, sources, random)]
    yield* helpers
    if (lives !== null) yield* lives.before()
    const ids = { groups: groups.map(({ id }) => id), helpers: helpers.map(({ id }) => id) }
    for (const [index, plan] of plans.entries()) {
      const household = drawHousehold(plan, village, random)
      tally.add(household)
      if (household.founded !== undefined) tally.add({ ...household.founded, persons: [] })
      const on = yield* onFile(household, village, ids.groups, sources, random)
      yield* pairingRecords(on.householdId, plan, index, ids.helpers, sources, random, endOf(household))
      if (lives !== null) yield* lives.of({ ...on, household, groupId: ids.groups[plan.group - 1] ?? null, position: index, helpers: ids.helpers })
    }
  }
  yield* villageYearRecords(own.id, village, tally, sources, random)
  if (lives !== null) yield* lives.after({ villageId: own.id, position, groups })
}

/** The records of a household; answers with what others need to know of them. */
function* onFile(
  household: DemoHousehold,
  village: VillagePlan,
  groups: readonly string[],
  sources: Counters,
  random: Random,
): Generator<DemoRecord, { householdId: string; persons: string[]; identified: string }> {
  const found = { householdId: '', persons: [] as string[], identified: '' }
  for (const record of householdRecords(household, village, groups, sources, random)) {
    if (record.register === 'household') Object.assign(found, { householdId: record.id, identified: record.values.first_identified_on ?? '' })
    if (record.register === 'person') found.persons.push(record.id)
    yield record
  }
  return found
}

/** The day from which nobody helps a household any more. */
function endOf({ plan: { fate }, persons }: DemoHousehold): string | null {
  return fate === 'closes' ? (persons[0]?.member.left?.date ?? null) : fate === 'cleared' ? FOUND_ON : null
}

/** The code a division had in the years of the demo. */
function nationalCode(division: DivisionValues): string {
  return parseFormer(division.former_names).find(({ code, until }) => code !== undefined && until !== undefined && until >= 2014)?.code ?? division.code
}
