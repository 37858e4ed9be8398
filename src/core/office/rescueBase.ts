/** What a rescue begins from: the newest sound backup that is a beginning of today's journal, else an empty office. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { listBackups, type BackupEntry, type BackupEnvironment } from '../features/backups/index.ts'
import { unpackBackup } from '../features/backups/unpack.ts'
import { ATTACHMENT_KEYS, attachmentKeys, attachmentKeysText } from '../features/attachments/index.ts'
import { replaceFile } from '../files/atomic.ts'
import { knownKey, type Keyring } from '../keyring/index.ts'
import { reencryptDatabase } from '../store/databaseFile.ts'
import { DATABASE_FILE, type Database, type Store } from '../store/index.ts'
import { headOf } from '../store/rescue/appendJournal.ts'
import { readOr } from '../store/rescue/readable.ts'
import { verify } from '../store/verify.ts'

export interface BaseRequest {
  readonly environment: BackupEnvironment
  /** An empty folder for it. */
  readonly into: string
  readonly key: Buffer
  readonly keyring: Keyring
  /** What can be read of today's data; null where that is nothing. */
  readonly damaged: Database | null
  readonly openStore: (key: Buffer, directory: string) => Promise<Store>
  readonly step: () => Promise<void>
}

export interface Base {
  readonly store: Store
  readonly backup: BackupEntry | null
}

/** Tries backups from the newest on; the first that is whole and fits is opened. Throws CANCELLED, DISK_FULL. */
export async function openBase(request: BaseRequest): Promise<Base> {
  const { environment, into, key, openStore } = request
  const backups = (await listBackups(environment.backupDirectory)).filter(({ sound, reason }) => sound && reason !== 'before-restore')
  for (const backup of backups.toSorted((one, other) => (other.journal ?? -1) - (one.journal ?? -1))) {
    await request.step()
    const store = await openBackup(request, backup).catch((error: unknown) => {
      if (error instanceof AppError && (error.code === 'CANCELLED' || error.code === 'DISK_FULL')) throw error
      return null
    })
    if (store !== null) return { store, backup }
    await empty(into)
  }
  return { store: await openStore(key, into), backup: null }
}

async function openBackup({ environment, into, key, keyring, damaged, openStore, step }: BaseRequest, backup: BackupEntry): Promise<Store | null> {
  const unpacked = await unpackBackup({ ...environment, file: backup.path, into, access: { key }, known: (name) => knownKey(keyring, key, name) })
  const database = join(into, DATABASE_FILE)
  if (!unpacked.key.equals(key)) {
    const former = `${database}.former`
    await replaceFile(database, former)
    await reencryptDatabase(former, database, { key: unpacked.key, newKey: key, note: { [ATTACHMENT_KEYS]: attachmentKeysText(attachmentKeys(unpacked.key)) } })
    await rm(former)
  }
  const store = await openStore(key, into)
  try {
    if ((damaged === null || isOfToday(store, damaged)) && (await verify(store.read, store.derivations, { step })).findings.length === 0) return store
  } catch (error) {
    await store.close()
    throw error
  }
  await store.close()
  return null
}

/** Entries looked at in today's journal, from where the backup's ends backwards. */
const LOOKED_AT = 400

/** Whether backup and today's journal say the same at the last place where both can be read. */
function isOfToday(store: Store, damaged: Database): boolean {
  const end = Math.min(headOf(store.read)?.sequence ?? 0, headOf(damaged)?.sequence ?? Infinity)
  for (let sequence = end; sequence > Math.max(0, end - LOOKED_AT); sequence -= 1) {
    const today = readOr(undefined, () => hashAt(damaged, sequence))
    if (today !== undefined) return hashAt(store.read, sequence)?.equals(today) === true
  }
  const site = readOr(undefined, () => damaged.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'site'`)?.value)
  return site === undefined || site === store.site
}

function hashAt(database: Pick<Database, 'get'>, sequence: number): Buffer | undefined {
  const hash = database.get<{ hash: Uint8Array }>('SELECT hash FROM journal WHERE sequence = ?', sequence)?.hash
  return hash === undefined ? undefined : Buffer.from(hash)
}

async function empty(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
}
