/** The pure part of the checks: what a rule is, and how rules run. For screens and core alike. */
export { byNumber, chosen, findingOf, inOrder, runRules, touchedBy } from './run.ts'
export { levelOf } from './types.ts'
export type { CheckOptions, Draft, Finding, FindingKind, FindingTarget, Rule, RuleDescription } from './types.ts'
