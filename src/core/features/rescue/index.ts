/** The door of rescues. */
export type { RescueGiven, RescueReport } from './contract.ts'
export { keepReport, reportOf, reportsIn, type RescueFacts } from './report.ts'
