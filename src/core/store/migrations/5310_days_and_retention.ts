import type { Migration } from './types.ts'

/**
 * Days of steps are empty once the way was led back before them, and what a project may spend is less only that retention which arrived: both worked out
 * anew for what was entered before.
 */
export const daysAndRetention: Migration = {
  id: 5310,
  name: 'days_and_retention',
  statements: [],
  rederive: ['project', 'payment_claim', 'battle_task', 'house_retrofit', 'household_year', 'village_year'],
}
