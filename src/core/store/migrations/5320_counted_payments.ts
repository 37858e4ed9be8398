import type { Migration } from './types.ts'

export const countedPayments: Migration = {
  id: 5320,
  name: 'counted_payments',
  statements: [
    'CREATE INDEX household_payment_year_counted ON household_payment (year, deleted, place, village, household, aid_kind, state, signed, amount, paid)',
  ],
}
