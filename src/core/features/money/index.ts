/** The door of money: what its steps do, and its records as subjects of checks. */
export { paymentGroupRules } from './checks/index.ts'
export { moneyEffects } from './effects.ts'
export { paymentSubject } from './paymentSubject.ts'
export { allocationSubject, claimSubject, fundNoticeSubject, sourceSubject } from './subjects.ts'
export { builtInFundKinds } from './kinds.ts'
