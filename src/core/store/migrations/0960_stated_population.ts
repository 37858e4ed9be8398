import type { Migration } from './types.ts'

export const statedPopulation: Migration = {
  id: 960,
  name: 'stated_population',
  statements: ['ALTER TABLE household_year ADD COLUMN stated_population INTEGER'],
}
