/** Houses in the demo: dangerous ones made safe with the steps of each, those rebuilt or mended after the earthquake, and households that move. */
import { two } from '../../family.ts'
import { movingOf, type DemoRecord, type DemoValues, type Sources } from '../../records.ts'
import type { Random } from '../../random.ts'
import { HOUSING } from '../projects/planned.ts'
import { after, lineRecord, holdMeeting, putUp, stepRecords, type Act, type Step } from '../steps.ts'
import type { InVillage, Worked } from './types.ts'

const EARTHQUAKE = '2013-07-22 岷县漳县 6.6 级地震'
const DAY = { applied: '2015-02-25', met: '2015-03-02', posted: '2015-03-04', until: '2015-03-10', appraised: '2015-03-12', approved: '2015-03-25' } as const
/** The day on which those of accepted projects are paid; of the others, the month. */
const PAID = { project: '2015-11-03', other: '2015-10' } as const
/** 分, as the parameters of the county have it. */
const GRANT = { 'retrofit C': 300_000, 'retrofit D': 1_150_000 } as const
const SITES: Readonly<Record<string, string>> = { '2': '乡镇集镇安置点', '3': '县城安置点', '4': '村内新农村安置点' }

type Retrofit = keyof typeof GRANT
const isRetrofit = (house: string | null | undefined): house is Retrofit => house === 'retrofit C' || house === 'retrofit D'

export function* houseRecords(about: InVillage, random: Random, sources: Sources): Generator<DemoRecord> {
  const { village, households } = about
  const project = about.projects.find(({ planned }) => planned.kind.category === HOUSING)
  const retrofits = households.filter(({ plan }) => isRetrofit(plan.works?.house))
  if (retrofits.length > 0) {
    const meeting = holdMeeting({ name: `${village.name}危房改造评议会`, division: village.code, on: DAY.met, matter: '危房改造对象' }, random, sources)
    const notice = putUp({ name: `${village.name}危房改造对象公示`, division: village.code, on: DAY.posted, matter: '危房改造对象' }, DAY.until, sources)
    yield meeting.record
    yield notice.record
    for (const worked of retrofits) {
      const own = project !== undefined && project.reached.includes(worked.id) ? project : undefined
      yield* retrofitRecords(
        { about, worked, acts: [meeting.act, notice.act], projectId: own?.projectId ?? null, course: own?.planned.course ?? null },
        random,
        sources,
      )
    }
  }
  for (const worked of households) {
    const house = worked.plan.works?.house
    if (house === 'rebuilt' || house === 'repaired') yield damageRecord(about, worked, random, sources)
    else if (house === 'moved') yield movedRecord(about, worked, random, sources)
  }
}

interface Retrofitted {
  readonly about: InVillage
  readonly worked: Worked
  readonly acts: readonly [meeting: Act, notice: Act]
  readonly projectId: string | null
  /** How far its project is; null without one. */
  readonly course: string | null
}

/** How far a house is: the keys of its steps begin with those of all. */
interface Course {
  readonly started: string | null
  readonly finished: string | null
  readonly accepted: string | null
  readonly paid: string | null
}

function courseOf({ worked, projectId, course }: Retrofitted, random: Random): Course {
  const started = after('2015-04-10', random.int(0, 35))
  const finished = after(started, random.int(70, 100))
  const accepted = after(finished, random.int(3, 14))
  const lot = random.next()
  if (worked.plan.works?.housed === true) {
    const paid = projectId === null ? (lot < 0.8 ? PAID.other : null) : course === 'accepted' ? PAID.project : null
    return { started, finished, accepted, paid }
  }
  const begun = projectId === null || !(course === 'approved' || course === 'procured')
  const done = begun && (course === 'finished' || lot < 0.4)
  return { started: begun ? started : null, finished: done ? finished : null, accepted: null, paid: null }
}

function* retrofitRecords(retrofitted: Retrofitted, random: Random, sources: Sources): Generator<DemoRecord> {
  const { about, worked, acts, projectId } = retrofitted
  const { village } = about
  const { plan, head } = worked
  const house = plan.works?.house
  if (!isRetrofit(house)) return
  const id = sources.ids.next('house_retrofit')
  const course = courseOf(retrofitted, random)
  const isWhole = house === 'retrofit D'
  yield {
    register: 'house_retrofit',
    id,
    values: {
      household: `household:${worked.id}`,
      village: village.code,
      year: 2015,
      project_id: projectId,
      grade: isWhole ? '4' : '3',
      appraised_by: '县建筑工程质量监督站（演示）',
      appraised_on: DAY.appraised,
      way: isWhole ? '2' : '1',
      built_year: random.int(1965, 1998),
      started_on: course.started,
      finished_on: course.finished,
      accepted_on: course.accepted,
      paid_on: course.paid,
      contractor: head,
      ...(course.finished === null ? {} : { area: areaOf(plan.size, random) }),
      ...(course.accepted === null ? {} : moneyValues(GRANT[house], random)),
    },
  }
  const subject = `house_retrofit:${id}`
  for (const act of acts) yield lineRecord(act, subject, random, sources)
  yield* stepRecords(subject, 'house_retrofit_stage', stepsOf(course, village.townshipName, acts), sources)
}

function stepsOf({ started, finished, accepted, paid }: Course, township: string, [meeting, notice]: readonly [Act, Act]): Step[] {
  const [village, officer, county] = ['村委会（演示）', `${township}村镇建设专干（演示）`, '县住房和城乡建设局（演示）'] as const
  const steps: Step[] = [
    { key: 'deliberate', level: 'village', on: DAY.met, by: village, act: meeting.id },
    { key: 'post', level: 'village', on: DAY.posted, by: village, act: notice.id },
    { key: 'appraise', level: 'township', on: DAY.appraised, by: officer, relied: { notice: notice.id } },
    { key: 'approve', level: 'county', on: DAY.approved, by: county },
  ]
  if (started !== null) steps.push({ key: 'start', level: 'village', on: started, by: village })
  if (finished !== null) steps.push({ key: 'finish', level: 'village', on: finished, by: village })
  if (accepted !== null) steps.push({ key: 'accept', level: 'township', on: accepted, by: officer, signatures: '验收组（演示）' })
  if (paid !== null) steps.push({ key: 'pay', level: 'county', on: paid.length === 7 ? `${paid}-28` : paid, by: county })
  return steps
}

/** Hundredths of a square metre: within what households of three and more may have each. */
function areaOf(people: number, random: Random): number {
  return Math.max(4_000, people * random.int(1_300, 1_800))
}

function moneyValues(grant: number, random: Random): { readonly grant: number; readonly self_raised: number } {
  return { grant, self_raised: random.int(5, 30) * 100_000 }
}

function damageRecord({ village }: InVillage, { id, plan }: Worked, random: Random, sources: Sources): DemoRecord {
  const rebuilt = plan.works?.house === 'rebuilt'
  const done = plan.works?.housed === true
  return {
    register: 'damage_household',
    id: sources.ids.next('damage_household'),
    values: {
      household: `household:${id}`,
      village: village.code,
      year: 2014,
      disaster: EARTHQUAKE,
      grade: rebuilt ? (random.chance(0.3) ? '1' : '2') : random.chance(0.6) ? '3' : '4',
      way: rebuilt ? '1' : '2',
      started_on: `2014-${two(random.int(3, 5))}`,
      ...(done ? { finished_on: '2014-09', accepted_on: `2014-${two(random.int(10, 12))}`, ...(rebuilt ? { moved_in_on: '2014-12' } : {}) } : {}),
      ...(rebuilt ? { area: areaOf(plan.size, random) } : {}),
      ...damageMoney(rebuilt, random),
    },
  }
}

function damageMoney(rebuilt: boolean, random: Random): DemoValues<'damage_household'> {
  if (!rebuilt) return { grant: 400_000 }
  return { grant: 2_000_000, loan: random.chance(0.6) ? random.int(2, 5) * 1_000_000 : null, self_raised: random.int(5, 30) * 100_000 }
}

/** Those who leave poverty live in their new house by then; of the others the place is being built. */
function movedRecord({ village }: InVillage, { id, plan }: Worked, random: Random, sources: Sources): DemoRecord {
  const { resettlement_method: way = null, resettlement_place: place = null } = movingOf(plan)
  const done = plan.works?.housed === true
  return {
    register: 'relocation',
    id: sources.ids.next('relocation'),
    values: {
      household: `household:${id}`,
      village: village.code,
      year: 2015,
      way,
      site: SITES[place ?? ''] ?? null,
      ...(done || random.chance(0.7) ? { started_on: '2015-04' } : {}),
      ...(done ? { finished_on: '2015-08', accepted_on: '2015-09', moved_in_on: '2015-10' } : {}),
      area: Math.min(12_500, plan.size * 2_500),
      grant: done ? plan.size * 600_000 : null,
      self_raised: done ? 1_000_000 : null,
    },
  }
}
