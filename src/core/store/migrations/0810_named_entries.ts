import { restateConflicts } from '../refold.ts'
import type { Migration } from './types.ts'

/** Entries are called by author, number and stamp from here on: what stands against each other in open conflicts is told by these names. */
export const namedEntries: Migration = {
  id: 810,
  name: 'named_entries',
  statements: [],
  data: { revision: 1, run: restateConflicts },
}
