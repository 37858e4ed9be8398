import type { Migration } from './types.ts'

/**
 * Two households may speak of the same record (somebody who moved belongs to both for a while): each finds by itself, and what one finds no more the
 * other still does. Since when a finding stands is kept; all are looked at again, since one of two was hidden by the other.
 */
export const findingsBySubject: Migration = {
  id: 1310,
  name: 'findings_by_subject',
  statements: [
    'CREATE TABLE finding_kept AS SELECT * FROM finding',
    'DROP TABLE finding',
    'CREATE TABLE finding ( rule TEXT NOT NULL, register TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, subject TEXT NOT NULL, about TEXT NOT NULL, year INTEGER, division TEXT, in_charge TEXT, level TEXT NOT NULL, message TEXT NOT NULL, print TEXT NOT NULL, since TEXT NOT NULL, raised_by TEXT, PRIMARY KEY (rule, register, record, field, about) ) STRICT, WITHOUT ROWID',
    'INSERT INTO finding SELECT * FROM finding_kept',
    'DROP TABLE finding_kept',
    'CREATE INDEX finding_about ON finding (subject, about)',
    'CREATE INDEX finding_division ON finding (division, rule)',
    'CREATE INDEX finding_raised_by ON finding (raised_by) WHERE raised_by IS NOT NULL',
    "DELETE FROM meta WHERE key = 'checks'",
  ],
}
