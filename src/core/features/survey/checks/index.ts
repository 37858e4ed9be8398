export { surveyedVillageRules, visitGroupRules } from './groupRules.ts'
export { visitRules } from './rules.ts'
