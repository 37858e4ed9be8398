/** What other parts may use of the plans of households. */
export { planEffects } from './effects.ts'
