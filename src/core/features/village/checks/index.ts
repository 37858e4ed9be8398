/** The door of the checks of villages. */
export { villageGroupRules } from './groupRules.ts'
export { villageRules } from './rules.ts'
