/** A package opened for reading: who sent it, whether it may be believed, and its parts. */
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { localDay } from '../../rules/dates.ts'
import { verifiedHeader } from '../../exchange/sender.ts'
import { siteTitle, sitesOf } from '../../exchange/sites.ts'
import { readHeader, type Header } from '../../exchange/header.ts'
import type { PackageParts } from '../../exchange/incoming.ts'
import { openPackage, readCsvRows, readLines, type PackageReader } from '../../exchange/package/index.ts'
import { AppError } from '../../errors.ts'
import type { Core, Office } from '../../runtime.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import { tableOf } from '../../store/table.ts'
import type { FoundPackage } from './contract.ts'
import { fingerprintOf, identitiesOf, pendingRequest } from './identity.ts'

export interface OpenedPackage {
  readonly reader: PackageReader
  /** With the sender as the register of sites has it. */
  readonly header: Header
  /** What the user calls the file. */
  readonly name: string
  /** Size of the file. */
  readonly bytes: number
}

/** A file to open: where it lies, and what the user calls it. */
export interface PackageSource {
  readonly path: string
  readonly name: string
}

/** Longest line of a part: a record with a long history. */
const LONGEST_LINE = 16 * 1024 * 1024
/** Longest cell of a CSV part. */
const LONGEST_CELL = 64 * 1024
const MOST_COLUMNS = 400

/**
 * Opens a package and verifies its sender. Throws as the container does, and: PACKAGE_NEWER for a later format or data structure;
 * FORBIDDEN for an unknown or withdrawn sender, a wrong signature, or a package that is for somebody else.
 */
export async function openVerified(
  core: Core,
  office: Office,
  file: PackageSource,
  options: { readonly passphrase?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<OpenedPackage> {
  const reader = await openPackage(file.path, {
    name: file.name,
    temporaryDirectory: dirname(core.files.newPath('bfx')),
    identities: await identitiesOf(office.store),
    ...(options.passphrase === undefined ? {} : { passphrase: options.passphrase }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  try {
    const { store, unit } = office
    const header = verifiedHeader(
      readHeader(reader.manifest.exchange, SCHEMA_VERSION),
      { site: store.site, unit: unit.code },
      sitesOf(store.read),
      pendingRequest(store)?.nonce ?? null,
      (key) => reader.verifySignature(key),
    )
    return { reader, header, name: file.name, bytes: (await stat(file.path)).size }
  } catch (error) {
    await reader.close()
    throw error
  }
}

/** The data parts, as the merge reads them. */
export function partsOf({ reader, header }: Pick<OpenedPackage, 'reader' | 'header'>, site: string): PackageParts {
  return {
    self: { site, package: header.id },
    schema: header.schema,
    // Registers come in the order of the sender's catalogue, so that what is referred to is there first.
    paths: reader.resources.map((resource) => resource.path).filter((path) => path.startsWith('data/')),
    lines: (path) => readLines(reader.part(path), { maximumBytes: LONGEST_LINE }),
    rows: (path) => readCsvRows(reader.part(path), { maximumColumns: Math.max(MOST_COLUMNS, ...[...tableColumns(path)]), maximumFieldBytes: LONGEST_CELL }),
  }
}

function* tableColumns(path: string): Generator<number> {
  const register = /^data\/(\w+)\.csv$/.exec(path)?.[1]
  if (register !== undefined)
    try {
      yield tableOf(register).entered.length + 5
    } catch {
      /* Not a register of ours: refused when it is read. */
    }
}

/** What is told of a package before it is tried out. */
export function describe(office: Office, handle: string, name: string, bytes: number, header: Header): FoundPackage {
  const { sender } = header
  const row = office.store.read.get<{ state: string; handled_at: string }>(`SELECT state, handled_at FROM package WHERE id = ? AND direction = 'in'`, header.id)
  const later =
    office.store.read.get<{ number: number }>(
      `SELECT max(number) AS number FROM package WHERE direction = 'in' AND site = ? AND state = 'applied' AND kind IN ('changes', 'baseline')`,
      sender.site,
    )?.number ?? 0
  const data = header.kind === 'changes' || header.kind === 'baseline'
  const status = row?.state === 'applied' ? 'applied' : data && header.number < later ? 'older' : 'new'
  const stranger = header.kind === 'admission' && !sitesOf(office.store.read).some((site) => site.id === sender.site)
  // Nobody vouches for the first one but the voice on the telephone.
  const note = stranger
    ? `来自本机还不认识的“${siteTitle(sender)}”，请先打电话给它，核对码是 ${fingerprintOf(sender)} 才合并`
    : status === 'applied'
      ? `已在 ${localDay(new Date(row?.handled_at ?? ''))} 合并过，再接收也不会改变什么`
      : status === 'older'
        ? '比已经接收的旧，再接收也没有害处'
        : null
  return {
    file: handle,
    name,
    bytes,
    readable: true,
    note,
    kind: header.kind,
    number: header.number,
    madeAt: header.made,
    sender: { site: sender.site, unit: sender.unit, unitName: sender.unitName, label: sender.label },
    status,
    records: header.counts.records,
  }
}

/** A file that cannot be read, and why. */
export function unreadable(office: Office, handle: string, name: string, bytes: number, error: unknown): FoundPackage {
  const code = error instanceof AppError ? error.code : null
  // What went out from here is sealed for somebody else: only the outbox knows it again.
  const own =
    (error instanceof AppError && error.message.includes('本机自己制作')) ||
    (code === 'PACKAGE_FOREIGN' && office.store.read.get(`SELECT 1 FROM package WHERE direction = 'out' AND file = ? AND bytes = ?`, name, bytes) !== undefined)
  const note = own
    ? '这是本机做给别人的，请交给对方'
    : code === 'PACKAGE_FOREIGN'
      ? '发给别的单位的'
      : error instanceof AppError
        ? `${error.message}${error.action}`
        : '文件读不出来。'
  return {
    file: handle,
    name,
    bytes,
    readable: false,
    note,
    kind: null,
    number: null,
    madeAt: null,
    sender: null,
    status: own ? 'own' : code === 'PACKAGE_PASSPHRASE' ? 'sealed' : 'unreadable',
    records: null,
  }
}
