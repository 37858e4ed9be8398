/** Projects and their steps as rows of a bar chart. */
import type { ProjectProgressNode, ProjectProgressRow } from '#core/features/projects/contract.ts'
import type { GanttBar, GanttRow } from '../../components/chart/GanttChart.tsx'

const ALL = 10_000

function barOf({ plannedStart, plannedEnd, completion }: Pick<ProjectProgressNode, 'plannedStart' | 'plannedEnd' | 'completion'>): GanttBar[] {
  if (plannedStart === null || plannedEnd === null || plannedEnd < plannedStart) return []
  return [{ from: plannedStart, to: plannedEnd, done: Math.min(1, (completion ?? 0) / ALL) }]
}

/** One bar from the first step to the last, done as far as the project is; without steps its own days. */
export function ganttOf({ name, nodes, plannedStart, plannedEnd, actual }: ProjectProgressRow): GanttRow {
  const planned = nodes.flatMap(barOf)
  const [from, to] = [
    planned.map((bar) => bar.from).toSorted()[0] ?? plannedStart,
    planned
      .map((bar) => bar.to)
      .toSorted()
      .at(-1) ?? plannedEnd,
  ]
  return { label: name, bars: barOf({ plannedStart: from, plannedEnd: to, completion: actual }) }
}

export const nodeRow = (node: ProjectProgressNode): GanttRow => ({ label: node.name, bars: barOf(node) })
