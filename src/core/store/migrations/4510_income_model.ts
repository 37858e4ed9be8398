import type { Migration } from './types.ts'

export const incomeModel: Migration = {
  id: 4510,
  name: 'income_model',
  statements: [
    'ALTER TABLE household_year ADD COLUMN reimbursement INTEGER',
    'ALTER TABLE household_year ADD COLUMN one_off_subsidy INTEGER',
    'ALTER TABLE household_year ADD COLUMN depreciation INTEGER',
    'ALTER TABLE household_year ADD COLUMN transfer_expense INTEGER',
    'ALTER TABLE household_year ADD COLUMN sharing_people INTEGER',
    'ALTER TABLE household_year ADD COLUMN income_people INTEGER',
    'ALTER TABLE household_year ADD COLUMN income_model TEXT',
    'ALTER TABLE year_lock ADD COLUMN income_model TEXT',
  ],
  rederive: ['household_year'],
}
