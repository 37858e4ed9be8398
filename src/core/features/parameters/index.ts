/** The door of the parameters: their laws as a subject of checks. */

export { parameterSubject } from './subject.ts'
