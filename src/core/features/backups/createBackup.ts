/** Makes one verified backup file out of the database in use and its keyring. */
import { readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../errors.ts'
import { exists, makePrivateDirectory, partialPath, replaceFile, requireFreeSpace } from '../../files/atomic.ts'
import { KEYRING_FILE, keyName, keyringForBackup, keyringText, parseKeyring, readKeyring, type Keyring } from '../../keyring/index.ts'
import { makeRoom } from '../../makeRoom.ts'
import { copyDatabase, inspectDatabase, type Inspection } from '../../store/databaseFile.ts'
import { ATTACHMENT_FOLDER } from '../attachments/index.ts'
import { FORMS_FOLDER } from '../../forms/folder.ts'
import { contentsIn, packContents, sizeOfContents } from './attachmentPart.ts'
import { BACKUP_EXTENSION, verifyParts, writeContainer, type BackupReason, type Manifest, type ManifestFacts, type PartSource } from './container.ts'
import { nowOf, oneAtATime, phase, throwIfCancelled, type BackupEnvironment, type WorkOptions } from './environment.ts'
import { localStamp } from './rotation.ts'
import { packTemplates } from './templatePart.ts'

export interface BackupMade {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly manifest: Manifest
}

export interface CreateBackupRequest extends WorkOptions {
  /** The data key of the open database. */
  readonly key: Uint8Array
  readonly reason: BackupReason
  /** Where to write instead of the backup folder (a stick); its folder must exist, an existing file is replaced. */
  readonly target?: string
  /** Whether the contents of photos and attachments go in too. */
  readonly attachments?: boolean
}

/**
 * Copies the database as it is committed now, checks the copy, packs it with the keyring into one file, reads that back, and only then
 * gives it its name. The database may be in use; its later changes are not in the backup.
 * Throws DISK_FULL, DATABASE_DAMAGED (the copy is not sound), FILE_LOCKED, FILE_NOT_FOUND (no such folder), CANCELLED; then no file is left.
 */
export function createBackup(environment: BackupEnvironment, request: CreateBackupRequest): Promise<BackupMade> {
  return oneAtATime(() => makeBackup(environment, request))
}

async function makeBackup(environment: BackupEnvironment, request: CreateBackupRequest): Promise<BackupMade> {
  throwIfCancelled(request.signal)
  // What the rows of an import were planned with would else lie beside the threads that copy, and then beside the one that writes.
  await makeRoom()
  const source = join(environment.dataDirectory, environment.databaseFile)
  const created = nowOf(environment).toISOString()
  const path = await targetPath(environment, request.target, created, request.reason)
  const folder = join(environment.dataDirectory, ATTACHMENT_FOLDER)
  await requireFreeSpace(dirname(path), 2 * (await sizeWithLog(source)) + (request.attachments === true ? sizeOfContents(await contentsIn(folder)) : 0))
  const copy = partialPath(`${path}.db`)
  const partial = partialPath(path)
  const cancel = request.signal === undefined ? {} : { signal: request.signal }
  let inspecting: Promise<unknown> = Promise.resolve()
  try {
    const keyring = await ownKeyring(environment, request.key)
    await copyDatabase(source, copy, request.key, { ...cancel, onProgress: phase(request, '复制数据库', 0, 0.5) })
    const packed = phase(request, '检查副本，写备份文件', 0.5, 0.8)
    // A thread checks the copy while it is packed; what is packed has no name before both are done.
    const inspected = inspectSound(copy, request.key, cancel)
    inspecting = inspected.catch(() => undefined)
    // Contents are on the disk before a record refers to them: what the copy refers to is there by now.
    const contents = request.attachments === true ? await contentsIn(folder) : null
    const facts = async (): Promise<ManifestFacts> => {
      const { schemaVersion, counts, journal } = await inspected
      return {
        appVersion: environment.appVersion,
        unit: environment.unit,
        created,
        reason: request.reason,
        schemaVersion,
        counts,
        ...(journal === null ? {} : { journal }),
        ...(contents === null ? {} : { attachments: contents.length }),
      }
    }
    const parts: PartSource[] = [
      { name: 'database', path: copy },
      { name: 'keyring', later: async () => Buffer.from(keyringText(keyringOf(keyring, await inspected))) },
    ]
    parts.push(...(await templateParts(environment)))
    if (contents !== null) parts.push({ name: 'attachments', pieces: packContents(contents), size: sizeOfContents(contents) })
    const written = await writeContainer(partial, facts, parts, { ...cancel, onBytes: (done, total) => packed(done / total) })
    const readBack = phase(request, '核对备份文件', 0.8, 1)
    const manifest = await verifyParts(partial, { ...cancel, onBytes: (done, total) => readBack(done / total) })
    if (JSON.stringify(manifest) !== JSON.stringify(written))
      throw new AppError('BACKUP_DAMAGED', '备份文件写入后读回来不一样，没有采用。', '请换一个磁盘或 U 盘再备份。')
    const size = (await stat(partial)).size
    throwIfCancelled(request.signal)
    await replaceFile(partial, path)
    return { path, name: basename(path), size, manifest }
  } finally {
    await inspecting
    for (const left of [copy, `${copy}-journal`]) await rm(left, { force: true })
    await rm(partial, { force: true })
  }
}

/** What a look into the copy found. Throws DATABASE_DAMAGED where it is not sound. */
async function inspectSound(...[copy, key, options]: Parameters<typeof inspectDatabase>): Promise<Inspection> {
  const inspection = await inspectDatabase(copy, key, options)
  if (inspection.problems.length === 0) return inspection
  throw new AppError('DATABASE_DAMAGED', '数据库里有损坏的地方，这次没有备份成。', '请退出登录，用登录画面上的“抢救数据”；旧备份不要删除。')
}

/** The keyring that goes along: of administrators alone, where the data has users. */
function keyringOf(keyring: Keyring, { administrators }: Inspection): Keyring {
  return administrators === null ? keyring : keyringForBackup(keyring, administrators)
}

/**
 * Puts the files of a closed database aside as they lie, readable or not, in one backup file. Needs no key.
 * Returns null when there is no database. Of the keyring only the entries of `administrators` go along, where they are given.
 */
export function putAside(environment: BackupEnvironment, options: AsideOptions = {}): Promise<BackupMade | null> {
  return oneAtATime(() => makeAside(environment, options))
}

type AsideOptions = WorkOptions & { readonly administrators?: readonly string[] }

async function makeAside(environment: BackupEnvironment, options: AsideOptions): Promise<BackupMade | null> {
  const source = join(environment.dataDirectory, environment.databaseFile)
  const keyring = join(environment.dataDirectory, KEYRING_FILE)
  if (!(await exists(source))) return null
  const created = nowOf(environment).toISOString()
  const path = await targetPath(environment, undefined, created, 'before-restore')
  await requireFreeSpace(dirname(path), await sizeWithLog(source))
  const parts: PartSource[] = [{ name: 'database', path: source }]
  if (await exists(`${source}-wal`)) parts.push({ name: 'database-wal', path: `${source}-wal` })
  parts.push({ name: 'keyring', content: await keyringAside(keyring, options.administrators) }, ...(await templateParts(environment)))
  const partial = partialPath(path)
  try {
    const facts = { appVersion: environment.appVersion, unit: environment.unit, created, reason: 'before-restore' as const, schemaVersion: null, counts: {} }
    const cancel = options.signal === undefined ? {} : { signal: options.signal }
    const written = phase(options, '写备份文件', 0, 0.5)
    await writeContainer(partial, facts, parts, { ...cancel, onBytes: (done, total) => written(done / Math.max(1, total)) })
    const readBack = phase(options, '核对备份文件', 0.5, 1)
    const manifest = await verifyParts(partial, { ...cancel, onBytes: (done, total) => readBack(done / Math.max(1, total)) })
    await replaceFile(partial, path)
    return { path, name: basename(path), size: (await stat(path)).size, manifest }
  } catch (error) {
    // It may have its name already, only not for good.
    await rm(path, { force: true })
    throw error
  } finally {
    await rm(partial, { force: true })
  }
}

/** The office's own forms and templates; nothing where it has none. */
async function templateParts({ dataDirectory }: BackupEnvironment): Promise<PartSource[]> {
  const content = await packTemplates(join(dataDirectory, FORMS_FOLDER))
  return content === null ? [] : [{ name: 'templates', content }]
}

/** A keyring as it lies, without those who are no administrators; what cannot be read goes along as it is. */
async function keyringAside(path: string, administrators: readonly string[] | undefined): Promise<Buffer> {
  const text = (await exists(path)) ? await readFile(path) : Buffer.alloc(0)
  if (administrators === undefined) return text
  try {
    return Buffer.from(keyringText(keyringForBackup(parseKeyring(text.toString('utf8')), administrators)))
  } catch {
    return text
  }
}

async function ownKeyring(environment: BackupEnvironment, key: Uint8Array): Promise<Keyring> {
  const keyring = await readKeyring(environment.dataDirectory)
  if (keyring.keyName === keyName(key)) return keyring
  throw new AppError(
    'DATABASE_DAMAGED',
    '开锁文件（keyring.json）不是这份数据的，这样的备份以后打不开，所以没有备份。',
    '请确认数据目录里的文件没有被换过；如换过，请用备份恢复。',
  )
}

/** `<unit>-<local time>-<reason>.bfbak`, with a number behind it when two are made in one second. */
async function targetPath(environment: BackupEnvironment, target: string | undefined, created: string, reason: BackupReason): Promise<string> {
  if (target !== undefined) return target
  await makePrivateDirectory(environment.backupDirectory)
  const base = join(environment.backupDirectory, `${environment.unit}-${localStamp(created)}-${reason}`)
  for (let number = 1; ; number += 1) {
    const path = `${base}${number === 1 ? '' : `-${number}`}.${BACKUP_EXTENSION}`
    if (!(await exists(path))) return path
  }
}

async function sizeWithLog(source: string): Promise<number> {
  const log = `${source}-wal`
  return (await stat(source)).size + ((await exists(log)) ? (await stat(log)).size : 0)
}
