/** Whether the terms of the quick search are what the records say. */
import { rebuildTerms } from '../searchTerms.ts'
import { Database } from '../database.ts'
import { DATABASE_FILE } from '../store.ts'
import { join } from 'node:path'

const TERMS = 'SELECT register, term, rank, village, record FROM search_term ORDER BY register, term, rank, village, record'

/** Terms of a closed or open office that are there and should not be (`-`), or are missing (`+`). Looks from outside, and changes nothing. */
export async function wrongTerms(directory: string, key: Uint8Array): Promise<string[]> {
  const database = new Database({ path: join(directory, DATABASE_FILE), key })
  try {
    database.execute('BEGIN IMMEDIATE')
    const text = (): Set<string> => new Set(database.all(TERMS).map((row) => Object.values(row).join(' ')))
    const kept = text()
    await rebuildTerms(database, () => Promise.resolve())
    const wanted = text()
    database.execute('ROLLBACK')
    return [...[...kept].filter((one) => !wanted.has(one)).map((one) => `- ${one}`), ...[...wanted].filter((one) => !kept.has(one)).map((one) => `+ ${one}`)]
  } finally {
    database.close()
  }
}
