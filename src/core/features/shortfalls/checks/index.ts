export { needRules, shortfallRules } from './rules.ts'
