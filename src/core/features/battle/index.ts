/** The door of the battle map: signs to begin with, maps, markers and tasks as subjects of checks, colours by rule. */

export { HOUSEHOLD_COLOURS } from './colours.ts'
export { builtInSigns } from './signs.ts'
export { mapSubject, markerSubject, taskSubject } from './subjects.ts'
