import type { Migration } from './types.ts'

export const comparison: Migration = {
  id: 3620,
  name: 'comparison',
  statements: [
    "CREATE TABLE comparison_kind (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', code TEXT, name TEXT, concerns TEXT, suspicion TEXT, red_line TEXT, item TEXT, department TEXT, remark TEXT) STRICT",
    'CREATE UNIQUE INDEX comparison_kind_code ON comparison_kind (code, duplicate) WHERE deleted = 0',
    "CREATE TABLE compared_list (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', comparison_no TEXT, name TEXT, kind_id TEXT REFERENCES comparison_kind (id) DEFERRABLE INITIALLY DEFERRED, department TEXT, as_of TEXT, place TEXT, compared_on TEXT, compared_by TEXT, file_name TEXT, file_hash TEXT, rows INTEGER, repeated INTEGER, read_rows INTEGER, matched INTEGER, unsure INTEGER, unmatched INTEGER, unreadable INTEGER, hits INTEGER, known INTEGER, pending INTEGER, harmless INTEGER, namesakes INTEGER, several INTEGER, entered INTEGER, notes TEXT, waiting INTEGER, confirmed INTEGER) STRICT",
    'CREATE INDEX compared_list_comparison_no ON compared_list (comparison_no) WHERE deleted = 0 AND comparison_no IS NOT NULL',
    'CREATE INDEX compared_list_kind_id ON compared_list (kind_id)',
    'CREATE INDEX compared_list_compared_on_name ON compared_list (compared_on, name)',
    'CREATE INDEX compared_list_place ON compared_list (place)',
    'CREATE INDEX compared_list_file_hash ON compared_list (file_hash)',
    "CREATE TABLE comparison_hit (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', comparison_id TEXT REFERENCES compared_list (id) DEFERRABLE INITIALLY DEFERRED, kind_id TEXT REFERENCES comparison_kind (id) DEFERRABLE INITIALLY DEFERRED, name TEXT, who TEXT, subject TEXT, village TEXT, scope TEXT, matched_by TEXT, row_number INTEGER, suspicion TEXT, red_line TEXT, item TEXT, evidence TEXT, found_on TEXT, known INTEGER, earlier TEXT, state TEXT, judged_on TEXT, verifier TEXT, reason TEXT, case_id TEXT REFERENCES identification (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
    'CREATE INDEX comparison_hit_comparison_id ON comparison_hit (comparison_id)',
    'CREATE INDEX comparison_hit_who ON comparison_hit (who)',
    'CREATE INDEX comparison_hit_subject ON comparison_hit (subject)',
    'CREATE INDEX comparison_hit_case_id ON comparison_hit (case_id)',
    'CREATE UNIQUE INDEX comparison_hit_comparison_id_row_number ON comparison_hit (comparison_id, row_number, duplicate) WHERE deleted = 0',
    'CREATE INDEX comparison_hit_village_found_on ON comparison_hit (village, found_on)',
    'CREATE INDEX comparison_hit_kind_id_who ON comparison_hit (kind_id, who)',
  ],
}
