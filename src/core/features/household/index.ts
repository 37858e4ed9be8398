/** What other parts may use of the household card: its checks, for what is decided elsewhere. */
export { CHECKED, findingsOf, keyOf, subjectsOf } from './guard.ts'
export type { GuardContext, Subject } from './guard.ts'
export { statedPeople } from './statedPeople.ts'
