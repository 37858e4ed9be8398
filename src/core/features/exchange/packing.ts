/** Making packages: changes, full packages, receipts and admissions; written to a stick and read back, or handed out as a file. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { digestsAside, type Digests } from '../../exchange/digest.ts'
import { FORMAT, type Header, type Receipt } from '../../exchange/header.ts'
import { outgoing } from '../../exchange/outgoing.ts'
import { csvLine, writePackage, type PackagePart, type Receivers, type WrittenPackage } from '../../exchange/package/index.ts'
import { knowledgeOf } from '../../exchange/peers.ts'
import type { Referred } from '../../exchange/referred.ts'
import type { Selection } from '../../exchange/selection.ts'
import { isAbove, sitesOf, type Site } from '../../exchange/sites.ts'
import { receiptSchema } from '../../exchange/versions.ts'
import type { JobContext } from '../../jobs/jobs.ts'
import type { Core, Office } from '../../runtime.ts'
import { SCHEMA_VERSION } from '../../store/migrate.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { markAt } from '../../store/timeline.ts'
import { VERSION } from '../../version.ts'
import { keysOf, ownCard } from './identity.ts'
import { dropFolder, giveOut, makeFolder, tidy } from './outbox.ts'
import { packageName } from './packageName.ts'
import type { Plan } from './plan.ts'

export interface PackRequest {
  /** Folder of a stick; null hands the file out through the shell. */
  readonly directory: string | null
  readonly passphrase: string | null
  /** Id of the user who gets the file. */
  readonly holder: string
}

export interface Packed extends WrittenPackage {
  readonly package: string
  readonly kind: Header['kind']
  readonly number: number
  /** Operations in it. */
  readonly changes: number
  readonly records: number
}

/** What a package is besides its data. */
interface Envelope {
  readonly kind: Header['kind']
  readonly sites: readonly Pick<Site, 'id' | 'unit' | 'unitName' | 'sealingKey'>[]
  readonly unit: string
  readonly single: boolean
  readonly range: Header['range']
  readonly selection: Selection
  /** What that refers to and the receivers know by reference alone. */
  readonly referred?: readonly Referred[]
  readonly rows: boolean
  readonly files: readonly string[]
  readonly receipts: readonly Receipt[]
  readonly digests: Digests
  readonly answers?: string
}

/** Receipts of the last packages of a receiver go along with everything that is sent to it. */
const RECEIPTS_ALONG = 20

/** Makes the package of a plan. The job shows how far it is and can stop it. */
export async function packPlan(core: Core, office: Office, plan: Plan, request: PackRequest, job: JobContext): Promise<Packed> {
  job.phase('核对数据', 1)
  // Neighbours hold nothing in common but what is on its way.
  const comparable = plan.unit === office.unit.code || isAbove(plan.unit, office.unit.code) || isAbove(office.unit.code, plan.unit)
  const { digests } = comparable ? await digestsAside(office.store.aside, narrower(office.unit.code, plan.unit), job.signal) : { digests: {} }
  job.phase('写入数据包', 8, plan.records + plan.files.length)
  return pack(
    core,
    office,
    {
      kind: plan.full ? 'baseline' : 'changes',
      sites: plan.sites,
      unit: plan.unit,
      single: plan.single,
      range: { after: plan.after, upTo: plan.upTo },
      selection: plan.selection,
      referred: plan.referred,
      rows: plan.full,
      files: plan.files,
      receipts: plan.sites.flatMap((site) => receiptsFor(office, site.id)),
      digests,
    },
    request,
    job,
  )
}

/** The receipt of what was received of a site, as a package of its own. */
export async function packReceipt(core: Core, office: Office, site: Site, request: PackRequest, job: JobContext | null): Promise<Packed> {
  return pack(
    core,
    office,
    {
      kind: 'receipt',
      sites: [site],
      unit: site.unit,
      single: true,
      range: { after: 0, upTo: 0 },
      selection: new Map(),
      rows: false,
      files: [],
      receipts: receiptsFor(office, site.id),
      digests: {},
    },
    request,
    job,
  )
}

/** The answer to a request to be admitted: the register of sites, for the new site alone. */
export async function packAdmission(core: Core, office: Office, site: Site, nonce: string, request: PackRequest): Promise<Packed> {
  const ids = office.store.read.all<{ id: string }>('SELECT id FROM site ORDER BY id').map((row) => row.id)
  return pack(
    core,
    office,
    {
      kind: 'admission',
      sites: [site],
      unit: site.unit,
      single: true,
      range: { after: 0, upTo: office.store.lastSequence },
      selection: new Map([['site', new Set(ids)]]),
      rows: false,
      files: [],
      receipts: [],
      digests: {},
      answers: nonce,
    },
    request,
    null,
  )
}

/** Digests make sense for what both hold: the villages of the smaller office. */
export function narrower(one: string, other: string): string {
  return isAbove(one, other) ? other : one
}

async function pack(core: Core, office: Office, envelope: Envelope, request: PackRequest, job: JobContext | null): Promise<Packed> {
  const { store } = office
  const { current } = await keysOf(store)
  const schema = envelope.kind === 'receipt' ? receiptSchema(store.read, envelope.sites) : SCHEMA_VERSION
  const id = randomUUID()
  const made = core.now().toISOString()
  const number = await nextNumber(office)
  const missing = envelope.kind === 'changes' || envelope.kind === 'baseline' ? (await office.attachments.missing(store)).slice(0, 10_000) : []
  const sender = { ...(await ownCard(office)), author: store.author }
  const earlier = store.read
    .all<{ number: number }>(
      `SELECT number FROM package WHERE direction = 'out' AND kind IN ('changes', 'baseline') AND state IN ('made', 'written', 'superseded') AND unit = ?
       AND (site IS NULL OR site IN (SELECT value FROM json_each(?))) ORDER BY number DESC LIMIT 200`,
      envelope.unit,
      JSON.stringify(envelope.sites.map((site) => site.id)),
    )
    .map((row) => row.number)
  const { parts, counts } = outgoing(store.read, envelope.selection, {
    upTo: envelope.range.upTo,
    rows: envelope.rows,
    unit: office.unit.code,
    to: envelope.unit,
    referred: envelope.referred ?? [],
    csvLine,
    ...(job === null ? {} : { onProgress: (done) => job.progress(done), step: () => job.step() }),
  })
  const header = (): Header => ({
    format: FORMAT,
    schema,
    ...(schema < SCHEMA_VERSION ? { speaks: SCHEMA_VERSION } : {}),
    program: VERSION,
    kind: envelope.kind,
    id,
    number,
    made,
    sender,
    receivers: envelope.sites.map((site) => ({ site: site.id, unit: site.unit })),
    range: { ...envelope.range, ...markOf(store.read, envelope.range.upTo) },
    earlier,
    counts: { records: counts.records, operations: counts.operations, files: envelope.files.length },
    knows: Object.fromEntries(
      envelope.sites.flatMap((site) => {
        const known = knowledgeOf(store.read, site.id)
        return known === undefined ? [] : [[site.id, known]]
      }),
    ),
    receipts: [...envelope.receipts],
    wanted: missing,
    digests: envelope.digests,
    ...(envelope.answers === undefined ? {} : { answers: envelope.answers }),
  })
  const directory = request.directory ?? makeFolder(core, id)
  const name = freeName(directory, nameOfPackage(office, envelope, number, new Date(made)))
  const write = writePackage({
    directory,
    name,
    signing: current.signing,
    exchange: header,
    parts: withFiles(office, parts, envelope.files, job),
    to: receivers(core, envelope, request),
    ...(job === null ? {} : { signal: job.signal }),
  })
  const written = await write.catch((error: unknown) => {
    if (request.directory === null) dropFolder(core, id)
    throw error
  })
  await remember(office, envelope, { id, number, name, made, written, counts, onStick: request.directory !== null })
  tidy(core, office)
  if (request.directory === null) job?.file(await giveOut(core, { id, name }, request.holder))
  return { ...written, package: id, kind: envelope.kind, number, changes: counts.operations, records: counts.records }
}

function receivers({ passphraseCost }: Core, { sites }: Envelope, { passphrase }: PackRequest): Receivers {
  if (passphrase === null) return { recipients: sites.map((site) => site.sealingKey) }
  return { passphrase, ...(passphraseCost === undefined ? {} : { workFactor: passphraseCost }) }
}

function markOf(database: ReadDatabase, upTo: number): { mark?: string } {
  const mark = markAt(database, upTo)
  return mark === null ? {} : { mark }
}

/** Numbers are given out before anything is written: one that was never used does no harm, one that is used twice would. */
async function nextNumber({ store }: Office): Promise<number> {
  return store.bookkeep((database) =>
    Number(
      database.get<{ value: string }>(
        `INSERT INTO meta (key, value) VALUES ('exchange_number', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value`,
      )?.value,
    ),
  )
}

/** Two PCs of one unit put their files on the same stick: they must not go by one name. */
function nameOfPackage({ store, unit, divisions }: Office, { kind, unit: to, sites }: Envelope, number: number, made: Date): string {
  const own = sitesOf(store.read)
    .filter((site) => site.unit === unit.code)
    .map(({ id }) => id)
    .toSorted()
  const known = divisions.get(to)
  const name = known === undefined ? (sites[0]?.unitName ?? divisions.nameOf(to)) : known.name
  return packageName({
    from: { unit: unit.code, name: divisions.get(unit.code)?.name ?? unit.name },
    to: { unit: to, name },
    machine: own.length > 1 ? own.indexOf(store.site) + 1 : null,
    kind,
    made,
    number,
  })
}

/** A file that is there stays: after a backup was put back numbers come again, and the older file may hold what was lost here. */
function freeName(directory: string, name: string): string {
  for (let again = 1; ; again += 1) {
    const free = again === 1 ? `${name}.bfx` : `${name}（${again}）.bfx`
    if (!existsSync(join(directory, free))) return free
  }
}

async function* withFiles(office: Office, parts: AsyncIterable<PackagePart>, files: readonly string[], job: JobContext | null): AsyncGenerator<PackagePart> {
  yield* parts
  for (const hash of files) {
    await job?.step()
    yield { path: `files/${hash}`, name: hash, mediaType: 'application/octet-stream', compress: false, content: office.attachments.read(hash) }
  }
}

async function remember(
  office: Office,
  envelope: Envelope,
  made: { id: string; number: number; name: string; made: string; written: WrittenPackage; counts: { records: number; operations: number }; onStick: boolean },
): Promise<void> {
  const site = envelope.single ? (envelope.sites[0]?.id ?? null) : null
  const data = envelope.kind === 'changes' || envelope.kind === 'baseline'
  await office.store.bookkeep((database) => {
    // A later package holds all that an earlier one did which nobody has acknowledged.
    if (data)
      database.run(
        `UPDATE package SET state = 'superseded' WHERE direction = 'out' AND kind IN ('changes', 'baseline') AND state IN ('made', 'written') AND unit = ? AND (site IS ? OR site = ?)`,
        envelope.unit,
        site,
        site,
      )
    database.run(
      `INSERT INTO package (id, direction, site, unit, kind, number, file, made_at, handled_at, first, last, state, sha256, bytes, change_set, detail) VALUES (?, 'out', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)`,
      made.id,
      site,
      envelope.unit,
      envelope.kind,
      made.number,
      basename(made.name),
      made.made,
      made.made,
      envelope.range.after,
      envelope.range.upTo,
      made.onStick ? 'written' : 'made',
      made.written.sha256,
      made.written.bytes,
      JSON.stringify({
        counts: { records: made.counts.records, operations: made.counts.operations, files: envelope.files.length },
        sites: envelope.sites.map((one) => one.id),
        ...(made.onStick ? {} : { saved: null }),
      }),
    )
  })
}

/** Receipts of what was received of a site and stands, the latest last. */
function receiptsFor(office: Office, site: string): Receipt[] {
  return office.store.read
    .all<{ detail: string }>(
      `SELECT detail FROM package WHERE direction = 'in' AND site = ? AND kind IN ('changes', 'baseline') AND state = 'applied' ORDER BY handled_at DESC, number DESC LIMIT ${RECEIPTS_ALONG}`,
      site,
    )
    .flatMap((row) => (JSON.parse(row.detail) as { receipt?: Receipt }).receipt ?? [])
    .reverse()
}
