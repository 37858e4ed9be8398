export { mapRules, markerRules, taskRules } from './rules.ts'
