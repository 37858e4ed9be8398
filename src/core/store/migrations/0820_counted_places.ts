import type { Migration } from './types.ts'

/** Yearly records keep where they counted; lists go by that, and by what they follow where nothing is kept. */
export const countedPlaces: Migration = {
  id: 820,
  name: 'counted_places',
  statements: [
    'ALTER TABLE household_year ADD COLUMN counted_village TEXT',
    'DROP INDEX household_year_village_year_household_id',
    'CREATE INDEX household_year_counted_village_year_household_id ON household_year (coalesce(counted_village, village), year, household_id)',
    'CREATE INDEX household_year_village ON household_year (village)',
    'ALTER TABLE person_year ADD COLUMN counted_household_id TEXT',
    'ALTER TABLE person_year ADD COLUMN counted_village TEXT',
    'DROP INDEX person_year_village_year_household_id_person_id',
    'DROP INDEX person_year_household_id_year',
    'CREATE INDEX person_year_counted_village_year_counted_household_id_person_id ON person_year (coalesce(counted_village, village), year, coalesce(counted_household_id, household_id), person_id)',
    'CREATE INDEX person_year_village ON person_year (village)',
    'CREATE INDEX person_year_counted_household_id_year ON person_year (coalesce(counted_household_id, household_id), year)',
  ],
}
