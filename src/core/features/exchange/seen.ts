/** What a merge does besides its records: cases that it opens, and where the two sites still differ afterwards. */
import { moves } from '../../catalogue/derive/belonging.ts'
import { isRegisterName } from '../../catalogue/index.ts'
import { differing, digestsOf, NAMED_SINCE, placesSql } from '../../exchange/digest.ts'
import type { Header } from '../../exchange/header.ts'
import { peerOf } from '../../exchange/peers.ts'
import type { Office } from '../../runtime.ts'
import type { ReadDatabase, Transaction } from '../../store/index.ts'
import type { ReceivePreview } from './contract.ts'
import { countUnanswered } from '../reviews/index.ts'
import { countDuplicates } from './duplicates.ts'
import { narrower } from './packing.ts'

export interface Seen {
  duplicates: number
  transfers: number
  returned: number
  differing: ReceivePreview['differing']
}

/**
 * Looks around in a merge that is done and not yet committed; the office reads as it was before. Only the newest package of a sender says how
 * it stands now (`newest`): an earlier one differs from what was received since, and that is no difference.
 */
export async function look(
  office: Office,
  transaction: Transaction,
  header: Header,
  { seen, newest }: { readonly seen: Seen; readonly newest: boolean },
  step: () => Promise<void>,
): Promise<void> {
  const { read } = office.store
  const grown = (count: (database: ReadDatabase) => number): number => Math.max(0, count(transaction) - count(read))
  const counted =
    (sql: string) =>
    (database: ReadDatabase): number =>
      database.get<{ count: number }>(sql)?.count ?? 0
  seen.duplicates = grown(countDuplicates)
  seen.transfers = grown((database) =>
    moves
      .map(({ register, state, underWay }) => counted(`SELECT count(*) AS count FROM ${register} WHERE deleted = 0 AND ${state} = '${underWay}'`)(database))
      .reduce((sum, count) => sum + count, 0),
  )
  seen.returned = grown(countUnanswered)
  if (!newest || Object.keys(header.digests).length === 0 || header.schema < NAMED_SINCE) return
  const { digests } = await digestsOf(transaction, narrower(office.unit.code, header.sender.unit), step)
  const found = differing(digests, header.digests)
  const own = found.length === 0 ? null : placesAhead(transaction, header.sender.site, counted('SELECT coalesce(max(sequence), 0) AS count FROM journal')(read))
  seen.differing = found
    .filter(({ place }) => own !== null && !own.has(place))
    .map(({ place, registers }) => ({ place, name: place === '' ? '全县共用' : office.divisions.fullName(place), registers }))
}

/**
 * Villages (empty for what belongs to none) with edits up to a journal entry that the sender cannot have yet: that they differ is no
 * wonder. Null where it has acknowledged nothing, so that nothing can be said.
 */
function placesAhead(database: ReadDatabase, sender: string, upTo: number): ReadonlySet<string> | null {
  const { acknowledged } = peerOf(database, sender)
  if (acknowledged === 0) return null
  const range = `j.sequence > ? AND j.sequence <= ? AND coalesce(j.standing, '') = '' AND (j.author IS NULL OR (j.author <> ? AND instr(j.author, ?) <> 1))`
  const parameters = [acknowledged, upTo, sender, `${sender}~`]
  const found = new Set<string>()
  for (const { register } of database.all<{ register: string }>(`SELECT DISTINCT j.register FROM journal j WHERE ${range}`, ...parameters)) {
    // Users are journalled as well, and stay here.
    if (!isRegisterName(register)) continue
    const places = placesSql(register)
    if (places === null) found.add('')
    else
      for (const { place } of database.all<{ place: string }>(
        `SELECT DISTINCT v.place FROM journal j JOIN (${places}) v ON v.record = j.record WHERE j.register = ? AND ${range}`,
        register,
        ...parameters,
      ))
        found.add(place)
  }
  return found
}
