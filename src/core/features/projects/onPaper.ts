/** Projects on paper as of a day: their progress, and bar charts made of cells, ten days a cell. */
import { TEN_DAYS } from '../../forms/declared/dayFacts.ts'
import type { FormScope, FormValue } from '../../forms/types.ts'
import { recordedProceedingOf } from '../../procedures/proceedings.ts'
import { stateLabelOf } from '../../catalogue/derive/procedure.ts'
import { daysOf } from '../../rules/period.ts'
import { COLOUR_LABELS } from '../../rules/progress.ts'
import type { Office } from '../../runtime.ts'
import { limitsOn, projectsOn, type ReportedNode } from './asOf.ts'

const percent = (value: number | null): FormValue => (value === null ? null : { kind: 'decimal', units: value, scale: 2 })

/** Whether work is planned in a period, and whether it is done. */
const DONE = '■'
const PLANNED = '□'
const DAY = 86_400_000

/** By id of the project. */
export function projectFacts(office: Office, ids: readonly string[], year: number, day: string): ReadonlyMap<string, FormScope> {
  const { procedure } = recordedProceedingOf('project')
  const days = office.store.read.all<{ id: string; begun: string | null; done: string | null }>(
    `SELECT id, coalesce(started_on, told_start) AS begun, coalesce(finished_on, told_end) AS done FROM project WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  )
  const dayOf = new Map(days.map(({ id, ...own }) => [id, own]))
  const found = projectsOn(office.store.read, ids, day, limitsOn(day, office.parameters()))
  return new Map(
    [...found.values()].map(({ id, stage, nodes, progress }) => {
      const own = dayOf.get(id)
      const latest = nodes.filter(({ words }) => words !== null).toSorted((one, other) => ((one.asOf ?? '') < (other.asOf ?? '') ? 1 : -1))[0]
      const scope: FormScope = {
        progress: {
          planned: percent(progress?.planned ?? null),
          actual: percent(progress?.actual ?? null),
          deviation: percent(progress?.deviation ?? null),
          state: progress === null ? '' : COLOUR_LABELS[progress.colour],
          stage: stateLabelOf(procedure, stage),
          begun_on: upTo(own?.begun, day),
          done_on: upTo(own?.done, day),
          words: latest?.words ?? '',
          ...together(nodes.map((node) => barOf(node, year))),
        },
        progress_nodes: nodes.map((node) => ({
          name: node.name,
          weight: percent(node.weight),
          planned_start: node.plannedStart,
          planned_end: node.plannedEnd,
          completion: percent(node.completion),
          as_of: node.asOf,
          words: node.words ?? '',
          ...barOf(node, year),
        })),
      }
      return [id, scope]
    }),
  )
}

const upTo = (on: string | null | undefined, day: string): string | null => (on !== null && on !== undefined && on <= day ? on : null)

type Bar = Readonly<Record<string, string>>

/** A cell for every ten days of the year that the plan of a step touches; of these the first are done, as much of the plan as is. */
export function barOf({ plannedStart, plannedEnd, completion }: Pick<ReportedNode, 'plannedStart' | 'plannedEnd' | 'completion'>, year: number): Bar {
  return Object.fromEntries(
    TEN_DAYS.map((name, index) => {
      const period = `${year}-${String(Math.floor(index / 3) + 1).padStart(2, '0')}-D${(index % 3) + 1}`
      const { first, last } = daysOf(period)
      if (plannedStart === null || plannedEnd === null || last < plannedStart || first > plannedEnd) return [name, '']
      // The day up to which the plan is done, if all days of it took as long.
      const length = (Date.parse(plannedEnd) - Date.parse(plannedStart)) / DAY + 1
      const done = Math.floor((length * (completion ?? 0)) / 10_000)
      const until = done === 0 ? '' : new Date(Date.parse(plannedStart) + (done - 1) * DAY).toISOString().slice(0, 10)
      return [name, until >= (last < plannedEnd ? last : plannedEnd) ? DONE : PLANNED]
    }),
  )
}

/** The bar of a project: a period is done when all that is planned in it is. */
function together(bars: readonly Bar[]): Bar {
  return Object.fromEntries(
    TEN_DAYS.map((name) => {
      const marks = bars.map((bar) => bar[name] ?? '')
      return [name, marks.includes(PLANNED) ? PLANNED : marks.includes(DONE) ? DONE : '']
    }),
  )
}
