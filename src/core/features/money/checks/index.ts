export { allocationRules, claimRules, noticeRules, sourceRules } from './rules.ts'
export { paymentRules } from './paymentRules.ts'
export { paymentGroupRules } from './groupRules.ts'
