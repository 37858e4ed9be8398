import type { Migration } from './types.ts'

export const sourceRetention: Migration = {
  id: 5720,
  name: 'source_retention',
  statements: ['ALTER TABLE fund_source ADD COLUMN retention_due TEXT'],
  rederive: ['fund_source'],
}
