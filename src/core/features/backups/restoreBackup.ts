/** Restores a backup: made ready and checked beside the data in use, which is packed away as one more backup, then swapped. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, makePrivateDirectory, replaceFile, requireFreeSpace, syncDirectory, toFileError } from '../../files/atomic.ts'
import { KEYRING_FILE, KEYRING_PREVIOUS_FILE, putKeyring, type Keyring, type KeyringOptions } from '../../keyring/index.ts'
import { inWords, reencryptDatabase } from '../../store/databaseFile.ts'
import { FORMS_FOLDER } from '../../forms/folder.ts'
import { ATTACHMENT_FOLDER, ATTACHMENT_KEYS, attachmentKeys, attachmentKeysText } from '../attachments/index.ts'
import { unpackContents } from './attachmentPart.ts'
import { readManifest, type Manifest } from './container.ts'
import { putAside, type BackupMade } from './createBackup.ts'
import { phase, withinWhole, throwIfCancelled, type BackupEnvironment, type WorkOptions } from './environment.ts'
import { NEW_FOLDER, SWAP_MARKER, swapFiles, undoUnfinishedSwap } from './swap.ts'
import { unpackTemplates } from './templatePart.ts'
import { unpackBackup, type BackupAccess, type Unpacked } from './unpack.ts'
import { sizeOf } from './verifyBackup.ts'

export interface RestoreRequest extends WorkOptions {
  readonly file: string
  readonly access: BackupAccess
  /** Data keys at hand, by name; asked before `access`. */
  readonly known?: (keyName: string) => Buffer | null
  /** Today's keyring and data key, which stay: content under another key is re-encrypted. Without it the backup's keyring is put in place. */
  readonly keep?: Kept
  /** Of today's keyring, only their entries are put aside with today's data. */
  readonly administrators?: readonly string[]
  readonly keyring?: KeyringOptions
  /**
   * Called when all is unpacked: closes today's data, which may be in use until then. What is entered later would be lost, and who is removed
   * later would be back.
   */
  readonly close?: () => Promise<void>
  /**
   * Called with what was made ready, before anything takes the place of today's data: brings it to the schema of this program, asks whether
   * it may be put in place. What it throws ends the restore with nothing changed.
   */
  readonly prepare?: (made: MadeReady, work: WorkOptions) => Promise<void>
  /** Called before each step of the swap; a test may throw here or end the process. */
  readonly onStep?: (step: string) => void
}

export interface Kept {
  readonly keyring: Keyring
  readonly key: Buffer
}

/** The data of a backup, ready in a folder of its own, with a keyring beside it. */
export interface MadeReady {
  readonly directory: string
  /** What its database is encrypted with now. */
  readonly key: Buffer
  readonly keyring: Keyring
  readonly manifest: Manifest
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
 * Puts the backup in the place of the data. Who may do that, and which users there are afterwards, is for the caller to settle: before it calls,
 * and in `prepare`. Contents of photos and attachments are added to those there are; none is ever replaced or
 * removed, so that going back and forth between backups loses no photo. Own forms and templates are those of the backup, where it has any. Refuses newer, foreign, damaged files and wrong passwords (see `unpackBackup`) with
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
  // What lies outside of that folder before anything was replaced: no trace of it stays where nothing is.
  const added: string[] = []
  try {
    const unpacked = await unpackBackup({ ...environment, ...request, into, ...withinWhole(request, 0, 0.35) })
    const { manifest } = unpacked
    const cancel = request.signal === undefined ? {} : { signal: request.signal }
    const kept = await underKept(join(into, databaseFile), unpacked, request, cancel)
    await putKeyring(into, kept.keyring)
    throwIfCancelled(request.signal)
    await request.close?.()
    await request.prepare?.({ directory: into, ...kept, manifest }, withinWhole(request, 0.45, 0.75))
    const contents = manifest.parts.find((part) => part.name === 'attachments')
    if (contents !== undefined) {
      const adding = phase(request, '取出备份里的照片', 0.75, 0.85)
      await unpackContents(request.file, contents, join(dataDirectory, ATTACHMENT_FOLDER), {
        ...cancel,
        onBytes: (done, total) => adding(done / Math.max(1, total)),
        onAdded: (path) => {
          added.push(path)
        },
      })
    }
    const templates = manifest.parts.find((part) => part.name === 'templates')
    if (templates !== undefined) await unpackTemplates(request.file, templates, join(into, FORMS_FOLDER), request.signal)
    const putting = phase(request, '把现有数据另存为备份', 0.85, 0.98)
    const unit = environment.unit === undefined || environment.unit === '' ? manifest.unit : environment.unit
    const replaced = await putAside(
      { ...environment, unit },
      {
        ...cancel,
        onProgress: (_, fraction) => putting(fraction),
        ...(request.administrators === undefined ? {} : { administrators: request.administrators }),
      },
    )
    if (replaced !== null) added.push(replaced.path)
    await syncDirectory(into)
    throwIfCancelled(request.signal)
    request.onFinal?.()
    phase(request, '换上备份里的数据', 0.98, 1)
    const swapped = [databaseFile, `${databaseFile}-wal`, `${databaseFile}-shm`, KEYRING_FILE, KEYRING_PREVIOUS_FILE]
    // A backup that has none says nothing of them.
    await swapFiles(dataDirectory, templates === undefined ? swapped : [...swapped, FORMS_FOLDER], request.onStep)
    request.onProgress?.('恢复完成', 1)
    return { manifest, key: kept.key, replaced }
  } catch (error) {
    // With the marker there the swap could not be taken back: the next start does it.
    if (!(await exists(join(dataDirectory, SWAP_MARKER)))) for (const path of [into, ...added]) await rm(path, { recursive: true, force: true })
    throw toFileError(inWords(error), join(dataDirectory, databaseFile))
  }
}

/** Re-encrypts what was unpacked under the key that stays; nothing to do where none stays, or it is the same. */
async function underKept(database: string, { key, keyring }: Unpacked, request: RestoreRequest, cancel: { signal?: AbortSignal }): Promise<Kept> {
  const { keep } = request
  if (keep === undefined) return { key, keyring }
  if (keep.key.equals(key)) return keep
  const changing = phase(request, '换成现在的密钥', 0.35, 0.45)
  const foreign = `${database}.foreign`
  await replaceFile(database, foreign)
  // The photos of the backup stay as they are; what opens them goes into its database.
  await reencryptDatabase(
    foreign,
    database,
    { key, newKey: keep.key, note: { [ATTACHMENT_KEYS]: attachmentKeysText(attachmentKeys(key)) } },
    { ...cancel, onProgress: changing },
  )
  await rm(foreign)
  return keep
}
