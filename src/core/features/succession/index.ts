/** What other features may use of the changes of villages: after a package, what was left behind goes along. */
export { followChanges } from './followUp.ts'
