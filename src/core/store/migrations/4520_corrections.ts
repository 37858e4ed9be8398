import type { Migration } from './types.ts'

export const corrections: Migration = {
  id: 4520,
  name: 'corrections',
  statements: [
    "CREATE TABLE correction_sheet (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', correction_no TEXT, subject TEXT, year INTEGER, village TEXT, locked_by TEXT, item TEXT, old_value TEXT, new_value TEXT, reason TEXT, evidence TEXT, asked_by TEXT, asked_on TEXT, state TEXT, decided_on TEXT, decided_by TEXT, decision TEXT) STRICT",
    'CREATE INDEX correction_sheet_correction_no ON correction_sheet (correction_no) WHERE deleted = 0 AND correction_no IS NOT NULL',
    'CREATE INDEX correction_sheet_subject ON correction_sheet (subject)',
    'CREATE INDEX correction_sheet_village_asked_on_correction_no ON correction_sheet (village, asked_on, correction_no)',
  ],
}
