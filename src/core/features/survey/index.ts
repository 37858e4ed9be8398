/** The door of surveys: visits as a subject of checks, and what is told of villages. */
export { surveyedVillageRules, visitGroupRules } from './checks/index.ts'
export { visitSubject } from './subject.ts'
