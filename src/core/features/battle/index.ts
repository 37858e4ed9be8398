/** The door of the battle map: signs to begin with, maps, markers and tasks as subjects of checks, colours by rule. */
export { mapRules, markerRules, taskRules } from './checks/index.ts'
export { HOUSEHOLD_COLOURS, NO_COLOUR, PROJECT_COLOURS, type ColourRule } from './colours.ts'
export { builtInSigns } from './signs.ts'
export { mapSubject, markerSubject, taskSubject } from './subjects.ts'
