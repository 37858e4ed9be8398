import type { Migration } from './types.ts'

/** What came back in this site's own name and is not in its journal: it waits for somebody to take it in or to leave it. */
export const setAside: Migration = {
  id: 830,
  name: 'set_aside',
  statements: [
    'CREATE TABLE set_aside ( register TEXT NOT NULL, record TEXT NOT NULL, operations TEXT NOT NULL, package TEXT NOT NULL, came_at TEXT NOT NULL, PRIMARY KEY (register, record) ) STRICT',
  ],
}
