import type { Migration } from './types.ts'

export const yearLocks: Migration = {
  id: 970,
  name: 'year_locks',
  statements: [
    "CREATE TABLE year_lock (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', division TEXT, year INTEGER, level TEXT, state TEXT, changed_on TEXT, changed_by TEXT, reason TEXT) STRICT",
    'CREATE UNIQUE INDEX year_lock_division_year_level ON year_lock (division, year, level, duplicate) WHERE deleted = 0',
  ],
}
