/** What the rules of projects look at. */
import type { FieldKey } from '#core/catalogue/index.ts'
import type { Row } from '#core/catalogue/partialRows.ts'
import type { Rule } from '#core/checks/engine/index.ts'

/** What was reported of a step of the work; hundredths of a per cent. */
export interface ReportFacts {
  readonly asOf: string
  readonly completion: number
  readonly loweredBecause: string | null
}

export interface NodeFacts {
  readonly name: string
  readonly kind: string | null
  readonly weight: number | null
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  readonly completion: number | null
  /** The oldest first. */
  readonly reports: readonly ReportFacts[]
}

export interface ProjectFacts {
  readonly record: Row<'project'>
  readonly nodes: readonly NodeFacts[]
  /** The villages that it reaches, with their households of the newest year up to that of the project, and how many of them are on its list. */
  readonly villages: readonly { readonly village: string; readonly households: number | null; readonly listed: number }[]
  readonly acceptances: readonly { readonly acceptedOn: string; readonly kind: string }[]
  /** On which days notices that list it were put up. */
  readonly noticesOn: readonly string[]
  /** Who is responsible, and since when they are gone; null where nobody is named. */
  readonly manager: { readonly name: string; readonly leftOn: string | null } | null
  /** Per cent of the approved investment that may not be passed, and how many equal increases are doubtful. */
  readonly mostOfApproved: number
  readonly equalSteps: number
}

type Path = `project.${FieldKey<'project'>}` | `project_node.${FieldKey<'project_node'>}` | `node_progress.${FieldKey<'node_progress'>}`

export type ProjectRule = Rule<ProjectFacts, Path, 'project' | 'project_node' | 'node_progress'>

/** Stages in the order of the procedure, those beside it left out. */
const MAIN = [
  'drafted',
  'applied',
  'township_reviewed',
  'county_reviewed',
  'noticed',
  'stored',
  'planned',
  'approved',
  'procured',
  'building',
  'finished',
  'township_accepted',
  'accepted',
  'audited',
  'reimbursed',
  'handed_over',
  'evaluated',
  'closed',
] as const

/** Whether a project has come to a stage of the main line. */
export function isPast({ stage }: ProjectFacts['record'], since: (typeof MAIN)[number]): boolean {
  return MAIN.findIndex((one) => one === stage) >= MAIN.indexOf(since)
}

/** The day on which work began and that on which it was finished: by its steps, else as the record says. */
export const begunOn = ({ started_on: started, told_start: told }: ProjectFacts['record']): string | null => started ?? told ?? null
export const doneOn = ({ finished_on: finished, told_end: told }: ProjectFacts['record']): string | null => finished ?? told ?? null
