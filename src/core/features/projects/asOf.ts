/**
 * Projects as of a day: how far each is, by the one statement and the one formula that the screen, the tables, the papers and the command line all ask.
 * Whoever counts progress otherwise contradicts the battle report (mechanisms.md M07.e).
 */
import { registerOf } from '../../catalogue/index.ts'
import { recordedProceedingOf } from '../../procedures/proceedings.ts'
import { standingOf, stepsOf } from '../../procedures/steps.ts'
import { firstValue, type ParameterKey, type ParameterReader } from '../../rules/parameters.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { portions } from '../../store/portions.ts'
import { progressOn, type NodeOnDay, type Progress, type ProgressLimits } from '../../rules/progress.ts'

/** A step of the work on a day, with what was said of it. */
export interface ReportedNode extends NodeOnDay {
  readonly id: string
  readonly name: string
  readonly kind: string | null
  /** The day and words of the last report up to the day. */
  readonly asOf: string | null
  readonly words: string | null
}

export interface ProjectOnDay {
  readonly id: string
  /** How it stood in its procedure on the day. */
  readonly stage: string
  readonly nodes: readonly ReportedNode[]
  /** null where no step of the work has weight and days. */
  readonly progress: Progress | null
}

/** The steps of the work of projects with what was reported last up to a day. */
const NODES = `SELECT n.project_id AS project, n.id, n.name, n.kind, n.weight, n.planned_start AS plannedStart, n.planned_end AS plannedEnd,
    p.completion, p.as_of AS asOf, p.words
  FROM (SELECT value, ? AS day FROM json_each(?)) g JOIN project_node n ON n.project_id = g.value AND n.deleted = 0
  LEFT JOIN node_progress p ON p.id = (SELECT l.id FROM node_progress l WHERE l.node_id = n.id AND l.deleted = 0 AND l.as_of <= g.day ORDER BY l.as_of DESC, l.id LIMIT 1)
  ORDER BY n.project_id, n.position, n.planned_start, n.id`

/** What the limits of the colours are on a day. */
export function limitsOn(day: string, parameters: ParameterReader): ProgressLimits {
  const of = (key: ParameterKey): number => parameters(key, day, null) ?? firstValue(key)
  return { green: of('progress_green'), amber: of('progress_amber') }
}

/** By id, for projects on file; in a few statements whatever their number. */
export function projectsOn(database: ReadDatabase, ids: readonly string[], day: string, limits: ProgressLimits): ReadonlyMap<string, ProjectOnDay> {
  const proceeding = recordedProceedingOf(registerOf('project').name)
  const found = new Map<string, ProjectOnDay>()
  for (const some of portions(ids)) {
    const nodes = nodesOn(database, some, day)
    const steps = stepsOf(database, proceeding, some)
    for (const id of some) {
      const until = (steps.get(id) ?? []).filter(({ done_on: on }) => on <= day)
      const { state } = standingOf(proceeding, until, {})
      const own = nodes.get(id) ?? []
      found.set(id, { id, stage: state, nodes: own, progress: progressOn(day, own, limits, state === 'stopped') })
    }
  }
  return found
}

/** The steps of the work of each project on a day. */
export function nodesOn(database: ReadDatabase, ids: readonly string[], day: string): ReadonlyMap<string, readonly ReportedNode[]> {
  const found = new Map<string, ReportedNode[]>()
  for (const row of database.all<ReportedNode & SqlRow & { readonly project: string }>(NODES, day, JSON.stringify(ids))) {
    const { project, ...node } = row
    found.set(project, [...(found.get(project) ?? []), node])
  }
  return found
}
