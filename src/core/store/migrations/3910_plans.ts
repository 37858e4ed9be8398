import type { Migration } from './types.ts'

export const plans: Migration = {
  id: 3910,
  name: 'plans',
  statements: [
    "CREATE TABLE household_plan (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', plan_no TEXT, household_id TEXT REFERENCES household (id) DEFERRABLE INITIALLY DEFERRED, year INTEGER, version INTEGER, target_exit_year INTEGER, target_income INTEGER, path TEXT, main_cause TEXT, other_causes TEXT, made_by TEXT, made_on TEXT, village TEXT, people INTEGER, base_income INTEGER, measures INTEGER, expected_increase INTEGER, expected_per_person INTEGER, actual_increase INTEGER, current INTEGER, stage TEXT, stage_due TEXT, change_reason TEXT, end_reason TEXT, remark TEXT) STRICT",
    'CREATE INDEX household_plan_plan_no ON household_plan (plan_no) WHERE deleted = 0 AND plan_no IS NOT NULL',
    'CREATE INDEX household_plan_household_id ON household_plan (household_id)',
    'CREATE UNIQUE INDEX household_plan_household_id_year_version ON household_plan (household_id, year, version, duplicate) WHERE deleted = 0',
    'CREATE INDEX household_plan_village_year_household_id_version ON household_plan (village, year, household_id, version)',
    'CREATE INDEX household_plan_year_stage_village ON household_plan (year, stage, village)',
    "CREATE TABLE plan_measure (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', measure_no TEXT, plan_id TEXT REFERENCES household_plan (id) DEFERRABLE INITIALLY DEFERRED, category TEXT, content TEXT, shortfall_id TEXT REFERENCES shortfall (id) DEFERRABLE INITIALLY DEFERRED, size INTEGER, unit TEXT, fund_source TEXT, fund_amount INTEGER, organization_id TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, helper_id TEXT REFERENCES helper (id) DEFERRABLE INITIALLY DEFERRED, starts_on TEXT, due_on TEXT, expected_income INTEGER, income_person TEXT REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, income_kind TEXT, income_year INTEGER, continues_no TEXT, household_id TEXT, year INTEGER, village TEXT, due_year INTEGER, counts INTEGER, done_amount INTEGER, paid_amount INTEGER, actual_income INTEGER, completed_on TEXT, progress TEXT) STRICT",
    'CREATE INDEX plan_measure_measure_no ON plan_measure (measure_no) WHERE deleted = 0 AND measure_no IS NOT NULL',
    'CREATE INDEX plan_measure_plan_id ON plan_measure (plan_id)',
    'CREATE INDEX plan_measure_shortfall_id ON plan_measure (shortfall_id)',
    'CREATE INDEX plan_measure_organization_id ON plan_measure (organization_id)',
    'CREATE INDEX plan_measure_helper_id ON plan_measure (helper_id)',
    'CREATE INDEX plan_measure_income_person ON plan_measure (income_person)',
    'CREATE INDEX plan_measure_household_id ON plan_measure (household_id)',
    'CREATE INDEX plan_measure_village_plan_id_counted ON plan_measure (village, plan_id, deleted, progress, counts, category)',
    "CREATE TABLE measure_result (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', measure_id TEXT REFERENCES plan_measure (id) DEFERRABLE INITIALLY DEFERRED, done_on TEXT, done_amount INTEGER, paid INTEGER, actual_income INTEGER, finished INTEGER, signed INTEGER, effect TEXT, village TEXT, remark TEXT) STRICT",
    'CREATE INDEX measure_result_measure_id ON measure_result (measure_id)',
    'CREATE INDEX measure_result_village_done_on ON measure_result (village, done_on)',
  ],
}
