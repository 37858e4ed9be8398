import type { Migration } from './types.ts'

export const sortedListsOfPeople: Migration = {
  id: 6010,
  name: 'sorted_lists_of_people',
  statements: [
    'CREATE INDEX household_year_wage_income_sorted ON household_year (ifnull(wage_income, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_year_business_income_sorted ON household_year (ifnull(business_income, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_year_transfer_income_sorted ON household_year (ifnull(transfer_income, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_year_business_expense_sorted ON household_year (ifnull(business_expense, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX person_year_education_sorted ON person_year (ifnull(education, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX person_year_student_status_sorted ON person_year (ifnull(student_status, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX person_year_health_sorted ON person_year (ifnull(health, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX person_year_work_place_sorted ON person_year (ifnull(work_place, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX person_year_work_months_sorted ON person_year (ifnull(work_months, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX person_year_low_income_allowance_sorted ON person_year (ifnull(low_income_allowance, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX membership_listed ON membership (village, household_id, relation, start_date) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX membership_relation_sorted ON membership (ifnull(relation, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX membership_status_sorted ON membership (ifnull(status, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX membership_start_date_sorted ON membership (ifnull(start_date, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX membership_end_date_sorted ON membership (ifnull(end_date, NULL)) WHERE ifnull(deleted, NULL) = 0',
  ],
}
