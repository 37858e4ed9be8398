/** The registers of the program. What imports `#entities` gets these; tests choose others by an import condition (`package.json`). */
import { attachment } from './attachment.ts'
import { comparedList, comparisonHit, comparisonKind } from './comparison.ts'
import { battleMap, battleTask, mapMarker, mapSign } from './battle_map.ts'
import { balanceEntry } from './balance_entry.ts'
import { distinction } from './distinction.ts'
import { division } from './division.ts'
import { draw, drawLine } from './draw.ts'
import { countyExit, exitJudgement, exitInspection, exitStandard } from './exit.ts'
import { findingAction } from './finding_action.ts'
import { fundAllocation, fundReceipt, fundRefund, fundRelease, fundReturn } from './fund_allocation.ts'
import { fundNotice } from './fund_notice.ts'
import { fundArrival, fundKind, fundQuota, fundSource } from './fund_source.ts'
import { helper } from './helper.ts'
import { correctionSheet } from './correction.ts'
import { campaign, identification } from './identification.ts'
import { household } from './household.ts'
import { houseRetrofit } from './house_retrofit.ts'
import { householdEvent } from './household_event.ts'
import { householdPlan } from './household_plan.ts'
import { householdYear } from './household_year.ts'
import { membership } from './membership.ts'
import { monitoredAid, monitoredFact, monitoredHousehold } from './monitoring.ts'
import { organization } from './organization.ts'
import { pairing } from './pairing.ts'
import { parameter } from './parameter.ts'
import { claimLine, householdPayment, paymentClaim, paymentEvent } from './payment.ts'
import { person } from './person.ts'
import { personTransfer } from './person_transfer.ts'
import { personYear } from './person_year.ts'
import { measureResult, planMeasure } from './plan_measure.ts'
import { step } from './procedure_step.ts'
import { project, projectBeneficiary, projectVillage } from './project.ts'
import { projectAcceptance, projectChange } from './project_change.ts'
import { nodeProgress, projectNode } from './project_work.ts'
import { usualNode } from './usual_node.ts'
import { packageProject, villagePackage } from './village_package.ts'
import { projectNeed, shortfallNeed, unitPrice } from './project_need.ts'
import { answer, answeredSheet, questionnaire, questionnaireDraft } from './questionnaire.ts'
import { damageHousehold, relocation } from './resettlement.ts'
import { reportRun } from './report_run.ts'
import { reviewReturn } from './review_return.ts'
import { road, roadGroup } from './road.ts'
import { ruleSetting } from './rule_setting.ts'
import { act, actLine } from './shared_act.ts'
import { shortfall, shortfallStandard } from './shortfall.ts'
import { site } from './site.ts'
import { specialDay } from './special_day.ts'
import { targetAdjustment, targetMeasure, targetTask } from './target.ts'
import { surveyRound, surveyVisit } from './survey.ts'
import { terracePlot, terraceShare } from './terrace.ts'
import { transfer } from './transfer.ts'
import { unlistedHousehold, unlistedPerson } from './unlisted.ts'
import { village } from './village.ts'
import { villageChange } from './village_change.ts'
import { villageGroup } from './village_group.ts'
import { villageGroupYear } from './village_group_year.ts'
import { villageYear } from './village_year.ts'
import { waterPoint, waterUser } from './water.ts'
import { workMonth, workPlan } from './work_month.ts'
import { yearLock } from './year_lock.ts'

/** Every register by name. A register comes after those it refers to, except for derived references. */
export const registers = {
  division,
  village,
  village_year: villageYear,
  village_group: villageGroup,
  unlisted_household: unlistedHousehold,
  unlisted_person: unlistedPerson,
  household,
  household_year: householdYear,
  person,
  person_year: personYear,
  membership,
  household_event: householdEvent,
  campaign,
  identification,
  comparison_kind: comparisonKind,
  compared_list: comparedList,
  comparison_hit: comparisonHit,
  monitored_household: monitoredHousehold,
  monitored_fact: monitoredFact,
  monitored_aid: monitoredAid,
  work_month: workMonth,
  work_plan: workPlan,
  correction_sheet: correctionSheet,
  organization,
  helper,
  pairing,
  shortfall_standard: shortfallStandard,
  shortfall,
  unit_price: unitPrice,
  project_need: projectNeed,
  shortfall_need: shortfallNeed,
  project,
  project_village: projectVillage,
  project_beneficiary: projectBeneficiary,
  usual_node: usualNode,
  project_node: projectNode,
  node_progress: nodeProgress,
  project_change: projectChange,
  project_acceptance: projectAcceptance,
  village_package: villagePackage,
  package_project: packageProject,
  water_point: waterPoint,
  water_user: waterUser,
  village_group_year: villageGroupYear,
  road,
  road_group: roadGroup,
  house_retrofit: houseRetrofit,
  damage_household: damageHousehold,
  relocation,
  terrace_plot: terracePlot,
  terrace_share: terraceShare,
  fund_kind: fundKind,
  fund_source: fundSource,
  fund_quota: fundQuota,
  fund_arrival: fundArrival,
  fund_allocation: fundAllocation,
  fund_release: fundRelease,
  fund_receipt: fundReceipt,
  fund_return: fundReturn,
  fund_refund: fundRefund,
  payment_claim: paymentClaim,
  claim_line: claimLine,
  household_payment: householdPayment,
  payment_event: paymentEvent,
  fund_notice: fundNotice,
  household_plan: householdPlan,
  plan_measure: planMeasure,
  measure_result: measureResult,
  survey_round: surveyRound,
  survey_visit: surveyVisit,
  map_sign: mapSign,
  battle_map: battleMap,
  map_marker: mapMarker,
  battle_task: battleTask,
  parameter,
  attachment,
  village_change: villageChange,
  transfer,
  person_transfer: personTransfer,
  review_return: reviewReturn,
  distinction,
  finding_action: findingAction,
  rule_setting: ruleSetting,
  report_run: reportRun,
  site,
  year_lock: yearLock,
  county_exit: countyExit,
  shared_act: act,
  shared_act_line: actLine,
  procedure_step: step,
  special_day: specialDay,
  target_measure: targetMeasure,
  target_task: targetTask,
  target_adjustment: targetAdjustment,
  draw,
  draw_line: drawLine,
  exit_standard: exitStandard,
  exit_judgement: exitJudgement,
  exit_inspection: exitInspection,
  questionnaire,
  questionnaire_draft: questionnaireDraft,
  answered_sheet: answeredSheet,
  answer,
  balance_entry: balanceEntry,
} as const
