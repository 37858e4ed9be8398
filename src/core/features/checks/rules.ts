/** The rules of all subjects as screens list them: number, level, what they ask, and the thresholds that can be changed. */
import type { RuleDescription } from '#core/checks/engine/index.ts'
import type { ProcedureDefinition } from '#core/catalogue/procedure.ts'
import type { ParameterKey } from '#core/rules/parameters.ts'
import { registerNames, registerOf } from '#core/catalogue/index.ts'
import { moneyRules } from '#core/money/rules.ts'
import { procedureRules } from '#core/procedures/rules.ts'
import { sumRules } from '#core/sums/laws.ts'
import { mapRules, markerRules, taskRules } from '../battle/checks/index.ts'
import { eventRules } from '../balance/checks/index.ts'
import { hitRules } from '../comparisons/checks/index.ts'
import { inspectionRules, judgementRules } from '../exit/checks/index.ts'
import { helperRules } from '../helper/checks/index.ts'
import { householdGroupRules, householdRules } from '../household/checks/index.ts'
import { caseRules, unlistedGroupRules, unlistedRules } from '../identification/checks/index.ts'
import { allocationRules, claimRules, noticeRules as fundNoticeRules, paymentGroupRules, paymentRules, sourceRules } from '../money/checks/index.ts'
import { monitoredGroupRules, monitoredRules, workMonthRules } from '../monitoring/checks/index.ts'
import { noticeRules } from '../notices/checks/index.ts'
import { parameterRules } from '../parameters/checks/index.ts'
import { planGroupRules, planRules } from '../plans/checks/index.ts'
import { projectGroupRules, projectRules, reportGroupRules } from '../projects/checks/index.ts'
import { sheetRules } from '../questionnaires/checks/index.ts'
import { needRules, shortfallRules } from '../shortfalls/checks/index.ts'
import { surveyedVillageRules, visitGroupRules, visitRules } from '../survey/checks/index.ts'
import { targetRules } from '../targets/checks/index.ts'
import { villageGroupRules, villageRules } from '../village/checks/index.ts'
import {
  damageRules,
  groupPowerRules,
  plotGroupRules,
  plotRules,
  relocationRules,
  retrofitRules,
  programGroupRules,
  roadGroupRules,
  roadRules,
  waterGroupRules,
  waterPointRules,
  waterUserRules,
} from '../works/checks/index.ts'

/** One line of the list of rules. Plain data, so it may cross the contract. */
export interface RuleSummary {
  readonly id: string
  /** Register whose records it looks at, with what belongs to each. */
  readonly subject: string
  readonly title: string
  /** What the rule does at worst: block saving, or ask for a reason. */
  readonly severity: 'error' | 'warning'
  /** Level in the source: E 须改, W 可说明. */
  readonly official: 'E' | 'W'
  /** Why it blocks less than the source says, where it does. */
  readonly relaxed: string | null
  readonly source: string
  readonly reads: readonly string[]
  readonly parameters: readonly ParameterKey[]
}

/** Whether the steps of a procedure are records of their own. */
const isStepped = (procedure: ProcedureDefinition | undefined): boolean => procedure !== undefined && procedure.inRecord === undefined

const bySubject: Readonly<Record<string, readonly RuleDescription[]>> = {
  household: [...householdRules, ...householdGroupRules],
  village: [...villageRules, ...villageGroupRules, ...surveyedVillageRules],
  helper: helperRules,
  parameter: parameterRules,
  answered_sheet: sheetRules,
  target_task: targetRules,
  unlisted_household: [...unlistedRules, ...unlistedGroupRules],
  identification: caseRules,
  shared_act: noticeRules,
  comparison_hit: hitRules,
  household_plan: [...planRules, ...planGroupRules],
  monitored_household: [...monitoredRules, ...monitoredGroupRules],
  shortfall: shortfallRules,
  project_need: needRules,
  project: [...projectRules, ...projectGroupRules, ...programGroupRules],
  node_progress: reportGroupRules,
  survey_visit: [...visitRules, ...visitGroupRules],
  exit_judgement: judgementRules,
  exit_inspection: inspectionRules,
  battle_map: mapRules,
  map_marker: markerRules,
  battle_task: taskRules,
  household_event: eventRules,
  work_month: workMonthRules,
  fund_source: sourceRules,
  fund_allocation: allocationRules,
  payment_claim: claimRules,
  household_payment: [...paymentRules, ...paymentGroupRules],
  fund_notice: fundNoticeRules,
  water_point: waterPointRules,
  water_user: [...waterUserRules, ...waterGroupRules],
  village_group_year: groupPowerRules,
  road: [...roadRules, ...roadGroupRules],
  house_retrofit: retrofitRules,
  damage_household: damageRules,
  relocation: relocationRules,
  terrace_plot: [...plotRules, ...plotGroupRules],
  // Of whatever goes through a procedure, where anything does.
  ...(registerNames.some((name) => isStepped(registerOf(name).procedure)) ? { procedure_step: procedureRules } : {}),
}

/** Every rule, subject by subject, in the order of its sources; the laws of sums after them. */
export const ruleSummaries: readonly RuleSummary[] = [...Object.entries(bySubject), ...sumRules, ...moneyRules].flatMap(([subject, rules]) =>
  rules.map(({ id, title, kind, official, relaxed, source, reads, parameters }) => ({
    id,
    subject,
    title,
    severity: kind === 'contradiction' ? 'error' : 'warning',
    official,
    relaxed: relaxed ?? null,
    source,
    reads: [...new Set(reads)],
    parameters: parameters ?? [],
  })),
)

const titles: ReadonlyMap<string, string> = new Map(ruleSummaries.map(({ id, title }) => [id, title]))

/** Title of a rule number; the number itself when there is no such rule (a finding kept from an older version). */
export function ruleTitle(id: string): string {
  return titles.get(id) ?? id
}
