/** Proves that a backup could be restored, without restoring it. */
import { rm } from 'node:fs/promises'
import { makePrivateDirectory, requireFreeSpace } from '../../files/atomic.ts'
import { makeScratch } from '../../files/temporary.ts'
import { readManifest, verifyParts, type Manifest } from './container.ts'
import type { BackupEnvironment, WorkOptions } from './environment.ts'
import { phase } from './environment.ts'
import { unpackBackup, type BackupAccess } from './unpack.ts'

export interface VerifyBackupRequest extends WorkOptions {
  readonly file: string
  /** Without it only the file itself is checked: whole, and every byte as it was written. */
  readonly access?: BackupAccess
}

/** Folders in which backups are opened to see whether they can be. */
export const VERIFY_PREFIX = '.verify-'

/**
 * Reads all of a backup; with access, also opens its database in a folder aside and checks its structure.
 * Returns the manifest; throws as `unpackBackup` does when the backup could not be restored.
 */
export async function verifyBackup(
  environment: Pick<BackupEnvironment, 'dataDirectory' | 'databaseFile' | 'schemaVersion'>,
  request: VerifyBackupRequest,
): Promise<Manifest> {
  const cancel = request.signal === undefined ? {} : { signal: request.signal }
  if (request.access === undefined) {
    const reading = phase(request, '核对备份文件', 0, 1)
    return verifyParts(request.file, { ...cancel, onBytes: (done, total) => reading(done / Math.max(1, total)) })
  }
  await makePrivateDirectory(environment.dataDirectory)
  await requireFreeSpace(environment.dataDirectory, sizeOf(await readManifest(request.file)))
  const into = await makeScratch(environment.dataDirectory, VERIFY_PREFIX)
  try {
    const { manifest } = await unpackBackup({ ...environment, ...request, access: request.access, into })
    return manifest
  } finally {
    await rm(into, { recursive: true, force: true })
  }
}

/** Bytes of all parts. */
export function sizeOf(manifest: Manifest): number {
  return manifest.parts.reduce((sum, part) => sum + part.size, 0)
}
