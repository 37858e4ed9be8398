/** Every subject of checks, and the checks of an office over them. A new one is a line here and a line of `rules.ts`. */
import { Checks, type CheckPorts } from '#core/checks/checks.ts'
import type { Store } from '#core/store/index.ts'
import { withGroups } from '#core/checks/groups.ts'
import { added, addedGroups } from '#subjects/added'
import { withMoney } from '#core/money/findings.ts'
import { withProcedures } from '#core/procedures/findings.ts'
import { withSums } from '#core/sums/findings.ts'
import type { Subject } from '#core/checks/subject.ts'
import { mapSubject, markerSubject, taskSubject } from '../battle/index.ts'
import { eventSubject } from '../balance/index.ts'
import { comparisonHitSubject } from '../comparisons/index.ts'
import { inspectionSubject, judgementSubject } from '../exit/index.ts'
import { helperSubject } from '../helper/index.ts'
import { householdGroupRules, householdSubject } from '../household/index.ts'
import { identificationSubject, unlistedGroupRules, unlistedSubject } from '../identification/index.ts'
import { noticeSubject } from '../notices/index.ts'
import { allocationSubject, claimSubject, fundNoticeSubject, paymentGroupRules, paymentSubject, sourceSubject } from '../money/index.ts'
import { monitoredGroupRules, monitoredSubject, workMonthSubject } from '../monitoring/index.ts'
import { parameterSubject } from '../parameters/index.ts'
import { planGroupRules, planSubject } from '../plans/index.ts'
import { projectGroupRules, projectSubject, reportGroupRules } from '../projects/index.ts'
import { answeredSheetSubject } from '../questionnaires/index.ts'
import { needSubject, shortfallSubject } from '../shortfalls/index.ts'
import { surveyedVillageRules, visitGroupRules, visitSubject } from '../survey/index.ts'
import { targetSubject } from '../targets/index.ts'
import { villageGroupRules, villageSubject } from '../village/index.ts'
import { plotGroupRules, programGroupRules, roadGroupRules, waterGroupRules, worksSubjects } from '../works/index.ts'

const own: readonly Subject[] = [
  householdSubject,
  villageSubject,
  helperSubject,
  parameterSubject,
  targetSubject,
  answeredSheetSubject,
  unlistedSubject,
  identificationSubject,
  noticeSubject,
  comparisonHitSubject,
  planSubject,
  monitoredSubject,
  shortfallSubject,
  needSubject,
  projectSubject,
  visitSubject,
  judgementSubject,
  inspectionSubject,
  mapSubject,
  markerSubject,
  taskSubject,
  eventSubject,
  workMonthSubject,
  sourceSubject,
  allocationSubject,
  claimSubject,
  paymentSubject,
  fundNoticeSubject,
  ...worksSubjects,
  ...added,
]

/** Each with what the engines find of its records. */
export const subjects: readonly Subject[] = withMoney(
  withSums(
    withProcedures(
      withGroups(own, [
        ...householdGroupRules,
        ...villageGroupRules,
        ...unlistedGroupRules,
        ...planGroupRules,
        ...monitoredGroupRules,
        ...visitGroupRules,
        ...surveyedVillageRules,
        ...projectGroupRules,
        ...programGroupRules,
        ...reportGroupRules,
        ...paymentGroupRules,
        ...waterGroupRules,
        ...roadGroupRules,
        ...plotGroupRules,
        ...addedGroups,
      ]),
    ),
  ),
)

/** The checks of an office; begun by whoever opens it. */
export function checksOf(store: Store, ports: Pick<CheckPorts, 'parameters' | 'today'>): Checks {
  return new Checks(store, { subjects, settings: 'rule_setting', ...ports })
}
