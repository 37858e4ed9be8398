/**
 * The third layer of the demo: what was built in 2015 in the villages that are to leave and in those of 整村推进, and the money of it. Made like the second
 * one, and left out with it.
 */
import type { Bodies } from '../../helping.ts'
import type { CountyPlan, HouseholdWorks, VillagePlan } from '../../plan.ts'
import { Random } from '../../random.ts'
import type { DemoRecord, Sources } from '../../records.ts'
import { lineRecord, putUp } from '../steps.ts'
import { fundSources, moneyOf, type FundSources, type Paid } from './funds.ts'
import { HOUSING, planProjects, WATER, type PlannedProject } from './planned.ts'
import { projectRecords } from './records.ts'

/** What the projects of all villages have in common. */
export interface CountyProjects {
  readonly planned: ReadonlyMap<string, readonly PlannedProject[]>
  readonly funds: FundSources
  readonly bodies: ReadonlyMap<string, string>
  readonly records: readonly DemoRecord[]
}

export function countyProjects(county: string, plan: CountyPlan, bodies: Bodies, seed: string, sources: Sources): CountyProjects {
  const planned = planProjects(plan, seed)
  const { sources: funds, records } = fundSources(county, [...planned.values()].flat(), sources)
  const named = new Map(
    bodies.records.flatMap(({ id, register, values }) => (register === 'organization' && typeof values.name === 'string' ? [[values.name, id] as const] : [])),
  )
  const builders = [...new Set([...planned.values()].flat().map(({ kind }) => kind.builder))].map((name): DemoRecord => {
    const id = sources.ids.next('organization')
    named.set(name, id)
    return { register: 'organization', id, values: { name, organization_type: '40', affiliation: '50', back_office: false } }
  })
  return { planned, funds, bodies: named, records: [...records, ...builders] }
}

/** A household of the village that a project may reach. */
export interface Reachable extends Paid {
  /** What the plan of works has for it: those come first whom a project is for. */
  readonly works: HouseholdWorks | null
}

/** The projects of one village, with the households that each reaches. */
export function* villageProjects(
  { village, households, helpers }: { readonly village: VillagePlan; readonly households: readonly Reachable[]; readonly helpers: readonly string[] },
  { planned, funds, bodies }: CountyProjects,
  seed: string,
  sources: Sources,
): Generator<DemoRecord, readonly BuiltProject[]> {
  const own = planned.get(village.code)
  const manager = helpers[0]
  const built: BuiltProject[] = []
  if (own === undefined || manager === undefined) return built
  const random = new Random(`works ${village.code} ${seed}`)
  const notice = putUp({ name: `${village.name}2015 年项目入库公示`, division: village.code, on: '2015-01-15', matter: '拟入库项目' }, '2015-01-22', sources)
  yield notice.record
  const projects: Packed[] = []
  for (const project of own) {
    const projectId = sources.ids.next('project')
    projects.push({ projectId, amount: project.total })
    const reached = reachedBy(project, households)
    built.push({ planned: project, projectId, reached: reached.map(({ id }) => id) })
    yield* projectRecords(
      {
        planned: project,
        projectId,
        noticeId: notice.act.id,
        manager,
        department: [...bodies].find(([name]) => name.endsWith(project.kind.department))?.[1] ?? null,
        builder: bodies.get(project.kind.builder) ?? null,
        reached: reached.map(({ id }) => id),
      },
      random,
      sources,
    )
    yield lineRecord(notice.act, `project:${projectId}`, random, sources)
    yield* moneyOf({ planned: project, projectId, payee: project.kind.builder, households: reached }, funds, random, sources)
  }
  for (const mark of marksOf(village)) yield* packageRecords(village, mark, projects, manager, sources)
  return built
}

/** A project as the works of its village know it. */
export interface BuiltProject {
  readonly planned: PlannedProject
  readonly projectId: string
  /** Ids of the households that it reaches. */
  readonly reached: readonly string[]
}

interface Packed {
  readonly projectId: string
  readonly amount: number
}

/** 整体脱贫 and 整村推进 are two marks; a village that has both has two packages. */
function marksOf({ exitYear, wholeVillage }: VillagePlan): readonly string[] {
  return [...(exitYear === 2015 ? ['1'] : []), ...(wholeVillage ? ['2'] : [])]
}

function* packageRecords(village: VillagePlan, mark: string, projects: readonly Packed[], manager: string, { ids }: Sources): Generator<DemoRecord> {
  const id = ids.next('village_package', { village: village.code, year: 2015, mark })
  const dossier = `演示${mark === '1' ? '脱贫' : '整推'}2015-${village.code.slice(6)}`
  yield { register: 'village_package', id, values: { village: village.code, year: 2015, mark, dossier_no: dossier, manager_id: manager } }
  for (const { projectId, amount } of projects)
    yield {
      register: 'package_project',
      id: ids.next('package_project', { package_id: id, project_id: projectId }),
      values: { package_id: id, project_id: projectId, amount },
    }
}

/** As many as it is for, those whom the plan of works names first; of roads all are. */
function reachedBy({ kind, size }: PlannedProject, households: readonly Reachable[]): readonly Reachable[] {
  if (kind.unit !== '户') return households
  const meant = ({ works }: Reachable): boolean =>
    (kind.category === WATER && works?.water === 'project') || (kind.category === HOUSING && works?.house === 'retrofit D')
  return households.toSorted((one, other) => Number(meant(other)) - Number(meant(one))).slice(0, size / 100)
}
