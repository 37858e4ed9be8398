import type { Migration } from './types.ts'

export const planWords: Migration = {
  id: 3920,
  name: 'plan_words',
  statements: ['ALTER TABLE household_plan ADD COLUMN words TEXT'],
  rederive: ['household_plan'],
}
