/** The door of the parameters: their laws as a subject of checks. */
export { parameterRules } from './rules.ts'
export { parameterSubject } from './subject.ts'
