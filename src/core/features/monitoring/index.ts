/** What other parts may use of the monitoring of households. */
export { monitoredGroupRules } from './checks/index.ts'
export { monitoringEffects } from './effects.ts'
export { monitoredSubject } from './subject.ts'
export { workMonthSubject } from './workSubject.ts'
