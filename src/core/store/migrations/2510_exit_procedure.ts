import type { Migration } from './types.ts'

export const exitProcedure: Migration = {
  id: 2510,
  name: 'exit_procedure',
  statements: [
    'ALTER TABLE household ADD COLUMN exit_standing TEXT',
    'ALTER TABLE household ADD COLUMN exit_standing_year INTEGER',
    'ALTER TABLE household_year ADD COLUMN exit_standing TEXT',
    'ALTER TABLE household_year ADD COLUMN exit_stage TEXT',
    'ALTER TABLE household_year ADD COLUMN exit_due TEXT',
    // The list goes by what holds.
    'DROP INDEX household_exit_status_village',
    'CREATE INDEX household_exit_status_village ON household (exit_standing, village)',
  ],
  rederive: ['household_year', 'household'],
}
