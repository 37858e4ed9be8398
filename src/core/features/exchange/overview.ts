/** Where this office stands in the exchange: what waits, what was sent and received, and who has sent nothing yet. */
import { moves } from '../../catalogue/derive/belonging.ts'
import { peerOf } from '../../exchange/peers.ts'
import { digestOfAll, digestOfPlace, digestsAside } from '../../exchange/digest.ts'
import { contestedRecords } from '../../exchange/contested.ts'
import { countAside } from '../../exchange/setAside.ts'
import { isInCharge, isWithin, responsibilityOf, sitesOf, superiorOf, type Site } from '../../exchange/sites.ts'
import { isRegisterName, registerOf } from '../../catalogue/index.ts'
import { divisionPrefix } from '../../access/permissions.ts'
import type { Office } from '../../runtime.ts'
import type { ReadDatabase } from '../../store/index.ts'
import type { ExchangeOverview, PackageRow, SiteSummary } from './contract.ts'
import { NOT_ALONG } from './conflicts.ts'
import { PLACE_COLUMN } from '../../store/schema.ts'
import { returnsWithin } from '../reviews/index.ts'
import { unseenDecisions } from '../transfers/index.ts'
import { countDuplicates } from './duplicates.ts'
import { fingerprintOf, keysOf, labelOf, standingOf } from './identity.ts'
import { countUnsaved } from './outbox.ts'
import { unsentSince } from './plan.ts'
import { placedByThemselves } from './settleContested.ts'

/** Days after which a package that nobody acknowledged has been out for too long. */
const OVERDUE_DAYS = 30

/** Sites on file with what tells them apart. */
export function siteSummaries(office: Office): SiteSummary[] {
  const { store, unit } = office
  const sites = sitesOf(store.read)
  const superior = superiorOf(sites, unit.code)
  return sites.map((site) => ({
    id: site.id,
    unit: site.unit,
    unitName: site.unitName,
    label: site.label,
    fingerprint: fingerprintOf(site),
    state: site.state,
    admittedOn: site.admittedOn,
    withdrawnOn: site.withdrawnOn,
    own: site.id === store.site,
    superior: superior !== undefined && site.unit === superior.unit,
  }))
}

export async function overviewOf(office: Office): Promise<ExchangeOverview> {
  const { store, unit } = office
  const { read } = store
  const { current } = await keysOf(store)
  const sites = sitesOf(read)
  const superior = superiorOf(sites, unit.code)
  const count = (sql: string, ...parameters: (string | number)[]): number => read.get<{ count: number }>(sql, ...parameters)?.count ?? 0
  const own = `${divisionPrefix(unit.code)}%`
  const inCharge = responsibilityOf(sites, unit.code)
  const mine = (place: string): boolean => inCharge === null || isInCharge(sites, unit.code, place)
  const returns = returnsWithin(read, unit.code)
  const last = (direction: 'out' | 'in'): string | null =>
    read.get<{ at: string | null }>(`SELECT max(handled_at) AS at FROM package WHERE direction = ? AND kind IN ('changes', 'baseline')`, direction)?.at ?? null
  const others = sites.filter((site) => site.id !== store.site && site.state === 'admitted' && (superior === undefined || site.unit === superior.unit))
  const acknowledged = others.length === 0 ? null : Math.max(...others.map((site) => peerOf(read, site.id).acknowledged))
  return {
    site: {
      id: store.site,
      label: labelOf(store),
      fingerprint: fingerprintOf({ signingKey: current.signing.publicKey, sealingKey: current.sealing.recipient }),
      standing: standingOf(store, unit.code),
      unit,
    },
    superior: superior === undefined ? null : { unit: superior.unit, unitName: superior.unitName },
    waiting: {
      conflicts:
        count(`SELECT count(*) AS count FROM conflict WHERE (${PLACE_COLUMN} IS NULL OR ${PLACE_COLUMN} LIKE ?) AND ${NOT_ALONG}`, own) +
        contestedElsewhere(read, unit.code),
      duplicates: countDuplicates(read),
      proposals: count(`SELECT count(*) AS count FROM proposal p JOIN journal j ON j.sequence = p.sequence WHERE p.state = 'open' AND j.author IS NOT NULL`),
      // What another office is in charge of waits there: an office above only closes what was answered.
      returned: returns.filter((row) => row.state === 'open' && mine(row.place)).length,
      answered: returns.filter((row) => row.state === 'answered' && !mine(row.place)).length,
      transfers: moves
        .flatMap(({ register, to, state, underWay }) =>
          read.all<{ place: string }>(`SELECT ${to} AS place FROM ${register} WHERE deleted = 0 AND ${state} = ? AND ${to} LIKE ?`, underWay, own),
        )
        .filter(({ place }) => mine(place)).length,
      overruled: unseenDecisions(office).filter((place) => place.startsWith(divisionPrefix(unit.code)) && mine(place)).length,
      unsent: acknowledged === null ? 0 : unsentSince(office, acknowledged),
      missingFiles: (await office.attachments.missing(store)).length,
      former: countAside(read),
      unsaved: countUnsaved(read),
    },
    lastSent: last('out'),
    lastReceived: last('in'),
  }
}

/** Records that move, and that another office holds for its own by what stands now, and this one as well. */
function contestedElsewhere(database: ReadDatabase, unit: string): number {
  return contestedRecords(database).filter(({ register, record, divisions }) => {
    const found = placedByThemselves.find(({ name }) => name === register)
    if (found === undefined || !divisions.some((division) => isWithin(division, unit))) return false
    const row = database.get<{ place: string }>(`SELECT ${found.owner} AS place FROM ${found.name} WHERE id = ?`, record)
    return row?.place.startsWith(divisionPrefix(unit)) === false
  }).length
}

interface StoredPackage {
  id: string
  direction: 'out' | 'in'
  site: string | null
  unit: string
  kind: PackageRow['kind']
  number: number
  file: string
  made_at: string
  handled_at: string
  state: PackageRow['state']
  sha256: string
  bytes: number
  change_set: string | null
  detail: string
}

/** Outbox and inbox, newest first. */
export function packageRows(
  office: Office,
  options: { direction?: 'out' | 'in' | undefined; limit: number; offset: number },
  now: Date,
  kept: ReadonlySet<string>,
): { total: number; rows: PackageRow[] } {
  const { read } = office.store
  const where = options.direction === undefined ? '' : 'WHERE direction = ?'
  const parameters = options.direction === undefined ? [] : [options.direction]
  const total = read.get<{ total: number }>(`SELECT count(*) AS total FROM package ${where}`, ...parameters)?.total ?? 0
  const rows = read.all<StoredPackage>(
    `SELECT * FROM package ${where} ORDER BY handled_at DESC, number DESC LIMIT ? OFFSET ?`,
    ...parameters,
    options.limit,
    options.offset,
  )
  const names = new Map(sitesOf(read).map((site) => [site.unit, site.unitName]))
  return { total, rows: rows.map((row) => packageRow(office, row, names, { now, kept })) }
}

function packageRow(
  office: Office,
  row: StoredPackage,
  names: ReadonlyMap<string, string>,
  { now, kept }: { readonly now: Date; readonly kept: ReadonlySet<string> },
): PackageRow {
  const detail = JSON.parse(row.detail) as {
    counts?: Record<string, number>
    saved?: string | null
    receipt?: { at: string; by: string; counts: Record<string, number>; rejected: { register: string; record: string; reason: string }[] }
  }
  const age = (now.getTime() - Date.parse(row.handled_at)) / 86_400_000
  const overdue =
    row.direction === 'out' && (row.state === 'made' || row.state === 'written') && row.kind !== 'receipt' && row.kind !== 'admission' && age > OVERDUE_DAYS
  const { receipt } = detail
  return {
    id: row.id,
    direction: row.direction,
    kind: row.kind,
    number: row.number,
    file: row.file,
    site: row.site,
    unit: row.unit,
    unitName: names.get(row.unit) ?? office.divisions.nameOf(row.unit),
    madeAt: row.made_at,
    handledAt: row.handled_at,
    bytes: row.bytes,
    sha256: row.sha256,
    state: overdue ? 'overdue' : row.state,
    changeSet: row.change_set,
    saved: detail.saved === undefined ? null : detail.saved !== null,
    kept: row.direction === 'out' && kept.has(row.id),
    counts: Object.fromEntries(Object.entries(detail.counts ?? {}).filter(([, value]) => typeof value === 'number')),
    receipt:
      row.direction === 'in' || receipt === undefined
        ? null
        : {
            at: receipt.at,
            by: receipt.by,
            applied: (receipt.counts['new'] ?? 0) + (receipt.counts['changed'] ?? 0),
            conflicts: receipt.counts['conflicts'] ?? 0,
            proposals: receipt.counts['proposals'] ?? 0,
            rejected: receipt.rejected.map(({ register, record, reason }) => ({
              register,
              title: isRegisterName(register) ? office.records.titleOf(registerOf(register).name, record) : record,
              reason,
            })),
          },
  }
}

/** Which subordinate units have sent something in each month of a year, by the calendar on the wall: the first of a month is not yet over in Greenwich. */
export function gridOf(
  office: Office,
  year: number,
  now: Date,
): {
  year: number
  rows: {
    unit: string
    unitName: string
    months: { month: number; packages: number; last: string | null; state: 'none' | 'received' | 'missing' | 'future' }[]
  }[]
} {
  const { store, unit } = office
  const below = sitesOf(store.read).filter((site) => site.unit !== unit.code && site.unit.startsWith(divisionPrefix(unit.code)))
  const received = store.read.all<{ unit: string; month: string; packages: number; last: string }>(
    `SELECT unit, strftime('%Y-%m', handled_at, 'localtime') AS month, count(*) AS packages, max(handled_at) AS last FROM package
     WHERE direction = 'in' AND state = 'applied' AND kind IN ('changes', 'baseline') AND strftime('%Y', handled_at, 'localtime') = ? GROUP BY unit, month`,
    String(year),
  )
  const thisMonth = now.getFullYear() * 12 + now.getMonth()
  // A unit whose only PC was withdrawn keeps what it sent.
  const units = [...Map.groupBy(below, (site) => site.unit)].filter(
    ([code, sites]) => sites.some((site) => site.state === 'admitted') || received.some((row) => row.unit === code),
  )
  return {
    year,
    rows: units
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, sites]) => ({
        unit: code,
        unitName: sites[0]?.unitName ?? code,
        months: Array.from({ length: 12 }, (_, index) => {
          const found = received.find((row) => row.unit === code && row.month === `${year}-${String(index + 1).padStart(2, '0')}`)
          const month = year * 12 + index
          const state =
            found !== undefined
              ? ('received' as const)
              : month > thisMonth
                ? ('future' as const)
                : sites.some((site) => tookPart(site, month))
                  ? ('missing' as const)
                  : ('none' as const)
          return { month: index + 1, packages: found?.packages ?? 0, last: found?.last ?? null, state }
        }),
      })),
  }
}

/** Whether a site was in use in a month, counted from the year 0. */
function tookPart({ state, admittedOn, withdrawnOn }: Site, month: number): boolean {
  const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  if (admittedOn !== null && month < monthOf(admittedOn)) return false
  return state === 'admitted' || (withdrawnOn !== null && month <= monthOf(withdrawnOn))
}

/** Fingerprints of all this office holds, so that two offices can read them to each other. Throws CANCELLED once `signal` says that nobody waits. */
export async function digestTable(
  office: Office,
  signal?: AbortSignal,
): Promise<{ all: string; places: { place: string; name: string; digest: string; records: number; registers: Record<string, string> }[] }> {
  const { digests, records } = await digestsAside(office.store.aside, office.unit.code, signal)
  return {
    all: digestOfAll(digests),
    places: Object.keys(digests)
      .toSorted()
      .map((place) => ({
        place,
        name: place === '' ? '全县共用' : office.divisions.fullName(place),
        digest: digestOfPlace(digests[place] ?? {}),
        records: records[place] ?? 0,
        registers: digests[place] ?? {},
      })),
  }
}
