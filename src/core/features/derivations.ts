/** All derived columns: those that the features compute, the states of procedures, the scores of answers, and the places that the catalogue alone tells. */
import { procedureDerivations } from '../procedures/derivations.ts'
import { moneyDerivations } from '../money/derivations.ts'
import { questionnaireDerivations } from '../questionnaires/derivations.ts'
import type { Derivation } from '../store/index.ts'
import { withPlaces } from '../store/placeDerivations.ts'
import { comparisonDerivations } from './comparisons/derivations.ts'
import { battleDerivations } from './battle/derivations.ts'
import { correctionDerivations } from './corrections/index.ts'
import { balanceDerivations } from './balance/derivations.ts'
import { exitDerivations, householdDerivations } from './household/derivations.ts'
import { judgementDerivations } from './exit/derivations.ts'
import { identificationDerivations, unlistedDerivations } from './identification/derivations.ts'
import { shortfallDerivations } from './shortfalls/derivations.ts'
import { paymentDerivations, sourceDerivations } from './money/derivations.ts'
import { planDerivations } from './plans/derivations.ts'
import { projectDerivations } from './projects/derivations.ts'
import { targetDerivations } from './targets/derivations.ts'
import { monitoringDerivations } from './monitoring/derivations.ts'
import { surveyDerivations } from './survey/derivations.ts'
import { worksDerivations } from './works/derivations.ts'

export const derivations: readonly Derivation[] = withPlaces([
  ...householdDerivations,
  ...unlistedDerivations,
  ...procedureDerivations,
  ...exitDerivations,
  ...questionnaireDerivations,
  ...identificationDerivations,
  ...targetDerivations,
  ...shortfallDerivations,
  ...planDerivations,
  ...projectDerivations,
  ...comparisonDerivations,
  ...monitoringDerivations,
  ...surveyDerivations,
  ...judgementDerivations,
  ...correctionDerivations,
  ...balanceDerivations,
  ...battleDerivations,
  ...worksDerivations,
  ...sourceDerivations,
  ...moneyDerivations,
  ...paymentDerivations,
])
