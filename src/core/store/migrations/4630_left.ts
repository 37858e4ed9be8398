import type { Migration } from './types.ts'

export const left: Migration = {
  id: 4630,
  name: 'left',
  statements: ['ALTER TABLE helper ADD COLUMN left_on TEXT'],
}
