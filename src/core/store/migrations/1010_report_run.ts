import type { Migration } from './types.ts'

export const reportRun: Migration = {
  id: 1010,
  name: 'report_run',
  statements: [
    "CREATE TABLE report_run (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', place TEXT, code TEXT, title TEXT, level TEXT, year INTEGER, day TEXT, counted_on TEXT, counted_by TEXT, definition TEXT, change_set INTEGER, figures TEXT, remark TEXT) STRICT",
    'CREATE INDEX report_run_counted_on_code ON report_run (counted_on, code)',
    'CREATE INDEX report_run_place ON report_run (place)',
    'CREATE INDEX report_run_code_year ON report_run (code, year)',
  ],
}
