import type { Migration } from './types.ts'

export const villageChange: Migration = {
  id: 2410,
  name: 'village_change',
  statements: [
    "CREATE TABLE village_change (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', former_village TEXT, former_name TEXT, village TEXT, name TEXT, kind TEXT, effective_on TEXT, document_no TEXT, reason TEXT, done_by TEXT) STRICT",
    'CREATE INDEX village_change_effective_on_former_village ON village_change (effective_on, former_village)',
    'CREATE INDEX village_change_former_village ON village_change (former_village)',
    'CREATE INDEX village_change_village ON village_change (village)',
    'ALTER TABLE transfer ADD COLUMN change_id TEXT REFERENCES village_change (id) DEFERRABLE INITIALLY DEFERRED',
    'CREATE INDEX transfer_change_id ON transfer (change_id)',
  ],
}
