/** The door of the checks of water, power, roads, houses and land. */
export { plotGroupRules, programGroupRules, roadGroupRules, waterGroupRules } from './groupRules.ts'
export { damageRules, relocationRules, retrofitRules, rulesOfHouses } from './houseRules.ts'
export { plotRules, roadRules } from './roadRules.ts'
export { groupPowerRules, waterPointRules, waterUserRules } from './waterRules.ts'
