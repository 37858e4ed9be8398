import type { Migration } from './types.ts'

export const sortedPayments: Migration = {
  id: 5520,
  name: 'sorted_payments',
  statements: [
    'CREATE INDEX household_payment_listed ON household_payment (claim_id, village, household) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_year_sorted ON household_payment (ifnull(year, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_aid_kind_sorted ON household_payment (ifnull(aid_kind, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_amount_sorted ON household_payment (ifnull(amount, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_account_name_sorted ON household_payment (ifnull(account_name, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_paid_sorted ON household_payment (ifnull(paid, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_state_sorted ON household_payment (ifnull(state, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_paid_on_sorted ON household_payment (ifnull(paid_on, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX household_payment_signed_sorted ON household_payment (ifnull(signed, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_listed ON payment_event (payment_id, happened_on) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_kind_sorted ON payment_event (ifnull(kind, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_amount_sorted ON payment_event (ifnull(amount, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_happened_on_sorted ON payment_event (ifnull(happened_on, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_bank_no_sorted ON payment_event (ifnull(bank_no, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_reason_sorted ON payment_event (ifnull(reason, NULL)) WHERE ifnull(deleted, NULL) = 0',
    'CREATE INDEX payment_event_signed_sorted ON payment_event (ifnull(signed, NULL)) WHERE ifnull(deleted, NULL) = 0',
  ],
}
