/** What other parts may use of the finding of the poor. */
export { identificationEffects } from './effects.ts'
export { identificationSubject, unlistedSubject } from './subjects.ts'
export { unlistedGroupRules } from './checks/index.ts'
export { SCOPE } from './checks/outcomes.ts'
