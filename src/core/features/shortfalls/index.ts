/** The door of what is lacking: gaps and needs as subjects of checks. */
export { needRules, shortfallRules } from './checks/index.ts'
export { needSubject, shortfallSubject } from './subjects.ts'
export { builtInStandards } from './standards.ts'
