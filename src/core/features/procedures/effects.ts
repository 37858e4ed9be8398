/** What steps change beside themselves, of all features. A new effect is a line here and a key in the declaration of its step. */
import type { StepEffects } from '../../procedures/effects.ts'
import { correctionEffects } from '../corrections/index.ts'
import { exitEffects } from '../exit/index.ts'
import { identificationEffects } from '../identification/index.ts'
import { moneyEffects } from '../money/index.ts'
import { monitoringEffects } from '../monitoring/index.ts'
import { planEffects } from '../plans/index.ts'
import { projectEffects } from '../projects/index.ts'
import { worksEffects } from '../works/index.ts'

export const stepEffects: StepEffects = {
  ...identificationEffects,
  ...planEffects,
  ...monitoringEffects,
  ...exitEffects,
  ...projectEffects,
  ...correctionEffects,
  ...worksEffects,
  ...moneyEffects,
}
