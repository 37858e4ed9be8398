/** Puts a new key, a backup or a new version in the place of an office's data, with the office closed: the work of the tests that break it off, in their process and in one that is killed. */
import { join } from 'node:path'
import type { BackupEnvironment } from '../../features/backups/index.ts'
import { DATABASE_FILE, type Store } from '../../store/index.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import { cheapKeyring } from '../../testing/keyring.ts'
import { openStore } from '../openOffice.ts'
import { rekeyData, type Rekeyed, type RekeyRequest } from '../rekey.ts'
import { restoreOver, type Restoring } from '../restoring.ts'

export type Rekeying = Pick<RekeyRequest, 'by' | 'password'> & { readonly kind: 'rekey'; readonly directory: string; readonly key: string }
export type RestoringIn = { readonly kind: 'restore'; readonly directory: string; readonly file: string; readonly given: Parameters<typeof restoreOver>[2] }

export interface Upgrading {
  readonly kind: 'upgrade'
  readonly directory: string
  readonly key: string
}

/** What is told and where it is broken off. */
export type Breaking = Pick<RekeyRequest, 'onStep' | 'onProgress' | 'signal'>

export function rekeyIn({ directory, key, by, password }: Rekeying, breaking: Breaking = {}): Promise<Rekeyed> {
  return rekeyData({
    ...breaking,
    directory,
    key: Buffer.from(key, 'hex'),
    by,
    password,
    keyring: cheapKeyring,
    openStore: (newKey, into) => openStore({ dataDirectory: into, now: () => new Date(), backups: null }, newKey),
  })
}

export function restoreIn({ directory, file, given }: RestoringIn, breaking: Breaking = {}): ReturnType<typeof restoreOver> {
  const office: Restoring = {
    ...breaking,
    keyring: cheapKeyring,
    close: () => Promise.resolve(),
    environment: environmentOf(directory),
    openStore: (key, into, onUpgrade) => openStore({ dataDirectory: into, now: () => new Date(), backups: null, onUpgrade }, key),
  }
  return restoreOver(office, file, given)
}

/** Opens data of an earlier version as the office does, with a backup before. */
export function upgradeIn({ directory, key }: Upgrading): Promise<Store> {
  return openStore({ dataDirectory: directory, now: () => new Date(), backups: (unit) => ({ ...environmentOf(directory), unit }) }, Buffer.from(key, 'hex'))
}

function environmentOf(directory: string): BackupEnvironment {
  return {
    dataDirectory: directory,
    databaseFile: DATABASE_FILE,
    backupDirectory: join(directory, 'backups'),
    appVersion: 'test',
    schemaVersion: SCHEMA_VERSION,
    unit: '',
  }
}
