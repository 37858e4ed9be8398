/** Whether the offices above know of something that neighbours settled between themselves. Worked out when it is asked; nothing is kept. */
import { isAbove, type Site } from '../../exchange/sites.ts'
import { peerOf } from '../../exchange/peers.ts'
import type { Desk } from './desk.ts'

/**
 * Whether a record waits for the word of a superior office: its last entry did not come from there, and none of them has said yet that it
 * holds it. False for an office that nobody is above.
 */
export function isUnconfirmed(desk: Desk, register: string, record: string): boolean {
  const { read, office, sites } = desk
  const superiors = sites.filter((site) => site.state === 'admitted' && isAbove(site.unit, office.unit.code))
  const last = read.get<{ sequence: number; sender: string | null }>(
    `SELECT j.sequence, p.site AS sender FROM journal j JOIN change_set c ON c.number = j.change_set LEFT JOIN package p ON p.change_set = c.id AND p.direction = 'in'
     WHERE j.register = ? AND j.record = ? AND coalesce(j.standing, '') = '' ORDER BY j.sequence DESC LIMIT 1`,
    register,
    record,
  )
  if (superiors.length === 0 || last === undefined || superiors.some(({ id }) => id === last.sender)) return false
  return !superiors.some((site) => peerOf(read, site.id).acknowledged >= last.sequence && !isRejected(desk, site, register, record))
}

/** Whether a site rejected a record when it was last sent something: what it holds otherwise says nothing of this one then. */
function isRejected({ read }: Desk, site: Site, register: string, record: string): boolean {
  const detail = read.get<{ detail: string }>(
    `SELECT detail FROM package WHERE direction = 'out' AND kind IN ('changes', 'baseline') AND (site = ? OR (site IS NULL AND unit = ?)) AND json_type(detail, '$.receipt') IS NOT NULL
     ORDER BY number DESC LIMIT 1`,
    site.id,
    site.unit,
  )?.detail
  const { rejected } =
    detail === undefined
      ? { rejected: [] }
      : (JSON.parse(detail) as { receipt: { rejected: readonly { readonly register: string; readonly record: string }[] } }).receipt
  return rejected.some((one) => one.register === register && one.record === record)
}
