/** What other parts may use of the plans of households. */
export { planEffects } from './effects.ts'
export { planGroupRules } from './checks/index.ts'
export { planSubject } from './subject.ts'
