import type { Migration } from './types.ts'

export const battleMap: Migration = {
  id: 4910,
  name: 'battle_map',
  statements: [
    "CREATE TABLE map_sign (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', code TEXT, name TEXT, stands_for TEXT, shape TEXT, letter TEXT, colour TEXT, layer INTEGER, remark TEXT) STRICT",
    'CREATE UNIQUE INDEX map_sign_code ON map_sign (code, duplicate) WHERE deleted = 0 AND code IS NOT NULL',
    'CREATE INDEX map_sign_layer_code ON map_sign (layer, code)',
    "CREATE TABLE battle_map (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', map_no TEXT, place TEXT, year INTEGER, title TEXT, scale TEXT, picture TEXT, anchor1_x INTEGER, anchor1_y INTEGER, anchor2_x INTEGER, anchor2_y INTEGER, anchor3_x INTEGER, anchor3_y INTEGER, remark TEXT) STRICT",
    'CREATE INDEX battle_map_map_no ON battle_map (map_no) WHERE deleted = 0 AND map_no IS NOT NULL',
    'CREATE INDEX battle_map_year_place_title ON battle_map (year, place, title)',
    'CREATE INDEX battle_map_place ON battle_map (place)',
    "CREATE TABLE map_marker (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', map_id TEXT REFERENCES battle_map (id) DEFERRABLE INITIALLY DEFERRED, place TEXT, sign_id TEXT REFERENCES map_sign (id) DEFERRABLE INITIALLY DEFERRED, subject TEXT, name TEXT, x INTEGER, y INTEGER, line TEXT, remark TEXT) STRICT",
    'CREATE INDEX map_marker_sign_id ON map_marker (sign_id)',
    'CREATE INDEX map_marker_subject ON map_marker (subject)',
    'CREATE UNIQUE INDEX map_marker_map_id_subject ON map_marker (map_id, subject, duplicate) WHERE deleted = 0',
    'CREATE INDEX map_marker_map_id_sign_id_name ON map_marker (map_id, sign_id, name)',
    'CREATE INDEX map_marker_place ON map_marker (place)',
    "CREATE TABLE battle_task (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', task_no TEXT, name TEXT, place TEXT, year INTEGER, subject TEXT, drawing TEXT, schedule TEXT, goal TEXT, requirement TEXT, due_on TEXT, helper_id TEXT REFERENCES helper (id) DEFERRABLE INITIALLY DEFERRED, in_charge TEXT, organization_id TEXT REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED, begins_on TEXT, stage TEXT, stage_due TEXT, finished_on TEXT, closed_on TEXT, in_time INTEGER, remark TEXT) STRICT",
    'CREATE INDEX battle_task_task_no ON battle_task (task_no) WHERE deleted = 0 AND task_no IS NOT NULL',
    'CREATE INDEX battle_task_subject ON battle_task (subject)',
    'CREATE INDEX battle_task_helper_id ON battle_task (helper_id)',
    'CREATE INDEX battle_task_organization_id ON battle_task (organization_id)',
    'CREATE INDEX battle_task_year_place_due_on_name ON battle_task (year, place, due_on, name)',
    'CREATE INDEX battle_task_place ON battle_task (place)',
  ],
}
