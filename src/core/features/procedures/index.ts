/** The door of procedures: what must hold of records beside their steps, of all features. */
export { conditionSources } from './conditions.ts'
