import type { Migration } from './types.ts'

export const targets: Migration = {
  id: 2820,
  name: 'targets',
  statements: [
    "CREATE TABLE target_measure (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', name TEXT, statistic TEXT, measure TEXT, remark TEXT) STRICT",
    'CREATE UNIQUE INDEX target_measure_name ON target_measure (name, duplicate) WHERE deleted = 0',
    "CREATE TABLE target_task (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', measure_id TEXT REFERENCES target_measure (id) DEFERRABLE INITIALLY DEFERRED, year INTEGER, place TEXT, amount INTEGER, issued_by TEXT, document_no TEXT, issued_on TEXT, due_on TEXT, organization_id TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, difference_reason TEXT, remark TEXT) STRICT",
    'CREATE INDEX target_task_measure_id ON target_task (measure_id)',
    'CREATE INDEX target_task_organization_id ON target_task (organization_id)',
    'CREATE UNIQUE INDEX target_task_measure_id_year_place ON target_task (measure_id, year, place, duplicate) WHERE deleted = 0',
    'CREATE INDEX target_task_year_measure_id_place ON target_task (year, measure_id, place)',
    'CREATE INDEX target_task_place ON target_task (place)',
  ],
}
