/** An office with a backup and work done since, and what one bit or one page of its files does to it. Everything in it is synthetic. */
import { closeSync, cpSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../app.ts'
import { registerNames } from '../../catalogue/index.ts'
import { fillDemo } from '../../features/demo/index.ts'
import { done, type TestApp } from '../../features/exchange/testing/apps.ts'
import { Database, DATABASE_FILE, type ReadDatabase, type SqlRow } from '../../store/index.ts'
import { cheapKeyring } from '../../testing/keyring.ts'
import { openStore } from '../openOffice.ts'
import { rescueOffice, type Rescuing } from '../rescue.ts'
import type { RescueReport } from '../../features/rescue/index.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import { tableOf } from '../../store/table.ts'
import { verify } from '../../store/verify.ts'
import { clientOf, RESOURCES } from './offices.ts'

export const ADMIN = { login: 'admin', password: '测试专用密码2026' }
const PAGE = 4096

/** What is on file, by register and id: the values people entered, whether it was removed, and whose it is. */
export type OnFile = ReadonlyMap<string, { readonly text: string; readonly village: string | null }>

export interface DamagedOffice {
  readonly folder: string
  readonly key: Buffer
  readonly recoveryCode: string
  readonly before: OnFile
  readonly pages: number
  /** Log kept from a moment with work in it, beside the file as it was then. */
  readonly withLog: string
  end(): void
}

async function open(directory: string): Promise<TestApp> {
  const app = await createApp({ dataDirectory: directory, resourcesDirectory: RESOURCES, temporaryDirectory: `${directory}-temporary`, keyring: cheapKeyring })
  return { app, client: clientOf(app), directory, unit: '621125000000' }
}

/** Sets up an office of some families, backs it up, and goes on working. */
export async function officeToDamage(households = 12): Promise<DamagedOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-damaged-'))
  const directory = join(folder, 'office')
  const office = await open(directory)
  const { host } = office.app
  const { recoveryCode } = await host.setUp({ session: 's' }, { unit: '621125', displayName: '管理员', ...ADMIN, demo: true })
  await fillDemo(host.office().store, { actor: { id: 'demo', name: '演示数据' }, divisions: host.national, households })
  const key = Buffer.from(host.dataKey())
  await done(office, office.client.backups.create({}))
  await work(office)
  const withLog = join(folder, 'with-log')
  await office.app.close()
  const later = await open(directory)
  await later.client.session.login(ADMIN)
  await work(later)
  // As a power cut leaves it: the file as it was, all work since in the log.
  cpSync(directory, withLog, { recursive: true })
  const before = onFile(later.app.host.office().store.read)
  await later.app.close()
  const pages = statSync(join(directory, DATABASE_FILE)).size / PAGE
  return { folder, key, recoveryCode, before, pages, withLog, end: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Edits of every kind in every village, removals, new families, a new user. */
async function work({ app, client }: TestApp): Promise<void> {
  const { store } = app.host.office()
  const actor = { id: 'clerk', name: '录入员' }
  const households = store.read.all<{ id: string; village: string }>('SELECT id, village FROM household WHERE deleted = 0 ORDER BY id')
  for (const [index, { id, village }] of households.entries()) {
    await store.change(actor, { kind: 'edit', title: '改一户' }, (transaction) => {
      transaction.update('household', id, { phone: `138${String(10_000_000 + index)}` })
      const made = transaction.insert('household', { village, local_no: `补${index}` })
      const person = transaction.insert('person', { name: `张三${index}`, sex: '1' })
      transaction.insert('membership', { household_id: made, person_id: person, relation: '01', status: '1' })
      if (index % 5 === 4) transaction.remove('household', made)
    })
  }
  const name = `第${store.lastSequence}号单位`
  await client.records.save({ register: 'organization', values: { name } })
}

export function onFile(database: ReadDatabase): OnFile {
  const found = new Map<string, { text: string; village: string | null }>()
  for (const register of registerNames) {
    const table = tableOf(register)
    const { owner } = table.register
    for (const row of database.all<SqlRow>(`SELECT * FROM ${register}`)) {
      const text = JSON.stringify([row['deleted'], ...table.entered.map(({ key }) => row[key] ?? null)])
      const village = owner === undefined ? null : row[owner]
      found.set(`${register} ${String(row['id'])}`, { text, village: typeof village === 'string' ? village : null })
    }
  }
  return found
}

/** A copy of the office to do harm to. */
export function victimOf(office: DamagedOffice, from = join(office.folder, 'office')): string {
  const directory = mkdtempSync(join(office.folder, 'victim-'))
  cpSync(from, directory, { recursive: true })
  return directory
}

/** Flips a bit of a file; bits are counted from its beginning. */
export function flipBit(path: string, bit: number): void {
  const file = openSync(path, 'r+')
  try {
    const byte = Buffer.alloc(1)
    readSync(file, byte, 0, 1, Math.floor(bit / 8))
    byte[0] = (byte[0] ?? 0) ^ (1 << (bit % 8))
    writeSync(file, byte, 0, 1, Math.floor(bit / 8))
  } finally {
    closeSync(file)
  }
}

/** Empties pages of a file, counted from 1. */
export function zeroPages(path: string, ...numbers: readonly number[]): void {
  const file = openSync(path, 'r+')
  try {
    for (const number of numbers) writeSync(file, Buffer.alloc(PAGE), 0, PAGE, (number - 1) * PAGE)
  } finally {
    closeSync(file)
  }
}

/** What an office that is being rescued is told by. */
export function rescuing(directory: string, more: Partial<Rescuing> = {}): Rescuing {
  return {
    environment: {
      dataDirectory: directory,
      databaseFile: DATABASE_FILE,
      backupDirectory: join(directory, 'backups'),
      appVersion: '0',
      schemaVersion: SCHEMA_VERSION,
      unit: '621125000000',
    },
    keyring: cheapKeyring,
    openStore: (key, into) => openStore({ dataDirectory: into, now: () => new Date(), backups: null }, key),
    ...more,
  }
}

/** Rescues by the recovery code, as where nobody can tell any more who is an administrator. */
export async function rescued(
  office: DamagedOffice,
  directory: string,
  more: Partial<Rescuing> = {},
): Promise<{ report: RescueReport; now: OnFile; findings: readonly string[] }> {
  const { report } = await rescueOffice(rescuing(directory, more), { ...ADMIN, recoveryCode: office.recoveryCode })
  const { now, findings } = await lookAt(office, directory)
  return { report, now, findings }
}

/** Pages of the database by the table or index they belong to, and the kind of page. */
export function pagesOf({ folder, key }: DamagedOffice, name: string): { number: number; kind: string }[] {
  const database = new Database({ path: join(folder, 'office', DATABASE_FILE), key, readonly: true })
  try {
    return database.all<{ number: number; kind: string }>('SELECT pageno AS number, pagetype AS kind FROM dbstat WHERE name = ? ORDER BY path', name)
  } finally {
    database.close()
  }
}

/** Opens the data as the office does, and checks all of it. */
export async function lookAt({ key }: DamagedOffice, directory: string): Promise<{ now: OnFile; findings: readonly string[] }> {
  const store = await openStore({ dataDirectory: directory, now: () => new Date(), backups: null }, key)
  try {
    return { now: onFile(store.read), findings: (await verify(store.read, store.derivations)).findings.map(({ message }) => message) }
  } finally {
    await store.close()
  }
}

/** Records that are not as they were and of whose village the report says nothing: what must never be. */
export function silentlyLost(office: DamagedOffice, now: OnFile, report: RescueReport): string[] {
  const doubted = new Set(report.villages.map(({ code }) => code))
  if (report.others || doubted.has(null)) return []
  return changed(office, now).filter((name) => !doubted.has(office.before.get(name)?.village ?? null))
}

/** Records that are not as they were. */
export function changed({ before }: DamagedOffice, now: OnFile): string[] {
  return [...before].filter(([name, { text }]) => now.get(name)?.text !== text).map(([name]) => name)
}
