/** What a package for somebody would hold: worked out once, for the preview and for the package itself. */
import { peerOf } from '../../exchange/peers.ts'
import { Scope } from '../../exchange/scope.ts'
import { knownByReference, type Referred } from '../../exchange/referred.ts'
import { addReferred, selectRecords, selectionSize, type Selection } from '../../exchange/selection.ts'
import { sitesOf, siteTitle, type Site } from '../../exchange/sites.ts'
import { outdated, requireUpgraded } from '../../exchange/versions.ts'
import { isRegisterName, registerOf } from '../../catalogue/index.ts'
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import { SEED_KIND } from '../../store/changeKinds.ts'
import { siteOfAuthor } from '../../store/timeline.ts'
import type { Recipient } from './contract.ts'

export interface Plan {
  /** The sites it is sealed for; all of one unit. */
  readonly sites: readonly Site[]
  readonly unit: string
  readonly unitName: string
  /** Whether the unit has one site, or one of them is meant. */
  readonly single: boolean
  readonly after: number
  readonly upTo: number
  readonly full: boolean
  readonly selection: Selection
  readonly referred: readonly Referred[]
  readonly records: number
  /** Contents of attachments that go along. */
  readonly files: readonly string[]
}

/** Works out a package for a site or unit. Throws NOT_FOUND, FORBIDDEN or PEER_OUTDATED when it cannot be sent to. */
export async function planPackage(office: Office, to: string, full: boolean): Promise<Plan> {
  const { store } = office
  const sites = receiversOf(office, to)
  const [first] = sites
  if (first === undefined) throw new AppError('NOT_FOUND', '没有可以接收的站点。', '请先由上级登记对方的站点，并接收一次上级的数据包。')
  requireUpgraded(store.read, sites)
  const peers = sites.map((site) => peerOf(store.read, site.id))
  const after = full ? 0 : Math.min(...peers.map((peer) => peer.acknowledged))
  const upTo = store.lastSequence
  const scope = new Scope(store.read, first.unit, office.unit.code)
  const selection = selectRecords(store.read, scope, { after, upTo }, after === 0)
  addRejected(office, sites, selection)
  addReferred(store.read, scope, selection)
  const wanted = new Set(peers.flatMap((peer) => peer.detail.wanted))
  return {
    sites,
    unit: first.unit,
    unitName: first.unitName,
    single: sites.length === 1,
    after,
    upTo,
    full: after === 0,
    selection,
    referred: knownByReference(store.read, scope, selection),
    records: selectionSize(selection),
    files: await filesOf(office, selection, after, wanted, sites.length === 1 ? first.id : null),
  }
}

function receiversOf(office: Office, to: string): Site[] {
  const sites = sitesOf(office.store.read).filter((site) => site.id !== office.store.site)
  const found = sites.filter((site) => site.id === to || site.unit === to)
  if (found.length > 0 && found.every((site) => site.state === 'withdrawn'))
    throw new AppError('FORBIDDEN', '这个站点已经停用，不能再给它发送数据。', '请选择同一单位的其他站点。')
  return found.filter((site) => site.state === 'admitted')
}

/** Packages whose receipts are read again for what they rejected. */
const RECEIPTS_READ = 5

/** What a receiver rejected lately goes along once more: it may have been mended since, or the receiver's program. */
function addRejected(office: Office, sites: readonly Site[], selection: Selection): void {
  const receipts = office.store.read.all<{ detail: string }>(
    `SELECT detail FROM package WHERE direction = 'out' AND kind IN ('changes', 'baseline') AND instr(detail, '"rejected":[{') > 0
       AND (site IN (SELECT value FROM json_each(?)) OR (site IS NULL AND unit = ?)) ORDER BY number DESC LIMIT ${RECEIPTS_READ}`,
    JSON.stringify(sites.map((site) => site.id)),
    sites[0]?.unit ?? '',
  )
  for (const { detail } of receipts) {
    for (const { register, record } of (JSON.parse(detail) as { receipt?: { rejected: { register: string; record: string }[] } }).receipt?.rejected ?? []) {
      if (isRegisterName(register)) selection.get(register)?.add(record)
    }
  }
}

/** Contents that the receiver cannot have yet: of attachments added since, of those it asked for; all of them in a full package. */
async function filesOf(office: Office, selection: Selection, after: number, wanted: ReadonlySet<string>, receiver: string | null): Promise<string[]> {
  const hashes = new Set<string>()
  for (const id of selection.get('attachment') ?? []) {
    const row = office.store.read.get<{ sha256: string; added: number | null; author: string | null }>(
      `SELECT sha256, (SELECT max(j.sequence) FROM journal j WHERE j.record = a.id AND j.action = 'insert') AS added,
         (SELECT j.author FROM journal j WHERE j.record = a.id AND j.action = 'insert' ORDER BY j.sequence LIMIT 1) AS author FROM attachment a WHERE id = ? AND deleted = 0`,
      id,
    )
    // What the receiver added itself is not carried back to it; should it have lost it, it asks.
    if (row !== undefined && (row.added ?? 0) > after && (after === 0 || receiver === null || row.author === null || siteOfAuthor(row.author) !== receiver))
      hashes.add(row.sha256)
  }
  for (const hash of wanted) hashes.add(hash)
  const held: string[] = []
  for (const hash of hashes) if (await office.attachments.has(hash)) held.push(hash)
  return held.toSorted()
}

/** Number of records by register and by village, for the preview. */
export function countPlan(
  office: Office,
  plan: Plan,
): { registers: { register: string; records: number }[]; places: { place: string; name: string; records: number }[] } {
  const places = new Map<string, number>()
  const registers: { register: string; records: number }[] = []
  for (const [register, ids] of plan.selection) {
    if (ids.size === 0) continue
    registers.push({ register, records: ids.size })
    const { owner } = registerOf(register)
    if (owner === undefined) continue
    const rows = office.store.read.all<{ place: string | null; count: number }>(
      `SELECT ${owner} AS place, count(*) AS count FROM ${register} WHERE id IN (SELECT value FROM json_each(?)) GROUP BY ${owner}`,
      JSON.stringify([...ids]),
    )
    for (const { place, count } of rows) if (place !== null) places.set(place, (places.get(place) ?? 0) + count)
  }
  return {
    registers,
    places: [...places]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([place, records]) => ({ place, name: office.divisions.fullName(place), records })),
  }
}

/** Edits in the package that the receiver has not acknowledged; records bring their earlier ones along, which are not counted. */
export function editsOf(office: Office, plan: Plan): number {
  const rows = office.store.read.all<{ register: string; record: string; edits: number }>(
    `SELECT register, record, count(*) AS edits FROM journal WHERE sequence > ? AND sequence <= ? AND coalesce(standing, '') <> 'effect' GROUP BY register, record`,
    plan.after,
    plan.upTo,
  )
  return rows.reduce(
    (sum, { register, record, edits }) => (isRegisterName(register) && plan.selection.get(register)?.has(record) === true ? sum + edits : sum),
    0,
  )
}

/** Everybody a package can be made for, with what waits for them. */
export function recipientsOf(office: Office): Recipient[] {
  const { store } = office
  const sites = sitesOf(store.read).filter((site) => site.id !== store.site && site.state === 'admitted')
  const units = new Map<string, Site[]>()
  for (const site of sites) units.set(site.unit, [...(units.get(site.unit) ?? []), site])
  return [...units.values()].flatMap((members) => {
    const [first] = members
    if (first === undefined) return []
    const whole: Recipient[] = members.length > 1 ? [recipient(office, first.unit, 'unit', `${first.unitName}（全部 ${members.length} 台）`, members)] : []
    return [...whole, ...members.map((site) => recipient(office, site.id, 'site', siteTitle(site), [site]))]
  })
}

function recipient(office: Office, to: string, kind: Recipient['kind'], label: string, sites: readonly Site[]): Recipient {
  const { read } = office.store
  const acknowledged = Math.min(...sites.map((site) => peerOf(read, site.id).acknowledged))
  const ids = JSON.stringify(sites.map((site) => site.id))
  const sent = read.get<{ last: string | null; acknowledged: string | null }>(
    `SELECT max(handled_at) AS last, max(CASE WHEN state = 'acknowledged' THEN handled_at END) AS acknowledged FROM package
     WHERE direction = 'out' AND kind IN ('changes', 'baseline') AND (site IN (SELECT value FROM json_each(?)) OR (site IS NULL AND unit = ?))`,
    ids,
    sites[0]?.unit ?? '',
  )
  return {
    to,
    kind,
    label,
    unit: sites[0]?.unit ?? '',
    lastSent: sent?.last ?? null,
    lastAcknowledged: sent?.acknowledged ?? null,
    unsent: acknowledged === 0 ? null : unsentSince(office, acknowledged),
    outdated: outdated(read, sites).map((site) => site.id),
  }
}

/** Own edits after a journal entry; what others did and passed on here does not count, nor what every office begins with. */
export function unsentSince(office: Office, after: number): number {
  return (
    office.store.read.get<{ count: number }>(
      `SELECT count(*) AS count FROM journal j JOIN change_set c ON c.number = j.change_set
     WHERE j.sequence > ? AND j.author IS NULL AND j.register <> 'user' AND coalesce(j.standing, '') <> 'effect' AND c.kind <> '${SEED_KIND}'`,
      after,
    )?.count ?? 0
  )
}
