/**
 * The second layer of the demo: what happened to its households in 2014 and 2015 by way of steps, meetings, plans, visits and events. It stands on the
 * records of the first one, draws from a sequence of its own, and is left out where only people and figures are wanted.
 */
import type { Bodies } from '../helping.ts'
import { householdValues, householdYearValues, SPLIT_ON } from '../records.ts'
import type { DemoHousehold } from '../household.ts'
import type { CountyPlan, VillagePlan } from '../plan.ts'
import { bankAccount, mobile } from '../numbers.ts'
import { Random } from '../random.ts'
import type { DemoRecord, Sources } from '../records.ts'
import { campaignRecord, VillageCampaign } from './campaign.ts'
import { leavesIn2015, leftIn2014, villageExit, villageProposed, type VillageExit } from './exits.ts'
import { planRecords } from './plans.ts'
import { surveyRecord, visitRecords } from './survey.ts'
import { countyProjects, villageProjects, type CountyProjects, type Reachable } from './projects/index.ts'
import { targetRecords } from './targets.ts'
import { rebuildingRecords, villageWorks, type Worked } from './works/index.ts'
export { BattleMaps } from './battle/index.ts'
export { planFates } from './fates.ts'
export { planWorks } from './works/index.ts'

/** Of those on file so many are looked at by lot in spring 2015, and so many others apply in vain, by household. */
const UPHELD = 0.012
const TURNED_DOWN = 0.003
/** Of the households that stay poor every so many has a plan of 2015 already; of those that leave each has. */
const PLANNED = 3
/** Numbers of those who split off lie so far beside those of the households that they come from. */
const BESIDE = 500_000

/** What all villages have in common. */
export interface CountyLives {
  readonly campaign: string
  readonly survey: string
  readonly projects: CountyProjects
  /** Code of the first village with anybody on file: something is wrong there on purpose. */
  readonly first: string
  readonly records: readonly DemoRecord[]
}

export function countyLives(county: string, plan: CountyPlan, bodies: Bodies, seed: string, sources: Sources): CountyLives {
  const [campaign, survey] = [campaignRecord(county, sources), surveyRecord(county, sources)]
  const sizes = (exited: boolean): number =>
    plan.households
      .flat()
      .filter((one) => one.exited === exited && one.fate !== 'found')
      .reduce((sum, { size }) => sum + size, 0)
  const named = new Map(
    bodies.records.flatMap(({ id, register, values }) => (register === 'organization' && typeof values.name === 'string' ? [[values.name, id] as const] : [])),
  )
  const targets = [...targetRecords(county, plan, named, { out: sizes(true), poor: sizes(false) }, sources)]
  const projects = countyProjects(county, plan, bodies, seed, sources)
  const rebuilt = [...rebuildingRecords(county, plan, seed, sources)]
  const first = plan.villages.find((_, position) => (plan.households[position]?.length ?? 0) > 0)?.code ?? ''
  return { campaign: campaign.id, survey: survey.id, projects, first, records: [campaign, survey, ...targets, ...projects.records, ...rebuilt] }
}

/** A household on file, and who helps it. */
export interface OnFile {
  readonly household: DemoHousehold
  readonly householdId: string
  /** The ids of its people, in their order. */
  readonly persons: readonly string[]
  /** Since when it is on file. */
  readonly identified: string
  readonly groupId: string | null
  /** Position in its village, and the ids of the village's helpers. */
  readonly position: number
  readonly helpers: readonly string[]
}

/** What is known of a village once its households are on file. */
export interface AfterAll {
  readonly villageId: string
  /** In the county. */
  readonly position: number
  readonly groups: readonly (DemoRecord & { readonly register: 'village_group' })[]
}

/** The lives of one village's households. */
export class VillageLives {
  readonly #village: VillagePlan
  readonly #county: CountyLives
  readonly #sources: Sources
  readonly #random: Random
  readonly #campaign: VillageCampaign
  readonly #exit: VillageExit | null
  readonly #seed: string
  /** Those on file all along, for the projects of the village. */
  readonly #reachable: Reachable[] = []
  /** Those whom the plan of works knows. */
  readonly #worked: Worked[] = []
  #helpers: readonly string[] = []

  constructor(village: VillagePlan, county: CountyLives, sources: Sources, seed: string) {
    this.#village = village
    this.#county = county
    this.#sources = sources
    this.#seed = seed
    this.#random = new Random(`lives ${village.code} ${seed}`)
    this.#campaign = new VillageCampaign(county.campaign, village, this.#random, sources)
    this.#exit = village.exitYear === 2015 ? villageExit(village, this.#random, sources) : null
  }

  /** What the village's households share. */
  *before(): Generator<DemoRecord> {
    if (this.#exit === null) return
    for (const { record } of [this.#exit.meeting, this.#exit.notice, this.#exit.announcement]) yield record
  }

  /** After the records of the household itself. */
  *of(about: OnFile): Generator<DemoRecord> {
    const { household, householdId } = about
    const { fate, exited } = household.plan
    this.#note(about)
    if (exited) yield* leftIn2014(household, householdId, this.#random, this.#sources)
    if (this.#village.wholeVillage && fate !== 'found') yield* this.#workedWith(about)
    if (fate === 'stays') yield* this.#ordinary(household, householdId)
    else if (fate === 'leaves' && this.#exit !== null) {
      const { plan, years } = household
      if (years.some(({ year }) => year === 2015) && plan.fate === 'leaves')
        yield* leavesIn2015({ village: this.#village, exit: this.#exit, household, householdId }, this.#random, this.#sources)
    } else if (fate === 'found') yield* this.#campaign.found(household, householdId)
    else if (fate === 'cleared') yield* this.#campaign.clearedOut(household, householdId)
    else if (fate === 'restored') yield* this.#campaign.putBack(household, householdId)
    else if (fate === 'closes') yield this.#closing(household, householdId)
    else if (fate === 'splits') yield* this.#split(about)
  }

  /** After the village's yearly records. */
  *after({ villageId, position, groups }: AfterAll): Generator<DemoRecord> {
    const village = this.#village
    if (this.#exit !== null) yield* villageProposed(village, villageId, this.#sources)
    const projects = yield* villageProjects({ village, households: this.#reachable, helpers: this.#helpers }, this.#county.projects, this.#seed, this.#sources)
    if (village.works === null) return
    const placed = groups.map(({ id, values }) => ({
      id,
      name: values.name ?? '',
      distance: values.distance ?? 0,
      households: values.households ?? 0,
    }))
    let turn = 0
    const nextGroup = (): string | null => placed[turn++ % placed.length]?.id ?? null
    yield* villageWorks(
      { village, works: village.works, position, first: village.code === this.#county.first, households: this.#worked, groups: placed, nextGroup, projects },
      this.#seed,
      this.#sources,
    )
  }

  #note({ household, householdId, helpers }: OnFile): void {
    this.#helpers = helpers
    const { fate, exited } = household.plan
    const [head] = household.persons
    if (household.plan.works !== null) this.#worked.push({ id: householdId, plan: household.plan, head: head?.member.name ?? '' })
    if (exited || !(fate === 'stays' || fate === 'leaves') || head === undefined || head.member.left !== null) return
    this.#reachable.push({
      id: householdId,
      head: head.member.name,
      account: bankAccount(household.plan.index),
      works: household.plan.works,
    })
  }

  *#ordinary(household: DemoHousehold, householdId: string): Generator<DemoRecord> {
    const [lot, other] = [this.#random.next(), this.#random.next()]
    if (lot < UPHELD) yield* this.#campaign.upheld(household, householdId)
    if (other < TURNED_DOWN) yield* this.#campaign.turnedDown()
  }

  /** Visited, and given a plan. */
  *#workedWith({ household, householdId, position, helpers }: OnFile): Generator<DemoRecord> {
    const [village, random, sources] = [this.#village, this.#random, this.#sources]
    yield* visitRecords({ round: this.#county.survey, village, household, householdId, position }, helpers, random, sources)
    const helper = helpers[position % helpers.length]
    const { fate, exited } = household.plan
    if (helper !== undefined && (fate === 'leaves' || (fate === 'stays' && !exited && position % PLANNED === 0)))
      yield* planRecords({ village, household, householdId, helper }, random, sources)
  }

  #closing(household: DemoHousehold, householdId: string): DemoRecord {
    const on = household.persons[0]?.member.left?.date ?? SPLIT_ON
    return {
      register: 'household_event',
      id: this.#sources.ids.next('household_event'),
      values: { household_id: householdId, kind: '4', on_date: on, reason: '1', standing: '0', remark: '全户死亡，户口已注销。' },
    }
  }

  /** A son and his own found a household; the land stays where it was. */
  *#split({ household, householdId, persons, identified, groupId, helpers, position }: OnFile): Generator<DemoRecord> {
    const { founded } = household
    if (founded === undefined) return
    const { ids } = this.#sources
    const id = ids.next('household')
    const values = householdValues(founded, this.#village, groupId, identified, this.#random)
    yield {
      register: 'household',
      id,
      values: {
        ...values,
        household_no: null,
        local_no: `${values.local_no ?? ''}-2`,
        phone: mobile('household', household.plan.index + BESIDE),
        bank_account: bankAccount(household.plan.index + BESIDE),
      },
    }
    yield {
      register: 'household_event',
      id: ids.next('household_event'),
      values: { household_id: id, kind: '2', on_date: SPLIT_ON, reason: '4', other_household_id: householdId, standing: '0' },
    }
    for (const [order, { goes: relation }] of household.persons.entries()) {
      const personId = persons[order]
      if (relation === undefined || personId === undefined) continue
      yield {
        register: 'membership',
        id: ids.next('membership'),
        values: { household_id: id, person_id: personId, relation, status: '1', start_date: SPLIT_ON, increase_reason: '07' },
      }
    }
    const [year] = founded.years
    if (year !== undefined)
      yield {
        register: 'household_year',
        id: ids.next('household_year', { household_id: id, year: year.year }),
        values: { household_id: id, ...householdYearValues(founded, year) },
      }
    const helper = helpers[position % helpers.length]
    if (helper !== undefined)
      yield {
        register: 'pairing',
        id: ids.next('pairing'),
        values: { household_id: id, helper_id: helper, start_date: '2015-07-01', end_date: null, is_main: true },
      }
  }
}
