export { hitRules } from './rules.ts'
