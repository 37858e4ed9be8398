/** Which targets are reached, for the list of what is due: worked out once until something changes. */
import { AppError } from '../../errors.ts'
import type { Office } from '../../runtime.ts'
import type { SqlRow, Store } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { reachedTasks } from './service.ts'

/** The register of which is judged. */
export const JUDGED = 'target_task'

const known = new WeakMap<Store, Map<string, ReadonlySet<string>>>()

/** Ids of those targets among some rows that are reached. One whose measure counts by nothing there is, is not. */
export function reachedAmong(office: Office, user: SessionUser, today: string, rows: readonly SqlRow[]): ReadonlySet<string> {
  let kept = known.get(office.store)
  if (kept === undefined) {
    const made = new Map<string, ReadonlySet<string>>()
    known.set(office.store, (kept = made))
    office.store.onChange(() => made.clear())
  }
  const reached = new Set<string>()
  for (const [name, [first]] of Map.groupBy(rows, (row) => `${String(row['measure_id'])} ${String(row['year'])}`)) {
    const key = JSON.stringify([name, user.role, user.divisions, today])
    let ids = kept.get(key)
    if (ids === undefined) kept.set(key, (ids = counted(office, user, today, first)))
    for (const id of ids) reached.add(id)
  }
  return reached
}

function counted(office: Office, user: SessionUser, today: string, row: SqlRow | undefined): ReadonlySet<string> {
  try {
    return reachedTasks(office, user, today, { measure: String(row?.['measure_id']), year: Number(row?.['year']) })
  } catch (error) {
    if (error instanceof AppError) return new Set()
    throw error
  }
}
