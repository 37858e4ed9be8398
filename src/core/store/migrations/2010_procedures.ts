import type { Migration } from './types.ts'

export const procedures: Migration = {
  id: 2010,
  name: 'procedures',
  statements: [
    "CREATE TABLE shared_act (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', act_no TEXT, name TEXT, kind TEXT, division TEXT, held_on TEXT, venue TEXT, expected INTEGER, present INTEGER, chair TEXT, recorder TEXT, remark TEXT) STRICT",
    'CREATE INDEX shared_act_act_no ON shared_act (act_no) WHERE deleted = 0 AND act_no IS NOT NULL',
    'CREATE INDEX shared_act_division_held_on ON shared_act (division, held_on)',
    "CREATE TABLE shared_act_line (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', act_id TEXT REFERENCES shared_act (id) DEFERRABLE INITIALLY DEFERRED, division TEXT, subject TEXT, in_favour INTEGER, against INTEGER, abstained INTEGER, objection TEXT, objected_on TEXT, settlement TEXT, settled_on TEXT) STRICT",
    'CREATE INDEX shared_act_line_act_id ON shared_act_line (act_id)',
    'CREATE INDEX shared_act_line_subject ON shared_act_line (subject)',
    'CREATE UNIQUE INDEX shared_act_line_act_id_subject ON shared_act_line (act_id, subject, duplicate) WHERE deleted = 0',
    'CREATE INDEX shared_act_line_division ON shared_act_line (division)',
    "CREATE TABLE procedure_step (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', subject TEXT, village TEXT, procedure TEXT, step TEXT, round INTEGER, follows TEXT, level TEXT, done_on TEXT, done_by TEXT, signatures TEXT, act TEXT, due_on TEXT, remark TEXT, basis TEXT, relied TEXT) STRICT",
    'CREATE INDEX procedure_step_subject ON procedure_step (subject)',
    'CREATE UNIQUE INDEX procedure_step_subject_procedure_step_round ON procedure_step (subject, procedure, step, round, duplicate) WHERE deleted = 0',
    'CREATE INDEX procedure_step_village_subject_done_on ON procedure_step (village, subject, done_on)',
    'CREATE INDEX procedure_step_act ON procedure_step (act)',
    'CREATE INDEX procedure_step_follows ON procedure_step (follows)',
    "CREATE TABLE special_day (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', day TEXT, works INTEGER, name TEXT) STRICT",
    'CREATE UNIQUE INDEX special_day_day ON special_day (day, duplicate) WHERE deleted = 0',
  ],
}
