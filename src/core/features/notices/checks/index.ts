/** The door of the checks of notices. */
export { noticeRules } from './rules.ts'
