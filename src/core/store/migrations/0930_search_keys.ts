import type { Migration } from './types.ts'

/** Terms of the quick search are kept by how well they fit and where their record belongs; indexes that a longer one replaces go. */
export const searchKeys: Migration = {
  id: 930,
  name: 'search_keys',
  statements: [
    'DROP TABLE search_term',
    'CREATE TABLE search_term ( register TEXT NOT NULL, term TEXT NOT NULL, rank INTEGER NOT NULL, village TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (register, term, rank, village, record) ) STRICT, WITHOUT ROWID',
    'DROP INDEX person_household_id',
    'DROP INDEX membership_household_id',
    'DROP INDEX membership_person_id',
    'DROP INDEX helper_organization_id',
    'DROP INDEX transfer_household_id',
    'DROP INDEX review_return_household_id',
  ],
  searchAnew: true,
}
