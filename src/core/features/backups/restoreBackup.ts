/** Restores a backup: made ready and checked beside the data in use, which is packed away as one more backup, then swapped. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, makePrivateDirectory, requireFreeSpace, syncDirectory } from '../../files/atomic.ts'
import { KEYRING_FILE, KEYRING_PREVIOUS_FILE, readKeyring, type Keyring, type KeyringOptions } from '../../keyring/index.ts'
import { ATTACHMENT_FOLDER } from '../attachments/index.ts'
import { unpackContents } from './attachmentPart.ts'
import { readManifest, type Manifest } from './container.ts'
import { putAside, type BackupMade } from './createBackup.ts'
import { phase, throwIfCancelled, type BackupEnvironment, type WorkOptions } from './environment.ts'
import { NEW_FOLDER, SWAP_MARKER, swapFiles, undoUnfinishedSwap } from './swap.ts'
import { unpackBackup, type BackupAccess } from './unpack.ts'
import { sizeOf } from './verifyBackup.ts'

export interface RestoreRequest extends WorkOptions {
  readonly file: string
  readonly access: BackupAccess
  readonly keyring?: KeyringOptions
  /**
   * Called with the folder in which the data of the backup was made ready, and its key, before anything takes the place of today's data:
   * brings it to the schema of this program. What it throws ends the restore with nothing changed.
   */
  readonly prepare?: (directory: string, key: Buffer) => Promise<void>
  /** Called before each step of the swap; a test may throw here or end the process. */
  readonly onStep?: (step: string) => void
}

export interface Restored {
  readonly manifest: Manifest
  /** The data key of what is now in use. */
  readonly key: Buffer
  /** The data that was in use before, as a backup; null when there was none. */
  readonly replaced: BackupMade | null
}

/** The unit may be unknown while the data is closed; then the backup's own is used for the name of what was replaced. */
export type RestoreEnvironment = Omit<BackupEnvironment, 'unit'> & { readonly unit?: string }

/**
 * Puts the backup in the place of the data. The database must be closed, and is not opened here.
 *
 * Users, and with them logins, are those of the backup; where the data key is the same, everyone's password of today goes on being
 * valid, else the passwords of the backup are. Contents of photos and attachments are added to those there are; none is ever replaced or
 * removed, so that going back and forth between backups loses no photo. Refuses newer, foreign, damaged files and wrong passwords (see `unpackBackup`) with
 * nothing changed; broken off at any moment, the old data is in use after `undoUnfinishedSwap`, which must run before opening.
 */
export async function restoreBackup(environment: RestoreEnvironment, request: RestoreRequest): Promise<Restored> {
  const { dataDirectory, databaseFile } = environment
  throwIfCancelled(request.signal)
  await makePrivateDirectory(dataDirectory)
  await undoUnfinishedSwap(dataDirectory)
  const summary = await readManifest(request.file)
  await requireFreeSpace(dataDirectory, sizeOf(summary))
  const into = join(dataDirectory, NEW_FOLDER)
  await makePrivateDirectory(into)
  try {
    const { manifest, key } = await unpackBackup({
      ...environment, ...request, into, current: await currentKeyring(dataDirectory), onProgress: (title, fraction) => request.onProgress?.(title, fraction * 0.7),
    })
    const cancel = request.signal === undefined ? {} : { signal: request.signal }
    const contents = manifest.parts.find((part) => part.name === 'attachments')
    if (contents !== undefined) {
      const adding = phase(request, '取出备份里的照片', 0.7, 0.85)
      await unpackContents(request.file, contents, join(dataDirectory, ATTACHMENT_FOLDER), { ...cancel, onBytes: (done, total) => adding(done / Math.max(1, total)) })
    }
    await request.prepare?.(into, key)
    phase(request, '把现有数据另存为备份', 0.85, 0.9)
    const unit = environment.unit === undefined || environment.unit === '' ? manifest.unit : environment.unit
    const replaced = await putAside({ ...environment, unit }, cancel)
    await syncDirectory(into)
    throwIfCancelled(request.signal)
    phase(request, '换上备份里的数据', 0.9, 1)
    await swapFiles(dataDirectory, [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`, KEYRING_FILE, KEYRING_PREVIOUS_FILE], request.onStep)
    request.onProgress?.('恢复完成', 1)
    return { manifest, key, replaced }
  } catch (error) {
    if (!await exists(join(dataDirectory, SWAP_MARKER))) await rm(into, { recursive: true, force: true })
    throw error
  }
}

/** The keyring in use, or null where there is none or it cannot be read (then only the backup's counts). */
async function currentKeyring(directory: string): Promise<Keyring | null> {
  try {
    return await readKeyring(directory)
  } catch {
    return null
  }
}
