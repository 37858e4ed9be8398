/** What the work on projects gives cause to look into: its steps and what is reported of them (mechanisms.md M06.e, §6-E43, E44). */
import { scaledText } from '#core/rules/money.ts'
import { unfinished } from './unfinished.ts'
import { isPast, type NodeFacts, type ProjectRule, type ReportFacts } from './types.ts'

const percent = (hundredths: number): string => `${scaledText(hundredths, 2).replace(/\.?0+$/, '')}%`

/** Each report with the one before it. */
const pairs = ({ reports }: NodeFacts): (readonly [ReportFacts, ReportFacts])[] => reports.slice(1).map((report, index) => [reports[index] ?? report, report])

/** How often in a row, at most, the same was added. */
function equalRun(node: NodeFacts): { readonly times: number; readonly by: number } {
  let [times, by, most, mostBy] = [0, 0, 0, 0]
  for (const [before, after] of pairs(node)) {
    const step = after.completion - before.completion
    times = step > 0 && step === by ? times + 1 : step > 0 ? 1 : 0
    by = step
    if (times > most) [most, mostBy] = [times, step]
  }
  return { times: most, by: mostBy }
}

export const workRules: readonly ProjectRule[] = [
  {
    id: '6-node-days',
    title: '工序的结束不早于开始，在项目的时限里',
    official: 'E',
    kind: 'contradiction',
    relaxed: '排到项目时限以外的可以说明',
    source: 'mechanisms.md M06.b（计划起止）',
    reads: ['project_node.planned_start', 'project_node.planned_end', 'project.planned_start', 'project.planned_end'],
    verify: ({ record: { planned_end: last }, nodes }) => {
      const turned = nodes.find(({ plannedStart, plannedEnd }) => plannedStart !== null && plannedEnd !== null && plannedEnd < plannedStart)
      if (turned !== undefined)
        return [
          {
            field: 'project.planned_end',
            message: `工序“${turned.name}”的计划结束 ${turned.plannedEnd ?? ''} 早于计划开始 ${turned.plannedStart ?? ''}，请改正。`,
          },
        ]
      const late = unfinishedAfter(nodes, last)
      return late === undefined
        ? []
        : [
            {
              field: 'project.planned_end',
              kind: 'doubt',
              message: `工序“${late.name}”排到 ${late.plannedEnd ?? ''}，项目的计划完工是 ${last ?? ''}，请核对。`,
            },
          ]
    },
  },
  {
    id: '6-E43',
    title: '进度不倒退',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M06.e（完工%倒退）、§6-E43',
    reads: ['node_progress.completion', 'node_progress.as_of', 'node_progress.lowered_because'],
    verify: ({ nodes }) =>
      nodes.flatMap((node) => {
        const fallen = pairs(node).find(([before, after]) => after.completion < before.completion && after.loweredBecause === null)
        if (fallen === undefined) return []
        const [before, after] = fallen
        return [
          {
            field: 'project.stage' as const,
            message: `工序“${node.name}”的进度 ${after.asOf} 是 ${percent(after.completion)}，比 ${before.asOf} 的 ${percent(before.completion)} 少；填错的请改正，返工的请写“比上次少的原因”。`,
          },
        ]
      }),
  },
  {
    id: '6-E44',
    title: '进度不是每次机械地加一样多',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M06.e（进度每月机械 +10）、§6-E44；readings.md 18',
    reads: ['node_progress.completion', 'node_progress.as_of'],
    parameters: ['progress_step_doubt'],
    verify: ({ nodes, equalSteps }) =>
      nodes.flatMap((node) => {
        const { times, by } = equalRun(node)
        return times < equalSteps
          ? []
          : [{ field: 'project.stage' as const, message: `工序“${node.name}”的进度连续 ${times} 次都正好增加 ${percent(by)}，请核对是不是按实际填的。` }]
      }),
  },
  {
    id: '6-accepted-unfinished',
    title: '验收过的都完成了',
    official: 'E',
    kind: 'doubt',
    relaxed: '承接过来的项目，进度可能没有填',
    source: 'mechanisms.md M06.e（“已验收”但实际进度 80%）',
    reads: ['project.stage'],
    across: true,
    verify: ({ record, nodes }) => {
      if (!isPast(record, 'accepted') || nodes.every(({ reports }) => reports.length === 0)) return []
      const open = unfinished(nodes)[0]
      return open === undefined
        ? []
        : [{ field: 'project.stage', message: `项目已经验收，工序“${open.name}”只完成 ${percent(open.completion ?? 0)}，请核对进度或者验收。` }]
    },
  },
]

/** A step of the work itself that is planned to end after the project. */
function unfinishedAfter(nodes: readonly NodeFacts[], last: string | null | undefined): NodeFacts | undefined {
  if (typeof last !== 'string') return undefined
  return unfinished(nodes.map((node) => ({ ...node, completion: 0 }))).find(({ plannedEnd }) => plannedEnd !== null && plannedEnd > last)
}
