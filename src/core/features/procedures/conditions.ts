/** What must hold of records in procedures, of all features. New conditions are a line here and a key in the declaration of their procedure. */
import type { ConditionSources } from '../../procedures/conditions.ts'
import { exitConditions } from '../exit/index.ts'

export const conditionSources: ConditionSources = { ...exitConditions }
