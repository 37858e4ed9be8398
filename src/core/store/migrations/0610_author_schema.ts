import type { Migration } from './types.ts'

/** Whoever is on file while this runs was last heard as version 0.1.0, whose schema this is. */
const FIRST_RELEASED = 20

/** Which schema a change set was written under (null: before that was kept), and which one each peer was last heard to have (null: never heard). */
export const authorSchema: Migration = {
  id: 610,
  name: 'author_schema',
  statements: ['ALTER TABLE change_set ADD COLUMN schema INTEGER', 'ALTER TABLE peer ADD COLUMN schema INTEGER'],
  data: {
    revision: 1,
    run: async (database) => {
      database.run(`INSERT OR IGNORE INTO peer (site, acknowledged, received, detail)
        SELECT id, 0, 0, '{"author":"","heard":0,"number":0,"wanted":[]}' FROM site
        WHERE deleted = 0 AND id <> coalesce((SELECT value FROM meta WHERE key = 'site'), '')`)
      database.run('UPDATE peer SET schema = ?', FIRST_RELEASED)
    },
  },
}
