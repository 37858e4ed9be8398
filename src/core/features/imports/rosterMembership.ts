/** How people belong to households, and how records refer to an owner that may not be on file yet. Pure. */
import type { DataRow } from './model.ts'
import type { PlannedRecord } from './plannedRecord.ts'
import type { Wanted } from './planning.ts'
import type { FileRecord } from './records.ts'
import type { Prospect } from './rosterChecks.ts'

/** Code of 生存状态 for those who count. */
export const NORMAL = '1'

/** Adds the reference to an owner: its id if it is on file, else the planned record. */
export function owned(
  key: string,
  owner: Prospect,
  values: Wanted,
  references?: Record<string, PlannedRecord>,
): [Wanted, Record<string, PlannedRecord> | undefined] {
  if (owner.onFile !== null) return [{ [key]: owner.onFile.id, ...values }, references]
  return owner.planned === null ? [values, references] : [values, { ...references, [key]: owner.planned }]
}

/** Whether a membership has ended. */
export function isOver(membership: FileRecord): boolean {
  return (membership['end_date'] ?? null) !== null || (membership['status'] ?? NORMAL) !== NORMAL
}

/** Whether the row says that somebody is (again) a living member. */
export function returns(wanted: Wanted): boolean {
  return (wanted['status'] ?? NORMAL) === NORMAL && (wanted['end_date'] ?? null) === null
}

/** A sheet with one row a household does not say how its person is related unless it has a column for it. */
export function withoutRelation(wanted: Wanted, row: DataRow): Wanted {
  if (row.layout.has('membership.relation')) return wanted
  const { relation: _relation, ...rest } = wanted
  return rest
}
