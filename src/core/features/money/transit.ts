/** What is on the way: let go or given back, and not booked by whoever receives it. A reversal of what nobody booked is nothing on the way. */
import type { ReadDatabase } from '../../store/index.ts'

export interface OpenEntry {
  /** The entry that is to be booked: of one that was reversed after it was booked, the reversal. */
  readonly id: string
  readonly register: 'fund_release' | 'fund_return'
  readonly allocation: string
  /** In 分; below zero where what was booked is to be taken off again. */
  readonly amount: number
  readonly on: string
  readonly place: string
  readonly village: string | null
  /** Whoever books it. */
  readonly receiver: string
}

const DAYS = { fund_release: 'released_on', fund_return: 'returned_on' } as const

/** All of them, the oldest first. An entry and its reversals are one: what is open of them together is booked to the last. */
export function openEntries(database: ReadDatabase): readonly OpenEntry[] {
  return (['fund_release', 'fund_return'] as const)
    .flatMap((register) =>
      database
        .all<Omit<OpenEntry, 'register'>>(
          `SELECT max(e.id) AS id, e.allocation_id AS allocation, sum(e.open) AS amount, min(e.${DAYS[register]}) AS "on", e.place, e.village,
           ${register === 'fund_release' ? 'e.place' : 's.place'} AS receiver
         FROM ${register} e JOIN fund_allocation a ON a.id = e.allocation_id JOIN fund_source s ON s.id = a.source_id
         WHERE e.deleted = 0 AND replace(e.id, '.r', '') IN (SELECT replace(o.id, '.r', '') FROM ${register} o WHERE o.open <> 0 AND o.deleted = 0)
         GROUP BY replace(e.id, '.r', '') HAVING sum(e.open) <> 0`,
        )
        .map((one) => ({ register, ...one })),
    )
    .toSorted((one, other) => (one.on === other.on ? 0 : one.on < other.on ? -1 : 1))
}
