import type { Migration } from './types.ts'

export const countedPayments: Migration = {
  id: 5510,
  name: 'counted_payments',
  statements: [
    'CREATE INDEX household_payment_year_counted ON household_payment (year, deleted, place, household, aid_kind, village, state, signed, amount, paid) WHERE coalesce(deleted, 0) = 0',
  ],
}
