import type { Migration } from './types.ts'

export const questionnaires: Migration = {
  id: 2710,
  name: 'questionnaires',
  statements: [
    "CREATE TABLE questionnaire (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', code TEXT, version INTEGER, name TEXT, about TEXT, issued_by TEXT, published_on TEXT, published_by TEXT, definition TEXT, print TEXT, source TEXT, unverified INTEGER, standing INTEGER, withdraws_id TEXT REFERENCES questionnaire (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
    'CREATE INDEX questionnaire_withdraws_id ON questionnaire (withdraws_id)',
    'CREATE INDEX questionnaire_code_version ON questionnaire (code, version)',
    "CREATE TABLE questionnaire_draft (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', code TEXT, name TEXT, about TEXT, issued_by TEXT, definition TEXT, source TEXT, unverified INTEGER) STRICT",
    'CREATE INDEX questionnaire_draft_code ON questionnaire_draft (code)',
    "CREATE TABLE answered_sheet (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', sheet_no TEXT, questionnaire_id TEXT REFERENCES questionnaire (id) DEFERRABLE INITIALLY DEFERRED, code TEXT, subject TEXT, place TEXT, asked_on TEXT, asked_by TEXT, answered_by TEXT, remark TEXT, score INTEGER, full_score INTEGER, grade TEXT, vetoes TEXT, open_questions INTEGER) STRICT",
    'CREATE INDEX answered_sheet_sheet_no ON answered_sheet (sheet_no) WHERE deleted = 0 AND sheet_no IS NOT NULL',
    'CREATE INDEX answered_sheet_questionnaire_id ON answered_sheet (questionnaire_id)',
    'CREATE INDEX answered_sheet_subject ON answered_sheet (subject)',
    'CREATE INDEX answered_sheet_place_asked_on ON answered_sheet (place, asked_on)',
    'CREATE INDEX answered_sheet_code_asked_on ON answered_sheet (code, asked_on)',
    "CREATE TABLE answer (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', sheet_id TEXT REFERENCES answered_sheet (id) DEFERRABLE INITIALLY DEFERRED, place TEXT, code TEXT, question TEXT, value TEXT, number INTEGER, points INTEGER) STRICT",
    'CREATE INDEX answer_sheet_id ON answer (sheet_id)',
    'CREATE UNIQUE INDEX answer_sheet_id_question ON answer (sheet_id, question, duplicate) WHERE deleted = 0',
    'CREATE INDEX answer_place ON answer (place)',
    'CREATE INDEX answer_code_question_value ON answer (code, question, value)',
  ],
}
