import type { Migration } from './types.ts'

export const survey: Migration = {
  id: 3820,
  name: 'survey',
  statements: [
    'ALTER TABLE village_year ADD COLUMN documents TEXT',
    'ALTER TABLE village_year ADD COLUMN documents_count INTEGER',
    'ALTER TABLE village_year ADD COLUMN six_have INTEGER',
    'ALTER TABLE household_year ADD COLUMN five_clear INTEGER',
    'ALTER TABLE household_year ADD COLUMN unclear TEXT',
    'ALTER TABLE household_year ADD COLUMN unclear_reasons TEXT',
    "CREATE TABLE survey_round (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', name TEXT, year INTEGER, round INTEGER, issued_by TEXT, starts_on TEXT, ends_on TEXT, questionnaire TEXT, remark TEXT) STRICT",
    'CREATE UNIQUE INDEX survey_round_issued_by_year_round ON survey_round (issued_by, year, round, duplicate) WHERE deleted = 0',
    'CREATE INDEX survey_round_year_round ON survey_round (year, round)',
    "CREATE TABLE survey_visit (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', visit_no TEXT, survey_id TEXT REFERENCES survey_round (id) DEFERRABLE INITIALLY DEFERRED, year INTEGER, subject TEXT, village TEXT, attempt INTEGER, surveyor_id TEXT REFERENCES helper (id) DEFERRABLE INITIALLY DEFERRED, second_surveyor_id TEXT REFERENCES helper (id) DEFERRABLE INITIALLY DEFERRED, visited_on TEXT, met TEXT, met_name TEXT, problems TEXT, no_shortfall INTEGER, ticked TEXT, reached INTEGER, answered_on TEXT, stage TEXT, stage_due TEXT, remark TEXT) STRICT",
    'CREATE INDEX survey_visit_subject ON survey_visit (subject)',
    'CREATE UNIQUE INDEX survey_visit_survey_id_subject_attempt ON survey_visit (survey_id, subject, attempt, duplicate) WHERE deleted = 0',
    'CREATE INDEX survey_visit_village_visited_on ON survey_visit (village, visited_on)',
    'CREATE INDEX survey_visit_surveyor_id_visited_on ON survey_visit (surveyor_id, visited_on)',
    'CREATE INDEX survey_visit_second_surveyor_id_visited_on ON survey_visit (second_surveyor_id, visited_on)',
    'CREATE INDEX survey_visit_survey_id_village_problems ON survey_visit (survey_id, village, problems)',
  ],
  rederive: ['village_year', 'household_year'],
}
