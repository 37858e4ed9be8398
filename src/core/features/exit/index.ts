/** The door of the feature of leaving poverty. */
import { countyConditions } from './county.ts'
import { householdConditions } from './household.ts'
import { villageConditions } from './village.ts'

export { inspectionSubject, judgementSubject } from './subjects.ts'
export { exitEffects } from './effects.ts'

/** By the keys that the declarations of the procedures name. */
export const exitConditions = { household_exit: householdConditions, village_exit: villageConditions, county_exit: countyConditions } as const
