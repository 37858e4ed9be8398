/** The door of rescues. */
export type { RescueGiven, RescueReport } from './contract.ts'
export { keepReport, reportOf } from './report.ts'
