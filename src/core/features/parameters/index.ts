/** The door of the parameters: their laws as a subject of checks. */
export { parameterRules } from './checks/rules.ts'
export { parameterSubject } from './subject.ts'
