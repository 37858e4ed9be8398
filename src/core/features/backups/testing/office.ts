/** A small office with an encrypted database and a keyring, for tests of backups. */
import { mkdtempSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyring, type KeyringOptions } from '../../../keyring/index.ts'
import { Database } from '../../../store/database.ts'
import type { BackupEnvironment } from '../environment.ts'

export const PASSWORD = '春风又绿江南岸边'
export const LOGIN = 'zhang'
export const DATABASE = 'office.db'

/** Cheap, so that tests are fast. */
export const KEYRING: KeyringOptions = { cost: { N: 16, r: 1, p: 1 } }

export interface Office {
  readonly root: string
  readonly key: Buffer
  readonly environment: BackupEnvironment
  /** Moves the clock of the office. */
  setTime(iso: string): void
  /** Opens the database, does the work and closes it again. */
  within<T>(work: (database: Database) => T, key?: Uint8Array): T
  remove(): Promise<void>
}

/** Sets up an office with `people` synthetic people in a temporary folder. */
export async function makeOffice(people = 50): Promise<Office> {
  const root = mkdtempSync(join(tmpdir(), '办公室 '))
  const dataDirectory = join(root, 'data')
  await mkdir(dataDirectory)
  const { dataKey } = await createKeyring(dataDirectory, { login: LOGIN, password: PASSWORD }, KEYRING)
  let now = '2026-11-24T01:00:00.000Z'
  const environment: BackupEnvironment = {
    dataDirectory,
    databaseFile: DATABASE,
    backupDirectory: join(root, 'backups'),
    appVersion: '0.1.0',
    schemaVersion: 20,
    unit: '621125105000',
    now: () => new Date(now),
  }
  const office: Office = {
    root,
    key: dataKey,
    environment,
    setTime: (iso) => {
      now = iso
    },
    within: (work, key = dataKey) => {
      const database = new Database({ path: join(dataDirectory, DATABASE), key })
      try {
        return work(database)
      } finally {
        database.close()
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
  office.within((database) => {
    database.execute(
      'CREATE TABLE person (id TEXT PRIMARY KEY NOT NULL, name TEXT, deleted INTEGER NOT NULL DEFAULT 0) STRICT; PRAGMA user_version = 20; BEGIN',
    )
    for (let index = 0; index < people; index += 1) database.run('INSERT INTO person (id, name) VALUES (?, ?)', `p${index}`, `李四${index}${'x'.repeat(300)}`)
    database.execute('COMMIT')
  })
  return office
}

/** Number of living people. */
export function countPeople(database: Database): number {
  return database.get<{ n: number }>('SELECT count(*) AS n FROM person WHERE deleted = 0')?.n ?? 0
}
