/** Drinking water in the demo: a work for each village, the one of its project, a second one not accepted yet, and the households that each serves. */
import { drawName, drawSurname } from '../../naming.ts'
import { mobile } from '../../numbers.ts'
import type { DemoRecord, DemoValues, Sources } from '../../records.ts'
import type { Random } from '../../random.ts'
import { WATER } from '../projects/planned.ts'
import { after } from '../steps.ts'
import type { InVillage } from './types.ts'

/** Of the people that it is made for a work serves most. */
const DESIGNED = 1.15
/** 分 a cubic metre. */
const PRICE = 300
/** What the sheet of the one work with something wrong on purpose says too much. */
const TOO_MANY = 12
/** Phones of those who look after works lie beside those of the heads of villages. */
const BESIDE = 400_000
/** Accepted on the day on which the county accepted the project. */
const PROJECT_ACCEPTED = '2015-09-29'

interface Served {
  /** `register:id` */
  readonly subject: string
  readonly people: number
  readonly unsafe: boolean
}

export function* waterRecords(about: InVillage, random: Random, sources: Sources): Generator<DemoRecord> {
  const { village, works, households, projects } = about
  const project = projects.find(({ planned }) => planned.kind.category === WATER)
  const reached = new Set(project?.reached)
  const own = (served: (id: string) => boolean): Served[] =>
    households.flatMap(({ id, plan }) =>
      plan.works !== null && served(id) ? [{ subject: `household:${id}`, people: plan.size, unsafe: plan.works.water !== 'safe' }] : [],
    )
  if (project !== undefined) {
    const accepted = project.planned.course === 'accepted'
    const served = own((id) => reached.has(id))
    const name = `${village.name}自来水入户工程`
    yield* pointRecords({ about, name, served, projectId: project.projectId, accepted: accepted ? PROJECT_ACCEPTED : null, said: null }, random, sources)
  }
  const ofVillage = new Set(households.flatMap(({ id, plan }) => (plan.works?.water === 'village' && !reached.has(id) ? [id] : [])))
  const solved = [...own((id) => ofVillage.has(id)), ...(yield* unlistedRecords(about, works.unlisted.solved, random, sources))]
  if (solved.length > 0) {
    const accepted = after('2015-08-01', random.int(0, 118))
    const said = about.first ? solved.reduce((sum, { people }) => sum + people, TOO_MANY) : null
    yield* pointRecords({ about, name: `${village.name}集中供水工程`, served: solved, projectId: null, accepted, said }, random, sources)
  }
  const waiting = yield* unlistedRecords(about, works.unlisted.building, random, sources)
  if (waiting.length > 0)
    yield* pointRecords({ about, name: `${village.name}二期供水工程`, served: waiting, projectId: null, accepted: null, said: null }, random, sources)
}

interface Point {
  readonly about: InVillage
  readonly name: string
  readonly served: readonly Served[]
  readonly projectId: string | null
  readonly accepted: string | null
  /** People solved by the sheet. */
  readonly said: number | null
}

function* pointRecords(point: Point, random: Random, sources: Sources): Generator<DemoRecord> {
  const { about, name, served, projectId, accepted, said } = point
  const { village } = about
  const id = sources.ids.next('water_point')
  const people = served.reduce((sum, one) => sum + one.people, 0)
  yield {
    register: 'water_point',
    id,
    values: {
      name,
      village: village.code,
      kind: '1',
      year: 2015,
      project_id: projectId,
      location: `${village.name}一社沟口泉水`,
      designed_people: Math.ceil((people * DESIGNED) / 10) * 10,
      designed_households: Math.ceil(served.length * DESIGNED),
      started_on: after('2015-03-16', random.int(0, 40)),
      stated_people: said,
      ...(accepted === null ? {} : acceptedValues(about, accepted, random)),
    },
  }
  for (const { subject, unsafe } of served)
    yield {
      register: 'water_user',
      id: sources.ids.next('water_user', { water_point_id: id, household: subject }),
      values: {
        water_point_id: id,
        household: subject,
        village: village.code,
        unsafe_before: unsafe,
        tapped: accepted !== null,
        benefited_on: accepted === null ? null : after(accepted, -6),
      },
    }
}

function acceptedValues({ position }: InVillage, accepted: string, random: Random): DemoValues<'water_point'> {
  return {
    finished_on: after(accepted, -8),
    accepted_on: accepted,
    tested_on: after(accepted, -5),
    tested_by: '县疾病预防控制中心（演示）',
    quality: true,
    upkeep_by: drawName(random, drawSurname(random), '1', random.int(1958, 1982), new Set()),
    upkeep_phone: mobile('village', BESIDE + position),
    upkeep_duty: '定期清洗水池、检修管道、收取水费',
    price: PRICE,
  }
}

/** Households that are not on file, as light records: their people are those that a sheet states (readings.md 30). */
function* unlistedRecords(about: InVillage, sizes: readonly number[], random: Random, { ids }: Sources): Generator<DemoRecord, Served[]> {
  const served: Served[] = []
  for (const size of sizes) {
    const id = ids.next('unlisted_household')
    const sex = random.chance(0.85) ? '1' : '2'
    yield {
      register: 'unlisted_household',
      id,
      values: {
        village: about.village.code,
        group_id: about.nextGroup(),
        head_name: drawName(random, drawSurname(random), sex, random.int(1945, 1985), new Set()),
        stated_population: size,
        agricultural: true,
        origin: '4',
        noted_on: '2015-01-20',
      },
    }
    served.push({ subject: `unlisted_household:${id}`, people: size, unsafe: true })
  }
  return served
}
