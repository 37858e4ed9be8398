import type { Migration } from './types.ts'

export const countingByIndex: Migration = {
  id: 4300,
  name: 'counting_by_index',
  statements: [
    'CREATE INDEX household_id_counted ON household (id, deleted, valid)',
    'CREATE INDEX household_year_counted_village_year_household_id_counted ON household_year (coalesce(counted_village, village), year, household_id, deleted, exit_standing, attribute, population, stated_population)',
    'DROP INDEX household_year_counted_village_year_household_id',
    'CREATE INDEX person_id_counted ON person (id, deleted, sex, ethnicity, politics, birth_date, disability_card_no)',
    'CREATE INDEX membership_household_id_counted ON membership (household_id, deleted, start_date, end_date, status, person_id)',
    'DROP INDEX membership_household_id_status',
    'CREATE INDEX pairing_household_id_counted ON pairing (household_id, deleted, start_date, end_date, helper_id)',
    'DROP INDEX pairing_household_id',
  ],
}
