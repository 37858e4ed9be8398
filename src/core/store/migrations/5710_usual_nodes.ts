import type { Migration } from './types.ts'

export const usualNodes: Migration = {
  id: 5710,
  name: 'usual_nodes',
  statements: [
    "CREATE TABLE usual_node (id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, duplicate TEXT NOT NULL DEFAULT '', category TEXT, position INTEGER, name TEXT, kind TEXT, weight INTEGER, requirement TEXT, unverified INTEGER) STRICT",
    'CREATE UNIQUE INDEX usual_node_category_name ON usual_node (category, name, duplicate) WHERE deleted = 0',
    'CREATE INDEX usual_node_category_position ON usual_node (category, position)',
  ],
}
