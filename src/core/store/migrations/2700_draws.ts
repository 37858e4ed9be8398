import type { Migration } from './types.ts'

export const draws: Migration = {
  id: 2700,
  name: 'draws',
  statements: [
    "CREATE TABLE draw (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', draw_no TEXT, name TEXT, place TEXT, drawn_from TEXT, selection TEXT, divided_by TEXT, wanted TEXT, frame TEXT, frame_size INTEGER, frame_hash TEXT, frozen_on TEXT, frozen_by TEXT, again_because TEXT, seed TEXT, seed_from TEXT, drawn_on TEXT, drawn_by TEXT) STRICT",
    'CREATE INDEX draw_draw_no ON draw (draw_no) WHERE deleted = 0 AND draw_no IS NOT NULL',
    'CREATE INDEX draw_place_frozen_on ON draw (place, frozen_on)',
    'CREATE INDEX draw_frame_hash ON draw (frame_hash)',
    "CREATE TABLE draw_line (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', draw_id TEXT REFERENCES draw (id) DEFERRABLE INITIALLY DEFERRED, place TEXT, subject TEXT, stratum TEXT, position INTEGER, role TEXT, rank INTEGER) STRICT",
    'CREATE INDEX draw_line_subject ON draw_line (subject)',
    'CREATE UNIQUE INDEX draw_line_draw_id_subject ON draw_line (draw_id, subject, duplicate) WHERE deleted = 0',
    'CREATE INDEX draw_line_draw_id_stratum_role_rank ON draw_line (draw_id, stratum, role, rank)',
    'CREATE INDEX draw_line_place ON draw_line (place)',
  ],
}
