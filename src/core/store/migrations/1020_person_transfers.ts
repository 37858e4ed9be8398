import type { Migration } from './types.ts'

/** People who marry or move into another township: a transfer of their own. */
export const personTransfers: Migration = {
  id: 1020,
  name: 'person_transfers',
  statements: [
    "CREATE TABLE person_transfer (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', person_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, from_village TEXT, to_village TEXT, state TEXT, decrease_reason TEXT, reason TEXT, out_on TEXT, out_by TEXT, settled_on TEXT, settled_by TEXT, remark TEXT) STRICT",
    'CREATE INDEX person_transfer_from_village_out_on ON person_transfer (from_village, out_on)',
    'CREATE INDEX person_transfer_person_id_state ON person_transfer (person_id, state)',
    'CREATE INDEX person_transfer_to_village_state ON person_transfer (to_village, state)',
  ],
}
