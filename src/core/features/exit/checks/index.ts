/** The door of the checks of leaving poverty. */
export { inspectionRules, judgementRules } from './rules.ts'
