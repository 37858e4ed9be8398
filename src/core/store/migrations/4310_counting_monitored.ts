import type { Migration } from './types.ts'

export const countingMonitored: Migration = {
  id: 4310,
  name: 'counting_monitored',
  statements: [
    'DROP INDEX household_id_counted',
    'CREATE INDEX household_id_counted ON household (id, deleted, valid, relocated)',
    'DROP INDEX household_year_counted_village_year_household_id_counted',
    'CREATE INDEX household_year_counted_village_year_household_id_counted ON household_year (coalesce(counted_village, village), year, household_id, deleted, exit_standing, attribute, population, stated_population, cooperative, leading_enterprise, entrepreneur, ecological_payment)',
  ],
}
