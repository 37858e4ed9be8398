/** The door of the checks of answered sheets. */
export { sheetRules } from './rules.ts'
