import type { Migration } from './types.ts'

export const villageWholeVillage: Migration = {
  id: 4410,
  name: 'village_whole_village',
  statements: ['ALTER TABLE village ADD COLUMN whole_village_year INTEGER'],
}
