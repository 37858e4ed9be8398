/** Every household check in the order of forms.md §13. */
import { byNumber } from '#core/checks/engine/index.ts'
import { attributeRules } from './attributeRules.ts'
import { helpRules } from './helpRules.ts'
import { exitRules } from './exitRules.ts'
import { changeRules } from './changeRules.ts'
import { familyRules } from './familyRules.ts'
import { identityRules } from './identityRules.ts'
import { incomeModelRules } from './incomeModelRules.ts'
import { incomeRules } from './incomeRules.ts'
import { incompleteRule } from './incompleteRule.ts'
import { labourRules } from './labourRules.ts'
import { livingRules } from './livingRules.ts'
import { monitoringRules } from './monitoringRules.ts'
import { placeRules } from './placeRules.ts'
import { schoolRules } from './schoolRules.ts'
import { yearsRules } from './yearsRules.ts'
import type { CheckRule } from './types.ts'

export const rules: readonly CheckRule[] = [
  ...[
    ...identityRules,
    ...familyRules,
    ...schoolRules,
    ...labourRules,
    ...incomeRules,
    ...incomeModelRules,
    ...attributeRules,
    ...livingRules,
    ...helpRules,
    ...yearsRules,
    ...exitRules,
    ...changeRules,
  ].toSorted(byNumber),
  ...monitoringRules,
  ...placeRules,
  incompleteRule,
]
