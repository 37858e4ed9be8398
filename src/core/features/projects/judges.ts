/** What steps of projects ask for that no field says: a plan of the work, all of it done, acceptances that went well, an amount within what was approved. */
import { registerOf } from '../../catalogue/index.ts'
import { ALL_WEIGHTS } from '../../catalogue/entities/project_work.ts'
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import type { Rules } from '../../procedures/needs.ts'
import { recordedProceedingOf } from '../../procedures/proceedings.ts'
import { isOpening } from '../../procedures/state.ts'
import { standingOf, stepsOf } from '../../procedures/steps.ts'
import { scaledText, yuanText } from '../../rules/money.ts'
import { firstValue } from '../../rules/parameters.ts'
import type { ReadDatabase, SqlRow } from '../../store/index.ts'
import { exceedsApproved } from '../../rules/approved.ts'
import { unfinished } from './checks/unfinished.ts'
import { nodesOn, type ReportedNode } from './asOf.ts'

const percent = (hundredths: number): string => `${scaledText(hundredths, 2).replace(/\.?0+$/, '')}%`
const names = (nodes: readonly ReportedNode[]): string => nodes.map(({ name }) => `“${name}”`).join('')

function weighed(database: ReadDatabase, { id, on }: EffectSubject): readonly string[] {
  const nodes = nodesOn(database, [id], on).get(id) ?? []
  if (nodes.length === 0) return ['还没有排施工图的工序，请先填“工序”。']
  const total = nodes.reduce((all, { weight }) => all + (weight ?? 0), 0)
  const undated = nodes.filter(({ plannedStart, plannedEnd }) => plannedStart === null || plannedEnd === null)
  return [
    ...(total === ALL_WEIGHTS ? [] : [`各工序的权重合计是 ${percent(total)}，要正好是 100%。`]),
    ...(undated.length === 0 ? [] : [`工序${names(undated)}没有填计划起止。`]),
  ]
}

function complete(database: ReadDatabase, { id, on }: EffectSubject): readonly string[] {
  const nodes = nodesOn(database, [id], on).get(id) ?? []
  const open = unfinished(nodes)
  if (nodes.length === 0) return ['没有工序，说不出完成了多少，请先填“工序”和进度。']
  return open.map(({ name, completion, asOf }) =>
    completion === null ? `工序“${name}”还没有填过进度。` : `工序“${name}”到 ${asOf ?? ''} 只完成 ${percent(completion)}，要完成 100% 才能办完工。`,
  )
}

interface Acceptance {
  readonly day: string
  readonly qualified: number | null
  readonly correction: string | null
}

/** The last acceptance of these kinds since the step before counts: one that failed is mended, and looked at once more. */
function accepted(kinds: readonly string[], what: string): StepEffect {
  return {
    refusals: (database, { id, row, on }) => {
      const last = database.get<Acceptance & Record<string, string | number | null>>(
        `SELECT a.accepted_on AS day, a.qualified, a.correction FROM project_acceptance a WHERE a.project_id = ? AND a.deleted = 0
           AND a.kind IN (SELECT value FROM json_each(?)) AND a.accepted_on BETWEEN ? AND ? ORDER BY a.accepted_on DESC, a.kind DESC, a.id LIMIT 1`,
        id,
        JSON.stringify(kinds),
        sinceOf(database, id, row),
        on,
      )
      if (last === undefined) return [`没有上一步以后、到 ${on} 为止的“${what}”记录，请先在“项目验收”里登记。`]
      if (last.qualified !== 1) return [`${last.day} 的${what}${last.qualified === 0 ? '不合格，整改以后要复验' : '没有填是否合格'}。`]
      return last.correction === '1' ? [`${last.day} 的${what}还有问题没有整改完。`] : []
    },
  }
}

/** The day of the step before; where the project was taken over, that on which it was finished, if anybody said so. */
function sinceOf(database: ReadDatabase, id: string, row: SqlRow): string {
  const proceeding = recordedProceedingOf(registerOf('project').name)
  const steps = stepsOf(database, proceeding, [id]).get(id) ?? []
  const { last } = standingOf(proceeding, steps, row)
  const before = steps.find((step) => step.id === last)
  return before === undefined || isOpening(before.step) ? String(row['told_end'] ?? '') : before.done_on
}

function withinApproved(_: ReadDatabase, { row, on }: EffectSubject, rules: Rules): readonly string[] {
  const { settled_amount: settled, approved_investment: approved } = row
  const most = rules.parameter('approved_excess', on) ?? firstValue('approved_excess')
  if (typeof settled !== 'number' || typeof approved !== 'number' || !exceedsApproved(settled, approved, most)) return []
  return [`结算审计价 ${yuanText(settled)} 元超过批复总投资 ${yuanText(approved)} 元的 ${most}%，要先办金额变更、重新报批。`]
}

/** By the keys that the declaration of the procedure names. */
export const projectJudges = {
  project_weighed: { refusals: weighed },
  project_complete: { refusals: complete },
  project_accepted_township: accepted(['1', '3'], '乡镇初验'),
  project_accepted_county: accepted(['2', '4'], '县验收'),
  project_within_approved: { refusals: withinApproved },
} as const satisfies Readonly<Record<string, StepEffect>>
