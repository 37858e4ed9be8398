import type { Migration } from './types.ts'

export const identification: Migration = {
  id: 3610,
  name: 'identification',
  statements: [
    "CREATE TABLE unlisted_household (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', unlisted_no TEXT, village TEXT, group_id TEXT REFERENCES village_group (id) DEFERRABLE INITIALLY DEFERRED, head_name TEXT, head_id_number TEXT, stated_population INTEGER, population INTEGER, agricultural INTEGER, address TEXT, phone TEXT, origin TEXT, noted_on TEXT, household_id TEXT REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED, remark TEXT) STRICT",
    'CREATE INDEX unlisted_household_unlisted_no ON unlisted_household (unlisted_no) WHERE deleted = 0 AND unlisted_no IS NOT NULL',
    'CREATE INDEX unlisted_household_group_id ON unlisted_household (group_id)',
    'CREATE UNIQUE INDEX unlisted_household_head_id_number ON unlisted_household (head_id_number, duplicate) WHERE deleted = 0 AND head_id_number IS NOT NULL',
    'CREATE INDEX unlisted_household_phone ON unlisted_household (phone) WHERE deleted = 0 AND phone IS NOT NULL',
    'CREATE INDEX unlisted_household_household_id ON unlisted_household (household_id)',
    'CREATE INDEX unlisted_household_village_head_name ON unlisted_household (village, head_name)',
    "CREATE TABLE unlisted_person (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', household_id TEXT REFERENCES unlisted_household (id) DEFERRABLE INITIALLY DEFERRED, village TEXT, name TEXT, relation TEXT, id_number TEXT, sex TEXT, birth_date TEXT, remark TEXT) STRICT",
    'CREATE UNIQUE INDEX unlisted_person_id_number ON unlisted_person (id_number, duplicate) WHERE deleted = 0 AND id_number IS NOT NULL',
    'CREATE INDEX unlisted_person_household_id_relation ON unlisted_person (household_id, relation)',
    'CREATE INDEX unlisted_person_village ON unlisted_person (village)',
    "CREATE TABLE campaign (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', name TEXT, year INTEGER, round INTEGER, issued_by TEXT, starts_on TEXT, ends_on TEXT, scopes TEXT, score_sheet TEXT, remark TEXT) STRICT",
    'CREATE UNIQUE INDEX campaign_issued_by_year_round ON campaign (issued_by, year, round, duplicate) WHERE deleted = 0',
    'CREATE INDEX campaign_year_round ON campaign (year, round)',
    "CREATE TABLE identification (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', case_no TEXT, campaign_id TEXT REFERENCES campaign (id) DEFERRABLE INITIALLY DEFERRED, year INTEGER, subject TEXT, village TEXT, scope TEXT, direction TEXT, ground TEXT, opened_on TEXT, people INTEGER, red_lines TEXT, grounds TEXT, evidence TEXT, statement TEXT, score INTEGER, proposed_outcome TEXT, keep_reason TEXT, stage TEXT, stage_due TEXT, outcome TEXT, decided_on TEXT, remark TEXT) STRICT",
    'CREATE INDEX identification_case_no ON identification (case_no) WHERE deleted = 0 AND case_no IS NOT NULL',
    'CREATE INDEX identification_subject ON identification (subject)',
    'CREATE UNIQUE INDEX identification_campaign_id_subject_direction ON identification (campaign_id, subject, direction, duplicate) WHERE deleted = 0',
    'CREATE INDEX identification_village_opened_on ON identification (village, opened_on)',
    'CREATE INDEX identification_campaign_id_stage_village ON identification (campaign_id, stage, village)',
  ],
}
