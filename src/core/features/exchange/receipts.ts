/** What a sender learns of its packages from the ones that received them. */
import type { Header } from '../../exchange/header.ts'
import { isLatestWord, type Peer } from '../../exchange/peers.ts'
import type { Transaction } from '../../store/index.ts'

/**
 * Writes down what the sender of a package says of the packages it got from us. A receipt counts as far as the latest word of its
 * sender bears it out: one that was handed over before the merge was undone is out of date, in whatever order the two arrive.
 */
export function noteReceipts(transaction: Transaction, header: Header, peer: Peer, self: { readonly site: string; readonly author: string }): void {
  const by = `${header.sender.unitName}${header.sender.label}`
  const latest = isLatestWord(peer, header)
  const known = header.knows[self.site]
  const holds = known?.author === self.author ? known.upTo : undefined
  if (latest && holds !== undefined) takeBackReceipts(transaction, header.sender.site, by, holds)
  for (const receipt of header.receipts) {
    // Of a package that was for others nobody else can say what became of it.
    const row = transaction.get<{ last: number; detail: string }>(
      `SELECT last, detail FROM package WHERE id = ? AND direction = 'out' AND (site = ? OR (site IS NULL AND unit = ?))`,
      receipt.package,
      header.sender.site,
      header.sender.unit,
    )
    if (row === undefined || row.last > (latest ? (holds ?? row.last) : peer.acknowledged)) continue
    const detail = JSON.parse(row.detail) as Record<string, unknown>
    transaction.bookkeep(
      `UPDATE package SET state = 'acknowledged', detail = ? WHERE id = ?`,
      JSON.stringify({ ...detail, receipt: { ...receipt, by } }),
      receipt.package,
    )
  }
  if (!latest || holds === undefined) return
  transaction.bookkeep(
    `UPDATE package SET state = 'acknowledged' WHERE direction = 'out' AND kind IN ('changes', 'baseline') AND state IN ('made', 'written', 'superseded') AND last <= ? AND site = ?`,
    holds,
    header.sender.site,
  )
}

/** Packages that a site said it had, and no longer says: it took them back, or went back to a backup itself. */
function takeBackReceipts(transaction: Transaction, site: string, by: string, holds: number): void {
  const out = `direction = 'out' AND kind IN ('changes', 'baseline')`
  transaction.bookkeep(
    `UPDATE package SET detail = json_remove(detail, '$.receipt'),
       state = CASE WHEN EXISTS (SELECT 1 FROM package l WHERE l.direction = 'out' AND l.kind IN ('changes', 'baseline') AND l.unit = package.unit AND l.site IS package.site AND l.number > package.number) THEN 'superseded' ELSE 'made' END
     WHERE ${out} AND state = 'acknowledged' AND last > ? AND (site = ? OR (site IS NULL AND json_extract(detail, '$.receipt.by') = ?))`,
    holds,
    site,
    by,
  )
}
