import type { Migration } from './types.ts'

export const quotas: Migration = {
  id: 4220,
  name: 'quotas',
  statements: [
    'ALTER TABLE household_year ADD COLUMN head_signed_by TEXT',
    'ALTER TABLE household_year ADD COLUMN head_signed_on TEXT',
    'ALTER TABLE household_year ADD COLUMN group_signed_by TEXT',
    'ALTER TABLE household_year ADD COLUMN group_signed_on TEXT',
    'ALTER TABLE household_year ADD COLUMN leader_signed_by TEXT',
    'ALTER TABLE household_year ADD COLUMN leader_signed_on TEXT',
    'ALTER TABLE household_year ADD COLUMN team_signed_by TEXT',
    'ALTER TABLE household_year ADD COLUMN team_signed_on TEXT',
    'ALTER TABLE household_year ADD COLUMN cadre_signed_by TEXT',
    'ALTER TABLE household_year ADD COLUMN cadre_signed_on TEXT',
    'ALTER TABLE household_year ADD COLUMN township_signed_by TEXT',
    'ALTER TABLE household_year ADD COLUMN township_signed_on TEXT',
    'ALTER TABLE target_measure ADD COLUMN ceiling INTEGER',
    'ALTER TABLE target_task ADD COLUMN amount_now INTEGER',
    "CREATE TABLE target_adjustment (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', measure_id TEXT REFERENCES target_measure (id) DEFERRABLE INITIALLY DEFERRED, year INTEGER, place TEXT, document_no TEXT, adjusted_on TEXT, before INTEGER, after INTEGER, reason TEXT, issued_by TEXT) STRICT",
    'CREATE INDEX target_adjustment_measure_id ON target_adjustment (measure_id)',
    'CREATE INDEX target_adjustment_document_no ON target_adjustment (document_no) WHERE deleted = 0 AND document_no IS NOT NULL',
    'CREATE UNIQUE INDEX target_adjustment_measure_id_year_place_document_no ON target_adjustment (measure_id, year, place, document_no, duplicate) WHERE deleted = 0',
    'CREATE INDEX target_adjustment_year_adjusted_on_place ON target_adjustment (year, adjusted_on, place)',
    'CREATE INDEX target_adjustment_place ON target_adjustment (place)',
  ],
  rederive: ['target_task'],
}
