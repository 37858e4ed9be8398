/** The door of the checks of villages. */
export { villageRules } from './rules.ts'
