/** The door of the checks of parameters. */
export { parameterRules } from './rules.ts'
