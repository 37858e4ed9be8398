/**
 * Projects of rebuilding after the earthquake, as the office took them over: 384 with 30.2 亿 together, of which 166 were finished, 144 being built and 74
 * not begun in July 2015 (mechanisms.md M27). Those in poor villages are projects against poverty, too, and the county counts them once.
 */
import { FULL_HOUSEHOLDS, type CountyPlan, type VillagePlan } from '../../plan.ts'
import { apportion, Random } from '../../random.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import { lineRecord, putUp } from '../steps.ts'

const PROJECTS = 384
/** States of the procedure by how many are there. */
const STATES: readonly (readonly [state: string, count: number])[] = [
  ['accepted', 166],
  ['building', 144],
  ['approved', 74],
]
/** 万元. */
const INVESTMENT = 302_000
const TEN_THOUSAND = 1_000_000
const TOLD_ON = '2015-07-20'

interface Kind {
  readonly name: string
  readonly category: string
  readonly weight: number
}

/** The six kinds of M27. */
const KINDS: readonly Kind[] = [
  { name: '农村住房重建配套', category: '04', weight: 5 },
  { name: '村级道路恢复', category: '01', weight: 6 },
  { name: '人饮工程恢复', category: '02', weight: 4 },
  { name: '村卫生室重建', category: '06', weight: 2 },
  { name: '村小学校舍重建', category: '07', weight: 3 },
  { name: '特色产业恢复', category: '09', weight: 2 },
  { name: '滑坡治理', category: '99', weight: 4 },
]

export function* rebuildingRecords(county: string, plan: CountyPlan, seed: string, sources: Sources): Generator<DemoRecord> {
  const random = new Random(`rebuilding ${seed}`)
  const places = plan.villages.filter((_, position) => (plan.households[position]?.length ?? 0) > 0)
  const households = plan.households.reduce((sum, list) => sum + list.filter(({ fate }) => fate !== 'found').length, 0)
  const count = Math.max(STATES.length, Math.round((PROJECTS * households) / FULL_HOUSEHOLDS))
  const states = STATES.flatMap(([state], index) =>
    Array.from(
      {
        length:
          apportion(
            count,
            STATES.map(([, part]) => part),
          )[index] ?? 0,
      },
      () => state,
    ),
  )
  const sums = apportion(
    Math.max(count, Math.round((INVESTMENT * count) / PROJECTS)),
    states.map(() => 1 + random.next() * 6),
  )
  const notice = putUp({ name: '灾后恢复重建项目公示', division: county, on: '2014-01-10', matter: '灾后恢复重建项目' }, '2014-01-17', sources)
  yield notice.record
  random.shuffle(states)
  for (const [index, state] of states.entries()) {
    const village = places[index % places.length]
    const kind = KINDS[(Math.floor(index / places.length) + random.int(0, 2)) % KINDS.length]
    if (village === undefined || kind === undefined) continue
    const projectId = sources.ids.next('project')
    yield* projectRecords({ village, kind, projectId, state, number: index + 1, amount: (sums[index] ?? 1) * TEN_THOUSAND }, sources)
    yield lineRecord(notice.act, `project:${projectId}`, random, sources)
  }
}

interface Rebuilt {
  readonly village: VillagePlan
  readonly kind: Kind
  readonly projectId: string
  readonly state: string
  readonly number: number
  /** 分. */
  readonly amount: number
}

function* projectRecords({ village, kind, projectId, state, number, amount }: Rebuilt, { ids }: Sources): Generator<DemoRecord> {
  yield {
    register: 'project',
    id: projectId,
    values: {
      name: `${village.name}${kind.name}（灾后 ${number} 号）`,
      place: village.code,
      year: 2014,
      category: kind.category,
      nature: '1',
      programs: village.poor ? 'poverty,reconstruction' : 'reconstruction',
      location: `${village.name}灾后 ${number} 号`,
      content: kind.name,
      performance_target: '按灾后恢复重建规划建成，验收合格',
      // What was taken over without its dates is due on none.
      ...(state === 'approved' ? {} : { planned_start: '2014-04-01', told_start: '2014-05-10' }),
      ...(state === 'accepted' ? { planned_end: '2015-07-31', told_end: '2015-06-20' } : {}),
      approval_no: `漳重建发〔2014〕演示${number}号`,
      approved_on: '2014-02-20',
      approved_investment: amount,
      fiscal_grant: Math.floor(amount / 100) * 69,
    },
  }
  yield {
    register: 'project_village',
    id: ids.next('project_village', { project_id: projectId, village: village.code }),
    values: { project_id: projectId, village: village.code, planned_amount: amount },
  }
  const subject = `project:${projectId}`
  yield {
    register: 'procedure_step',
    id: ids.next('procedure_step', { subject, procedure: 'project_stage', step: `open:${state}`, round: 1 }),
    values: {
      subject,
      procedure: 'project_stage',
      step: `open:${state}`,
      round: 1,
      follows: null,
      level: 'county',
      done_on: TOLD_ON,
      done_by: '县重建办（演示）',
      remark: '灾后重建台账承接',
      relied: '{}',
    },
  }
}
