/**
 * Records that are known here by reference only: something that came in refers to them, and they belong to another office. Their row holds what
 * they are known by; it has no entry in the journal and no revision, and counts as removed. It gives way as soon as the record itself comes in.
 */
import { AppError } from '../errors.ts'
import type { SqlRow } from './database.ts'

/** SQL condition: the record itself is here. A record has a revision for each of its entries. */
export const IS_HERE = 'revision > 0'

/** Whether a row stands for a record that is known by reference only. */
export function isReferredOnly(row: SqlRow): boolean {
  return row['revision'] === 0
}

/** Throws CANNOT_UNDO for such a row: there is nothing to bring back. */
export function refuseReferredOnly(label: string, row: SqlRow): void {
  if (isReferredOnly(row))
    throw new AppError('CANNOT_UNDO', `这条${label}记录归别的单位，本单位只知道它的名称，没有可以恢复的内容。`, '要看它的内容，请找负责它的单位。')
}
