import type { Migration } from './types.ts'

export const countedOnFile: Migration = {
  id: 6030,
  name: 'counted_on_file',
  statements: [
    'DROP INDEX household_year_counted_village_year_household_id_counted',
    'CREATE INDEX household_year_counted_village_year_household_id_counted ON household_year (coalesce(counted_village, village), year, household_id, deleted, exit_standing, attribute, population, stated_population, cooperative, leading_enterprise, entrepreneur, ecological_payment, village, main_cause)',
    'DROP INDEX membership_household_id_counted',
    'CREATE INDEX membership_household_id_counted ON membership (household_id, deleted, start_date, end_date, status, person_id, village)',
  ],
}
