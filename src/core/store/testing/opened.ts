/** A real encrypted store in a temporary folder, with the office's derivations, for tests of the store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { derivations } from '../../features/derivations.ts'
import { Database } from '../database.ts'
import type { Actor } from '../change.ts'
import { DATABASE_FILE, Store } from '../store.ts'
import { putEmptyDatabase } from './template.ts'

export const KEY = new Uint8Array(32).fill(5)
export const clerk: Actor = { id: 'u-clerk', name: '李文书' }
export const chief: Actor = { id: 'u-chief', name: '王主任' }

export interface OpenedStore {
  readonly store: Store
  readonly directory: string
  /** Runs SQL from outside, as someone with the key and another program might, with references unchecked. */
  outside(...statements: string[]): void
  /** Every row of every table except where the store itself is told to look away, as one text. */
  content(): string
  end(): Promise<void>
}

/** Opens a fresh, empty store. */
export async function openedStore(): Promise<OpenedStore> {
  const directory = mkdtempSync(join(tmpdir(), 'bangfu-store-'))
  await putEmptyDatabase(directory, KEY)
  const store = await Store.open({ directory, key: KEY, derivations })
  const other = <T>(work: (database: Database) => T): T => {
    const database = new Database({ path: join(directory, DATABASE_FILE), key: KEY })
    try {
      return work(database)
    } finally {
      database.close()
    }
  }
  return {
    store,
    directory,
    outside: (...statements) =>
      other((database) => {
        database.pragma('foreign_keys=OFF')
        for (const statement of statements) database.execute(statement)
      }),
    content: () =>
      other((database) =>
        JSON.stringify(
          database.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).map(({ name }) => [
            name,
            database
              .all(`SELECT * FROM "${name}"`)
              .map((row) => JSON.stringify(row))
              .sort(),
          ]),
        ),
      ),
    end: async () => {
      await store.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
