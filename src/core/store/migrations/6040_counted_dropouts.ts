import type { Migration } from './types.ts'

export const countedDropouts: Migration = {
  id: 6040,
  name: 'counted_dropouts',
  statements: [
    'DROP INDEX person_year_counted_village_year_counted_household_id_person_id_counted',
    'CREATE INDEX person_year_counted_village_year_counted_household_id_person_id_counted ON person_year (coalesce(counted_village, village), year, coalesce(counted_household_id, household_id), person_id, deleted, education, student_status, health, labour, work_place, work_months, resident_medical, resident_pension, military, public_job, low_income_allowance, five_guarantee, dropout_reason)',
  ],
}
