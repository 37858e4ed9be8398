/** The folder of backups: what is in it, what may go, and the backups that the program makes by itself. */
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, removePartials } from '../../files/atomic.ts'
import { BACKUP_EXTENSION, readManifest, type BackupReason } from './container.ts'
import { createBackup, type BackupMade } from './createBackup.ts'
import { nowOf, oneAtATime, type BackupEnvironment, type WorkOptions } from './environment.ts'
import { backupsToRemove, localDay } from './rotation.ts'

export interface BackupEntry {
  readonly name: string
  readonly path: string
  /** ISO time; of the file where the backup cannot be read. */
  readonly created: string
  /** One of the backup reasons, or `unknown`. */
  readonly reason: BackupReason | 'unknown'
  readonly size: number
  /** Whether it is whole, by its end and its manifest. Every backup was read back when it was made; `verifyBackup` reads all of it again. */
  readonly sound: boolean
  /** Contents of photos and attachments in it; null where it holds none of them. */
  readonly attachments: number | null
  /** Number of its last journal entry; null where it does not say. */
  readonly journal: number | null
  /** Living records by register. */
  readonly counts: Readonly<Record<string, number>>
}

/** The backups of a folder, newest first; damaged and foreign files too, as not sound. An absent folder has none. */
export async function listBackups(directory: string): Promise<BackupEntry[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  })
  const entries: BackupEntry[] = []
  for (const name of names) {
    if (!name.endsWith(`.${BACKUP_EXTENSION}`) || name.startsWith('.')) continue
    const entry = await entryOf(directory, name)
    if (entry !== null) entries.push(entry)
  }
  return entries.toSorted((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : a.name < b.name ? 1 : -1))
}

/** Removes the automatic backups that the rotation rule lets go, and what broken-off backups left. Returns the names removed. */
export function tidyBackups(environment: BackupEnvironment): Promise<string[]> {
  return oneAtATime(() => removeOld(environment))
}

async function removeOld(environment: BackupEnvironment): Promise<string[]> {
  const entries = await listBackups(environment.backupDirectory)
  const removed = backupsToRemove(entries, localDay)
  for (const name of removed) await rm(join(environment.backupDirectory, name), { force: true })
  await removePartials(environment.backupDirectory)
  return removed
}

/** The backup at the start of the day, unless there is a sound one of today; then tidies. Returns null when there was nothing to do. */
export async function backupOfTheDay(environment: BackupEnvironment, key: Uint8Array, options: WorkOptions = {}): Promise<BackupMade | null> {
  const today = localDay(nowOf(environment).toISOString())
  const entries = await listBackups(environment.backupDirectory)
  if (entries.some((entry) => entry.sound && entry.reason === 'daily' && localDay(entry.created) === today)) return null
  return backupBefore(environment, key, 'daily', options)
}

/** The backup before something that changes much; then tidies. Throws as `createBackup` does: what follows must then not be done. */
export async function backupBefore(
  environment: BackupEnvironment,
  key: Uint8Array,
  reason: 'daily' | 'before-import' | 'before-merge' | 'before-migration',
  options: WorkOptions = {},
): Promise<BackupMade> {
  const made = await createBackup(environment, { ...options, key, reason })
  // An old backup that cannot be removed now (opened elsewhere) is no reason to say that this one failed.
  await tidyBackups(environment).catch(() => [])
  return made
}

/** A county takes in thirteen files one after another; a copy of everything before each of them would only cost time. */
const ONE_SITTING_MINUTES = 15

/** The backup before a merge, unless a sound one was made within the same sitting. Every merge can be taken back by itself besides. */
export async function backupBeforeMerge(environment: BackupEnvironment, key: Uint8Array, options: WorkOptions = {}): Promise<BackupMade | null> {
  const since = nowOf(environment).getTime() - ONE_SITTING_MINUTES * 60_000
  const recent = (await listBackups(environment.backupDirectory)).some(
    (entry) => entry.sound && Date.parse(entry.created) > since && Date.parse(entry.created) <= nowOf(environment).getTime(),
  )
  return recent ? null : backupBefore(environment, key, 'before-merge', options)
}

async function entryOf(directory: string, name: string): Promise<BackupEntry | null> {
  const path = join(directory, name)
  let file
  try {
    file = await stat(path)
  } catch {
    return null
  }
  if (!file.isFile()) return null
  try {
    const { created, reason, counts, attachments, journal } = await readManifest(path)
    return { name, path, created, reason, size: file.size, sound: true, attachments: attachments ?? null, journal: journal ?? null, counts }
  } catch {
    return { name, path, created: file.mtime.toISOString(), reason: 'unknown', size: file.size, sound: false, attachments: null, journal: null, counts: {} }
  }
}
