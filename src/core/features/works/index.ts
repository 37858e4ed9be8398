/** What other parts may use of water, power, roads, houses and land. */
export { worksEffects } from './effects.ts'
