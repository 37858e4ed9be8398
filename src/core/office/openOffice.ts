/** Opens the data of an office: brings it to the schema of this program after a verified backup, and puts together what works with it. */
import { identityOf } from '../catalogue/derive/identity.ts'
import { registerOf } from '../catalogue/index.ts'
import { AppError } from '../errors.ts'
import { responsibilityOf, sitesOf } from '../exchange/sites.ts'
import {
  ATTACHMENT_KEYS,
  AttachmentFiles,
  attachmentKeys,
  attachmentKeysText,
  parseAttachmentKeys,
  type AttachmentKeys,
} from '../features/attachments/index.ts'
import { backupBefore, type BackupEnvironment } from '../features/backups/index.ts'
import { leaveSheets } from '../features/corrections/index.ts'
import { OfficeDivisions } from '../features/divisions/index.ts'
import { bulkWorks } from '../features/bulkWorks.ts'
import { derivations } from '../features/derivations.ts'
import { startingRecords } from '../features/startingRecords.ts'
import { doubtedFor } from '../features/checks/service.ts'
import { reckonFor } from '../features/reckoners.ts'
import { checksOf } from '../features/checks/subjects.ts'
import { Records } from '../registers/records.ts'
import { localDay } from '../rules/dates.ts'
import { parametersIn } from '../registers/parametersIn.ts'
import { parameterDefaults, type ParameterReader } from '../rules/parameters.ts'
import type { Office } from '../runtime.ts'
import { Store, type ReadDatabase } from '../store/index.ts'
import { inPlace, type BulkOffice } from '../writing/bulk.ts'
import { inThread } from '../writing/writingThread.ts'

export interface OpeningOptions {
  readonly dataDirectory: string
  readonly now: () => Date
  /** What backups need to know, for the unit whose data is opened; null where the data is that of a backup, made ready beside today's. */
  readonly backups: ((unit: string) => BackupEnvironment) | null
  readonly onSlow?: (sql: string, milliseconds: number) => void
  /** What is being done while the data is brought up to date. */
  readonly onUpgrade?: (step: string) => void
  /** Entries from which a thread writes; tests say other numbers. */
  readonly threadFrom?: number
}

interface Unit {
  readonly code: string
  readonly name: string
}

/** Code of an office that was never set up to its end: written into a backup whose data does not name its unit. */
const UNKNOWN_UNIT = '00'

/** The unit that the data itself names. */
function unitOf(database: ReadDatabase): Unit {
  const text = database.get<{ value: string }>(`SELECT value FROM meta WHERE key = 'unit'`)?.value
  return text === undefined ? { code: '', name: '' } : (JSON.parse(text) as Unit)
}

/**
 * Opens the store. Data of an earlier version is backed up, verified, and brought up to date; where either fails it is as before, and
 * what is thrown says so (codes of the backup; UPGRADE_FAILED, DISK_FULL, DATABASE_DAMAGED, DATABASE_NEWER).
 */
export function openStore(options: OpeningOptions, key: Uint8Array): Promise<Store> {
  return Store.open({
    directory: options.dataDirectory,
    key,
    derivations,
    now: options.now,
    beforeMigration: async (database) => {
      if (options.backups === null) return
      options.onUpgrade?.('备份现有数据')
      await backupFirst(options.backups(unitOf(database).code || UNKNOWN_UNIT), key)
    },
    ...(options.onUpgrade === undefined ? {} : { onUpgrade: options.onUpgrade }),
    ...(options.onSlow === undefined ? {} : { onSlow: options.onSlow }),
  })
}

async function backupFirst(environment: BackupEnvironment, key: Uint8Array): Promise<void> {
  try {
    await backupBefore(environment, key, 'before-migration')
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw new AppError(
        'UPGRADE_FAILED',
        '升级数据之前的备份没有做成，数据没有升级，和原来一样。',
        '请检查数据目录里的 backups 文件夹能不能写入，然后重新登录，程序会再次升级；仍然不行时，请把日志交给技术人员。',
        { cause: error },
      )
    }
    throw new AppError(
      error.code,
      `升级数据之前的备份没有做成：${error.message}数据没有升级，和原来一样。`,
      `${error.action}办好以后重新登录，程序会再次升级。`,
      { cause: error },
    )
  }
}

/** Everything that works with an open store. */
export async function makeOffice(options: OpeningOptions, store: Store, dataKey: Buffer): Promise<Office> {
  await addNewParameters(store)
  await addNewRecords(store)
  const parts = partsOf(options, store)
  const attachments = new AttachmentFiles(options.dataDirectory, await keysOfAttachments(store, dataKey))
  await attachments.tidy()
  await parts.checks.begin()
  const { dataDirectory: directory, now, threadFrom } = options
  const inThisThread = inPlace(parts, bulkWorks)
  const bulk = inThread({
    store,
    directory,
    key: dataKey,
    now,
    entry: new URL('./bulkWorker.ts', import.meta.url),
    inPlace: inThisThread,
    ...(threadFrom === undefined ? {} : { from: threadFrom }),
  })
  return { ...parts, attachments, bulk }
}

/** What works with an open store whoever opened it. */
function partsOf({ now }: OpeningOptions, store: Store): Omit<Office, 'attachments' | 'bulk'> {
  const divisions = new OfficeDivisions(store)
  const parameters = cachedParameters(store)
  const checks = checksOf(store, { parameters, today: () => localDay(now()) })
  const unit = unitOf(store.read)
  keepInCharge(store, unit.code)
  const records = new Records(
    store,
    divisions,
    checks.guard,
    doubtedFor({ checks, unit }, () => localDay(now())),
    leaveSheets(() => localDay(now())),
    reckonFor({ store, parameters: parameters }, () => localDay(now())),
  )
  return { store, divisions, records, checks, parameters, unit }
}

/** Opens the data a second time for a thread that writes one change set: findings follow it, and what is begun behind an opening is left to the office. */
export async function openForBulk(options: OpeningOptions, key: Uint8Array): Promise<BulkOffice> {
  const { dataDirectory: directory, now } = options
  const store = await Store.open({ directory, key, derivations, now, aside: true })
  const parts = partsOf(options, store)
  parts.checks.follow()
  return parts
}

/**
 * Parameters that this version brings and the office does not have yet, as set-up would have entered them: they give way to whatever
 * people enter, at any office. One that somebody removed stays removed.
 */
async function addNewParameters(store: Store): Promise<void> {
  const names = `SELECT key || ' ' || year AS name FROM parameter WHERE year IS NOT NULL UNION SELECT id FROM parameter`
  const known = new Set(store.read.all<{ name: string }>(names).map(({ name }) => name))
  // One whose year somebody replaced by a day is known by its id.
  const missing = parameterDefaults.filter((one) => !known.has(`${one.key} ${one.year}`) && !known.has(identityOf(registerOf('parameter'), { ...one }) ?? ''))
  // An office that is being set up enters all of them itself.
  if (missing.length === 0 || known.size === 0) return
  await store.change({ id: 'set-up', name: '程序升级' }, { kind: 'set-up', title: `新版本增加的参数 ${missing.length} 项（待核）` }, (transaction) => {
    for (const parameter of missing) transaction.insert('parameter', { ...parameter })
  })
}

/** The same for the other records that an office begins with, known by their identity. */
async function addNewRecords(store: Store): Promise<void> {
  // An office that is being set up enters all of them itself.
  if (store.read.get('SELECT 1 FROM parameter LIMIT 1') === undefined) return
  const missing = startingRecords().flatMap(({ register, rows }) => {
    const known = new Set(store.read.all<{ id: string }>(`SELECT id FROM ${register.name}`).map(({ id }) => id))
    return rows.filter((row) => !known.has(identityOf(register, row) ?? '')).map((row) => ({ register, row }))
  })
  if (missing.length === 0) return
  await store.change({ id: 'set-up', name: '程序升级' }, { kind: 'set-up', title: `新版本增加的标准 ${missing.length} 项（待核）` }, (transaction) => {
    for (const { register, row } of missing) transaction.insert(register.name, { ...row })
  })
}

/** The keys of the office's attachments; an office of an older program writes down those that follow from its data key. */
async function keysOfAttachments(store: Store, dataKey: Uint8Array): Promise<AttachmentKeys> {
  const kept = store.meta(ATTACHMENT_KEYS)
  if (kept !== null) return parseAttachmentKeys(kept)
  const keys = attachmentKeys(dataKey)
  await store.setMeta(ATTACHMENT_KEYS, attachmentKeysText(keys))
  return keys
}

/** Who is in charge of what follows from the sites on file. */
function keepInCharge(store: Store, unit: string): void {
  const refresh = (): void => {
    store.setInCharge(responsibilityOf(sitesOf(store.read), unit))
  }
  refresh()
  store.onChange((registers) => {
    if (registers.includes('site')) refresh()
  })
}

/** The office's parameters, read anew after each change of them. */
function cachedParameters(store: Store): () => ParameterReader {
  let reader: ParameterReader | null = null
  store.onChange((registers) => {
    if (registers.includes('parameter')) reader = null
  })
  return () => (reader ??= parametersIn(store.read))
}
