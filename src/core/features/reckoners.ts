/** What works out the columns of lists that are kept nowhere: one line a register that declares some (`reckoned` of its screen). */
import type { Reckon } from '../registers/reckoned.ts'
import type { Row } from '../shapes.ts'
import { PROGRESS_OF, progressOf, type ReckoningOffice } from './projects/reckoned.ts'

/** By register: what is worked out of records on a day. */
export const RECKONERS: Readonly<Record<string, (office: ReckoningOffice, ids: readonly string[], today: string) => ReadonlyMap<string, Row>>> = {
  [PROGRESS_OF]: progressOf,
}

/** For the lists of an office. `today` is `YYYY-MM-DD`. */
export function reckonFor(office: ReckoningOffice, today: () => string): Reckon {
  return (register, ids) => RECKONERS[register.name]?.(office, ids, today()) ?? new Map()
}
