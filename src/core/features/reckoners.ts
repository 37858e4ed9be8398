/** What works out the columns of lists that are kept nowhere: one line a register that declares some (`reckoned` of its screen). */
import type { Reckon } from '../registers/reckoned.ts'
import type { Row } from '../shapes.ts'
import { PROGRESS_OF, progressOf, type ReckoningOffice } from './projects/reckoned.ts'

/** By register: what is worked out of records on a day. */
export const RECKONERS: Readonly<Record<string, (office: ReckoningOffice, ids: readonly string[], today: string) => ReadonlyMap<string, Row>>> = {
  [PROGRESS_OF]: progressOf,
}

/** More records than a page has. */
const MANY = 200

/**
 * For the lists of an office. `today` is `YYYY-MM-DD`. What is worked out of many is kept until the data or the day change: a filter asks it of all records,
 * for each page and once more to count.
 */
export function reckonFor(office: ReckoningOffice, today: () => string): Reckon {
  let kept: { readonly of: string; readonly found: ReadonlyMap<string, Row> } | undefined
  const reckon: Reckon = (register, ids) => RECKONERS[register.name]?.(office, ids, today()) ?? new Map()
  return (register, ids) => {
    if (ids.length < MANY) return reckon(register, ids)
    const of = JSON.stringify([register.name, office.store.lastSequence, today(), ids])
    if (kept?.of !== of) kept = { of, found: reckon(register, ids) }
    return kept.found
  }
}
