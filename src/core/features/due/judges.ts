/** What says of records whether they are done, where they do not tell themselves: one line a register that declares a due day as `judged`. */
import type { Judges } from '../../due/due.ts'
import type { Office } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { JUDGED, reachedAmong } from '../targets/index.ts'

export function judgesFor(office: Office, user: SessionUser, today: string): Judges {
  return { [JUDGED]: (rows) => reachedAmong(office, user, today, rows) }
}
