import type { Migration } from './types.ts'

export const sharedNumbers: Migration = {
  id: 2810,
  name: 'shared_numbers',
  statements: ['CREATE INDEX household_bank_account ON household (bank_account)'],
}
