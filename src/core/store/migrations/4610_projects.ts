import type { Migration } from './types.ts'

export const projects: Migration = {
  id: 4610,
  name: 'projects',
  statements: [
    "CREATE TABLE project (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', project_no TEXT, name TEXT, place TEXT, year INTEGER, category TEXT, nature TEXT, programs TEXT, need_id TEXT REFERENCES project_need (id) DEFERRABLE INITIALLY DEFERRED, location TEXT, content TEXT, size INTEGER, unit TEXT, requirement TEXT, performance_target TEXT, organization_id TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, manager_id TEXT REFERENCES helper (id) DEFERRABLE INITIALLY DEFERRED, builder_id TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, supervisor TEXT, procurement TEXT, planned_start TEXT, planned_end TEXT, approval_no TEXT, approved_on TEXT, approved_investment INTEGER, fiscal_grant INTEGER, household_part INTEGER, contract_amount INTEGER, benefit_mechanism TEXT, participation TEXT, planned_households INTEGER, planned_people INTEGER, upkeep_by TEXT, stage TEXT, stage_due TEXT, applied_on TEXT, stored_on TEXT, started_on TEXT, finished_on TEXT, accepted_on TEXT, closed_on TEXT, remark TEXT) STRICT",
    'CREATE INDEX project_project_no ON project (project_no) WHERE deleted = 0 AND project_no IS NOT NULL',
    'CREATE INDEX project_need_id ON project (need_id)',
    'CREATE INDEX project_organization_id ON project (organization_id)',
    'CREATE INDEX project_manager_id ON project (manager_id)',
    'CREATE INDEX project_builder_id ON project (builder_id)',
    'CREATE INDEX project_year_place_name ON project (year, place, name)',
    'CREATE INDEX project_place ON project (place)',
    "CREATE TABLE project_village (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', project_id TEXT REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, village TEXT, size INTEGER, planned_amount INTEGER, location TEXT, place TEXT, remark TEXT) STRICT",
    'CREATE INDEX project_village_project_id ON project_village (project_id)',
    'CREATE UNIQUE INDEX project_village_project_id_village ON project_village (project_id, village, duplicate) WHERE deleted = 0',
    'CREATE INDEX project_village_place ON project_village (place)',
    "CREATE TABLE project_beneficiary (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', project_id TEXT REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, household TEXT, village TEXT, quantity INTEGER, unit TEXT, grant INTEGER, benefited_on TEXT, place TEXT, remark TEXT) STRICT",
    'CREATE INDEX project_beneficiary_household ON project_beneficiary (household)',
    'CREATE UNIQUE INDEX project_beneficiary_project_id_household ON project_beneficiary (project_id, household, duplicate) WHERE deleted = 0',
    'CREATE INDEX project_beneficiary_project_id_village_household ON project_beneficiary (project_id, village, household)',
    'CREATE INDEX project_beneficiary_place ON project_beneficiary (place)',
  ],
}
