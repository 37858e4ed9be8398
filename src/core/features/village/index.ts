/** What other parts may use of villages: their checks. */
export { villageGroupRules } from './checks/index.ts'
export { villageSubject } from './subject.ts'
