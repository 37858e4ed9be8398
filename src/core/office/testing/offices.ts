/** Offices as released versions left them, unpacked and opened as the shells open them. Everything in them is synthetic. */
import { plainName } from '../../catalogue/derive/names.ts'
import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ReleasedSchema } from '../../../../build/scripts/releasedSchema.ts'
import { createApp, type App } from '../../app.ts'
import type { contract } from '../../contract.ts'
import type { TestApp } from '../../features/exchange/testing/apps.ts'
import { Database, DATABASE_FILE, type SqlRow } from '../../store/index.ts'
import { cheapKeyring } from '../../testing/keyring.ts'

const RELEASED = fileURLToPath(new URL('../../../../e2e/fixtures/offices', import.meta.url))
export const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url))

/** The versions that offices may have been left by, oldest first. */
export const releasedVersions: readonly string[] = readdirSync(RELEASED, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted()

export type Side = 'county' | 'township'

/** A version's offices in a folder of their own. */
export interface ReleasedOffices {
  readonly folder: string
  readonly login: string
  readonly password: string
  readonly schema: ReleasedSchema
  /** Packages of the other side that were not taken in yet. */
  takes(side: Side): string[]
  /** The backup of the county that was made last. */
  readonly backup: string
  end(): void
}

/** What a version let people write. */
export function schemaOf(version: string): ReleasedSchema {
  return JSON.parse(readFileSync(join(RELEASED, version, 'schema.json'), 'utf8')) as ReleasedSchema
}

export function unpackOffices(version: string): ReleasedOffices {
  const source = join(RELEASED, version)
  const about = JSON.parse(readFileSync(join(source, 'office.json'), 'utf8')) as {
    login: string
    password: string
    county: { takes: string[] }
    township: { takes: string[] }
  }
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-office-'))
  for (const side of ['county', 'township'] as const) {
    const { status, stderr } = spawnSync('tar', ['xzf', join(source, `${side}.tar.gz`), '-C', folder], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`tar: ${stderr}`)
  }
  return {
    folder,
    login: about.login,
    password: about.password,
    schema: schemaOf(version),
    backup: join(source, 'county.bfbak'),
    takes: (side) => about[side].takes.map((name) => join(source, 'stick', name)),
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** The procedures of an app, as a window of these tests calls them. */
export function clientOf(app: App, session = 's'): TestApp['client'] {
  return createRouterClient(app.router, { context: { session } }) as unknown as ContractRouterClient<typeof contract>
}

/** Opens a data folder as a shell does. Throws what the login window would say. */
export async function openAt(directory: string, login: string, password: string): Promise<TestApp> {
  const app = await createApp({ dataDirectory: directory, resourcesDirectory: RESOURCES, temporaryDirectory: `${directory}-temporary`, keyring: cheapKeyring })
  try {
    const client = clientOf(app)
    const status = await client.session.login({ login, password })
    return { app, client, directory, unit: status.unit?.code ?? '' }
  } catch (error) {
    await app.close()
    throw error
  }
}

/** What an office holds, read from its file without the program: every table, every row, and the journal with its hashes. */
export function contentsOf(directory: string, key: Uint8Array): Contents {
  const copy = mkdtempSync(join(tmpdir(), 'bangfu-contents-'))
  try {
    mkdirSync(join(copy, 'data'))
    for (const name of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) if (existsSync(join(directory, name))) cpSync(join(directory, name), join(copy, 'data', name))
    const database = new Database({ path: join(copy, 'data', DATABASE_FILE), key })
    try {
      const names = database
        .all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
        .map(({ name }) => name)
      return {
        version: Number(database.pragma('user_version')),
        tables: new Map(names.map((name) => [name, database.all(`SELECT * FROM ${name} ORDER BY 1, 2`)])),
      }
    } finally {
      database.close()
    }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

export interface Contents {
  readonly version: number
  readonly tables: ReadonlyMap<string, readonly SqlRow[]>
}

/** Tables that go on by themselves when an office is opened. */
const MOVING: ReadonlySet<string> = new Set(['job', 'meta', 'migration', 'peer'])

/** Rows of `before` that are not there any more or say something else in a column they had; journal and records of every register. */
export function lostRows(before: Contents, after: Contents): string[] {
  return [...before.tables]
    .filter(([name]) => !MOVING.has(name))
    .flatMap(([name, rows]) => {
      if (name === 'search_term') return lostTerms(rows, after.tables.get(name) ?? [])
      const now = Map.groupBy(after.tables.get(name) ?? [], nameOf)
      return rows
        .filter((row) => !(now.get(nameOf(row)) ?? []).some((other) => Object.entries(row).every(([column, value]) => same(value, other[column]))))
        .map((row) => `${name} ${String(Object.values(row)[0])}`)
    })
}

/**
 * Terms by which a record was found and is not any more; their order, and what else is kept of each, may differ. What is typed is compared by its
 * plain form, and so are they.
 */
function lostTerms(before: readonly SqlRow[], after: readonly SqlRow[]): string[] {
  const name = (row: SqlRow): string => `search_term ${String(row['register'])} ${plainName(String(row['term']))} ${String(row['record'])}`
  const now = new Set(after.map(name))
  return before.map(name).filter((one) => !now.has(one))
}

/** By what a row is found again: others may have come before it (parameters that a new version brings). */
function nameOf(row: SqlRow): string {
  return JSON.stringify(row['id'] ?? Object.values(row).slice(0, 2).map(String))
}

function same(one: unknown, other: unknown): boolean {
  return one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) === 0 : one === other
}
