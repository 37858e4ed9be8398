/** The door of what is lacking: gaps and needs as subjects of checks. */

export { needSubject, shortfallSubject } from './subjects.ts'
export { builtInStandards } from './standards.ts'
