/** The door of the checks of identification. */
export { caseRules, unlistedRules } from './rules.ts'
export { unlistedGroupRules } from './groupRules.ts'
