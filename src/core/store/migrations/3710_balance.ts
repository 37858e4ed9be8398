import type { Migration } from './types.ts'

export const balance: Migration = {
  id: 3710,
  name: 'balance',
  statements: [
    'ALTER TABLE report_run ADD COLUMN from_day TEXT',
    "CREATE TABLE household_event (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', household_id TEXT REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED, kind TEXT, on_date TEXT, reason TEXT, other_household_id TEXT REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED, former_head_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, head_id TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, standing TEXT, document_no TEXT, remark TEXT, village TEXT) STRICT",
    'CREATE INDEX household_event_household_id ON household_event (household_id)',
    'CREATE INDEX household_event_other_household_id ON household_event (other_household_id)',
    'CREATE INDEX household_event_former_head_id ON household_event (former_head_id)',
    'CREATE INDEX household_event_head_id ON household_event (head_id)',
    'CREATE INDEX household_event_village_on_date ON household_event (village, on_date)',
    'ALTER TABLE year_lock ADD COLUMN households INTEGER',
    'ALTER TABLE year_lock ADD COLUMN people INTEGER',
    "CREATE TABLE balance_entry (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', household_id TEXT, person_id TEXT, lock_id TEXT, line TEXT, day TEXT, households INTEGER, people INTEGER, households_less INTEGER, people_less INTEGER, across_townships INTEGER, other_village TEXT, village TEXT) STRICT",
    'CREATE INDEX balance_entry_household_id ON balance_entry (household_id)',
    'CREATE INDEX balance_entry_person_id ON balance_entry (person_id)',
    'CREATE INDEX balance_entry_lock_id ON balance_entry (lock_id)',
    'CREATE INDEX balance_entry_village_day ON balance_entry (village, day)',
    'CREATE INDEX balance_entry_day_line ON balance_entry (day, line)',
  ],
  // Offices that were entered before get their entries.
  rederive: ['household'],
}
