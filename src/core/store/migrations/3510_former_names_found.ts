import type { Migration } from './types.ts'

/** Divisions are found by the names they bore before, too. */
export const formerNamesFound: Migration = { id: 3510, name: 'former_names_found', statements: [], searchAnew: true }
