/** The door of the checks of helpers. */
export { helperRules } from './rules.ts'
