/** What other parts may use of water, power, roads, houses and land. */
export { plotGroupRules, programGroupRules, roadGroupRules, waterGroupRules } from './checks/index.ts'
export { worksEffects } from './effects.ts'
export { worksSubjects } from './subjects.ts'
